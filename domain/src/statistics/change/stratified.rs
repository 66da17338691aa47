//! The difference of mean logarithms within strata.

use super::{Side, Sides};
use crate::statistics::geometric::moments;
use crate::statistics::missing::{Missing, Told};
use crate::statistics::sample::Sample;
use crate::statistics::special::real;

/// The strata of two periods.
pub(super) struct Shared<K> {
    /// The logarithms of those that both have: before and after.
    pub pairs: Vec<[Vec<f64>; 2]>,
    /// Those that only one has.
    pub dropped: Vec<K>,
}

pub(super) fn shared<K: Ord + Clone>(before: &Side<K>, after: &Side<K>) -> Shared<K> {
    let mut shared = Shared { pairs: Vec::new(), dropped: Vec::new() };
    let ended = |side: &Side<K>, key: &K| side.strata.get(key).map(Sample::ended_logs);
    let mut keys: Vec<&K> = before.strata.keys().chain(after.strata.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let pair = [before, after].map(|side| ended(side, key).unwrap_or_default());
        match [pair[0].is_empty(), pair[1].is_empty()] {
            [false, false] => shared.pairs.push(pair),
            [true, true] => {}
            _ => shared.dropped.push(key.clone()),
        }
    }
    shared
}

/// How many stand on each side.
pub(super) fn sizes(pairs: &[[Vec<f64>; 2]]) -> [usize; 2] {
    [0, 1].map(|side: usize| pairs.iter().map(|pair| pair[side].len()).sum())
}

/// What each stratum weighs: `wₕ = n₁ₕ n₂ₕ / (n₁ₕ + n₂ₕ)` (Cochran, “The Combination of Estimates
/// from Different Experiments”, Biometrics 10 (1954)).
fn weight(pair: &[Vec<f64>; 2]) -> f64 {
    let [one, other] = [real(pair[0].len()), real(pair[1].len())];
    one * other / (one + other)
}

/// `d = Σ wₕ (ȳ₂ₕ − ȳ₁ₕ) / W`, with `v_g = Σₕ (wₕ² / n_gₕ) / W²`, s_g² about each stratum’s own
/// mean and `f_g = n_g − H`: one stratum is Welch, “The Generalization of ‘Student’s’ Problem”,
/// Biometrika 34 (1947).
pub(super) fn sides(pairs: &[[Vec<f64>; 2]]) -> Told<Sides> {
    if pairs.is_empty() {
        return Err(Missing::Nothing);
    }
    let total: f64 = pairs.iter().map(weight).sum();
    let of = |pair: &[Vec<f64>; 2]| weight(pair) * (moments(&pair[1]).0 - moments(&pair[0]).0);
    let v = |side: usize| {
        let of = |pair: &[Vec<f64>; 2]| (weight(pair) / total).powi(2) / real(pair[side].len());
        pairs.iter().map(of).sum::<f64>()
    };
    let ended = sizes(pairs);
    let each = ended.map(|n| real(n.saturating_sub(pairs.len())));
    Ok(Sides {
        d: pairs.iter().map(of).sum::<f64>() / total,
        s2: [0, 1].map(|side: usize| squares(pairs, side) / each[side].max(1.0)),
        each,
        v: [v(0), v(1)],
        ended,
    })
}

fn squares(pairs: &[[Vec<f64>; 2]], side: usize) -> f64 {
    let of = |logs: &Vec<f64>| moments(logs).1 * (real(logs.len()) - 1.0);
    pairs.iter().map(|pair| of(&pair[side])).sum()
}
