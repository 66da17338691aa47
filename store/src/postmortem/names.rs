//! Roles in the place of names, in the sections of a postmortem: new revisions, so that what
//! stood there before stays in the history, and the next publication shows roles.

use std::ops::Range;

use nofault_domain::access::Role;
use nofault_domain::command::wording::{ChosenPlace, NameReplacement};
use nofault_domain::event::Subject;
use nofault_domain::naming::{Place, places, replaced};
use nofault_domain::refusal::Refusal;

use super::{Connected, Section, connected};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

statements! {
    SET = "UPDATE section SET version = $2 WHERE id = $1";
    BUMP = "UPDATE postmortem SET version = version + 1 WHERE id = $1";
}

impl Perform for NameReplacement {
    const NAME: &'static str = "replace names";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let postmortem = super::of_incident(&mut work.db, incident.id).await?;
        let postmortem = postmortem.ok_or(Refusal::NotFound("postmortem"))?;
        let people = connected(&mut work.db, incident.id).await?;
        for (key, version) in &self.sections {
            let chosen: Vec<_> = self.places.iter().filter(|place| place.section == *key).collect();
            if chosen.is_empty() {
                continue;
            }
            let section = postmortem.sections.iter().find(|section| section.key == *key);
            let section = section.ok_or(Refusal::NotFound("section"))?;
            if section.version != *version {
                return Err(changed(section).into());
            }
            let body = with_roles(section, &people, &chosen)?;
            let version = section.version + 1;
            change!(&mut work.db, SET, section.id.0, version)?;
            work.revise(section.id.0, version, incident.id, &body).await?;
            work.event(
                "section.edited",
                Subject::Section,
                section.id.0,
                version,
                Some(incident.id),
            )
            .await?;
        }
        change!(&mut work.db, BUMP, postmortem.id.0)?;
        let address = format!("{}/postmortem", incident.address());
        Ok(Outcome { id: postmortem.id.0, address, version: postmortem.version + 1 })
    }
}

/// The text, where each place chosen is one where that person is named.
fn with_roles(
    section: &Section,
    people: &[Connected],
    chosen: &[&ChosenPlace],
) -> Result<String, Refusal> {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let found = places(&section.body, &names);
    let one = |chosen: &&ChosenPlace| -> Option<(Range<usize>, String)> {
        let is_it = |place: &&Place| {
            let person = people.get(place.person).map(|person| person.id);
            place.range == (chosen.start..chosen.end) && person == Some(chosen.person)
        };
        let place = found.iter().find(is_it)?;
        Some((place.range.clone(), place.replacement(chosen.role.as_str())))
    };
    let replacements: Option<Vec<_>> = chosen.iter().map(one).collect();
    Ok(replaced(&section.body, &replacements.ok_or_else(|| changed(section))?))
}

fn changed(section: &Section) -> Refusal {
    Refusal::Conflict(format!(
        "“{}” was changed while you looked. Nothing was replaced: the places below are as they \
         are now.",
        section.title
    ))
}
