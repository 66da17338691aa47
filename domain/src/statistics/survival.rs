//! How long something lasts where some of it still goes on.
//!
//! The product-limit estimate of Kaplan and Meier, “Nonparametric Estimation from Incomplete
//! Observations”, JASA 53 (1958). What has not ended yet counts for as long as it was seen, and
//! is neither thrown away nor taken for ended.

mod falls;
mod quantile;

use crate::duration::Duration;
use falls::{Fall, falls};
pub(crate) use quantile::Quantiles;

/// How long one was seen, and whether it ended then or was only seen so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub length: Duration,
    pub ended: bool,
}

/// The curve is not drawn where fewer are at risk: each one more would move it by a fifth.
pub const LEAST: usize = 5;

/// The share that lasts longer than a time.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Curve {
    pub n: usize,
    pub ended: usize,
    /// Up to here so many were at risk as were asked for; none where there were never so many.
    pub until: Option<Duration>,
    /// Where it falls: 1 before the first. Only those up to `until`.
    pub steps: Vec<Step>,
    /// Every length, sorted.
    #[serde(skip)]
    lengths: Vec<Duration>,
    /// The time that half of them last longer than, where the curve shows it.
    pub median: Option<Duration>,
    /// Its interval at 95 %, after Brookmeyer and Crowley, Biometrics 38 (1982): an end that the
    /// curve does not show is none.
    pub median_low: Option<Duration>,
    pub median_high: Option<Duration>,
}

/// Where the curve falls.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Step {
    pub at: Duration,
    /// That lasted so long at least.
    pub at_risk: usize,
    /// That ended then.
    pub ended: usize,
    /// The share that lasts longer.
    pub share: f64,
    /// Greenwood, “The Natural Duration of Cancer” (1926); none where nothing lasts longer.
    pub standard_error: Option<f64>,
    /// The interval at 95 % of the share on the log-log scale, so that it stays between 0 and 1
    /// (Kalbfleisch and Prentice, “The Statistical Analysis of Failure Time Data”, 1980); none
    /// where nothing lasts longer.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Half of the normal distribution's middle 95 %.
const Z: f64 = 1.959_963_984_540_054;
/// Shares that differ by rounding alone are equal.
const ROUNDING: f64 = 1e-9;

impl Curve {
    /// The estimate, cut where fewer than `least` are at risk; [`LEAST`] for people to read.
    #[must_use]
    pub fn of(seen: impl IntoIterator<Item = Seen>, least: usize) -> Self {
        let mut seen: Vec<Seen> = seen.into_iter().collect();
        seen.sort_unstable_by_key(|one| one.length);
        let (n, ended) = (seen.len(), seen.iter().filter(|one| one.ended).count());
        // So many lasted at least so long, and fewer any longer.
        let last = n.checked_sub(least.max(1)).and_then(|at| seen.get(at));
        let until = last.map(|one| one.length);
        let all = steps(&seen);
        let shown = |at: Option<Duration>| at.filter(|at| Some(*at) <= until);
        // At least so many were at risk where half is reached; the middle of what is level there
        // may lie a little further.
        let half = |share: fn(&Step) -> Option<f64>| {
            let (reached, middle) = half_of(&all, share)?;
            shown(Some(reached)).map(|_| middle)
        };
        Self {
            n,
            ended,
            until,
            median: half(|step| Some(step.share)),
            median_low: half(|step| step.low),
            median_high: half(|step| step.high),
            lengths: seen.iter().map(|one| one.length).collect(),
            steps: all.iter().filter(|step| Some(step.at) <= until).copied().collect(),
        }
    }

    /// The share that lasts longer than a time; none after the curve's end.
    #[must_use]
    pub fn share(&self, at: Duration) -> Option<f64> {
        let until = self.until.filter(|until| at <= *until);
        until.map(|_| self.step(at).map_or(1.0, |step| step.share))
    }

    /// How many lasted at least so long.
    #[must_use]
    pub fn at_risk(&self, at: Duration) -> usize {
        self.n - self.lengths.partition_point(|length| *length < at)
    }

    /// The last step up to a time.
    #[must_use]
    pub fn step(&self, at: Duration) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.at <= at)
    }
}

/// Every step, of what is sorted by length.
fn steps(seen: &[Seen]) -> Vec<Step> {
    let step = |fall: Fall| {
        // Where nothing lasts longer no error is known.
        let goes_on = fall.ended < fall.at_risk;
        let interval = goes_on.then(|| log_log(fall.share, fall.greenwood));
        Step {
            at: fall.at,
            at_risk: fall.at_risk,
            ended: fall.ended,
            share: fall.share,
            standard_error: goes_on.then(|| fall.share * fall.greenwood.sqrt()),
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
        }
    };
    falls(seen).into_iter().map(step).collect()
}

/// `S ^ exp(± z · √Σ / |ln S|)`, where Σ is Greenwood's sum.
fn log_log(share: f64, greenwood: f64) -> (f64, f64) {
    let spread = (Z * greenwood.sqrt() / share.ln().abs()).exp();
    (share.powf(spread), share.powf(1.0 / spread))
}

/// Where a curve reaches one half, and the time that is told: as of uncensored numbers, the
/// middle of the stretch on which it is exactly one half, where it is.
fn half_of(steps: &[Step], share: fn(&Step) -> Option<f64>) -> Option<(Duration, Duration)> {
    // Where nothing lasts longer the share is 0 whatever its interval.
    let value = |step: &Step| share(step).unwrap_or(0.0);
    let first = steps.iter().position(|step| value(step) <= 0.5 + ROUNDING)?;
    let reached = steps.get(first)?;
    let next = steps.iter().skip(first + 1).find(|step| value(step) < 0.5 - ROUNDING);
    let middle = match next {
        Some(next) if (value(reached) - 0.5).abs() <= ROUNDING => {
            let gap = next.at.micros() - reached.at.micros();
            Duration::from_micros(reached.at.micros() + gap / 2)
        }
        _ => reached.at,
    };
    Some((reached.at, middle))
}

#[cfg(test)]
mod tests;
