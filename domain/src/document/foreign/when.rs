//! A date, a time, or both, at the beginning of a line: as people write them into timelines.

mod cursor;
mod day;

use crate::instant::Instant;
use crate::moment::{Moment, Precision, Source};
use crate::period::Day;
use crate::zone::Zone;
use cursor::Cursor;
pub(super) use day::{Date, date};

use super::zones;

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead<'a> {
    pub date: Option<Date>,
    pub clock: Option<Clock>,
    /// It is not known exactly.
    about: bool,
    zone: Option<Zone>,
    /// The time as it stands there, where a moment does not say all of it.
    pub written: Option<&'a str>,
    /// A colon, a dash or the like stands between the time and what follows.
    pub separated: bool,
    pub rest: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
}

const ABOUT: [&str; 8] = ["~", "ca.", "ca", "circa", "about", "around", "approx.", "approx"];
const BEFORE: [&str; 5] = ["between", "from", "at", "on", "sometime"];

/// None where the line begins with neither a time nor a whole date.
pub(super) fn lead(line: &str) -> Option<Lead<'_>> {
    let mut at = Cursor::new(line);
    let (mut about, mut plain) = (false, true);
    let opened = at.skip(&['*', '_', '{', '[', '(', '`']);
    let begin = at.place();
    words(&mut at, &mut about, &mut plain);
    let date = day::read(&mut at);
    // A day that only a month names is written as it was.
    plain &= date.is_none_or(|date| date.iso);
    if date.is_some() {
        at.skip(&[',']);
        if at.take("T") {
            at.skip(&[]);
        }
    }
    words(&mut at, &mut about, &mut plain);
    let clock = clock(&mut at, date.is_some(), &mut plain);
    if date.is_none() && clock.is_none() {
        return None;
    }
    if clock.is_some() && until(&mut at) {
        plain = false;
    }
    let zone = clock.and_then(|_| zone(&mut at));
    plain &= zone.is_none();
    let end = at.place();
    let closed = at.skip(&[]) | (opened && at.skip(&['*', '_', '}', ']', ')', '`']));
    let separated = at.skip(&[':', '-', '–', '—', '|', '=']);
    at.skip(&[]);
    let rest = at.rest();
    // A word that goes on behind the digits is no time: `12:30am-ish` is, `3.5kg` is not.
    if !(closed || separated || rest.is_empty() || rest.starts_with([',', '.', ';', ')'])) {
        return None;
    }
    let written = line.get(begin..end).map(str::trim).filter(|_| !plain);
    Some(Lead { date, clock, about, zone, written, separated, rest })
}

/// Words before a date or a time.
fn words(at: &mut Cursor<'_>, about: &mut bool, plain: &mut bool) {
    loop {
        if ABOUT.iter().any(|word| at.word(word)) {
            *about = true;
        } else if !BEFORE.iter().any(|word| at.word(word)) {
            return;
        }
        *plain = false;
        at.skip(&[]);
    }
}

/// `14:03`, `14:03:20`, `2:03 pm`, `9:02a`; `15.26` and `1600` behind a date.
fn clock(at: &mut Cursor<'_>, dated: bool, plain: &mut bool) -> Option<Clock> {
    let before = *at;
    let read = |at: &mut Cursor<'_>| {
        let hour = at.number(2)?;
        if !at.take(":") {
            let glued = dated && at.take(".");
            let minute = glued.then(|| at.digits(2)).flatten()?;
            return Some((Clock { hour, minute, second: None }, false));
        }
        let minute = at.digits(2)?;
        let minutes = *at;
        let second = at.take(":").then(|| at.digits(2)).flatten();
        if second.is_none() {
            *at = minutes;
        }
        Some((Clock { hour, minute, second }, true))
    };
    let found = read(at).or_else(|| {
        *at = before;
        let hour = dated.then(|| at.digits(2)).flatten()?;
        Some((Clock { hour, minute: at.digits(2)?, second: None }, false))
    });
    let Some((mut clock, usual)) = found.filter(|_| !at.begins(|c| c.is_ascii_digit() || c == '%'))
    else {
        *at = before;
        return None;
    };
    *plain &= usual;
    if let Some(afternoon) = half(at) {
        *plain = false;
        // `17:14pm` is what it says.
        clock.hour = match (clock.hour, afternoon) {
            (12, false) => 0,
            (hour, true) if hour < 12 => hour + 12,
            (hour, _) => hour,
        };
    }
    let real =
        clock.hour < 24 && clock.minute < 60 && clock.second.is_none_or(|second| second < 60);
    if real {
        Some(clock)
    } else {
        *at = before;
        None
    }
}

/// Whether it is the afternoon, where that is said.
fn half(at: &mut Cursor<'_>) -> Option<bool> {
    let before = *at;
    at.skip(&[]);
    for (word, afternoon) in
        [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("a", false), ("p", true)]
    {
        let glued = before.place() == at.place() || word.len() > 1;
        if glued && at.word(word) {
            return Some(afternoon);
        }
    }
    *at = before;
    None
}

/// The end of a span: only its beginning is kept as a moment.
fn until(at: &mut Cursor<'_>) -> bool {
    let before = *at;
    // `16:05:57-58`
    if at.take("-")
        && at.digits::<u8>(2).is_some()
        && !at.begins(|c| c.is_ascii_alphanumeric() || c == ':')
    {
        return true;
    }
    *at = before;
    at.skip(&[]);
    let between =
        ["-", "–", "—"].iter().any(|mark| at.take(mark)) || at.word("and") || at.word("to");
    at.skip(&[]);
    if between && clock(at, false, &mut true).is_some() {
        return true;
    }
    *at = before;
    false
}

fn zone(at: &mut Cursor<'_>) -> Option<Zone> {
    let before = *at;
    at.skip(&[]);
    let word =
        at.rest().split(|c: char| !(c.is_ascii_alphanumeric() || "+-".contains(c))).next()?;
    match zones::named(word).filter(|_| word.chars().any(|c| c.is_ascii_uppercase())) {
        Some(zone) => {
            at.take(word);
            Some(zone)
        }
        None => {
            *at = before;
            None
        }
    }
}

impl Lead<'_> {
    /// Its date, or the day that was named last.
    pub fn day(&self, last: Option<Day>) -> Option<Day> {
        match self.date {
            Some(date) => date.day(last),
            None => last,
        }
    }

    /// When it was, on that day.
    pub fn moment(&self, day: Day, zone: &Zone) -> Option<Moment> {
        let zone = self.zone.clone().unwrap_or_else(|| zone.clone());
        let (hour, minute, second) = match self.clock {
            Some(Clock { hour, minute, second }) => (hour, minute, second.unwrap_or(0)),
            None => (12, 0, 0),
        };
        let at = on(day, hour, minute, second, &zone)?;
        let precision = match self.clock {
            None => Precision::DAY,
            Some(_) if self.about => Precision::ABOUT,
            Some(Clock { second: Some(_), .. }) => Precision::Exact,
            Some(_) => Precision::Minute,
        };
        Some(Moment { at, precision, zone, source: Source::Import })
    }
}

/// A time of a day, in a zone.
fn on(day: Day, hour: u8, minute: u8, second: u8, zone: &Zone) -> Option<Instant> {
    let (year, month, day) = day.parts();
    zone.instant(year, month, day, hour, minute, second)
}

/// Some time on a day.
pub(super) fn some_time(day: Day, zone: &Zone) -> Option<Moment> {
    let at = on(day, 12, 0, 0, zone)?;
    Some(Moment { at, precision: Precision::DAY, zone: zone.clone(), source: Source::Import })
}
