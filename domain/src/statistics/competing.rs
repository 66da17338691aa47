//! What comes of something that can end in one of two ways.

use crate::duration::Duration;

use super::special::{normal_quantile, real};

/// How one was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Such as done.
    First,
    /// Such as won’t do.
    Second,
    /// Neither, so far.
    Open,
}

/// The share that has ended in either way by a time: Aalen and Johansen, “An Empirical Transition
/// Matrix for Nonhomogeneous Markov Chains Based on Censored Observations”, Scandinavian Journal
/// of Statistics 5 (1978). One minus Kaplan and Meier’s estimate of each alone would count as if
/// what was declined could still be done.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Incidence {
    pub n: usize,
    pub first: usize,
    pub second: usize,
    /// Up to here so many were at risk as were asked for; none where there were never so many.
    pub until: Option<Duration>,
    /// Where either rises, up to `until`.
    pub steps: Vec<Rise>,
}

/// Shares from a time on: `open + first + second` is 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Rise {
    pub at: Duration,
    /// That lasted so long at least.
    pub at_risk: usize,
    pub open: f64,
    pub first: Share,
    pub second: Share,
}

/// A share with its interval at 95 % on the log-log scale; none where nothing is left, or the
/// share is 0 or 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Share {
    pub share: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl Incidence {
    /// The estimate, cut where fewer than `least` are at risk:
    /// [`LEAST`](super::survival::LEAST) for people to read.
    #[must_use]
    pub fn of(seen: impl IntoIterator<Item = (Duration, Outcome)>, least: usize) -> Self {
        let mut seen: Vec<_> = seen.into_iter().collect();
        seen.sort_unstable();
        let count = |wanted| seen.iter().filter(|(_, outcome)| *outcome == wanted).count();
        let last = seen.len().checked_sub(least.max(1)).and_then(|at| seen.get(at));
        let until = last.map(|(length, _)| *length);
        let mut steps = Vec::new();
        let (mut state, mut at_risk) = (State::default(), seen.len());
        for together in seen.chunk_by(|one, other| one.0 == other.0) {
            let of = |wanted| together.iter().filter(|(_, outcome)| *outcome == wanted).count();
            let ended = [of(Outcome::First), of(Outcome::Second)];
            if let (Some((at, _)), true) = (together.first(), ended != [0, 0]) {
                state.fall(at_risk, ended);
                if Some(*at) <= until {
                    steps.push(state.rise(*at, at_risk));
                }
            }
            at_risk -= together.len();
        }
        let (n, first, second) = (seen.len(), count(Outcome::First), count(Outcome::Second));
        Self { n, first, second, until, steps }
    }
}

impl Incidence {
    /// The shares after a time; none after the curve's end. Before the first rise all are open.
    #[must_use]
    pub fn at(&self, time: Duration) -> Option<Rise> {
        let until = self.until.filter(|until| time <= *until);
        let none = Share { share: 0.0, low: None, high: None };
        let nothing = Rise { at: time, at_risk: self.n, open: 1.0, first: none, second: none };
        let last = self.steps.iter().rev().find(|step| step.at <= time);
        until.map(|_| last.copied().unwrap_or(nothing))
    }
}

/// What is summed along the way.
struct State {
    open: f64,
    ways: [Way; 2],
    /// Nothing is left, and no error is known.
    empty: bool,
}

/// Of one way: its share, and the sums of its variance by the delta method (Marubini and
/// Valsecchi, “Analysing Survival Data from Clinical Trials and Observational Studies”, 1995,
/// 10.3), arranged so that each step adds to them.
#[derive(Default)]
struct Way {
    share: f64,
    falls: [f64; 3],
    own: f64,
    both: [f64; 2],
}

impl Default for State {
    fn default() -> Self {
        Self { open: 1.0, ways: Default::default(), empty: false }
    }
}

impl State {
    fn fall(&mut self, at_risk: usize, ended: [usize; 2]) {
        let (n, d) = (real(at_risk), real(ended[0] + ended[1]));
        self.empty = ended[0] + ended[1] >= at_risk;
        for (way, own) in self.ways.iter_mut().zip(ended.map(real)) {
            way.share += self.open * own / n;
            let (share, fall) = (way.share, if self.empty { 0.0 } else { d / (n * (n - d)) });
            way.falls[0] += fall;
            way.falls[1] += fall * share;
            way.falls[2] += fall * share * share;
            way.own += self.open * self.open * own * (n - own) / (n * n * n);
            let both = self.open * own / (n * n);
            way.both[0] += both;
            way.both[1] += both * share;
        }
        self.open *= (n - d) / n;
    }

    fn rise(&self, at: Duration, at_risk: usize) -> Rise {
        let [first, second] = [0, 1].map(|way: usize| self.ways[way].share(self.empty));
        Rise { at, at_risk, open: self.open, first, second }
    }
}

impl Way {
    fn share(&self, empty: bool) -> Share {
        let share = self.share;
        if empty || share <= 0.0 || share >= 1.0 {
            return Share { share, low: None, high: None };
        }
        let spread = normal_quantile(0.975) * self.variance().sqrt() / (share * share.ln().abs());
        let end = |sign: f64| share.powf((sign * spread).exp());
        Share { share, low: Some(end(1.0)), high: Some(end(-1.0)) }
    }

    fn variance(&self) -> f64 {
        let Self { share, falls, own, both } = self;
        let falls = share * share * falls[0] - 2.0 * share * falls[1] + falls[2];
        (falls + own - 2.0 * (share * both[0] - both[1])).max(0.0)
    }
}

#[cfg(test)]
mod tests;
