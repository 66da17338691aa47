//! Logging entries.

use nofault_domain::access::Role;
use nofault_domain::command::entry::NewEntry;
use nofault_domain::entry::EntryKind;
use nofault_domain::event::Subject;
use nofault_domain::evidence::Evidence;
use nofault_domain::id::{EntryId, IncidentId};
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
        changed_to, at, precision, zone, source, recorded_at, recorded_by, evidence, pinned, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)";
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
        let written = Written {
            kind: self.kind,
            change: None,
            at: &self.at,
            body: self.body.as_ref(),
            evidence: self.evidence.as_ref(),
            pinned: self.pinned,
        };
        let (id, number) = work.insert_entry(incident.id, written).await?;
        if self.toil.is_some() {
            work.set_toil(id, self.toil).await?;
        }
        work.event("entry.logged", Subject::Entry, id, 1, Some(incident.id)).await?;
        work.attach(incident.id, EntryId(id), &self.files).await?;
        Ok(Outcome { id, address: format!("{}#e{number}", incident.address()), version: 1 })
    }
}

/// What an entry begins with.
pub(super) struct Written<'w> {
    pub kind: EntryKind,
    pub change: Option<&'w Change>,
    pub at: &'w Moment,
    pub body: Option<&'w Markdown>,
    pub evidence: Option<&'w Evidence>,
    pub pinned: bool,
}

impl Work<'_> {
    /// The entry's id and number; its event is the caller's.
    pub(super) async fn insert_entry(
        &mut self,
        incident: IncidentId,
        written: Written<'_>,
    ) -> Result<(Uuid, i64), Failure> {
        let Written { kind, change, at, body, evidence, pinned } = written;
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
            person,
            evidence.map_or("", Evidence::as_str),
            pinned
        )?;
        self.revise(id, 1, incident, body.map_or("", |body| body.as_str())).await?;
        // The program's own entries have no event of their own.
        self.tell_targets(incident).await?;
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
        let written = Written {
            kind: EntryKind::StatusChange,
            change: Some(&change),
            at,
            body: comment,
            evidence: None,
            pinned: false,
        };
        self.insert_entry(incident, written).await?;
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
