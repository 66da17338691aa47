//! A normal distribution of which the greatest values are only known to be greater.

use crate::statistics::geometric::moments;
use crate::statistics::special::{normal_hazard, normal_log_upper, real};

/// What is most likely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fit {
    pub mean: f64,
    pub sd: f64,
    /// Of the mean, from the observed information.
    pub variance: f64,
}

const STEPS: usize = 100;

/// The most likely normal distribution of values seen and of values only seen to be greater
/// (Cohen, “Maximum Likelihood Estimation of the Dispersion Parameter of a Chi-distributed
/// Radial Error …”, and Tobin). Newton’s steps in `mean / sd` and `1 / sd`, in which the
/// likelihood has one summit: Olsen, “Note on the Uniqueness of the Maximum Likelihood Estimator
/// for the Tobit Model”, Econometrica 46 (1978). None where those seen do not differ.
pub(crate) fn fit(seen: &[f64], greater: &[f64]) -> Option<Fit> {
    let (center, variance) = moments(seen);
    let scale = variance.sqrt();
    if !(scale > 0.0 && scale.is_finite()) {
        return None;
    }
    let r = real(seen.len());
    let greater: Vec<f64> = greater.iter().map(|y| (y - center) / scale).collect();
    let data = Data { r, squares: r - 1.0, greater: &greater };
    let (mut at, mut height) = ([0.0, 1.0], data.likelihood([0.0, 1.0]));
    for _ in 0..STEPS {
        let (gradient, [[a, b], [_, c]]) = data.slope(at);
        let determinant = a * c - b * b;
        let step = [
            (c * gradient[0] - b * gradient[1]) / determinant,
            (a * gradient[1] - b * gradient[0]) / determinant,
        ];
        let (mut next, mut part) = (at, 1.0);
        // Half as far until it is no lower: from one summit’s side that ends.
        for _ in 0..60 {
            next = [at[0] + part * step[0], at[1] + part * step[1]];
            if next[1] > 0.0 && data.likelihood(next) >= height - 1e-12 * height.abs() {
                break;
            }
            part /= 2.0;
        }
        let moved = (next[0] - at[0]).abs().max((next[1] - at[1]).abs());
        at = next;
        height = data.likelihood(at);
        if moved <= 1e-14 * (1.0 + at[0].abs() + at[1].abs()) {
            break;
        }
    }
    let (_, [[a, b], [_, c]]) = data.slope(at);
    let determinant = a * c - b * b;
    // The variance of `mean = at₀ / at₁`, by its slopes.
    let slopes = [1.0 / at[1], -at[0] / (at[1] * at[1])];
    let inner =
        c * slopes[0] * slopes[0] - 2.0 * b * slopes[0] * slopes[1] + a * slopes[1] * slopes[1];
    let variance = inner / determinant * scale * scale;
    let fit = Fit { mean: center + at[0] / at[1] * scale, sd: scale / at[1], variance };
    (fit.mean.is_finite() && fit.variance > 0.0 && fit.variance.is_finite()).then_some(fit)
}

/// What was seen has mean 0 here, and variance 1: its number and its sum of squares say all.
struct Data<'a> {
    r: f64,
    squares: f64,
    greater: &'a [f64],
}

impl Data<'_> {
    /// The logarithm of the likelihood, but for a constant.
    fn likelihood(&self, [shift, scale]: [f64; 2]) -> f64 {
        let squares = scale * scale * self.squares + self.r * shift * shift;
        let tails: f64 = self.greater.iter().map(|y| normal_log_upper(scale * y - shift)).sum();
        self.r * scale.ln() - squares / 2.0 + tails
    }

    /// Its slopes, and the information: the curvature with its sign turned.
    fn slope(&self, [shift, scale]: [f64; 2]) -> ([f64; 2], [[f64; 2]; 2]) {
        let mut gradient = [-self.r * shift, self.r / scale - scale * self.squares];
        let mut information = [[self.r, 0.0], [0.0, self.r / (scale * scale) + self.squares]];
        for y in self.greater {
            let z = scale * y - shift;
            let hazard = normal_hazard(z);
            // The slope of the hazard.
            let bend = hazard * (hazard - z);
            gradient[0] += hazard;
            gradient[1] -= hazard * y;
            information[0][0] += bend;
            information[0][1] -= bend * y;
            information[1][1] += bend * y * y;
        }
        (gradient, information)
    }
}
