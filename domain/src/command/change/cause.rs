//! Which changes caused an incident.

use serde::Deserialize;

use crate::command::{Command, Typing, incident};
use crate::number::{ChangeNumber, IncidentNumber};
use crate::refusal::Refusal;

/// `POST /incidents/INC-1/causes`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NameCause {
    pub incident: String,
    /// Its number.
    pub change: String,
}

#[derive(Debug)]
pub struct CauseNaming {
    pub incident: IncidentNumber,
    pub change: ChangeNumber,
}

impl Command for NameCause {
    type Parsed = CauseNaming;

    fn parse(self, _typing: &Typing) -> Result<CauseNaming, Refusal> {
        let incident = incident(&self.incident)?;
        let unread = || Refusal::field("change", "Write the number of a change, such as CH-12.");
        let change = ChangeNumber::parse(&self.change).ok_or_else(unread)?;
        Ok(CauseNaming { incident, change })
    }
}

/// `POST /incidents/INC-1/causes/CH-1/removal`: it had no part in it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveCause {
    pub incident: String,
    pub change: String,
}

#[derive(Debug)]
pub struct CauseRemoval(pub CauseNaming);

impl Command for RemoveCause {
    type Parsed = CauseRemoval;

    fn parse(self, _typing: &Typing) -> Result<CauseRemoval, Refusal> {
        let (incident, change) = (incident(&self.incident)?, super::change(&self.change)?);
        Ok(CauseRemoval(CauseNaming { incident, change }))
    }
}
