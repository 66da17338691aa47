//! Lengths that do not differ.

use proptest::prelude::*;

use super::*;

/// The mean of n equal logarithms is not always that logarithm.
fn all_equal(n: usize, micros: i64, precision: i64) -> Vec<Measured> {
    let [length, precision] = [micros, precision].map(Duration::from_micros);
    vec![Measured { length, ended: true, precision }; n]
}

#[test]
fn equal_lengths_are_no_change() {
    for (n, m) in [(9, 18), (8, 8), (17, 100), (11, 13)] {
        let [before, after] = [n, m].map(|n| all_equal(n, 1_800_000_000, 60_000_000));
        let change = one(before, after);
        assert_eq!(change.verdict, cannot(CannotTell::AllEqual), "{n} {m}");
        assert_eq!(
            (change.ratio, change.smallest),
            (Err(Missing::AllEqual), Err(Missing::AllEqual))
        );
    }
}

#[test]
fn one_side_of_equal_lengths_claims_nothing() {
    let equal = all_equal(12, 60_000_000, 0);
    let change = one(around(3600, 12), equal.clone());
    assert_eq!(change.verdict, cannot(CannotTell::AllEqual));
    assert_eq!((change.ratio, change.smallest), (Err(Missing::AllEqual), Err(Missing::AllEqual)));
    // Nor where some are open, or in each of two severities.
    let with_open = [around(3600, 12), vec![open(9000)]].concat();
    assert_eq!(one(equal.clone(), with_open).verdict, cannot(CannotTell::AllEqual));
    let before = side(&[(1, equal), (2, all_equal(9, 7_777_777, 0))]);
    let after = side(&[(1, around(3600, 12)), (2, around(60, 9))]);
    assert_eq!(
        crate::statistics::change(&before, &after, 1, None).verdict,
        cannot(CannotTell::AllEqual)
    );
}

proptest! {
    #[test]
    fn however_many_and_however_long_equal_ones_are_equal(
        length in 1..i64::MAX,
        n in 2..300_usize,
        m in 2..300_usize,
        other in 1..i64::MAX,
        precise in any::<bool>(),
    ) {
        let precision = if precise { 0 } else { length / 2 };
        let [before, after] = [n, m].map(|n| Sample::of(all_equal(n, length, precision)));
        prop_assert_eq!(before.geometric_mean().low.is_ok(), false);
        prop_assert_eq!(before.geometric_mean().log_sd, Some(0.0));
        prop_assert_eq!(Spread::within([&before, &after]), None);
        let other = Sample::of(all_equal(n, other, 0));
        let side = |one: &Sample, of_other: &Sample| Side {
            strata: [(1, one.clone()), (2, of_other.clone())].into(),
            finished: true,
        };
        let change = crate::statistics::change(&side(&before, &other), &side(&after, &other), 1, None);
        prop_assert!(change.ratio.is_err() && change.smallest.is_err(), "{:?}", change);
        prop_assert!(matches!(change.verdict, Verdict::CannotTell(_)));
    }
}
