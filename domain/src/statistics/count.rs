//! How many incidents there were, and whether that is more or fewer than before.

mod change;
mod spread;
mod words;

pub use change::{CountChange, CountVerdict, Counted, count_change};
pub use spread::{Clustering, Week};
pub use words::{short, short_beside};

use super::special::{chi_square_quantile, real};

/// So many incidents in so many days, as a rate a week with its interval at 95 %.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Count {
    pub count: usize,
    /// The exact time that was watched, in days; more than 0.
    pub days: f64,
    pub per_week: f64,
    pub low: f64,
    pub high: f64,
    pub clustering: Clustering,
}

impl Count {
    /// None where no time was watched. The weeks say how much incidents come in clusters: give
    /// the whole weeks of the period, and of others that are like it.
    #[must_use]
    pub fn of(count: usize, days: f64, weeks: &[Week]) -> Option<Self> {
        let clustering = Clustering::of(&[weeks]);
        let scale = 7.0 / days;
        // What comes in clusters of φ tells as much as 1/φ of it coming alone.
        let [low, high] = garwood(real(count) / clustering.phi, clustering.side(0.025));
        let phi = clustering.phi;
        (days > 0.0 && days.is_finite()).then(|| Self {
            count,
            days,
            per_week: real(count) * scale,
            low: low * phi * scale,
            high: high * phi * scale,
            clustering,
        })
    }
}

/// The ends of the interval of a Poisson count’s expectation, with `side` outside of each:
/// Garwood, “Fiducial Limits for the Poisson Distribution”, Biometrika 28 (1936).
#[must_use]
pub fn garwood(count: f64, side: f64) -> [f64; 2] {
    let low = if count > 0.0 { chi_square_quantile(side, 2.0 * count) / 2.0 } else { 0.0 };
    [low, chi_square_quantile(1.0 - side, 2.0 * count + 2.0) / 2.0]
}

#[cfg(test)]
mod tests;
