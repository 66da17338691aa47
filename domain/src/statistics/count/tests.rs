use proptest::prelude::*;

use super::change::Counted;
use super::*;

fn weeks(counts: &[usize]) -> Vec<Week> {
    counts.iter().map(|count| Week { count: *count, days: 7.0 }).collect()
}

fn counted(weeks: &[Week]) -> Counted<'_> {
    let count = weeks.iter().map(|week| week.count).sum();
    Counted { count, days: weeks.iter().map(|week| week.days).sum(), weeks, finished: true }
}

#[test]
fn clusters_make_it_less_sure() {
    let (even, clustered) =
        (weeks(&[2, 1, 3, 2, 2, 1, 3, 2, 2, 2]), weeks(&[0, 0, 9, 0, 1, 0, 8, 1, 0, 1]));
    let of = |weeks: &[Week]| Count::of(20, 70.0, weeks).unwrap();
    assert_eq!((of(&even).clustering.phi, of(&even).per_week), (1.0, 2.0));
    assert!(of(&clustered).clustering.phi > 4.0 && of(&clustered).high > of(&even).high * 1.3);
    // By hand, Poisson’s interval of 20 is 12.2 to 30.9.
    assert_eq!(
        of(&even).to_string(),
        "20 incidents, 2.0 a week. If nothing changes, between 1.2 and 3.1 a week (95 %)."
    );
    // Weeks in which nothing was say nothing of clusters, nor that there are none.
    let four = weeks(&[0, 0, 0, 0]);
    let [alone, beside] = [&[&clustered[..]][..], &[&four[..], &clustered[..]]].map(Clustering::of);
    assert_eq!(alone, beside);
    let beside = Clustering::of(&[&four, &clustered[..4]]);
    assert!(!beside.assumed && beside.df == 3.0 && beside.phi > 4.0, "{beside:?}");
    let few = Count::of(1, 28.0, &weeks(&[1, 0, 0, 0])).unwrap();
    assert!(few.to_string().ends_with("This assumes independent incidents."));
    assert_eq!(Count::of(3, 0.0, &[]), None);
}

#[test]
fn a_rate_keeps_its_digits_however_low() {
    for (figure, shown) in [
        (0.0, "0"),
        (0.001_26, "0.0013"),
        (0.022_96, "0.023"),
        (0.35, "0.35"),
        (0.994, "0.99"),
        (0.997, "1.0"),
        (1.68, "1.7"),
        (9.96, "10"),
        (120.4, "120"),
    ] {
        assert_eq!(short(figure), shown);
    }
    // A lower end is no finer than the figure that it belongs to.
    for (low, figure, shown) in [
        (0.0057, 0.23, "0.01"),
        (0.0042, 0.49, "nearly 0"),
        (0.064, 0.53, "0.06"),
        (1.24, 2.01, "1.2"),
        (0.0, 0.0, "0"),
        (0.0, 0.5, "0"),
    ] {
        assert_eq!(short_beside(low, figure), shown);
    }
    // One in a year.
    let one = Count::of(1, 365.0, &[]).unwrap().to_string();
    assert!(
        one.starts_with(
            "1 incident, 0.019 a week. If nothing changes, between nearly 0 and 0.11 a week"
        ),
        "{one}"
    );
}

#[test]
fn a_change_of_counts_is_told_by_its_edge_nearest_to_none() {
    let (few, many) = (weeks(&[1, 0, 1, 2, 1]), weeks(&[6, 5, 7, 6, 6]));
    let change =
        |one: &[Week], other: &[Week]| count_change(counted(one), counted(other), 1).unwrap();
    assert_eq!(change(&few, &many).verdict.to_string(), "At least 2.3 times as many");
    assert_eq!(change(&many, &few).verdict.to_string(), "At least 56 % fewer");
    assert_eq!(change(&few, &few).verdict, CountVerdict::CannotTell);
    let going_on = Counted { finished: false, ..counted(&many) };
    assert_eq!(count_change(counted(&few), going_on, 1).unwrap().verdict, CountVerdict::Unfinished);
    let none = change(&weeks(&[0; 5]), &many);
    assert!(none.ratio.is_none() && none.high.is_none() && none.low > 1.0);
    assert_eq!(count_change(counted(&[]), counted(&many), 1), None);
    // Of so few no share would be told: 0 and 5 are no verdict, 0 and 6 are.
    for (all, few) in [(0, true), (1, true), (5, true), (6, false), (60, false)] {
        let one = change(&weeks(&[all, 0, 0]), &weeks(&[0; 3]));
        let extreme = change(&weeks(&[0; 3]), &weeks(&[all, 0, 0]));
        assert_eq!((one.few, extreme.few), (few, few), "{all}");
        assert_eq!(extreme.verdict == CountVerdict::CannotTell, few, "{all}");
    }
}

proptest! {
    #[test]
    fn turned_around_it_is_the_other_way_round(one in prop::collection::vec(0..30_usize, 1..20), other in prop::collection::vec(0..30_usize, 1..20), at_once in 1..5_usize) {
        let (one, other) = (weeks(&one), weeks(&other));
        let there = count_change(counted(&one), counted(&other), at_once).unwrap();
        let back = count_change(counted(&other), counted(&one), at_once).unwrap();
        if let (Some(ratio), Some(high)) = (there.ratio, there.high) {
            prop_assert!(there.low <= ratio && ratio <= high);
            prop_assert!(back.low * high < 1.0 + 1e-9 && back.low * high > 1.0 - 1e-9);
        }
        prop_assert!(there.clustering.phi >= 1.0);
        prop_assert_eq!(matches!(there.verdict, CountVerdict::More { .. }), matches!(back.verdict, CountVerdict::Fewer { .. }));
    }

    #[test]
    fn the_interval_holds_the_count(count in 0..100_000_usize) {
        let one = Count::of(count, 7.0, &[]).unwrap();
        prop_assert!(one.low <= one.per_week && one.per_week <= one.high && one.low >= 0.0);
        prop_assert!(one.high < Count::of(count + 1, 7.0, &[]).unwrap().high);
    }
}
