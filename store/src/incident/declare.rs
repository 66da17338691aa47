//! Declaring an incident: a title is enough.

use nofault_domain::access::Role;
use nofault_domain::command::incident::Declaration;
use nofault_domain::event::Subject;
use nofault_domain::id::{IncidentId, ServiceId};
use nofault_domain::incident::{Entered, Kind};
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{Moment, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::text::{Label, Name};
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{address, level};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, catalog, new_id};

statements! {
    INSERT = "INSERT INTO incident (id, number, title, title_key, summary, kind, status, severity, \
        severity_highest, entered, private, home_zone, reference, import_key, batch_id, at, \
        recorded_at, entries, version) VALUES \
        ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 1)";
    ADD_SERVICE = "INSERT INTO incident_service (incident_id, service_id) VALUES ($1, $2)";
    ADD_LABEL = "INSERT INTO incident_label (incident_id, label) VALUES ($1, $2)";
}

/// Everything that a new incident's row says.
pub(crate) struct NewIncident<'a> {
    pub title: &'a str,
    pub summary: &'a str,
    pub kind: Kind,
    pub status: Status,
    pub private: bool,
    pub severity: Option<Severity>,
    pub entered: Entered,
    pub home_zone: &'a str,
    pub reference: Option<&'a str>,
    pub import_key: Option<&'a str>,
}

impl Perform for Declaration {
    const NAME: &'static str = "declare incident";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let new = NewIncident {
            title: self.title.as_str(),
            summary: self.summary.as_ref().map_or("", |summary| summary.as_str()),
            kind: self.kind,
            status: self.status,
            private: self.private,
            severity: self.severity,
            entered: Entered::Live,
            home_zone: self.zone.name(),
            reference: None,
            import_key: None,
        };
        let (id, number) = work.insert_incident(&new).await?;
        if self.private {
            work.hide(id, Vec::new()).await?;
        }
        work.add_services(id, &self.services, self.private).await?;
        let declared = Moment::exact(work.now, self.zone.clone(), Source::System);
        work.set_milestone(id, Milestone::Declared, &declared).await?;
        if let Some(started) = &self.impact_started {
            work.set_milestone(id, Milestone::ImpactStarted, started).await?;
        }
        work.set_at(id).await?;
        work.event("incident.declared", Subject::Incident, id.0, 1, Some(id)).await?;
        Ok(Outcome { id: id.0, address: address(number), version: 1 })
    }
}

impl Work<'_> {
    pub(crate) async fn insert_incident(
        &mut self,
        new: &NewIncident<'_>,
    ) -> Result<(IncidentId, IncidentNumber), Failure> {
        let number = IncidentNumber(self.next("incident").await?);
        let id = self.insert_numbered(new, number, self.now).await?;
        Ok((id, number))
    }

    /// With a number that was taken for it, listed and counted by `at`.
    pub(crate) async fn insert_numbered(
        &mut self,
        new: &NewIncident<'_>,
        number: IncidentNumber,
        at: Instant,
    ) -> Result<IncidentId, Failure> {
        let id = new_id();
        change!(
            &mut self.db,
            INSERT,
            id,
            number.0,
            new.title,
            new.title.to_lowercase(),
            new.summary,
            new.kind.key(),
            new.status.key(),
            level(new.severity),
            new.entered.key(),
            new.private,
            new.home_zone,
            new.reference,
            new.import_key,
            self.batch.map(|batch| batch.0),
            at.micros(),
            self.now.micros()
        )?;
        self.revise_details(IncidentId(id), 1, new.title, new.summary).await?;
        Ok(IncidentId(id))
    }

    /// Services are made by being named, but not by a private incident.
    pub(crate) async fn add_services(
        &mut self,
        incident: IncidentId,
        names: &[Name],
        private: bool,
    ) -> Result<(), Failure> {
        let mut added: Vec<Uuid> = Vec::new();
        for name in names {
            let service = catalog::service_of(self, name, private, "services").await?;
            if !added.contains(&service.0) {
                self.add_service(incident, service).await?;
                added.push(service.0);
            }
        }
        Ok(())
    }

    pub(crate) async fn add_service(
        &mut self,
        incident: IncidentId,
        service: ServiceId,
    ) -> Result<(), Failure> {
        change!(&mut self.db, ADD_SERVICE, incident.0, service.0)?;
        Ok(())
    }

    pub(crate) async fn add_labels(
        &mut self,
        incident: IncidentId,
        labels: &[Label],
    ) -> Result<(), Failure> {
        for label in labels {
            change!(&mut self.db, ADD_LABEL, incident.0, label.as_str())?;
        }
        Ok(())
    }
}
