//! Medians and 90th percentiles with their intervals.

mod words;

use super::missing::{Missing, Told};
use super::sample::Sample;
use super::special::binomial_upto;
use super::survival::Quantiles;
use crate::duration::Duration;
use crate::report::figure::Figure;

/// What so many per cent do not exceed.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Quantile {
    pub per_cent: usize,
    pub n: usize,
    pub open: usize,
    /// Type 2 of Hyndman and Fan; with open ones from the product-limit estimate, with the same
    /// convention where it is level.
    #[serde(rename = "seconds", serialize_with = "super::missing::or_null")]
    pub point: Told<Figure>,
    /// The ends of the interval at 95 %, each with 97.5 % on its side: durations that occurred.
    #[serde(rename = "low_seconds", serialize_with = "super::missing::or_null")]
    pub low: Told<Duration>,
    #[serde(rename = "high_seconds", serialize_with = "super::missing::or_null")]
    pub high: Told<Duration>,
    /// What is zero here is not told from zero: it is shorter than this.
    #[serde(skip)]
    pub floor: Duration,
}

/// The median’s interval stands on so many at least: below, not even the shortest and the
/// longest enclose it with 95 %.
pub const LEAST_MEDIAN: usize = 6;
/// A 90th percentile stands on so many at least.
pub const LEAST_P90: usize = 10;
/// From here on a 90th percentile has an upper end: `1 − 0.9ⁿ ≥ 0.975`.
pub const LEAST_P90_HIGH: usize = 36;

/// What may lie on each side of an interval.
const SIDE: f64 = 0.025;

impl Sample {
    /// The median: with its interval at 95 % from n = 6.
    #[must_use]
    pub fn median(&self) -> Quantile {
        self.quantile(50, [0, LEAST_MEDIAN, LEAST_MEDIAN])
    }

    /// The 90th percentile: none below n = 10, with a lower end from there, with both from 36.
    #[must_use]
    pub fn p90(&self) -> Quantile {
        self.quantile(90, [LEAST_P90, LEAST_P90, LEAST_P90_HIGH])
    }

    /// Each from so many on: the point, the lower and the upper end.
    fn quantile(&self, per_cent: usize, least: [usize; 3]) -> Quantile {
        let n = self.n();
        let (point, low, high) = match (n, self.open()) {
            (0, _) => (Err(Missing::Nothing), Err(Missing::Nothing), Err(Missing::Nothing)),
            (_, 0) => self.of_order_statistics(per_cent),
            _ => self.of_curve(per_cent),
        };
        let [point_from, low_from, high_from] =
            least.map(|least| if n < least { Err(Missing::TooFew { least }) } else { Ok(()) });
        Quantile {
            per_cent,
            n,
            open: self.open(),
            point: point_from.and(point),
            low: low_from.and(low),
            high: high_from.and(high),
            floor: self.floor(),
        }
    }

    /// The interval between order statistics, from the binomial distribution of how many lie
    /// below: distribution-free (Hahn and Meeker, “Statistical Intervals”, 1991, 5.2; Conover,
    /// “Practical Nonparametric Statistics”, 3.2).
    fn of_order_statistics(&self, per_cent: usize) -> Ends {
        let lengths = self.lengths();
        let (low, high) = ranks(lengths.len(), super::special::real(per_cent) / 100.0);
        let at = |rank: Option<usize>| rank.and_then(|rank| lengths.get(rank - 1)).copied();
        let too_few = Missing::TooFew { least: lengths.len() + 1 };
        (
            Figure::quantile(&lengths, per_cent).ok_or(Missing::Nothing),
            at(low).ok_or(too_few),
            at(high).ok_or(too_few),
        )
    }

    /// With open ones: Kaplan and Meier, and Brookmeyer and Crowley on the log-log scale.
    fn of_curve(&self, per_cent: usize) -> Ends {
        let curve = Quantiles::of(self.seen());
        let (low, high) = curve.interval(per_cent);
        let reached = Missing::NotReached;
        (curve.point(per_cent).ok_or(reached), low.ok_or(reached), high.ok_or(reached))
    }

    pub(crate) fn median_point(&self) -> Told<Figure> {
        self.quantile_point(50, 0)
    }

    pub(crate) fn p90_point(&self) -> Told<Figure> {
        self.quantile_point(90, LEAST_P90)
    }

    fn quantile_point(&self, per_cent: usize, least: usize) -> Told<Figure> {
        match (self.n(), self.open()) {
            (0, _) => Err(Missing::Nothing),
            (n, _) if n < least => Err(Missing::TooFew { least }),
            (_, 0) => Figure::quantile(&self.lengths(), per_cent).ok_or(Missing::Nothing),
            _ => Quantiles::of(self.seen()).point(per_cent).ok_or(Missing::NotReached),
        }
    }
}

type Ends = (Told<Figure>, Told<Duration>, Told<Duration>);

/// The greatest rank that is too low with at most 2.5 %, and the least that is too high with at
/// most 2.5 %; 1 is the shortest, none where no rank is.
pub(crate) fn ranks(n: usize, p: f64) -> (Option<usize>, Option<usize>) {
    // Where the distribution first exceeds 2.5 %, and first reaches 97.5 %.
    let low = first(n, |k| binomial_upto(k, n, p) > SIDE);
    let high = first(n, |k| 1.0 - binomial_upto(k, n, p) <= SIDE);
    ((low > 0).then_some(low), (high < n).then_some(high + 1))
}

/// The least of 0..=n of which it holds, of what holds from some number on; n where of none.
fn first(n: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
