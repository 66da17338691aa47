//! Keeps the folders of whoever builds out of what everybody's browser loads.

use std::env;
use std::path::{Path, PathBuf};

use crate::{files, place};

/// Flags for rustc: the sources of crates and of this workspace lose the folders before them.
pub fn hidden() -> Vec<String> {
    let home = cargo_home().map(|home| home.join("registry/src"));
    let registries = home.map(|home| files::folders(&home)).unwrap_or_default();
    let crates = registries.iter().map(|folder| remap(folder, "crates"));
    crates.chain([remap(&place::root(), "nofault")]).collect()
}

fn cargo_home() -> Option<PathBuf> {
    let default = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(default)
}

pub fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}
