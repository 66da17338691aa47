//! Hints on wording over the actions of real reviews: each is printed to be read and judged
//! (`cargo test -p nofault-domain --test action_wording -- --nocapture`; see `docs/blameless.md`).

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nofault_domain::action::wording::hint;
use nofault_domain::document::foreign;
use nofault_domain::zone::Zone;

/// Beside the repository, not part of it.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
/// Where it is elsewhere, when this test is compiled.
const ELSEWHERE: Option<&str> = option_env!("NOFAULT_DATA");

#[test]
fn every_hint_on_real_actions_was_judged() {
    let folder = Path::new(ELSEWHERE.unwrap_or(FOLDER));
    let ministry = ministry(folder);
    let files = files(&folder.join("postmortems"));
    if ministry.is_empty() || files.is_empty() {
        println!("skipped: there are no actions in {}", folder.display());
        return;
    }
    let of_files: BTreeSet<String> = files.iter().flat_map(|file| tasks(file)).collect();
    let others: Vec<&String> = of_files.iter().filter(|one| !ministry.contains(*one)).collect();
    let first = hinted("ministry", ministry.iter());
    let second = hinted("postmortems", others.iter().copied());
    println!("{first} of {} of the ministry, {second} of {} others", ministry.len(), others.len());
    // Those that were read and judged: a rule that finds more or less is judged again.
    if ministry.len() == 90 {
        assert_eq!(first, 32);
    }
    if others.len() == 201 {
        assert_eq!(second, 3);
    }
}

fn hinted<'a>(name: &str, titles: impl Iterator<Item = &'a String>) -> usize {
    let found = titles.filter_map(|title| Some((title, hint(title)?)));
    found.map(|(title, hint)| println!("{name}\t{title:?}\t{}", hint.reason)).count()
}

/// The lines beneath “Review actions” of the ministry's incidents, once each.
fn ministry(folder: &Path) -> BTreeSet<String> {
    let Ok(text) = std::fs::read_to_string(folder.join("moj/moj_incidents.json")) else {
        return BTreeSet::new();
    };
    let incidents: serde_json::Value = serde_json::from_str(&text).unwrap();
    let lines = incidents.as_array().unwrap().iter();
    let lines = lines.flat_map(|one| one["review_actions"].as_array().cloned().unwrap_or_default());
    lines.map(|line| line.as_str().unwrap().to_owned()).collect()
}

/// The action lines of a postmortem, as an import understands it.
fn tasks(file: &Path) -> Vec<String> {
    let source = std::fs::read_to_string(file).unwrap();
    let name = file.file_name().unwrap().to_string_lossy();
    let read = foreign::read(&source, &name, &Zone::utc()).unwrap();
    read.tasks.iter().map(|task| task.title.to_string()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut found: Vec<PathBuf> = paths
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false if path.extension().is_some_and(|end| end == "md") => vec![path],
            false => Vec::new(),
        })
        .collect();
    found.sort();
    found
}
