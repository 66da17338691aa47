//! Months, quarters and years of a zone's calendar, its weeks and its days.

mod day;
mod week;

use std::cmp::Ordering;
use std::fmt;

pub use day::{Day, NotADay};
pub use week::{NotAWeek, Week};

use crate::instant::Instant;
use crate::zone::Zone;

crate::words!(
    /// How long the periods of a report are.
    By, "length of a period" {
        Month = "month", "Month";
        Quarter = "quarter", "Quarter";
        Year = "year", "Year";
    }
);

impl By {
    fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// One month, quarter or year, named `2020-02`, `2020-Q1` or `2020`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    by: By,
    year: i64,
    /// From 1 within the year.
    index: u8,
}

/// What was given names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no period: write a month as 2020-02, a quarter as 2020-Q1 or a year as 2020.")]
pub struct NotAPeriod(String);

impl Period {
    /// The period whose [`Period::start`] and [`Period::end`] enclose `at`.
    #[must_use]
    pub fn of(at: Instant, zone: &Zone, by: By) -> Self {
        let civil = zone.civil(at);
        let index = (civil.month().unsigned_abs() - 1) / by.months() + 1;
        let period = Self { by, year: i64::from(civil.year()), index };
        // Where clocks went back over midnight, a period's last minutes are
        // told twice: the second time belongs to the period that had begun.
        if at < period.start(zone) {
            period.previous()
        } else if at >= period.end(zone) {
            period.next()
        } else {
            period
        }
    }

    /// # Errors
    /// [`NotAPeriod`] when it has not the form of a name of the years 1 to 9999.
    pub fn parse(given: &str) -> Result<Self, NotAPeriod> {
        let name = given.trim();
        read(name).ok_or_else(|| NotAPeriod(name.chars().take(60).collect()))
    }

    #[must_use]
    pub fn by(self) -> By {
        self.by
    }

    #[must_use]
    pub fn year(self) -> i64 {
        self.year
    }

    /// Which of the year's: a month from 1 to 12, a quarter from 1 to 4; 1 for a year.
    #[must_use]
    pub fn index(self) -> u8 {
        self.index
    }

    #[must_use]
    pub fn next(self) -> Self {
        if self.index < 12 / self.by.months() {
            Self { index: self.index + 1, ..self }
        } else {
            Self { year: self.year + 1, index: 1, ..self }
        }
    }

    #[must_use]
    pub fn previous(self) -> Self {
        if self.index > 1 {
            Self { index: self.index - 1, ..self }
        } else {
            Self { year: self.year - 1, index: 12 / self.by.months(), ..self }
        }
    }

    /// Its first instant.
    #[must_use]
    pub fn start(self, zone: &Zone) -> Instant {
        let edge = if self.year < 1 { i64::MIN } else { i64::MAX };
        zone.instant(self.year, self.first_month(), 1, 0, 0, 0)
            .unwrap_or_else(|| Instant::from_micros(edge))
    }

    /// The first instant after it.
    #[must_use]
    pub fn end(self, zone: &Zone) -> Instant {
        self.next().start(zone)
    }

    fn first_month(self) -> u8 {
        (self.index - 1) * self.by.months() + 1
    }
}

fn read(name: &str) -> Option<Period> {
    let year = number(name.get(..4)?).filter(|year| *year > 0)?;
    let (by, index, most) = match name.get(4..)?.to_ascii_lowercase().as_str() {
        "" => (By::Year, 1, 1),
        rest => match rest.strip_prefix("-q") {
            Some(quarter) if quarter.len() == 1 => (By::Quarter, number(quarter)?, 4),
            _ => (By::Month, number(rest.strip_prefix('-').filter(|m| m.len() == 2)?)?, 12),
        },
    };
    let index = u8::try_from(index).ok().filter(|index| (1..=most).contains(index))?;
    Some(Period { by, year, index })
}

fn number(digits: &str) -> Option<i64> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// By time; of those that begin together, the shorter first.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Self| (period.year, period.first_month(), period.by);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.by {
            By::Month => write!(f, "{:04}-{:02}", self.year, self.index),
            By::Quarter => write!(f, "{:04}-Q{}", self.year, self.index),
            By::Year => write!(f, "{:04}", self.year),
        }
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests;
