//! The report as a sheet.

use super::{DurationsReport, LeftOut};
use crate::report::sheet::{Sheet, cell};
use crate::word::Word;

impl DurationsReport {
    /// A row for each period: the figures in exact seconds, the counts behind
    /// them, and what they are figures of.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let figures = ["period", "n", "mean_seconds", "median_seconds", "p90_seconds"];
        let counts = ["n_stated", "n_moments", "differing", "by_declared"];
        let reasons: Vec<String> =
            LeftOut::ALL.iter().map(|reason| format!("left_out_{}", reason.key())).collect();
        let what = ["metric", "definition", "source", "zone"];
        let head = figures.into_iter().chain(counts).chain(reasons.iter().map(String::as_str));
        let mut sheet = Sheet::new(head.chain(what));
        for period in &self.periods {
            let f = &period.figures;
            let mut row = vec![period.period.to_string(), f.n.to_string()];
            row.extend([f.mean, f.median, f.p90].map(|figure| cell(figure.map(|f| f.seconds()))));
            row.extend(
                [f.n_stated, f.n_moments, f.differing, f.by_declared].map(|n| n.to_string()),
            );
            row.extend(
                LeftOut::ALL
                    .iter()
                    .map(|reason| f.left_out.get(reason).copied().unwrap_or_default().to_string()),
            );
            row.extend([
                self.metric.to_string(),
                self.definition.clone(),
                self.source.key().to_owned(),
                self.zone.name().to_owned(),
            ]);
            sheet.row(row);
        }
        sheet.into_text()
    }
}
