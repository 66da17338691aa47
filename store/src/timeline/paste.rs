//! Logging the rows of a pasted block: all of them or none.

use nofault_domain::access::Role;
use nofault_domain::command::paste::PastedEntries;
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;

use super::log::Written;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

impl Perform for PastedEntries {
    const NAME: &'static str = "log block";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let mut first = None;
        for (at, body) in &self.entries {
            let written = Written {
                kind: self.kind,
                change: None,
                at,
                body: Some(body),
                evidence: None,
                pinned: false,
            };
            let (id, number) = work.insert_entry(incident.id, written).await?;
            work.event("entry.logged", Subject::Entry, id, 1, Some(incident.id)).await?;
            first.get_or_insert((id, number));
        }
        let nothing = || Refusal::field("chosen", "Choose at least one of the lines.");
        let (id, number) = first.ok_or_else(nothing)?;
        Ok(Outcome { id, address: format!("{}#e{number}", incident.address()), version: 1 })
    }
}
