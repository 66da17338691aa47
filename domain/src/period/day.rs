//! Days of the calendar.

use std::fmt;

use jiff::civil::Date;

use super::number;
use crate::instant::Instant;
use crate::zone::Zone;

/// A day of the calendar, in no zone: `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// What was given is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no day: write it as 2026-11-23.")]
pub struct NotADay(String);

impl Day {
    /// # Errors
    /// [`NotADay`] when it is not written `YYYY-MM-DD` or the calendar has no such day.
    pub fn parse(given: &str) -> Result<Self, NotADay> {
        let day = given.trim();
        read_day(day).ok_or_else(|| NotADay(day.chars().take(60).collect()))
    }

    /// The day on the zone's calendar at `at`.
    #[must_use]
    pub fn of(at: Instant, zone: &Zone) -> Self {
        Self(zone.civil(at).date())
    }

    /// The instant at which the day begins in a zone.
    #[must_use]
    pub fn start(self, zone: &Zone) -> Option<Instant> {
        zone.place(self.0.at(0, 0, 0, 0))
    }

    /// The day after; the calendar's last day has none and stays.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// So many days later, or earlier; the calendar's ends have none and stay.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        use jiff::ToSpan;
        let span = 0.days().try_days(days);
        Self(span.and_then(|span| self.0.checked_add(span)).unwrap_or(self.0))
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn parts(self) -> (i64, u8, u8) {
        let (month, day) = (self.0.month().unsigned_abs(), self.0.day().unsigned_abs());
        (i64::from(self.0.year()), month, day)
    }

    pub(crate) fn date(self) -> Date {
        self.0
    }

    pub(crate) fn of_date(date: Date) -> Self {
        Self(date)
    }

    /// `self − earlier` in days.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        let length = self.0.duration_since(earlier.0);
        length.as_secs() / 86_400
    }
}

fn read_day(day: &str) -> Option<Day> {
    let [year, month, rest] = [day.get(..4)?, day.get(4..7)?, day.get(7..)?];
    let [month, rest] = [month.strip_prefix('-')?, rest.strip_prefix('-')?];
    let part = |digits| number(digits).and_then(|n| u8::try_from(n).ok());
    (rest.len() == 2).then_some(())?;
    let civil = crate::zone::civil(number(year)?, part(month)?, part(rest)?, 0, 0, 0)?;
    Some(Day(civil.date()))
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
