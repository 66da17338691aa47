//! A block of log lines or chat: looked at, then logged as entries.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Command, Typing, incident};
use crate::entry::EntryKind;
use crate::moment::{Moment, Source};
use crate::number::IncidentNumber;
use crate::paste::{self, Pasted, Row};
use crate::period::Day;
use crate::refusal::{Checker, Refusal};
use crate::text::Markdown;
use crate::word::Word;
use crate::zone::Zone;

/// `POST /incidents/INC-1/paste/preview`, which changes nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PreviewBlock {
    pub incident: String,
    pub text: String,
    /// The day on which it begins; blank is the latest that leaves nothing in the future.
    pub day: String,
    pub zone: String,
    pub kind: String,
}

/// A block as it was understood.
#[derive(Debug)]
pub struct Block {
    pub incident: IncidentNumber,
    pub kind: EntryKind,
    pub zone: Zone,
    pub pasted: Pasted,
}

impl Command for PreviewBlock {
    type Parsed = Block;

    fn parse(self, typing: &Typing) -> Result<Block, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let zone = typing.zone(&self.zone, &mut checker);
        let day = checker.optional("day", &self.day, Day::parse);
        let kind = checker.optional("kind", &self.kind, EntryKind::parse);
        if kind == Some(Some(EntryKind::StatusChange)) {
            checker.add("kind", "A status change is logged by changing the status.");
        }
        let pasted = match (&zone, day) {
            (Some(zone), Some(day)) => {
                checker.take("text", paste::read(&self.text, day, zone, typing.now))
            }
            _ => None,
        };
        let parsed = (|| {
            let kind = kind?.unwrap_or(EntryKind::Note);
            Some(Block { incident, kind, zone: zone?, pasted: pasted? })
        })();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/paste`: the rows chosen become entries, all or none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LogBlock {
    pub incident: String,
    pub text: String,
    pub day: String,
    pub zone: String,
    pub kind: String,
    /// Numbers of rows, from 0, with commas.
    pub chosen: String,
    /// `at0`, `at1` …: the time of each row as it stands in the form.
    #[serde(flatten)]
    pub times: BTreeMap<String, String>,
}

#[derive(Debug)]
pub struct PastedEntries {
    pub incident: IncidentNumber,
    pub kind: EntryKind,
    /// One at least, in the order of the block.
    pub entries: Vec<(Moment, Markdown)>,
}

impl Command for LogBlock {
    type Parsed = PastedEntries;

    fn parse(self, typing: &Typing) -> Result<PastedEntries, Refusal> {
        let Self { incident, text, day, zone, kind, chosen, times } = self;
        let Block { incident, kind, zone, pasted } =
            PreviewBlock { incident, text, day, zone, kind }.parse(typing)?;
        let mut checker = Checker::default();
        let mut entries = Vec::new();
        if rows(&chosen, &pasted).next().is_none() {
            checker.add("chosen", "Choose at least one of the lines.");
        }
        for (number, row) in rows(&chosen, &pasted) {
            let field = format!("at{number}");
            let at = match (times.get(&field), &row.at) {
                (None, Some(at)) => Some(at.clone()),
                (given, _) => {
                    let given = given.map_or("", String::as_str);
                    let at = Moment::parse(given, &zone, typing.now, Source::Import);
                    checker.take(&field, at)
                }
            };
            let body = checker.take("text", Markdown::parse(&row.text));
            entries.extend(at.zip(body));
        }
        let some = !entries.is_empty();
        checker.done(some.then_some(PastedEntries { incident, kind, entries }))
    }
}

/// The chosen rows with their numbers, each once, in the order of the block.
fn rows<'p>(chosen: &str, pasted: &'p Pasted) -> impl Iterator<Item = (usize, &'p Row)> {
    let chosen: std::collections::BTreeSet<usize> =
        chosen.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    pasted.rows.iter().enumerate().filter(move |(number, _)| chosen.contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::moment::Precision;

    fn typing() -> Typing {
        Typing { now: Instant::from_seconds(1_795_000_000), zone: Zone::utc() }
    }

    fn block(chosen: &str, times: &[(&str, &str)]) -> LogBlock {
        LogBlock {
            incident: "INC-1".to_owned(),
            text: "Preamble\n14:03 rosa: saw it\n14:05 ben: rolled back".to_owned(),
            day: "2026-03-01".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            chosen: chosen.to_owned(),
            times: times.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            ..Default::default()
        }
    }

    #[test]
    fn the_chosen_rows_are_logged_at_the_times_in_the_form() {
        let times = [("at1", "2026-03-01 14:03"), ("at2", "2026-03-01 14:07:30")];
        let done = block("2,1,1", &times).parse(&typing()).unwrap();
        let entries: Vec<_> = done
            .entries
            .iter()
            .map(|(at, body)| (at.at.rfc3339(), at.precision, at.source, body.as_str()))
            .collect();
        let expected = [
            ("2026-03-01T13:03:00Z".to_owned(), Precision::Minute, Source::Import, "rosa: saw it"),
            (
                "2026-03-01T13:07:30Z".to_owned(),
                Precision::Exact,
                Source::Import,
                "ben: rolled back",
            ),
        ];
        assert_eq!(entries, expected);
    }

    #[test]
    fn what_cannot_be_logged_is_said_at_its_row() {
        let fields = |command: LogBlock| -> Vec<String> {
            let refusal = command.parse(&typing()).unwrap_err();
            refusal.fields().iter().map(|error| error.field.clone()).collect()
        };
        // A line without a time can be logged with one.
        assert_eq!(fields(block("0,1", &[("at0", "")])), ["at0"]);
        assert!(block("0", &[("at0", "2026-03-01 14:00")]).parse(&typing()).is_ok());
        assert_eq!(fields(block("1", &[("at1", "soon")])), ["at1"]);
        assert_eq!(fields(block(" ", &[])), ["chosen"]);
        let kind = LogBlock { kind: "status_change".to_owned(), ..block("1", &[]) };
        assert_eq!(fields(kind), ["kind"]);
    }
}
