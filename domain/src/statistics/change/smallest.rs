//! The smallest change that could have shown.

use super::needed::{Needed, needed};
use super::{Sides, Spread, reach, satterthwaite};
use crate::statistics::missing::{Missing, Told};
use crate::statistics::special::{real, student_quantile};

/// A change that shows with a probability of 80 %: a smaller one more often does not. So
/// “cannot tell” is never “no change”.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Smallest {
    /// As ratios: the lengths would have to be so many times as long, below 1 and above.
    pub shorter: f64,
    pub longer: f64,
    /// The same for the ends of the interval of the spread, the lesser change first.
    pub shorter_range: [f64; 2],
    pub longer_range: [f64; 2],
    pub spread: Spread,
    /// The spread is that of 24 months: the two periods have too few.
    pub from_history: bool,
    /// How many incidents each period needs, for a halving to show so.
    pub halving: Needed,
}

/// From so many degrees of freedom on a spread is known well enough.
pub const LEAST_SPREAD_DF: f64 = 20.0;
/// The probability that the smallest change shows.
pub(super) const POWER: f64 = 0.8;

/// `δ = s / √W · (t.975,ν + t.80,ν)` with `ν = (v₁ + v₂)² / (v₁²/f₁ + v₂²/f₂)` (Cohen,
/// “Statistical Power Analysis”, 1988, 2.4, with t in place of normal quantiles: Harrison and
/// Brady, “Sample Size and Power Calculations using the Noncentral t-distribution”, Stata Journal
/// 4 (2004)). With open ones v is what the likelihood says.
pub(super) fn smallest(sides: &Sides, at_once: usize, history: Option<Spread>) -> Told<Smallest> {
    let Sides { s2, each, v, .. } = *sides;
    // No change would show: see `Difference::of`.
    if each.iter().zip(s2).any(|(df, s2)| *df >= 1.0 && s2 <= 0.0) {
        return Err(Missing::AllEqual);
    }
    let own = Spread::of(s2[0] * each[0] + s2[1] * each[1], each[0] + each[1]);
    let enough = |spread: &Spread| spread.df >= LEAST_SPREAD_DF;
    let (own, old) = (own.filter(enough), history.filter(enough));
    // One severity: 20 degrees of freedom, and two means.
    let least = Missing::TooFew { least: 22 };
    let spread = own.or(old).ok_or(least)?;
    if each.iter().any(|df| *df < 1.0) {
        return Err(least);
    }
    // `1 / W` is `v₁ + v₂`.
    let reach = shows(at_once, satterthwaite(v, each)) * (v[0] + v[1]).sqrt();
    let [low, high] = spread.interval().map(|sd| sd * reach);
    let delta = spread.log_sd * reach;
    Ok(Smallest {
        shorter: (-delta).exp(),
        longer: delta.exp(),
        shorter_range: [(-low).exp(), (-high).exp()],
        longer_range: [low.exp(), high.exp()],
        spread,
        from_history: own.is_none(),
        halving: needed(spread.log_sd, 2.0_f64.ln(), at_once),
    })
}

/// So many standard errors: the interval’s half-width, and what 80 % lie within beyond it.
pub(super) fn shows(at_once: usize, df: f64) -> f64 {
    reach(at_once, df) + student_quantile(POWER, df)
}

/// The same for two periods of n incidents each, of one stratum.
pub(super) fn of_equal(n: usize, log_sd: f64, at_once: usize) -> f64 {
    let n = real(n);
    log_sd * (2.0 / n).sqrt() * shows(at_once, 2.0 * n - 2.0)
}
