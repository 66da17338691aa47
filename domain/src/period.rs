//! Weeks, months, quarters, halves and years of a zone's calendar, and its days.

mod day;
mod said;
mod week;

use std::cmp::Ordering;
use std::fmt;

pub use day::{Day, NotADay};
pub(crate) use said::month_named;
pub use week::{NotAWeek, Week};

use crate::instant::Instant;
use crate::zone::Zone;

crate::words!(
    /// How long the periods of a report are.
    By, "length of a period" {
        Week = "week", "Week";
        Month = "month", "Month";
        Quarter = "quarter", "Quarter";
        Half = "half", "Half-year";
        Year = "year", "Year";
    }
);

impl By {
    /// None of a week, which is cut across months.
    fn months(self) -> Option<u8> {
        match self {
            Self::Week => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year => Some(12),
        }
    }

    /// How many of them a year has.
    fn in_year(self, year: i64) -> u8 {
        self.months().map_or_else(|| week::in_year(year), |months| 12 / months)
    }
}

/// One week, month, quarter, half or whole of a year, named `2020-W07`, `2020-02`, `2020-Q1`,
/// `2020-H1` or `2020`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    by: By,
    /// Of a week that of its Thursday.
    year: i64,
    /// From 1 within the year.
    index: u8,
}

/// What was given names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no period: write a week as 2020-W07, a month as 2020-02, a quarter as 2020-Q1, half a \
     year as 2020-H1 or a year as 2020."
)]
pub struct NotAPeriod(String);

impl Period {
    /// The period whose [`Period::start`] and [`Period::end`] enclose `at`.
    #[must_use]
    pub fn of(at: Instant, zone: &Zone, by: By) -> Self {
        let period = match by.months() {
            None => Self::from(Week::of(at, zone)),
            Some(months) => {
                let civil = zone.civil(at);
                let index = (civil.month().unsigned_abs() - 1) / months + 1;
                Self { by, year: i64::from(civil.year()), index }
            }
        };
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

    /// Which of the year's: a week from 1 to 53, a month from 1 to 12; 1 for a year.
    #[must_use]
    pub fn index(self) -> u8 {
        self.index
    }

    #[must_use]
    pub fn next(self) -> Self {
        if self.index < self.by.in_year(self.year) {
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
            let year = self.year - 1;
            Self { year, index: self.by.in_year(year), ..self }
        }
    }

    /// Its first instant.
    #[must_use]
    pub fn start(self, zone: &Zone) -> Instant {
        let edge = if self.year < 1 { i64::MIN } else { i64::MAX };
        let start = match self.first_month() {
            None => Week::named(self.year, self.index).and_then(|week| week.first().start(zone)),
            Some(month) => zone.instant(self.year, month, 1, 0, 0, 0),
        };
        start.unwrap_or_else(|| Instant::from_micros(edge))
    }

    /// The first instant after it.
    #[must_use]
    pub fn end(self, zone: &Zone) -> Instant {
        self.next().start(zone)
    }

    /// None of a week.
    fn first_month(self) -> Option<u8> {
        self.by.months().map(|months| (self.index - 1) * months + 1)
    }

    /// Its first and its last month, where it is made of months.
    #[must_use]
    pub fn months(self) -> Option<[Self; 2]> {
        let (first, months) = (self.first_month()?, self.by.months()?);
        let month = |index| Self { by: By::Month, index, ..self };
        Some([month(first), month(first + months - 1)])
    }

    /// The one so many of its kind later, or earlier.
    #[must_use]
    pub fn plus(self, many: i64) -> Self {
        match self.by.months() {
            None => {
                Week::named(self.year, self.index).map_or(self, |week| Self::from(week.plus(many)))
            }
            Some(months) => {
                let of_year = i64::from(12 / months);
                let all = self.year * of_year + i64::from(self.index - 1) + many;
                let index = u8::try_from(all.rem_euclid(of_year)).unwrap_or_default() + 1;
                Self { year: all.div_euclid(of_year), index, ..self }
            }
        }
    }

    /// How many of its kind it is later than another one of it.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        match self.by.months() {
            None => (self.first_day() - earlier.first_day()) / 7,
            Some(months) => {
                let of_year = i64::from(12 / months);
                let place = |one: Self| one.year * of_year + i64::from(one.index);
                place(self) - place(earlier)
            }
        }
    }

    /// A number that grows with each day of the calendar.
    fn first_day(self) -> i64 {
        match self.first_month() {
            None => week::first_day(self.year, self.index),
            Some(month) => week::days_until(self.year, month),
        }
    }
}

impl From<Week> for Period {
    fn from(week: Week) -> Self {
        let (year, index) = week.name();
        Self { by: By::Week, year, index }
    }
}

fn read(name: &str) -> Option<Period> {
    let year = number(name.get(..4)?).filter(|year| *year > 0)?;
    let rest = name.get(4..)?.to_ascii_lowercase();
    let (by, index) = match (rest.as_str(), rest.get(..2), rest.get(2..)) {
        ("", ..) => (By::Year, 1),
        (_, Some("-q"), Some(index)) if index.len() == 1 => (By::Quarter, number(index)?),
        (_, Some("-h"), Some(index)) if index.len() == 1 => (By::Half, number(index)?),
        (_, Some("-w"), Some(index)) if index.len() == 2 => (By::Week, number(index)?),
        _ => (By::Month, number(rest.strip_prefix('-').filter(|month| month.len() == 2)?)?),
    };
    let index = u8::try_from(index).ok();
    let index = index.filter(|index| (1..=by.in_year(year)).contains(index))?;
    Some(Period { by, year, index })
}

fn number(digits: &str) -> Option<i64> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// By time; of those that begin together, the shorter first.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Self| (period.first_day(), period.by);
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
            By::Week => write!(f, "{:04}-W{:02}", self.year, self.index),
            By::Month => write!(f, "{:04}-{:02}", self.year, self.index),
            By::Quarter => write!(f, "{:04}-Q{}", self.year, self.index),
            By::Half => write!(f, "{:04}-H{}", self.year, self.index),
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
