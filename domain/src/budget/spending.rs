//! What is held to be spent of a budget, and who says so.

use super::{Budget, Cost, Coverage, State};

crate::words!(
    /// Where the figure of what was spent comes from.
    Source, "source of a budget" {
        Impacts = "impacts", "Estimated from impacts";
        Counts = "counts", "Counted";
    }
);

/// Of one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spending {
    pub source: Source,
    pub allowed: Cost,
    pub spent: Cost,
}

impl Spending {
    /// Below nothing where more was spent than there was.
    #[must_use]
    pub fn remaining(&self) -> Cost {
        self.allowed - self.spent
    }

    #[must_use]
    pub fn state(&self) -> State {
        if self.spent > self.allowed { State::Over } else { State::Within }
    }

    /// Of the budget, in parts per million.
    #[must_use]
    pub fn parts(&self) -> i128 {
        self.spent.parts_of(self.allowed)
    }
}

impl Budget {
    /// As impacts say it.
    #[must_use]
    pub fn estimate(&self) -> Spending {
        Spending { source: Source::Impacts, allowed: self.allowed, spent: self.spent }
    }

    /// As counts say it where they cover the window, else as impacts do.
    #[must_use]
    pub fn spending(&self, coverage: &Coverage) -> Spending {
        match coverage.counted {
            Some(counted) => {
                Spending { source: Source::Counts, allowed: self.allowed, spent: counted.spent }
            }
            None => self.estimate(),
        }
    }
}
