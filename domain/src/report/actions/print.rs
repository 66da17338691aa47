//! The report as sheets, and its counts as a sentence.

use super::{ActionCounts, ActionsReport};
use crate::report::sheet::{Sheet, cell};
use crate::word::Word;

impl ActionCounts {
    /// Those that wait, and those that wait too long.
    #[must_use]
    pub fn open_in_words(&self) -> String {
        match (self.open, self.overdue) {
            (0, _) => "No action is open today.".to_owned(),
            (1, 0) => "1 action is open today, and it is not overdue.".to_owned(),
            (1, _) => "1 action is open today, and it is overdue.".to_owned(),
            (open, 0) => format!("{open} actions are open today, none of them overdue."),
            (open, overdue) => format!("{open} actions are open today, {overdue} of them overdue."),
        }
    }
}

impl ActionsReport {
    /// A row for each group.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut sheet = Sheet::new([
            self.by.key(),
            "open",
            "overdue",
            "done",
            "declined",
            "ideas",
            "median_age_days",
            "oldest_age_days",
        ]);
        for group in &self.groups {
            let c = &group.counts;
            let mut row = vec![group.group.clone().unwrap_or_default()];
            row.extend([c.open, c.overdue, c.done, c.declined, c.ideas].map(|n| n.to_string()));
            row.push(cell(c.median_age.map(|age| age.days())));
            row.push(cell(c.oldest_age.map(|age| age.days())));
            sheet.row(row);
        }
        sheet.into_text()
    }

    /// A row for each step of each curve: the share that is still open after so many days.
    #[must_use]
    pub fn stays_to_csv(&self) -> String {
        let mut sheet = Sheet::new([
            "priority",
            "days",
            "at_risk",
            "ended",
            "share_still_open",
            "standard_error",
            "low",
            "high",
        ]);
        for stay in &self.stays {
            for step in &stay.curve.steps {
                sheet.row([
                    stay.of.key().to_owned(),
                    step.at.days().to_string(),
                    step.at_risk.to_string(),
                    step.ended.to_string(),
                    step.share.to_string(),
                    cell(step.standard_error),
                    cell(step.low),
                    cell(step.high),
                ]);
            }
        }
        sheet.into_text()
    }

    /// A row for each step: the shares that are done, declined and open after so many days.
    #[must_use]
    pub fn became_to_csv(&self) -> String {
        let done = ["done", "done_low", "done_high"];
        let declined = ["declined", "declined_low", "declined_high", "open"];
        let head = ["days", "at_risk"].into_iter().chain(done).chain(declined);
        let mut sheet = Sheet::new(head);
        for step in &self.became.curve.steps {
            sheet.row([
                step.at.days().to_string(),
                step.at_risk.to_string(),
                step.first.share.to_string(),
                cell(step.first.low),
                cell(step.first.high),
                step.second.share.to_string(),
                cell(step.second.low),
                cell(step.second.high),
                step.open.to_string(),
            ]);
        }
        sheet.into_text()
    }

    /// A row for each action.
    #[must_use]
    pub fn actions_to_csv(&self) -> String {
        let mut sheet = Sheet::new([
            "number", "title", "incident", "state", "owner", "team", "services", "created",
            "taken_on", "due", "overdue", "ended", "age_days",
        ]);
        for line in &self.actions {
            sheet.row([
                line.number.to_string(),
                line.title.clone(),
                cell(line.incident),
                line.state.key().to_owned(),
                line.owner.clone().unwrap_or_default(),
                line.team.clone().unwrap_or_default(),
                line.services.join("; "),
                line.created.rfc3339(),
                cell(line.taken_on.map(|at| at.rfc3339())),
                cell(line.due),
                line.overdue.to_string(),
                cell(line.ended.map(|at| at.rfc3339())),
                line.age.days().to_string(),
            ]);
        }
        sheet.into_text()
    }
}
