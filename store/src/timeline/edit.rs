//! Editing an entry; its earlier text stays as a revision.

use nofault_domain::access::Role;
use nofault_domain::command::entry::EntryEdit;
use nofault_domain::entry::EntryKind;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::number::EntryNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;

use super::Entry;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

statements! {
    SET = "UPDATE entry SET kind = $2, at = $3, precision = $4, zone = $5, source = $6, \
        version = $7 WHERE id = $1";
}

impl Perform for EntryEdit {
    const NAME: &'static str = "edit entry";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let entry = work.entry_at(incident.id, self.entry, self.version).await?;
        // A status change tells of a change that stands: only its comment and time may move.
        let kind = match entry.kind {
            EntryKind::StatusChange => EntryKind::StatusChange,
            other => self.kind.unwrap_or(other),
        };
        if self.body.is_none() && kind != EntryKind::StatusChange {
            return Err(Refusal::field("body", "The text cannot be empty.").into());
        }
        let (at, version) = (&self.at, entry.version + 1);
        // The form repeats the time: unless it was changed, its source stays.
        let source = if at.at == entry.moment.at { entry.moment.source } else { at.source };
        change!(
            &mut work.db,
            SET,
            entry.id.0,
            kind.key(),
            at.at.micros(),
            at.precision.key(),
            at.zone.name(),
            source.key(),
            version
        )?;
        let body = self.body.as_ref().map_or("", |body| body.as_str());
        work.revise(entry.id.0, version, incident.id, body).await?;
        work.event("entry.edited", Subject::Entry, entry.id.0, version, Some(incident.id)).await?;
        let address = format!("{}#{}", incident.address(), entry.number);
        Ok(Outcome { id: entry.id.0, address, version })
    }
}

impl Work<'_> {
    /// The entry to change, at the version that the person saw.
    pub(super) async fn entry_at(
        &mut self,
        incident: IncidentId,
        number: EntryNumber,
        version: i64,
    ) -> Result<Entry, Failure> {
        let entry = super::entry(&mut self.db, incident, number).await?;
        if entry.deleted.is_some() {
            return Err(Refusal::Conflict("This entry was deleted meanwhile.".to_owned()).into());
        }
        if entry.version != version {
            return Err(Refusal::stale("entry").into());
        }
        Ok(entry)
    }
}
