//! The report as a file, and its figures as sentences.

use super::{Figures, ReviewsReport};
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
        let Some(median) = self.publish_median else {
            return match self.published {
                0 => "How long a review takes is not known: none was published yet.",
                _ => {
                    "How long a review takes is not known: of none that was published it is \
                      known when its incident was resolved."
                }
            }
            .to_owned();
        };
        let open = self.asked - self.published;
        let mut rest = match open {
            0 => String::new(),
            1 => " 1 is not published yet, and not in it.".to_owned(),
            many => format!(" {many} are not published yet, and not in it."),
        };
        match self.published - self.timed {
            0 => {}
            many => rest.push_str(&format!(
                " Of {many} published it is not known when the incident was resolved."
            )),
        }
        match self.timed {
            1 if self.published > 1 => {
                format!(
                    "The one of which it is known was published {median} after the resolution.{rest}"
                )
            }
            1 => format!("The one that was published was so {median} after the resolution.{rest}"),
            timed => format!(
                "Half of the {timed} published ones were so within {median} of the resolution.{rest}"
            ),
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
        ]);
        let mut row = |period: String, f: &Figures| {
            let counts = [f.asked, f.begun, f.published, f.late, f.overdue, f.waiting];
            let counts = counts.into_iter().map(|n| n.to_string());
            let median = cell(f.publish_median.map(super::Figure::seconds));
            sheet.row([period].into_iter().chain(counts).chain([median, f.timed.to_string()]));
        };
        row(String::new(), &self.total);
        for one in &self.periods {
            row(one.period.to_string(), &one.figures);
        }
        sheet.into_text()
    }
}
