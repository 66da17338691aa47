//! More incidents than before, or fewer.

use super::{Clustering, Week};
use crate::statistics::special::{beta_odds, real};

/// The rate after by the rate before.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct CountChange {
    /// None where there was none before.
    pub ratio: Option<f64>,
    /// The interval at `1 − 0.05 / at_once`; no upper end where there was none before.
    pub low: f64,
    pub high: Option<f64>,
    pub clustering: Clustering,
    pub verdict: CountVerdict,
    /// So many were compared at once: the interval and the verdict are wider for it.
    pub at_once: usize,
    /// Had all of them come in one of the two, that would still be told to be chance.
    #[serde(skip)]
    pub few: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CountVerdict {
    /// At least by this share: 0.14 is 14 % fewer.
    Fewer {
        at_least: f64,
    },
    /// At least by this share: 0.14 is 14 % more.
    More {
        at_least: f64,
    },
    CannotTell,
    /// A period goes on.
    Unfinished,
}

/// One period: its whole count in its exact time, and its weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted<'a> {
    pub count: usize,
    pub days: f64,
    pub weeks: &'a [Week],
    pub finished: bool,
}

/// Compares two counts by their rates: given both together the later one is binomial (Przyborowski
/// and Wilenski, Biometrika 31 (1940)), with the interval of Clopper and Pearson on counts divided
/// by φ. None where no time was watched.
#[must_use]
pub fn count_change(
    before: Counted<'_>,
    after: Counted<'_>,
    at_once: usize,
) -> Option<CountChange> {
    let clustering = Clustering::of(&[before.weeks, after.weeks]);
    let days = before.days / after.days;
    let watched = |side: Counted<'_>| side.days > 0.0 && side.days.is_finite();
    if !watched(before) || !watched(after) {
        return None;
    }
    let [x, y] = [before.count, after.count].map(real);
    let at_once = at_once.max(1);
    let side = clustering.side(0.025 / real(at_once));
    let [was, is] = [x / clustering.phi, y / clustering.phi];
    // Odds in place of shares: a share of nearly 1 has no digits left to tell it from 1.
    let low = if is > 0.0 { beta_odds(side, is, was + 1.0) * days } else { 0.0 };
    let high = (was > 0.0).then(|| beta_odds(1.0 - side, is + 1.0, was) * days);
    let verdict = match (low, high) {
        _ if !(before.finished && after.finished) => CountVerdict::Unfinished,
        (_, Some(high)) if high < 1.0 => CountVerdict::Fewer { at_least: 1.0 - high },
        (low, _) if low > 1.0 => CountVerdict::More { at_least: low - 1.0 },
        _ => CountVerdict::CannotTell,
    };
    let ratio = (before.count > 0).then(|| y / x * days);
    let all = was + is;
    let could_tell =
        beta_odds(side, all, 1.0) * days > 1.0 || beta_odds(1.0 - side, 1.0, all) * days < 1.0;
    let few = all <= 0.0 || !could_tell;
    Some(CountChange { ratio, low, high, clustering, verdict, at_once, few })
}
