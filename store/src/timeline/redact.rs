//! Redaction: a text is removed from every place of an incident, with a trace of
//! who, when and why. Backups made before still hold it. SQLite overwrites it in the file
//! and empties its write-ahead log; on Postgres the dead rows stay in the files of the
//! server until its VACUUM, which comes by itself, and in its WAL until that is recycled.
//!
//! The names of services, people and teams are no text of the incident and stay: they are
//! renamed on their own pages. A test walks over every text of the schema and knows of each
//! whether it is reached, or why it need not be.

/// SQL: the actions of the incident `$1`, and those that came up in it again.
macro_rules! of_actions {
    () => {
        "(SELECT a.id FROM action a WHERE a.incident_id = $1 \
         UNION SELECT o.action_id FROM action_incident o WHERE o.incident_id = $1)"
    };
}

mod kept;
mod places;
mod review;

pub use places::places;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::{REDACTED, Redacted, Redaction};
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use super::attachment;
use crate::incident::Part;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id};

pub(crate) mod statements_of {
    pub(crate) use super::kept::STATEMENTS as KEPT;
    pub(crate) use super::places::STATEMENTS as PLACES;
    pub(crate) use super::review::STATEMENTS as REVIEW;
}

statements! {
    REVISIONS = "UPDATE revision SET body = REPLACE(body, $2, $3), redacted = redacted + 1 \
        WHERE incident_id = $1 AND body LIKE $4 ESCAPE '\\'";
    EVIDENCE = "UPDATE entry SET evidence = REPLACE(evidence, $2, $3) WHERE incident_id = $1 \
        AND evidence LIKE $4 ESCAPE '\\'";
    PAST_EVIDENCE = "UPDATE entry_revision SET evidence = REPLACE(evidence, $2, $3) WHERE entry_id IN \
        (SELECT e.id FROM entry e WHERE e.incident_id = $1) AND evidence LIKE $4 ESCAPE '\\'";
    FILES = "UPDATE attachment SET name = REPLACE(name, $2, $3), reason = REPLACE(reason, $2, $3) \
        WHERE incident_id = $1 AND (name LIKE $4 ESCAPE '\\' OR reason LIKE $4 ESCAPE '\\')";
    INCIDENT = "UPDATE incident SET title = REPLACE(title, $2, $3), summary = REPLACE(summary, $2, $3), \
        title_key = REPLACE(title_key, $5, $3), reference = REPLACE(reference, $2, $3) \
        WHERE id = $1 AND (title LIKE $4 ESCAPE '\\' OR summary LIKE $4 ESCAPE '\\' \
        OR reference LIKE $4 ESCAPE '\\')";
    LABELS = "DELETE FROM incident_label WHERE incident_id = $1 AND label LIKE $2 ESCAPE '\\'";
    REASONS = "UPDATE redaction SET reason = REPLACE(reason, $2, $3) WHERE incident_id = $1 \
        AND reason LIKE $4 ESCAPE '\\'";
    BATCH = "UPDATE import_batch SET file_name = REPLACE(file_name, $2, $3) WHERE id = \
        (SELECT i.batch_id FROM incident i WHERE i.id = $1) AND file_name LIKE $4 ESCAPE '\\'";
    UPLOADS = "SELECT id, file_name FROM upload";
    BYTES = "SELECT bytes FROM upload WHERE id = $1";
    REMOVE_UPLOAD = "DELETE FROM upload WHERE id = $1";
    ENTRY = "UPDATE revision SET body = $2, redacted = redacted + 1 WHERE subject_id = $1";
    SET_ENTRY = "UPDATE entry SET version = $2, evidence = '' WHERE id = $1";
    CLEAR_FACETS = "UPDATE entry_revision SET evidence = '' WHERE entry_id = $1";
    TRACE = "INSERT INTO redaction (id, incident_id, entry_id, places, reason, at, by_person) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

impl Perform for Redaction {
    const NAME: &'static str = "redact";
    const SCRUBS: bool = true;

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let (entry, places) = match &self.what {
            Redacted::Text(text) => {
                let mut places = everywhere(work, incident.id, text, self.reason.as_str()).await?;
                // Their timelines are read on this page, too.
                for part in
                    incident::merged_parts(&mut work.db, Viewer::System, incident.id).await?
                {
                    let more = everywhere(work, part.id, text, self.reason.as_str()).await?;
                    if more > 0 {
                        work.bump_parts(part.id, &[Part::Details]).await?;
                        work.event_of_other("incident.redacted", part.id).await?;
                    }
                    places += more;
                }
                (None, places)
            }
            Redacted::Entry(number) => {
                let entry = super::entry(&mut work.db, incident.id, *number).await?;
                let (id, version) = (entry.id.0, entry.version + 1);
                let places = change!(&mut work.db, ENTRY, id, REDACTED)?;
                work.revise(id, version, incident.id, REDACTED).await?;
                work.keep_facets(entry.id).await?;
                change!(&mut work.db, SET_ENTRY, id, version)?;
                change!(&mut work.db, CLEAR_FACETS, id)?;
                let files = super::attachments(&mut work.db, entry.id).await?;
                work.redact_files(incident.id, &files, self.reason.as_str()).await?;
                (Some(id), i64::try_from(places).unwrap_or(i64::MAX))
            }
        };
        if places == 0 {
            let nowhere = "This text stands nowhere in the incident; capital letters matter.";
            return Err(Refusal::field("text", nowhere).into());
        }
        let (id, at, by) = (new_id(), work.now.micros(), work.person());
        let reason = self.reason.as_str();
        change!(&mut work.db, TRACE, id, incident.id.0, entry, places, reason, at, by)?;
        let version = work.bump_parts(incident.id, &[Part::Details]).await?;
        work.event(
            "incident.redacted",
            Subject::Incident,
            incident.id.0,
            version,
            Some(incident.id),
        )
        .await?;
        work.tell_targets(incident.id).await?;
        Ok(Outcome { id, address: format!("{}#redactions", incident.address()), version })
    }
}

/// In the texts and the text files of an incident.
async fn everywhere(
    work: &mut Work<'_>,
    incident: IncidentId,
    text: &str,
    reason: &str,
) -> Result<i64, Failure> {
    let files = attachment::holding(&mut work.db, incident, text).await?;
    let removed = i64::try_from(files.len()).unwrap_or(i64::MAX);
    work.redact_files(incident, &files, reason).await?;
    Ok(replace(work, incident, text).await? + removed)
}

async fn replace(work: &mut Work<'_>, incident: IncidentId, text: &str) -> Result<i64, Failure> {
    let (id, like, small) = (incident.0, containing(text), text.to_lowercase());
    let like = like.as_str();
    let found = places(&mut work.db, id, text).await?;
    if found == 0 {
        return Ok(0);
    }
    work.keep_texts(id, like).await?;
    work.redact_impacts(id, text, like).await?;
    work.redact_review(id, text, like).await?;
    let db = &mut work.db;
    // REPLACE minds capitals and so must LIKE: SQLite's does where the pragma says so.
    change!(&mut *db, REVISIONS, id, text, REDACTED, like)?;
    change!(&mut *db, EVIDENCE, id, text, REDACTED, like)?;
    change!(&mut *db, PAST_EVIDENCE, id, text, REDACTED, like)?;
    change!(&mut *db, FILES, id, text, REDACTED, like)?;
    change!(&mut *db, INCIDENT, id, text, REDACTED, like, small)?;
    change!(&mut *db, LABELS, id, like)?;
    change!(&mut *db, REASONS, id, text, REDACTED, like)?;
    change!(&mut *db, BATCH, id, text, REDACTED, like)?;
    remove_uploads(db, text).await?;
    Ok(found)
}

/// A waiting file is a draft, of whomever: one that holds the text goes.
async fn remove_uploads(db: &mut Db<'_>, text: &str) -> Result<(), Failure> {
    // As it stands in a quoted cell.
    let quoted = text.replace('"', "\"\"");
    let uploads: Vec<(Uuid, String)> = all!(&mut *db, UPLOADS)?;
    for (id, file_name) in uploads {
        let (bytes,): (Vec<u8>,) = one!(&mut *db, BYTES, id)?;
        if file_name.contains(text) || holds(&bytes, text) || holds(&bytes, &quoted) {
            change!(&mut *db, REMOVE_UPLOAD, id)?;
        }
    }
    Ok(())
}

/// A parsed text is never empty.
pub(super) fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len().max(1)).any(|part| part == text.as_bytes())
}

pub(super) fn containing(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
