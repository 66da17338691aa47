//! A file between its upload and the confirmation. It is no command: nothing is imported yet.

use nofault_domain::id::{PersonId, UploadId};
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;

use super::perform::base_name;
use crate::{Db, Failure, Store, new_id};

/// How long a file waits, in microseconds: a day.
const LIFE: i64 = 24 * 3600 * 1_000_000;

statements! {
    FORGET = "DELETE FROM upload WHERE at < $1";
    INSERT = "INSERT INTO upload (id, by_person, file_name, bytes, at) VALUES ($1, $2, $3, $4, $5)";
    FIND = "SELECT file_name, bytes, at FROM upload WHERE id = $1 AND by_person = $2 \
        AND at >= $3";
    REMOVE = "DELETE FROM upload WHERE id = $1 AND by_person = $2";
}

/// A file as somebody sent it.
#[derive(Debug, Clone)]
pub struct Upload {
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub at: Instant,
}

/// Keeps a file for its sender; those that waited over a day go.
///
/// # Errors
/// [`Failure::Database`].
pub async fn save_upload(
    store: &Store,
    person: PersonId,
    file_name: &str,
    bytes: Vec<u8>,
    now: Instant,
) -> Result<UploadId, Failure> {
    let (id, name, micros) = (new_id(), base_name(file_name), now.micros());
    store
        .write(async |db| {
            change!(&mut *db, FORGET, micros - LIFE)?;
            change!(&mut *db, INSERT, id, person.0, &name, &bytes, micros)
        })
        .await?;
    Ok(UploadId(id))
}

/// The file, for whoever sent it.
///
/// # Errors
/// Not found, where it is somebody else’s, was imported, or waited too long.
pub async fn upload(
    db: &mut Db<'_>,
    person: PersonId,
    id: UploadId,
    now: Instant,
) -> Result<Upload, Failure> {
    let since = now.micros() - LIFE;
    let row: Option<(String, Vec<u8>, i64)> = first!(db, FIND, id.0, person.0, since)?;
    let (file_name, bytes, at) = row.ok_or(Refusal::NotFound("uploaded file"))?;
    Ok(Upload { file_name, bytes, at: Instant::from_micros(at) })
}

/// Forgets it, after the import or instead of it.
///
/// # Errors
/// [`Failure::Database`].
pub async fn remove_upload(store: &Store, person: PersonId, id: UploadId) -> Result<(), Failure> {
    store.write(async |db| change!(db, REMOVE, id.0, person.0)).await?;
    Ok(())
}
