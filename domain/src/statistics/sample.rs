//! Durations to make figures of.

use super::special::real;
use super::survival::Seen;
use crate::duration::Duration;
use crate::moment::Precision;

/// How long something lasted, or has lasted so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// As it was measured, even where that is not told from zero.
    pub length: Duration,
    /// It ended then; otherwise it was still open at that age.
    pub ended: bool,
    /// w: so far the length may be off, for its moments are not known better.
    pub precision: Duration,
}

impl Measured {
    /// Within its precision of zero: not told from zero, and drawn as “< w”.
    #[must_use]
    pub fn floored(self) -> bool {
        self.length.distance(Duration::ZERO) <= self.precision
    }

    /// What counts: zero where it is not told from zero.
    #[must_use]
    pub fn counted(self) -> Duration {
        if self.floored() { Duration::ZERO } else { self.length }
    }

    /// Shorter than zero by more than its precision: its moments are out of order.
    #[must_use]
    pub fn out_of_order(self) -> bool {
        self.length < Duration::ZERO && !self.floored()
    }

    /// The natural logarithm of the length in microseconds, that of a floored one at w/2.
    pub(crate) fn log(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "exact up to 285 years")]
        let (length, w) = (self.length.micros() as f64, self.precision.micros() as f64);
        if self.floored() { (w / 2.0).max(0.5).ln() } else { length.max(0.5).ln() }
    }
}

/// How far the time between two moments may be off: a moment to the second or to the minute lies
/// in the second or minute that begins then, one of ± N minutes up to so far on both sides.
#[must_use]
pub fn precision_of(from: Precision, to: Precision) -> Duration {
    // How far it may lie before and after what is written, in seconds.
    let reach = |precision| match precision {
        Precision::Exact => (0, 1),
        Precision::Minute => (0, 60),
        Precision::Minutes(minutes) => (i64::from(minutes) * 60, i64::from(minutes) * 60),
    };
    let ((from_before, from_after), (to_before, to_after)) = (reach(from), reach(to));
    Duration::from_seconds((from_before + to_after).max(from_after + to_before))
}

/// A figure as shown: “< 1m” where it is zero, and that is not told from zero.
pub(crate) fn or_below(shown: impl std::fmt::Display, zero: bool, floor: Duration) -> String {
    if zero && floor > Duration::ZERO { format!("< {floor}") } else { shown.to_string() }
}

/// Durations in order, those that ended and those still open; none out of order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sample {
    /// By length; of equal ones those that ended first.
    all: Vec<Measured>,
    open: usize,
    floored: usize,
    /// The greatest precision of what is floored.
    floor: Duration,
    out_of_order: usize,
}

/// Below so many only the points are shown: no figure has an interval.
pub const LEAST: usize = 5;

impl Sample {
    /// What is out of order is counted, and left out. What is floored counts as zero.
    #[must_use]
    pub fn of(measured: impl IntoIterator<Item = Measured>) -> Self {
        let mut sample = Self::default();
        for mut one in measured {
            one.precision = one.precision.max(Duration::ZERO);
            if one.out_of_order() {
                sample.out_of_order += 1;
                continue;
            }
            sample.open += usize::from(!one.ended);
            if one.ended && one.floored() {
                sample.floored += 1;
                sample.floor = sample.floor.max(one.precision);
            }
            sample.all.push(one);
        }
        // The stable sort is quick where runs are in order already, as those of strata are.
        sample.all.sort_by_key(|one| (one.counted(), !one.ended, one.precision, one.length));
        sample
    }

    /// All of several samples together.
    #[must_use]
    pub fn all_of<'a>(samples: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::of(samples.into_iter().flat_map(|sample| sample.all.iter().copied()))
    }

    /// How many there are, open ones too.
    #[must_use]
    pub fn n(&self) -> usize {
        self.all.len()
    }

    /// How many of them are still open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open
    }

    /// How many that ended are not told from zero.
    #[must_use]
    pub fn floored(&self) -> usize {
        self.floored
    }

    /// Longer than all that is not told from zero: such is drawn as shorter than this.
    #[must_use]
    pub fn floor(&self) -> Duration {
        self.floor
    }

    /// How many were left out because their moments are out of order.
    #[must_use]
    pub fn out_of_order(&self) -> usize {
        self.out_of_order
    }

    /// The shortest first.
    #[must_use]
    pub fn all(&self) -> &[Measured] {
        &self.all
    }

    /// More than one in ten is not told from zero: nothing that stands on logarithms is told.
    #[must_use]
    pub fn too_floored(&self) -> bool {
        self.floored * 10 > self.n()
    }

    /// The share that is still open, 0 to 1; 0 of none.
    #[must_use]
    pub fn open_share(&self) -> f64 {
        if self.open == 0 { 0.0 } else { real(self.open) / real(self.n()) }
    }

    pub(crate) fn lengths(&self) -> Vec<Duration> {
        self.all.iter().map(|one| one.counted()).collect()
    }

    /// The natural logarithms of those that ended, of their length in microseconds.
    pub(crate) fn ended_logs(&self) -> Vec<f64> {
        self.all.iter().filter(|one| one.ended).map(|one| one.log()).collect()
    }

    pub(crate) fn seen(&self) -> impl Iterator<Item = Seen> {
        self.all.iter().map(|one| Seen { length: one.counted(), ended: one.ended })
    }
}

#[cfg(test)]
mod tests;
