//! The gamma distribution, and with it χ² and the quantiles of Poisson counts.

use super::Tails;
use super::density::poisson;
use super::solve::solve;

const TERMS: u32 = 100_000;

/// The share of the gamma distribution of this shape (> 0) and scale 1 below and above x: the
/// regularised incomplete gamma function. The series below the mean and the continued fraction
/// above it, of Numerical Recipes (3rd edition, 6.2).
#[must_use]
pub fn gamma_lower(shape: f64, x: f64) -> Tails {
    if x <= 0.0 {
        return Tails { lower: 0.0, upper: 1.0 };
    }
    let front = poisson(shape, x);
    if x < shape + 1.0 {
        Tails::of_lower(front * series(shape, x))
    } else {
        Tails::of_upper(front * fraction(shape, x) * shape)
    }
}

fn series(shape: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut at) = (1.0, 1.0, shape);
    for _ in 0..TERMS {
        at += 1.0;
        term *= x / at;
        sum += term;
        if term < sum * f64::EPSILON / 4.0 {
            break;
        }
    }
    sum
}

fn fraction(shape: f64, x: f64) -> f64 {
    let away = |value: f64| if value.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { value };
    let mut b = x + 1.0 - shape;
    let (mut c, mut d) = (1.0 / f64::MIN_POSITIVE, 1.0 / away(b));
    let mut h = d;
    for i in 1..TERMS {
        let i = f64::from(i);
        let term = -i * (i - shape);
        b += 2.0;
        d = 1.0 / away(term * d + b);
        c = away(b + term / c);
        h *= d * c;
        if (d * c - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    h
}

/// The point below which `share` (0 to 1) of the gamma distribution of this shape lies.
#[must_use]
pub fn gamma_quantile(share: f64, shape: f64) -> f64 {
    if share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return f64::INFINITY;
    }
    let log = solve(share, (-700.0, 700.0), shape.ln(), |u| {
        let x = u.exp();
        (gamma_lower(shape, x), poisson(shape, x) * shape)
    });
    log.exp()
}

/// The point below which `share` of χ² with `df > 0` degrees of freedom lies.
#[must_use]
pub fn chi_square_quantile(share: f64, df: f64) -> f64 {
    2.0 * gamma_quantile(share, df / 2.0)
}
