//! Actions with their state.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::stored::{lines, optional, plain};
use crate::action::{ActionKind, ActionState, Priority, Verdict};
use crate::id::ActionId;
use crate::instant::Instant;
use crate::number::{ActionNumber, FactorNumber};
use crate::period::Day;
use crate::text::{Markdown, Name, Title};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    pub id: ActionId,
    #[serde(with = "plain")]
    pub number: ActionNumber,
    #[serde(with = "plain")]
    pub title: Title,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActionKind>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(with = "plain")]
    pub state: ActionState,
    /// A person's name.
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Name>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Name>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// How one will know that it worked.
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub success: Option<Markdown>,
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub tracker: Option<Markdown>,
    /// One of the document's.
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<FactorNumber>,
    #[serde(with = "plain")]
    pub recorded_at: Instant,
    /// The one that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closure: Option<Closure>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    pub id: Uuid,
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Markdown>,
    /// When to ask whether it worked.
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub verify_on: Option<Day>,
    /// Whether it worked, each time that somebody said; the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verifications: Vec<Verification>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    pub id: Uuid,
    #[serde(with = "plain")]
    pub verdict: Verdict,
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    #[serde(with = "lines", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Markdown>,
}
