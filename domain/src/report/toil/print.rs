//! The report as files, and its figures as sentences.

use super::{OfService, OfTeam, Sum, ToilReport};
use crate::report::sheet::Sheet;
use crate::toil::shown;

impl Sum {
    /// How much toil there was, and how much of it could go.
    #[must_use]
    pub fn in_words(&self) -> String {
        let entries = match self.entries {
            0 => return "Nobody wrote down toil.".to_owned(),
            1 => "1 entry tells".to_owned(),
            many => format!("{many} entries tell"),
        };
        let could = match self.automatable {
            0 => "of none of it somebody said that it could be automated".to_owned(),
            some => format!("{} of it could be automated", shown(some)),
        };
        format!("{entries} of {} of toil; {could}.", shown(self.minutes))
    }
}

impl ToilReport {
    /// As [`Sum::in_words`], of all.
    #[must_use]
    pub fn toil_in_words(&self) -> String {
        self.total.total.in_words()
    }

    /// How much of the response was outside working hours.
    #[must_use]
    pub fn response_in_words(&self) -> String {
        let OfTeam { incidents, working_minutes, evening_minutes, night_minutes, .. } =
            &self.response;
        let all = working_minutes + evening_minutes + night_minutes;
        let incidents = match incidents {
            0 => return "It is not known of any incident how long it was responded to.".to_owned(),
            1 => "1 incident was".to_owned(),
            many => format!("{many} incidents were"),
        };
        format!(
            "{incidents} responded to for {}: {} in working hours, {} in evenings and on weekends, \
             {} at night.",
            shown(all),
            shown(*working_minutes),
            shown(*evening_minutes),
            shown(*night_minutes)
        )
    }

    /// A row for each service and period.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut sheet = Sheet::new([
            "service",
            "period",
            "minutes",
            "automatable_minutes",
            "entries",
            "so_far",
        ]);
        let mut rows = |name: &str, of: &OfService| {
            let periods = self.periods.iter().copied().map(Some).zip(&of.periods);
            for (period, sum) in [(None, &of.total)].into_iter().chain(periods) {
                let so_far = period.is_some() && period == self.so_far;
                sheet.row([
                    name.to_owned(),
                    period.map(|period| period.to_string()).unwrap_or_default(),
                    sum.minutes.to_string(),
                    sum.automatable.to_string(),
                    sum.entries.to_string(),
                    so_far.to_string(),
                ]);
            }
        };
        rows("all", &self.total);
        for one in &self.services {
            rows(one.service.as_deref().unwrap_or("none"), one);
        }
        sheet.into_text()
    }

    /// A row for each team.
    #[must_use]
    pub fn response_to_csv(&self) -> String {
        let mut sheet = Sheet::new([
            "team",
            "incidents",
            "working_minutes",
            "evening_minutes",
            "night_minutes",
        ]);
        let mut row = |name: &str, one: &OfTeam| {
            let minutes = [one.working_minutes, one.evening_minutes, one.night_minutes];
            let minutes = minutes.into_iter().map(|minutes| minutes.to_string());
            sheet.row([name.to_owned(), one.incidents.to_string()].into_iter().chain(minutes));
        };
        row("all", &self.response);
        for one in &self.teams {
            row(one.team.as_deref().unwrap_or("none"), one);
        }
        sheet.into_text()
    }
}
