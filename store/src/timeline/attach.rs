//! Attaching files to an entry, and removing them for good.

use nofault_domain::access::Role;
use nofault_domain::command::entry::REDACTED;
use nofault_domain::command::file::{FileRedaction, NewFiles};
use nofault_domain::event::Subject;
use nofault_domain::file::NewFile;
use nofault_domain::id::{EntryId, IncidentId};
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use sha2::{Digest as _, Sha256};

use super::Attachment;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident, new_id};

statements! {
    KEEP = "INSERT INTO file (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
    LAST = "SELECT COALESCE(MAX(position), 0) FROM attachment WHERE entry_id = $1";
    ATTACH = "INSERT INTO attachment (id, incident_id, entry_id, position, hash, name, media_type, \
        size, width, height, at, by_person) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    NUMBER = "SELECT number FROM entry WHERE id = $1";
    REDACT = "UPDATE attachment SET hash = NULL, name = $2, width = NULL, height = NULL, \
        redacted_at = $3, redacted_by = $4, reason = $5 WHERE id = $1";
    CLEAN = "DELETE FROM file WHERE NOT EXISTS \
        (SELECT 1 FROM attachment a WHERE a.hash = file.hash)";
}

impl Perform for NewFiles {
    const NAME: &'static str = "attach files";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let entry = work.standing_entry(incident.id, self.entry).await?;
        let there = entry.files.iter().filter(|file| file.removed.is_none()).count();
        if there + self.files.len() > NewFile::MOST {
            let full = format!("The entry holds {there} files; {} fit.", NewFile::MOST);
            return Err(Refusal::field("file", full).into());
        }
        work.attach(incident.id, entry.id, &self.files).await?;
        let address = format!("{}#{}", incident.address(), entry.number);
        Ok(Outcome { id: entry.id.0, address, version: entry.version })
    }
}

impl Perform for FileRedaction {
    const NAME: &'static str = "redact file";
    const SCRUBS: bool = true;

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let file = super::attachment::named(&mut work.db, incident.id, self.file).await?;
        if file.removed.is_some() {
            return Err(Refusal::Conflict("This file was removed meanwhile.".to_owned()).into());
        }
        let reason = self.reason.as_str();
        if file.name.contains('.') && reason.contains(&file.name) {
            let names = "The reason is kept and shown: it must not hold the file’s name.";
            return Err(Refusal::field("reason", names).into());
        }
        let (entry,): (i64,) = one!(&mut work.db, NUMBER, file.entry.0)?;
        work.redact_files(incident.id, &[file], reason).await?;
        let address = format!("{}#e{entry}", incident.address());
        Ok(Outcome { id: self.file.0, address, version: 1 })
    }
}

impl Work<'_> {
    /// Adds files to an entry, each with its event.
    pub(super) async fn attach(
        &mut self,
        incident: IncidentId,
        entry: EntryId,
        files: &[NewFile],
    ) -> Result<(), Failure> {
        let (last,): (i64,) = one!(&mut self.db, LAST, entry.0)?;
        for (position, file) in (last + 1..).zip(files) {
            let (id, hash, bytes) = (new_id(), Sha256::digest(&file.bytes), &*file.bytes);
            let (width, height) = (file.pixels.map(|(w, _)| w), file.pixels.map(|(_, h)| h));
            let (at, by) = (self.now.micros(), self.person());
            change!(&mut self.db, KEEP, hash.as_slice(), bytes)?;
            change!(
                &mut self.db,
                ATTACH,
                id,
                incident.0,
                entry.0,
                position,
                hash.as_slice(),
                file.name.as_str(),
                file.kind.key(),
                i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                width.map(i64::from),
                height.map(i64::from),
                at,
                by
            )?;
            self.event("attachment.added", Subject::Attachment, id, 1, Some(incident)).await?;
        }
        Ok(())
    }

    /// Removes files for good; that, and why, stays. Content goes with the last that holds it.
    pub(super) async fn redact_files(
        &mut self,
        incident: IncidentId,
        files: &[Attachment],
        reason: &str,
    ) -> Result<(), Failure> {
        for file in files.iter().filter(|file| file.removed.is_none()) {
            let (id, at, by) = (file.id.0, self.now.micros(), self.person());
            change!(&mut self.db, REDACT, id, REDACTED, at, by, reason)?;
            self.event("attachment.redacted", Subject::Attachment, id, 2, Some(incident)).await?;
        }
        change!(&mut self.db, CLEAN)?;
        Ok(())
    }
}
