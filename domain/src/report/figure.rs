//! Exact means and quantiles of durations.

use crate::duration::{Duration, SECOND};

/// A duration that need not be whole microseconds: the mean of some durations, kept exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The sum in microseconds.
    sum: i128,
    /// Of how many it is the mean; never 0.
    of: u64,
}

impl Figure {
    /// The arithmetic mean, or none of nothing.
    #[must_use]
    pub fn mean(durations: &[Duration]) -> Option<Self> {
        let of = u64::try_from(durations.len()).ok().filter(|of| *of > 0)?;
        let sum = durations.iter().map(|duration| i128::from(duration.micros())).sum();
        Some(Self { sum, of })
    }

    /// The middle one, or the mean of the two in the middle; none of nothing.
    #[must_use]
    pub fn median(sorted: &[Duration]) -> Option<Self> {
        Self::quantile(sorted, 50)
    }

    /// The quantile of so many per cent (1 to 99) by definition 2 of Hyndman
    /// and Fan, “Sample Quantiles in Statistical Packages”, The American
    /// Statistician 50 (1996): the inverse of the empirical distribution,
    /// with the mean of both neighbours where it jumps. It is always a value that
    /// occurred, or lies halfway between two. None of nothing.
    #[must_use]
    pub fn quantile(sorted: &[Duration], per_cent: usize) -> Option<Self> {
        let rank = sorted.len() * per_cent;
        let low = rank.div_ceil(100).max(1) - 1;
        let high = if rank.is_multiple_of(100) && rank > 0 { low + 1 } else { low };
        let last = sorted.len().checked_sub(1)?;
        Self::mean(&[*sorted.get(low.min(last))?, *sorted.get(high.min(last))?])
    }

    /// In whole microseconds, rounded down; shown floored, as sources print means.
    #[must_use]
    pub fn floored(self) -> Duration {
        let micros = self.sum.div_euclid(i128::from(self.of));
        // The mean of numbers of 64 bits is one.
        Duration::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
    }

    /// Floored to the minute, where what is shown leaves minutes out.
    #[must_use]
    pub fn exactly(self) -> Option<String> {
        self.floored().exactly()
    }

    /// To the nearest that a float holds.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums up to 285 years are exact")]
    pub fn seconds(self) -> f64 {
        self.sum as f64 / (self.of as f64 * SECOND as f64)
    }

    #[must_use]
    pub fn days(self) -> f64 {
        self.seconds() / 86_400.0
    }
}

/// Such as `1h 40m`.
impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.floored().fmt(f)
    }
}

/// In seconds.
impl serde::Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.seconds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minutes(all: &[i64]) -> Vec<Duration> {
        all.iter().copied().map(Duration::from_minutes).collect()
    }

    #[test]
    fn quantiles_are_of_definition_2() {
        let ten = minutes(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!(Figure::median(&ten).unwrap().seconds(), 330.0);
        assert_eq!(Figure::quantile(&ten, 90).unwrap().seconds(), 570.0);
        let three = minutes(&[1, 2, 30]);
        assert_eq!(Figure::median(&three).unwrap().to_string(), "2m");
        assert_eq!(Figure::quantile(&three, 90).unwrap().to_string(), "30m");
        assert_eq!(Figure::quantile(&minutes(&[7]), 90).unwrap().to_string(), "7m");
        assert_eq!((Figure::median(&[]), Figure::mean(&[])), (None, None));
    }

    #[test]
    fn a_mean_is_exact_and_shown_floored() {
        let mean = Figure::mean(&minutes(&[16, 36, 249])).unwrap();
        assert_eq!((mean.to_string(), mean.seconds()), ("1h 40m".to_owned(), 6020.0));
        let long = Figure::mean(&minutes(&[40_414, 88, 30])).unwrap();
        assert_eq!((long.to_string(), long.exactly()), ("9d 9h".into(), Some("225h 10m".into())));
        let third = Figure::mean(&minutes(&[0, 0, 1])).unwrap();
        assert_eq!(third.seconds(), 20.0);
    }

    proptest! {
        #[test]
        fn figures_lie_within_what_they_stand_on(mut all in prop::collection::vec(any::<i64>(), 1..40), p in 1..100_usize) {
            all.sort_unstable();
            let sorted: Vec<Duration> = all.into_iter().map(Duration::from_micros).collect();
            let (least, most) = (sorted[0], sorted[sorted.len() - 1]);
            for figure in [Figure::mean(&sorted), Figure::quantile(&sorted, p)] {
                let floored = figure.unwrap().floored();
                prop_assert!(least <= floored && floored <= most);
            }
            // At least p per cent are not above it, and at least 100 − p per cent not below.
            let quantile = Figure::quantile(&sorted, p).unwrap().floored();
            let not_above = sorted.iter().filter(|one| **one <= quantile).count();
            let not_below = sorted.iter().filter(|one| **one >= quantile).count();
            prop_assert!(not_above * 100 >= sorted.len() * p);
            prop_assert!(not_below * 100 >= sorted.len() * (100 - p));
        }
    }
}
