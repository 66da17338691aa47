//! The timeline of an incident: its entries, their revisions, what was deleted or redacted.

mod delete;
mod edit;
mod log;
mod redact;

pub use redact::places;

use nofault_domain::entry::{ChangedField, EntryKind};
use nofault_domain::id::{EntryId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::moment::Moment;
use nofault_domain::number::EntryNumber;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::failure::{optional_word, word};
use crate::incident::moment;
use crate::{Db, Failure};

pub(crate) mod statements_of {
    pub(crate) use super::delete::STATEMENTS as DELETE;
    pub(crate) use super::edit::STATEMENTS as EDIT;
    pub(crate) use super::log::STATEMENTS as LOG;
    pub(crate) use super::redact::STATEMENTS as REDACT;
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: EntryId,
    pub number: EntryNumber,
    pub kind: EntryKind,
    pub change: Option<Change>,
    pub moment: Moment,
    pub recorded_at: Instant,
    pub author: Option<String>,
    pub body: String,
    pub version: i64,
    /// When and by whom it was deleted; its text is then not given.
    pub deleted: Option<(Instant, Option<String>)>,
}

/// What a status change entry tells of: the words of the field, or an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: ChangedField,
    pub from: String,
    pub to: String,
}

/// An earlier or the current text.
#[derive(Debug, Clone)]
pub struct Revision {
    pub version: i64,
    pub body: String,
    pub at: Instant,
    pub author: Option<String>,
    pub redacted: bool,
}

/// That text was removed; never which.
#[derive(Debug, Clone)]
pub struct RedactionTrace {
    pub entry: Option<EntryNumber>,
    pub places: i64,
    pub reason: String,
    pub at: Instant,
    pub by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    kind: String,
    changed_field: Option<String>,
    changed_from: Option<String>,
    changed_to: Option<String>,
    at: i64,
    precision: String,
    zone: String,
    source: String,
    recorded_at: i64,
    author: Option<String>,
    body: Option<String>,
    version: i64,
    deleted_at: Option<i64>,
    deleted_by: Option<String>,
}

impl TryFrom<Row> for Entry {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let field: Option<ChangedField> = optional_word(row.changed_field.as_deref())?;
        let change = field.map(|field| Change {
            field,
            from: row.changed_from.unwrap_or_default(),
            to: row.changed_to.unwrap_or_default(),
        });
        let deleted = row.deleted_at.map(|at| (Instant::from_micros(at), row.deleted_by));
        Ok(Self {
            id: EntryId(row.id),
            number: EntryNumber(row.number),
            kind: word(&row.kind)?,
            change,
            moment: moment(row.at, &row.precision, &row.zone, &row.source)?,
            recorded_at: Instant::from_micros(row.recorded_at),
            author: row.author,
            body: if deleted.is_some() { String::new() } else { row.body.unwrap_or_default() },
            version: row.version,
            deleted,
        })
    }
}

macro_rules! entries {
    () => {
        "SELECT e.id, e.number, e.kind, e.changed_field, e.changed_from, e.changed_to, e.at, \
         e.precision, e.zone, e.source, e.recorded_at, p.name AS author, r.body, e.version, \
         d.at AS deleted_at, dp.name AS deleted_by FROM entry e \
         LEFT JOIN revision r ON r.subject_id = e.id AND r.version = e.version \
         LEFT JOIN person p ON p.id = e.recorded_by \
         LEFT JOIN entry_deletion d ON d.entry_id = e.id \
         LEFT JOIN person dp ON dp.id = d.by_person WHERE e.incident_id = $1"
    };
}

statements! {
    ENTRIES = concat!(entries!(), " ORDER BY e.at, e.number");
    ENTRY = concat!(entries!(), " AND e.number = $2");
    REVISIONS = "SELECT r.version, r.body, r.at, p.name, r.redacted FROM revision r \
        LEFT JOIN person p ON p.id = r.by_person WHERE r.subject_id = $1 ORDER BY r.version DESC";
    REDACTIONS = "SELECT e.number, x.places, x.reason, x.at, p.name FROM redaction x \
        LEFT JOIN entry e ON e.id = x.entry_id LEFT JOIN person p ON p.id = x.by_person \
        WHERE x.incident_id = $1 ORDER BY x.at";
}

/// The entries of an incident that the caller has read through its viewer, by their time.
///
/// # Errors
/// [`Failure::Database`].
pub async fn entries(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Entry>, Failure> {
    let rows: Vec<Row> = all!(db, ENTRIES, incident.0)?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// # Errors
/// Not found, where the incident has no such entry.
pub async fn entry(
    db: &mut Db<'_>,
    incident: IncidentId,
    number: EntryNumber,
) -> Result<Entry, Failure> {
    let row: Option<Row> = first!(db, ENTRY, incident.0, number.0)?;
    row.ok_or(Refusal::NotFound("timeline entry"))?.try_into()
}

/// Every text of an entry, a section or an incident (its title, a blank line, its summary) that
/// the viewer may see, newest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn revisions(db: &mut Db<'_>, subject: Uuid) -> Result<Vec<Revision>, Failure> {
    let rows: Vec<(i64, String, i64, Option<String>, i64)> = all!(db, REVISIONS, subject)?;
    let revision = |(version, body, at, author, redacted)| Revision {
        version,
        body,
        at: Instant::from_micros(at),
        author,
        redacted: redacted > 0,
    };
    Ok(rows.into_iter().map(revision).collect())
}

type TraceRow = (Option<i64>, i64, String, i64, Option<String>);

/// Who removed text from the incident, when and why.
///
/// # Errors
/// [`Failure::Database`].
pub async fn redactions(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Vec<RedactionTrace>, Failure> {
    let rows: Vec<TraceRow> = all!(db, REDACTIONS, incident.0)?;
    let trace = |(entry, places, reason, at, by): TraceRow| RedactionTrace {
        entry: entry.map(EntryNumber),
        places,
        reason,
        at: Instant::from_micros(at),
        by,
    };
    Ok(rows.into_iter().map(trace).collect())
}
