//! A block of log lines or chat, pasted: one entry a line that has a time. A line
//! without one, such as of a stack trace, belongs to the line before. No line is lost.

mod clock;
mod date;
mod line;
mod place;
#[cfg(test)]
mod tests;

use crate::duration::MINUTE;
use crate::instant::Instant;
use crate::moment::Moment;
use crate::period::Day;
use crate::zone::Zone;
use line::Line;
use place::Placer;

/// One entry to be, or what stands before the first time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Of the block, from 1.
    pub line: usize,
    /// Its lines as they were pasted.
    pub raw: String,
    /// What the entry will say: without the time, with who said it; Markdown.
    pub text: String,
    /// None where no time was understood.
    pub at: Option<Moment>,
}

/// A block as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// All of its lines, in their order.
    pub rows: Vec<Row>,
    /// The day on which a time without a date is at first.
    pub day: Day,
}

/// Why a block cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    #[error("Paste some lines first.")]
    Empty,
    #[error("The text is {0} characters long; 200,000 fit.")]
    TooLong(usize),
    #[error("These are {0} entries; 500 fit at once.")]
    TooMany(usize),
}

/// The most characters of a block.
pub const MOST_CHARS: usize = 200_000;
/// The most entries of a block.
pub const MOST_ROWS: usize = 500;
/// How far after now a time may be: clocks differ.
const AHEAD: i64 = 5 * MINUTE;

/// Reads a block that begins on `day`; without one, on the latest day that leaves nothing after `now`.
/// Times without an offset are read in `zone`. Where they go back by more than
/// twelve hours, a new day has begun.
///
/// # Errors
/// [`PasteError`].
pub fn read(text: &str, day: Option<Day>, zone: &Zone, now: Instant) -> Result<Pasted, PasteError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let chars = text.chars().count();
    if text.trim().is_empty() {
        return Err(PasteError::Empty);
    }
    if chars > MOST_CHARS {
        return Err(PasteError::TooLong(chars));
    }
    let lines = line::lines(&text);
    let today = Day::of(now, zone);
    let begins = |day: Day| Pasted { rows: rows(&lines, day, zone), day };
    let pasted = match day {
        Some(day) => begins(day),
        None => {
            let pasted = begins(today);
            let ahead = |row: &Row| row.at.as_ref().is_some_and(|m| m.at.since(now) > AHEAD);
            let yesterday = today.date().yesterday().ok().filter(|_| pasted.rows.iter().any(ahead));
            yesterday.map_or(pasted, |day| begins(Day::of_date(day)))
        }
    };
    match pasted.rows.len() {
        ..=MOST_ROWS => Ok(pasted),
        many => Err(PasteError::TooMany(many)),
    }
}

/// Each line with a time begins a row; the others belong to the row before.
fn rows(lines: &[Line<'_>], day: Day, zone: &Zone) -> Vec<Row> {
    let mut placer = Placer::new(day, zone);
    let mut rows: Vec<Open<'_>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let at = line.stamp.as_ref().and_then(|stamp| placer.place(stamp));
        match rows.last_mut() {
            Some(row) if at.is_none() => row.more.push(line.raw),
            _ => rows.push(Open { line: index + 1, first: line, at, more: Vec::new() }),
        }
    }
    rows.into_iter().map(Open::close).collect()
}

/// A row to which lines may still come.
struct Open<'l> {
    line: usize,
    first: &'l Line<'l>,
    at: Option<Moment>,
    more: Vec<&'l str>,
}

impl Open<'_> {
    fn close(self) -> Row {
        let raw = [&[self.first.raw], self.more.as_slice()].concat().join("\n");
        let said = if self.at.is_some() { self.first.said.trim() } else { self.first.raw.trim() };
        let more = self.more.join("\n");
        let more = more.trim_end().trim_start_matches('\n');
        let text = match (&self.first.speaker, said, more) {
            (Some(who), "", "") => (*who).to_owned(),
            (Some(who), "", more) => format!("{who}: {}", more.trim_start()),
            (_, "", "") => raw.trim().to_owned(),
            (_, "", more) => more.trim_start().to_owned(),
            (_, said, "") => said.to_owned(),
            // What a log says in further lines keeps its shape.
            (_, said, more) if more.lines().any(is_indented) => fenced(said, more),
            (_, said, more) => format!("{said}\n{more}"),
        };
        Row { line: self.line, raw, text, at: self.at }
    }
}

fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// The first line, and the rest as a block of code.
fn fenced(said: &str, more: &str) -> String {
    let mut fence = "```".to_owned();
    while more.contains(&fence) {
        fence.push('`');
    }
    format!("{said}\n\n{fence}\n{more}\n{fence}")
}
