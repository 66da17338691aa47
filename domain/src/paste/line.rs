//! A line: when, who, and what was said.

use super::clock::{self, Clock};
use super::date::{self, Written};

/// A time as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    pub date: Option<Written>,
    pub clock: Clock,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    pub raw: &'t str,
    pub stamp: Option<Stamp>,
    /// Whose name stands beside the time, above what was said.
    pub speaker: Option<&'t str>,
    /// Without the time.
    pub said: &'t str,
}

/// Words that lead to a time in a sentence, and make no name of it.
const LEADING: [&str; 12] = [
    "at", "on", "from", "since", "until", "till", "by", "around", "before", "after", "about", "is",
];
/// How far into a line its time may stand, in bytes.
const INWARD: usize = 100;

/// Every line of a block. A chat's name may stand on the line above its time.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut rest = text.split('\n').peekable();
    let mut after_blank = true;
    while let Some(raw) = rest.next() {
        let mut line = read(raw);
        let next = rest.peek().copied();
        if line.stamp.is_none() && is_name(raw) {
            if let Some((stamp, name)) = heading(raw).filter(|_| next.is_some_and(says)) {
                line = Line { raw, stamp: Some(stamp), speaker: Some(name), said: "" };
            } else if let Some(above) = next.and_then(|next| named(text, raw, next, after_blank)) {
                rest.next();
                line = above;
            }
        }
        after_blank = raw.trim().is_empty();
        lines.push(line);
    }
    lines
}

/// A name, and the line under it that is a time and nothing else.
fn named<'t>(text: &'t str, raw: &'t str, next: &'t str, after_blank: bool) -> Option<Line<'t>> {
    let below = read(next);
    let alone = below.said.is_empty() && (after_blank || next.starts_with([' ', '\t']));
    let stamp = below.stamp.filter(|_| alone)?;
    let start = raw.as_ptr().addr() - text.as_ptr().addr();
    let both = text.get(start..start + raw.len() + 1 + next.len())?;
    Some(Line { raw: both, stamp: Some(stamp), speaker: Some(raw.trim()), said: "" })
}

/// A line that begins with its time, or has a whole date and time near its beginning.
fn read(raw: &str) -> Line<'_> {
    let none = Line { raw, stamp: None, speaker: None, said: raw };
    let indented = raw.starts_with([' ', '\t']);
    if let Some((stamp, said)) = leading(raw.trim()) {
        // What is indented goes on with something, unless it is a time alone.
        if !indented || said.is_empty() {
            return Line { stamp: Some(stamp), said, ..none };
        }
    }
    let within = || inner(raw).map(|stamp| Line { stamp: Some(stamp), ..none.clone() });
    if indented { none } else { within().unwrap_or(none) }
}

/// The time at the beginning, in brackets or not, and what follows it.
fn leading(text: &str) -> Option<(Stamp, &str)> {
    let text = text.strip_prefix(['-', '*', '•', '>']).map_or(text, str::trim_start);
    let text = priority(text);
    let (open, inside) = opened(text);
    let (stamp, rest) = stamp(inside)?;
    let rest = match open {
        Some(closing) => rest.trim_start().strip_prefix(closing)?,
        None => rest,
    };
    Some((stamp, said(rest)?))
}

/// Without the number that syslog may put before a line.
fn priority(text: &str) -> &str {
    let number = text.strip_prefix('<').and_then(|rest| rest.split_once('>'));
    match number {
        Some((digits, rest)) if matches!(digits.len(), 1..=3) && digits.parse::<u16>().is_ok() => {
            rest
        }
        _ => text,
    }
}

fn opened(text: &str) -> (Option<char>, &str) {
    for (open, close) in [('[', ']'), ('(', ')'), ('"', '"')] {
        if let Some(inside) = text.strip_prefix(open) {
            return (Some(close), inside);
        }
    }
    (None, text)
}

/// What stands behind the time, without what parts the two. None where the time goes on.
fn said(rest: &str) -> Option<&str> {
    if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '%')) {
        return None;
    }
    let rest = rest.trim_start_matches([':', ',', ';', '|', ']', ' ', '\t', '\u{a0}']);
    let dash =
        rest.strip_prefix(['-', '–', '—']).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    Some(dash.unwrap_or(rest).trim())
}

/// A time with or without a date before it.
fn stamp(text: &str) -> Option<(Stamp, &str)> {
    let dated = date::read(text).and_then(|(date, rest)| {
        let between = rest.strip_prefix(['T', 't', ':', '_']).unwrap_or_else(|| {
            let rest = rest.trim_start_matches([',', ' ']);
            rest.strip_prefix("at ").unwrap_or(rest)
        });
        let (clock, rest) = clock::read(between)?;
        Some(of_ctime(date, clock, rest))
    });
    dated.or_else(|| clock::read(text).map(|(clock, rest)| (Stamp { date: None, clock }, rest)))
}

/// `Mon Nov 23 14:03:02 2026`: the year stands last.
fn of_ctime(date: Written, clock: Clock, rest: &str) -> (Stamp, &str) {
    let year = rest.get(..5).and_then(|year| year.strip_prefix(' '));
    let ends = rest.get(5..).is_some_and(|rest| rest.is_empty() || rest.starts_with([']', ' ']));
    let year =
        year.filter(|year| ends && year.starts_with("20")).and_then(|year| year.parse().ok());
    if let (Written::OfYear(month, day), Some(year)) = (date, year)
        && let Some(whole) = crate::zone::civil(year, month, day, 0, 0, 0)
    {
        let stamp = Stamp { date: Some(Written::Day(whole.date())), clock };
        return (stamp, rest.get(5..).unwrap_or_default());
    }
    (Stamp { date: Some(date), clock }, rest)
}

/// A whole date and time to the second within a line: of an access log, of JSON, behind a name.
fn inner(raw: &str) -> Option<Stamp> {
    let begins = raw.char_indices().filter(|(at, c)| {
        let before = raw.get(..*at).and_then(|head| head.chars().next_back());
        c.is_ascii_digit()
            && before.is_some_and(|c| matches!(c, ' ' | '[' | '"' | '=' | '\t' | '|'))
    });
    begins.take_while(|(at, _)| *at <= INWARD).find_map(|(at, _)| {
        let (stamp, _) = stamp(raw.get(at..)?)?;
        let whole = matches!(stamp.date, Some(Written::Day(_))) && stamp.clock.second.is_some();
        whole.then_some(stamp)
    })
}

/// `Rosa Diaz  2:03 PM`, `rosa, 14:03`, `Ben — Today at 14:03`: a name, and a time that ends the line.
fn heading(raw: &str) -> Option<(Stamp, &str)> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '[' | '(' | ',' | '—' | '–' | '|');
    raw.char_indices().filter(|(_, c)| parts(*c)).find_map(|(at, c)| {
        let (name, rest) = (raw.get(..at)?, raw.get(at + c.len_utf8()..)?);
        let (stamp, rest) = stamp(rest.trim_start())?;
        let ended = rest.trim().trim_start_matches([']', ')']).is_empty();
        let name = name.trim_end_matches(|c: char| parts(c) || c == '-');
        let name = ["Today at", "today at", "Heute um"]
            .into_iter()
            .find_map(|today| name.strip_suffix(today))
            .map_or(name, |name| name.trim_end_matches(|c: char| parts(c) || c == '-'));
        let last = name.split_whitespace().next_back()?.to_lowercase();
        (ended && is_name(name) && !LEADING.contains(&last.as_str())).then_some((stamp, name))
    })
}

/// Short, begins with a letter or @, and is no sentence.
fn is_name(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '@');
    let words = text.split_whitespace().count();
    begins
        && text.len() <= 80
        && words <= 8
        && !text.contains("://")
        && !text.trim_end().ends_with(['.', '!', '?', ';', '{'])
}

/// Something is said on it, and no time begins it.
fn says(line: &str) -> bool {
    !line.trim().is_empty() && read(line).stamp.is_none()
}
