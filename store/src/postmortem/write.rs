//! Beginning, writing and publishing a postmortem.

use nofault_domain::access::Role;
use nofault_domain::command::postmortem::{PostmortemBeginning, Publication, SectionEdit};
use nofault_domain::event::Subject;
use nofault_domain::number::IncidentNumber;
use nofault_domain::postmortem::STANDARD;
use nofault_domain::refusal::Refusal;

use super::Postmortem;
use crate::incident::Incident;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident, new_id};

statements! {
    INSERT = "INSERT INTO postmortem (id, incident_id, created_at, created_by, version) \
        VALUES ($1, $2, $3, $4, 1)";
    ADD_SECTION = "INSERT INTO section (id, postmortem_id, key, position, title, guidance, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 1)";
    SET_SECTION = "UPDATE section SET version = $2 WHERE id = $1";
    BUMP = "UPDATE postmortem SET version = version + 1 WHERE id = $1";
    PUBLISH = "INSERT INTO publication (id, postmortem_id, at, by_person) VALUES ($1, $2, $3, $4)";
    PUBLISH_SECTIONS = "INSERT INTO publication_section (publication_id, section_id, version) \
        SELECT $1, s.id, s.version FROM section s WHERE s.postmortem_id = $2";
}

impl Perform for PostmortemBeginning {
    const NAME: &'static str = "begin postmortem";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        if super::of_incident(&mut work.db, incident.id).await?.is_some() {
            let begun = "Somebody began this postmortem meanwhile: it is open to you, too.";
            return Err(Refusal::Conflict(begun.to_owned()).into());
        }
        let (id, now, person) = (new_id(), work.now.micros(), work.person());
        change!(&mut work.db, INSERT, id, incident.id.0, now, person)?;
        for (template, position) in STANDARD.iter().zip(1_i64..) {
            let (section, title, guidance) = (new_id(), template.title, template.guidance);
            change!(
                &mut work.db,
                ADD_SECTION,
                section,
                id,
                template.key,
                position,
                title,
                guidance
            )?;
            work.revise(section, 1, incident.id, "").await?;
        }
        work.event("postmortem.begun", Subject::Postmortem, id, 1, Some(incident.id)).await?;
        Ok(Outcome { id, address: address(&incident), version: 1 })
    }
}

impl Perform for SectionEdit {
    const NAME: &'static str = "edit section";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        let section = postmortem.sections.iter().find(|section| section.key == self.section);
        let section = section.ok_or(Refusal::NotFound("section"))?;
        if section.version != self.version {
            return Err(Refusal::stale("section").into());
        }
        let (id, version) = (section.id.0, section.version + 1);
        change!(&mut work.db, SET_SECTION, id, version)?;
        change!(&mut work.db, BUMP, postmortem.id.0)?;
        let body = self.body.as_ref().map_or("", |body| body.as_str());
        work.revise(id, version, incident.id, body).await?;
        work.event("section.edited", Subject::Section, id, version, Some(incident.id)).await?;
        Ok(Outcome { id, address: format!("{}#{}", address(&incident), section.key), version })
    }
}

impl Perform for Publication {
    const NAME: &'static str = "publish postmortem";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        if postmortem.version != self.version {
            return Err(Refusal::stale("postmortem").into());
        }
        if postmortem.sections.iter().all(|section| section.body.trim().is_empty()) {
            let empty = "Nothing is written yet: a summary is enough to publish.";
            return Err(Refusal::field("publication", empty).into());
        }
        let (publication, id, now, person) =
            (new_id(), postmortem.id.0, work.now.micros(), work.person());
        change!(&mut work.db, PUBLISH, publication, id, now, person)?;
        change!(&mut work.db, PUBLISH_SECTIONS, publication, id)?;
        change!(&mut work.db, BUMP, id)?;
        let version = postmortem.version + 1;
        work.event("postmortem.published", Subject::Postmortem, id, version, Some(incident.id))
            .await?;
        Ok(Outcome { id, address: address(&incident), version })
    }
}

fn address(incident: &Incident) -> String {
    format!("{}/postmortem", incident.address())
}

impl Work<'_> {
    async fn postmortem(
        &mut self,
        number: IncidentNumber,
    ) -> Result<(Incident, Postmortem), Failure> {
        let incident = incident::by_number(&mut self.db, self.viewer, number).await?;
        let postmortem = super::of_incident(&mut self.db, incident.id).await?;
        Ok((incident, postmortem.ok_or(Refusal::NotFound("postmortem"))?))
    }
}
