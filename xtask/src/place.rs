//! Where things lie: the workspace, its target folders, programs on the PATH.

use std::env;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    let own = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or(own.clone(), Path::to_path_buf)
}

/// Where the server is built. The browser part, its compiler's library and the site
/// always lie in the workspace's own `target`, where the server's build script looks.
pub fn server_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| target(""), |folder| root().join(folder))
}

pub fn target(below: &str) -> PathBuf {
    root().join("target").join(below)
}

pub fn server_binary(dev: bool) -> PathBuf {
    let folder = if dev { "debug" } else { "release" };
    server_target().join(folder).join(format!("nofault{}", env::consts::EXE_SUFFIX))
}

/// The first of these programs that the PATH knows.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
    })
}
