//! A date, a time and a zone, in any order that people write them.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::clock::{self, Clock, Read};
use super::day::{self, Day};
use super::{MomentError, Precision};
use crate::duration::MINUTE;
use crate::instant::Instant;
use crate::zone::{self, Zone};

/// How far after now a time without a date may be: clocks differ.
const AHEAD: i64 = 5 * MINUTE;

#[derive(Default)]
struct Typed<'a> {
    day: Option<Day>,
    clock: Option<Clock>,
    offset: Option<Offset>,
    /// `z` says no more than the instant; it contradicts no zone.
    zulu: bool,
    zone: Option<&'a str>,
}

pub(super) fn parse(
    text: &str,
    zone: &Zone,
    now: Instant,
    given: &str,
) -> Result<(Instant, Precision, Zone), MomentError> {
    let words: Vec<&str> = text
        .split(' ')
        .flat_map(date_t_time)
        .map(|word| word.trim_end_matches(','))
        .filter(|word| !matches!(*word, "" | "at" | "on"))
        .collect();
    let typed = read(&words, given)?;
    if typed.day.is_some_and(Day::is_outside) {
        return Err(MomentError::OutOfRange(given.to_owned()));
    }
    let (at, zone) = typed.resolve(zone, now, given)?;
    let precision = match typed.clock {
        None => Precision::DAY,
        Some(Clock { second: Some(_), .. }) => Precision::Exact,
        Some(_) => Precision::Minute,
    };
    Ok((at, precision, zone))
}

/// `2026-11-23t14:05` is two words.
fn date_t_time(word: &str) -> [&str; 2] {
    match (word.get(..10), word.get(10..)) {
        (Some(date), Some(rest))
            if day::is_year_first(date) && rest.len() > 1 && rest.starts_with('t') =>
        {
            [date, rest.trim_start_matches('t')]
        }
        _ => [word, ""],
    }
}

fn read<'a>(mut words: &[&'a str], given: &str) -> Result<Typed<'a>, MomentError> {
    let no = || MomentError::NotUnderstood(given.to_owned());
    let mut typed = Typed::default();
    while let [word, rest @ ..] = words {
        if let Some((day, used)) = day::read(words) {
            once(&mut typed.day, day).ok_or_else(no)?;
            words = words.get(used..).unwrap_or_default();
            continue;
        }
        if day::is_year_last(word) {
            return Err(MomentError::DayOrMonth(given.to_owned()));
        }
        words = rest;
        match (clock::read(word), typed.clock) {
            (Read::Clock(clock, tail), None) => {
                typed.clock = Some(clock);
                typed.tail(tail, given)?;
            }
            (Read::NoColon, None) => return Err(MomentError::NoColon(given.to_owned())),
            (Read::Impossible, None) => return Err(MomentError::NoSuchTime(given.to_owned())),
            (Read::No, _) => typed.tail(word, given)?,
            _ => return Err(no()),
        }
    }
    if typed.day.is_none() && typed.clock.is_none() { Err(no()) } else { Ok(typed) }
}

fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

impl<'a> Typed<'a> {
    /// Takes what may follow a time: `pm`, an offset, a zone.
    fn tail(&mut self, word: &'a str, given: &str) -> Result<(), MomentError> {
        let no = || MomentError::NotUnderstood(given.to_owned());
        match (word, self.clock) {
            ("", _) => Ok(()),
            ("am" | "pm", Some(clock)) => {
                self.clock = Some(clock.half(word).ok_or_else(no)?);
                Ok(())
            }
            _ => match (clock::offset(word), self.clock) {
                (Some(offset), Some(_)) => {
                    self.zulu = word == "z";
                    once(&mut self.offset, offset).ok_or_else(no)
                }
                (None, _) if word.starts_with(char::is_alphabetic) => {
                    once(&mut self.zone, word.trim_start_matches('!')).ok_or_else(no)
                }
                _ => Err(no()),
            },
        }
    }

    fn resolve(
        &self,
        default: &Zone,
        now: Instant,
        given: &str,
    ) -> Result<(Instant, Zone), MomentError> {
        let Some(name) = self.zone else {
            return Ok((self.place(default, now, given)?, default.clone()));
        };
        if let Some(at) = self.called(name, default, now) {
            return Ok((at, default.clone()));
        }
        let zone = Zone::parse(name)?;
        let at = self.place(&zone, now, given)?;
        match self.offset {
            Some(offset) if !self.zulu && zone.offset_seconds(at) != offset.seconds() => {
                let zone = zone.name().to_owned();
                Err(MomentError::OtherOffset { given: given.to_owned(), zone })
            }
            _ => Ok((at, zone)),
        }
    }

    /// The word may be what the zone itself calls its time: CEST in Berlin.
    fn called(&self, name: &str, zone: &Zone, now: Instant) -> Option<Instant> {
        if self.offset.is_some() || name.contains('/') {
            return None;
        }
        self.latest(zone.civil(now).date(), now, |civil| zone.place_called(civil, name))
    }

    fn place(&self, zone: &Zone, now: Instant, given: &str) -> Result<Instant, MomentError> {
        let at = match self.offset {
            Some(offset) => {
                let today = zone::at_offset(now, offset).date();
                self.latest(today, now, |civil| zone::place_at(civil, offset))
            }
            None => self.latest(zone.civil(now).date(), now, |civil| zone.place(civil)),
        };
        let at = at.ok_or_else(|| MomentError::NoSuchTime(given.to_owned()))?;
        let skipped = self.offset.is_none() && {
            let there = zone.civil(at);
            self.civil(there.date()) != Some(there)
        };
        if skipped {
            return Err(MomentError::Skipped {
                given: given.to_owned(),
                zone: zone.name().to_owned(),
            });
        }
        Ok(at)
    }

    /// The instant on the day typed; without one, today's or else yesterday's.
    fn latest(
        &self,
        today: Date,
        now: Instant,
        place: impl Fn(DateTime) -> Option<Instant>,
    ) -> Option<Instant> {
        let at = |date: Option<Date>| place(self.civil(date?)?);
        match self.day {
            Some(Day::Today) => at(Some(today)),
            Some(Day::Yesterday) => at(today.yesterday().ok()),
            Some(Day::On { year, month, day }) => {
                at(zone::civil(year, month, day, 0, 0, 0).map(DateTime::date))
            }
            None => at(Some(today))
                .filter(|at| at.since(now) <= AHEAD)
                .or_else(|| at(today.yesterday().ok())),
        }
    }

    /// The time typed on a date; noon where none was.
    fn civil(&self, date: Date) -> Option<DateTime> {
        let noon = Clock { hour: 12, minute: 0, second: None, micros: 0 };
        let Clock { hour, minute, second, micros } = self.clock.unwrap_or(noon);
        let [hour, minute, second] = [hour, minute, second.unwrap_or(0)].map(i8::try_from);
        let nanos = i32::try_from(micros * 1000).ok()?;
        let time = jiff::civil::Time::new(hour.ok()?, minute.ok()?, second.ok()?, nanos).ok()?;
        Some(date.to_datetime(time))
    }
}
