//! The same for programs: words, and the figures that they are made of.

use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::changes;
use nofault_domain::report::counts::Answer;
use nofault_domain::report::durations::Spans;
use nofault_domain::report::home::{Back, Budgets, Standing, Through};
use nofault_domain::report::span::Span;
use nofault_domain::report::toil::Sum;
use nofault_domain::severity::Severity;
use serde::{Serialize, Serializer};

use super::Home;
use super::parts::Part;

#[derive(Serialize)]
struct Shown<'a, B, F> {
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
    budgets: B,
    changes: &'a changes::Figures,
    factors: F,
    through: &'a Through,
    toil: &'a Sum,
    toil_before: &'a Sum,
}

impl<'a, B, F> Shown<'a, B, F> {
    fn of(home: &'a Home, answers: Vec<Part>, budgets: B, factors: F) -> Self {
        let [toil, toil_before] = &home.toil;
        Self {
            span: home.span,
            before: home.span.before(),
            zone: home.zone.name(),
            as_of: home.now,
            over: !home.headline.goes_on,
            headline: home.headline.in_words(),
            answers,
            counts: &home.counts,
            durations: &home.lasting,
            budgets,
            changes: &home.changes.total,
            factors,
            through: &home.through,
            toil,
            toil_before,
        }
    }
}

/// Budgets at the span’s end, where it is over, and today.
impl Serialize for Home {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let budgets = self.budgets.as_slice();
        Shown::of(self, self.parts(), budgets, &self.back).serialize(serializer)
    }
}

/// As it is kept: with the incidents behind it; without factors by name, as not everybody may see
/// them later; and with the budgets of the span alone, as those of today are others tomorrow.
#[derive(Serialize)]
pub struct ToKeep<'a> {
    #[serde(flatten)]
    shown: Shown<'a, &'a [Standing], OfFactors>,
    incidents: Vec<Counted>,
}

/// How many factors.
#[derive(Serialize)]
struct OfFactors {
    /// Incidents of which somebody named one.
    with_factors: i64,
    came_back: usize,
}

#[derive(Serialize)]
struct Counted {
    incident: IncidentNumber,
    severity: Option<Severity>,
}

impl Home {
    #[must_use]
    pub fn to_keep(&self) -> ToKeep<'_> {
        let budgets = self.budgets.first().map_or(&[][..], |one: &Budgets| &one.standing);
        let counted = self.counts.period.incidents.iter();
        let Back { with_factors, factors } = &self.back;
        let factors = OfFactors { with_factors: *with_factors, came_back: factors.len() };
        ToKeep {
            shown: Shown::of(self, self.parts_without_titles(), budgets, factors),
            incidents: counted
                .map(|one| Counted { incident: one.incident, severity: one.severity })
                .collect(),
        }
    }
}
