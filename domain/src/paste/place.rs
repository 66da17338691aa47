//! Where a written time lies: on which day, in which zone, how exactly.

use jiff::civil::{Date, DateTime};

use super::clock::Half;
use super::date::Written;
use super::line::Stamp;
use crate::instant::Instant;
use crate::moment::{Moment, Precision, Source};
use crate::period::Day;
use crate::zone::{self, Zone};

/// What is known from the lines before.
pub(super) struct Placer<'z> {
    zone: &'z Zone,
    day: Date,
    /// The time before, in seconds of its day.
    before: Option<i32>,
    half: Option<Half>,
}

const HALF_A_DAY: i32 = 12 * 3600;
/// The years 1970 to 2200, which a typed time may be in, too.
const YEARS: std::ops::Range<i64> = 0..7_289_654_400_000_000;

impl<'z> Placer<'z> {
    pub(super) fn new(day: Day, zone: &'z Zone) -> Self {
        Self { zone, day: day.date(), before: None, half: None }
    }

    /// The moment; none where it lies outside of every calendar.
    pub(super) fn place(&mut self, stamp: &Stamp) -> Option<Moment> {
        let hour = self.hour(stamp);
        let (minute, second) = (stamp.clock.minute, stamp.clock.second.unwrap_or(0));
        let seconds = (i32::from(hour) * 60 + i32::from(minute)) * 60 + i32::from(second);
        let day = match stamp.date {
            Some(Written::Day(day)) => day,
            Some(Written::OfYear(month, day)) => nearest(self.day, month, day)?,
            None if self.before.is_some_and(|before| before - seconds > HALF_A_DAY) => {
                self.day.tomorrow().ok()?
            }
            None => self.day,
        };
        let civil = day.at(i8::try_from(hour).ok()?, 0, 0, 0);
        let civil = civil
            .with()
            .minute(i8::try_from(minute).ok()?)
            .second(i8::try_from(second).ok()?)
            .build()
            .ok()?;
        let at = self.instant(civil, stamp)?.plus_micros(i64::from(stamp.clock.micros));
        (self.day, self.before) = (day, Some(seconds));
        self.half = stamp.clock.half.or(self.half);
        let exact = stamp.clock.second.is_some();
        let precision = if exact { Precision::Exact } else { Precision::Minute };
        Some(Moment { at, precision, zone: self.zone.clone(), source: Source::Import })
    }

    /// Of 24. A chat may say AM or PM only at its first time of several.
    fn hour(&self, stamp: &Stamp) -> u8 {
        let clock = &stamp.clock;
        let bare = clock.second.is_none() && stamp.date.is_none() && (1..=12).contains(&clock.hour);
        match clock.half.or(self.half.filter(|_| bare)) {
            Some(Half::Am) => clock.hour % 12,
            Some(Half::Pm) => clock.hour % 12 + 12,
            None => clock.hour,
        }
    }

    fn instant(&self, civil: DateTime, stamp: &Stamp) -> Option<Instant> {
        let at = match stamp.clock.offset {
            Some(offset) => zone::place_at(civil, offset),
            None => self.zone.place(civil),
        };
        at.filter(|at| YEARS.contains(&at.micros()))
    }
}

/// The day of that name which is nearest to another.
fn nearest(to: Date, month: u8, day: u8) -> Option<Date> {
    let years = [-1, 0, 1].map(|more| i64::from(to.year()) + more);
    let days = years.into_iter().filter_map(|year| zone::civil(year, month, day, 0, 0, 0));
    days.map(DateTime::date).min_by_key(|date| date.duration_since(to).as_secs().abs())
}
