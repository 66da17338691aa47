//! The beta distribution, and with it Student’s t.

use super::Tails;
use super::density::binomial;
use super::normal::normal_quantile;
use super::solve::solve;

/// Terms of the continued fraction: it needs about as many as the root of the greater parameter.
const TERMS: u32 = 20_000;
/// `ln(x / (1 − x))` of the least and the greatest that is looked at.
const EXTREME: f64 = 700.0;

/// The share of Beta(a, b) below x and above it, where `y = 1 − x` is given apart: the
/// regularised incomplete beta function. The continued fraction of Numerical Recipes
/// (3rd edition, 6.4), after Lentz. `a, b > 0`.
#[must_use]
pub fn beta_lower(a: f64, b: f64, x: f64, y: f64) -> Tails {
    if x <= 0.0 {
        return Tails { lower: 0.0, upper: 1.0 };
    }
    if y <= 0.0 {
        return Tails { lower: 1.0, upper: 0.0 };
    }
    // `xᵃ yᵇ / B(a, b)`
    let front = binomial(a, b, x, y) * a * b / (a + b);
    if x <= (a + 1.0) / (a + b + 2.0) {
        Tails::of_lower(front * fraction(a, b, x) / a)
    } else {
        Tails::of_upper(front * fraction(b, a, y) / b)
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let away = |value: f64| if value.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { value };
    let (mut c, mut d) = (1.0, 1.0 / away(1.0 - (a + b) * x / (a + 1.0)));
    let mut h = d;
    for m in 1..TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    h
}

/// The point below which `share` (0 to 1) of Beta(a, b) lies. `a, b > 0`.
#[must_use]
pub fn beta_quantile(share: f64, a: f64, b: f64) -> f64 {
    match share {
        share if share <= 0.0 => 0.0,
        share if share >= 1.0 => 1.0,
        share => 1.0 / (1.0 + (-odds(share, a, b, (a / b).ln())).exp()),
    }
}

/// `x / (1 − x)` of that point x, with all digits also where x is nearly 1. `0 < share < 1`.
#[must_use]
pub fn beta_odds(share: f64, a: f64, b: f64) -> f64 {
    odds(share, a, b, (a / b).ln()).exp()
}

/// `ln(x / (1 − x))` of the quantile x, searched from a start.
fn odds(share: f64, a: f64, b: f64, start: f64) -> f64 {
    solve(share, (-EXTREME, EXTREME), start, |u| {
        let (x, y) = (1.0 / (1.0 + (-u).exp()), 1.0 / (1.0 + u.exp()));
        (beta_lower(a, b, x, y), binomial(a, b, x, y) * a * b / (a + b))
    })
}

/// The point of Student’s t with `df > 0` degrees of freedom below which `share` lies.
#[must_use]
pub fn student_quantile(share: f64, df: f64) -> f64 {
    let tail = share.min(1.0 - share);
    if tail <= 0.0 {
        return if share > 0.5 { f64::INFINITY } else { f64::NEG_INFINITY };
    }
    if tail >= 0.5 {
        return 0.0;
    }
    // `df / (df + t²)` is Beta(df/2, 1/2): Abramowitz and Stegun, 26.7.1.
    // It lies somewhat further out than the normal quantile: 26.7.5.
    let z = normal_quantile(1.0 - tail);
    let about = z * (1.0 + (z * z + 1.0) / (4.0 * df));
    let odds = odds(2.0 * tail, df / 2.0, 0.5, (df / (about * about)).ln());
    let t = (df * (-odds).exp()).sqrt();
    if share > 0.5 { t } else { -t }
}

/// The probability of so far from 0 or farther, on both sides: of Student’s t with df.
#[must_use]
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    let square = t * t;
    beta_lower(df / 2.0, 0.5, df / (df + square), square / (df + square)).lower
}
