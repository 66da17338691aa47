//! The timeline.

use serde::{Deserialize, Serialize};

use super::is_false;
use super::stored::{optional, plain};
use crate::entry::{ChangedField, EntryKind};
use crate::evidence::Evidence;
use crate::id::EntryId;
use crate::instant::Instant;
use crate::moment::Moment;
use crate::number::EntryNumber;
use crate::text::{Markdown, Name};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub id: EntryId,
    #[serde(with = "plain")]
    pub number: EntryNumber,
    #[serde(with = "plain")]
    pub kind: EntryKind,
    #[serde(with = "plain")]
    pub at: Moment,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Name>,
    #[serde(with = "plain")]
    pub recorded_at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    #[serde(skip)]
    pub body: Option<Markdown>,
}

/// What a change of the incident was: words of its field; of a role the names of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    #[serde(with = "plain")]
    pub field: ChangedField,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
}
