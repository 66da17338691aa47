//! The report as a file, and what it says in a sentence.

use super::{CategoryCount, FactorsReport};
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
        ]);
        let mut rows = |period: String, counts: &[CategoryCount], all: usize, with: usize| {
            for CategoryCount { category, count } in counts {
                sheet.row([
                    period.clone(),
                    category.key().to_owned(),
                    count.incidents.to_string(),
                    count.interval[0].to_string(),
                    count.interval[1].to_string(),
                    all.to_string(),
                    with.to_string(),
                ]);
            }
        };
        rows(String::new(), &self.total, self.incidents, self.with_factors);
        for one in &self.periods {
            rows(one.period.to_string(), &one.categories, one.incidents, one.with_factors);
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
        let most = self.total.iter().map(|one| one.count.incidents).max().unwrap_or(0);
        if most == 0 {
            return with;
        }
        let top = self.total.iter().filter(|one| one.count.incidents == most);
        let top: Vec<_> = top.map(|one| format!("“{}”", one.category.label())).collect();
        let stands = if top.len() == 1 { "stands" } else { "stand, each," };
        format!(
            "{with} Most often {} {stands} {}.",
            top.join(" and "),
            crate::factor::in_incidents(i64::try_from(most).unwrap_or(i64::MAX))
        )
    }
}
