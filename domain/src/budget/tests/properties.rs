//! What holds of any impacts.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{at, slo};
use crate::budget::{Cost, Course, Frame, Piece, Window};
use crate::impact::Fraction;
use crate::number::IncidentNumber;

const MINUTE: i64 = 60_000_000;
const NOW: i64 = 600;

/// Few numbers, so that they meet.
fn any_piece() -> impl Strategy<Value = Piece> {
    let parts = prop::sample::select(vec![0, 1, 250_000, 500_000, 999_999, 1_000_000]);
    let fraction = prop::option::weighted(0.8, parts);
    let to = prop::option::weighted(0.8, 0..300_i64);
    (1..5_i64, 0..NOW, to, fraction).prop_map(|(number, from, length, parts)| Piece {
        incident: IncidentNumber(number),
        from: at(from),
        to: length.map(|length| at(from + length)),
        fraction: parts.and_then(Fraction::from_millionths),
    })
}

fn any_pieces() -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(any_piece(), 0..10)
}

fn frame(from: i64, to: i64) -> Frame {
    Frame { from: at(from), to: at(to) }
}

/// Minute by minute, as the definition says.
fn brute(pieces: &[Piece], frame: Frame) -> (Cost, Cost, HashMap<IncidentNumber, Cost>) {
    let (mut cost, mut upper, mut shares) = (Cost::NONE, Cost::NONE, HashMap::new());
    let began = |number: IncidentNumber| {
        let was = |one: &&Piece| {
            one.incident == number
                && one.fraction.is_none_or(|part| part.millionths() > 0)
                && one.from < one.to.unwrap_or(at(NOW)).min(at(NOW))
        };
        pieces.iter().filter(was).map(|one| one.from).min()
    };
    for minute in 0..NOW {
        if at(minute) < frame.from || at(minute) >= frame.to {
            continue;
        }
        let parts = |one: &Piece| one.fraction.map_or(1_000_000, Fraction::millionths);
        let going: Vec<&Piece> = pieces
            .iter()
            .filter(|one| one.from <= at(minute) && one.to.is_none_or(|to| at(minute) < to))
            .filter(|one| parts(one) > 0)
            .collect();
        let order = |one: &&&Piece| (-parts(one), began(one.incident), one.incident);
        if let Some(highest) = going.iter().min_by_key(order) {
            let sum: i64 = going.iter().map(|one| parts(one)).sum();
            let this = Cost::of(MINUTE, parts(highest));
            cost = cost + this;
            upper = upper + Cost::of(MINUTE, sum.min(1_000_000));
            let share = shares.entry(highest.incident).or_insert(Cost::NONE);
            *share = *share + this;
        }
    }
    (cost, upper, shares)
}

proptest! {
    #[test]
    fn minute_by_minute_gives_the_same(pieces in any_pieces(), a in 0..NOW, b in 0..NOW) {
        let frame = frame(a.min(b), a.max(b));
        let course = Course::of(&pieces, at(NOW));
        let (cost, upper, shares) = brute(&pieces, frame);
        prop_assert_eq!(course.cost(frame), cost);
        prop_assert_eq!(course.upper(frame), upper);
        prop_assert_eq!(course.charged(frame), shares);
    }

    #[test]
    fn shares_are_what_was_spent_and_it_is_within_its_readings(pieces in any_pieces(), now in 1..2 * NOW) {
        let budget = slo(999_000, Window::Rolling(1)).budget(&pieces, at(now));
        let sum: Cost = budget.shares.iter().map(|share| share.charged).sum();
        prop_assert_eq!(sum, budget.spent);
        prop_assert_eq!(budget.spent + budget.remaining(), budget.allowed);
        prop_assert!(budget.known <= budget.spent && budget.spent <= budget.upper);
        prop_assert!(budget.upper <= Cost::of(budget.frame.micros(), 1_000_000));
        for share in &budget.shares {
            prop_assert!(share.charged <= share.alone.cost);
        }
    }

    #[test]
    fn one_more_impact_never_gives_budget_back(pieces in any_pieces(), more in any_piece()) {
        let slo = slo(999_000, Window::Rolling(1));
        let before = slo.budget(&pieces, at(NOW));
        let all: Vec<Piece> = pieces.iter().copied().chain([more]).collect();
        let after = slo.budget(&all, at(NOW));
        prop_assert!(after.spent >= before.spent && after.upper >= before.upper);
    }

    #[test]
    fn an_impact_in_two_parts_is_the_same_impact(pieces in any_pieces(), cut in 0..NOW, which in 0..10_usize) {
        let mut split = pieces.clone();
        if let Some(one) = split.get_mut(which) {
            let cut = at(cut).max(one.from);
            let cut = one.to.map_or(cut, |to| cut.min(to));
            let rest = Piece { from: cut, ..*one };
            one.to = Some(cut);
            split.push(rest);
        }
        split.reverse();
        let slo = slo(999_000, Window::Rolling(1));
        prop_assert_eq!(slo.budget(&split, at(NOW)), slo.budget(&pieces, at(NOW)));
    }

    #[test]
    fn parts_of_a_frame_make_the_whole(pieces in any_pieces(), mut edges in prop::array::uniform3(0..NOW)) {
        edges.sort_unstable();
        let [a, b, c] = edges;
        let course = Course::of(&pieces, at(NOW));
        let whole = course.cost(frame(a, c));
        prop_assert_eq!(course.cost(frame(a, b)) + course.cost(frame(b, c)), whole);
        prop_assert!(whole <= Cost::of((c - a) * MINUTE, 1_000_000));
        // What lies outside has no part in it.
        let inside: Vec<Piece> = pieces
            .iter()
            .copied()
            .filter(|one| one.from < at(c) && one.to.is_none_or(|to| to > at(a)))
            .collect();
        prop_assert_eq!(Course::of(&inside, at(NOW)).cost(frame(a, c)), whole);
    }
}
