//! Messages to stakeholders: numbered, with what stood at their moment and the promised next.

use nofault_domain::access::Role;
use nofault_domain::command::response::{NewUpdate, UpdateEdit};
use nofault_domain::conflict::Comparison;
use nofault_domain::entry::ChangedField;
use nofault_domain::event::Subject;
use nofault_domain::id::{IncidentId, UpdateId};
use nofault_domain::instant::Instant;
use nofault_domain::moment::{Moment, Source};
use nofault_domain::number::UpdateNumber;
use nofault_domain::promise::Promise;
use nofault_domain::refusal::Refusal;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use uuid::Uuid;

use crate::conflict::Saved;
use crate::failure::word;
use crate::incident::Incident;
use crate::timeline::Change;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id};

/// What stakeholders were told.
#[derive(Debug, Clone)]
pub struct Update {
    pub id: UpdateId,
    pub number: UpdateNumber,
    /// As they stood when it was told.
    pub status: Status,
    pub severity: Option<Severity>,
    pub at: Instant,
    /// When the next one was promised for.
    pub next: Option<Promise>,
    pub author: Option<String>,
    pub text: String,
    /// Beyond 1 it was edited.
    pub version: i64,
}

impl Update {
    /// The promise that still binds, if this is the last update: it ends with the incident.
    #[must_use]
    pub fn promised(&self, status: Status) -> Option<&Promise> {
        self.next.as_ref().filter(|_| status.is_open())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    status: String,
    severity: Option<i64>,
    at: i64,
    next_at: Option<i64>,
    next_zone: Option<String>,
    author: Option<String>,
    body: String,
    version: i64,
}

impl TryFrom<Row> for Update {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let promise = |(at, zone): (i64, String)| {
            let zone = Zone::parse(&zone).map_err(|_| Failure::damaged("zone", zone))?;
            Ok::<_, Failure>(Promise { at: Instant::from_micros(at), zone })
        };
        Ok(Self {
            id: UpdateId(row.id),
            number: UpdateNumber(row.number),
            status: word(&row.status)?,
            severity: row.severity.and_then(Severity::from_level),
            at: Instant::from_micros(row.at),
            next: row.next_at.zip(row.next_zone).map(promise).transpose()?,
            author: row.author,
            text: row.body,
            version: row.version,
        })
    }
}

macro_rules! updates {
    () => {
        "SELECT u.id, u.number, u.status, u.severity, u.at, u.next_at, u.next_zone, \
         p.name AS author, r.body, u.version FROM stakeholder_update u \
         JOIN revision r ON r.subject_id = u.id AND r.version = u.version \
         LEFT JOIN person p ON p.id = u.recorded_by WHERE u.incident_id = $1"
    };
}

statements! {
    UPDATES = concat!(updates!(), " ORDER BY u.number DESC");
    LATEST = concat!(updates!(), " ORDER BY u.number DESC LIMIT 1");
    UPDATE = concat!(updates!(), " AND u.number = $2");
    // One writer at a time: no two take the same number.
    NEXT = "SELECT COALESCE(MAX(number), 0) + 1 FROM stakeholder_update WHERE incident_id = $1";
    INSERT = "INSERT INTO stakeholder_update (id, incident_id, number, status, severity, at, next_at, \
        next_zone, recorded_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    SINCE = "SELECT COUNT(*) FROM stakeholder_update WHERE incident_id = $1 AND at > $2";
    SET = "UPDATE stakeholder_update SET version = $2 WHERE id = $1";
}

/// The updates of an incident that the caller has read through its viewer, newest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn updates(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Update>, Failure> {
    let rows: Vec<Row> = all!(db, UPDATES, incident.0)?;
    rows.into_iter().map(Update::try_from).collect()
}

/// The newest of [`updates`]; its number is how many there are.
///
/// # Errors
/// [`Failure::Database`].
pub async fn latest(db: &mut Db<'_>, incident: IncidentId) -> Result<Option<Update>, Failure> {
    let row: Option<Row> = first!(db, LATEST, incident.0)?;
    row.map(Update::try_from).transpose()
}

/// Whether anybody posted an update after this: whoever did it, it is the newer one.
///
/// # Errors
/// [`Failure::Database`].
pub async fn updated_since(
    db: &mut Db<'_>,
    incident: IncidentId,
    at: Instant,
) -> Result<bool, Failure> {
    let (updates,): (i64,) = one!(db, SINCE, incident.0, at.micros())?;
    Ok(updates > 0)
}

/// # Errors
/// Not found, where the incident has no such update.
pub async fn update(
    db: &mut Db<'_>,
    incident: IncidentId,
    number: UpdateNumber,
) -> Result<Update, Failure> {
    let row: Option<Row> = first!(db, UPDATE, incident.0, number.0)?;
    row.ok_or(Refusal::NotFound("update"))?.try_into()
}

impl Perform for NewUpdate {
    const NAME: &'static str = "post update";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        if self.next.is_some() && !incident.status.is_open() {
            let status = incident.status.label().to_lowercase();
            let message =
                format!("The incident is {status}: no further update is due. Leave this blank.");
            return Err(Refusal::field("next", message).into());
        }
        let id = new_id();
        let (number,): (i64,) = one!(&mut work.db, NEXT, incident.id.0)?;
        let (at, by) = (work.now.micros(), work.person());
        change!(
            &mut work.db,
            INSERT,
            id,
            incident.id.0,
            number,
            incident.status.key(),
            incident.severity.map(Severity::level),
            at,
            self.next.as_ref().map(|next| next.at.micros()),
            self.next.as_ref().map(|next| next.zone.name()),
            by
        )?;
        work.revise(id, 1, incident.id, self.text.as_str()).await?;
        let number = UpdateNumber(number);
        let change =
            Change { field: ChangedField::Update, from: String::new(), to: number.to_string() };
        let now = Moment::exact(work.now, Zone::utc(), Source::System);
        work.log_change(incident.id, change, &now, None).await?;
        work.event("update.posted", Subject::Update, id, 1, Some(incident.id)).await?;
        Ok(Outcome { id, address: address(&incident, number), version: 1 })
    }
}

impl Perform for UpdateEdit {
    const NAME: &'static str = "edit update";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let present = update(&mut work.db, incident.id, self.update).await?;
        let (id, version) = (present.id.0, present.version + 1);
        let mut form = Comparison::new(self.version, present.version);
        let was = work.opened_with(&form, id).await?;
        let (mine, theirs) = (self.text.as_str(), present.text.as_str());
        let of = form.three(was.as_deref(), present.version, mine, theirs);
        let text = form.text("text", "Text", &of);
        work.settled(form, Saved::of(id, incident.id, present.version)).await?;
        change!(&mut work.db, SET, id, version)?;
        work.revise(id, version, incident.id, &text).await?;
        work.event("update.edited", Subject::Update, id, version, Some(incident.id)).await?;
        Ok(Outcome { id, address: address(&incident, present.number), version })
    }
}

fn address(incident: &Incident, number: UpdateNumber) -> String {
    format!("{}/updates#{number}", incident.address())
}
