//! What one incident costs by itself: what rules on one incident look at.

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

/// What these pieces of one incident cost, whatever else happened: of a rolling window, in the
/// one that ends with it; else in the month or quarter in which they cost the most of the
/// budget. It does not change as time goes on. None where nothing happened yet.
#[must_use]
pub fn weigh(slo: &Slo, own: &[Piece], now: Instant) -> Option<Weight> {
    let lasting = |piece: &&Piece| piece.from < piece.to.map_or(now, |to| to.min(now));
    let from = own.iter().filter(lasting).map(|piece| piece.from).min()?;
    let to =
        own.iter().filter(lasting).map(|piece| piece.to.map_or(now, |to| to.min(now))).max()?;
    let course = Course::of(own, now);
    let weight =
        |frame: Frame| Weight { frame, cost: course.cost(frame), allowed: slo.allowed(frame) };
    if slo.window.rolling().is_some() {
        return Some(weight(slo.window.at(to, &slo.zone)));
    }
    let last = to.plus_micros(-1);
    let before = slo.window.before(last, &slo.zone, WINDOWS);
    let touched = before.into_iter().take_while(|frame| frame.to > from);
    let frames = std::iter::once(slo.window.at(last, &slo.zone)).chain(touched);
    frames.map(weight).max_by_key(|weight| (weight.parts(), weight.cost))
}
