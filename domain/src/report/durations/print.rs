//! The report as a sheet.

use super::{AtOnce, DurationsReport, LeftOut, PeriodFigures, Row};
use crate::report::sheet::{Sheet, cell};
use crate::severity::Severity;
use crate::statistics::Verdict;
use crate::word::Word;

impl DurationsReport {
    /// A row for each period: the figures in exact seconds, the counts behind
    /// them, and what they are figures of.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let figures =
            ["period", "n", "n_open", "n_zero", "mean_seconds", "median_seconds", "p90_seconds"];
        let counts = ["n_stated", "n_moments", "differing", "by_declared"];
        let reasons: Vec<String> =
            LeftOut::ALL.iter().map(|reason| format!("left_out_{}", reason.key())).collect();
        let what = ["metric", "definition", "definition_version", "source", "zone", "as_of"];
        let head = figures.into_iter().chain(counts).chain(reasons.iter().map(String::as_str));
        let mut sheet = Sheet::new(head.chain(what));
        for period in &self.periods {
            let (f, c) = (&period.figures, &period.figures.counts);
            let mut row = vec![period.period.to_string()];
            row.extend([c.n, c.n_open, c.n_zero].map(|n| n.to_string()));
            row.extend([f.mean, f.median, f.p90].map(|figure| cell(figure.map(|f| f.seconds()))));
            row.extend(
                [c.n_stated, c.n_moments, c.differing, c.by_declared].map(|n| n.to_string()),
            );
            row.extend(
                LeftOut::ALL
                    .iter()
                    .map(|reason| c.left_out.get(reason).copied().unwrap_or_default().to_string()),
            );
            row.extend([
                self.metric.to_string(),
                self.definition.clone(),
                cell(self.definition_version),
                self.source.key().to_owned(),
                self.zone.name().to_owned(),
                self.as_of.rfc3339(),
            ]);
            sheet.row(row);
        }
        sheet.into_text()
    }
}

impl PeriodFigures {
    /// A row for each incident behind the figures, and for each that is left out.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let head = ["incident", "counts_as", "severity", "seconds", "precision_seconds", "source"];
        let mut sheet = Sheet::new(head.into_iter().chain(["by_declared"]));
        let severity = |severity: Option<Severity>| cell(severity.map(Word::key));
        for one in &self.included {
            sheet.row([
                one.incident.to_string(),
                "counted".to_owned(),
                severity(one.severity),
                one.duration.seconds().to_string(),
                one.precision.seconds().to_string(),
                one.source.key().to_owned(),
                one.by_declared.to_string(),
            ]);
        }
        for one in &self.open {
            let so_far = one.age.seconds().to_string();
            sheet.row([
                one.incident.to_string(),
                "open".to_owned(),
                severity(one.severity),
                so_far,
                String::new(),
                String::new(),
                one.by_declared.to_string(),
            ]);
        }
        for one in &self.excluded {
            let blank = std::iter::repeat_n(String::new(), 5);
            sheet.row(
                [one.incident.to_string(), one.reason.key().to_owned()].into_iter().chain(blank),
            );
        }
        sheet.into_text()
    }
}

impl AtOnce {
    /// A row for each slice and metric that was asked for.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let what = ["slice_by", "slice", "metric", "definition", "definition_version"];
        let counts = ["before", "after", "n_before", "n_after", "open_before", "open_after"];
        let figures = ["ratio", "low", "high", "confidence", "comparisons", "verdict", "at_least"];
        let head = what.into_iter().chain(counts).chain(figures);
        let mut sheet = Sheet::new(head.chain(["smallest_shorter", "smallest_longer"]));
        for row in &self.rows {
            sheet.row(self.cells(row));
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
