//! Whether what was decided is followed through.

use serde::Serialize;

use crate::action::ActionState;
use crate::report::actions::{ActionCounts, Tally};
use crate::report::reviews;
use crate::report::span::Span;
use crate::word::lower;

/// Actions and reviews: those of a span, and those that wait.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Through {
    /// As they stand today, whenever they were written down.
    pub actions: ActionCounts,
    /// That ended in the span.
    pub done: usize,
    pub declined: usize,
    /// Of the span's incidents, as they stand today.
    pub reviews: reviews::Figures,
}

impl Through {
    #[must_use]
    pub fn of(tally: &Tally, reviews: &reviews::Figures, span: Span) -> Self {
        Self {
            actions: tally.total.clone(),
            done: tally.ended(ActionState::Done, span),
            declined: tally.ended(ActionState::WontDo, span),
            reviews: reviews.clone(),
        }
    }

    #[must_use]
    pub fn in_words(&self, span: Span) -> Vec<String> {
        let reviews = lower(&self.reviews.in_words());
        let reviews = format!("Of incidents {}, {reviews}", span.within());
        vec![self.actions.open_in_words(), self.ended_in_words(span), reviews]
    }

    fn ended_in_words(&self, span: Span) -> String {
        let were = |many: usize| if many == 1 { "was" } else { "were" };
        let ended = match (self.done, self.declined) {
            (0, 0) => return format!("None ended {}.", span.within()),
            (done, 0) => format!("{done} {} done", were(done)),
            (0, declined) => format!("{declined} {} declined", were(declined)),
            (done, declined) => format!("{done} {} done and {declined} declined", were(done)),
        };
        format!("{ended} {}.", span.within())
    }
}
