//! Every hint on wording that the shipped rules raise over a folder of Markdown files, with its
//! sentence, to be read and judged (see `docs/blameless.md`):
//! `cargo run -p nofault-domain --example blameless -- FOLDER`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nofault_domain::blameless::Rules;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_default();
    let mut files = Vec::new();
    find(Path::new(&folder), &mut files);
    if files.is_empty() {
        println!("Skipped: no Markdown files in “{folder}”.");
        return;
    }
    files.sort();
    let rules = Rules::shipped();
    let mut counts = BTreeMap::<&str, usize>::new();
    for file in &files {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        for hint in rules.hints(&text, &[]) {
            let rule = rules.all().iter().find(|rule| rule.key == hint.rule.key);
            *counts.entry(rule.map_or("", |rule| rule.key.as_str())).or_default() += 1;
            let name = file.strip_prefix(&folder).unwrap_or(file).display();
            let (key, before, found, after) = (&hint.rule.key, hint.before, hint.found, hint.after);
            println!("{key}\t{name}\t{before}[[{found}]]{after}");
        }
    }
    println!("\n{} files, {counts:?}, {} in all", files.len(), counts.values().sum::<usize>());
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|end| end == "md") {
            files.push(path);
        }
    }
}
