mod chosen;

use std::ops::RangeInclusive;

use proptest::prelude::*;

use super::*;
use crate::instant::Instant;
use crate::moment::Precision;
use crate::period::By;
use crate::report::durations::{Known, MOST_SLICES, SourceRule, compare};
use crate::statistics::{CannotTell, Verdict};
use crate::zone::Zone;

const BEFORE: [i64; 16] =
    [60, 75, 90, 120, 150, 200, 240, 300, 420, 65, 80, 100, 130, 170, 220, 330];
const AFTER: [i64; 16] = [20, 25, 30, 40, 55, 60, 80, 90, 130, 22, 28, 35, 45, 58, 70, 100];

fn period(name: &str) -> Period {
    Period::parse(name).unwrap()
}

fn pair() -> (Period, Period) {
    (period("2020-Q1"), period("2020-Q2"))
}

/// An incident of a period that lasted so many minutes, and was found after half of them.
fn lasted(number: i64, of: &str, minutes: i64) -> Observation {
    let began = period(of).start(&Zone::utc());
    let known = |minutes: i64| Known {
        at: Instant::from_micros(began.micros() + minutes * 60_000_000),
        precision: Precision::Exact,
    };
    Observation {
        incident: IncidentNumber(number),
        belongs_at: began,
        by_declared: false,
        from: Some(known(0)),
        to: Some(known(minutes)),
        open: false,
        severity: Some(Severity::Sev2),
        stated: None,
    }
}

/// From a number on: sixteen of each period.
fn sixteen(first: i64) -> Vec<Observation> {
    let of = |period: &'static str, first: i64, all: [i64; 16]| {
        all.into_iter().zip(first..).map(move |(minutes, number)| lasted(number, period, minutes))
    };
    of("2020-Q1", first, BEFORE).chain(of("2020-Q2", first + 16, AFTER)).collect()
}

fn frame() -> Frame {
    Frame {
        definition: Definition::shipped(Metric::parse("time-to-resolve").unwrap()),
        by: By::Quarter,
        zone: Zone::utc(),
        source: SourceRule::StatedFirst,
        as_of: period("2021").start(&Zone::utc()),
    }
}

fn measure(name: &str, dated: Vec<Observation>) -> Measure {
    Measure { definition: Definition::shipped(Metric::parse(name).unwrap()), dated }
}

fn members(name: &str, numbers: RangeInclusive<i64>) -> Members {
    Members { name: name.to_owned(), incidents: numbers.map(IncidentNumber).collect() }
}

fn services(members: Vec<Members>) -> Cut {
    Cut { by: Some(SliceBy::Service), members }
}

fn labels(found: &AtOnce) -> Vec<&str> {
    found.rows.iter().map(|row| row.label.as_str()).collect()
}

#[test]
fn each_is_told_for_as_many_as_are_compared() {
    // Two services with enough, one with too few, and seven incidents without one before.
    let mut dated = [sixteen(1), sixteen(101)].concat();
    dated.extend((201..=203).map(|number| lasted(number, "2020-Q2", 30)));
    dated.extend((301..=307).map(|number| lasted(number, "2020-Q1", 30)));
    dated.extend((308..=316).map(|number| lasted(number, "2020-Q2", 30)));
    let cut = services(vec![
        members("web", 1..=32),
        members("API", 101..=132),
        members("few", 201..=203),
    ]);
    let measures = [measure("time-to-resolve", dated.clone()), measure("time-to-detect", dated)];
    let found = compare_at_once(&frame(), cut, &measures, pair());
    assert_eq!(found.comparisons, 4);
    let all = ["API", "API", "few", "few", "web", "web", "No service", "No service"];
    assert_eq!(labels(&found), all);
    assert_eq!(found.rows[2].durations, [0, 3]);
    assert_eq!(found.rows[6].durations, [7, 9]);
    assert_eq!((&found.rows[2].change, &found.rows[6].change), (&None, &None));
    // Welch’s t at 98.75 %, by SciPy 1.17.
    let change = found.rows[0].change.as_ref().unwrap();
    let ratio = change.ratio.unwrap();
    for (found, expected) in [
        (ratio.point, 0.330_068_10),
        (ratio.low, 0.189_804_15),
        (ratio.high, 0.573_986_12),
        (ratio.df, 29.888_710_30),
    ] {
        assert!((found / expected - 1.0).abs() < 1e-7, "{found} {expected}");
    }
    assert_eq!((change.at_once, change.verdict.to_string()), (4, "At least 42 % shorter".into()));
    assert!((found.confidence - 0.9875).abs() < 1e-12);
    assert_eq!(
        found.sentence(),
        "The intervals are wider than that of one comparison: if each of these 4 were told at \
         95 %, chance alone would look like a change somewhere in about 19 of 100 reports. So \
         each is told at 98.75 %, and all of them together at 95 %."
    );
    let filters = Filters { team: Some("Shop".to_owned()), ..Filters::default() };
    let found = found.of(filters);
    let csv = found.to_csv();
    let what = "stated-first,UTC,2021-01-01T00:00:00Z,,,Shop,incident,false,,";
    let few = "\nservice,few,time-to-resolve,resolved − impact started,1,2020-Q1,2020-Q2,0,3,,,,,,0.9875,4,not_compared,,,,";
    assert!(csv.contains(&format!("{few}{what}\n")), "{csv}");
    assert!(csv.contains(",16,16,0,0,0.3300680"), "{csv}");
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["rows"][7]["slice"], serde_json::Value::Null);
    assert_eq!((&json["slice_by"], &json["comparisons"]), (&"service".into(), &4.into()));
}

#[test]
fn one_comparison_is_the_one_of_the_report() {
    let measures = [measure("time-to-resolve", sixteen(1))];
    let found = compare_at_once(&frame(), Cut::default(), &measures, pair());
    let alone = compare(&frame(), &sixteen(1), pair());
    assert_eq!((labels(&found), found.comparisons), (vec!["All incidents"], 1));
    assert_eq!(found.rows[0].change.as_ref(), Some(&alone.change));
    let severities = Cut { by: Some(SliceBy::Severity), members: Vec::new() };
    let found = compare_at_once(&frame(), severities, &measures, pair());
    assert_eq!(labels(&found), ["SEV2"]);
    assert_eq!(found.rows[0].slice.as_deref(), Some("sev2"));
    let few = [measure("time-to-resolve", sixteen(1).split_off(9))];
    let found = compare_at_once(&frame(), Cut::default(), &few, pair());
    assert_eq!((found.comparisons, &found.rows[0].change), (0, &None));
    assert!(found.sentence().starts_with("Nothing is compared: it takes 8"));
}

#[test]
fn a_comparison_at_either_end_of_the_calendar_ends() {
    for names in [["0001-01", "9999-12"], ["0001-W01", "9999-W52"], ["0001", "9999"]] {
        let [first, last] = names.map(period);
        for pair in [(first, last), (last, first), (first, first.next()), (last.previous(), last)] {
            let found = compare(&frame(), &sixteen(1), pair);
            assert!(matches!(found.change.verdict, Verdict::CannotTell(_)), "{names:?}");
        }
    }
}

/// How many are compared never stands on how long they took.
#[test]
fn what_cannot_be_told_is_counted_all_the_same() {
    let mut dated = [sixteen(1), sixteen(101)].concat();
    for one in dated.iter_mut().filter(|one| one.incident.0 > 110) {
        (one.to, one.open) = (None, true);
    }
    let cut = services(vec![members("open", 101..=132), members("web", 1..=32)]);
    let measures = [measure("time-to-resolve", dated)];
    let found = compare_at_once(&frame(), cut, &measures, pair());
    let verdict = |at: usize| found.rows[at].change.as_ref().unwrap().verdict;
    assert_eq!(found.comparisons, 2);
    assert_eq!(verdict(0), Verdict::CannotTell(CannotTell::TooManyOpen));
    assert!(matches!(verdict(1), Verdict::Shorter { .. }));
    // Nor does it help to look before a period is over.
    let early = Frame { as_of: period("2020-Q2").start(&Zone::utc()), ..frame() };
    let cut = services(vec![members("open", 101..=132), members("web", 1..=32)]);
    let found = compare_at_once(&early, cut, &measures, pair());
    let verdict = found.rows[1].change.as_ref().unwrap().verdict;
    assert_eq!((found.comparisons, verdict), (2, Verdict::CannotTell(CannotTell::Unfinished)));
}

#[test]
fn the_slices_with_the_most_incidents_are_shown() {
    let numbers: i64 = 12;
    let dated: Vec<_> = (1..=numbers)
        .flat_map(|service| (1..=service).map(move |at| lasted(service * 100 + at, "2020-Q1", 9)))
        .collect();
    let cut = |numbers: i64| {
        let of = |service: i64| {
            members(&format!("s{service:02}"), service * 100 + 1..=service * 100 + service)
        };
        services((1..=numbers).map(of).collect())
    };
    let measures = [measure("time-to-resolve", dated)];
    let found = compare_at_once(&frame(), cut(numbers), &measures, pair());
    assert_eq!((found.rows.len(), found.more_slices), (MOST_SLICES, 2));
    assert_eq!((labels(&found)[0], labels(&found)[9]), ("s03", "s12"));
    // One that has none in both periods is no slice at all.
    let other = (period("2019-Q3"), period("2019-Q4"));
    let found = compare_at_once(&frame(), cut(numbers), &measures, other);
    assert_eq!((found.rows.len(), found.more_slices, found.comparisons), (0, 0, 0));
}

proptest! {
    #[test]
    fn more_at_once_is_never_surer(others in 1..5_i64, minutes in prop::collection::vec(1..3000_i64, 30)) {
        let set = |first: i64| {
            let of = |(at, minutes): (usize, &i64)| {
                let period = if at < 15 { "2020-Q1" } else { "2020-Q2" };
                lasted(first + at as i64, period, *minutes)
            };
            minutes.iter().enumerate().map(of).collect::<Vec<_>>()
        };
        let found = |others: i64| {
            let dated: Vec<_> = (0..=others).flat_map(|at| set(at * 100)).collect();
            let members = (0..=others).map(|at| members(&at.to_string(), at * 100..=at * 100 + 29));
            let measures = [measure("time-to-resolve", dated)];
            compare_at_once(&frame(), services(members.collect()), &measures, pair())
        };
        let (alone, many) = (found(0), found(others));
        prop_assert_eq!(many.comparisons as i64, others + 1);
        prop_assert!(many.confidence > alone.confidence);
        let change = |found: &AtOnce| found.rows[0].change.clone().unwrap();
        if let (Ok(one), Ok(of_many)) = (change(&alone).ratio, change(&many).ratio) {
            prop_assert!((one.point - of_many.point).abs() < 1e-9);
            prop_assert!(of_many.low <= one.low && one.high <= of_many.high);
        }
        let told = |found: &AtOnce| !matches!(change(found).verdict, Verdict::CannotTell(_));
        prop_assert!(!told(&many) || told(&alone));
    }
}
