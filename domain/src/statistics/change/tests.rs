use proptest::prelude::*;

use super::*;
use crate::duration::Duration;
use crate::statistics::{Measured, Missing, Sample};

mod at_once;
mod equal;
mod reasons;

fn ended(seconds: i64) -> Measured {
    let length = Duration::from_seconds(seconds);
    Measured { length, ended: true, precision: Duration::ZERO }
}

fn open(seconds: i64) -> Measured {
    Measured { ended: false, ..ended(seconds) }
}

fn side(strata: &[(u8, Vec<Measured>)]) -> Side<u8> {
    let strata = strata.iter().map(|(key, all)| (*key, Sample::of(all.iter().copied())));
    Side { strata: strata.collect(), finished: true }
}

/// So many lengths that spread around a middle by up to three times.
fn around(middle: i64, n: i64) -> Vec<Measured> {
    (0..n)
        .map(|i| {
            ended((middle as f64 * 3.0_f64.powf(2.0 * (i as f64 + 0.5) / n as f64 - 1.0)) as i64)
        })
        .collect()
}

fn one(before: Vec<Measured>, after: Vec<Measured>) -> Change<u8> {
    change(&side(&[(1, before)]), &side(&[(1, after)]), 1, None)
}

fn cannot(why: CannotTell) -> Verdict {
    Verdict::CannotTell(why)
}

#[test]
fn a_change_is_told_by_its_edge_nearest_to_none() {
    let change = one(around(3600, 12), around(1200, 12));
    let ratio = change.ratio.unwrap();
    assert!((ratio.point - 1.0 / 3.0).abs() < 1e-3 && (ratio.df - 22.0).abs() < 1e-3);
    assert_eq!(change.verdict, Verdict::Shorter { at_least: 1.0 - ratio.high });
    assert_eq!(change.verdict.to_string(), "At least 41 % shorter");
    let longer = one(around(1200, 12), around(3600, 12));
    assert_eq!(longer.verdict.to_string(), "At least 71 % longer");
    let (same, raw) = (one(around(900, 12), around(1000, 12)), change.raw.unwrap());
    assert_eq!(same.verdict, cannot(CannotTell::NotSure));
    assert!((raw - ratio.point).abs() < 1e-12);
}

#[test]
fn no_verdict_without_what_it_needs() {
    let much = |n| one(around(10_000, n), around(100, n)).verdict;
    assert_eq!(much(7), cannot(CannotTell::TooFew { least: 8 }));
    assert!(matches!(much(8), Verdict::Shorter { .. }));
    let (before, after) = (side(&[(1, around(9000, 9))]), side(&[(1, around(100, 9))]));
    let unfinished = Side { finished: false, ..after.clone() };
    let goes_on = change(&before, &unfinished, 1, None);
    assert_eq!(goes_on.verdict, cannot(CannotTell::Unfinished));
    // Nor a figure that would be read as one.
    assert_eq!((goes_on.ratio, goes_on.raw), (Err(Missing::Unfinished), Err(Missing::Unfinished)));
    assert_eq!(goes_on.n, [9, 9]);
    let other = side(&[(2, around(100, 9))]);
    let apart = change(&before, &other, 1, None);
    assert_eq!((apart.verdict, apart.dropped), (cannot(CannotTell::NothingShared), vec![1, 2]));
    // Eight in four strata leave four degrees of freedom.
    let split = |middle| side(&[1, 2, 3, 4].map(|key| (key, around(middle, 2))));
    let strata = change(&split(9000), &split(100), 1, None);
    assert_eq!(strata.verdict, cannot(CannotTell::TooManyStrata));
    assert_eq!(one(vec![ended(60); 9], vec![ended(90); 9]).verdict, cannot(CannotTell::AllEqual));
    let floored = Measured { precision: Duration::from_minutes(1), ..ended(0) };
    let zeros = [around(900, 9), vec![floored; 2]].concat();
    assert_eq!(one(zeros, around(9, 9)).verdict, cannot(CannotTell::Floored));
    // Others that are not compared do not make up for them.
    let some = [around(900, 8), vec![floored; 3]].concat();
    let apart = side(&[(1, some), (2, around(900, 40))]);
    let apart = change(&apart, &side(&[(1, around(9, 9))]), 1, None);
    assert_eq!((apart.verdict, apart.dropped), (cannot(CannotTell::Floored), vec![2]));
    assert_eq!(one(vec![], vec![]).verdict, cannot(CannotTell::NothingShared));
}

#[test]
fn open_ones_are_at_least_as_long_as_they_are_old() {
    let long = [around(500, 9), vec![open(4000); 3]].concat();
    let change = one(around(500, 9), long.clone());
    assert_eq!((change.method, change.open, change.n), (Method::Censored, [0, 3], [9, 12]));
    assert!(change.ratio.unwrap().point > 1.3);
    let told = one(around(500, 30), [around(5000, 30), vec![open(9000)]].concat()).to_string();
    assert!(told.ends_with("a changed mix of severities can cause it."), "{told}");
    let many = [long, vec![open(4000); 2]].concat();
    assert_eq!(one(around(500, 9), many).verdict, cannot(CannotTell::TooManyOpen));
}

#[test]
fn severities_are_compared_with_their_like() {
    // Twice as many long ones, and neither kind changed.
    let before = side(&[(1, around(9000, 8)), (3, around(300, 16)), (4, around(60, 3))]);
    let after = side(&[(1, around(9000, 16)), (3, around(300, 8))]);
    let change = change(&before, &after, 1, None);
    assert!((change.ratio.unwrap().point - 1.0).abs() < 0.05 && change.raw.unwrap() > 3.0);
    assert_eq!((&change.dropped, change.n), (&vec![4], [24, 24]));
    let told = change.to_string();
    assert!(
        told.contains("1.00 times as long as before; between")
            && told.contains("Whatever their severity, 4."),
        "{told}"
    );
}

#[test]
fn what_could_have_shown_stands_beside() {
    let change = one(around(900, 12), around(1000, 12));
    let smallest = change.smallest.unwrap();
    assert!((smallest.shorter * smallest.longer - 1.0).abs() < 1e-12);
    assert!(
        smallest.longer_range[0] < smallest.longer && smallest.longer < smallest.longer_range[1]
    );
    assert!(smallest.shorter_range[0] > smallest.shorter && !smallest.from_history);
    let [most, least] = smallest.shorter_range.map(|share| format!("{share:.2}"));
    let told = change.smallest_in_words();
    assert!(told.contains(&format!("it may be {least} to {most}, or ")) && least < most, "{told}");
    assert_eq!(
        smallest.halving.to_string(),
        "A halving shows in 4 of 5 cases from 16 incidents a period on."
    );
    let (few, history) = (
        [around(900, 8), around(1000, 8)].map(|all| side(&[(1, all)])),
        Spread { log_sd: 1.2, df: 40.0 },
    );
    let [before, after] = few;
    assert!(super::change(&before, &after, 1, None).smallest.is_err());
    let old = super::change(&before, &after, 1, Some(history)).smallest.unwrap();
    assert!(old.from_history);
    // Several at once need more.
    let five = super::change(&before, &after, 5, Some(history)).smallest.unwrap();
    assert!(five.shorter < old.shorter);
    assert_eq!(needed::needed(9.0, 2.0_f64.ln(), 1), Needed::None);
}

fn any_side() -> impl Strategy<Value = Side<u8>> {
    let length = prop_oneof![6 => 1..1_000_000_000_000_i64, 1 => any::<i64>(), 1 => Just(0), 1 => Just(i64::MAX)];
    let one = (length, prop::bool::weighted(0.85), prop_oneof![Just(0_i64), Just(60_000_000)]);
    let one = one.prop_map(|(length, ended, precision)| Measured {
        length: Duration::from_micros(length),
        ended,
        precision: Duration::from_micros(precision),
    });
    let strata = prop::collection::btree_map(0..3_u8, prop::collection::vec(one, 0..25), 0..3);
    (strata, any::<bool>()).prop_map(|(strata, finished)| Side {
        strata: strata.into_iter().map(|(key, all)| (key, Sample::of(all))).collect(),
        finished,
    })
}

proptest! {
    #[test]
    fn backwards_it_is_the_other_way_round(before in any_side(), after in any_side(), at_once in 1..6_usize) {
        let (there, back) = (change(&before, &after, at_once, None), change(&after, &before, at_once, None));
        if let (Ok(there), Ok(back)) = (there.ratio, back.ratio) {
            prop_assert!((there.point * back.point - 1.0).abs() < 1e-9);
            prop_assert!(there.low <= there.point && there.point <= there.high);
            prop_assert!((there.low * back.high - 1.0).abs() < 1e-9);
        }
        match (there.verdict, back.verdict) {
            (Verdict::Shorter { at_least }, Verdict::Longer { .. }) => prop_assert!(at_least > 0.0 && at_least < 1.0),
            (Verdict::Longer { at_least }, Verdict::Shorter { .. }) => prop_assert!(at_least > 0.0),
            (Verdict::CannotTell(_), Verdict::CannotTell(_)) => {}
            other => prop_assert!(false, "{other:?}"),
        }
        prop_assert!(!there.verdict.to_string().contains("NaN"));
        prop_assert_eq!(there.dropped, back.dropped);
    }

    #[test]
    fn more_at_once_is_never_surer(before in any_side(), after in any_side()) {
        let (one, five) = (change(&before, &after, 1, None), change(&before, &after, 5, None));
        if let (Ok(one), Ok(five)) = (one.ratio, five.ratio) {
            prop_assert!(five.low <= one.low && one.high <= five.high);
        }
    }

    #[test]
    fn minutes_or_hours_are_the_same(lengths in prop::collection::vec((1..50_000_i64, 1..50_000_i64), 8..30), some_open in any::<bool>()) {
        let of = |by: i64| {
            let [mut before, mut after] = [Vec::new(), Vec::new()];
            for (one, other) in &lengths {
                before.push(ended(one * by));
                after.push(ended(other * by));
            }
            if some_open {
                after.push(open(40_000 * by));
            }
            super::tests::one(before, after)
        };
        if let (Ok(one), Ok(sixty)) = (of(1).ratio, of(60).ratio) {
            prop_assert!((one.point / sixty.point - 1.0).abs() < 1e-9);
            prop_assert!((one.low / sixty.low - 1.0).abs() < 1e-9);
        }
    }
}
