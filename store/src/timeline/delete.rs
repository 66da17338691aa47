//! Deleting an entry: its text is no longer shown; who deleted it, and when, is.

use nofault_domain::access::Role;
use nofault_domain::command::entry::EntryDeletion;
use nofault_domain::entry::EntryKind;
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

statements! {
    INSERT = "INSERT INTO entry_deletion (entry_id, at, by_person) VALUES ($1, $2, $3)";
}

impl Perform for EntryDeletion {
    const NAME: &'static str = "delete entry";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let entry = work.entry_at(incident.id, self.entry, self.version).await?;
        if entry.kind == EntryKind::StatusChange {
            let reason = "A status change stays on the timeline; its comment can be edited.";
            return Err(Refusal::Conflict(reason.to_owned()).into());
        }
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, INSERT, entry.id.0, at, by)?;
        let (id, version) = (entry.id.0, entry.version);
        work.event("entry.deleted", Subject::Entry, id, version, Some(incident.id)).await?;
        let address = format!("{}#{}", incident.address(), entry.number);
        Ok(Outcome { id, address, version })
    }
}
