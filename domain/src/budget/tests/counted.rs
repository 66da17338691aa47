//! What counts say of a window.

use proptest::prelude::*;

use super::{at, piece, slo};
use crate::budget::{Cost, Count, Course, Coverage, Frame, Slo, Source, State, Tally, Window};
use crate::duration::DAY;
use crate::instant::Instant;

/// As the store adds them up.
fn tally(counts: &[Count], frame: Frame) -> Option<Tally> {
    let touching = counts.iter().filter(|one| one.from < frame.to && one.to > frame.from);
    touching.fold(None, |tally, one| {
        let before = tally.unwrap_or(Tally { first: one.from, covered: 0, good: 0, total: 0 });
        Some(Tally {
            first: before.first.min(one.from),
            covered: before.covered + one.to.min(frame.to).since(one.from.max(frame.from)),
            good: before.good + i128::from(one.good),
            total: before.total + i128::from(one.total),
        })
    })
}

fn coverage(slo: &Slo, counts: &[Count], now: Instant) -> Coverage {
    let frame = slo.to_be_counted(counts.iter().map(|one| one.to).max(), now);
    slo.counted(frame, tally(counts, frame))
}

/// No impacts.
fn none() -> Course {
    Course::default()
}

fn hour(hour: i64) -> Instant {
    at(hour * 60)
}

/// Each an hour long.
fn hourly(from: i64, to: i64, good: i64, total: i64) -> Vec<Count> {
    (from..to).map(|one| Count { from: hour(one), to: hour(one + 1), good, total }).collect()
}

#[test]
fn a_whole_window_is_what_the_formula_says() {
    let slo = slo(999_000, Window::Rolling(30));
    let now = hour(2000);
    // 12 of 24,000 an hour is half of what may fail.
    let counts = hourly(2000 - 720, 2000, 23_988, 24_000);
    let counted = coverage(&slo, &counts, now).counted.unwrap();
    assert_eq!((counted.bad(), counted.total), (12 * 720, 24_000 * 720));
    let spending = slo.spending(&none(), &coverage(&slo, &counts, now), now);
    assert_eq!((spending.source, spending.parts()), (Source::Counts, 500_000));
    assert_eq!(spending.spent, Cost::of(30 * DAY, 500));
    assert_eq!(slo.spending(&none(), &coverage(&slo, &[], now), now).source, Source::Impacts);
}

#[test]
fn who_counts_may_be_late_but_leaves_no_gap() {
    let slo = slo(999_000, Window::Rolling(30));
    let counts = hourly(0, 720, 1, 1);
    let whole = |now| coverage(&slo, &counts, now).counted.is_some();
    assert!(whole(hour(720)) && whole(at(720 * 60 + 59)) && whole(hour(720 + 48)));
    let late = coverage(&slo, &counts, hour(720 + 49));
    assert_eq!((late.counted, late.covered), (None, (720 - 49) * DAY / 24));
    let mut gap = counts.clone();
    gap.remove(100);
    let gap = coverage(&slo, &gap, hour(720));
    assert_eq!((gap.counted, gap.covered), (None, 719 * DAY / 24));
    assert_eq!(gap.frame.micros(), 30 * DAY);
    // The first one may begin a little early, and counts whole.
    let mut early = hourly(1, 720, 1, 1);
    early.push(Count { from: hour(-10), to: hour(1), good: 0, total: 1 });
    let early = coverage(&slo, &early, hour(720));
    let counted = early.counted.unwrap();
    assert_eq!((counted.frame.from, counted.bad()), (hour(-10), 1));
    let mut long = hourly(1, 720, 1, 1);
    long.push(Count { from: hour(-100), to: hour(1), good: 0, total: 1 });
    let long = coverage(&slo, &long, hour(720));
    assert!(long.counted.is_none() && long.begins_early && long.covered == 30 * DAY);
}

#[test]
fn what_happened_since_the_last_count_is_estimated() {
    let slo = slo(999_000, Window::Rolling(30));
    // Nothing failed in thirty days; then half of it for an hour, and all for ten minutes.
    let counts = hourly(0, 720, 1, 1);
    let now = hour(720 + 48);
    let pieces =
        [piece(1, 719 * 60, 721 * 60, 500_000), piece(2, 730 * 60, 730 * 60 + 10, 1_000_000)];
    let (course, coverage) = (Course::of(&pieces, now), coverage(&slo, &counts, now));
    let spending = slo.spending(&course, &coverage, now);
    let minutes = |minutes: i64| Cost::of(minutes * 60_000_000, 1_000_000);
    assert_eq!((spending.counted_until, spending.spent), (Some(hour(720)), minutes(40)));
    assert_eq!((spending.from_impacts, spending.estimated), (minutes(40), minutes(70)));
    assert_eq!(spending.frame, Frame { from: hour(0), to: now });
    assert_eq!(spending.state(), State::Within);
    // Without the first only ten minutes are left, and of what was counted nothing is taken.
    let held = Course::of(&pieces[1..], now);
    assert_eq!(spending.without(&course, &held), minutes(10));
    // What is forgiven of the time that was counted pays for nothing that came later.
    let worse = [pieces[0], piece(2, 722 * 60, 723 * 60, 1_000_000)];
    let course = Course::of(&worse, now);
    let spending = slo.spending(&course, &coverage, now);
    assert_eq!(spending.state(), State::Over);
    assert_eq!(spending.without(&course, &Course::of(&worse[1..], now)), minutes(60));
}

#[test]
fn a_month_is_counted_so_far() {
    let slo = slo(999_000, Window::Month);
    // Ten hours into February 1970, in which nothing was right.
    let begin = 31 * 24;
    let counts = hourly(begin, begin + 10, 0, 7);
    let now = at((begin + 10) * 60 + 30);
    let spending = slo.spending(&none(), &coverage(&slo, &counts, now), now);
    assert_eq!(spending.spent, Cost::of(10 * DAY / 24, 1_000_000));
    assert_eq!(spending.allowed, Cost::of(28 * DAY, 1_000));
    assert_eq!(spending.state(), State::Over);
    // Before the first of its counts there is nothing to say.
    let before = coverage(&slo, &hourly(begin - 10, begin, 0, 7), now);
    assert!(before.counted.is_none() && !before.is_any());
}

#[test]
fn no_requests_spend_nothing_and_the_largest_numbers_fit() {
    let slo = slo(999_000, Window::Rolling(1));
    let spent =
        |good, total| coverage(&slo, &hourly(0, 24, good, total), hour(24)).counted.unwrap().spent;
    assert_eq!(spent(0, 0), Cost::NONE);
    assert_eq!(spent(0, i64::MAX), Cost::of(DAY, 1_000_000));
    assert_eq!(spent(i64::MAX, i64::MAX), Cost::NONE);
    // One of them is more than nothing.
    assert_eq!(spent(i64::MAX - 1, i64::MAX), Cost(1));
}

fn any_counts() -> impl Strategy<Value = Vec<Count>> {
    let count = (0..3_i64, prop::bool::weighted(0.95), 0..50_i64, 0..50_i64);
    prop::collection::vec(count, 0..40).prop_map(|all| {
        let mut from = 0;
        let count = |(hours, there, bad, good): (i64, bool, i64, i64)| {
            let start = from;
            from += hours + 1;
            there.then_some(Count { from: hour(start), to: hour(from), good, total: good + bad })
        };
        all.into_iter().filter_map(count).collect()
    })
}

/// More digits than the sums of these tests have.
fn exactly(counted: (i128, i128), frame: Frame, allowed: Cost) -> State {
    let (bad, total) = counted;
    let time = i128::from(frame.micros()) * 1_000_000;
    if bad * time > total * allowed.0 { State::Over } else { State::Within }
}

proptest! {
    #[test]
    fn the_state_is_exact(counts in any_counts(), parts in 1..1_000_000_i64, late in 0..5_i64) {
        let slo = slo(parts, Window::Rolling(1));
        let now = counts.last().map_or(hour(24), |one| one.to).plus_micros(late * DAY / 48);
        let allowed = slo.allowed(slo.frame(now));
        let coverage = coverage(&slo, &counts, now);
        prop_assert!(coverage.covered <= coverage.frame.micros());
        if let Some(counted) = coverage.counted {
            let spending = slo.spending(&none(), &coverage, now);
            let exact = exactly((counted.bad(), counted.total), coverage.frame, allowed);
            prop_assert_eq!(spending.state(), exact);
            prop_assert!(spending.spent <= Cost::of(coverage.frame.micros(), 1_000_000));
            prop_assert_eq!(spending.spent + spending.remaining(), allowed);
        }
    }

    #[test]
    fn a_count_in_two_parts_is_the_same_count(counts in any_counts(), which in 0..40_usize) {
        let slo = slo(999_000, Window::Rolling(1));
        let now = counts.last().map_or(hour(24), |one| one.to);
        let mut split = counts.clone();
        // Inside the window: what begins before it counts whole.
        let inside = |one: &&mut Count| one.from >= now.plus_micros(-DAY);
        if let Some(one) = split.get_mut(which).filter(inside) {
            let cut = one.from.plus_micros(one.to.since(one.from) / 2);
            let rest = Count { from: cut, good: one.good, total: one.good, to: one.to };
            (one.to, one.total, one.good) = (cut, one.total - one.good, 0);
            split.push(rest);
        }
        prop_assert_eq!(coverage(&slo, &split, now), coverage(&slo, &counts, now));
    }

    #[test]
    fn one_more_failure_never_gives_budget_back(counts in any_counts(), which in 0..40_usize) {
        let slo = slo(999_000, Window::Rolling(1));
        let now = counts.last().map_or(hour(24), |one| one.to);
        let mut worse = counts.clone();
        if let Some(one) = worse.get_mut(which) {
            one.total += 1;
        }
        let spent = |counts: &[Count]| coverage(&slo, counts, now).counted.map(|one| one.spent);
        prop_assert!(spent(&worse) >= spent(&counts));
    }
}
