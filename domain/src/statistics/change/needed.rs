//! How many incidents a change needs, to show.

use super::smallest::{POWER, of_equal};
use super::verdict::least_ended;
use crate::statistics::special::{normal_quantile, real};

/// How many incidents each of two equal periods needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    Each(usize),
    /// More than [`MOST`]: no number that a team will ever have.
    None,
}

/// Nobody wants so many incidents a period.
pub const MOST: usize = 1000;

/// The least number that shows a difference of logarithms with 80 %, and that a verdict needs.
pub(super) fn needed(log_sd: f64, difference: f64, at_once: usize) -> Needed {
    let shows = |n: usize| of_equal(n, log_sd, at_once) <= difference;
    if !shows(MOST) {
        return Needed::None;
    }
    // A little fewer than are needed, by normal quantiles in place of t’s.
    let reach = normal_quantile(1.0 - 0.025 / real(at_once.max(1))) + normal_quantile(POWER);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1000 at most")]
    let about = (2.0 * (log_sd * reach / difference).powi(2)).min(real(MOST)) as usize;
    (about.max(least_ended(at_once))..=MOST).find(|n| shows(*n)).map_or(Needed::None, Needed::Each)
}
