//! The answers, each with its words.

use nofault_domain::report::home::{lasting, toil};
use nofault_domain::word::capital;
use serde::Serialize;

use super::Home;

/// A question, and what is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    pub key: &'static str,
    pub question: &'static str,
    /// The first says the most.
    pub words: Vec<String>,
}

impl Home {
    /// In the order in which somebody would ask.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut budgets = self.budgets.first().map(|one| one.in_words(&self.zone));
        if let Some(words) = &mut budgets {
            words.extend(self.today_in_words());
        }
        self.answered(self.back.in_words(), budgets.unwrap_or_default())
    }

    /// The same of the span alone: the titles of factors may be redacted later, and the budgets
    /// of today are others tomorrow.
    #[must_use]
    pub fn parts_without_titles(&self) -> Vec<Part> {
        let budgets = self.budgets.first().map(|one| one.in_words(&self.zone));
        self.answered(self.back.many_in_words(), budgets.unwrap_or_default())
    }

    fn answered(&self, back: String, budgets: Vec<String>) -> Vec<Part> {
        let before = self.span.before().said();
        let part = |key, question, words| Part { key, question, words };
        let [toil_now, toil_before] = &self.toil;
        let led = vec![self.changes.total.rate_in_words(), back];
        let mut many = vec![self.counts.in_words()];
        // Of none before no ratio says anything.
        many.extend(self.counts.ratio_in_words().filter(|_| self.counts.before.count > 0));
        let impact = &self.counts.period.impact;
        let was = &self.counts.before.impact;
        let lost = vec![impact.in_words(), format!("{}: {}", capital(&before), was.in_words())];
        vec![
            part("counts", "How many incidents?", many),
            part("impact", "How long was something affected?", lost),
            part(
                "durations",
                "How long did incidents take?",
                lasting(&self.durations, &self.lasting, self.span),
            ),
            part("budgets", "Is there error budget left?", budgets),
            part("causes", "What led to incidents?", led),
            part("through", "Do we follow through?", self.through.in_words(self.span)),
            part("toil", "How much toil was it?", toil(toil_now, toil_before, &before)),
        ]
    }

    /// Where the budgets stand today, where that is another answer.
    fn today_in_words(&self) -> Option<String> {
        let [first, today] = self.budgets.as_slice() else { return None };
        let other = today.over_in_words() != first.over_in_words();
        other.then(|| today.in_words(&self.zone).into_iter().next()).flatten()
    }
}
