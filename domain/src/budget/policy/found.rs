//! Where rules stand in a text: at the begin of a sentence or of a line, up to a colon. What is
//! quoted, code or a table is none.

use std::ops::Range;

use super::condition::{Condition, asks, condition, words};
use super::says::{Unread, Why};
use super::{Rule, When};
use crate::blameless::{Prose, Read};

/// Rules in their order, and what begins like one.
pub fn read(text: &str) -> (Vec<Rule>, Vec<Unread>) {
    let prose = Prose::of(text, Read::Own);
    let all: Vec<Found> =
        (0..prose.blocks().len()).flat_map(|at| in_block(text, &prose, at)).collect();
    let (mut rules, mut unread): (Vec<Rule>, _) = (Vec::new(), Vec::new());
    for (at, found) in all.iter().enumerate() {
        let same = |next: &&Found| next.block == found.block;
        let end = prose.blocks().get(found.block).map_or(text.len(), |block| block.end);
        let end = all.get(at + 1).filter(same).map_or(end, |next| next.start);
        let taken = |block: usize| all.iter().any(|one| one.block == block);
        match found.rule(text, &prose, end, &taken) {
            Ok(rule) if rules.iter().any(|one| same_condition(one.when, rule.when)) => {
                unread.push(found.unread(text, &prose, end, Why::Twice));
            }
            Ok(rule) => rules.push(rule),
            Err(why) => unread.push(found.unread(text, &prose, end, why)),
        }
    }
    (rules, unread)
}

fn same_condition(one: When, other: When) -> bool {
    match (one, other) {
        (When::One(one, _), When::One(other, _)) => one == other,
        _ => one == other,
    }
}

/// The begin of a rule, or of what looks like one.
struct Found {
    block: usize,
    /// With the marks before its first word.
    start: usize,
    first: usize,
    colon: usize,
    read: Result<Condition, Why>,
}

fn in_block(text: &str, prose: &Prose, block: usize) -> Vec<Found> {
    let Some(range) = prose.blocks().get(block).cloned() else { return Vec::new() };
    let masked = prose.masked();
    let found = |(first, sentence): (usize, bool)| {
        let colon = colon(text, masked, first..range.end, sentence);
        let end = colon.unwrap_or_else(|| sentence_end(masked, first..range.end));
        if colon.is_none() && !sentence {
            return None;
        }
        let read = condition(&words(masked.get(first..end)?), colon.is_some())?;
        let start = first - marks_before(text, first).len();
        Some(Found { block, start, first, colon: end, read })
    };
    begins(text, masked, range.clone()).into_iter().filter_map(found).collect()
}

/// The first words of sentences, and of lines that begin none.
fn begins(text: &str, masked: &str, block: Range<usize>) -> Vec<(usize, bool)> {
    let (mut all, mut fresh, mut ended) = (Vec::new(), Some(true), false);
    for (at, c) in masked.get(block.clone()).unwrap_or_default().char_indices() {
        let at = block.start + at;
        if c.is_whitespace() {
            if std::mem::take(&mut ended) {
                fresh = Some(true);
            } else if text.as_bytes().get(at) == Some(&b'\n') {
                fresh = fresh.or(Some(false));
            }
            continue;
        }
        ended = is_end(c);
        if let Some(sentence) = fresh.take() {
            all.push((at, sentence));
        }
    }
    all
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
}

/// Of the same sentence, and of the same line where this one begins none.
fn colon(text: &str, masked: &str, range: Range<usize>, sentence: bool) -> Option<usize> {
    let part = masked.get(range.clone())?;
    let mut characters = part.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let last = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        match c {
            ':' if last => return Some(range.start + at),
            c if is_end(c) && last => return None,
            _ if !sentence && text.as_bytes().get(range.start + at) == Some(&b'\n') => return None,
            _ => {}
        }
    }
    None
}

/// After its last character.
fn sentence_end(masked: &str, range: Range<usize>) -> usize {
    let part = masked.get(range.clone()).unwrap_or_default();
    let mut characters = part.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if (is_end(c) || c == ';') && characters.peek().is_none_or(|(_, next)| next.is_whitespace())
        {
            return range.start + at + 1;
        }
    }
    range.end
}

fn marks_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    before.get(before.trim_end_matches(['*', '_', '~']).len()..).unwrap_or_default()
}

impl Found {
    fn unread(&self, text: &str, prose: &Prose, end: usize, why: Why) -> Unread {
        Unread::new(prose.shown(text, self.first..end).trim(), why)
    }

    fn rule(
        &self,
        text: &str,
        prose: &Prose,
        end: usize,
        taken: &impl Fn(usize) -> bool,
    ) -> Result<Rule, Why> {
        let condition = self.read?;
        let after = self.colon + 1;
        let (masked, mut range) = (prose.masked(), after..end);
        let mut means = self.words(text, end);
        if masked.get(range.clone()).is_none_or(|rest| rest.trim().is_empty()) {
            range = below(text, prose, self.block, taken).ok_or(Why::Nothing)?;
            means = outdented(text, range.clone());
        }
        let first = range.start..sentence_end(masked, range.clone());
        let when = match condition {
            Condition::Within => When::Within,
            Condition::Spent(share) => When::Spent(share),
            Condition::Over => When::Over,
            Condition::One(share) => {
                let due = asks(masked.get(first).unwrap_or_default()).ok_or(Why::Due)?;
                When::One(share, due)
            }
        };
        Ok(Rule { when, means })
    }

    /// What stands after the colon. Marks that the condition opened end with it, or begin anew.
    fn words(&self, text: &str, end: usize) -> String {
        let open = marks_before(text, self.first);
        let close: String = open.chars().rev().collect();
        let head = text.get(self.first..self.colon).unwrap_or_default().trim_end();
        let rest = text.get(self.colon + 1..end).unwrap_or_default();
        let (again, rest) = match rest.strip_prefix(close.as_str()) {
            Some(rest) => ("", rest),
            None if head.ends_with(&close) => ("", rest),
            None => (open, rest),
        };
        format!("{again}{}", rest.trim())
    }
}

/// Where a condition stands alone, what it means is the list below it, or the next paragraph.
fn below(
    text: &str,
    prose: &Prose,
    block: usize,
    taken: &impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let line =
        |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let indent = |from: usize| {
        text.get(from..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len())
    };
    let item = |from: usize| {
        let rest = text.get(from..).unwrap_or_default().trim_start_matches(' ');
        rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['-', '*', '+', '.', ')'])
    };
    let mut blocks = prose.blocks().iter().enumerate().skip(block + 1);
    let (_, first) = blocks.next().filter(|(at, _)| !taken(*at))?;
    let from = line(first.start);
    let words = prose.masked().get(first.clone())?.trim();
    if words.is_empty() || (indent(from) < indent(line(prose.blocks().get(block)?.start))) {
        return None;
    }
    let mut end = first.end;
    if item(from) {
        let goes_on = |(at, one): &(usize, &Range<usize>)| {
            let line = line(one.start);
            !taken(*at) && item(line) && indent(line) >= indent(from)
        };
        end = blocks.take_while(goes_on).map(|(_, one)| one.end).max().unwrap_or(end);
    }
    Some(from..end)
}

/// Without the blanks that all of its lines begin with.
fn outdented(text: &str, range: Range<usize>) -> String {
    let part = text.get(range).unwrap_or_default();
    let blanks = part.len() - part.trim_start_matches(' ').len();
    let line = |line: &str| {
        let own = line.len() - line.trim_start_matches(' ').len();
        line.get(own.min(blanks)..).unwrap_or_default().to_owned()
    };
    part.lines().map(line).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}
