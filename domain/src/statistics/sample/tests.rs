use proptest::prelude::*;

use super::*;
use crate::report::figure::Figure;
use crate::statistics::{GeometricMean, Missing, Told, WorstCase};

fn exact(minutes: i64) -> Measured {
    Measured { length: Duration::from_minutes(minutes), ended: true, precision: Duration::ZERO }
}

fn open(minutes: i64) -> Measured {
    Measured { ended: false, ..exact(minutes) }
}

fn to_the_minute(minutes: i64) -> Measured {
    Measured { precision: Duration::from_minutes(1), ..exact(minutes) }
}

fn sample(n: i64) -> Sample {
    Sample::of((1..=n).map(exact))
}

#[test]
fn two_moments_to_the_minute_are_a_minute_off_at_most() {
    let of = |from, to| precision_of(from, to).seconds();
    assert_eq!(of(Precision::Minute, Precision::Minute), 60.0);
    assert_eq!(of(Precision::Exact, Precision::Exact), 1.0);
    assert_eq!(of(Precision::Exact, Precision::Minute), 60.0);
    assert_eq!(of(Precision::Minutes(15), Precision::Minute), 960.0);
    assert_eq!(of(Precision::Minutes(15), Precision::Minutes(15)), 1800.0);
}

#[test]
fn what_is_not_told_from_zero_is_zero_and_what_is_less_is_left_out() {
    let sample = Sample::of([-2, -1, 0, 1, 2].map(to_the_minute));
    assert_eq!((sample.n(), sample.floored(), sample.out_of_order()), (4, 3, 1));
    let lengths: Vec<i64> = sample.lengths().iter().map(|one| one.minutes()).collect();
    assert_eq!(lengths, [0, 0, 0, 2]);
    // Half of a minute, thrice, and two minutes.
    let logs: Vec<f64> = sample.all().iter().map(|one| one.log().exp() / 6e7).collect();
    assert!((logs[0] - 0.5).abs() < 1e-12 && (logs[3] - 2.0).abs() < 1e-12);
}

#[test]
fn figures_begin_where_they_say_something() {
    let too_few = |least| Some(Missing::TooFew { least });
    let (five, six) = (sample(5).median(), sample(6).median());
    assert_eq!((five.point.unwrap().to_string(), five.low.err()), ("3m".to_owned(), too_few(6)));
    assert_eq!((six.low, six.high), (Ok(Duration::from_minutes(1)), Ok(Duration::from_minutes(6))));
    assert_eq!(sample(9).p90().point.err(), too_few(10));
    let ten = sample(10).p90();
    assert_eq!((ten.point.unwrap().seconds(), ten.high.err()), (570.0, too_few(36)));
    assert!(ten.low.is_ok() && sample(35).p90().high.is_err() && sample(36).p90().high.is_ok());
    assert_eq!(sample(4).geometric_mean().low.err(), too_few(5));
    assert!(sample(4).geometric_mean().point.is_ok() && sample(5).geometric_mean().low.is_ok());
}

#[test]
fn an_open_one_is_at_least_as_long_as_it_is_old() {
    let sample = Sample::of((1..=7).map(exact).chain([open(3)]));
    assert_eq!((sample.n(), sample.open()), (8, 1));
    // 7/8, 6/8, 5/8, then of four: 15/32 is the first below one half.
    assert_eq!(sample.median().point.unwrap().to_string(), "4m");
    assert!(sample.mean().at_least);
    assert_eq!(sample.geometric_mean().point.err(), Some(Missing::Open { open: 1 }));
    let all = Sample::of((1..=8).map(open)).median();
    assert_eq!(
        (all.point.err(), all.high.err()),
        (Some(Missing::NotReached), Some(Missing::NotReached))
    );
}

#[test]
fn more_than_one_in_ten_at_zero_has_no_geometric_mean() {
    let with =
        |zeros: i64| Sample::of((0..10).map(|n| to_the_minute(if n < zeros { 0 } else { 9 + n })));
    assert!(with(1).geometric_mean().point.is_ok());
    let GeometricMean { point, low, .. } = with(2).geometric_mean();
    assert_eq!(
        (point, low),
        (Err(Missing::Floored { floored: 2 }), Err(Missing::Floored { floored: 2 }))
    );
    let equal = Sample::of([7; 9].map(exact)).geometric_mean();
    assert_eq!((equal.point.map(f64::round), equal.low), (Ok(420.0), Err(Missing::AllEqual)));
}

#[test]
fn the_worst_case_moves_every_length_the_same_way() {
    assert_eq!(sample(9).worst_case(), None);
    let worst = Sample::of((1..=9).map(|m| to_the_minute(m * 10))).worst_case().unwrap();
    let minutes = |(low, high): (Told<Figure>, Told<Figure>)| {
        (low.unwrap().seconds() / 60.0, high.unwrap().seconds() / 60.0)
    };
    assert_eq!((minutes(worst.median), minutes(worst.mean)), ((49.0, 51.0), (49.0, 51.0)));
    assert!(worst.p90.0.is_err() && worst.geometric_mean.0 < worst.geometric_mean.1);
    assert_eq!(
        worst.to_string(),
        "If every moment were as wrong as it may be, all the same way: mean 49m to 51m, geometric mean 40m to 42m, median 49m to 51m."
    );
}

/// 09:00 to 09:01, to the minute, is from nothing up to two minutes.
#[test]
fn what_counts_as_zero_may_be_twice_as_wrong() {
    let of = |minutes: i64| Sample::of(vec![to_the_minute(minutes); 9]).worst_case().unwrap();
    let told = |of: WorstCase| of.to_string();
    assert!(told(of(1)).ends_with(": mean 0s to 2m, median 0s to 2m."), "{}", told(of(1)));
    assert!(told(of(0)).ends_with(": mean 0s to 1m, median 0s to 1m."));
    assert!(told(of(-1)).ends_with(": mean 0s to 0s, median 0s to 0s."));
}

#[test]
fn what_is_not_told_from_zero_is_shorter_than_its_precision() {
    let all = Sample::of([0, 1, 0, 1, 0, 1, 9].map(to_the_minute));
    assert_eq!(
        all.median().to_string(),
        "Half of them take less than 1m. If nothing changes, the true figure lies between < 1m \
         and 9m (95 %)."
    );
    assert_eq!(all.median().shown().as_deref(), Some("< 1m"));
    let zeros = Sample::of([0; 12].map(to_the_minute));
    assert!(zeros.p90().to_string().starts_with("Nine in ten take less than 1m. "));
    assert_eq!(zeros.mean().to_string(), "On average < 1m.");
    // What is exactly nothing is that.
    let nothing = Sample::of([0; 7].map(exact)).median().to_string();
    assert!(nothing.starts_with("Half of them take longer than 0s."), "{nothing}");
}

#[test]
fn it_is_told_in_plain_words() {
    let ten = sample(10);
    assert_eq!(
        ten.median().to_string(),
        "Half of them take longer than 5m. If nothing changes, the true figure lies between 2m and 9m (95 %)."
    );
    assert_eq!(ten.mean().to_string(), "On average 5m. The longest alone is 18 % of the sum.");
    assert_eq!(sample(3).p90().to_string(), "No 90th percentile: fewer than 10.");
}

fn any_measured() -> impl Strategy<Value = Measured> {
    let length = prop_oneof![
        6 => (0..5_000_i64).prop_map(|m| m * 60_000_000),
        2 => 0..3_i64,
        1 => any::<i64>(),
        1 => prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(0)],
    ];
    let precision = prop_oneof![3 => Just(0_i64), 2 => Just(60_000_000), 1 => any::<i64>()];
    (length, any::<bool>(), precision).prop_map(|(length, ended, precision)| Measured {
        length: Duration::from_micros(length),
        ended,
        precision: Duration::from_micros(precision),
    })
}

proptest! {
    #[test]
    fn every_interval_holds_its_point(all in prop::collection::vec(any_measured(), 0..80)) {
        let sample = Sample::of(all);
        for quantile in [sample.median(), sample.p90()] {
            if let (Ok(point), Ok(low)) = (quantile.point, quantile.low) {
                prop_assert!(low.seconds() <= point.seconds());
            }
            if let (Ok(point), Ok(high)) = (quantile.point, quantile.high) {
                prop_assert!(point.seconds() <= high.seconds());
            }
            prop_assert!(!quantile.to_string().contains("NaN"));
        }
        let geometric = sample.geometric_mean();
        if let (Ok(point), Ok(low), Ok(high)) = (geometric.point, geometric.low, geometric.high) {
            prop_assert!(low <= point && point <= high);
        }
        let _ = (geometric.to_string(), sample.mean().to_string());
        if let Some(worst) = sample.worst_case() {
            let seconds = |told: Told<Figure>| told.map(Figure::seconds).ok();
            prop_assert!(seconds(worst.mean.0) <= seconds(worst.mean.1));
            prop_assert!(seconds(worst.median.0) <= seconds(worst.median.1) || worst.median.1.is_err());
            prop_assert!(worst.geometric_mean.0 <= worst.geometric_mean.1);
        }
    }

    #[test]
    fn the_order_of_records_means_nothing(all in prop::collection::vec(any_measured(), 0..40).prop_shuffle(), turn in 0..40_usize) {
        let mut turned = all.clone();
        turned.rotate_left(turn.min(all.len()));
        let (one, other) = (Sample::of(all), Sample::of(turned));
        prop_assert_eq!(one.median(), other.median());
        prop_assert_eq!(one.geometric_mean(), other.geometric_mean());
        prop_assert_eq!(one, other);
    }

    #[test]
    fn twice_as_long_is_told_as_twice_as_long(all in prop::collection::vec((1..100_000_i64, any::<bool>()), 1..60)) {
        let of = |by: i64| Sample::of(all.iter().map(|(length, ended)| Measured {
            length: Duration::from_seconds(length * by),
            ended: *ended,
            precision: Duration::ZERO,
        }));
        let (once, twice) = (of(1), of(2));
        let doubled = |told: Told<Duration>| told.map(|one| one.seconds() * 2.0);
        for (one, two) in [(once.median(), twice.median()), (once.p90(), twice.p90())] {
            prop_assert_eq!(one.point.map(|one| one.seconds() * 2.0), two.point.map(Figure::seconds));
            prop_assert_eq!(doubled(one.low), two.low.map(Duration::seconds));
            prop_assert_eq!(doubled(one.high), two.high.map(Duration::seconds));
        }
        if let (Ok(one), Ok(two)) = (once.geometric_mean().point, twice.geometric_mean().point) {
            prop_assert!((two / one - 2.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_longer_one_shortens_no_figure(lengths in prop::collection::vec(1..5_000_i64, 1..60), which in any::<prop::sample::Index>(), more in 1..5_000_i64) {
        let before = Sample::of(lengths.iter().copied().map(exact));
        let mut lengths = lengths;
        *which.get_mut(&mut lengths) += more;
        let after = Sample::of(lengths.into_iter().map(exact));
        for (before, after) in [(before.median(), after.median()), (before.p90(), after.p90())] {
            prop_assert!(before.point.map(Figure::seconds) <= after.point.map(Figure::seconds));
            prop_assert!(before.low <= after.low && before.high <= after.high);
        }
        prop_assert!(before.geometric_mean().point < after.geometric_mean().point);
        prop_assert!(before.mean().point.map(Figure::seconds) < after.mean().point.map(Figure::seconds));
    }

    #[test]
    fn where_all_ended_the_curve_says_the_same(lengths in prop::collection::vec(0..300_i64, 1..60)) {
        let sample = Sample::of(lengths.into_iter().map(exact));
        for per_cent in [50, 90] {
            let curve = crate::statistics::survival::Quantiles::of(sample.seen()).point(per_cent);
            let exact = Figure::quantile(&sample.lengths(), per_cent);
            prop_assert_eq!(curve.map(Figure::seconds), exact.map(Figure::seconds));
        }
    }
}
