//! A quantile in a sentence.

use std::fmt;

use super::Quantile;
use crate::duration::Duration;
use crate::statistics::sample::or_below;

impl Quantile {
    /// The point as shown, such as “1h 10m” or “< 1m”; none where there is none.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        let point = self.point.ok()?;
        Some(or_below(point, point.floored() == Duration::ZERO, self.floor))
    }

    /// An end of the interval as shown.
    #[must_use]
    pub fn end(&self, end: Duration) -> String {
        or_below(end, end == Duration::ZERO, self.floor)
    }

    fn is_below(&self) -> bool {
        let zero = self.point.is_ok_and(|point| point.floored() == Duration::ZERO);
        zero && self.floor > Duration::ZERO
    }
}

/// Such as “Half of them take longer than 1h 10m. If nothing changes, the true figure lies
/// between 50m and 1h 40m (95 %).”
impl fmt::Display for Quantile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, above, below) = match self.per_cent {
            50 => ("median", "Half of them take".to_owned(), "Half of them take".to_owned()),
            90 => ("90th percentile", "One in ten takes".to_owned(), "Nine in ten take".to_owned()),
            other => (
                "quantile",
                format!("{} % of them take", 100 - other),
                format!("{other} % of them take"),
            ),
        };
        match self.point {
            Ok(_) if self.is_below() => write!(f, "{below} less than {}.", self.floor)?,
            Ok(point) => write!(f, "{above} longer than {point}.")?,
            Err(missing) => write!(f, "No {name}: {missing}.")?,
        }
        match (self.low, self.high) {
            (Ok(low), Ok(high)) => write!(
                f,
                " If nothing changes, the true figure lies between {} and {} (95 %).",
                self.end(low),
                self.end(high)
            ),
            (Ok(low), Err(_)) => {
                let low = self.end(low);
                write!(f, " The true figure is {low} or more (97.5 %); how much more is not known.")
            }
            (Err(_), Ok(high)) => {
                write!(f, " The true figure is {} or less (97.5 %).", self.end(high))
            }
            (Err(missing), Err(_)) if self.point.is_ok() => write!(f, " No interval: {missing}."),
            _ => Ok(()),
        }
    }
}
