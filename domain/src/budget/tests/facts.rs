//! What is known of single cases, counted by hand.

use super::{at, piece, slo};
use crate::budget::{Cost, Course, Frame, Kind, Slo, State, Window, WindowError, weigh};
use crate::instant::Instant;
use crate::period::Day;
use crate::zone::Zone;

const DAY: i64 = 24 * 60;
const ALL: i64 = 1_000_000;

fn minutes(minutes: i64) -> Cost {
    Cost::of(minutes * 60_000_000, ALL)
}

#[test]
fn a_budget_is_spent_by_the_highest_fraction() {
    let slo = slo(999_000, Window::Rolling(30));
    let now = 30 * DAY;
    // A half of it for 20 minutes, while a tenth was out for 40 minutes.
    let pieces = [piece(1, 100, 120, ALL / 2), piece(2, 90, 130, ALL / 10)];
    let budget = slo.budget(&pieces, at(now));
    assert_eq!(budget.allowed.to_string(), "43m 12s");
    assert_eq!(budget.spent, minutes(12));
    assert_eq!(budget.upper, minutes(14));
    assert_eq!(budget.remaining().to_string(), "31m 12s");
    assert_eq!((budget.spent_parts(), budget.state()), (277_777, State::Within));
    let shares: Vec<_> =
        budget.shares.iter().map(|one| (one.incident.0, one.charged, one.alone.cost)).collect();
    assert_eq!(shares, [(1, minutes(10), minutes(10)), (2, minutes(2), minutes(4))]);
}

#[test]
fn what_affected_nobody_decides_no_tie() {
    let slo = slo(999_000, Window::Rolling(30));
    let both = [piece(1, 100, 120, ALL), piece(2, 110, 120, ALL)];
    // Said to have begun earlier, of nothing; and to begin again, which it has not.
    let idle = [&both[..], &[piece(2, 50, 60, 0), piece(2, 40 * DAY, None, ALL)]].concat();
    for pieces in [&both[..], &idle] {
        let budget = slo.budget(pieces, at(DAY));
        let charged = |number| {
            let found = budget.shares.iter().find(|one| one.incident.0 == number);
            found.map(|one| one.charged)
        };
        assert_eq!(charged(1), Some(minutes(20)));
    }
}

#[test]
fn more_than_there_was_is_below_nothing() {
    let slo = slo(999_000, Window::Rolling(1));
    let exact = slo.budget(&[piece(1, 0, 10, 144_000)], at(DAY));
    assert_eq!((exact.remaining(), exact.state()), (Cost::NONE, State::Within));
    let over = slo.budget(&[piece(1, 0, 10, 144_001)], at(DAY));
    assert_eq!((over.remaining(), over.state()), (Cost(-600_000_000), State::Over));
}

#[test]
fn what_is_open_runs_to_now_and_what_is_not_known_counts_as_all() {
    let slo = slo(990_000, Window::Rolling(1));
    let mut unknown = piece(2, DAY - 10, None, 0);
    unknown.fraction = None;
    let pieces = [piece(1, DAY - 30, None, ALL / 2), unknown];
    let budget = slo.budget(&pieces, at(DAY));
    assert_eq!((budget.spent, budget.known), (minutes(20), minutes(15)));
    assert_eq!(slo.budget(&pieces, at(DAY + 1)).spent.to_string(), "21m");
    // Nothing is counted that is still to come.
    assert_eq!(slo.budget(&[piece(1, DAY - 1, DAY + 5, ALL)], at(DAY)).spent, minutes(1));
    assert_eq!(slo.budget(&[piece(1, DAY + 1, None, ALL)], at(DAY)).shares, []);
}

#[test]
fn the_one_that_began_first_is_charged_then_the_lowest_number() {
    let frame = Frame { from: at(0), to: at(100) };
    let charged = |pieces: &[_]| {
        let mut charged: Vec<_> = Course::of(pieces, at(100))
            .charged(frame)
            .into_iter()
            .map(|(number, cost)| (number.0, cost))
            .collect();
        charged.sort_unstable();
        charged
    };
    let first = [piece(9, 0, 30, ALL), piece(1, 10, 40, ALL)];
    assert_eq!(charged(&first), [(1, minutes(10)), (9, minutes(30))]);
    let together = [piece(9, 0, 30, ALL), piece(1, 0, 20, ALL)];
    assert_eq!(charged(&together), [(1, minutes(20)), (9, minutes(10))]);
    // A frame without length charges nobody.
    let nothing = Frame { from: at(5), to: at(5) };
    assert!(Course::of(&first, at(100)).charged(nothing).is_empty());
    // It began with its first impact, whichever of them is the highest now.
    let began = [piece(9, 0, 5, 1), piece(9, 20, 30, ALL), piece(1, 10, 40, ALL)];
    assert_eq!(charged(&began), [(1, minutes(20)), (9, minutes(10) + Cost::of(300_000_000, 1))]);
}

#[test]
fn a_month_is_as_long_as_its_clocks_say() {
    let berlin = Zone::parse("Europe/Berlin").unwrap();
    let midday = |day: &str| {
        let start = Day::parse(day).unwrap().start(&berlin).unwrap();
        start.plus_micros(12 * 3_600_000_000)
    };
    let hours =
        |window: Window, day: &str| window.at(midday(day), &berlin).micros() / 3_600_000_000;
    assert_eq!(hours(Window::Month, "2026-03-10"), 31 * 24 - 1);
    assert_eq!(hours(Window::Month, "2026-10-10"), 31 * 24 + 1);
    assert_eq!(hours(Window::Month, "2026-02-10"), 28 * 24);
    assert_eq!(hours(Window::Quarter, "2026-02-10"), 90 * 24 - 1);
    assert_eq!(hours(Window::Rolling(31), "2026-04-10"), 31 * 24);
    let march = Slo { zone: berlin.clone(), ..slo(999_000, Window::Month) };
    let frame = march.frame(midday("2026-03-10"));
    assert_eq!(march.allowed(frame), Cost::of(743 * 3_600_000_000, 1000));
    let before = Window::Month.before(midday("2026-03-10"), &berlin, 3);
    let starts: Vec<_> = before.iter().map(|one| Day::of(one.from, &berlin).to_string()).collect();
    assert_eq!(starts, ["2026-02-01", "2026-01-01", "2025-12-01"]);
    assert!(before.iter().zip(before.iter().skip(1)).all(|(late, early)| late.from == early.to));
}

#[test]
fn an_incident_weighs_the_same_whenever_it_is_asked() {
    let rolling = slo(999_000, Window::Rolling(1));
    let own = [piece(4, 100, 110, ALL / 2), piece(4, 105, 120, ALL / 5)];
    let weight = weigh(&rolling, &own, at(200)).unwrap();
    assert_eq!((weight.cost, weight.parts()), (minutes(7), 4_861_111));
    assert_eq!(weigh(&rolling, &own, at(9 * DAY)), Some(weight));
    assert_eq!(weigh(&rolling, &own, at(100)), None);
    // What came much later takes nothing from what was before.
    let tail = [piece(4, 100, 160, ALL), piece(4, 9 * DAY, 9 * DAY + 60, ALL / 100)];
    let weight = weigh(&rolling, &tail, at(20 * DAY)).unwrap();
    assert_eq!((weight.cost, weight.frame.to), (minutes(60), at(160)));
    // Across the end of a month: the month in which it cost more.
    let month = slo(999_000, Window::Month);
    let end = month.frame(at(0)).to;
    let edge = end.micros() / 60_000_000;
    let across = weigh(&month, &[piece(4, edge - 30, edge + 10, ALL)], at(edge + DAY)).unwrap();
    assert_eq!((across.frame.to, across.cost), (end, minutes(30)));
}

#[test]
fn windows_are_read() {
    assert_eq!(Window::of(Kind::Rolling, " 30 "), Ok(Window::Rolling(30)));
    for bad in ["", "0", "367", "-1", "x"] {
        assert_eq!(Window::of(Kind::Rolling, bad), Err(WindowError::Days), "{bad}");
    }
    assert_eq!(Window::of(Kind::Month, ""), Ok(Window::Month));
    assert_eq!(Window::of(Kind::Quarter, "30"), Err(WindowError::NoDays));
    // The ends of the calendar hold.
    let first = Window::Rolling(366).before(Instant::from_micros(i64::MIN), &Zone::utc(), 12);
    assert!(first.len() <= 1);
    let weight = weigh(&slo(1, Window::Month), &[piece(1, i64::MIN / 200, None, 1)], at(0));
    assert_eq!(weight.map(|one| one.frame.to > one.frame.from), Some(true));
}
