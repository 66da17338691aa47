//! What a text refers to by its number: `INC-42`, `INC-42#e7`, `INC-42#picture`, `A-12`, `F-3`,
//! `CH-7`.
//! It is quoted by that alone, and so stays true.

mod report;

use std::fmt;
use std::ops::Range;

pub use report::Report;

use crate::number::{ActionNumber, ChangeNumber, EntryNumber, FactorNumber, IncidentNumber};

/// One of them, written in capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mention {
    Incident(IncidentNumber),
    Entry(IncidentNumber, EntryNumber),
    /// The incident as a picture.
    Picture(IncidentNumber),
    Action(ActionNumber),
    Factor(FactorNumber),
    Change(ChangeNumber),
}

impl fmt::Display for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Incident(incident) => incident.fmt(f),
            Self::Entry(incident, entry) => write!(f, "{incident}#{entry}"),
            Self::Picture(incident) => write!(f, "{incident}#picture"),
            Self::Action(action) => action.fmt(f),
            Self::Factor(factor) => factor.fmt(f),
            Self::Change(change) => change.fmt(f),
        }
    }
}

/// A text of Markdown, cut where a mention or a report has a paragraph of its own.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Alone(Mention),
    Report(Report<'a>),
}

/// Every mention in running text, by where it stands.
#[must_use]
pub fn find(text: &str) -> Vec<(Range<usize>, Mention)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['I', 'A', 'F', 'C'])) {
        let start = at + next;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let free = before.is_none_or(|c| !c.is_alphanumeric() && !"-_/#=&".contains(c));
        match text.get(start..).filter(|_| free).and_then(first) {
            Some((length, mention)) => {
                found.push((start..start + length, mention));
                at = start + length;
            }
            None => at = start + 1,
        }
    }
    found
}

/// The mention at the beginning of the text, and its length in bytes.
fn first(text: &str) -> Option<(usize, Mention)> {
    let (prefix, number) = ["INC-", "A-", "F-", "CH-"].into_iter().find_map(|prefix| {
        let digits = digits(text.strip_prefix(prefix)?)?;
        Some((prefix, digits))
    })?;
    let mut length = prefix.len() + number.len();
    let mention = match prefix {
        "INC-" => {
            let incident = IncidentNumber::parse(number)?;
            let part = text.get(length..).and_then(|rest| rest.strip_prefix('#'));
            let entry = part.and_then(|part| digits(part.strip_prefix('e')?));
            if let Some(entry) = entry {
                length += 2 + entry.len();
                Mention::Entry(incident, EntryNumber::parse(entry)?)
            } else if part.is_some_and(|part| part.starts_with("picture")) {
                length += "#picture".len();
                Mention::Picture(incident)
            } else {
                Mention::Incident(incident)
            }
        }
        "A-" => Mention::Action(ActionNumber::parse(number)?),
        "CH-" => Mention::Change(ChangeNumber::parse(number)?),
        _ => Mention::Factor(FactorNumber::parse(number)?),
    };
    let after = text.get(length..).unwrap_or_default();
    let mut after = after.chars();
    let ends = match (after.next(), after.next()) {
        (None, _) => true,
        // The end of a sentence, not of a version.
        (Some('.' | '-'), Some(c)) => !c.is_alphanumeric(),
        (Some(c), _) => !c.is_alphanumeric() && c != '_' && c != '#',
    };
    ends.then_some((length, mention))
}

fn digits(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).filter(|digits| !digits.is_empty())
}

/// What a line is, if it is no more than that.
fn alone(line: &str) -> Option<Piece<'_>> {
    match first(line) {
        Some((length, mention)) if length == line.len() => Some(Piece::Alone(mention)),
        _ => report::read(line).map(Piece::Report),
    }
}

/// Cuts a text where a line between blank ones, outside code, holds a mention and no more, or
/// the address of a report.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    let (mut fence, mut blank_before) = (None::<char>, true);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'));
        if let Some(mark) = mark.filter(|mark| trimmed.starts_with(&mark.to_string().repeat(3))) {
            match fence {
                None => fence = Some(mark),
                Some(open) if open == mark => fence = None,
                Some(_) => {}
            }
        }
        let blank_after = lines.get(index + 1).is_none_or(|next| next.trim().is_empty());
        // Indented by four, it is code or belongs to a list.
        let is_paragraph =
            blank_before && blank_after && fence.is_none() && !line.starts_with("    ");
        if let Some(piece) = alone(trimmed).filter(|_| is_paragraph) {
            pieces
                .extend(text.get(from..at).filter(|text| !text.trim().is_empty()).map(Piece::Text));
            pieces.push(piece);
            from = at + line.len();
        }
        blank_before = trimmed.is_empty();
        at += line.len();
    }
    pieces.extend(text.get(from..).filter(|text| !text.trim().is_empty()).map(Piece::Text));
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(_, mention)| mention.to_string()).collect()
    }

    #[test]
    fn what_is_named_is_found() {
        assert_eq!(
            names("See INC-42#e7, (INC-4) and A-12. F-3: INC-9#picture! CH-7, TECH-8"),
            ["INC-42#e7", "INC-4", "A-12", "F-3", "INC-9#picture", "CH-7"]
        );
        for other in
            ["inc-4", "XINC-4", "INC-", "INC-4x", "A-1.2", "/INC-4", "INC-0", "A-1_b", "-A-1"]
        {
            assert_eq!(names(other), [""; 0], "{other}");
        }
        assert_eq!(names("INC-4#x"), [""; 0]);
        assert_eq!(names("A-1."), ["A-1"]);
    }

    #[test]
    fn a_paragraph_of_its_own_is_cut_out() {
        let entry = Mention::Entry(IncidentNumber(1), EntryNumber(2));
        assert_eq!(
            pieces("One A-1\n\nINC-1#e2\n\nTwo\nA-1\n"),
            [Piece::Text("One A-1\n\n"), Piece::Alone(entry), Piece::Text("\nTwo\nA-1\n")]
        );
        assert_eq!(pieces("INC-1#e2"), [Piece::Alone(entry)]);
        let line = "/reports/durations?by=year";
        let report = Piece::Report(Report { line, base: "", query: "by=year" });
        let text = format!("A\n\n{line}\n\nB {line}\n");
        let rest = format!("\nB {line}\n");
        assert_eq!(pieces(&text), [Piece::Text("A\n\n"), report, Piece::Text(&rest)]);
        for whole in ["```\n\nA-1\n\n```", "    A-1", "- x\nA-1", "A-1 x"] {
            assert_eq!(pieces(whole), [Piece::Text(whole)], "{whole}");
        }
    }

    proptest! {
        #[test]
        fn places_are_what_they_say(text in "(INC-|A-|F-|CH-|#e|[0-9a .#\n]|é){0,30}") {
            for (range, mention) in find(&text) {
                let shown = mention.to_string();
                let written = text[range].to_owned();
                // Leading zeros are not printed.
                prop_assert!(written == shown || written.contains('0'), "{written} {shown}");
            }
            let kept: usize = pieces(&text).iter().map(|piece| match piece {
                Piece::Text(text) => text.matches('a').count(),
                Piece::Alone(_) | Piece::Report(_) => 0,
            }).sum();
            prop_assert_eq!(kept, text.matches('a').count());
        }
    }
}
