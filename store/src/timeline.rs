//! The timeline of an incident: its entries, their revisions, what was deleted or redacted.

mod attach;
mod attachment;
mod delete;
mod edit;
mod log;
mod paste;
mod pin;
mod redact;
mod revision;

pub use attachment::{Attachment, File, Removed, attachments, file};
pub use changed::{Changed, Counts, changed, counts};
pub use redact::places;
pub use revision::{Facets, Revision, facets, revisions};

use nofault_domain::entry::{ChangedField, EntryKind};
use nofault_domain::id::{EntryId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::moment::Moment;
use nofault_domain::number::EntryNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::toil::Toil;
use uuid::Uuid;

use crate::failure::{optional_word, word};
use crate::incident::moment;
use crate::{Db, Failure};

pub(crate) mod statements_of {
    pub(crate) use super::attach::STATEMENTS as ATTACH;
    pub(crate) use super::attachment::STATEMENTS as ATTACHMENT;
    pub(crate) use super::changed::STATEMENTS as CHANGED;
    pub(crate) use super::delete::STATEMENTS as DELETE;
    pub(crate) use super::edit::STATEMENTS as EDIT;
    pub(crate) use super::log::STATEMENTS as LOG;
    pub(crate) use super::pin::STATEMENTS as PIN;
    pub(crate) use super::redact::STATEMENTS as REDACT;
    pub(crate) use super::redact::statements_of as redact;
    pub(crate) use super::revision::STATEMENTS as REVISION;
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
    /// The address of what shows it; empty where there is none.
    pub evidence: String,
    /// A key moment.
    pub pinned: bool,
    pub toil: Option<Toil>,
    /// In the order in which they came, with the traces of those that were removed.
    pub files: Vec<Attachment>,
    pub version: i64,
    /// When and by whom it was deleted; its text, evidence and files are then not given.
    pub deleted: Option<(Instant, Option<String>)>,
}

/// What a status change entry tells of: the words of the field, or an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: ChangedField,
    pub from: String,
    pub to: String,
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
    evidence: String,
    pinned: bool,
    minutes: Option<i64>,
    automatable: Option<bool>,
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
        let toil = row.minutes.zip(row.automatable);
        let toil = toil.map(|(minutes, automatable)| Toil { minutes, automatable });
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
            evidence: if deleted.is_some() { String::new() } else { row.evidence },
            pinned: row.pinned,
            toil: if deleted.is_some() { None } else { toil },
            files: Vec::new(),
            version: row.version,
            deleted,
        })
    }
}

macro_rules! entries {
    () => {
        "SELECT e.id, e.number, e.kind, e.changed_field, e.changed_from, e.changed_to, e.at, \
         e.precision, e.zone, e.source, e.recorded_at, p.name AS author, r.body, e.evidence, \
         e.pinned, w.minutes, w.automatable, e.version, d.at AS deleted_at, dp.name AS deleted_by FROM entry e \
         LEFT JOIN revision r ON r.subject_id = e.id AND r.version = e.version \
         LEFT JOIN person p ON p.id = e.recorded_by \
         LEFT JOIN entry_deletion d ON d.entry_id = e.id \
         LEFT JOIN person dp ON dp.id = d.by_person \
         LEFT JOIN toil w ON w.entry_id = e.id WHERE e.incident_id = $1"
    };
}

// It reads them as they are read here.
mod changed;

statements! {
    ENTRIES = concat!(entries!(), " ORDER BY e.at, e.number");
    ENTRY = concat!(entries!(), " AND e.number = $2");
    KEY = concat!(entries!(), " AND (e.pinned OR e.changed_field IS NOT NULL) ORDER BY e.at, e.number");
    RECENT = concat!(
        entries!(),
        " AND (e.changed_field IS NOT NULL OR e.at >= $2) ORDER BY e.at, e.number"
    );
    REDACTIONS = "SELECT e.number, x.places, x.reason, x.at, p.name FROM redaction x \
        LEFT JOIN entry e ON e.id = x.entry_id LEFT JOIN person p ON p.id = x.by_person \
        WHERE x.incident_id = $1 ORDER BY x.at";
}

/// The entries of an incident that the caller has read through its viewer, by their time.
///
/// # Errors
/// [`Failure::Database`].
pub async fn entries(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Entry>, Failure> {
    let rows: Vec<Row> = all!(&mut *db, ENTRIES, incident.0)?;
    let mut files = attachment::by_entry(db, incident).await?;
    let entry = |row| {
        let mut entry = Entry::try_from(row)?;
        if entry.deleted.is_none() {
            entry.files = files.remove(&entry.id).unwrap_or_default();
        }
        Ok(entry)
    };
    rows.into_iter().map(entry).collect()
}

/// # Errors
/// Not found, where the incident has no such entry.
pub async fn entry(
    db: &mut Db<'_>,
    incident: IncidentId,
    number: EntryNumber,
) -> Result<Entry, Failure> {
    let row: Option<Row> = first!(&mut *db, ENTRY, incident.0, number.0)?;
    let mut entry = Entry::try_from(row.ok_or(Refusal::NotFound("timeline entry"))?)?;
    if entry.deleted.is_none() {
        entry.files = attachments(db, entry.id).await?;
    }
    Ok(entry)
}

/// The key moments and the changes of an incident that the caller has read through its viewer,
/// by their time, without their files.
///
/// # Errors
/// [`Failure::Database`].
pub async fn key(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Entry>, Failure> {
    let rows: Vec<Row> = all!(db, KEY, incident.0)?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// The changes of an incident that the caller has read through its viewer, and what was written
/// of the time since: by their time, without their files.
///
/// # Errors
/// [`Failure::Database`].
pub async fn recent(
    db: &mut Db<'_>,
    incident: IncidentId,
    since: Instant,
) -> Result<Vec<Entry>, Failure> {
    let rows: Vec<Row> = all!(db, RECENT, incident.0, since.micros())?;
    rows.into_iter().map(Entry::try_from).collect()
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
