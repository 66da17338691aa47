//! Beginning a postmortem from a template: its sections are copied, so that whoever changes the
//! template changes no postmortem that was begun.

use nofault_domain::access::Role;
use nofault_domain::command::postmortem::PostmortemBeginning;
use nofault_domain::event::Subject;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;

use super::write::address;
use crate::incident::Incident;
use crate::template::Template;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id, review, template};

statements! {
    INSERT = "INSERT INTO postmortem (id, incident_id, created_at, created_by, template_id, \
        owner_person, version) VALUES ($1, $2, $3, $4, $5, $4, 1)";
    ADD_SECTION = "INSERT INTO section (id, postmortem_id, key, position, title, guidance, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 1)";
}

/// The templates from which a postmortem of the incident may be begun, the one that suits it first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn choices(
    db: &mut Db<'_>,
    incident: &Incident,
    now: Instant,
) -> Result<Vec<Template>, Failure> {
    let level = review::of_incident(&mut *db, incident, now).await?.level();
    let mut templates = template::in_use(db).await?;
    let severity = incident.severity_highest;
    let suits = template::suits(&templates, incident.kind, severity, level).map(|one| one.id);
    templates.sort_by_key(|one| Some(one.id) != suits);
    Ok(templates)
}

impl Perform for PostmortemBeginning {
    const NAME: &'static str = "begin postmortem";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    /// Whoever begins it owns it, until somebody else does.
    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        if super::of_incident(&mut work.db, incident.id).await?.is_some() {
            let begun = "Somebody began this postmortem meanwhile: it is open to you, too.";
            return Err(Refusal::Conflict(begun.to_owned()).into());
        }
        let mut templates = choices(&mut work.db, &incident, work.now).await?.into_iter();
        let template = match self.template {
            None => templates.next(),
            Some(id) => templates.find(|one| one.id == id),
        };
        let gone = "That template is not in use any more: choose another one.";
        let template = template.ok_or_else(|| Refusal::field("template", gone))?;
        let (id, now, person) = (new_id(), work.now.micros(), work.person());
        change!(&mut work.db, INSERT, id, incident.id.0, now, person, template.id.0)?;
        for (given, position) in template.sections.iter().zip(1_i64..) {
            let section = new_id();
            let (key, title) = (given.key.as_str(), given.title.as_str());
            let guidance = given.guidance.as_str();
            change!(&mut work.db, ADD_SECTION, section, id, key, position, title, guidance)?;
            work.revise(section, 1, incident.id, "").await?;
        }
        work.event("postmortem.begun", Subject::Postmortem, id, 1, Some(incident.id)).await?;
        Ok(Outcome { id, address: address(&incident), version: 1 })
    }
}
