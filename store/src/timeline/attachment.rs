//! Files of entries, as they are read. Content is kept once, by its hash, for as long as
//! an entry holds it.

use std::collections::HashMap;

use nofault_domain::file::MediaType;
use nofault_domain::id::{AttachmentId, EntryId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::redact::holds;
use crate::failure::word;
use crate::{Db, Failure};

/// A file of an entry, without its content.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub id: AttachmentId,
    pub entry: EntryId,
    pub name: String,
    pub kind: MediaType,
    /// In bytes.
    pub size: i64,
    /// Of a picture that says so: width and height.
    pub pixels: Option<(i64, i64)>,
    /// SHA-256 of its content; none where that was removed.
    pub hash: Option<Vec<u8>>,
    /// Its trace is all that is left.
    pub removed: Option<Removed>,
}

/// Who removed a file, when and why.
#[derive(Debug, Clone)]
pub struct Removed {
    pub at: Instant,
    pub by: Option<String>,
    pub reason: String,
}

/// A file with its content.
#[derive(Debug, Clone)]
pub struct File {
    pub name: String,
    pub kind: MediaType,
    /// SHA-256 of the content.
    pub hash: Vec<u8>,
    pub bytes: Vec<u8>,
}

macro_rules! attachments {
    ($where:literal) => {
        concat!(
            "SELECT a.id, a.entry_id, a.name, a.media_type, a.size, a.width, a.height, a.hash, \
             a.redacted_at, p.name AS redacted_by, a.reason FROM attachment a \
             LEFT JOIN person p ON p.id = a.redacted_by WHERE ",
            $where,
            " ORDER BY a.entry_id, a.position"
        )
    };
}

statements! {
    OF_INCIDENT = attachments!("a.incident_id = $1");
    OF_ENTRY = attachments!("a.entry_id = $1");
    NAMED = attachments!("a.incident_id = $1 AND a.id = $2");
    CONTENT = "SELECT a.name, a.media_type, f.hash, f.bytes FROM attachment a \
        JOIN file f ON f.hash = a.hash WHERE a.incident_id = $1 AND a.id = $2 \
        AND NOT EXISTS (SELECT 1 FROM entry_deletion d WHERE d.entry_id = a.entry_id)";
    HASHES = "SELECT DISTINCT hash FROM attachment WHERE incident_id = $1 AND media_type = $2 \
        AND hash IS NOT NULL";
    BYTES = "SELECT bytes FROM file WHERE hash = $1";
    WITH_HASH = attachments!("a.incident_id = $1 AND a.hash = $2");
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    entry_id: Uuid,
    name: String,
    media_type: String,
    size: i64,
    width: Option<i64>,
    height: Option<i64>,
    hash: Option<Vec<u8>>,
    redacted_at: Option<i64>,
    redacted_by: Option<String>,
    reason: String,
}

impl TryFrom<Row> for Attachment {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let removed = row.redacted_at.map(|at| Removed {
            at: Instant::from_micros(at),
            by: row.redacted_by,
            reason: row.reason,
        });
        Ok(Self {
            id: AttachmentId(row.id),
            entry: EntryId(row.entry_id),
            name: row.name,
            kind: word(&row.media_type)?,
            size: row.size,
            pixels: row.width.zip(row.height),
            hash: row.hash,
            removed,
        })
    }
}

/// The files of each entry of an incident that the caller has read through its viewer.
pub(super) async fn by_entry(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<HashMap<EntryId, Vec<Attachment>>, Failure> {
    let rows: Vec<Row> = all!(db, OF_INCIDENT, incident.0)?;
    let mut files: HashMap<EntryId, Vec<Attachment>> = HashMap::new();
    for row in rows {
        let file = Attachment::try_from(row)?;
        files.entry(file.entry).or_default().push(file);
    }
    Ok(files)
}

/// The files of an entry, deleted or not, that the caller has read through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn attachments(db: &mut Db<'_>, entry: EntryId) -> Result<Vec<Attachment>, Failure> {
    let rows: Vec<Row> = all!(db, OF_ENTRY, entry.0)?;
    rows.into_iter().map(Attachment::try_from).collect()
}

/// A file of an incident that the caller has read through its viewer, with its content.
///
/// # Errors
/// Not found, also where it was removed or its entry deleted.
pub async fn file(
    db: &mut Db<'_>,
    incident: IncidentId,
    id: AttachmentId,
) -> Result<File, Failure> {
    let found: Option<(String, String, Vec<u8>, Vec<u8>)> = first!(db, CONTENT, incident.0, id.0)?;
    let (name, kind, hash, bytes) = found.ok_or(Refusal::NotFound("file"))?;
    Ok(File { name, kind: word(&kind)?, hash, bytes })
}

/// The files of an incident whose content holds a text, pictures left out.
pub(super) async fn holding(
    db: &mut Db<'_>,
    incident: IncidentId,
    text: &str,
) -> Result<Vec<Attachment>, Failure> {
    let hashes: Vec<(Vec<u8>,)> = all!(&mut *db, HASHES, incident.0, MediaType::Other.key())?;
    let mut found = Vec::new();
    for (hash,) in hashes {
        let (bytes,): (Vec<u8>,) = one!(&mut *db, BYTES, hash.as_slice())?;
        if says(&bytes, text) || says(&bytes, &text.replace('\n', "\r\n")) {
            let rows: Vec<Row> = all!(&mut *db, WITH_HASH, incident.0, hash.as_slice())?;
            let files = rows.into_iter().map(Attachment::try_from);
            found.extend(files.collect::<Result<Vec<_>, _>>()?);
        }
    }
    Ok(found)
}

/// Few bytes stand in a packed file by chance.
fn says(bytes: &[u8], text: &str) -> bool {
    holds(bytes, text) && (text.len() >= 8 || std::str::from_utf8(bytes).is_ok())
}

/// One of them, or its trace.
pub(super) async fn named(
    db: &mut Db<'_>,
    incident: IncidentId,
    id: AttachmentId,
) -> Result<Attachment, Failure> {
    let row: Option<Row> = first!(db, NAMED, incident.0, id.0)?;
    row.ok_or(Refusal::NotFound("file"))?.try_into()
}
