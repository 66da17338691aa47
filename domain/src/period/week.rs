//! Weeks, by ISO 8601: from Monday, named by the year of their Thursday.

use std::fmt;

use jiff::civil::{ISOWeekDate, Weekday};

use super::{Day, number};
use crate::instant::Instant;
use crate::zone::Zone;

/// One week, named `2026-W47`. It is its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(Day);

/// What was given names no week.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no week: write it as 2026-W47.")]
pub struct NotAWeek(String);

impl Week {
    /// The week on the zone's calendar at `at`.
    #[must_use]
    pub fn of(at: Instant, zone: &Zone) -> Self {
        let day = Day::of(at, zone);
        let since = day.date().weekday().to_monday_zero_offset();
        Self(day.plus(-i64::from(since)))
    }

    /// # Errors
    /// [`NotAWeek`] when it has not the form of a name, or the year has no such week.
    pub fn parse(given: &str) -> Result<Self, NotAWeek> {
        let name = given.trim();
        read(name).ok_or_else(|| NotAWeek(name.chars().take(60).collect()))
    }

    /// Its Monday.
    #[must_use]
    pub fn first(self) -> Day {
        self.0
    }

    /// Its Sunday.
    #[must_use]
    pub fn last(self) -> Day {
        self.0.plus(6)
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.plus(7))
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.plus(-7))
    }

    /// So many weeks later, or earlier; the calendar's ends have none and stay.
    pub(super) fn plus(self, many: i64) -> Self {
        Self(self.0.plus(many.saturating_mul(7)))
    }

    /// The year of its Thursday, and which of that year's it is.
    pub(super) fn name(self) -> (i64, u8) {
        let week = self.0.date().iso_week_date();
        (i64::from(week.year()), week.week().unsigned_abs())
    }

    /// The week of a name that the calendar has.
    pub(super) fn named(year: i64, index: u8) -> Option<Self> {
        let (year, index) = (i16::try_from(year).ok()?, i8::try_from(index).ok()?);
        let monday = ISOWeekDate::new(year, index, Weekday::Monday).ok()?;
        Some(Self(Day::of_date(monday.date())))
    }

    /// Its first instant; the calendar's end where it has none.
    #[must_use]
    pub fn start(self, zone: &Zone) -> Instant {
        self.0.start(zone).unwrap_or_else(|| Instant::from_micros(i64::MAX))
    }

    /// The first instant after it.
    #[must_use]
    pub fn end(self, zone: &Zone) -> Instant {
        self.next().start(zone)
    }
}

fn read(name: &str) -> Option<Week> {
    let (year, week) = (name.get(..4)?, name.get(4..)?);
    let week = week.strip_prefix("-W").or_else(|| week.strip_prefix("-w"))?;
    let year = number(year).filter(|year| *year > 0)?;
    Week::named(year, u8::try_from(number(week).filter(|_| week.len() == 2)?).ok()?)
}

/// The days of the calendar before a month of a year, from an arbitrary one on: those of whole
/// years, and of whole months beginning with March.
pub(super) fn days_until(year: i64, month: u8) -> i64 {
    let month = i64::from(month);
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (month * 153 + 2) / 5
}

/// The same before a week: the first has the year's fourth of January.
pub(super) fn first_day(year: i64, index: u8) -> i64 {
    let fourth = days_until(year, 1) + 3;
    // The first of March of the year 0 was a Wednesday.
    fourth - (fourth + 2).rem_euclid(7) + (i64::from(index) - 1) * 7
}

/// 53 where the year begins or ends with a Thursday.
pub(super) fn in_year(year: i64) -> u8 {
    if first_day(year + 1, 1) - first_day(year, 1) > 364 { 53 } else { 52 }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, index) = self.name();
        write!(f, "{year:04}-W{index:02}")
    }
}

impl serde::Serialize for Week {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::zone::tests::{any_instant, any_zone};

    #[test]
    fn weeks_are_read_and_written() {
        let week = Week::parse(" 2026-w47 ").unwrap();
        assert_eq!(
            (week.first().to_string(), week.last().to_string()),
            ("2026-11-16".into(), "2026-11-22".into())
        );
        assert_eq!(week.to_string(), "2026-W47");
        // The first days of January may be of the year before, and its last of the year after.
        assert_eq!(Week::parse("2026-W53").unwrap().next().to_string(), "2027-W01");
        assert_eq!(Week::parse("2026-W01").unwrap().first().to_string(), "2025-12-29");
        for bad in [
            "", "2026", "2026-W", "2026-W00", "2026-W54", "2025-W53", "2026-47", "2026-W7",
            "0000-W01", "202é-W1", "2026-W+1",
        ] {
            assert!(Week::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let day = |text: &str| Day::parse(text).unwrap();
        let first = day("0001-01-01");
        for (year, month) in [(1, 1), (1999, 12), (2000, 2), (2000, 3), (2024, 3), (9999, 12)] {
            let name = format!("{year:04}-{month:02}-01");
            let days = days_until(year, month) - days_until(1, 1);
            assert_eq!(days, day(&name).since(first), "{name}");
        }
        for year in 1..=9998 {
            let week = Week::named(year, in_year(year)).unwrap();
            assert_eq!(week.next().name(), (year + 1, 1));
            let days = first_day(year, in_year(year)) - days_until(1, 1);
            assert_eq!(days, week.first().since(first), "{week}");
        }
    }

    proptest! {
        #[test]
        fn an_instant_is_in_its_week(at in any_instant(), zone in any_zone()) {
            let week = Week::of(at, &zone);
            prop_assert_eq!(Week::parse(&week.to_string()), Ok(week));
            prop_assert_eq!(week.next().previous(), week);
            let day = Day::of(at, &zone);
            prop_assert!(week.first() <= day && day <= week.last());
            prop_assert!(week.start(&zone) < week.end(&zone));
        }
    }
}
