//! An incident as a folder: what is known of it as JSON, and the contents of its files.

use std::collections::BTreeMap;
use std::fs::{DirBuilder, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use nofault_app::export::{self, Export, Wanted};
use nofault_domain::number::IncidentNumber;
use nofault_store::{Failure, Store, incident, timeline};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Such as `out/INC-42`.
    pub folder: PathBuf,
    pub files: usize,
    /// Of the files.
    pub bytes: usize,
}

/// Whether an incident's folder may be made in this one.
///
/// # Errors
/// Where one is there already: nothing is overwritten.
pub fn is_free(number: IncidentNumber, to: &Path) -> Result<PathBuf, Failure> {
    let folder = to.join(number.to_string());
    // Also a link that leads nowhere stands in the way.
    match folder.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(folder),
        Ok(_) => Err(Failure::Setup(format!(
            "{} is there already, and is not overwritten: name another folder, or move it away",
            folder.display()
        ))),
        Err(error) => Err(cannot(&folder, &error)),
    }
}

/// Writes `to/INC-42/incident.json` and `to/INC-42/files/…`. A folder that could not be written
/// whole is removed again.
///
/// # Errors
/// Not found; or where the folder is there already, or cannot be written.
pub async fn write(store: &Store, wanted: Wanted<'_>, to: &Path) -> Result<Written, Failure> {
    let export = export::read(store, wanted).await?;
    let folder = is_free(wanted.number, to)?;
    make(to, true)?;
    // Fails where somebody else made it meanwhile.
    make(&folder, false)?;
    let written = fill(store, wanted, &export, &folder).await;
    if written.is_err() {
        let _ = std::fs::remove_dir_all(&folder);
    }
    written
}

async fn fill(
    store: &Store,
    wanted: Wanted<'_>,
    export: &Export,
    folder: &Path,
) -> Result<Written, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let id = incident::by_number(&mut db, wanted.viewer, wanted.number).await?.id;
    // The same content under the same name is one file.
    let all = export.timeline.iter().flat_map(|entry| &entry.files);
    let files: BTreeMap<_, _> =
        all.filter_map(|file| Some((file.path.as_ref()?, file.id))).collect();
    let (count, mut bytes) = (files.len(), 0);
    if count > 0 {
        make(&folder.join("files"), false)?;
    }
    for (path, file) in files {
        let file = timeline::file(&mut db, id, file).await?;
        keep(&folder.join(path), &file.bytes)?;
        bytes += file.bytes.len();
    }
    // The last: a folder that has it is whole.
    let json = serde_json::to_string_pretty(export)
        .map_err(|error| Failure::Setup(format!("the incident cannot be written: {error}")))?;
    keep(&folder.join("incident.json"), format!("{json}\n").as_bytes())?;
    Ok(Written { folder: folder.to_owned(), files: count, bytes })
}

/// For its owner alone: incidents are not everybody's.
fn make(folder: &Path, may_be_there: bool) -> Result<(), Failure> {
    let mut builder = DirBuilder::new();
    builder.recursive(may_be_there);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| cannot(folder, &error))
}

fn keep(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = File::options();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::Setup(format!("{} cannot be written: {error}", path.display()))
}
