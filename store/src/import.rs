//! Imports: what is there already, a batch as it went in, files on their way.

mod perform;
mod upload;

pub use perform::ImportBatch;
pub use upload::{Upload, remove_upload, save_upload, upload};

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::id::BatchId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;

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
    KEYS = concat!("SELECT i.import_key, i.reference, i.number, ", visible!(), " FROM incident i \
        WHERE i.import_key IS NOT NULL OR i.reference IS NOT NULL");
}

/// An import, with those of its incidents that the viewer may see.
///
/// # Errors
/// Not found, where there was none of this id.
pub async fn batch(db: &mut Db<'_>, viewer: Viewer, id: BatchId) -> Result<Batch, Failure> {
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
    let found = keys.into_iter().filter_map(|key| known.get(key).map(|number| (key, *number)));
    Ok(found.collect())
}

/// Every key that an incident has, of its own or by its reference.
async fn known(
    db: &mut Db<'_>,
    viewer: Viewer,
) -> Result<HashMap<String, Option<IncidentNumber>>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(Option<String>, Option<String>, i64, bool)> = all!(db, KEYS, all, person)?;
    let mut known = HashMap::with_capacity(rows.len());
    for (key, reference, number, seen) in rows {
        let number = seen.then_some(IncidentNumber(number));
        if let Some(reference) = reference {
            known.insert(format!("ref:{reference}"), number);
        }
        if let Some(key) = key {
            known.insert(key, number);
        }
    }
    Ok(known)
}
