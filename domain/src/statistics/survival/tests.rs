use proptest::prelude::*;

use super::*;

fn days(days: f64) -> Duration {
    Duration::from_micros((days * 10.0).round() as i64 * 8_640_000_000)
}

/// As textbooks write it: `+` is what was only seen so far.
fn read(text: &str) -> Vec<Seen> {
    let one = |word: &str| Seen {
        length: days(word.trim_end_matches('+').parse().unwrap()),
        ended: !word.ends_with('+'),
    };
    text.split_whitespace().map(one).collect()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-5, "{found} is not {expected}");
}

/// Kaplan and Meier's own example (JASA 53, 1958, section 2): eight items, deaths at 0.8, 3.1,
/// 5.4 and 9.2, losses at 1.0, 2.7, 7.0 and 12.1. By hand: 7/8, · 4/5, · 3/4, · 1/2.
const THEIRS: &str = "0.8 1.0+ 2.7+ 3.1 5.4 7.0+ 9.2 12.1+";

/// Months in remission on 6-MP: Freireich et al., Blood 21 (1963), as in Kalbfleisch and
/// Prentice, and in most textbooks since.
const REMISSION: &str = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

#[test]
fn the_example_of_the_paper_is_found() {
    let curve = Curve::of(read(THEIRS), 1);
    assert_eq!((curve.n, curve.ended), (8, 4));
    let risk: Vec<usize> = curve.steps.iter().map(|step| step.at_risk).collect();
    assert_eq!(risk, [8, 5, 4, 2]);
    let hand = [7.0 / 8.0, 7.0 / 10.0, 21.0 / 40.0, 21.0 / 80.0];
    for (step, hand) in curve.steps.iter().zip(hand) {
        near(step.share, hand);
    }
    // Greenwood by hand, at 3.1: 0.7² · (1/(8·7) + 1/(5·4)) = 0.03325.
    near(curve.steps[1].standard_error.unwrap().powi(2), 0.49 * (1.0 / 56.0 + 1.0 / 20.0));
    assert_eq!(curve.median, Some(days(9.2)));
    assert_eq!(curve.share(days(3.0)), Some(7.0 / 8.0));
    assert_eq!(curve.share(days(0.5)), Some(1.0));
    assert_eq!(curve.share(days(13.0)), None);
}

#[test]
fn the_remissions_of_the_textbooks_are_found() {
    let curve = Curve::of(read(REMISSION), 1);
    // Time, at risk, share, standard error, and the interval on the log-log scale.
    let table = [
        (6.0, 21, 0.8571, 0.0764, 0.6197, 0.9516),
        (7.0, 17, 0.8067, 0.0869, 0.5631, 0.9228),
        (10.0, 15, 0.7529, 0.0963, 0.5032, 0.8894),
        (13.0, 12, 0.6902, 0.1068, 0.4316, 0.8491),
        (16.0, 11, 0.6275, 0.1141, 0.3675, 0.8049),
        (22.0, 7, 0.5378, 0.1282, 0.2678, 0.7468),
        (23.0, 6, 0.4482, 0.1346, 0.1881, 0.6801),
    ];
    assert_eq!(curve.steps.len(), table.len());
    for (step, (at, risk, share, error, low, high)) in curve.steps.iter().zip(table) {
        assert_eq!((step.at, step.at_risk), (days(at), risk));
        near(step.share, share);
        near(step.standard_error.unwrap(), error);
        near(step.low.unwrap(), low);
        near(step.high.unwrap(), high);
    }
    assert_eq!(curve.median, Some(days(23.0)));
    // The upper end is beyond what was seen.
    assert_eq!((curve.median_low, curve.median_high), (Some(days(13.0)), None));
}

#[test]
fn it_is_cut_where_few_are_at_risk() {
    let curve = Curve::of(read(THEIRS), LEAST);
    // From 3.1 on five and fewer were at risk: the step there stands, the later ones do not.
    assert_eq!(curve.until, Some(days(3.1)));
    assert_eq!(curve.steps.len(), 2);
    assert_eq!(curve.median, None);
    let few = Curve::of(read("1 2 3 4"), LEAST);
    assert_eq!((few.n, few.ended, few.until, few.steps.len()), (4, 4, None, 0));
    let none = Curve::of([], LEAST);
    assert_eq!((none.n, none.until, none.median), (0, None, None));
}

#[test]
fn a_level_half_is_told_by_its_middle() {
    assert_eq!(Curve::of(read("1 2 4 9"), 1).median, Some(days(3.0)));
    assert_eq!(Curve::of(read("1 2 4"), 1).median, Some(days(2.0)));
    // Level to the end: where it is reached.
    assert_eq!(Curve::of(read("1 2 4+ 9+"), 1).median, Some(days(2.0)));
    assert_eq!(Curve::of(read("1 3+ 4+ 9+"), 1).median, None);
    let last = Curve::of(read("1 2"), 1).steps[1];
    assert_eq!((last.share, last.standard_error, last.low), (0.0, None, None));
}

fn any_seen(ended: impl Strategy<Value = bool>) -> impl Strategy<Value = Vec<Seen>> {
    // Few different times, so that many fall together.
    let one = (0..60_i64, ended)
        .prop_map(|(minutes, ended)| Seen { length: Duration::from_minutes(minutes), ended });
    prop::collection::vec(one, 0..60)
}

proptest! {
    #[test]
    fn it_never_rises_and_stays_between_0_and_1(seen in any_seen(any::<bool>()), least in 0..8_usize) {
        let curve = Curve::of(seen.clone(), least);
        let mut before = (1.0, usize::MAX);
        for step in &curve.steps {
            prop_assert!(step.share <= before.0 && (0.0..=1.0).contains(&step.share));
            prop_assert!(step.at_risk < before.1 && step.at_risk >= least.max(1));
            prop_assert_eq!(step.at_risk, seen.iter().filter(|one| one.length >= step.at).count());
            if let (Some(low), Some(high)) = (step.low, step.high) {
                prop_assert!(0.0 <= low && low <= step.share && step.share <= high && high <= 1.0);
            }
            before = (step.share, step.at_risk);
        }
        prop_assert!(curve.median_low <= curve.median || curve.median.is_none());
        prop_assert!(curve.median_high.is_none() || curve.median <= curve.median_high);
    }

    #[test]
    fn where_all_ended_it_is_what_is_left_of_the_distribution(seen in any_seen(Just(true)), at in 0..60_i64) {
        let (curve, at) = (Curve::of(seen.clone(), 1), Duration::from_minutes(at));
        let longer = seen.iter().filter(|one| one.length > at).count() as f64 / seen.len() as f64;
        if let Some(share) = curve.share(at) {
            prop_assert!((share - longer).abs() < 1e-9);
        } else {
            prop_assert!(seen.iter().all(|one| one.length < at));
        }
        let mut lengths: Vec<Duration> = seen.iter().map(|one| one.length).collect();
        lengths.sort_unstable();
        let median = crate::report::figure::Figure::median(&lengths).map(|median| median.floored());
        prop_assert_eq!(curve.median, median);
    }

    #[test]
    fn more_that_goes_on_never_shortens(seen in any_seen(any::<bool>()), at in 0..60_i64) {
        let at = Duration::from_minutes(at);
        let longer: Vec<Seen> = seen.iter().copied().chain([Seen { length: Duration::from_minutes(60), ended: false }]).collect();
        let (before, after) = (Curve::of(seen, 1), Curve::of(longer, 1));
        if let (Some(before), Some(after)) = (before.share(at), after.share(at)) {
            prop_assert!(before <= after + 1e-9);
        }
    }
}
