//! The report as sheets. Each row says of what it is: the metric, the filters and the state of the
//! data stand in it.

use super::{
    AtOnce, Counts, DurationsReport, Figured, Figures, LeftOut, PeriodFigures, Row, SourceRule,
};
use crate::instant::Instant;
use crate::period::Period;
use crate::report::filters::{COLUMNS, Filters};
use crate::report::sheet::{Sheet, cell};
use crate::severity::Severity;
use crate::statistics::Verdict;
use crate::word::Word;
use crate::zone::Zone;

/// In exact seconds; an end of an interval is blank where it is not told.
const FIGURES: [&str; 15] = [
    "period",
    "n",
    "n_open",
    "n_zero",
    "mean_seconds",
    "mean_at_least",
    "median_seconds",
    "median_low_seconds",
    "median_high_seconds",
    "p90_seconds",
    "p90_low_seconds",
    "p90_high_seconds",
    "geometric_mean_seconds",
    "geometric_mean_low_seconds",
    "geometric_mean_high_seconds",
];
const METRIC: [&str; 3] = ["metric", "definition", "definition_version"];
const WHAT: [&str; 3] = ["source", "zone", "as_of"];

/// What a file is of, beside its metric.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct What {
    pub source: SourceRule,
    pub zone: Zone,
    pub as_of: Instant,
    pub filters: Filters,
}

impl What {
    fn cells(&self) -> impl Iterator<Item = String> {
        let what =
            [self.source.key().to_owned(), self.zone.name().to_owned(), self.as_of.rfc3339()];
        what.into_iter().chain(self.filters.cells())
    }
}

impl DurationsReport {
    fn cells(&self) -> Vec<String> {
        let metric =
            [self.metric.to_string(), self.definition.clone(), cell(self.definition_version)];
        let what = What {
            source: self.source,
            zone: self.zone.clone(),
            as_of: self.as_of,
            filters: self.filters.clone(),
        };
        metric.into_iter().chain(what.cells()).collect()
    }

    /// A row for each period: the figures with their intervals, and the counts behind them.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let counts = ["n_stated", "n_moments", "differing", "by_declared"];
        let reasons: Vec<String> =
            LeftOut::ALL.iter().map(|reason| format!("left_out_{}", reason.key())).collect();
        let head = FIGURES.into_iter().chain(counts);
        let head = head.chain(reasons.iter().map(String::as_str)).chain(METRIC);
        let mut sheet = Sheet::new(head.chain(WHAT).chain(COLUMNS));
        let what = self.cells();
        for PeriodFigures { period, figures, .. } in &self.periods {
            let row = figures.cells(*period).into_iter().chain(figures.counts.cells());
            sheet.row(row.chain(what.iter().cloned()));
        }
        sheet.into_text()
    }

    /// A row for each incident behind the figures of a period, and for each that is left out;
    /// none where it has none.
    #[must_use]
    pub fn incidents_to_csv(&self, period: Period) -> Option<String> {
        let period = self.periods.iter().find(|one| one.period == period)?;
        let head = ["incident", "counts_as", "severity", "seconds", "precision_seconds"];
        // `source` is the rule, as in the other files.
        let own = ["duration_source", "by_declared", "period"];
        let mut sheet =
            Sheet::new(head.into_iter().chain(own).chain(METRIC).chain(WHAT).chain(COLUMNS));
        let (name, what) = (period.period.to_string(), self.cells());
        for row in period.incidents() {
            sheet.row(row.into_iter().chain([name.clone()]).chain(what.iter().cloned()));
        }
        Some(sheet.into_text())
    }
}

impl Figures {
    fn cells(&self, period: Period) -> Vec<String> {
        let (c, Figured { mean, median, p90, geometric_mean }) = (&self.counts, &self.told);
        let mut row = vec![period.to_string()];
        row.extend([c.n, c.n_open, c.n_zero].map(|n| n.to_string()));
        row.push(cell(self.mean.map(|mean| mean.seconds())));
        row.push(cell(self.mean.map(|_| mean.at_least)));
        for (point, of) in [(self.median, median), (self.p90, p90)] {
            row.push(cell(point.map(|point| point.seconds())));
            row.extend([of.low, of.high].map(|end| cell(end.ok().map(|end| end.seconds()))));
        }
        let of = geometric_mean;
        row.extend([of.point, of.low, of.high].map(|figure| cell(figure.ok())));
        row
    }
}

impl Counts {
    fn cells(&self) -> Vec<String> {
        let counts = [self.n_stated, self.n_moments, self.differing, self.by_declared];
        let left_out = LeftOut::ALL.iter().map(|reason| self.left_out.get(reason).copied());
        let left_out = left_out.map(Option::unwrap_or_default);
        counts.into_iter().chain(left_out).map(|n| n.to_string()).collect()
    }
}

impl PeriodFigures {
    fn incidents(&self) -> Vec<[String; 7]> {
        let severity = |severity: Option<Severity>| cell(severity.map(Word::key));
        let included = self.included.iter().map(|one| {
            [
                one.incident.to_string(),
                "counted".to_owned(),
                severity(one.severity),
                one.duration.seconds().to_string(),
                one.precision.seconds().to_string(),
                one.source.key().to_owned(),
                one.by_declared.to_string(),
            ]
        });
        let open = self.open.iter().map(|one| {
            [
                one.incident.to_string(),
                "open".to_owned(),
                severity(one.severity),
                one.age.seconds().to_string(),
                String::new(),
                String::new(),
                one.by_declared.to_string(),
            ]
        });
        let excluded = self.excluded.iter().map(|one| {
            let [a, b, c, d, e] = std::array::from_fn(|_| String::new());
            [one.incident.to_string(), one.reason.key().to_owned(), a, b, c, d, e]
        });
        included.chain(open).chain(excluded).collect()
    }
}

impl AtOnce {
    /// A row for each slice and metric that was asked for.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let what = ["slice_by", "slice", "metric", "definition", "definition_version"];
        let counts = ["before", "after", "n_before", "n_after", "open_before", "open_after"];
        let figures = ["ratio", "low", "high", "confidence", "comparisons", "verdict", "at_least"];
        let smallest = ["smallest_shorter", "smallest_longer"];
        let head = what.into_iter().chain(counts).chain(figures).chain(smallest);
        let mut sheet = Sheet::new(head.chain(WHAT).chain(COLUMNS));
        for row in &self.rows {
            sheet.row(self.cells(row).into_iter().chain(self.what.cells()));
        }
        sheet.into_text()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let change = row.change.as_ref();
        let n = change.map_or(row.durations, |change| change.n);
        let open = change.map(|change| change.open);
        let ratio = change.and_then(|change| change.ratio.ok());
        let smallest = change.and_then(|change| change.smallest.ok());
        let (verdict, at_least) = match change.map(|change| change.verdict) {
            None => ("not_compared", None),
            Some(Verdict::CannotTell(_)) => ("cannot_tell", None),
            Some(Verdict::Shorter { at_least }) => ("shorter", Some(at_least)),
            Some(Verdict::Longer { at_least }) => ("longer", Some(at_least)),
        };
        vec![
            cell(self.slice_by.map(Word::key)),
            row.slice.clone().unwrap_or_default(),
            row.metric.to_string(),
            row.definition.clone(),
            cell(row.definition_version),
            self.before.to_string(),
            self.after.to_string(),
            n[0].to_string(),
            n[1].to_string(),
            cell(open.map(|open| open[0])),
            cell(open.map(|open| open[1])),
            cell(ratio.map(|ratio| ratio.point)),
            cell(ratio.map(|ratio| ratio.low)),
            cell(ratio.map(|ratio| ratio.high)),
            self.confidence.to_string(),
            self.comparisons.to_string(),
            verdict.to_owned(),
            cell(at_least),
            cell(smallest.map(|smallest| smallest.shorter)),
            cell(smallest.map(|smallest| smallest.longer)),
        ]
    }
}
