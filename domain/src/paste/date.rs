//! A day of the calendar at the beginning of a text, as logs and chats write it.

use jiff::civil::Date;

use super::clock::number;
use crate::zone::civil;

/// A day, as far as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Day(Date),
    /// Month and day: the year is that which is nearest.
    OfYear(u8, u8),
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads `2026-11-23`, `2026/11/23`, `23.11.2026`, `23.11.`, `Nov 23`, `Mon Nov 23`, `23 Nov 2026`,
/// `23/Nov/2026`; and gives the rest, which may begin with what parts a day from a time.
pub(super) fn read(text: &str) -> Option<(Written, &str)> {
    year_first(text)
        .or_else(|| dotted(text))
        .or_else(|| month_first(text))
        .or_else(|| day_first(text))
}

fn year_first(text: &str) -> Option<(Written, &str)> {
    let year = text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = text.get(4..)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let (month, rest) = number(rest.get(1..)?, 2..=2)?;
    let (day, rest) = number(rest.strip_prefix(sign)?, 2..=2)?;
    Some((on(year.parse().ok()?, month, day)?, rest))
}

fn dotted(text: &str) -> Option<(Written, &str)> {
    let (day, rest) = number(text, 1..=2)?;
    let (month, rest) = number(rest.strip_prefix('.')?, 1..=2)?;
    let rest = rest.strip_prefix('.')?;
    match year(rest) {
        Some((year, rest)) => Some((on(year, month, day)?, rest)),
        None => Some((of_year(month, day)?, rest)),
    }
}

fn month_first(text: &str) -> Option<(Written, &str)> {
    let text = match word(text) {
        Some((name, rest)) if index(&WEEKDAYS, name).is_some() => {
            rest.trim_start_matches([',', ' '])
        }
        _ => text,
    };
    let (name, rest) = word(text)?;
    let month = index(&MONTHS, name)?;
    // A day of one digit stands behind two blanks.
    let (day, rest) = number(rest.strip_prefix(' ')?.trim_start_matches(' '), 1..=2)?;
    let after = rest.strip_prefix(',').unwrap_or(rest);
    match after.strip_prefix(' ').and_then(year).filter(|(year, _)| *year > 1969) {
        Some((year, rest)) => Some((on(year, month, day)?, rest)),
        None => Some((of_year(month, day)?, rest)),
    }
}

fn day_first(text: &str) -> Option<(Written, &str)> {
    let (day, rest) = number(text, 1..=2)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, ' ' | '/' | '-'))?;
    let (name, rest) = word(rest.get(1..)?)?;
    let month = index(&MONTHS, name)?;
    match rest.strip_prefix(sign).and_then(year) {
        Some((year, rest)) => Some((on(year, month, day)?, rest)),
        None => Some((of_year(month, day)?, rest)),
    }
}

/// Letters, of which the first three count.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    (3..=9).contains(&end).then(|| text.split_at(end))
}

fn index(names: &[&str], name: &str) -> Option<u8> {
    let head = name.get(..3)?.to_ascii_lowercase();
    let at = names.iter().position(|name| *name == head)?;
    u8::try_from(at + 1).ok()
}

/// Of four digits, or of two, which are of this century.
fn year(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let year: i64 = digits.parse().ok()?;
    match digits.len() {
        4 => Some((year, rest)),
        // `23.11. 14:03` and `Nov 23 14:03` go on with a time.
        2 if !rest.starts_with(':') => Some((2000 + year, rest)),
        _ => None,
    }
}

fn on(year: i64, month: u8, day: u8) -> Option<Written> {
    Some(Written::Day(civil(year, month, day, 0, 0, 0)?.date()))
}

fn of_year(month: u8, day: u8) -> Option<Written> {
    // A leap year has them all.
    civil(2024, month, day, 0, 0, 0).map(|_| Written::OfYear(month, day))
}
