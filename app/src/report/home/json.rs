//! The same for programs: words, and the figures that they are made of.

use nofault_domain::instant::Instant;
use nofault_domain::report::changes;
use nofault_domain::report::counts::Answer;
use nofault_domain::report::durations::Spans;
use nofault_domain::report::home::{Back, Budgets, Through};
use nofault_domain::report::span::Span;
use nofault_domain::report::toil::Sum;
use serde::{Serialize, Serializer};

use super::Home;
use super::parts::Part;

#[derive(Serialize)]
struct Shown<'a> {
    span: Span,
    before: Span,
    /// Where they are cut.
    zone: &'a str,
    as_of: Instant,
    over: bool,
    headline: String,
    answers: Vec<Part>,
    counts: &'a Answer,
    durations: &'a Spans,
    /// At the span’s end, where it is over, and today.
    budgets: &'a [Budgets],
    changes: &'a changes::Figures,
    factors: &'a Back,
    through: &'a Through,
    toil: &'a Sum,
    toil_before: &'a Sum,
}

impl Serialize for Home {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [toil, toil_before] = &self.toil;
        Shown {
            span: self.span,
            before: self.span.before(),
            zone: self.zone.name(),
            as_of: self.now,
            over: !self.headline.goes_on,
            headline: self.headline.in_words(),
            answers: self.parts(),
            counts: &self.counts,
            durations: &self.lasting,
            budgets: &self.budgets,
            changes: &self.changes.total,
            factors: &self.back,
            through: &self.through,
            toil,
            toil_before,
        }
        .serialize(serializer)
    }
}
