//! How much logarithms differ within strata.

use crate::statistics::geometric::moments;
use crate::statistics::sample::Sample;
use crate::statistics::special::{chi_square_quantile, real};

/// The standard deviation of natural logarithms, pooled, with its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Spread {
    pub log_sd: f64,
    pub df: f64,
}

impl Spread {
    /// Of what ended, within each of the samples: give one a stratum and period, so that neither
    /// the difference of severities nor a change between periods counts as spread. None where
    /// that leaves nothing to pool.
    #[must_use]
    pub fn within<'a>(samples: impl IntoIterator<Item = &'a Sample>) -> Option<Self> {
        // Floored logarithms would narrow it, or widen it, by where the floor is.
        let logs = samples.into_iter().filter(|sample| !sample.too_floored());
        let logs = logs.map(Sample::ended_logs);
        let (mut squares, mut df) = (0.0, 0.0);
        for logs in logs.filter(|logs| logs.len() > 1) {
            let own = real(logs.len()) - 1.0;
            squares += moments(&logs).1 * own;
            df += own;
        }
        Self::of(squares, df)
    }

    pub(super) fn of(squares: f64, df: f64) -> Option<Self> {
        (df > 0.0 && squares > 0.0).then(|| Self { log_sd: (squares / df).sqrt(), df })
    }

    /// The interval at 95 % of the standard deviation, from χ²: exact for normal logarithms
    /// (Hahn and Meeker, “Statistical Intervals”, 4.3).
    #[must_use]
    pub fn interval(self) -> [f64; 2] {
        [0.975, 0.025]
            .map(|share| self.log_sd * (self.df / chi_square_quantile(share, self.df)).sqrt())
    }
}
