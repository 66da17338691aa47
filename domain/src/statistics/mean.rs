//! The arithmetic mean, and how much of it is one incident.

use std::fmt;

use super::missing::{Missing, Told};
use super::sample::{Sample, or_below};
use crate::duration::Duration;
use crate::report::figure::Figure;

/// The sum of lengths by their number. No interval is told: lengths vary so much that none keeps
/// its promise at the numbers that a team has (`docs/methods.md`).
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Mean {
    pub n: usize,
    #[serde(rename = "seconds", serialize_with = "super::missing::or_null")]
    pub point: Told<Figure>,
    /// Some are still open, at their age: it will be so much or more.
    pub at_least: bool,
    #[serde(rename = "longest_seconds")]
    pub longest: Option<Duration>,
    /// The longest one’s part of the sum, 0 to 1; none where the sum is zero.
    pub longest_share: Option<f64>,
    /// As of a quantile.
    #[serde(skip)]
    pub floor: Duration,
}

impl Mean {
    /// As shown, such as “≥ 3h 20m” or “< 1m”; none where there is none.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        let point = self.point.ok()?;
        let shown = or_below(point, point.seconds() == 0.0, self.floor);
        Some(if self.at_least { format!("≥ {shown}") } else { shown })
    }
}

impl Sample {
    /// The mean, exact.
    #[must_use]
    pub fn mean(&self) -> Mean {
        let lengths = self.lengths();
        let longest = lengths.last().copied();
        let share = |longest: Duration| {
            let sum: i128 = lengths.iter().map(|one| i128::from(one.micros())).sum();
            #[expect(clippy::cast_precision_loss, reason = "a share, to sixteen digits")]
            let share = longest.micros() as f64 / sum as f64;
            (sum > 0).then_some(share)
        };
        Mean {
            n: self.n(),
            point: Figure::mean(&lengths).ok_or(Missing::Nothing),
            at_least: self.open() > 0,
            longest,
            longest_share: longest.and_then(share),
            floor: self.floor(),
        }
    }
}

/// Such as “On average 3h 20m, at least: some are still open. The longest alone is 61 % of the sum.”
impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let point = match self.point {
            Ok(point) => point,
            Err(missing) => return write!(f, "No mean: {missing}."),
        };
        write!(f, "On average {}", or_below(point, point.seconds() == 0.0, self.floor))?;
        if self.at_least {
            f.write_str(", at least: some are still open")?;
        }
        f.write_str(".")?;
        match self.longest_share {
            Some(share) if self.n > 1 => {
                write!(f, " The longest alone is {:.0} % of the sum.", share * 100.0)
            }
            _ => Ok(()),
        }
    }
}
