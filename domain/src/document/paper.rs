//! The postmortem itself: its sections with every text that was published, its factors, and
//! what the incident did to services.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::key::SectionKey;
use super::stored::{lines, optional, pairs, plain};
use crate::id::{FactorId, ImpactId, PostmortemId, SectionId, TemplateId};
use crate::impact::Fraction;
use crate::instant::Instant;
use crate::moment::Moment;
use crate::number::{FactorNumber, ImpactNumber};
use crate::period::Day;
use crate::postmortem::PostmortemState;
use crate::text::{Label, Markdown, Name, Title};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Postmortem {
    pub id: PostmortemId,
    pub version: i64,
    /// For the reader: it follows from the publications and the review.
    #[serde(with = "plain")]
    pub state: PostmortemState,
    #[serde(with = "plain")]
    pub recorded_at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Name>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Name>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplateId>,
    /// The one that is going on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
    /// Those who are, and those who were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviewers: Vec<Reviewer>,
}

/// Somebody who was named as a reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    pub id: Uuid,
    #[serde(with = "plain")]
    pub name: Name,
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<Instant>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub approved_at: Option<Instant>,
    /// The postmortem's version that was approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_version: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub id: Uuid,
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    pub id: Uuid,
    pub number: i64,
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    /// The version of each section that it shows, in the order of their keys.
    #[serde(with = "pairs", default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<(SectionKey, i64)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: SectionId,
    #[serde(with = "plain")]
    pub key: SectionKey,
    #[serde(with = "plain")]
    pub title: Title,
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Markdown>,
    /// What it says, then what earlier publications show of it. Never empty.
    pub texts: Vec<Text>,
}

/// What a section says, or said, at a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub version: i64,
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    #[serde(skip)]
    pub body: Option<Markdown>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    pub id: FactorId,
    #[serde(with = "plain")]
    pub number: FactorNumber,
    #[serde(with = "plain")]
    pub title: Title,
    #[serde(with = "plain")]
    pub category: Label,
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Markdown>,
    /// It contributed to this incident; else an action alone names it.
    pub contributed: bool,
    /// It set the incident off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trigger: bool,
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Markdown>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impact {
    pub id: ImpactId,
    #[serde(with = "plain")]
    pub number: ImpactNumber,
    #[serde(with = "plain")]
    pub service: Name,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub fraction: Option<Fraction>,
    #[serde(with = "plain")]
    pub from: Moment,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Moment>,
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Markdown>,
}
