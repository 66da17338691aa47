//! Logging entries.

use nofault_domain::access::Role;
use nofault_domain::command::entry::NewEntry;
use nofault_domain::entry::EntryKind;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::moment::Moment;
use nofault_domain::text::Markdown;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::Change;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident, new_id};

statements! {
    COUNT_ON = "UPDATE incident SET entries = entries + 1 WHERE id = $1 RETURNING entries";
    INSERT = "INSERT INTO entry (id, incident_id, number, kind, changed_field, changed_from, \
        changed_to, at, precision, zone, source, recorded_at, recorded_by, version) VALUES \
        ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";
    REVISE = "INSERT INTO revision (subject_id, version, incident_id, body, at, by_person, redacted) \
        VALUES ($1, $2, $3, $4, $5, $6, 0)";
}

impl Perform for NewEntry {
    const NAME: &'static str = "log entry";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let (id, number) =
            work.insert_entry(incident.id, self.kind, None, &self.at, Some(&self.body)).await?;
        work.event("entry.logged", Subject::Entry, id, 1, Some(incident.id)).await?;
        Ok(Outcome { id, address: format!("{}#e{number}", incident.address()), version: 1 })
    }
}

impl Work<'_> {
    async fn insert_entry(
        &mut self,
        incident: IncidentId,
        kind: EntryKind,
        change: Option<&Change>,
        at: &Moment,
        body: Option<&Markdown>,
    ) -> Result<(Uuid, i64), Failure> {
        let id = new_id();
        let (number,): (i64,) = one!(&mut self.db, COUNT_ON, incident.0)?;
        let person = self.person();
        change!(
            &mut self.db,
            INSERT,
            id,
            incident.0,
            number,
            kind.key(),
            change.map(|change| change.field.key()),
            change.map(|change| change.from.as_str()),
            change.map(|change| change.to.as_str()),
            at.at.micros(),
            at.precision.key(),
            at.zone.name(),
            at.source.key(),
            self.now.micros(),
            person
        )?;
        self.revise(id, 1, incident, body.map_or("", |body| body.as_str())).await?;
        Ok((id, number))
    }

    /// The program's own entry about a change of the incident.
    pub(crate) async fn log_change(
        &mut self,
        incident: IncidentId,
        change: Change,
        at: &Moment,
        comment: Option<&Markdown>,
    ) -> Result<(), Failure> {
        self.insert_entry(incident, EntryKind::StatusChange, Some(&change), at, comment).await?;
        Ok(())
    }

    /// Keeps a text for good: an entry's, a section's or an incident's at this version.
    pub(crate) async fn revise(
        &mut self,
        subject: Uuid,
        version: i64,
        incident: IncidentId,
        body: &str,
    ) -> Result<(), Failure> {
        let (at, by) = (self.now.micros(), self.person());
        change!(&mut self.db, REVISE, subject, version, incident.0, body, at, by)?;
        Ok(())
    }
}
