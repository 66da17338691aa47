//! Changing the title, kind, services, labels and summary.

use nofault_domain::access::Role;
use nofault_domain::command::incident::Details;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::word::Word;

use crate::Failure;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE incident SET title = $2, title_key = $3, kind = $4, summary = $5 WHERE id = $1";
    CLEAR_SERVICES = "DELETE FROM incident_service WHERE incident_id = $1";
    CLEAR_LABELS = "DELETE FROM incident_label WHERE incident_id = $1";
}

impl Perform for Details {
    const NAME: &'static str = "change details";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = work.incident_at(self.incident, self.version).await?;
        let id = incident.id;
        let title = self.title.as_str();
        let summary = self.summary.as_ref().map_or("", |summary| summary.as_str());
        let kind = self.kind.key();
        change!(&mut work.db, SET, id.0, title, title.to_lowercase(), kind, summary)?;
        change!(&mut work.db, CLEAR_SERVICES, id.0)?;
        change!(&mut work.db, CLEAR_LABELS, id.0)?;
        work.add_services(id, &self.services).await?;
        work.add_labels(id, &self.labels).await?;
        let version = work.bump_incident(id).await?;
        work.revise_details(id, version, title, summary).await?;
        work.event("incident.details_changed", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(Outcome { id: id.0, address: incident.address(), version })
    }
}

impl Work<'_> {
    /// Keeps what the incident says from this version on.
    pub(super) async fn revise_details(
        &mut self,
        incident: IncidentId,
        version: i64,
        title: &str,
        summary: &str,
    ) -> Result<(), Failure> {
        self.revise(incident.0, version, incident, &format!("{title}\n\n{summary}")).await
    }
}
