//! What a text said before, and what an entry said of itself: its kind, time, evidence, pin.

use nofault_domain::entry::EntryKind;
use nofault_domain::id::EntryId;
use nofault_domain::instant::Instant;
use nofault_domain::moment::Moment;
use uuid::Uuid;

use crate::failure::word;
use crate::incident::moment;
use crate::work::Work;
use crate::{Db, Failure};

/// An earlier or the current text.
#[derive(Debug, Clone)]
pub struct Revision {
    pub version: i64,
    pub body: String,
    pub at: Instant,
    pub author: Option<String>,
    pub redacted: bool,
}

/// What an entry says beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    pub version: i64,
    pub kind: EntryKind,
    pub moment: Moment,
    pub evidence: String,
    pub pinned: bool,
}

statements! {
    REVISIONS = "SELECT r.version, r.body, r.at, p.name, r.redacted FROM revision r \
        LEFT JOIN person p ON p.id = r.by_person WHERE r.subject_id = $1 ORDER BY r.version DESC";
    FACETS = "SELECT version, kind, at, precision, zone, source, evidence, pinned FROM entry_revision \
        WHERE entry_id = $1 UNION ALL SELECT version, kind, at, precision, zone, source, evidence, \
        pinned FROM entry WHERE id = $1 ORDER BY version DESC";
    KEEP = "INSERT INTO entry_revision (entry_id, version, kind, at, precision, zone, source, \
        evidence, pinned) SELECT id, version, kind, at, precision, zone, source, evidence, pinned \
        FROM entry WHERE id = $1";
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

#[derive(sqlx::FromRow)]
struct Row {
    version: i64,
    kind: String,
    at: i64,
    precision: String,
    zone: String,
    source: String,
    evidence: String,
    pinned: bool,
}

/// What an entry said of itself at each of its versions, newest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn facets(db: &mut Db<'_>, entry: EntryId) -> Result<Vec<Facets>, Failure> {
    let rows: Vec<Row> = all!(db, FACETS, entry.0)?;
    let facets = |row: Row| -> Result<Facets, Failure> {
        Ok(Facets {
            version: row.version,
            kind: word(&row.kind)?,
            moment: moment(row.at, &row.precision, &row.zone, &row.source)?,
            evidence: row.evidence,
            pinned: row.pinned,
        })
    };
    rows.into_iter().map(facets).collect()
}

impl Work<'_> {
    /// Keeps what the entry says of itself, before it is changed and its version counted on.
    pub(super) async fn keep_facets(&mut self, entry: EntryId) -> Result<(), Failure> {
        change!(&mut self.db, KEEP, entry.0)?;
        Ok(())
    }
}
