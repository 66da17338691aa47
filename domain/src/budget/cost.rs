//! What is spent: so many microseconds × parts per million, and how it reads.

use std::fmt;
use std::ops::{Add, Sub};

use crate::duration::{Duration, in_full};

/// Microseconds × parts per million: a second in which all failed is 10¹² of them. Negative
/// only as what remains of a budget that is overspent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost(pub i128);

const ALL: i128 = 1_000_000;

impl Cost {
    pub const NONE: Self = Self(0);

    /// So long a time, of which so many parts per million.
    #[must_use]
    pub fn of(micros: i64, parts: i64) -> Self {
        Self(i128::from(micros) * i128::from(parts))
    }

    /// As a share of a budget, in parts per million, towards nothing; of no budget none.
    #[must_use]
    pub fn parts_of(self, budget: Self) -> i128 {
        if budget.0 == 0 { 0 } else { self.0 * ALL / budget.0 }
    }

    /// So long a failure of all of it costs as much, rounded towards nothing.
    #[must_use]
    pub fn as_failure_of_all(self) -> Duration {
        let nearest = if self.0 < 0 { i64::MIN } else { i64::MAX };
        Duration::from_micros(i64::try_from(self.0 / ALL).unwrap_or(nearest))
    }

    /// As shown, and to the second where that leaves it out.
    #[must_use]
    pub fn in_full(self) -> String {
        in_full(&self, self.exactly())
    }

    /// To the second, where what is shown leaves that out.
    #[must_use]
    pub fn exactly(self) -> Option<String> {
        let length = self.as_failure_of_all();
        let seconds = Duration::from_seconds(length.micros() / 1_000_000);
        length.is_long().then(|| seconds.edit_text())
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Cost {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::iter::Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::NONE, Add::add)
    }
}

/// As minutes in which all failed, to the second: `43m 12s`; `under 1s` where it is less; in days
/// and hours where a length is shown so.
impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.as_failure_of_all();
        if length.is_long() {
            return length.fmt(f);
        }
        let micros = length.micros();
        let seconds = micros / 1_000_000;
        if seconds == 0 && self.0 != 0 {
            return f.write_str(if self.0 < 0 { "−under 1s" } else { "under 1s" });
        }
        f.write_str(&Duration::from_seconds(seconds).edit_text())
    }
}

/// In parts per million × microseconds, as a text, since it may be longer than what a program
/// reads as a number; and as the seconds of a failure of all of it.
impl serde::Serialize for Cost {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut shown = serializer.serialize_struct("Cost", 2)?;
        shown.serialize_field("micros_ppm", &self.0.to_string())?;
        shown.serialize_field("seconds_of_all", &self.as_failure_of_all())?;
        shown.end()
    }
}

/// Parts per million with every digit: `99.95 %`.
#[must_use]
pub fn percent(parts: i128) -> String {
    let sign = if parts < 0 { "−" } else { "" };
    let (whole, rest) = (parts.unsigned_abs() / 10_000, parts.unsigned_abs() % 10_000);
    let text = format!("{sign}{whole}.{rest:04}");
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A share in parts per million as people read it, to a tenth of a percent. Never rounded to
/// nothing, nor to all or across it; without a tenth only where it has none: “49 %” is exact,
/// “49.0 %” is not.
#[must_use]
pub fn share(parts: i128) -> String {
    const WHOLE: i128 = 1_000_000;
    let sign = if parts < 0 { "−" } else { "" };
    let size = i128::try_from(parts.unsigned_abs()).unwrap_or(i128::MAX);
    match size {
        1..500 => format!("{sign}under 0.1 %"),
        WHOLE => format!("{sign}100 %"),
        999_500..=1_000_500 => {
            let side = if size < WHOLE { "under" } else { "over" };
            format!("{sign}just {side} 100 %")
        }
        _ if size % 10_000 == 0 => format!("{sign}{}", percent(size)),
        _ => {
            let tenths = (size + 500) / 1000;
            format!("{sign}{}.{} %", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_rounded_to_nothing_or_across_all() {
        for (parts, shown) in [
            (0, "0 %"),
            (1, "under 0.1 %"),
            (500, "0.1 %"),
            (342_900, "34.3 %"),
            (489_700, "49.0 %"),
            (490_000, "49 %"),
            (999_400, "99.9 %"),
            (999_999, "just under 100 %"),
            (1_000_000, "100 %"),
            (1_000_001, "just over 100 %"),
            (-120_000, "−12 %"),
            (12_345_678, "1234.6 %"),
        ] {
            assert_eq!(share(parts), shown);
        }
    }

    #[test]
    fn a_cost_reads_as_a_failure_of_all() {
        assert_eq!(Cost::of(3_600_000_000, 500_000).to_string(), "30m");
        assert_eq!(Cost::of(2_592_000_000_000, 1000).to_string(), "43m 12s");
        assert_eq!(Cost::of(1, 1).to_string(), "under 1s");
        assert_eq!((Cost::NONE - Cost::of(90_000_000, 1_000_000)).to_string(), "−1m 30s");
        assert_eq!(Cost::NONE.to_string(), "0s");
        assert_eq!(Cost::of(i64::MAX, 1_000_000).as_failure_of_all().micros(), i64::MAX);
    }
}
