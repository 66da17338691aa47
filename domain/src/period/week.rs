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
    let year = i16::try_from(number(year).filter(|year| *year > 0)?).ok()?;
    let week = i8::try_from(number(week).filter(|_| week.len() == 2)?).ok()?;
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
    Some(Week(Day::of_date(monday.date())))
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0.date().iso_week_date();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
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
