//! Events as the live stream delivers them: ids and words, never text.

mod listen;
mod signal;

pub use listen::Listener;
pub(crate) use signal::{EVENT, SESSION, Signals, notify};

use nofault_domain::access::Viewer;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word as _;
use uuid::Uuid;

use crate::{Db, Failure, visible};

statements! {
    NEWEST = "SELECT COALESCE(MAX(id), 0) FROM event";
    EVENTS = concat!(
        "SELECT e.id, e.name, e.subject, e.subject_id, e.version, e.at, e.batch_id, e.incident_id, \
         i.number, i.private FROM event e LEFT JOIN incident i ON i.id = e.incident_id \
         WHERE e.id > $3 AND e.id <= $4 AND (e.incident_id IS NULL OR ",
        visible!(),
        ") ORDER BY e.id LIMIT $5"
    );
    SEES = concat!("SELECT i.number FROM incident i WHERE i.id = $3 AND ", visible!());
    PLACE = "SELECT number, private FROM incident WHERE id = $1";
}

/// Something that was done.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: i64,
    /// Such as `entry.logged`.
    pub name: String,
    /// A word of [`Subject`].
    pub subject: String,
    pub subject_id: Uuid,
    /// The subject's, afterwards.
    pub version: i64,
    pub at: Instant,
    pub incident: Option<(IncidentId, IncidentNumber)>,
    /// Whether that incident is private by now.
    pub private: bool,
    batch: bool,
}

impl Event {
    /// Whether browsers are told: what happens to an incident, and an import once.
    #[must_use]
    pub fn is_told(&self) -> bool {
        if self.batch { self.subject == Subject::Batch.key() } else { self.incident.is_some() }
    }

    /// Whether sessions may have ended by it: every change of an account is about a person.
    #[must_use]
    pub fn ends_sessions(&self) -> bool {
        self.subject == Subject::Person.key()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    subject: String,
    subject_id: Uuid,
    version: i64,
    at: i64,
    batch_id: Option<Uuid>,
    incident_id: Option<Uuid>,
    number: Option<i64>,
    private: Option<bool>,
}

impl From<Row> for Event {
    fn from(row: Row) -> Self {
        let incident = row.incident_id.zip(row.number);
        Self {
            id: row.id,
            name: row.name,
            subject: row.subject,
            subject_id: row.subject_id,
            version: row.version,
            at: Instant::from_micros(row.at),
            incident: incident.map(|(id, number)| (IncidentId(id), IncidentNumber(number))),
            private: row.private.unwrap_or_default(),
            batch: row.batch_id.is_some(),
        }
    }
}

/// The id of the newest event, seen or not; 0 where there is none.
///
/// # Errors
/// [`Failure::Database`].
pub async fn newest(db: &mut Db<'_>) -> Result<i64, Failure> {
    let (newest,): (i64,) = one!(db, NEWEST)?;
    Ok(newest)
}

/// At most `limit` events after `after` and up to `upto`, in order: those of incidents that
/// the viewer may see now, and those of none.
///
/// # Errors
/// [`Failure::Database`].
pub async fn events(
    db: &mut Db<'_>,
    viewer: Viewer,
    after: i64,
    upto: i64,
    limit: i64,
) -> Result<Vec<Event>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, EVENTS, all, person, after, upto, limit)?;
    Ok(rows.into_iter().map(Event::from).collect())
}

/// Whether the viewer may see the incident now.
///
/// # Errors
/// [`Failure::Database`].
pub async fn sees(db: &mut Db<'_>, viewer: Viewer, incident: IncidentId) -> Result<bool, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<(i64,)> = first!(db, SEES, all, person, incident.0)?;
    Ok(row.is_some())
}

/// The number of an incident and whether it is private, for the program itself.
///
/// # Errors
/// [`Failure::Database`].
pub async fn place(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Option<(IncidentNumber, bool)>, Failure> {
    let row: Option<(i64, bool)> = first!(db, PLACE, incident.0)?;
    Ok(row.map(|(number, private)| (IncidentNumber(number), private)))
}
