use proptest::prelude::*;

use super::*;
use crate::statistics::survival::{Curve, Seen};

fn of(all: &[(i64, Outcome)]) -> Incidence {
    Incidence::of(
        all.iter().map(|(days, outcome)| (Duration::from_minutes(days * 1440), *outcome)),
        1,
    )
}

#[test]
fn done_and_declined_share_what_is_not_open() {
    // By hand: 1/5 done; then of four one is declined, 4/5 · 1/4; then of two one is done,
    // 3/5 · 1/2.
    use Outcome::{First, Open, Second};
    let curve = of(&[(1, First), (2, Second), (3, Open), (4, First), (5, Open)]);
    let shares: Vec<[f64; 2]> =
        curve.steps.iter().map(|step| [step.first.share, step.second.share]).collect();
    let expected = [[0.2, 0.0], [0.2, 0.2], [0.5, 0.2]];
    for (found, expected) in shares.iter().zip(expected) {
        assert!((found[0] - expected[0]).abs() < 1e-12 && (found[1] - expected[1]).abs() < 1e-12);
    }
    let at = |days: i64| {
        let rise = curve.at(Duration::from_minutes(days * 1440))?;
        Some([rise.open, rise.first.share, rise.second.share].map(|share| (share * 10.0).round()))
    };
    assert_eq!([at(0), at(1)], [Some([10.0, 0.0, 0.0]), Some([8.0, 2.0, 0.0])]);
    assert_eq!([at(3), at(5), at(6)], [Some([6.0, 2.0, 2.0]), Some([3.0, 5.0, 2.0]), None]);
    assert_eq!((curve.n, curve.first, curve.second, shares.len()), (5, 2, 1, 3));
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![Just(Outcome::First), Just(Outcome::Second), Just(Outcome::Open)]
}

proptest! {
    #[test]
    fn the_shares_are_one_together(all in prop::collection::vec((0..40_i64, any_outcome()), 0..60), least in 1..8_usize) {
        let times = |one: &(i64, Outcome)| (Duration::from_minutes(one.0), one.1);
        let curve = Incidence::of(all.iter().map(times), least);
        let survival = Curve::of(all.iter().map(times).map(|(length, outcome)| Seen { length, ended: outcome != Outcome::Open }), least);
        prop_assert_eq!(curve.until, survival.until);
        prop_assert_eq!(curve.steps.len(), survival.steps.len());
        let mut before = (0.0, 0.0);
        for (rise, step) in curve.steps.iter().zip(&survival.steps) {
            prop_assert!((rise.open + rise.first.share + rise.second.share - 1.0).abs() < 1e-9);
            prop_assert!((rise.open - step.share).abs() < 1e-9);
            prop_assert!(rise.at_risk >= least && rise.first.share >= before.0 && rise.second.share >= before.1);
            before = (rise.first.share, rise.second.share);
            for share in [rise.first, rise.second] {
                if let (Some(low), Some(high)) = (share.low, share.high) {
                    prop_assert!(0.0 <= low && low <= share.share && share.share <= high && high <= 1.0);
                }
            }
        }
    }
}
