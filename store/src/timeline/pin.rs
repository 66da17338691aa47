//! Pinning an entry as a key moment. It overwrites nobody's words: who pressed the
//! button of an older version is refused only where the pin is no longer as they saw it.

use nofault_domain::access::Role;
use nofault_domain::command::pin::Pin;
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;

use super::Entry;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

statements! {
    SET = "UPDATE entry SET pinned = $2 WHERE id = $1";
    SET_VERSION = "UPDATE entry SET version = $2 WHERE id = $1";
    // The text stays and goes on under the new version.
    GO_ON = "INSERT INTO revision (subject_id, version, incident_id, body, at, by_person, redacted) \
        SELECT subject_id, $3, incident_id, body, $4, $5, redacted FROM revision \
        WHERE subject_id = $1 AND version = $2";
}

impl Perform for Pin {
    const NAME: &'static str = "pin entry";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let entry = work.standing_entry(incident.id, self.entry).await?;
        if entry.pinned == self.pinned || self.version > entry.version {
            let now = if entry.pinned { "pinned" } else { "not pinned" };
            let reason = format!("Somebody was faster: the entry is {now} now.");
            return Err(Refusal::Conflict(reason).into());
        }
        let id = entry.id.0;
        let version = work.go_on(&entry).await?;
        change!(&mut work.db, SET, id, self.pinned)?;
        let name = if self.pinned { "entry.pinned" } else { "entry.unpinned" };
        work.event(name, Subject::Entry, id, version, Some(incident.id)).await?;
        let address = format!("{}#{}", incident.address(), entry.number);
        Ok(Outcome { id, address, version })
    }
}

impl Work<'_> {
    /// The entry is another version of itself from now on, with the same text.
    pub(crate) async fn go_on(&mut self, entry: &Entry) -> Result<i64, Failure> {
        let (id, version) = (entry.id.0, entry.version + 1);
        let (at, by) = (self.now.micros(), self.person());
        self.keep_facets(entry.id).await?;
        change!(&mut self.db, GO_ON, id, entry.version, version, at, by)?;
        change!(&mut self.db, SET_VERSION, id, version)?;
        Ok(version)
    }
}
