//! Binomial and Poisson probabilities without loss of digits, for any real numbers.
//!
//! The saddle-point expansion of Loader, “Fast and Accurate Computation of Binomial
//! Probabilities” (2000), as R has it.

use std::f64::consts::TAU;

/// `ln √2π`.
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;

/// `Γ(n+1) / (Γ(x+1) Γ(n−x+1)) · pˣ · qⁿ⁻ˣ` for `0 < x < n` and `p + q = 1`, with n = x + y.
pub(super) fn binomial(x: f64, y: f64, p: f64, q: f64) -> f64 {
    if p <= 0.0 || q <= 0.0 {
        return 0.0;
    }
    let n = x + y;
    let log = stirling_error(n)
        - stirling_error(x)
        - stirling_error(y)
        - deviance(x, n * p)
        - deviance(y, n * q);
    (log - 0.5 * (TAU.ln() + x.ln() + (y / n).ln())).exp()
}

/// `λˣ e⁻λ / Γ(x+1)` for `0 < x`.
pub(super) fn poisson(x: f64, lambda: f64) -> f64 {
    if lambda <= 0.0 {
        return 0.0;
    }
    (-stirling_error(x) - deviance(x, lambda)).exp() / (TAU * x).sqrt()
}

/// What Stirling’s formula misses: `ln Γ(n+1) − (n + ½) ln n + n − ln √2π`.
fn stirling_error(n: f64) -> f64 {
    if n <= 15.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * n.ln() + n - HALF_LN_TAU;
    }
    // Bernoulli numbers: Abramowitz and Stegun, 6.1.41.
    let square = n * n;
    let series = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0];
    series.iter().rev().fold(0.0, |sum, term| sum / square + term) / n
}

/// `x ln(x / m) + m − x`, also where both are nearly the same.
fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = (x - m) / (x + m);
    let (mut sum, mut term) = ((x - m) * v, 2.0 * x * v);
    for odd in 1..100_u32 {
        term *= v * v;
        let next = sum + term / f64::from(2 * odd + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}
