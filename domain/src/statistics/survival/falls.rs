//! Where the product-limit estimate falls.

use super::Seen;
use crate::duration::Duration;

/// One fall of the curve.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fall {
    pub at: Duration,
    pub at_risk: usize,
    pub ended: usize,
    /// The share that lasts longer.
    pub share: f64,
    /// Greenwood’s sum so far, `Σ d / (n (n − d))`; without its last term where nothing is left.
    pub greenwood: f64,
}

/// Every fall, of what is sorted by length.
#[expect(clippy::cast_precision_loss, reason = "counts of records are exact")]
pub(super) fn falls(seen: &[Seen]) -> Vec<Fall> {
    let mut falls = Vec::new();
    let (mut share, mut greenwood, mut at_risk) = (1.0_f64, 0.0_f64, seen.len());
    for together in seen.chunk_by(|one, other| one.length == other.length) {
        let ended = together.iter().filter(|one| one.ended).count();
        if let (Some(first), true) = (together.first(), ended > 0) {
            let (d, n) = (ended as f64, at_risk as f64);
            // What was last seen at a time at which others ended was still at risk then.
            share *= (n - d) / n;
            greenwood += if ended < at_risk { d / (n * (n - d)) } else { 0.0 };
            falls.push(Fall { at: first.length, at_risk, ended, share, greenwood });
        }
        at_risk -= together.len();
    }
    falls
}
