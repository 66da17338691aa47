//! Two spans of a report compared, each of one period or of several.

use super::compare::{HISTORY_DAYS, Strata, strata};
use super::{DurationsReport, Figures, PeriodFigures, build};
use crate::duration::DAY;
use crate::report::home::AT_ONCE;
use crate::report::span::Span;
use crate::severity::Severity;
use crate::statistics::change::{Change, Side, Spread, change};

/// The figures of a span and of the one before it, and what changed.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Spans {
    pub before: Figures,
    pub after: Figures,
    pub change: Change<Option<Severity>>,
}

/// `after` and the span before it, each of periods of the report, as the home tells of them.
#[must_use]
pub fn spans(report: &DurationsReport, after: Span) -> Spans {
    let before = after.before();
    let [was, is] = [before, after].map(|span| report.within(span).collect::<Vec<_>>());
    let side = |periods: &[&PeriodFigures], span: Span| Side {
        strata: strata_of_all(periods),
        finished: span.is_over(report.as_of, &report.zone),
    };
    let history = history(report, after);
    let change = change(&side(&was, before), &side(&is, after), AT_ONCE, history);
    Spans { before: figures(&was), after: figures(&is), change }
}

impl DurationsReport {
    /// Those of its periods that are in a span of such periods.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &PeriodFigures> + Clone {
        let inside =
            move |one: &&PeriodFigures| span.first() <= one.period && one.period <= span.last();
        self.periods.iter().filter(inside)
    }
}

/// How much lengths differed within periods and severities, until the span’s end.
fn history(report: &DurationsReport, after: Span) -> Option<Spread> {
    let end = after.end(&report.zone);
    let past = report.periods.iter().filter(|one| {
        let [began, ended] = [one.period.start(&report.zone), one.period.end(&report.zone)];
        ended <= end && end.since(began) <= HISTORY_DAYS * DAY
    });
    let past: Vec<_> = past.flat_map(|one| strata_of_all(&[one]).into_values()).collect();
    Spread::within(&past)
}

fn strata_of_all(periods: &[&PeriodFigures]) -> Strata {
    strata(periods.iter().flat_map(|period| {
        let severities = period.included.iter().map(|one| one.severity);
        let severities = severities.chain(period.open.iter().map(|one| one.severity));
        severities.zip(build::measured(&period.included, &period.open))
    }))
}

fn figures(periods: &[&PeriodFigures]) -> Figures {
    match periods {
        [one] => one.figures.clone(),
        several => Figures::total(&several.iter().map(|one| (*one).clone()).collect::<Vec<_>>()),
    }
}
