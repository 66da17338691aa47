//! Dates: `2019-03-24`, `March 20`, `Sep 29 2017`, `19. April`. What can be read in two ways
//! (`24/07/25`) is none.

use super::cursor::Cursor;
use crate::period::{Day, month_named};

/// A date; without its year it is of the year of the day that was named last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Date {
    year: Option<i64>,
    month: u8,
    day: u8,
    /// Year first, in digits.
    pub iso: bool,
}

impl Date {
    pub fn day(self, last: Option<Day>) -> Option<Day> {
        let year = self.year.or_else(|| last.map(|last| last.parts().0))?;
        Day::parse(&format!("{year:04}-{:02}-{:02}", self.month, self.day)).ok()
    }
}

/// The date that a whole line is.
pub(in super::super) fn date(text: &str) -> Option<Day> {
    let mut at = Cursor::new(text.trim());
    read(&mut at)?.day(None)
}

pub(super) fn read(at: &mut Cursor<'_>) -> Option<Date> {
    let before = *at;
    let found = iso(at).or_else(|| {
        *at = before;
        month_first(at)
    });
    let found = found.or_else(|| {
        *at = before;
        day_first(at)
    });
    if found.is_none() {
        *at = before;
    }
    found
}

fn iso(at: &mut Cursor<'_>) -> Option<Date> {
    let year = at.digits(4)?;
    let mark = ["-", "/"].into_iter().find(|mark| at.take(mark))?;
    let month = at.digits(2)?;
    let day = at.take(mark).then(|| at.digits(2)).flatten()?;
    let whole = !at.begins(|c| c.is_ascii_digit());
    (whole && real(month, day)).then_some(Date { year: Some(year), month, day, iso: true })
}

fn month_first(at: &mut Cursor<'_>) -> Option<Date> {
    let month = month(at)?;
    let day = ordinal(at)?;
    Some(Date { year: year(at), month, day, iso: false }).filter(|date| real(date.month, date.day))
}

fn day_first(at: &mut Cursor<'_>) -> Option<Date> {
    let day = ordinal(at)?;
    at.skip(&[]);
    at.word("of");
    at.skip(&[]);
    let month = month(at)?;
    Some(Date { year: year(at), month, day, iso: false }).filter(|date| real(date.month, date.day))
}

fn month(at: &mut Cursor<'_>) -> Option<u8> {
    let word = at.letters().to_lowercase();
    let month = month_named(&word)?;
    at.take(".");
    at.skip(&[]);
    Some(month)
}

fn ordinal(at: &mut Cursor<'_>) -> Option<u8> {
    let day = at.number(2)?;
    if at.begins(|c| c.is_ascii_digit() || c == ':') {
        return None;
    }
    for end in ["st", "nd", "rd", "th", "."] {
        if at.word(end) {
            break;
        }
    }
    Some(day)
}

/// `2017` or `, 2017`, and no time such as `2017:…`.
fn year(at: &mut Cursor<'_>) -> Option<i64> {
    let before = *at;
    at.skip(&[',']);
    let year: Option<i64> = at.digits(4);
    let year = year.filter(|year| (1970..2200).contains(year));
    if year.is_none() || at.begins(|c| c.is_ascii_digit() || c == ':') {
        *at = before;
        return None;
    }
    year
}

fn real(month: u8, day: u8) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}
