use proptest::prelude::*;

use super::*;
use crate::word::Word;
use crate::zone::tests::{any_instant, any_zone};

fn any_by() -> impl Strategy<Value = By> {
    prop::sample::select(By::ALL)
}

#[test]
fn names_are_read_and_written() {
    for name in ["2020-02", "2020-Q1", "2020", "0001-12", "2020-W53", "0001-W01", "2020-H2"] {
        assert_eq!(Period::parse(name).unwrap().to_string(), name);
    }
    assert_eq!(Period::parse(" 2020-q4 ").unwrap().next().to_string(), "2021-Q1");
    let week = Period::parse("2020-w53").unwrap();
    assert_eq!((week.next().to_string(), week.next().previous()), ("2021-W01".to_owned(), week));
    for bad in [
        "", "20", "0000", "2020-", "2020-13", "2020-00", "2020-Q5", "2020-Q", "2020-2", "202é",
        "20é0-01", "2021-W53", "2020-W00", "2020-W7", "2020-H3", "2020-H",
    ] {
        assert!(Period::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn periods_are_cut_in_the_zone() {
    let at = Instant::from_seconds(1_585_699_200); // 2020-04-01T00:00:00Z
    let new_york = Zone::parse("America/New_York").unwrap();
    assert_eq!(Period::of(at, &Zone::utc(), By::Quarter).to_string(), "2020-Q2");
    assert_eq!(Period::of(at, &new_york, By::Quarter).to_string(), "2020-Q1");
    assert_eq!(Day::of(at, &new_york).to_string(), "2020-03-31");
    let quarter = Period::parse("2020-Q1").unwrap();
    assert_eq!(quarter.end(&new_york).rfc3339(), "2020-04-01T04:00:00Z");
}

/// On 2009-11-01 at 00:01 the clocks of St John’s went back to 23:01 of the
/// day before: an hour of October was told after November had begun.
#[test]
fn clocks_that_go_back_over_midnight_leave_no_instant_out() {
    let zone = Zone::parse("America/St_Johns").unwrap();
    let november = Period::parse("2009-11").unwrap();
    let again = november.start(&zone).plus_micros(30 * 60 * 1_000_000);
    assert_eq!(zone.local(again).month, 10);
    assert_eq!(Period::of(again, &zone, By::Month), november);
}

#[test]
fn periods_follow_each_other() {
    let of = |name: &str| Period::parse(name).unwrap();
    let mut by_time = ["2026-02", "2026-W06", "2026-H1", "2026-W05", "2026", "2026-01", "2026-Q1"];
    by_time.sort_by_key(|name| of(name));
    let sorted = ["2026-01", "2026-Q1", "2026-H1", "2026", "2026-W05", "2026-02", "2026-W06"];
    assert_eq!(by_time, sorted);
    for (from, many, to) in [
        ("2026-01", -1, "2025-12"),
        ("2026-Q4", 2, "2027-Q2"),
        ("2026-H1", -3, "2024-H2"),
        ("2026", -26, "2000"),
        ("2026-W53", 1, "2027-W01"),
    ] {
        assert_eq!(of(from).plus(many), of(to));
        assert_eq!(of(to).since(of(from)), many);
    }
    let ends = of("2026-Q3").months().unwrap().map(|month| month.to_string());
    assert_eq!(ends, ["2026-07", "2026-09"]);
    assert_eq!(of("2026-W07").months(), None);
}

#[test]
fn days_are_real_days() {
    let day = |text: &str| Day::parse(text).unwrap();
    assert_eq!(day(" 2024-02-29 ").to_string(), "2024-02-29");
    assert_eq!(day("2024-03-01").since(day("2024-02-28")), 2);
    assert!(day("2024-02-29") < day("2024-10-01"));
    for bad in
        ["", "2023-02-29", "2024-2-29", "2024-02-29T", "24-02-29", "2024/02/29", "+024-02-29", "é"]
    {
        assert!(Day::parse(bad).is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn a_period_encloses_its_instants(at in any_instant(), zone in any_zone(), by in any_by()) {
        let period = Period::of(at, &zone, by);
        prop_assert!(period.start(&zone) <= at && at < period.end(&zone));
        prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        prop_assert_eq!(period.next().previous(), period);
        prop_assert!(period.previous() < period && period < period.next());
        prop_assert_eq!(period.previous().end(&zone), period.start(&zone));
        prop_assert_eq!(Period::of(period.start(&zone), &zone, by), period);
    }

    #[test]
    fn so_many_later_are_so_many(at in any_instant(), zone in any_zone(), by in any_by(), many in -900..900_i64) {
        let period = Period::of(at, &zone, by);
        let step = |period: Period| if many < 0 { period.previous() } else { period.next() };
        let walked = (0..many.abs()).fold(period, |period, _| step(period));
        // Before the first year there is no week by name.
        if walked.year() > 0 {
            prop_assert_eq!(period.plus(many), walked);
            prop_assert_eq!(walked.since(period), many);
            prop_assert_eq!(walked > period, many > 0);
        }
    }

    #[test]
    fn later_is_never_in_an_earlier_period(a in any_instant(), b in any_instant(), zone in any_zone(), by in any_by()) {
        let (a, b) = (a.min(b), a.max(b));
        prop_assert!(Period::of(a, &zone, by) <= Period::of(b, &zone, by));
    }

    #[test]
    fn nothing_panics(micros in any::<i64>(), zone in any_zone(), by in any_by(), text in any::<String>()) {
        let at = Instant::from_micros(micros);
        let _ = (Period::of(at, &zone, by), Period::parse(&text), Day::parse(&text));
        let day = Day::of(at, &zone);
        prop_assert!(Day::parse(&day.to_string()) == Ok(day) || micros < -62_135_000_000_000_000);
    }
}
