//! Pinning an entry of the timeline.

use serde::Deserialize;

use super::entry::ticked;
use super::{Command, Typing, entry, incident, version};
use crate::number::{EntryNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};

/// `POST /incidents/INC-1/entries/e7/pin`: a key moment, or no longer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PinEntry {
    pub incident: String,
    pub entry: String,
    pub version: String,
    pub pinned: String,
}

#[derive(Debug)]
pub struct Pin {
    pub incident: IncidentNumber,
    pub entry: EntryNumber,
    /// That the person saw.
    pub version: i64,
    pub pinned: bool,
}

impl Command for PinEntry {
    type Parsed = Pin;

    fn parse(self, _typing: &Typing) -> Result<Pin, Refusal> {
        let (incident, entry) = (incident(&self.incident)?, entry(&self.entry)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let pinned = ticked(&self.pinned);
        checker.done(version.map(|version| Pin { incident, entry, version, pinned }))
    }
}
