//! Taking times off a line of words.

use super::super::Typing;
use crate::moment::{Moment, Source};

/// So many words may say one time: `2026-11-23 13:50 - 2026-11-23 14:20 Europe/Berlin`.
const WORDS: usize = 8;

/// The longest beginning of the first line that is a time, and what follows it.
pub(super) fn moment<'a>(text: &'a str, typing: &Typing) -> Option<(&'a str, &'a str)> {
    beginnings(text).find_map(|(head, rest)| instant(head, typing).map(|_| (head, rest)))
}

/// From when, to when, and what follows: `13:50-14:20`, `since 13:50`, `13:50 to 14:20`.
pub(super) struct Range<'a> {
    pub from: String,
    pub to: Option<String>,
    pub rest: &'a str,
}

pub(super) fn range<'a>(text: &'a str, typing: &Typing) -> Option<Range<'a>> {
    let text = after_word(text, &["from", "since"]).unwrap_or(text);
    beginnings(text).find_map(|(head, rest)| {
        let (from, to) = halves(head, typing).map(|(from, to)| (from, Some(to))).or_else(|| {
            let head = head.trim_end_matches(['-', '–', '—', '…', ' ']);
            instant(head, typing).map(|_| (head.to_owned(), None))
        })?;
        Some(Range { from, to, rest })
    })
}

/// The text behind a first word that is one of these.
pub(super) fn after_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let (word, rest) = first_word(text);
    words.iter().any(|one| word.eq_ignore_ascii_case(one)).then_some(rest)
}

/// The first word and what follows, without the blanks between.
pub(super) fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let (word, rest) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    (word, rest.trim_start())
}

fn instant(text: &str, typing: &Typing) -> Option<Moment> {
    Moment::parse(text, &typing.zone, typing.now, Source::Person).ok()
}

/// Both ends of `13:50-14:20`. A time alone is on the day of the first.
fn halves(text: &str, typing: &Typing) -> Option<(String, String)> {
    const BETWEEN: [&str; 7] = [" to ", " until ", " till ", "–", "—", "…", "-"];
    let at = |between: &&'static str| {
        text.match_indices(*between).map(|(at, found)| (at, found.len())).collect::<Vec<_>>()
    };
    BETWEEN.iter().flat_map(at).find_map(|(at, length)| {
        let (from, to) = (text.get(..at)?.trim(), text.get(at + length..)?.trim());
        let begun = instant(from, typing)?;
        instant(to, typing)?;
        let day = from.rsplit_once(' ').filter(|_| !to.contains(' '));
        let same_day = day
            .map(|(day, _)| format!("{day} {to}"))
            .filter(|to| instant(to, typing).is_some_and(|ended| ended.at >= begun.at));
        Some((from.to_owned(), same_day.unwrap_or_else(|| to.to_owned())))
    })
}

/// Beginnings of the first line in whole words, the longest first, each with what
/// follows it. A word that ends with a colon is the last of a time.
fn beginnings(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut ends = Vec::new();
    let line = text.lines().next().unwrap_or_default();
    let mut from = 0;
    for word in line.split_inclusive(char::is_whitespace).take(WORDS) {
        from += word.len();
        let word = word.trim();
        if !word.is_empty() {
            ends.push(from);
        }
        if word.ends_with(':') {
            break;
        }
    }
    ends.into_iter().rev().filter_map(move |end| {
        let head = text.get(..end)?.trim().trim_end_matches([':', ',', ';']).trim_end();
        let rest = text.get(end..)?.trim_start().trim_start_matches(':').trim_start();
        Some((head, rest))
    })
}
