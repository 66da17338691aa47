//! Redaction: a text is removed from every place of an incident, with a trace of
//! who, when and why. Backups made before still hold it. SQLite overwrites it in the file
//! and empties its write-ahead log; on Postgres the dead rows stay in the files of the
//! server until its VACUUM, which comes by itself, and in its WAL until that is recycled.
//!
//! The names of services, people and teams are no text of the incident and stay: they are
//! renamed on their own pages.

use nofault_domain::access::Role;
use nofault_domain::command::entry::{REDACTED, Redacted, Redaction};
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id};

statements! {
    // The present texts become earlier revisions, so that a form opened before cannot bring them back.
    KEEP_ENTRIES = "INSERT INTO revision (subject_id, version, incident_id, body, at, by_person, redacted) \
        SELECT r.subject_id, r.version + 1, r.incident_id, r.body, $3, $4, r.redacted FROM revision r \
        JOIN entry e ON e.id = r.subject_id AND e.version = r.version \
        WHERE r.incident_id = $1 AND r.body LIKE $2 ESCAPE '\\'";
    KEEP_SECTIONS = "INSERT INTO revision (subject_id, version, incident_id, body, at, by_person, redacted) \
        SELECT r.subject_id, r.version + 1, r.incident_id, r.body, $3, $4, r.redacted FROM revision r \
        JOIN section s ON s.id = r.subject_id AND s.version = r.version \
        WHERE r.incident_id = $1 AND r.body LIKE $2 ESCAPE '\\'";
    BUMP_ENTRIES = "UPDATE entry SET version = version + 1 WHERE incident_id = $1 AND EXISTS \
        (SELECT 1 FROM revision r WHERE r.subject_id = entry.id AND r.version = entry.version + 1)";
    BUMP_SECTIONS = "UPDATE section SET version = version + 1 WHERE postmortem_id IN \
        (SELECT m.id FROM postmortem m WHERE m.incident_id = $1) AND EXISTS \
        (SELECT 1 FROM revision r WHERE r.subject_id = section.id AND r.version = section.version + 1)";
    REVISIONS = "UPDATE revision SET body = REPLACE(body, $2, $3), redacted = redacted + 1 \
        WHERE incident_id = $1 AND body LIKE $4 ESCAPE '\\'";
    INCIDENT = "UPDATE incident SET title = REPLACE(title, $2, $3), summary = REPLACE(summary, $2, $3), \
        title_key = REPLACE(title_key, $5, $3), reference = REPLACE(reference, $2, $3) \
        WHERE id = $1 AND (title LIKE $4 ESCAPE '\\' OR summary LIKE $4 ESCAPE '\\' \
        OR reference LIKE $4 ESCAPE '\\')";
    LABELS = "DELETE FROM incident_label WHERE incident_id = $1 AND label LIKE $2 ESCAPE '\\'";
    ACTIONS = "UPDATE action SET title = REPLACE(title, $2, $3), version = version + 1 \
        WHERE incident_id = $1 AND title LIKE $4 ESCAPE '\\'";
    CLOSURES = "UPDATE action_closure SET note = REPLACE(note, $2, $3) WHERE action_id IN \
        (SELECT a.id FROM action a WHERE a.incident_id = $1) AND note LIKE $4 ESCAPE '\\'";
    REASONS = "UPDATE redaction SET reason = REPLACE(reason, $2, $3) WHERE incident_id = $1 \
        AND reason LIKE $4 ESCAPE '\\'";
    BATCH = "UPDATE import_batch SET file_name = REPLACE(file_name, $2, $3) WHERE id = \
        (SELECT i.batch_id FROM incident i WHERE i.id = $1) AND file_name LIKE $4 ESCAPE '\\'";
    UPLOADS = "SELECT id, file_name FROM upload";
    BYTES = "SELECT bytes FROM upload WHERE id = $1";
    REMOVE_UPLOAD = "DELETE FROM upload WHERE id = $1";
    ENTRY = "UPDATE revision SET body = $2, redacted = redacted + 1 WHERE subject_id = $1";
    SET_ENTRY = "UPDATE entry SET version = $2 WHERE id = $1";
    TRACE = "INSERT INTO redaction (id, incident_id, entry_id, places, reason, at, by_person) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    PLACES = "SELECT (SELECT COUNT(*) FROM revision WHERE incident_id = $1 AND body LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM incident WHERE id = $1 AND (title LIKE $2 ESCAPE '\\' \
        OR summary LIKE $2 ESCAPE '\\' OR reference LIKE $2 ESCAPE '\\')) \
        + (SELECT COUNT(*) FROM incident_label WHERE incident_id = $1 AND label LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM action WHERE incident_id = $1 AND title LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM action_closure c JOIN action a ON a.id = c.action_id \
        WHERE a.incident_id = $1 AND c.note LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM redaction WHERE incident_id = $1 AND reason LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM import_batch b JOIN incident o ON o.batch_id = b.id \
        WHERE o.id = $1 AND b.file_name LIKE $2 ESCAPE '\\')";
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
            Redacted::Text(text) => (None, replace(work, incident.id, text).await?),
            Redacted::Entry(number) => {
                let entry = super::entry(&mut work.db, incident.id, *number).await?;
                let (id, version) = (entry.id.0, entry.version + 1);
                let places = change!(&mut work.db, ENTRY, id, REDACTED)?;
                work.revise(id, version, incident.id, REDACTED).await?;
                change!(&mut work.db, SET_ENTRY, id, version)?;
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
        let version = work.bump_incident(incident.id).await?;
        work.event(
            "incident.redacted",
            Subject::Incident,
            incident.id.0,
            version,
            Some(incident.id),
        )
        .await?;
        Ok(Outcome { id, address: format!("{}#redactions", incident.address()), version })
    }
}

async fn replace(work: &mut Work<'_>, incident: IncidentId, text: &str) -> Result<i64, Failure> {
    let (id, like, small) = (incident.0, containing(text), text.to_lowercase());
    let (at, by, like) = (work.now.micros(), work.person(), like.as_str());
    let db = &mut work.db;
    let found = places(db, id, text).await?;
    if found == 0 {
        return Ok(0);
    }
    change!(&mut *db, KEEP_ENTRIES, id, like, at, by)?;
    change!(&mut *db, KEEP_SECTIONS, id, like, at, by)?;
    change!(&mut *db, BUMP_ENTRIES, id)?;
    change!(&mut *db, BUMP_SECTIONS, id)?;
    // REPLACE minds capitals and so must LIKE: SQLite's does where the pragma says so.
    change!(&mut *db, REVISIONS, id, text, REDACTED, like)?;
    change!(&mut *db, INCIDENT, id, text, REDACTED, like, small)?;
    change!(&mut *db, LABELS, id, like)?;
    change!(&mut *db, ACTIONS, id, text, REDACTED, like)?;
    change!(&mut *db, CLOSURES, id, text, REDACTED, like)?;
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
fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len().max(1)).any(|part| part == text.as_bytes())
}

/// In how many texts of the incident this stands.
///
/// # Errors
/// [`Failure::Database`].
pub async fn places(db: &mut Db<'_>, incident: Uuid, text: &str) -> Result<i64, Failure> {
    // No text holds one, and Postgres could not even be asked.
    if text.contains('\0') {
        return Ok(0);
    }
    let (places,): (i64,) = one!(db, PLACES, incident, containing(text))?;
    Ok(places)
}

fn containing(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
