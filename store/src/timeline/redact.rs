//! Redaction: a text is removed from every place of an incident, with a trace of
//! who, when and why. Backups made before still hold it.

use nofault_domain::access::Role;
use nofault_domain::command::entry::{REDACTED, Redacted, Redaction};
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id};

statements! {
    REVISIONS = "UPDATE revision SET body = REPLACE(body, $2, $3), redacted = redacted + 1 \
        WHERE incident_id = $1 AND body LIKE $4 ESCAPE '\\'";
    INCIDENT = "UPDATE incident SET title = REPLACE(title, $2, $3), summary = REPLACE(summary, $2, $3), \
        title_key = REPLACE(title_key, $5, $3) WHERE id = $1 \
        AND (title LIKE $4 ESCAPE '\\' OR summary LIKE $4 ESCAPE '\\')";
    ACTIONS = "UPDATE action SET title = REPLACE(title, $2, $3) WHERE incident_id = $1 \
        AND title LIKE $4 ESCAPE '\\'";
    CLOSURES = "UPDATE action_closure SET note = REPLACE(note, $2, $3) WHERE action_id IN \
        (SELECT a.id FROM action a WHERE a.incident_id = $1) AND note LIKE $4 ESCAPE '\\'";
    ENTRY = "UPDATE revision SET body = $2, redacted = redacted + 1 WHERE subject_id = $1";
    TRACE = "INSERT INTO redaction (id, incident_id, entry_id, places, reason, at, by_person) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    PLACES = "SELECT (SELECT COUNT(*) FROM revision WHERE incident_id = $1 AND body LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM incident WHERE id = $1 AND (title LIKE $2 ESCAPE '\\' \
        OR summary LIKE $2 ESCAPE '\\')) + (SELECT COUNT(*) FROM action WHERE incident_id = $1 \
        AND title LIKE $2 ESCAPE '\\')";
}

impl Perform for Redaction {
    const NAME: &'static str = "redact";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let (entry, places) = match &self.what {
            Redacted::Text(text) => (None, replace(work, incident.id, text).await?),
            Redacted::Entry(number) => {
                let entry = super::entry(&mut work.db, incident.id, *number).await?;
                let places = change!(&mut work.db, ENTRY, entry.id.0, REDACTED)?;
                (Some(entry.id.0), places)
            }
        };
        if places == 0 {
            let nowhere = "This text stands nowhere in the incident; capital letters matter.";
            return Err(Refusal::field("text", nowhere).into());
        }
        let (id, at, by) = (new_id(), work.now.micros(), work.person());
        let places = i64::try_from(places).unwrap_or(i64::MAX);
        let reason = self.reason.as_str();
        change!(
            &mut work.db,
            TRACE,
            id,
            incident.id.0,
            entry,
            places,
            reason,
            at,
            by
        )?;
        let version = work.bump_incident(incident.id).await?;
        work.event(
            "incident.redacted",
            Subject::Incident,
            incident.id.0,
            version,
            Some(incident.id),
        )
        .await?;
        Ok(Outcome {
            id,
            address: format!("{}#redactions", incident.address()),
            version,
        })
    }
}

async fn replace(work: &mut Work<'_>, incident: IncidentId, text: &str) -> Result<u64, Failure> {
    let (db, id, like, small) = (
        &mut work.db,
        incident.0,
        containing(text),
        text.to_lowercase(),
    );
    // REPLACE minds capitals and so must LIKE: SQLite's does where the pragma says so.
    let revisions = change!(&mut *db, REVISIONS, id, text, REDACTED, like.as_str())?;
    let own = change!(&mut *db, INCIDENT, id, text, REDACTED, like.as_str(), small)?;
    let actions = change!(&mut *db, ACTIONS, id, text, REDACTED, like.as_str())?;
    let closures = change!(&mut *db, CLOSURES, id, text, REDACTED, like.as_str())?;
    Ok(revisions + own + actions + closures)
}

/// In how many texts of the incident this stands.
///
/// # Errors
/// [`Failure::Database`].
pub async fn places(db: &mut Db<'_>, incident: Uuid, text: &str) -> Result<i64, Failure> {
    let (places,): (i64,) = one!(db, PLACES, incident, containing(text))?;
    Ok(places)
}

fn containing(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}
