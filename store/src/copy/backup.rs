//! A backup is one SQLite file, whichever engine is backed up, and whoever is writing meanwhile.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{CopyReport, copy};
use crate::open::private_file;
use crate::{Failure, Target};

/// Writes all of `target` into the new `file`: what was committed when it began. From SQLite
/// it is a whole copy, with sessions; from Postgres they stay behind, as with [`copy`].
///
/// # Errors
/// [`Failure::Setup`] where `file` exists or cannot be written, there is nothing to back up,
/// or the finished copy is not sound; [`Failure::Database`].
pub async fn backup(target: &Target, file: &Path) -> Result<(), Failure> {
    if file.exists() {
        return Err(Failure::Setup(format!(
            "{} exists already: nothing is overwritten, give another name",
            file.display()
        )));
    }
    // Under its own name only once it is whole.
    let part = beside(file, ".part");
    remove(&part);
    let written = write(target, &part).await;
    if written.is_err() {
        remove(&part);
    }
    written?;
    let named = name(&part, file);
    if named.is_err() {
        remove(&part);
    }
    named.map_err(|error| Failure::Setup(format!("{} cannot be written: {error}", file.display())))
}

/// A link never overwrites. Where the disk has none, the name is taken by an empty file first.
fn name(part: &Path, file: &Path) -> std::io::Result<()> {
    match fs::hard_link(part, file) {
        Ok(()) => fs::remove_file(part),
        Err(error) if has_no_links(&error) => {
            private_file(file)?;
            fs::rename(part, file)
        }
        Err(error) => Err(error),
    }
}

/// A disk without links says that it does not support them, or, as FAT does, EPERM (which is
/// 1, and 1 is also what Windows says).
fn has_no_links(error: &std::io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported || error.raw_os_error() == Some(1)
}

/// Fills the empty `target` from a backup.
///
/// # Errors
/// As [`copy`]: the file must be a backup of this version, the target empty.
pub async fn restore(file: &Path, target: &Target) -> Result<CopyReport, Failure> {
    copy(&Target::Sqlite(file.to_owned()), target).await
}

async fn write(target: &Target, part: &Path) -> Result<(), Failure> {
    let kept = |error| Failure::Setup(format!("the backup cannot be kept: {error}"));
    // Both ways below fill an empty file.
    private_file(part).map_err(kept)?;
    match target {
        Target::Sqlite(path) => vacuum(path, part).await?,
        Target::Postgres(_) => {
            let copied = copy(target, &Target::Sqlite(part.to_owned())).await;
            remove(&beside(part, ".migration-lock"));
            copied.map(drop)?;
        }
    }
    check(part).await?;
    fs::File::open(part).and_then(|file| file.sync_all()).map_err(kept)
}

async fn vacuum(path: &Path, part: &Path) -> Result<(), Failure> {
    if !path.is_file() {
        return Err(Failure::Setup(format!("there is no file {}", path.display())));
    }
    let mut connection = SqliteConnectOptions::new().filename(path).connect().await?;
    let to = part.to_str().ok_or_else(|| {
        Failure::Setup("the name of the backup has letters that are no Unicode".to_owned())
    })?;
    sqlx::query("VACUUM INTO $1").bind(to).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// One file without a write-ahead log beside it, sound from end to end.
async fn check(part: &Path) -> Result<(), Failure> {
    let mut connection = SqliteConnectOptions::new().filename(part).connect().await?;
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
    let faults: Vec<(String,)> =
        sqlx::query_as("PRAGMA integrity_check").fetch_all(&mut connection).await?;
    connection.close().await?;
    match faults.as_slice() {
        [(ok,)] if ok == "ok" => Ok(()),
        faults => Err(Failure::Setup(format!(
            "the backup is not sound ({} faults), and was not kept: check the disk and the database",
            faults.len()
        ))),
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Where there is such a file. What cannot be removed shows when it is written.
fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(file, ending));
    }
}
