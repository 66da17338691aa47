//! How much of a review an incident gets, and why: none, a light one or a full one, by rule.

mod due;
mod lasting;
mod policy;
#[cfg(test)]
mod tests;

pub use due::{asked_since, due, working_days_after};
pub use policy::{ReviewPolicy, Said};

use crate::budget::{ByPolicy, OfBudgets, share};
use crate::duration::Duration;
use crate::incident::Kind;
use crate::severity::Severity;
use crate::status::Status;

crate::words!(
    /// How much of a review an incident gets; each is more than the one before.
    ReviewLevel, "level of a review" {
        None = "none", "No review";
        Light = "light", "Light";
        Full = "full", "Full";
    }
);

impl ReviewLevel {
    /// As it stands before its reason: "full: SEV1".
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Light => "light",
            Self::Full => "full",
        }
    }

    /// What reviews are written at.
    pub const WRITTEN: [Self; 2] = [Self::Light, Self::Full];
}

crate::words!(
    /// Whether data was lost.
    DataLost, "answer" {
        No = "no", "No";
        Yes = "yes", "Yes";
    }
);

impl From<bool> for DataLost {
    fn from(lost: bool) -> Self {
        if lost { Self::Yes } else { Self::No }
    }
}

/// What the rules look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub kind: Kind,
    pub status: Status,
    /// The highest that it held.
    pub severity: Option<Severity>,
    /// Impact ended − impact started; none while one of them is not known.
    pub lasted: Option<Duration>,
    /// None where it hit no service that has an SLO.
    pub budgets: Option<OfBudgets>,
    pub data_lost: bool,
}

/// One rule that asks for a review, or one fact that asks for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    Drill,
    /// Declined, merged or canceled.
    Ended(Status),
    Severity(Severity),
    Lasted(Duration),
    /// In parts per million.
    Budget(i64),
    /// A rule of the policy of a budget.
    ByPolicy(ByPolicy),
    DataLost,
}

/// What the rules say of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    pub level: ReviewLevel,
    /// The rules that ask for just this level.
    pub because: Vec<Because>,
}

impl ReviewPolicy {
    /// The highest level that one of the rules asks for, with all rules that ask for it.
    /// What is not known asks for nothing.
    #[must_use]
    pub fn assess(&self, facts: &Facts) -> Assessment {
        let none = |because| Assessment { level: ReviewLevel::None, because: vec![because] };
        match (facts.kind, facts.status) {
            (Kind::Drill, _) => return none(Because::Drill),
            (_, status) if status.came_to_nothing() => {
                return none(Because::Ended(status));
            }
            _ => {}
        }
        for level in [ReviewLevel::Full, ReviewLevel::Light] {
            let because = self.asking(level, facts);
            if !because.is_empty() {
                return Assessment { level, because };
            }
        }
        Assessment { level: ReviewLevel::None, because: Vec::new() }
    }

    fn asking(&self, level: ReviewLevel, facts: &Facts) -> Vec<Because> {
        let full = level == ReviewLevel::Full;
        let (severity, lasting) = if full {
            (self.full_severity, self.full_lasting)
        } else {
            (self.light_severity, self.light_lasting)
        };
        // SEV1 is the worst and the smallest.
        let severity = facts.severity.filter(|own| severity.is_some_and(|least| *own <= least));
        let lasted = facts.lasted.filter(|own| lasting.is_some_and(|least| *own >= least));
        let budgets = facts.budgets.unwrap_or_default();
        let most = budgets.unruled;
        let spent = most.filter(|own| self.full_budget.is_some_and(|least| *own >= least));
        let asked = budgets.asked.filter(|asked| asked.level == level);
        let lost = full && self.full_data_loss && facts.data_lost;
        let asking = [
            severity.map(Because::Severity),
            lasted.map(Because::Lasted),
            spent.filter(|_| full).map(Because::Budget),
            asked.map(Because::ByPolicy),
            lost.then_some(Because::DataLost),
        ];
        asking.into_iter().flatten().collect()
    }
}

impl Assessment {
    /// "full: SEV1; impact lasted 5h 20m", "none: no rule asks for a review".
    #[must_use]
    pub fn words(&self) -> String {
        let reasons: Vec<_> = self.because.iter().map(ToString::to_string).collect();
        let reasons = if reasons.is_empty() {
            "no rule asks for a review".to_owned()
        } else {
            reasons.join("; ")
        };
        format!("{}: {reasons}", self.level.word())
    }
}

impl std::fmt::Display for Because {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Drill => f.write_str("a drill"),
            Self::Ended(status) => write!(f, "{}", status.to_string().to_lowercase()),
            Self::Severity(severity) => write!(f, "{severity}"),
            Self::Lasted(lasted) => write!(f, "impact lasted {lasted}"),
            Self::Budget(parts) => {
                write!(f, "{} of the error budget spent", share(i128::from(*parts)))
            }
            Self::ByPolicy(ByPolicy { spent, above, .. }) => {
                let (spent, above) = (share(i128::from(*spent)), percent(*above));
                write!(f, "{spent} of the error budget spent, its policy says above {above}")
            }
            Self::DataLost => f.write_str("data was lost"),
        }
    }
}

impl Facts {
    /// What would count, and is not known.
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        let known = [
            (self.severity.is_some(), "its severity"),
            (self.lasted.is_some(), "how long its impact lasted"),
            (self.budgets.is_some(), "how much of the error budget it spent"),
        ];
        known.into_iter().filter(|(known, _)| !known).map(|(_, what)| what).collect()
    }
}

/// Parts per million as people read them: `20 %`, `12.5 %`.
#[must_use]
pub fn percent(parts: i64) -> String {
    let (whole, rest) = (parts / 10_000, (parts % 10_000).abs());
    if rest == 0 {
        return format!("{whole} %");
    }
    format!("{whole}.{} %", format!("{rest:04}").trim_end_matches('0'))
}

/// The other way: with or without its sign, `12.5` or `12,5`.
pub(crate) fn parse_percent(given: &str) -> Option<i64> {
    let text = given.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || rest.len() > 4 || !digits(whole) || !digits(rest) {
        return None;
    }
    format!("{whole}{rest:0<4}").parse().ok()
}
