//! Where a distribution reaches a share.

use super::Tails;

/// Far more than are ever needed.
const STEPS: u32 = 300;

/// The point between the ends at which the lower tail is `share` (between 0 and 1): Newton’s
/// steps on the logarithm of the smaller tail, halving where they would leave the bracket. `at`
/// gives both tails and the density.
pub(super) fn solve(
    share: f64,
    (mut low, mut high): (f64, f64),
    start: f64,
    at: impl Fn(f64) -> (Tails, f64),
) -> f64 {
    let mut point = start.clamp(low, high);
    for _ in 0..STEPS {
        let (tails, density) = at(point);
        // How far above what is wanted, by the tail that keeps its digits.
        let (tail, wanted, sign) =
            if share <= 0.5 { (tails.lower, share, 1.0) } else { (tails.upper, 1.0 - share, -1.0) };
        let above = sign * (tail - wanted);
        if above > 0.0 {
            high = point;
        } else {
            low = point;
        }
        let newton = point - sign * (tail / wanted).ln() * tail / density;
        let there = |next: f64| (next - point).abs() <= 1e-15 * point.abs().max(1.0);
        if above == 0.0 || there(newton) {
            break;
        }
        let inside = newton.is_finite() && low < newton && newton < high;
        let next = if inside { newton } else { f64::midpoint(low, high) };
        if there(next) {
            break;
        }
        point = next;
    }
    point
}
