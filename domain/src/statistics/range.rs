//! Between what figures could lie if each moment were as wrong as it may be.

use std::fmt;

use super::geometric::from_seconds;
use super::missing::{Missing, Told};
use super::sample::{Measured, Sample};
use super::special::real;
use crate::duration::Duration;
use crate::report::figure::Figure;

/// The least and the greatest of figures if every length were off by its precision the same way.
/// Shown apart: it is no interval, for moments are not all wrong the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct WorstCase {
    pub mean: (Told<Figure>, Told<Figure>),
    pub median: (Told<Figure>, Told<Figure>),
    pub p90: (Told<Figure>, Told<Figure>),
    /// In seconds.
    pub geometric_mean: (Told<f64>, Told<f64>),
}

/// Such as “If every moment were as wrong as it may be, all the same way: mean 1h 9m to 1h 11m,
/// median 40m to 42m.”
impl fmt::Display for WorstCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let duration = |told: Told<f64>| told.map(|seconds| from_seconds(seconds).to_string());
        let (low, high) = self.geometric_mean;
        let shown = |told: Told<Figure>| told.map(|figure| figure.to_string());
        let both = |(low, high): (Told<Figure>, Told<Figure>)| (shown(low), shown(high));
        let all = [
            ("mean", both(self.mean)),
            ("geometric mean", (duration(low), duration(high))),
            ("median", both(self.median)),
            ("90th percentile", both(self.p90)),
        ];
        let told = |(name, ends)| match ends {
            (Ok(low), Ok(high)) => Some(format!("{name} {low} to {high}")),
            (Ok(low), Err(Missing::NotReached)) => Some(format!("{name} {low} or more")),
            _ => None,
        };
        let parts: Vec<String> = all.into_iter().filter_map(told).collect();
        write!(
            f,
            "If every moment were as wrong as it may be, all the same way: {}.",
            parts.join(", ")
        )
    }
}

impl Sample {
    /// The range, or none where every moment is exact.
    #[must_use]
    pub fn worst_case(&self) -> Option<WorstCase> {
        if self.all().iter().all(|one| one.precision == Duration::ZERO) {
            return None;
        }
        let (low, high) = (self.shifted(-1), self.shifted(1));
        let geometric = |sign| self.geometric_mean().point.map(|_| self.log_mean(sign));
        Some(WorstCase {
            mean: (low.mean().point, high.mean().point),
            median: ordered([low.median_point(), self.median_point(), high.median_point()]),
            p90: ordered([low.p90_point(), self.p90_point(), high.p90_point()]),
            geometric_mean: (geometric(-1.0), geometric(1.0)),
        })
    }

    /// Every length off by its precision, down to zero at least.
    fn shifted(&self, sign: i64) -> Self {
        let shift = |one: &Measured| {
            let by = one.precision.micros().saturating_mul(sign);
            let length = one.length.micros().saturating_add(by).max(0);
            Measured { length: Duration::from_micros(length), precision: Duration::ZERO, ..*one }
        };
        Self::of(self.all().iter().map(shift))
    }

    /// The geometric mean so, in seconds; half of its precision is the shortest length.
    fn log_mean(&self, sign: f64) -> f64 {
        let log = |one: &Measured| {
            let w = one.precision.seconds();
            (one.length.seconds() + sign * w).max(w / 2.0).max(5e-7).ln()
        };
        (self.all().iter().map(log).sum::<f64>() / real(self.n())).exp()
    }
}

/// From the least to the greatest: where some are open, a later end can lower a quantile.
fn ordered(mut all: [Told<Figure>; 3]) -> (Told<Figure>, Told<Figure>) {
    // What is not reached is longer than all.
    let key = |told: &Told<Figure>| told.map_or(f64::INFINITY, Figure::seconds);
    all.sort_by(|one, other| key(one).total_cmp(&key(other)));
    let [low, _, high] = all;
    (low, high)
}
