//! The report as a file, and its figures as sentences.

use super::{Figures, ReviewsReport};
use crate::duration::Duration;
use crate::period::Period;
use crate::report::half::Half;
use crate::report::sheet::{Sheet, cell};

fn are(many: usize) -> &'static str {
    if many == 1 { "is" } else { "are" }
}

impl Figures {
    /// What was asked for, and what came of it.
    #[must_use]
    pub fn in_words(&self) -> String {
        let asked = match self.asked {
            0 => return "No review was asked for.".to_owned(),
            1 => "1 review was asked for".to_owned(),
            many => format!("{many} reviews were asked for"),
        };
        let late =
            if self.late == 0 { String::new() } else { format!(", {} of them late", self.late) };
        format!(
            "{asked}: {} {} published{late}, {} {} overdue, {} {} in time still.",
            self.published,
            are(self.published),
            self.overdue,
            are(self.overdue),
            self.waiting,
            are(self.waiting)
        )
    }

    /// How long it takes, and what is not known of that.
    #[must_use]
    pub fn time_in_words(&self) -> String {
        match (self.published, self.timed) {
            (0, _) => {
                return "How long a review takes is not known: none was published yet.".to_owned();
            }
            (_, 0) => {
                return "How long a review takes is not known: of none that was published it is \
                        known when its incident was resolved."
                    .to_owned();
            }
            _ => {}
        }
        let half = Half {
            median: self.publish_median,
            low: self.publish_low,
            high: self.publish_high,
            ended: self.timed,
            open: self.timed_so_far,
        };
        let (all, open) = (half.n(), half.open);
        let words = match half.median {
            None => format!(
                "Of {all} reviews {open} {} not published yet: within which time half of them are \
                 published cannot be told.",
                are(open)
            ),
            Some(median) if all == 1 => {
                format!("The one review was published {median} after the resolution.")
            }
            Some(median) => {
                let so_far = half.so_far(["is not published yet", "are not published yet"]);
                let sure = half.sure("half of such reviews are published");
                format!(
                    "Half of the {all} reviews are published within {median} of the \
                     resolution.{so_far}{sure}"
                )
            }
        };
        match self.asked - all {
            0 => words,
            1 => format!("{words} Of 1 it is not known when the incident was resolved."),
            many => format!("{words} Of {many} it is not known when the incident was resolved."),
        }
    }
}

impl ReviewsReport {
    /// A row for all, and one for each period.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut sheet = Sheet::new([
            "period",
            "asked",
            "begun",
            "published",
            "late",
            "overdue",
            "waiting",
            "publish_median_seconds",
            "timed",
            "publish_median_low_95",
            "publish_median_high_95",
            "timed_so_far",
            "so_far",
        ]);
        let mut row = |period: Option<Period>, f: &Figures| {
            let so_far = period.is_some() && period == self.so_far;
            let period = period.map(|period| period.to_string()).unwrap_or_default();
            let counts = [f.asked, f.begun, f.published, f.late, f.overdue, f.waiting];
            let counts = counts.into_iter().map(|n| n.to_string());
            let median = cell(f.publish_median.map(super::Figure::seconds));
            let [low, high] =
                [f.publish_low, f.publish_high].map(|end| cell(end.map(Duration::seconds)));
            let end = [median, f.timed.to_string(), low, high, f.timed_so_far.to_string()];
            let row = [period].into_iter().chain(counts).chain(end);
            sheet.row(row.chain([so_far.to_string()]));
        };
        row(None, &self.total);
        for one in &self.periods {
            row(Some(one.period), &one.figures);
        }
        sheet.into_text()
    }
}
