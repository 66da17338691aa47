//! What comes: the curve by which a window recovers, and what happened before, again.

use proptest::prelude::*;

use super::{at, piece, slo};
use crate::budget::{
    Again, Cost, Course, Coverage, Piece, Replay, Slo, Source, Spending, Window, again, recovery,
    replay, would_spend,
};
use crate::instant::Instant;
use crate::number::IncidentNumber;

const DAY: i64 = 24 * 60;
const ALL: i64 = 1_000_000;

fn minutes(minutes: i64) -> Cost {
    Cost::of(minutes * 60_000_000, ALL)
}

#[test]
fn a_rolling_window_recovers_as_it_was_spent() {
    let slo = slo(990_000, Window::Rolling(1));
    let now = at(10 * DAY);
    // It allows 14 minutes 24 seconds; 20 were spent.
    let pieces = [piece(1, 10 * DAY - 600, 10 * DAY - 580, ALL)];
    let curve = recovery(&slo, &Course::of(&pieces, now), now).unwrap();
    let from = 11 * DAY - 600;
    assert_eq!(
        curve.points,
        [
            (now, minutes(20)),
            (at(from), minutes(20)),
            (at(from + 20), Cost::NONE),
            (at(11 * DAY), Cost::NONE)
        ]
    );
    // 5 minutes 36 seconds have to leave the window.
    assert_eq!(curve.within_from, Some(at(from + 5).plus_micros(36_000_000)));
    assert_eq!(recovery(&slo, &Course::default(), now).unwrap().within_from, None);
    let month = super::slo(990_000, Window::Month);
    assert_eq!(recovery(&month, &Course::of(&pieces, now), now), None);
}

/// As impacts say it.
fn estimated(slo: &Slo, course: &Course, now: Instant) -> Spending {
    let frame = slo.to_be_counted(None, now);
    let none = Coverage { frame, covered: 0, begins_early: false, counted: None };
    slo.spending(course, &none, now)
}

/// The same, of which so much more was counted.
fn counted(slo: &Slo, course: &Course, now: Instant, more: Cost) -> Spending {
    let one = estimated(slo, course, now);
    let spent = one.spent + more;
    Spending { source: Source::Counts, counted_until: Some(now), spent, ..one }
}

#[test]
fn what_followed_this_point_is_replayed_in_calendar_windows() {
    let slo = slo(999_000, Window::Month);
    // Midday of 1971-03-15; the first of each month of 1970 began with a failure, and each
    // of the last four ended with one.
    let now = at(438 * DAY + 720);
    let mut frames = slo.window.before(now, &slo.zone, 12);
    let mut pieces = Vec::new();
    for (number, frame) in (1..).zip(&frames) {
        let (from, to) = (frame.from.micros() / 60_000_000, frame.to.micros() / 60_000_000);
        pieces.push(piece(number, from, from + 600, ALL));
        if number <= 4 {
            pieces.push(piece(number, to - 40, to - 10, ALL));
        }
    }
    let course = Course::of(&pieces, now);
    // 44 minutes are left: 30 more do not exceed them.
    let since = frames.pop().unwrap().from;
    let none = replay(&slo, &pieces, &course, &estimated(&slo, &course, now), since, now);
    assert_eq!(none, Replay::Of { windows: 12, exceeded: 0 });
    // With 20 of them spent, 30 do.
    let start = slo.frame(now).from.micros() / 60_000_000;
    pieces.push(piece(99, start, start + 20, ALL));
    let course = Course::of(&pieces, now);
    let four = replay(&slo, &pieces, &course, &estimated(&slo, &course, now), since, now);
    assert_eq!(four, Replay::Of { windows: 12, exceeded: 4 });
    // What was counted takes from what remains as well.
    let fewer = counted(&slo, &course, now, minutes(10));
    let all = replay(&slo, &pieces, &course, &fewer, since, now);
    assert_eq!(all, Replay::Of { windows: 12, exceeded: 4 });
    let over = counted(&slo, &course, now, minutes(30));
    assert_eq!(replay(&slo, &pieces, &course, &over, since, now), Replay::Over);
    // Of what is not on record nothing is said; below six windows nothing at all.
    let six = replay(&slo, &pieces, &course, &estimated(&slo, &course, now), frames[5].from, now);
    assert_eq!(six, Replay::Of { windows: 6, exceeded: 4 });
    let few = replay(
        &slo,
        &pieces,
        &course,
        &estimated(&slo, &course, now),
        frames[5].from.plus_micros(1),
        now,
    );
    assert_eq!(few, Replay::Few);
    // Where nothing remains no window says anything.
    pieces.push(piece(98, start + 20, start + 45, ALL));
    let course = Course::of(&pieces, now);
    assert_eq!(
        replay(&slo, &pieces, &course, &estimated(&slo, &course, now), since, now),
        Replay::Over
    );
}

#[test]
fn a_rolling_window_recovers_while_the_past_happens_again() {
    let slo = slo(990_000, Window::Rolling(1));
    let now = at(20 * DAY);
    // It allows 14 minutes 24 seconds. Ten were spent just before the window rolls on, so that
    // ten more later than that are within; eleven days ago ten came at once.
    let mut pieces = vec![piece(1, 19 * DAY, 19 * DAY + 10, ALL)];
    pieces.push(piece(2, 15 * DAY + 600, 15 * DAY + 610, ALL));
    let past = |pieces: &[Piece]| {
        let course = Course::of(pieces, now);
        replay(&slo, pieces, &course, &estimated(&slo, &course, now), at(0), now)
    };
    assert_eq!(past(&pieces), Replay::Of { windows: 12, exceeded: 0 });
    // From the first minute on both are in the window for a while.
    pieces.push(piece(3, 9 * DAY, 9 * DAY + 10, ALL));
    assert_eq!(past(&pieces), Replay::Of { windows: 12, exceeded: 0 });
    pieces[0] = piece(1, 19 * DAY + 600, 19 * DAY + 610, ALL);
    assert_eq!(past(&pieces), Replay::Of { windows: 12, exceeded: 1 });
    // When what was counted leaves the window is not known.
    let course = Course::of(&pieces, now);
    let spending = counted(&slo, &course, now, minutes(1));
    assert_eq!(replay(&slo, &pieces, &course, &spending, at(0), now), Replay::Counted);
}

/// What is left is that of the state shown, never more.
#[test]
fn one_more_leaves_no_more_than_is_left() {
    // It allows 14 minutes 24 seconds; four are spent.
    let slo = slo(990_000, Window::Rolling(1));
    let now = at(10 * DAY);
    let course = Course::of(&[piece(1, 10 * DAY - 600, 10 * DAY - 596, ALL)], now);
    let says = |more| would_spend(minutes(4), &counted(&slo, &course, now, minutes(more)));
    let alone = would_spend(minutes(4), &estimated(&slo, &course, now));
    assert_eq!(alone, "would spend 4m (27.8 % of the budget), and leave 6m 24s.");
    assert_eq!(says(2), "would spend 4m (27.8 % of the budget), and leave 4m 24s.");
    assert_eq!(says(8), "would spend 4m (27.8 % of the budget): 1m 36s more than is left.");
    let over = "would spend 4m (27.8 % of the budget): it is over already, and would then be over by 5m 36s.";
    assert_eq!(says(12), over);
}

#[test]
fn one_more_like_the_last_or_the_median_one() {
    let slo = slo(990_000, Window::Rolling(1));
    let now = 20 * DAY;
    let pieces = [
        piece(1, 19 * DAY, 19 * DAY + 4, ALL),
        piece(2, 18 * DAY, 18 * DAY + 8, ALL),
        piece(3, 17 * DAY, 17 * DAY + 1, ALL),
        piece(4, 16 * DAY, 16 * DAY + 100, ALL),
        // It goes on; and this is too long ago.
        piece(5, now - 10, None, ALL),
        piece(6, 2 * DAY, 2 * DAY + 900, ALL),
    ];
    let budget = slo.budget(&pieces, at(now));
    let last = (IncidentNumber(1), minutes(4));
    assert_eq!(again(&slo, &pieces, &budget), Some(Again { last, median: minutes(6), n: 4 }));
    // The last is the one that ended last, however early it began.
    let long = [&pieces[..], &[piece(9, 16 * DAY + 200, 19 * DAY + 10, ALL / 1000)]].concat();
    let found = again(&slo, &long, &slo.budget(&long, at(now))).unwrap();
    assert_eq!(found.last.0, IncidentNumber(9));
    // Of those that affected nobody neither is like one.
    let harmless = [piece(7, 19 * DAY + 60, 19 * DAY + 70, 0), piece(8, 19 * DAY, 19 * DAY + 5, 0)];
    let with = [&pieces[..], &harmless].concat();
    let budget = slo.budget(&with, at(now));
    assert_eq!(again(&slo, &with, &budget), Some(Again { last, median: minutes(6), n: 4 }));
    assert_eq!(again(&slo, &harmless, &slo.budget(&harmless, at(now))), None);
    let none = slo.budget(&pieces[4..5], at(now));
    assert_eq!(again(&slo, &pieces[4..5], &none), None);
}

proptest! {
    #[test]
    fn the_curve_is_what_will_be_spent(
        spans in prop::collection::vec((0..1440_i64, 0..400_i64, 1..=ALL), 0..6),
        later in 0..1440_i64,
    ) {
        let slo = slo(995_000, Window::Rolling(1));
        let now = at(1440);
        let made = |(number, (from, length, parts)): (i64, &(i64, i64, i64))| {
            piece(number, *from, (from + length).min(1440), *parts)
        };
        let pieces: Vec<Piece> = (1..).zip(&spans).map(made).collect();
        let curve = recovery(&slo, &Course::of(&pieces, now), now).unwrap();
        for (time, spent) in &curve.points {
            prop_assert_eq!(slo.budget(&pieces, *time).spent, *spent);
        }
        prop_assert!(curve.points.windows(2).all(|two| two[0].1 >= two[1].1));
        let then = slo.budget(&pieces, now.plus_micros(later * 60_000_000));
        let over = |at| slo.budget(&pieces, at).spent > then.allowed;
        match curve.within_from {
            None => prop_assert!(!over(now)),
            Some(from) => {
                prop_assert!(over(now) && !over(from) && over(from.plus_micros(-1)));
            }
        }
        // Between two points it lies on the line between them.
        let place = curve.points.partition_point(|(time, _)| *time <= then.now);
        if let (Some(a), Some(b)) = (curve.points.get(place - 1), curve.points.get(place)) {
            prop_assert!(b.1 <= then.spent && then.spent <= a.1);
            let (width, done) = (b.0.since(a.0), then.now.since(a.0));
            let fall = (a.1 - b.1).0 * i128::from(done) / i128::from(width);
            prop_assert!(((a.1 - then.spent).0 - fall).abs() <= i128::from(ALL));
        }
    }
}
