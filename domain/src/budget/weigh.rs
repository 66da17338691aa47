//! What one incident costs by itself: what rules on one incident look at.

use std::collections::BTreeSet;

use super::{Cost, Course, Frame, Piece, Slo};
use crate::instant::Instant;

/// Of one window's budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    pub frame: Frame,
    pub cost: Cost,
    pub allowed: Cost,
}

impl Weight {
    /// In parts per million.
    #[must_use]
    pub fn parts(&self) -> i128 {
        self.cost.parts_of(self.allowed)
    }
}

/// A long one is looked at in so many windows before its end.
const WINDOWS: usize = 24;

/// What these pieces of one incident cost, whatever else happened: where they cost the most of the
/// budget, of the rolling windows that end with a piece of it, or of the months or quarters. It
/// does not change as time goes on. None where nothing happened yet.
#[must_use]
pub fn weigh(slo: &Slo, own: &[Piece], now: Instant) -> Option<Weight> {
    let lasting = || own.iter().filter(|piece| piece.from < piece.until(now));
    let from = lasting().map(|piece| piece.from).min()?;
    let to = lasting().map(|piece| piece.until(now)).max()?;
    let course = Course::of(own, now);
    let weight =
        |frame: Frame| Weight { frame, cost: course.cost(frame), allowed: slo.allowed(frame) };
    let most = |one: &Weight| (one.parts(), one.cost);
    if slo.window.rolling().is_some() {
        let ends: BTreeSet<Instant> = lasting().map(|piece| piece.until(now)).collect();
        return ends.into_iter().map(|end| weight(slo.window.at(end, &slo.zone))).max_by_key(most);
    }
    let last = to.plus_micros(-1);
    let before = slo.window.before(last, &slo.zone, WINDOWS);
    let touched = before.into_iter().take_while(|frame| frame.to > from);
    let frames = std::iter::once(slo.window.at(last, &slo.zone)).chain(touched);
    frames.map(weight).max_by_key(most)
}
