//! A file on its way in: one of ours, or somebody else's.

use super::foreign::{self, Foreign};
use super::{Document, is_ours, read};
use crate::instant::Instant;
use crate::period::Day;
use crate::zone::Zone;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arriving {
    Ours(Box<Document>),
    Theirs(Box<Foreign>),
}

/// What was found in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Understood {
    pub title: bool,
    pub date: Option<Day>,
    pub sections: usize,
    pub rows: usize,
    pub actions: usize,
}

/// Whether a file's name or its content says that it is Markdown, and no CSV.
#[must_use]
pub fn is_markdown(file_name: &str, bytes: &[u8]) -> bool {
    let name = file_name.to_lowercase();
    if [".md", ".markdown", ".mdown"].iter().any(|end| name.ends_with(end)) {
        return true;
    }
    let begins =
        |mark: &[u8]| bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).starts_with(mark);
    !name.ends_with(".csv")
        && !name.ends_with(".tsv")
        && (begins(b"+++\n") || begins(b"---\n") || begins(b"# "))
}

/// Reads a file; `zone` is that of times without one.
///
/// # Errors
/// A sentence that says why it cannot be taken.
pub fn arriving(bytes: &[u8], file_name: &str, zone: &Zone) -> Result<Arriving, String> {
    let text = foreign::text(bytes).map_err(|error| error.to_string())?;
    if is_ours(text) {
        let ours = read(text).map_err(|error| error.to_string())?;
        return Ok(Arriving::Ours(Box::new(ours)));
    }
    let theirs = foreign::read(text, file_name, zone).map_err(|error| error.to_string())?;
    Ok(Arriving::Theirs(Box::new(theirs)))
}

impl Arriving {
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Ours(ours) => ours.title.as_str(),
            Self::Theirs(theirs) => theirs.title.as_str(),
        }
    }

    #[must_use]
    pub fn understood(&self) -> Understood {
        match self {
            Self::Ours(ours) => Understood {
                title: true,
                date: Some(Day::of(ours.at(), &ours.zone)),
                sections: ours.sections.len(),
                rows: ours.entries.len(),
                actions: ours.actions.len(),
            },
            Self::Theirs(theirs) => Understood {
                title: theirs.has_title,
                date: theirs.date,
                sections: theirs.sections.len(),
                rows: theirs.rows.len(),
                actions: theirs.tasks.len(),
            },
        }
    }

    /// What a person should look at.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        match self {
            Self::Ours(_) => &[],
            Self::Theirs(theirs) => &theirs.warnings,
        }
    }

    /// The document that it becomes, with ids that are made where it has none.
    #[must_use]
    pub fn document(&self, now: Instant, id: impl FnMut() -> uuid::Uuid) -> Document {
        match self {
            Self::Ours(ours) => (**ours).clone(),
            Self::Theirs(theirs) => theirs.document(now, id),
        }
    }
}

/// Of how many files each part was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub files: usize,
    pub titles: usize,
    pub dates: usize,
    pub sections: usize,
    pub timelines: usize,
    pub actions: usize,
}

impl Tally {
    pub fn add(&mut self, found: Understood) {
        self.files += 1;
        self.titles += usize::from(found.title);
        self.dates += usize::from(found.date.is_some());
        self.sections += usize::from(found.sections > 0);
        self.timelines += usize::from(found.rows > 0);
        self.actions += usize::from(found.actions > 0);
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { files, titles, dates, sections, timelines, actions } = self;
        write!(
            f,
            "of {files} files: a title in {titles}, a date in {dates}, sections in {sections}, \
             a timeline in {timelines}, actions in {actions}"
        )
    }
}
