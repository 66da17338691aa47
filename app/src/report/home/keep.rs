//! The home as it is kept: what a director reads again, and compares.
//!
//! Its words name no factor, as titles may be redacted later. Its budgets are those of the span:
//! those of today are others tomorrow. The incidents behind it stand beside, by number.

use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::changes;
use nofault_domain::report::counts::PeriodCount;
use nofault_domain::report::durations::Figures;
use nofault_domain::report::home::{Budgets, Standing, Through};
use nofault_domain::report::span::Span;
use nofault_domain::report::toil::Sum;
use nofault_domain::severity::Severity;
use serde::Serialize;

use super::Home;
use super::parts::Part;

#[derive(Serialize)]
pub struct ToKeep<'a> {
    span: Span,
    before: Span,
    zone: &'a str,
    as_of: Instant,
    headline: String,
    answers: Vec<Part>,
    counts: Counts,
    durations: Durations<'a>,
    budgets: &'a [Standing],
    changes: &'a changes::Figures,
    factors: Factors,
    through: &'a Through,
    toil: &'a Sum,
    toil_before: &'a Sum,
    incidents: Vec<Behind>,
}

#[derive(Serialize)]
struct Counts {
    period: Counted,
    before: Counted,
}

#[derive(Serialize)]
struct Counted {
    count: usize,
    rate: Option<Rate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Compared>,
    without_impact: usize,
    impact: Impact,
}

#[derive(Serialize)]
struct Rate {
    per_week: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Impact {
    seconds: f64,
    incidents: usize,
}

/// With what was before it, as so many times.
#[derive(Serialize)]
struct Compared {
    ratio: Option<f64>,
    low: f64,
    high: Option<f64>,
}

#[derive(Serialize)]
struct Durations<'a> {
    after: Lasting<'a>,
    before: &'a Figures,
}

#[derive(Serialize)]
struct Lasting<'a> {
    #[serde(flatten)]
    figures: &'a Figures,
    compared: Option<Compared>,
}

#[derive(Serialize)]
struct Factors {
    /// Incidents of which somebody named one.
    with_factors: i64,
    came_back: usize,
}

#[derive(Serialize)]
struct Behind {
    incident: IncidentNumber,
    severity: Option<Severity>,
}

impl Counted {
    fn of(period: &PeriodCount, compared: Option<Compared>) -> Self {
        Self {
            count: period.count,
            rate: period.rate.as_ref().map(|rate| Rate {
                per_week: rate.per_week,
                low: rate.low,
                high: rate.high,
            }),
            compared,
            without_impact: period.without_impact,
            impact: Impact {
                seconds: period.impact.affected.seconds(),
                incidents: period.impact.incidents,
            },
        }
    }
}

impl Home {
    #[must_use]
    pub fn to_keep(&self) -> ToKeep<'_> {
        let (counts, lasting) = (&self.counts, &self.lasting);
        let [toil, toil_before] = &self.toil;
        let more = counts.change.as_ref().ok();
        let longer = lasting.change.ratio.ok();
        let behind = counts.period.incidents.iter();
        ToKeep {
            span: self.span,
            before: self.span.before(),
            zone: self.zone.name(),
            as_of: self.now,
            headline: self.headline.in_words(),
            answers: self.parts_without_titles(),
            counts: Counts {
                period: Counted::of(
                    &counts.period,
                    more.map(|more| Compared { ratio: more.ratio, low: more.low, high: more.high }),
                ),
                before: Counted::of(&counts.before, None),
            },
            durations: Durations {
                after: Lasting {
                    figures: &lasting.after,
                    compared: longer.map(|ratio| Compared {
                        ratio: Some(ratio.point),
                        low: ratio.low,
                        high: Some(ratio.high),
                    }),
                },
                before: &lasting.before,
            },
            budgets: self.budgets.first().map_or(&[][..], |one: &Budgets| &one.standing),
            changes: &self.changes.total,
            factors: Factors {
                with_factors: self.back.with_factors,
                came_back: self.back.factors.len(),
            },
            through: &self.through,
            toil,
            toil_before,
            incidents: behind
                .map(|one| Behind { incident: one.incident, severity: one.severity })
                .collect(),
        }
    }
}
