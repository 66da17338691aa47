//! The report as a file, and what it says in a sentence.

use super::{CategoryCount, FactorsReport};
use crate::factor::in_incidents;
use crate::period::Period;
use crate::report::sheet::Sheet;
use crate::word::Word;

impl FactorsReport {
    /// A row for each category of all, and of each period.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut sheet = Sheet::new([
            "period",
            "category",
            "incidents",
            "low_95",
            "high_95",
            "all_incidents",
            "with_factors",
            "triggers",
            "triggers_low_95",
            "triggers_high_95",
            "with_trigger",
            "so_far",
        ]);
        let mut rows = |period: Option<Period>, counts: [&[CategoryCount]; 2], of: [usize; 3]| {
            let [all, with, with_trigger] = of.map(|number| number.to_string());
            let so_far = period.is_some() && period == self.so_far;
            let period = period.map(|period| period.to_string()).unwrap_or_default();
            let [categories, triggers] = counts;
            for (one, trigger) in categories.iter().zip(triggers) {
                let start = [period.clone(), one.category.key().to_owned()];
                let middle = [all.clone(), with.clone()];
                let end = [with_trigger.clone(), so_far.to_string()];
                let cells =
                    [start.to_vec(), cells(one), middle.to_vec(), cells(trigger), end.to_vec()];
                sheet.row(cells.into_iter().flatten());
            }
        };
        let of = [self.incidents, self.with_factors, self.with_trigger];
        rows(None, [&self.total, &self.total_triggers], of);
        for one in &self.periods {
            let of = [one.incidents, one.with_factors, one.with_trigger];
            rows(Some(one.period), [&one.categories, &one.triggers], of);
        }
        sheet.into_text()
    }

    /// What was named most, and of how many nothing was.
    #[must_use]
    pub fn in_words(&self) -> String {
        let with = match (self.with_factors, self.incidents) {
            (0, 1) => "Nobody named a factor of the 1 incident yet.".to_owned(),
            (0, all) => format!("Nobody named a factor of the {all} incidents yet."),
            (1, 1) => "Factors are named of the 1 incident.".to_owned(),
            (with, all) => format!("Factors are named of {with} of {all} incidents."),
        };
        match most(&self.total) {
            None => with,
            Some((top, many, incidents)) => {
                let stands = if many { "stand, each," } else { "stands" };
                format!("{with} Most often {top} {stands} {incidents}.")
            }
        }
    }
}

/// The most frequent ones by name, whether these are several, and in how many incidents.
pub(super) fn most(of: &[CategoryCount]) -> Option<(String, bool, String)> {
    let most = of.iter().map(|one| one.count.incidents).max().filter(|most| *most > 0)?;
    let top = of.iter().filter(|one| one.count.incidents == most);
    let top: Vec<_> = top.map(|one| format!("“{}”", one.category.label())).collect();
    let incidents = in_incidents(i64::try_from(most).unwrap_or(i64::MAX));
    Some((top.join(" and "), top.len() > 1, incidents))
}

fn cells(one: &CategoryCount) -> Vec<String> {
    let [low, high] = one.count.interval;
    vec![one.count.incidents.to_string(), low.to_string(), high.to_string()]
}
