//! Files, with errors that name the file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::failure::{Failure, Outcome};

pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| told("read", path, &error))
}

pub fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| told("read", path, &error))
}

/// Writes only what differs, in one piece: an unchanged file keeps its time, and cargo rests.
pub fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let mut half = path.as_os_str().to_owned();
    half.push(".half");
    let half = PathBuf::from(half);
    fs::write(&half, bytes)
        .and_then(|()| fs::rename(&half, path))
        .map_err(|error| told("write", path, &error))
}

pub fn folder(path: &Path) -> Outcome<()> {
    fs::create_dir_all(path).map_err(|error| told("create", path, &error))
}

pub fn rename(from: &Path, to: &Path) -> Outcome<()> {
    fs::rename(from, to).map_err(|error| told("move", from, &error))
}

pub fn copy(from: &Path, to: &Path) -> Outcome<()> {
    fs::copy(from, to).map(|_| ()).map_err(|error| told("copy", from, &error))
}

/// Removes a file or a folder with all in it; one that is not there is fine.
pub fn remove(path: &Path) -> Outcome<()> {
    let done = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match done {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(told("remove", path, &error)),
        _ => Ok(()),
    }
}

/// Every file below a folder, sorted; none where the folder is missing.
pub fn below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries = match fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(told("list", &next, &error)),
        };
        for entry in entries {
            let path = entry.map_err(|error| told("list", &next, &error))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

pub fn modified(path: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(path).and_then(|facts| facts.modified()).ok()
}

/// The first sixteen hex digits of the SHA-256: what a hashed file name carries.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn told(verb: &str, path: &Path, error: &io::Error) -> Failure {
    format!("Could not {verb} {}: {error}.", path.display()).into()
}

/// The folders in a folder; none where it is missing.
pub fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}
