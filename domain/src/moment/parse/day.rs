//! Dates, as far as they can be read in one way only.

use crate::period::month_named;

/// A day as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Today,
    Yesterday,
    On { year: i64, month: u8, day: u8 },
}

impl Day {
    /// In no zone within the years that a moment may have.
    pub(super) fn is_outside(self) -> bool {
        matches!(self, Self::On { year, .. } if !(1969..=2201).contains(&year))
    }
}

/// Reads a day from the first words, and says how many it took: `today`,
/// `2026-11-23`, `2026/11/23`, `23 nov 2026`, `november 23 2026`.
pub(super) fn read(words: &[&str]) -> Option<(Day, usize)> {
    match words {
        ["today", ..] => Some((Day::Today, 1)),
        ["yesterday", ..] => Some((Day::Yesterday, 1)),
        [word, ..] if is_year_first(word) => {
            let number = |range| word.get(range).and_then(|digits: &str| digits.parse().ok());
            Some((
                Day::On { year: year(word.get(..4)?)?, month: number(5..7)?, day: number(8..10)? },
                1,
            ))
        }
        [first, second, third, ..] => {
            let (month, day) = month(second)
                .map(|month| (month, *first))
                .or_else(|| month(first).map(|month| (month, *second)))?;
            Some((Day::On { year: year(third)?, month, day: ordinal(day)? }, 3))
        }
        _ => None,
    }
}

pub(super) fn is_year_first(word: &str) -> bool {
    let shape = word.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => matches!(b, b'-' | b'/'),
        _ => b.is_ascii_digit(),
    });
    word.len() == 10 && shape && word.as_bytes().get(4) == word.as_bytes().get(7)
}

/// `23/11/2026`, `11.23.26`: which is the month?
pub(super) fn is_year_last(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let digits = |part: &&str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    matches!(&parts[..], [a, b, year]
        if digits(a, &[1, 2]) && digits(b, &[1, 2]) && digits(year, &[2, 4]))
}

fn year(word: &str) -> Option<i64> {
    let fits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| word.parse().ok())?
}

fn month(word: &str) -> Option<u8> {
    month_named(word.trim_end_matches('.'))
}

/// `23`, `23.`, `23rd`.
fn ordinal(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']);
    let fits = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.parse().ok())?
}
