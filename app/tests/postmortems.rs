//! Real postmortems through the renderer: nothing that they say is lost.

use std::path::{Path, PathBuf};

use nofault_app::markdown;

/// Beside the repository, not part of it.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/postmortems");

#[test]
fn real_postmortems_lose_no_word() {
    let files = markdown_files(Path::new(FOLDER));
    if files.is_empty() {
        println!("skipped: there are no postmortems in {FOLDER}");
        return;
    }
    let mut lost = Vec::new();
    for file in &files {
        let source = std::fs::read_to_string(file).unwrap();
        let shown = letters(&visible(&markdown::render(&source)));
        let mut at = 0;
        for word in words(&source) {
            match shown.get(at..).and_then(|rest| rest.find(&word)) {
                Some(found) => at += found + word.len(),
                None => {
                    lost.push(format!("{}: “{word}”", file.display()));
                    break;
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} of {} lose text:\n{}", lost.len(), files.len(), lost.join("\n"));
    println!("{} postmortems lose no word", files.len());
}

fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths
        .flat_map(|path| match path.is_dir() {
            true => markdown_files(&path),
            false if path.extension().is_some_and(|end| end == "md") => vec![path],
            false => Vec::new(),
        })
        .collect();
    files.sort();
    files
}

/// The text between the tags, entities read.
fn visible(html: &str) -> String {
    let (mut text, mut inside, mut quoted) = (String::new(), false, false);
    for c in html.chars() {
        match c {
            '<' if !inside => inside = true,
            '>' if inside && !quoted => inside = false,
            '"' if inside => quoted = !quoted,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\""), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (entity, is)| text.replace(entity, is))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of the source that are to be seen: not the targets of links, the
/// names of languages, the numbers of lists and the names of entities.
fn words(source: &str) -> Vec<String> {
    let mut words = Vec::new();
    for line in source.lines() {
        let bare = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let numbered = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        let line = if numbered.starts_with(". ") { numbered } else { line };
        let is_fence = line.trim_start().starts_with("```") && !line.trim().contains(' ');
        if !is_fence {
            let line = without_entities(&without_targets(line));
            words.extend(
                line.split(|c: char| !c.is_alphanumeric())
                    .filter(|w| !w.is_empty())
                    .map(str::to_owned),
            );
        }
    }
    words
}

/// `[text](target)` and `[text][label]` are `text`; the definition of a target is nothing.
fn without_targets(line: &str) -> String {
    let definition = line.trim_start().starts_with('[') && line.contains("]: http");
    if definition {
        return String::new();
    }
    // A ticked box is shown as one.
    let line = line.replace("[x] ", "").replace("[X] ", "");
    let (mut kept, mut rest) = (String::new(), line.as_str());
    while let Some((before, after)) = rest.split_once(']') {
        kept += before;
        kept.push(' ');
        rest = match after.chars().next() {
            Some('(') => past(after, '(', ')'),
            Some('[') => past(after, '[', ']'),
            _ => after,
        };
    }
    kept + rest
}

/// What follows the pair of brackets that the text begins with.
fn past(text: &str, opening: char, closing: char) -> &str {
    let mut depth = 0;
    let end = text.find(|c: char| {
        depth += i32::from(c == opening) - i32::from(c == closing);
        depth == 0
    });
    end.and_then(|end| text.get(end + 1..)).unwrap_or_default()
}

fn without_entities(line: &str) -> String {
    let mut parts = line.split('&');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let name = part.split_once(';').filter(|(name, _)| {
            (2..8).contains(&name.len())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        });
        text + " " + name.map_or(part, |(_, rest)| rest)
    })
}
