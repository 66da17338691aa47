//! Imports: what is there already, a batch as it went in, files on their way.

mod perform;
mod upload;

pub use perform::ImportBatch;
pub(crate) use perform::base_name;
pub use upload::{Upload, remove_upload, save_upload, upload};

use std::collections::HashMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::id::BatchId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;

use crate::digest::digest;
use crate::{Db, Failure, visible};

pub(crate) mod statements_of {
    pub(crate) use super::perform::STATEMENTS as PERFORM;
    pub(crate) use super::upload::STATEMENTS as UPLOAD;
}

/// More incidents than these are not listed with their batch.
const LISTED: i64 = 100;

/// An import as it went in.
#[derive(Debug, Clone)]
pub struct Batch {
    pub id: BatchId,
    pub file_name: String,
    pub at: Instant,
    pub by: Option<String>,
    pub created: i64,
    /// Rows that were there already, and were left as they are.
    pub existing: i64,
    /// The first hundred that the viewer may see.
    pub incidents: Vec<(IncidentNumber, String)>,
}

statements! {
    BATCH = "SELECT b.file_name, b.at, p.name, b.created, b.existing FROM import_batch b \
        LEFT JOIN person p ON p.id = b.by_person WHERE b.id = $1";
    INCIDENTS = concat!("SELECT i.number, i.title FROM incident i WHERE i.batch_id = $3 AND ",
        visible!(), " ORDER BY i.number LIMIT $4");
    KEYS = concat!("SELECT i.import_key, i.number, ", visible!(), " FROM incident i \
        WHERE i.import_key IS NOT NULL");
}

/// An import, with those of its incidents that the viewer may see.
///
/// # Errors
/// Forbidden for viewers; not found, where there was none of this id.
pub async fn batch(db: &mut Db<'_>, viewer: Viewer, id: BatchId) -> Result<Batch, Failure> {
    if !viewer.has(Role::Responder) {
        // Its counts and its file's name tell of incidents that may be hidden.
        return Err(Refusal::Forbidden("Only a responder sees imports.".to_owned()).into());
    }
    let row: Option<(String, i64, Option<String>, i64, i64)> = first!(&mut *db, BATCH, id.0)?;
    let (file_name, at, by, created, existing) = row.ok_or(Refusal::NotFound("import"))?;
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64, String)> = all!(db, INCIDENTS, all, person, id.0, LISTED)?;
    let incidents =
        rows.into_iter().map(|(number, title)| (IncidentNumber(number), title)).collect();
    Ok(Batch { id, file_name, at: Instant::from_micros(at), by, created, existing, incidents })
}

/// Which of these rows' keys are incidents already, and which: a number is given only
/// for those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn existing<'k>(
    db: &mut Db<'_>,
    viewer: Viewer,
    keys: impl IntoIterator<Item = &'k str>,
) -> Result<HashMap<&'k str, Option<IncidentNumber>>, Failure> {
    let known = known(db, viewer).await?;
    let number = |key: &str| known.get(&digest(key)).copied();
    let found = keys.into_iter().filter_map(|key| number(key).map(|number| (key, number)));
    Ok(found.collect())
}

/// The digest of every key that an incident has. It outlives the redaction of the text in the
/// row: the same file does not bring that back.
async fn known(
    db: &mut Db<'_>,
    viewer: Viewer,
) -> Result<HashMap<String, Option<IncidentNumber>>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(String, i64, bool)> = all!(db, KEYS, all, person)?;
    let known =
        |(key, number, seen): (String, i64, bool)| (key, seen.then_some(IncidentNumber(number)));
    Ok(rows.into_iter().map(known).collect())
}
