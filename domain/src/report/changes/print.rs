//! The report as files, and its figures as sentences.

use super::{ChangesReport, Figures, Recovery};
use crate::change::changes;
use crate::duration::Duration;
use crate::report::half::Half;
use crate::report::sheet::{Sheet, cell};
use crate::word::Word;

/// Such as `7.5 %`; whole where that says as much.
#[must_use]
pub fn per_cent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    if tenths.fract() == 0.0 { format!("{tenths:.0} %") } else { format!("{tenths:.1} %") }
}

impl Figures {
    /// The change fail rate, for somebody who knows no statistics.
    #[must_use]
    pub fn rate_in_words(&self) -> String {
        let Some(rate) = self.rate else {
            return self.why_no_rate();
        };
        let mut words = match (self.failed, self.counted) {
            (0, counted) => format!("None of {} failed so far.", changes(counted)),
            (failed, counted) => {
                format!("{failed} of {} failed: {}.", changes(counted), per_cent(rate))
            }
        };
        if let Some([low, high]) = self.interval {
            let (low, high) = (per_cent(low), per_cent(high));
            words.push_str(&format!(
                " Of changes like these, between {low} and {high} fail (95 % sure)."
            ));
        }
        match self.unsettled {
            0 => {}
            1 => words.push_str(" 1 is not yet settled: this may still rise."),
            many => words.push_str(&format!(" {many} are not yet settled: this may still rise.")),
        }
        words
    }

    fn why_no_rate(&self) -> String {
        let recorded = match self.recorded {
            0 => return "No change is recorded.".to_owned(),
            1 => "1 change is recorded".to_owned(),
            many => format!("{many} changes are recorded"),
        };
        let early = self.before_record;
        let why = match (early, self.recorded - early) {
            (0, _) => "but nobody said that these are all".to_owned(),
            (1, 0) => "but before the day since when all are".to_owned(),
            (_, 0) => "but all before the day since when all are".to_owned(),
            (early, others) => format!(
                "but {early} before the day since when all of their services are, and of the \
                 other {others} nobody said that these are all"
            ),
        };
        format!("No rate: {recorded}, {why}.")
    }

    /// The failed deployment recovery time, in the same way.
    #[must_use]
    pub fn recovery_in_words(&self) -> String {
        if (self.recovered, self.open, self.unknown) == (0, 0, 0) {
            return "No change failed.".to_owned();
        }
        let half = Half {
            median: self.recovery_median_seconds,
            low: self.recovery_median_low_seconds,
            high: self.recovery_median_high_seconds,
            ended: self.recovered,
            open: self.open,
        };
        let (all, open) = (half.n(), half.open);
        let is = if open == 1 { "is" } else { "are" };
        let mut words = match half.median {
            _ if all == 0 => String::new(),
            _ if self.recovered == 0 => {
                format!("No failed change was recovered from yet. {open} {is} still open.")
            }
            None => format!(
                "Of the {all} failed changes {open} {is} still open: within which time half of \
                 them are recovered from cannot be told."
            ),
            Some(median) if all == 1 => {
                format!("The one failed change was recovered from after {median}.")
            }
            Some(median) => format!(
                "Half of the {all} failed changes are recovered from within {median}.{}{}",
                half.so_far(["is still open", "are still open"]),
                half.sure("half of such changes are recovered from")
            ),
        };
        if self.unknown > 0 {
            let it = if self.unknown == 1 { "it was" } else { "they were" };
            words.push_str(&format!(
                " Of {} it is not known when {it} recovered from.",
                changes(self.unknown)
            ));
        }
        words.push_str(&self.outside_in_words());
        words.trim_start().to_owned()
    }

    /// How many of those that failed are not among those of the rate, and why; blank where all are.
    fn outside_in_words(&self) -> String {
        let all = self.recovered + self.open + self.unknown;
        let which = match all.saturating_sub(self.failed) {
            0 => return String::new(),
            _ if all == 1 => "It is".to_owned(),
            outside if outside == all => format!("None of the {all} that failed is"),
            1 => format!("1 of the {all} that failed is"),
            outside => format!("{outside} of the {all} that failed are"),
        };
        let not = if which.starts_with("None") { "" } else { " not" };
        format!(
            " {which}{not} in the change fail rate above: nobody said that all changes of that \
             service were recorded by then."
        )
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.recorded.to_string(),
            self.counted.to_string(),
            self.failed.to_string(),
            self.unsettled.to_string(),
            cell(self.rate),
            cell(self.interval.map(|[low, _]| low)),
            cell(self.interval.map(|[_, high]| high)),
            cell(self.recovery_median_seconds.map(super::Figure::seconds)),
            self.recovered.to_string(),
            self.open.to_string(),
            self.unknown.to_string(),
            self.before_record.to_string(),
            cell(self.recovery_median_low_seconds.map(Duration::seconds)),
            cell(self.recovery_median_high_seconds.map(Duration::seconds)),
        ]
    }
}

impl ChangesReport {
    /// A row for all, for each period, and for each service.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let head = [
            "by",
            "of",
            "recorded",
            "counted",
            "failed",
            "not_settled",
            "change_fail_rate",
            "rate_low_95",
            "rate_high_95",
            "recovery_median_seconds",
            "recovered",
            "open",
            "unknown",
            "before_record",
            "recovery_median_low_95",
            "recovery_median_high_95",
            "so_far",
        ];
        let mut sheet = Sheet::new(head);
        let mut row = |by: &str, of: String, figures: &Figures, so_far: bool| {
            let cells = [by.to_owned(), of].into_iter().chain(figures.cells());
            sheet.row(cells.chain([so_far.to_string()]));
        };
        row("all", String::new(), &self.total, false);
        for line in &self.periods {
            let so_far = self.so_far == Some(line.of);
            row(self.by.key(), line.of.to_string(), &line.figures, so_far);
        }
        for line in &self.services {
            row("service", line.of.clone(), &line.figures, false);
        }
        sheet.into_text()
    }

    /// A row for each failed change.
    #[must_use]
    pub fn failed_to_csv(&self) -> String {
        let head = [
            "change",
            "title",
            "kind",
            "service",
            "at",
            "incidents",
            "counted",
            "recovery",
            "seconds",
        ];
        let mut sheet = Sheet::new(head);
        for one in &self.failed {
            let incidents: Vec<_> = one.incidents.iter().map(ToString::to_string).collect();
            let (state, seconds) = match one.recovery {
                Recovery::Done { seconds } => ("done", Some(seconds.seconds())),
                Recovery::Open { .. } => ("open", None),
                Recovery::Unknown => ("unknown", None),
            };
            sheet.row([
                one.change.to_string(),
                one.title.clone(),
                one.kind.key().to_owned(),
                one.service.clone(),
                one.at.rfc3339(),
                incidents.join(" "),
                one.counted.to_string(),
                state.to_owned(),
                cell(seconds),
            ]);
        }
        sheet.into_text()
    }
}
