//! A file's parts: at its headings, and at the items of a list that stand for headings
//! (`- **Impact**: …`).

use super::known;
use super::line::{self, Line};
use super::when;

/// A title and the lines beneath it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub title: String,
    pub lines: Vec<String>,
}

/// What stands before the first title.
const BEFORE: &str = "Summary";

pub(super) fn split(kept: &[String], lines: &[Line<'_>]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut raw: Vec<(Option<&str>, Vec<Line<'_>>)> = vec![(None, Vec::new())];
    let mut open = known::Known::Section;
    for line in lines {
        let begun = line.heading().filter(|(level, title)| begins(*level, title, open));
        match (begun, raw.last_mut()) {
            (Some((_, title)), _) => {
                open = known::known(title);
                raw.push((Some(title), Vec::new()));
            }
            (None, Some((_, lines))) => lines.push(*line),
            (None, None) => {}
        }
    }
    for (title, lines) in raw {
        match title {
            Some(title) => {
                let lines = lines.iter().map(|line| line.text.to_owned()).collect();
                parts.push(Part { title: title.to_owned(), lines });
            }
            None => before(kept, &lines, &mut parts),
        }
    }
    parts
}

/// A heading within the timeline may be a row of it, and one among actions a group of them.
fn begins(level: usize, title: &str, open: known::Known) -> bool {
    match open {
        known::Known::Timeline if when::lead(title).is_some() => false,
        known::Known::Actions if level > 2 => known::section(title).is_some(),
        _ => level <= 2 || known::begins(title),
    }
}

fn before(kept: &[String], lines: &[Line<'_>], parts: &mut Vec<Part>) {
    let labels = lines.iter().filter(|line| label(line).is_some()).count();
    let mut texts: Vec<(String, Vec<&str>)> = Vec::new();
    let mut free: Vec<String> = kept.to_vec();
    for line in lines {
        match (label(line).filter(|_| labels >= 2), texts.last_mut()) {
            (Some((title, rest)), _) => texts.push((title.to_owned(), vec![rest])),
            (None, Some((_, lines))) => lines.push(line.text),
            (None, None) => free.push(line.text.to_owned()),
        }
    }
    if line::says(&free) {
        parts.push(Part { title: BEFORE.to_owned(), lines: free });
    }
    for (title, lines) in texts {
        let (first, rest) =
            lines.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
        let mut lines = if first.is_empty() { Vec::new() } else { vec![first.to_owned()] };
        lines.extend(line::dedent(rest));
        parts.push(Part { title, lines });
    }
}

/// `- **Impact**: what follows`, at the beginning of a line.
fn label<'a>(line: &Line<'a>) -> Option<(&'a str, &'a str)> {
    let (indent, text) = line::item(line.text).filter(|_| !line.code)?;
    let (title, rest) = text.strip_prefix("**")?.split_once("**")?;
    let title = title.trim().trim_end_matches(':');
    let rest = rest.trim_start();
    let says = rest.strip_prefix([':', '–', '-']).unwrap_or(rest).trim_start();
    let alone = rest.is_empty() || says.len() < rest.len();
    let time = when::lead(title).is_some();
    (indent == 0 && alone && !time && !title.is_empty()).then_some((title, says))
}
