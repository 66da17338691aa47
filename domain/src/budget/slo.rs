//! What a service promises, and over which time.

use super::{Budget, Cost, Course, Frame, Piece, Target, Window};
use crate::instant::Instant;
use crate::zone::Zone;

/// A target and its window. What is counted against it are the impacts on its service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slo {
    pub target: Target,
    pub window: Window,
    /// In which months and quarters begin.
    pub zone: Zone,
}

impl Slo {
    /// The window in which `now` is.
    #[must_use]
    pub fn frame(&self, now: Instant) -> Frame {
        self.window.at(now, &self.zone)
    }

    /// What may fail in a whole window: (1 − target) × its length.
    #[must_use]
    pub fn allowed(&self, frame: Frame) -> Cost {
        Cost::of(frame.micros(), self.target.may_fail())
    }

    /// From when on impacts have to be known for all that is said of it: `windows` before this.
    #[must_use]
    pub fn reaches_back(&self, now: Instant, windows: usize) -> Instant {
        let before = self.window.before(now, &self.zone, windows);
        before.last().map_or(self.frame(now).from, |frame| frame.from)
    }

    /// What was spent of the budget of the window in which `now` is.
    #[must_use]
    pub fn budget(&self, pieces: &[Piece], now: Instant) -> Budget {
        Budget::of(self, pieces, &Course::of(pieces, now), now)
    }
}
