//! The parts of an incident that have a form each: changes of two parts do not conflict.

use nofault_domain::id::IncidentId;
use nofault_domain::number::IncidentNumber;

use super::{Incident, by_number};
use crate::Failure;
use crate::conflict::Saved;
use crate::work::Work;

/// The version of the incident at which each part of it last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    pub status: i64,
    pub severity: i64,
    pub details: i64,
    pub milestones: i64,
    pub access: i64,
}

/// What is changed by a form of its own: changes of two parts do not conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Status,
    Severity,
    Details,
    Milestones,
    Access,
}

impl Incident {
    /// As a save on an old version is answered.
    pub(crate) fn saved(&self, part: Part) -> Saved {
        let part = self.parts.of(part);
        Saved { subject: self.id.0, incident: self.id, version: self.version, part }
    }
}

impl Parts {
    #[must_use]
    pub fn of(&self, part: Part) -> i64 {
        match part {
            Part::Status => self.status,
            Part::Severity => self.severity,
            Part::Details => self.details,
            Part::Milestones => self.milestones,
            Part::Access => self.access,
        }
    }
}

statements! {
    BUMP = "UPDATE incident SET version = version + 1 WHERE id = $1 RETURNING version";
    CHANGED_STATUS = "UPDATE incident SET status_version = version WHERE id = $1";
    CHANGED_SEVERITY = "UPDATE incident SET severity_version = version WHERE id = $1";
    CHANGED_DETAILS = "UPDATE incident SET details_version = version WHERE id = $1";
    CHANGED_MILESTONES = "UPDATE incident SET milestones_version = version WHERE id = $1";
    CHANGED_ACCESS = "UPDATE incident SET access_version = version WHERE id = $1";
}

impl Work<'_> {
    /// The incident to change, where the person saw this part of it as it is. A form whose
    /// fields are merged one by one reads it by [`by_number`] and makes a [`Comparison`](nofault_domain::conflict::Comparison).
    ///
    /// # Errors
    /// [`Refusal::Stale`] where the part changed since `seen`.
    pub(crate) async fn incident_part_at(
        &mut self,
        number: IncidentNumber,
        seen: i64,
        part: Part,
    ) -> Result<Incident, Failure> {
        let incident = by_number(&mut self.db, self.viewer, number).await?;
        let saved = incident.saved(part);
        if saved.part > seen || incident.version < seen {
            return Err(self.stale(Vec::new(), saved).await?.into());
        }
        Ok(incident)
    }

    /// The next version of the incident, of which no part that has a form of its own changed.
    pub(crate) async fn bump_incident(&mut self, incident: IncidentId) -> Result<i64, Failure> {
        let (version,): (i64,) = one!(&mut self.db, BUMP, incident.0)?;
        Ok(version)
    }

    /// The next version of the incident, for a change of these parts of it.
    pub(crate) async fn bump_parts(
        &mut self,
        incident: IncidentId,
        parts: &[Part],
    ) -> Result<i64, Failure> {
        let version = self.bump_incident(incident).await?;
        for part in parts {
            let statement = match part {
                Part::Status => CHANGED_STATUS,
                Part::Severity => CHANGED_SEVERITY,
                Part::Details => CHANGED_DETAILS,
                Part::Milestones => CHANGED_MILESTONES,
                Part::Access => CHANGED_ACCESS,
            };
            change!(&mut self.db, statement, incident.0)?;
        }
        Ok(version)
    }
}
