//! A postmortem as one Markdown file, out and in again without loss.
//!
//! What Markdown cannot hold (ids, moments with their precision, states) stands in front
//! matter, the texts in the body, each between marks that a reader does not see. TOML, as Hugo
//! has it: Rust has no well-kept YAML library. Markdown of other origin is understood by
//! [`foreign`].

mod action;
mod arriving;
mod entry;
pub mod foreign;
mod key;
mod marks;
mod paper;
mod read;
mod stored;
#[cfg(test)]
mod tests;
mod update;
mod write;
mod written;

pub use action::{Action, Closure, Verification};
pub use arriving::{Arriving, Tally, Understood, arriving, is_markdown};
pub use entry::{Change, Entry};
pub use key::SectionKey;
pub use paper::{Factor, Impact, Postmortem, Publication, Review, Reviewer, Section, Text};
pub use read::{DocumentError, is_ours, read};
pub use update::{Next, Update};
pub use write::write;

use serde::{Deserialize, Serialize};

use crate::duration::Duration;
use crate::id::IncidentId;
use crate::incident::{Entered, Kind};
use crate::instant::Instant;
use crate::metric::Metric;
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::number::IncidentNumber;
use crate::severity::Severity;
use crate::status::Status;
use crate::text::{Label, Markdown, Name, Reference, Title};
use crate::zone::Zone;
use stored::{list, optional, pairs, plain};

/// What a file of ours says of itself.
const FORMAT: &str = "nofault-postmortem-1";

/// The most bytes of a file: 20 MiB.
pub const MOST_BYTES: usize = 20 << 20;

/// An incident with its postmortem and all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub format: Format,
    #[serde(with = "plain")]
    pub title: Title,
    pub id: IncidentId,
    #[serde(with = "plain")]
    pub number: IncidentNumber,
    #[serde(with = "plain")]
    pub kind: Kind,
    #[serde(with = "plain")]
    pub status: Status,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub severity_highest: Option<Severity>,
    #[serde(with = "plain")]
    pub entered: Entered,
    #[serde(default, skip_serializing_if = "is_false")]
    pub private: bool,
    /// The home zone.
    #[serde(with = "plain")]
    pub zone: Zone,
    #[serde(with = "optional", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    #[serde(with = "plain")]
    pub recorded_at: Instant,
    #[serde(with = "list", default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Name>,
    #[serde(with = "list", default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    #[serde(skip)]
    pub summary: Option<Markdown>,
    /// Each at most once, in the order of the vocabulary.
    #[serde(with = "pairs", default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<(Milestone, Moment)>,
    /// Each metric at most once, in the order of their names.
    #[serde(with = "pairs", default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<(Metric, Duration)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postmortem: Option<Postmortem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impacts: Vec<Impact>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<Factor>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// The first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

impl Document {
    /// One that says nothing but what it is.
    #[must_use]
    pub fn new(
        id: IncidentId,
        number: IncidentNumber,
        title: Title,
        zone: Zone,
        recorded_at: Instant,
    ) -> Self {
        Self {
            format: Format,
            title,
            id,
            number,
            kind: Kind::Incident,
            status: Status::Resolved,
            severity: None,
            severity_highest: None,
            entered: Entered::Retrospect,
            private: false,
            zone,
            reference: None,
            recorded_at,
            services: Vec::new(),
            labels: Vec::new(),
            summary: None,
            milestones: Vec::new(),
            stated: Vec::new(),
            postmortem: None,
            sections: Vec::new(),
            impacts: Vec::new(),
            factors: Vec::new(),
            actions: Vec::new(),
            entries: Vec::new(),
            updates: Vec::new(),
        }
    }

    /// When a milestone was reached, where that is known.
    #[must_use]
    pub fn milestone(&self, wanted: Milestone) -> Option<&Moment> {
        self.milestones.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment)
    }

    /// Such as `INC-42-disk-full.md`.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}-{}.md", self.number, SectionKey::from_title(self.title.as_str()))
    }

    /// By which it is listed: impact started, else declared, else recorded.
    #[must_use]
    pub fn at(&self) -> Instant {
        let begun = self.milestone(Milestone::ImpactStarted);
        let known = begun.or_else(|| self.milestone(Milestone::Declared));
        known.map_or(self.recorded_at, |moment| moment.at)
    }
}

/// This version of the format, and no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Format;

impl Serialize for Format {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = String::deserialize(deserializer)?;
        if given == FORMAT {
            return Ok(Self);
        }
        let newer =
            format!("“{given}” was written by another version of Nofault: it reads {FORMAT}");
        Err(serde::de::Error::custom(newer))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}
