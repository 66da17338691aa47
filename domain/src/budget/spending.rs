//! What is held to be spent of a budget, and who says so.

use super::{Budget, Cost, Course, Coverage, Frame, Slo, State};
use crate::instant::Instant;

crate::words!(
    /// Where the figure of what was spent comes from.
    Source, "source of a budget" {
        Impacts = "impacts", "Estimated from impacts";
        Counts = "counts", "Counted";
    }
);

/// Of one window, until now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spending {
    pub source: Source,
    /// The time in which it was spent.
    pub frame: Frame,
    /// Where it was counted: until then, and estimated since.
    pub counted_until: Option<Instant>,
    pub allowed: Cost,
    pub spent: Cost,
    /// What of it impacts say: of the time that was not counted.
    pub from_impacts: Cost,
    /// What impacts say of the whole time.
    pub estimated: Cost,
}

impl Spending {
    /// Below nothing where more was spent than there was.
    #[must_use]
    pub fn remaining(&self) -> Cost {
        self.allowed - self.spent
    }

    #[must_use]
    pub fn state(&self) -> State {
        State::of(self.spent, self.allowed)
    }

    /// Of the budget, in parts per million.
    #[must_use]
    pub fn parts(&self) -> i128 {
        self.spent.parts_of(self.allowed)
    }

    /// What was counted beyond what the incidents of the window are charged with: below nothing
    /// where counts say less than they do. None where nothing was counted.
    #[must_use]
    pub fn of_no_incident(&self, budget: &Budget) -> Option<Cost> {
        self.counted_until.map(|_| self.spent - budget.spent)
    }

    /// What is spent without some of the impacts: `all` is the course with them, `held` the one
    /// without. What they spent is known of impacts alone: of the time that was counted, so
    /// much is taken from what was counted.
    #[must_use]
    pub fn without(&self, all: &Course, held: &Course) -> Cost {
        let split = self.counted_until.unwrap_or(self.frame.from);
        let counted = Frame { to: split, ..self.frame };
        let since = Frame { from: split, ..self.frame };
        let forgiven = all.cost(counted) - held.cost(counted);
        (self.spent - self.from_impacts - forgiven).max(Cost::NONE) + held.cost(since)
    }
}

impl Slo {
    /// As counts say it where they cover the window, and as impacts do since the last of them;
    /// else as impacts do.
    #[must_use]
    pub fn spending(&self, course: &Course, coverage: &Coverage, now: Instant) -> Spending {
        let window = self.frame(now);
        let to = window.to.min(now);
        let (source, from, counted) = match coverage.counted {
            Some(counted) => (Source::Counts, coverage.frame.from, counted.spent),
            None => (Source::Impacts, window.from, Cost::NONE),
        };
        let counted_until = coverage.counted.map(|_| coverage.frame.to);
        let frame = Frame { from, to };
        let since = Frame { from: counted_until.unwrap_or(from), to };
        let from_impacts = course.cost(since);
        Spending {
            source,
            frame,
            counted_until,
            allowed: self.allowed(window),
            spent: counted + from_impacts,
            from_impacts,
            estimated: course.cost(frame),
        }
    }
}
