//! Which incidents a report is about, and which of its periods: in words, and in its files.

use serde::{Serialize, Serializer};

use super::durations::Counted;
use crate::period::Period;
use crate::report::sheet::cell;
use crate::severity::Severity;
use crate::word::Word;

/// What was asked for; none is any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filters {
    /// The highest that the incident held.
    pub severity: Option<Severity>,
    pub service: Option<String>,
    /// That owns a service of the incident.
    pub team: Option<String>,
    pub counted: Counted,
    /// With those private ones that the viewer may see.
    pub private: bool,
    /// The first period and the last that are listed.
    pub from: Option<Period>,
    pub to: Option<Period>,
}

/// Every incident that is not private.
impl Default for Filters {
    fn default() -> Self {
        let counted = Counted::Incident;
        let (severity, service, team, private) = (None, None, None, false);
        Self { severity, service, team, counted, private, from: None, to: None }
    }
}

impl Filters {
    /// Such as “Counted are incidents of the service Web that are …; private ones are left out.
    /// Listed are periods from 2020-Q1 on.”
    #[must_use]
    pub fn in_words(&self) -> String {
        let [_, kinds] = self.counted.nouns();
        let severity = self.severity.map(|worst| format!(" whose highest severity was {worst}"));
        let service = self.service.as_ref().map(|name| format!(" of the service {name}"));
        let team = self.team.as_ref().map(|name| format!(" of the services of the team {name}"));
        let private = if self.private {
            "those private ones that you may see are among them"
        } else {
            "private ones are left out"
        };
        format!(
            "Counted are {kinds}{}{}{} that are not in triage, declined, merged or canceled, and \
             no drills; {private}.{}",
            severity.unwrap_or_default(),
            service.unwrap_or_default(),
            team.unwrap_or_default(),
            self.periods_in_words(),
        )
    }

    /// A sentence with a blank before it, where not all periods are listed.
    fn periods_in_words(&self) -> String {
        match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!(" Listed are periods from {from} on."),
            (None, Some(to)) => format!(" Listed are periods up to {to}."),
            (Some(from), Some(to)) => format!(" Listed are periods from {from} to {to}."),
        }
    }
}

/// The columns of each file that say what was asked for.
pub(super) const COLUMNS: [&str; 7] = [
    "filter_severity",
    "filter_service",
    "filter_team",
    "filter_kind",
    "filter_private",
    "filter_from",
    "filter_to",
];

impl Filters {
    /// What stands in [`COLUMNS`], in each row: a row that is copied elsewhere still says of what
    /// it is.
    pub(super) fn cells(&self) -> [String; 7] {
        [
            cell(self.severity.map(Word::key)),
            cell(self.service.as_ref()),
            cell(self.team.as_ref()),
            self.counted.key().to_owned(),
            self.private.to_string(),
            cell(self.from),
            cell(self.to),
        ]
    }
}

/// In words, and each by itself.
impl Serialize for Filters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            filters: String,
            severity: Option<Severity>,
            service: Option<&'a str>,
            team: Option<&'a str>,
            kind: Counted,
            with_private: bool,
            from: Option<Period>,
            to: Option<Period>,
        }
        Shown {
            filters: self.in_words(),
            severity: self.severity,
            service: self.service.as_deref(),
            team: self.team.as_deref(),
            kind: self.counted,
            with_private: self.private,
            from: self.from,
            to: self.to,
        }
        .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_filter_stands_in_the_words() {
        let all = Filters::default();
        assert_eq!(
            all.in_words(),
            "Counted are incidents that are not in triage, declined, merged or canceled, and no \
             drills; private ones are left out."
        );
        let period = |name: &str| Period::parse(name).ok();
        let (service, team) = (Some("Web".to_owned()), Some("Shop".to_owned()));
        for (filters, says) in [
            (
                Filters { severity: Some(Severity::Sev2), ..all.clone() },
                "incidents whose highest severity was SEV2 that",
            ),
            (Filters { service, ..all.clone() }, "incidents of the service Web that"),
            (Filters { team, ..all.clone() }, "incidents of the services of the team Shop that"),
            (Filters { counted: Counted::NearMiss, ..all.clone() }, "Counted are near misses that"),
            (Filters { private: true, ..all.clone() }, "those private ones that you may see"),
            (
                Filters { from: period("2020-Q1"), ..all.clone() },
                ". Listed are periods from 2020-Q1 on.",
            ),
            (Filters { to: period("2021"), ..all.clone() }, ". Listed are periods up to 2021."),
            (
                Filters { from: period("2020-Q1"), to: period("2021"), ..all },
                ". Listed are periods from 2020-Q1 to 2021.",
            ),
        ] {
            let words = filters.in_words();
            assert!(words.contains(says), "“{says}” is not in {words}");
        }
    }
}
