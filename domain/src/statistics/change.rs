//! Whether incidents take shorter or longer than in the period before.

mod censored;
mod needed;
mod smallest;
mod spread;
mod stratified;
mod verdict;
mod words;

use std::collections::BTreeMap;

pub use needed::Needed;
pub use smallest::Smallest;
pub use spread::Spread;
pub use verdict::{CannotTell, LEAST_ENDED, MOST_UNEQUAL, Verdict, enough, least_ended};
pub use words::{UNSTRATIFIED, sure, sureness, unknown};
pub(crate) use words::{per_cent, times};

use super::missing::{Missing, Told};
use super::sample::Sample;
use super::special::student_quantile;

/// One of two periods: its durations by what they are compared within, such as severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side<K> {
    pub strata: BTreeMap<K, Sample>,
    /// It is over. Who looks again and again at an unfinished one sees noise become a verdict.
    pub finished: bool,
}

/// How it was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Within strata: one alone is Welch’s t.
    Stratified,
    /// Some are open: a right-censored normal distribution of logarithms in each period, all
    /// strata together.
    Censored,
}

/// The change from one period to the next. Ratios are of geometric means, after by before: 0.5
/// is twice as fast.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Change<K> {
    pub method: Method,
    /// How many stand on each side of the ratio, and how many of those are open.
    pub n: [usize; 2],
    pub open: [usize; 2],
    /// Adjusted for strata; none where a period goes on.
    #[serde(serialize_with = "super::missing::or_null")]
    pub ratio: Told<Ratio>,
    /// Of all, whatever their stratum.
    #[serde(serialize_with = "super::missing::or_null")]
    pub raw: Told<f64>,
    /// Strata that only one period has: not compared.
    pub dropped: Vec<K>,
    #[serde(serialize_with = "super::missing::or_null")]
    pub smallest: Told<Smallest>,
    pub verdict: Verdict,
    /// So many were compared at once: the interval and the verdict are wider for it.
    pub at_once: usize,
}

/// A ratio and its interval at `1 − 0.05 / at_once`.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Ratio {
    pub point: f64,
    pub low: f64,
    pub high: f64,
    /// Degrees of freedom after Satterthwaite.
    pub df: f64,
}

/// What both sides say of the logarithms.
#[derive(Debug, Clone, Copy)]
struct Sides {
    /// The difference of their means, after less before.
    d: f64,
    /// The variance of each side’s logarithms, and its degrees of freedom.
    s2: [f64; 2],
    each: [f64; 2],
    /// How many times that is the variance of the side’s mean.
    v: [f64; 2],
    /// How many that ended stand on each side.
    ended: [usize; 2],
}

/// Their difference, and how sure it is.
#[derive(Debug, Clone, Copy)]
struct Difference {
    d: f64,
    variance: f64,
    df: f64,
    each: [f64; 2],
}

/// Above this share of open ones on a side nothing is told.
pub const MOST_OPEN: f64 = 0.3;
/// A side’s degrees of freedom from which on an interval is told: 5 incidents of one stratum.
const LEAST_DF: f64 = 4.0;

/// How sure each interval of so many at once is, as a share: none of them misses in 95 of 100
/// cases at least, however they hang together (Bonferroni).
#[must_use]
pub fn confidence(at_once: usize) -> f64 {
    1.0 - 0.05 / super::special::real(at_once.max(1))
}

/// The half-width, in standard errors, of an interval for one of so many at once (Bonferroni).
fn reach(at_once: usize, df: f64) -> f64 {
    student_quantile(1.0 - 0.025 / super::special::real(at_once.max(1)), df)
}

/// Compares two periods. `at_once`: how many such comparisons are looked at together (1 for one
/// alone). `history`: how much logarithms spread within strata over 24 months, for the smallest
/// change that could have shown where these two periods have too few.
#[must_use]
pub fn change<K: Ord + Clone>(
    before: &Side<K>,
    after: &Side<K>,
    at_once: usize,
    history: Option<Spread>,
) -> Change<K> {
    let whole = [before, after].map(|side| Sample::all_of(side.strata.values()));
    let open = [whole[0].open(), whole[1].open()];
    let shared = stratified::shared(before, after);
    let method = if open == [0, 0] { Method::Stratified } else { Method::Censored };
    // Asked of what is compared: those of dropped strata cannot make up for floored ones.
    let compared = |side: &Side<K>| {
        let kept = |key: &K| method == Method::Censored || !shared.dropped.contains(key);
        Sample::all_of(side.strata.iter().filter(|(key, _)| kept(key)).map(|(_, sample)| sample))
    };
    let floored = [before, after]
        .map(compared)
        .iter()
        .find(|sample| sample.too_floored())
        .map(Sample::floored);
    let sides = match (floored, method) {
        (Some(floored), _) => Err(Missing::Floored { floored }),
        (None, Method::Stratified) => stratified::sides(&shared.pairs),
        (None, Method::Censored) => censored::sides(&whole),
    };
    let difference = sides.and_then(Difference::of);
    let n = match method {
        Method::Stratified => stratified::sizes(&shared.pairs),
        Method::Censored => [whole[0].n(), whole[1].n()],
    };
    let ratio = difference.and_then(|difference| Ratio::of(&difference, at_once));
    let finished = before.finished && after.finished;
    let verdict = verdict::verdict(finished, sides, ratio, at_once);
    // Beside “no verdict until it ends” an interval would be read as one.
    let ratio = if finished { ratio } else { Err(Missing::Unfinished) };
    Change {
        method,
        n,
        open,
        ratio,
        raw: match method {
            Method::Stratified if finished => raw(&whole),
            Method::Stratified => Err(Missing::Unfinished),
            Method::Censored => ratio.map(|ratio| ratio.point),
        },
        dropped: if method == Method::Stratified { shared.dropped } else { Vec::new() },
        smallest: sides.and_then(|sides| smallest::smallest(&sides, at_once, history)),
        verdict,
        at_once: at_once.max(1),
    }
}

impl Difference {
    fn of(Sides { d, s2, each, v, .. }: Sides) -> Told<Self> {
        if each.iter().any(|df| *df < 1.0) {
            return Err(Missing::TooFew { least: 2 });
        }
        // One side is enough: equal lengths are rounded ones, or of one source, and say nothing
        // of how much lengths differ. Taken as a spread of none, they would be known exactly.
        if s2.iter().any(|s2| *s2 <= 0.0) {
            return Err(Missing::AllEqual);
        }
        let parts = [s2[0] * v[0], s2[1] * v[1]];
        let variance = parts[0] + parts[1];
        Ok(Self { d, variance, df: satterthwaite(parts, each), each })
    }
}

/// `(Σ a_g)² / Σ (a_g² / f_g)`: Satterthwaite, “An Approximate Distribution of Estimates of
/// Variance Components”, Biometrics Bulletin 2 (1946).
fn satterthwaite(parts: [f64; 2], each: [f64; 2]) -> f64 {
    let sum = parts[0] + parts[1];
    sum * sum / (parts[0] * parts[0] / each[0] + parts[1] * parts[1] / each[1])
}

impl Ratio {
    fn of(difference: &Difference, at_once: usize) -> Told<Self> {
        let Difference { d, variance, df, each } = *difference;
        if each.iter().any(|df| *df < LEAST_DF) {
            return Err(Missing::TooFew { least: super::sample::LEAST });
        }
        let half = reach(at_once, df) * variance.sqrt();
        Ok(Self { point: d.exp(), low: (d - half).exp(), high: (d + half).exp(), df })
    }
}

fn raw(whole: &[Sample; 2]) -> Told<f64> {
    let [before, after] = [whole[0].geometric_mean().point?, whole[1].geometric_mean().point?];
    Ok(after / before)
}

#[cfg(test)]
mod tests;
