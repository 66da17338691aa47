//! A factor in an incident: how it contributed there, or that it did not.

use serde::Deserialize;

use crate::command::moves::moves;
use crate::command::{Command, Typing, Was, factor, incident, version};
use crate::number::{FactorNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::Note;

/// `POST /incidents/INC-1/factors/F-1`: a blank note empties it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditFactorNote {
    pub incident: String,
    pub factor: String,
    pub version: String,
    pub note: String,
    pub was_note: Was,
}

#[derive(Debug)]
pub struct FactorNote {
    pub incident: IncidentNumber,
    pub factor: FactorNumber,
    /// Of the factor in this incident.
    pub version: i64,
    pub note: Option<Note>,
    pub was: Option<Option<Note>>,
}

impl Command for EditFactorNote {
    type Parsed = FactorNote;

    fn parse(self, _typing: &Typing) -> Result<FactorNote, Refusal> {
        let (incident, factor) = (incident(&self.incident)?, factor(&self.factor)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let note = checker.take("note", Note::parse_optional(&self.note));
        let was = self.was_note.read(Note::parse_optional);
        let parsed =
            (|| Some(FactorNote { incident, factor, version: version?, note: note?, was }))();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/factors/F-1/removal`: it did not contribute. Leaves who and when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveFactor {
    pub incident: String,
    pub factor: String,
    pub version: String,
}

#[derive(Debug)]
pub struct FactorRemoval {
    pub incident: IncidentNumber,
    pub factor: FactorNumber,
    pub version: i64,
}

impl Command for RemoveFactor {
    type Parsed = FactorRemoval;

    fn parse(self, _typing: &Typing) -> Result<FactorRemoval, Refusal> {
        let (incident, factor) = (incident(&self.incident)?, factor(&self.factor)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| FactorRemoval { incident, factor, version }))
    }
}

moves!(
    RemoveFactor => FactorRemoval:
    /// `POST /incidents/INC-1/factors/F-1/return`: it did, after all.
    ReturnFactor => FactorReturn;
);
