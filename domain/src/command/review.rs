//! How much of a review an incident gets, and the policy that says so by rule.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Command, Typing, Was, incident, version};
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::review::{DataLost, ReviewLevel, ReviewPolicy};
use crate::text::Reason;
use crate::word::Word;

/// `POST /incidents/INC-1/review`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeReviewLevel {
    pub incident: String,
    /// The incident's.
    pub version: String,
    /// Blank is as the rules say.
    pub level: String,
    pub was_level: Was,
    /// Has to be given with a level.
    pub reason: String,
    pub was_reason: Was,
    pub data_lost: String,
    pub was_data_lost: Was,
}

#[derive(Debug)]
pub struct ReviewLevelChange {
    pub incident: IncidentNumber,
    pub version: i64,
    pub said: ReviewSaid,
    pub was: ReviewWas,
}

/// What people say of an incident's review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewSaid {
    /// None is as the rules say.
    pub level: Option<ReviewLevel>,
    pub reason: Option<Reason>,
    pub data_lost: DataLost,
}

/// What the form was opened with, where it says so.
#[derive(Debug, Default)]
pub struct ReviewWas {
    pub level: Option<Option<ReviewLevel>>,
    pub reason: Option<Option<Reason>>,
    pub data_lost: Option<DataLost>,
}

impl Command for ChangeReviewLevel {
    type Parsed = ReviewLevelChange;

    fn parse(self, _typing: &Typing) -> Result<ReviewLevelChange, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let level = checker.optional("level", &self.level, ReviewLevel::parse);
        let reason = checker.take("reason", Reason::parse_optional(&self.reason));
        let data_lost = checker.optional("data_lost", &self.data_lost, DataLost::parse);
        if let (Some(Some(_)), Some(None)) = (&level, &reason) {
            checker.add("reason", "Say why: somebody will ask.");
        }
        let was = ReviewWas {
            level: self.was_level.optional(ReviewLevel::parse),
            reason: self.was_reason.optional(Reason::parse),
            data_lost: self.was_data_lost.read(DataLost::parse),
        };
        let parsed = (|| {
            let data_lost = data_lost?.unwrap_or(DataLost::No);
            let said = ReviewSaid { level: level?, reason: reason?, data_lost };
            Some(ReviewLevelChange { incident, version: version?, said, was })
        })();
        checker.done(parsed)
    }
}

/// `POST /review-policy`: a field for each that [`ReviewPolicy::texts`] names, what it was
/// opened with as `was_` and its name, and `version`.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct ChangeReviewPolicy(pub BTreeMap<String, String>);

#[derive(Debug)]
pub struct ReviewPolicyChange {
    pub version: i64,
    pub policy: ReviewPolicy,
    /// What the form was opened with, where all of it says so.
    pub was: Option<ReviewPolicy>,
}

impl Command for ChangeReviewPolicy {
    type Parsed = ReviewPolicyChange;

    fn parse(self, _typing: &Typing) -> Result<ReviewPolicyChange, Refusal> {
        let field = |name: &str| self.0.get(name).cloned().unwrap_or_default();
        let mut checker = Checker::default();
        let version = version(&field("version"), &mut checker);
        let policy = ReviewPolicy::parse(field, &mut checker);
        let was =
            ReviewPolicy::parse(|name| field(&format!("was_{name}")), &mut Checker::default());
        let parsed = (|| Some(ReviewPolicyChange { version: version?, policy: policy?, was }))();
        checker.done(parsed)
    }
}
