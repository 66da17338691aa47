//! What the browser tests need: Chromium, Node, and end2end's packages.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::{apt, files, place, sh};

const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

pub fn folder() -> PathBuf {
    place::root().join("end2end")
}

/// Installs what is missing, and says where Chromium is.
pub fn ready(yes: bool) -> Outcome<PathBuf> {
    if !folder().join("package.json").is_file() {
        return Err("end2end/package.json is missing: there are no browser tests to run (--no-browser leaves them out).".into());
    }
    if place::program(&["node"]).is_none() {
        apt::install(&["nodejs", "npm"], "to run the browser tests", yes)?;
    } else if place::program(&["npm"]).is_none() {
        apt::install(&["npm"], "to install the browser tests' packages", yes)?;
    }
    let chromium = chromium(yes)?;
    packages()?;
    Ok(chromium)
}

fn chromium(yes: bool) -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM_PATH") {
        return Ok(PathBuf::from(chosen));
    }
    if place::program(&CHROMIUM).is_none() {
        apt::install(&["chromium", "fonts-liberation"], "to test in a real browser", yes)?;
    }
    place::program(&CHROMIUM)
        .ok_or_else(|| "Chromium was installed and still is not on the PATH.".into())
}

/// `npm ci`, unless it has run since the lock file changed.
fn packages() -> Outcome<()> {
    let wanted = files::modified(&folder().join("package-lock.json"));
    let installed = files::modified(&folder().join("node_modules/.package-lock.json"));
    if wanted.is_some() && installed > wanted {
        return Ok(());
    }
    let mut npm = sh::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder());
    // The tests use the system's Chromium.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    sh::step("Installing the browser tests' packages", &mut npm)
}
