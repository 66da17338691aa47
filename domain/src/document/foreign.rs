//! A postmortem in other people's Markdown. What is recognised (title, date, sections, timeline
//! rows, actions) becomes what it is; everything else stays text, and nothing is lost.

mod document;
mod facts;
mod front;
mod known;
mod line;
mod parts;
mod rows;
mod tasks;
#[cfg(test)]
mod tests;
mod title;
mod when;
mod zones;

use crate::duration::Duration;
use crate::metric::Metric;
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::period::Day;
use crate::text::{Markdown, Title};
use crate::zone::Zone;

use super::MOST_BYTES;
use super::key::SectionKey;
use known::Known;
use parts::Part;

/// What was understood of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    pub file_name: String,
    pub title: Title,
    /// Else it is the file's name.
    pub has_title: bool,
    pub date: Option<Day>,
    /// That of the times: as the file says, else as whoever imports it chose.
    pub zone: Zone,
    /// Each at most once.
    pub milestones: Vec<(Milestone, Moment)>,
    /// Durations that the file states.
    pub stated: Vec<(Metric, Duration)>,
    pub sections: Vec<Kept>,
    /// In the order of the file.
    pub rows: Vec<Row>,
    pub tasks: Vec<Task>,
    /// What a person should look at.
    pub warnings: Vec<String>,
    facts: Vec<String>,
}

/// A section as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub key: SectionKey,
    pub title: Title,
    pub body: Option<Markdown>,
}

/// A row of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub at: Moment,
    pub body: Option<Markdown>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub title: Title,
    pub done: bool,
}

/// Why a file cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ForeignError {
    #[error("The file is empty.")]
    Empty,
    #[error("The file is {0} bytes large; {MOST_BYTES} fit (20 MiB).")]
    TooLarge(usize),
    #[error("The file is no text in UTF-8.")]
    NoText,
    #[error("The file has more than {most} {what}: that is no postmortem.")]
    TooMany { most: usize, what: &'static str },
    #[error("“{title}” is longer than a section may be: {most} characters fit.", most = Markdown::MOST)]
    LongSection { title: String },
}

impl Foreign {
    /// Which incident it is: a second import of it makes no second one. Texts may be corrected
    /// meanwhile; the file's name, the title and the date may not.
    #[must_use]
    pub fn key(&self) -> String {
        let date = self.date.map_or_else(String::new, |date| date.to_string());
        format!("file:{}\n{}\n{date}", self.file_name, self.title)
    }
}

/// The text of a file.
///
/// # Errors
/// [`ForeignError`] where it is too large, or no text.
pub fn text(bytes: &[u8]) -> Result<&str, ForeignError> {
    if bytes.len() > MOST_BYTES {
        return Err(ForeignError::TooLarge(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ForeignError::NoText)?;
    if text.contains('\0') { Err(ForeignError::NoText) } else { Ok(text) }
}

/// Reads a file of this name; times without a zone of their own are of `zone`.
///
/// # Errors
/// [`ForeignError`], one sentence.
pub fn read(text: &str, file_name: &str, zone: &Zone) -> Result<Foreign, ForeignError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let text = text.replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(ForeignError::Empty);
    }
    let (front, body) = front::split(&text);
    let lines = line::lines(body);
    let found = title::find(&front, &lines, file_name).ok_or(ForeignError::Empty)?;
    let zone = zones::said(&lines).unwrap_or_else(|| zone.clone());
    let mut foreign = Foreign {
        file_name: file_name.to_owned(),
        title: found.title,
        has_title: found.has_title,
        date: found.date,
        zone,
        milestones: Vec::new(),
        stated: Vec::new(),
        sections: Vec::new(),
        rows: Vec::new(),
        tasks: Vec::new(),
        warnings: found.warnings,
        facts: Vec::new(),
    };
    let lines: Vec<_> = lines.into_iter().skip(found.used).collect();
    let mut day = foreign.date;
    for part in parts::split(&found.kept, &lines) {
        foreign.take(part, &mut day)?;
    }
    facts::keep(&mut foreign, &front)?;
    if foreign.date.is_none() {
        foreign.warnings.push("no date was found: it is in no period of a report".to_owned());
    }
    Ok(foreign)
}

impl Foreign {
    fn take(&mut self, part: Part, day: &mut Option<Day>) -> Result<(), ForeignError> {
        let Part { title, lines } = part;
        let known = known::known(&title);
        match known {
            Known::Timeline | Known::Perhaps => {
                let read = rows::read(&lines, &self.zone, day);
                for row in read.rows {
                    if let Some(milestone) = row.milestone
                        && !self.milestones.iter().any(|(name, _)| *name == milestone)
                    {
                        self.milestones.push((milestone, row.at.clone()));
                    }
                    let body = markdown(&row.body, &title)?;
                    self.rows.push(Row { at: row.at, body });
                }
                let has_key = known::section(&title) == Some("timeline");
                if line::says(&read.left) || has_key && !read.is_events {
                    self.keep(&title, &read.left)?;
                }
            }
            Known::Actions => {
                let read = tasks::read(&lines);
                let none = read.tasks.is_empty();
                self.tasks.extend(read.tasks);
                if none || line::says(&read.left) {
                    self.keep(&title, &read.left)?;
                }
            }
            Known::Fact => facts::state(self, &title, &lines),
            Known::Section => self.keep(&title, &lines)?,
        }
        few(self.rows.len(), 5000, "rows in its timeline")?;
        few(self.tasks.len(), 1000, "actions")
    }

    /// As a section of its own; a key stands once.
    fn keep(&mut self, title: &str, lines: &[String]) -> Result<(), ForeignError> {
        few(self.sections.len() + 1, 500, "sections")?;
        let body = markdown(lines, title)?;
        let key = known::section(title).and_then(SectionKey::parse);
        let key = key.unwrap_or_else(|| SectionKey::from_title(title));
        let taken = |key: &SectionKey| self.sections.iter().any(|section| section.key == *key);
        let numbered = (2..).map(|number| key.numbered(number));
        let key = std::iter::once(key.clone()).chain(numbered).find(|key| !taken(key));
        let short = title::short(title).or_else(|| Title::parse("Text").ok());
        if let (Some(key), Some(title)) = (key, short) {
            self.sections.push(Kept { key, title, body });
        }
        Ok(())
    }
}

fn few(many: usize, most: usize, what: &'static str) -> Result<(), ForeignError> {
    if many > most { Err(ForeignError::TooMany { most, what }) } else { Ok(()) }
}

fn markdown(lines: &[String], title: &str) -> Result<Option<Markdown>, ForeignError> {
    Markdown::parse_optional(&lines.join("\n"))
        .map_err(|_| ForeignError::LongSection { title: title.to_owned() })
}
