//! Writing and publishing a postmortem.

use nofault_domain::access::Role;
use nofault_domain::command::comment::SectionRestoration;
use nofault_domain::command::postmortem::{Publication, SectionEdit};
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;

use super::Postmortem;
use crate::conflict::Saved;
use crate::incident::Incident;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident, new_id, timeline};

statements! {
    SET_SECTION = "UPDATE section SET version = $2 WHERE id = $1";
    BUMP = "UPDATE postmortem SET version = version + 1 WHERE id = $1";
    PUBLISH = "INSERT INTO publication (id, postmortem_id, at, by_person, number) \
        VALUES ($1, $2, $3, $4, $5)";
    PUBLISH_SECTIONS = "INSERT INTO publication_section (publication_id, section_id, version) \
        SELECT $1, s.id, s.version FROM section s WHERE s.postmortem_id = $2";
}

impl Perform for SectionEdit {
    const NAME: &'static str = "edit section";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let body = self.body.as_ref().map_or("", |body| body.as_str());
        work.write_section(self.incident, &self.section, self.version, body).await
    }
}

impl Perform for SectionRestoration {
    const NAME: &'static str = "restore section";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (_, postmortem) = work.postmortem(self.incident).await?;
        let section = postmortem.sections.iter().find(|section| section.key == self.section);
        let section = section.ok_or(Refusal::NotFound("section"))?;
        let all = timeline::revisions(&mut work.db, section.id.0).await?;
        let earlier = all.into_iter().find(|earlier| earlier.version == self.revision);
        let earlier = earlier.ok_or(Refusal::NotFound("version"))?;
        work.write_section(self.incident, &self.section, self.version, &earlier.body).await
    }
}

impl Perform for Publication {
    const NAME: &'static str = "publish postmortem";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        let saved = Saved::of(postmortem.id.0, incident.id, postmortem.version);
        work.unchanged(self.version, saved).await?;
        if postmortem.sections.iter().all(|section| section.body.trim().is_empty()) {
            let empty = "Nothing is written yet: a summary is enough to publish.";
            return Err(Refusal::field("publication", empty).into());
        }
        let (publication, id, now, person) =
            (new_id(), postmortem.id.0, work.now.micros(), work.person());
        let number = postmortem.publications.first().map_or(1, |latest| latest.number + 1);
        change!(&mut work.db, PUBLISH, publication, id, now, person, number)?;
        change!(&mut work.db, PUBLISH_SECTIONS, publication, id)?;
        work.end_review(&postmortem).await?;
        change!(&mut work.db, BUMP, id)?;
        let version = postmortem.version + 1;
        work.event("postmortem.published", Subject::Postmortem, id, version, Some(incident.id))
            .await?;
        Ok(Outcome { id, address: address(&incident), version })
    }
}

pub(super) fn address(incident: &Incident) -> String {
    format!("{}/postmortem", incident.address())
}

/// Where a section is written.
pub(super) fn section_address(incident: &Incident, key: &str) -> String {
    format!("{}/sections/{key}", address(incident))
}

impl Work<'_> {
    /// A section’s new text, by somebody who saw this version of it.
    async fn write_section(
        &mut self,
        incident: IncidentNumber,
        key: &str,
        seen: i64,
        body: &str,
    ) -> Result<Outcome, Failure> {
        let (incident, postmortem) = self.postmortem(incident).await?;
        let section = postmortem.sections.iter().find(|section| section.key == key);
        let section = section.ok_or(Refusal::NotFound("section"))?;
        let (id, version) = (section.id.0, section.version + 1);
        let mut form = Comparison::new(seen, section.version);
        let was = self.opened_with(&form, id).await?;
        let of = form.three(was.as_deref(), section.version, body, section.body.as_str());
        let body = form.text("body", "Text", &of);
        self.settled(form, Saved::of(id, incident.id, section.version)).await?;
        change!(&mut self.db, SET_SECTION, id, version)?;
        change!(&mut self.db, BUMP, postmortem.id.0)?;
        self.revise(id, version, incident.id, &body).await?;
        self.event("section.edited", Subject::Section, id, version, Some(incident.id)).await?;
        Ok(Outcome { id, address: format!("{}#{}", address(&incident), section.key), version })
    }

    pub(super) async fn postmortem(
        &mut self,
        number: IncidentNumber,
    ) -> Result<(Incident, Postmortem), Failure> {
        let incident = incident::by_number(&mut self.db, self.viewer, number).await?;
        let postmortem = super::of_incident(&mut self.db, incident.id).await?;
        Ok((incident, postmortem.ok_or(Refusal::NotFound("postmortem"))?))
    }
}
