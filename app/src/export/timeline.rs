//! The entries and their files; of what was deleted or removed, the trace.

use std::collections::HashMap;

use nofault_domain::entry::{ChangedField, EntryKind};
use nofault_domain::file::{MediaType, saved_as};
use nofault_domain::id::{AttachmentId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::number::EntryNumber;
use nofault_domain::toil::Toil;
use nofault_store::timeline::{self, Attachment};
use nofault_store::{Db, Failure};
use serde::Serialize;

use super::{Gone, Moment};
use crate::pages::incident::file_address;

/// Of a deleted one the text, the evidence and the files are left out.
#[derive(Debug, Serialize)]
pub struct Entry {
    number: EntryNumber,
    kind: EntryKind,
    moment: Moment,
    recorded_at: Instant,
    author: Option<String>,
    text: String,
    change: Option<Change>,
    evidence: Option<String>,
    pinned: bool,
    toil: Option<Toil>,
    pub files: Vec<File>,
    revision: i64,
    deleted: Option<Gone>,
}

#[derive(Debug, Serialize)]
struct Change {
    field: ChangedField,
    from: String,
    to: String,
}

/// Of what was removed, the trace alone: who removed it, and why.
#[derive(Debug, Serialize)]
pub struct File {
    #[serde(skip)]
    pub id: AttachmentId,
    name: String,
    kind: MediaType,
    size: i64,
    width: Option<i64>,
    height: Option<i64>,
    sha256: Option<String>,
    /// Where those who may see the incident find its content.
    address: Option<String>,
    /// Where an exported folder has it.
    pub path: Option<String>,
    removed: Option<Removed>,
}

#[derive(Debug, Serialize)]
struct Removed {
    at: Instant,
    by: Option<String>,
    reason: String,
}

/// By their time. `address` is the incident's, `names` people's by their ids.
pub(super) async fn entries(
    db: &mut Db<'_>,
    incident: IncidentId,
    address: &str,
    names: &HashMap<String, String>,
) -> Result<Vec<Entry>, Failure> {
    let named = |word: String| names.get(&word).cloned().unwrap_or(word);
    let one = |entry: timeline::Entry| Entry {
        number: entry.number,
        kind: entry.kind,
        moment: entry.moment.into(),
        recorded_at: entry.recorded_at,
        author: entry.author,
        text: entry.body,
        change: entry.change.map(|change| Change {
            field: change.field,
            from: named(change.from),
            to: named(change.to),
        }),
        evidence: Some(entry.evidence).filter(|evidence| !evidence.is_empty()),
        pinned: entry.pinned,
        toil: entry.toil,
        files: entry.files.into_iter().map(|found| file(found, address)).collect(),
        revision: entry.version,
        deleted: entry.deleted.map(Gone::from),
    };
    Ok(timeline::entries(db, incident).await?.into_iter().map(one).collect())
}

fn file(file: Attachment, incident: &str) -> File {
    let hash = file.hash.as_deref();
    File {
        id: file.id,
        sha256: hash.map(|hash| hash.iter().map(|byte| format!("{byte:02x}")).collect()),
        address: hash.map(|_| file_address(&file, incident)),
        path: hash.map(|hash| format!("files/{}", saved_as(hash, &file.name))),
        kind: file.kind,
        size: file.size,
        width: file.pixels.map(|(width, _)| width),
        height: file.pixels.map(|(_, height)| height),
        removed: file.removed.map(|removed| Removed {
            at: removed.at,
            by: removed.by,
            reason: removed.reason,
        }),
        name: file.name,
    }
}
