//! Finds Postgres's programs, or installs them.

use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::{apt, files, place};

/// Where Debian keeps a folder for each version, off the PATH.
const DEBIAN: &str = "/usr/lib/postgresql";

pub fn find(yes: bool) -> Outcome<PathBuf> {
    if let Some(folder) = on_path().or_else(debian) {
        return Ok(folder);
    }
    apt::install(&["postgresql"], "to test on Postgres", yes)?;
    on_path()
        .or_else(debian)
        .ok_or_else(|| "Postgres was installed and its initdb cannot be found.".into())
}

fn on_path() -> Option<PathBuf> {
    // A link on the PATH leads to the folder that has the others too.
    let initdb = place::program(&["initdb"])?.canonicalize().ok()?;
    initdb.parent().filter(|folder| whole(folder)).map(Path::to_path_buf)
}

/// The newest version.
fn debian() -> Option<PathBuf> {
    let version = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let folders = files::folders(Path::new(DEBIAN));
    let newest =
        folders.into_iter().filter(|folder| whole(&folder.join("bin"))).max_by_key(version)?;
    Some(newest.join("bin"))
}

fn whole(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_isready"].iter().all(|program| folder.join(program).is_file())
}
