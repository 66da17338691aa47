//! Quantiles of what has partly not ended.

use super::falls::{Fall, falls};
use super::{ROUNDING, Seen, Z};
use crate::duration::Duration;
use crate::report::figure::Figure;
use crate::statistics::special::real;

/// The falls of the product-limit estimate, to read quantiles from.
pub(crate) struct Quantiles {
    falls: Vec<Fall>,
}

impl Quantiles {
    pub(crate) fn of(seen: impl Iterator<Item = Seen>) -> Self {
        let mut seen: Vec<Seen> = seen.collect();
        seen.sort_unstable_by_key(|one| one.length);
        Self { falls: falls(&seen) }
    }

    /// What so many per cent (1 to 99) do not exceed; none where the curve does not fall so far.
    /// Where it is level at exactly that share, the middle of the level stretch, as of durations
    /// that all ended; where it stays level to its end, where that begins.
    pub(crate) fn point(&self, per_cent: usize) -> Option<Figure> {
        let wanted = lasts_longer(per_cent);
        let at = self.falls.partition_point(|fall| fall.share > wanted + ROUNDING);
        let reached = self.falls.get(at)?;
        let level = (reached.share - wanted).abs() <= ROUNDING;
        let next = self.falls.get(at + 1).filter(|_| level).unwrap_or(reached);
        Figure::mean(&[reached.at, next.at])
    }

    /// Every time at which the curve’s interval at 95 % on the log-log scale holds that share
    /// (Brookmeyer and Crowley, “A Confidence Interval for the Median Survival Time”,
    /// Biometrics 38 (1982), with the transformation of Klein and Moeschberger, “Survival
    /// Analysis”, 4.5): its two ends, none where the curve does not show it.
    pub(crate) fn interval(&self, per_cent: usize) -> (Option<Duration>, Option<Duration>) {
        let wanted = lasts_longer(per_cent);
        let low = self.falls.iter().find(|fall| below(fall, wanted).is_none_or(|by| by >= -Z));
        // Above the curve it cannot be reached before the curve itself is.
        let from = self.falls.partition_point(|fall| fall.share > wanted);
        let later = self.falls.iter().skip(from);
        let high = later.into_iter().find(|fall| below(fall, wanted).is_some_and(|by| by >= Z));
        (low.map(|fall| fall.at), high.map(|fall| fall.at))
    }
}

/// How many standard errors the curve is below a share, on the log-log scale. None where nothing
/// lasts longer: the curve has no interval there, and all that is known is that it is lower than
/// before.
fn below(fall: &Fall, wanted: f64) -> Option<f64> {
    let log = fall.share.ln();
    (fall.share > 0.0).then(|| (log / wanted.ln()).ln() * log.abs() / fall.greenwood.sqrt())
}

fn lasts_longer(per_cent: usize) -> f64 {
    1.0 - real(per_cent) / 100.0
}
