//! The normal distribution.

use std::f64::consts::{FRAC_1_SQRT_2, TAU};

use super::Tails;
use super::solve::solve;

/// The share of the standard normal distribution above z.
#[must_use]
pub fn normal_upper(z: f64) -> f64 {
    0.5 * libm::erfc(z * FRAC_1_SQRT_2)
}

/// The density of the standard normal distribution.
fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / TAU.sqrt()
}

/// The point below which `share` of the standard normal distribution lies.
#[must_use]
pub fn normal_quantile(share: f64) -> f64 {
    if share <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if share >= 1.0 {
        return f64::INFINITY;
    }
    solve(share, (-40.0, 40.0), 0.0, |z| {
        (Tails { lower: normal_upper(-z), upper: normal_upper(z) }, normal_density(z))
    })
}

/// The logarithm of the share above z, also where the share is too small for a number.
pub(crate) fn normal_log_upper(z: f64) -> f64 {
    if z < FAR {
        return normal_upper(z).ln();
    }
    -0.5 * z * z - normal_hazard(z).ln() - 0.5 * TAU.ln()
}

/// The density by the share above: what falls of those that are left.
pub(crate) fn normal_hazard(z: f64) -> f64 {
    if z < FAR {
        return normal_density(z) / normal_upper(z);
    }
    // Mills’ ratio as a continued fraction: Abramowitz and Stegun, 26.2.14.
    (1..=20_u32).rev().fold(z, |below, term| z + f64::from(term) / below)
}

/// From here on the share above is told by its expansion.
const FAR: f64 = 20.0;
