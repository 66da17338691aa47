//! The geometric mean: the mean for lengths that differ by factors.

use std::fmt;

use super::missing::{Missing, Told};
use super::sample::{LEAST, Sample};
use super::special::{real, student_quantile};
use crate::duration::{Duration, SECOND};

/// The exponential of the mean of logarithms: the middle of lengths that spread evenly by
/// factors. Its interval is Student’s t on the logarithms, which is exact where they are normal
/// (Land, “An Evaluation of Approximate Confidence Interval Estimation Methods for Lognormal
/// Means”, Technometrics 14 (1972), for the logarithms; Student, Biometrika 6 (1908)).
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct GeometricMean {
    pub n: usize,
    /// In seconds. None where any is open or more than one in ten is floored.
    #[serde(rename = "seconds", serialize_with = "super::missing::or_null")]
    pub point: Told<f64>,
    /// The ends of the interval at 95 %, in seconds; none below 5.
    #[serde(rename = "low_seconds", serialize_with = "super::missing::or_null")]
    pub low: Told<f64>,
    #[serde(rename = "high_seconds", serialize_with = "super::missing::or_null")]
    pub high: Told<f64>,
    /// The standard deviation of the natural logarithms; none of one.
    pub log_sd: Option<f64>,
}

/// Mean and variance of numbers; the variance with n − 1, and 0 of fewer than two. In two passes,
/// so that nothing is lost. Equal ones have exactly themselves and 0: their sum by their number
/// may be another, and what that leaves would be taken for a very small spread.
pub(crate) fn moments(all: &[f64]) -> (f64, f64) {
    if let Some((first, rest)) = all.split_first()
        && rest.iter().all(|one| one == first)
    {
        return (*first, 0.0);
    }
    let n = real(all.len());
    let mean = all.iter().sum::<f64>() / n;
    let squares: f64 = all.iter().map(|one| (one - mean) * (one - mean)).sum();
    (mean, if all.len() > 1 { squares / (n - 1.0) } else { 0.0 })
}

/// Microseconds from their logarithm, in seconds.
pub(crate) fn seconds(log_micros: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a million is exact")]
    let second = SECOND as f64;
    log_micros.exp() / second
}

/// So many seconds, to the nearest microsecond that can be kept.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "`as` keeps to what an i64 holds")]
pub fn from_seconds(seconds: f64) -> Duration {
    Duration::from_micros((seconds * 1e6).round() as i64)
}

impl Sample {
    /// The geometric mean with its interval at 95 %.
    #[must_use]
    pub fn geometric_mean(&self) -> GeometricMean {
        let n = self.n();
        let none = |missing| GeometricMean {
            n,
            point: Err(missing),
            low: Err(missing),
            high: Err(missing),
            log_sd: None,
        };
        if n == 0 {
            return none(Missing::Nothing);
        }
        if self.open() > 0 {
            return none(Missing::Open { open: self.open() });
        }
        if self.too_floored() {
            return none(Missing::Floored { floored: self.floored() });
        }
        let logs: Vec<f64> = self.all().iter().map(|one| one.log()).collect();
        let (mean, variance) = moments(&logs);
        let half = if n < LEAST {
            Err(Missing::TooFew { least: LEAST })
        } else if variance == 0.0 {
            Err(Missing::AllEqual)
        } else {
            Ok(student_quantile(0.975, real(n) - 1.0) * (variance / real(n)).sqrt())
        };
        GeometricMean {
            n,
            point: Ok(seconds(mean)),
            low: half.map(|half| seconds(mean - half)),
            high: half.map(|half| seconds(mean + half)),
            log_sd: (n > 1).then(|| variance.sqrt()),
        }
    }
}

/// Such as “A typical one takes 1h 10m; the true figure lies between 50m and 1h 40m (95 %).”
impl fmt::Display for GeometricMean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.point, self.low, self.high) {
            (Err(missing), ..) => write!(f, "No geometric mean: {missing}."),
            (Ok(point), Ok(low), Ok(high)) => write!(
                f,
                "A typical one takes {}. If nothing changes, the true figure lies between {} and {} (95 %).",
                from_seconds(point),
                from_seconds(low),
                from_seconds(high)
            ),
            (Ok(point), Err(missing), _) | (Ok(point), _, Err(missing)) => {
                write!(f, "A typical one took {}. No interval: {missing}.", from_seconds(point))
            }
        }
    }
}
