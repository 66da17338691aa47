//! The report as files.

use super::{CountsReport, PeriodCount};
use crate::report::filters::COLUMNS;
use crate::report::sheet::{Sheet, cell};
use crate::severity::Severity;
use crate::word::Word;

const FIGURES: [&str; 10] = [
    "period",
    "count",
    "days",
    "finished",
    "per_week",
    "low",
    "high",
    "phi",
    "phi_df",
    "independence_assumed",
];
const BESIDE: [&str; 9] = [
    "by_declared",
    "impact_seconds",
    "impact_incidents",
    "weighted_at_least_seconds",
    "weighted_at_most_seconds",
    "fractions_unknown",
    "impacts_open",
    "impacts_without_end",
    "without_impact",
];
const WHAT: [&str; 2] = ["zone", "as_of"];

impl CountsReport {
    /// A row for each period.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let held = severities().map(|one| one.map_or("no_severity", Word::key));
        let head = FIGURES.into_iter().chain(held).chain(BESIDE);
        let mut sheet = Sheet::new(head.chain(WHAT).chain(COLUMNS));
        for one in &self.periods {
            let mut row = one.figures();
            row.extend(severities().map(|severity| one.of(severity).to_string()));
            row.extend(one.beside());
            sheet.row(row.into_iter().chain(self.what()));
        }
        sheet.into_text()
    }

    /// Of what it is, in each row.
    fn what(&self) -> impl Iterator<Item = String> {
        let what = [self.zone.name().to_owned(), self.as_of.rfc3339()];
        what.into_iter().chain(self.filters.cells())
    }

    /// A row for each week of each period.
    #[must_use]
    pub fn weeks_to_csv(&self) -> String {
        let head = ["period", "from", "days", "whole", "count"];
        let mut sheet = Sheet::new(head.into_iter().chain(WHAT).chain(COLUMNS));
        for one in &self.periods {
            for week in &one.weeks {
                let row = [
                    one.period.to_string(),
                    week.from.to_string(),
                    week.days.to_string(),
                    week.whole.to_string(),
                    week.count.to_string(),
                ];
                sheet.row(row.into_iter().chain(self.what()));
            }
        }
        sheet.into_text()
    }

    /// A row for each incident that is counted in a period.
    #[must_use]
    pub fn incidents_to_csv(&self) -> String {
        let head = ["incident", "period", "began", "by_declared", "severity"];
        let mut sheet = Sheet::new(head.into_iter().chain(WHAT).chain(COLUMNS));
        for period in &self.periods {
            for one in &period.incidents {
                let row = [
                    one.incident.to_string(),
                    period.period.to_string(),
                    one.at.rfc3339(),
                    one.by_declared.to_string(),
                    cell(one.severity.map(Word::key)),
                ];
                sheet.row(row.into_iter().chain(self.what()));
            }
        }
        sheet.into_text()
    }
}

/// The worst first, then none.
fn severities() -> impl Iterator<Item = Option<Severity>> {
    Severity::ALL.iter().copied().map(Some).chain([None])
}

impl PeriodCount {
    /// How many held this as their highest.
    #[must_use]
    pub fn of(&self, severity: Option<Severity>) -> usize {
        let found = self.severities.iter().find(|one| one.severity == severity);
        found.map_or(0, |one| one.count)
    }

    fn figures(&self) -> Vec<String> {
        let rate = self.rate.as_ref();
        vec![
            self.period.to_string(),
            self.count.to_string(),
            self.days.to_string(),
            self.finished.to_string(),
            cell(rate.map(|rate| rate.per_week)),
            cell(rate.map(|rate| rate.low)),
            cell(rate.map(|rate| rate.high)),
            cell(rate.map(|rate| rate.clustering.phi)),
            cell(rate.map(|rate| rate.clustering.df)),
            cell(rate.map(|rate| rate.clustering.assumed)),
        ]
    }

    fn beside(&self) -> Vec<String> {
        let impact = &self.impact;
        let [least, most] = [impact.at_least, impact.at_most].map(|cost| cost.as_failure_of_all());
        vec![
            self.by_declared.to_string(),
            impact.affected.seconds().to_string(),
            impact.incidents.to_string(),
            least.seconds().to_string(),
            most.seconds().to_string(),
            impact.unknown.to_string(),
            impact.open.len().to_string(),
            impact.no_end.len().to_string(),
            self.without_impact.to_string(),
        ]
    }
}
