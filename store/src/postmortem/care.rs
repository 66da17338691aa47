//! Who answers for a postmortem, and by when.

use nofault_domain::access::Role;
use nofault_domain::command::reviewing::PostmortemCare;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::PersonId;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;

use super::write::address;
use crate::Failure;
use crate::conflict::Saved;
use crate::people;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE postmortem SET owner_person = $2, due = $3, version = version + 1, \
        care_version = version + 1 WHERE id = $1";
}

impl Perform for PostmortemCare {
    const NAME: &'static str = "care for postmortem";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        let part = postmortem.care_version;
        let present = postmortem.owner.as_ref().map(|(owner, _)| *owner);
        // Whoever has left stays where they are named, and is chosen nowhere anew.
        let chosen = self.owner.filter(|owner| Some(*owner) != present);
        let mine = match chosen {
            None => self.owner.and(postmortem.owner.as_ref().map(|(_, name)| name.clone())),
            Some(owner) => Some(named(work, owner).await?),
        };
        let mut form = Comparison::new(self.version, postmortem.version);
        let id = |owner: Option<PersonId>| owner.map(|owner| owner.to_string()).unwrap_or_default();
        let nobody = |name: Option<String>| name.unwrap_or_else(|| "Nobody".to_owned());
        let theirs = postmortem.owner.as_ref().map(|(_, name)| name.clone());
        let owner = form.three(self.was_owner.map(id), part, id(self.owner), id(present));
        let owner = form.one("owner", "Owner", &owner, [nobody(mine), nobody(theirs)]);
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (typed, saved) = (day(self.due), day(postmortem.due));
        let was = self.was_due.map(day);
        let due = form.three(was.as_deref(), part, typed.as_str(), saved.as_str());
        let due = form.line("due", "Due", &due);
        let (subject, version) = (postmortem.id.0, postmortem.version);
        let saved = Saved { subject, incident: incident.id, version, part };
        work.settled(form, saved).await?;
        let owner = uuid::Uuid::try_parse(&owner).ok();
        let due = Some(due).filter(|due| !due.is_empty());
        change!(&mut work.db, SET, subject, owner, due)?;
        let (version, of) = (version + 1, Some(incident.id));
        work.event("postmortem.care_changed", Subject::Postmortem, subject, version, of).await?;
        Ok(Outcome { id: subject, address: format!("{}#_way", address(&incident)), version })
    }
}

async fn named(work: &mut Work<'_>, owner: PersonId) -> Result<String, Failure> {
    let people = people::people(&mut work.db, work.viewer).await?;
    let person = people.into_iter().find(|person| person.id == owner);
    let unknown = "That person is not here any more: choose one from the list.";
    Ok(person.ok_or_else(|| Refusal::field("owner", unknown))?.name)
}
