//! Reading what [`super::write`] wrote.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{self, Mark};
use super::{Document, FORMAT};
use crate::text::{Markdown, TextError};

/// Why a file of ours cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("The front matter is not closed: a line +++ must end it.")]
    Open,
    #[error("The front matter cannot be read{}: {message}.", line.map_or_else(String::new, |line| format!(" in line {line}")))]
    Front { line: Option<usize>, message: String },
    #[error("The text of “{0}” has no end: a line <!-- end --> is missing.")]
    Endless(String),
    #[error("The text of “{0}” is missing.")]
    Missing(String),
    #[error("“{0}” stands in the file twice, or the front matter does not name it.")]
    Strange(String),
    #[error("The text of “{mark}” cannot be taken: {error}")]
    Text { mark: String, error: TextError },
    #[error("A section has no text.")]
    Empty,
}

/// Whether the file says that it is one of ours.
#[must_use]
pub fn is_ours(text: &str) -> bool {
    let front = tidy(text).strip_prefix("+++\n").map(str::to_owned).unwrap_or_default();
    front.lines().take_while(|line| *line != "+++").any(|line| {
        let said = line.split_once('=').filter(|(name, _)| name.trim() == "format");
        said.is_some_and(|(_, format)| format.trim().starts_with("\"nofault-postmortem-"))
    })
}

/// # Errors
/// [`DocumentError`], one sentence that says what is wrong with the file.
pub fn read(text: &str) -> Result<Document, DocumentError> {
    let text = tidy(text);
    let rest = text.strip_prefix("+++\n").ok_or(DocumentError::Open)?;
    let (front, body) = match rest.split_once("\n+++\n") {
        Some(parts) => parts,
        None => (rest.strip_suffix("\n+++").ok_or(DocumentError::Open)?, ""),
    };
    let mut document: Document =
        toml::from_str(front).map_err(|error| front_error(front, &error))?;
    debug_assert!(front.contains(FORMAT));
    let mut texts = BTreeMap::new();
    let read = marks::read(body).map_err(|mark| DocumentError::Endless(mark.to_string()))?;
    for (mark, text) in read {
        if texts.insert(mark.clone(), text).is_some() {
            return Err(DocumentError::Strange(mark.to_string()));
        }
    }
    once(&document)?;
    fill(&mut document, &mut texts)?;
    match texts.pop_first() {
        Some((mark, _)) => Err(DocumentError::Strange(mark.to_string())),
        None => Ok(document),
    }
}

/// Without a byte order mark, with one kind of line end: Git and editors change both.
fn tidy(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// What the front matter may say once only.
fn once(document: &Document) -> Result<(), DocumentError> {
    let mut seen = BTreeSet::new();
    let mut note = |name: String| {
        if seen.insert(name.clone()) { Ok(()) } else { Err(DocumentError::Strange(name)) }
    };
    for section in &document.sections {
        note(format!("section {}", section.key))?;
        for text in &section.texts {
            note(format!("section {} {}", section.key, text.version.max(1)))?;
        }
    }
    document.impacts.iter().try_for_each(|one| note(format!("impact {}", one.number)))?;
    document.updates.iter().try_for_each(|one| note(format!("update {}", one.number)))?;
    document.entries.iter().try_for_each(|one| note(format!("entry {}", one.number)))?;
    document.factors.iter().try_for_each(|one| note(one.number.to_string()))?;
    document.actions.iter().try_for_each(|one| note(one.number.to_string()))
}

fn fill(document: &mut Document, texts: &mut BTreeMap<Mark, String>) -> Result<(), DocumentError> {
    let mut take = |mark: Mark| {
        let name = mark.to_string();
        let text = texts.remove(&mark).ok_or_else(|| DocumentError::Missing(name.clone()))?;
        Markdown::parse_optional(&text).map_err(|error| DocumentError::Text { mark: name, error })
    };
    document.summary = take(Mark::Summary)?;
    for section in &mut document.sections {
        let key = section.key.clone();
        let (now, earlier) = section.texts.split_first_mut().ok_or(DocumentError::Empty)?;
        now.body = take(Mark::Section(key.clone()))?;
        for text in earlier {
            text.body = take(Mark::Earlier(key.clone(), text.version))?;
        }
    }
    for entry in &mut document.entries {
        entry.body = take(Mark::Entry(entry.number))?;
    }
    for update in &mut document.updates {
        update.body = take(Mark::Update(update.number))?;
    }
    Ok(())
}

fn front_error(front: &str, error: &toml::de::Error) -> DocumentError {
    let before = error.span().and_then(|span| front.get(..span.start));
    // The front matter begins on the second line.
    let line = before.map(|before| before.matches('\n').count() + 2);
    let message = error.message().trim().trim_end_matches('.').replace('\n', " ");
    DocumentError::Front { line, message }
}
