//! What stakeholders were told.

use serde::{Deserialize, Serialize};

use super::stored::{optional, plain};
use crate::id::UpdateId;
use crate::instant::Instant;
use crate::number::UpdateNumber;
use crate::severity::Severity;
use crate::status::Status;
use crate::text::{Markdown, Name};
use crate::zone::Zone;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    pub id: UpdateId,
    #[serde(with = "plain")]
    pub number: UpdateNumber,
    /// As they stood when it was told.
    #[serde(with = "plain")]
    pub status: Status,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    #[serde(skip)]
    pub body: Option<Markdown>,
}

/// When the next one was promised for, and in which zone that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    #[serde(with = "plain")]
    pub at: Instant,
    #[serde(with = "plain")]
    pub zone: Zone,
}
