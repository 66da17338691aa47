//! The binomial distribution.

use super::beta::beta_lower;
use super::real;

/// The probability of at most k of n, each with probability p: Abramowitz and Stegun, 26.5.24.
#[must_use]
pub fn binomial_upto(k: usize, n: usize, p: f64) -> f64 {
    if k >= n {
        return 1.0;
    }
    beta_lower(real(n - k), real(k) + 1.0, 1.0 - p, p).lower
}
