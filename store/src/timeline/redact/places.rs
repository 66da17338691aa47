//! In how many texts of an incident a text stands.

use uuid::Uuid;

use super::containing;
use crate::{Db, Failure};

statements! {
    OF_INCIDENT = "SELECT (SELECT COUNT(*) FROM revision WHERE incident_id = $1 AND body LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM incident WHERE id = $1 AND (title LIKE $2 ESCAPE '\\' \
        OR summary LIKE $2 ESCAPE '\\' OR reference LIKE $2 ESCAPE '\\')) \
        + (SELECT COUNT(*) FROM entry WHERE incident_id = $1 AND evidence LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM entry_revision v JOIN entry e ON e.id = v.entry_id \
        WHERE e.incident_id = $1 AND v.evidence LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM attachment WHERE incident_id = $1 AND (name LIKE $2 ESCAPE '\\' \
        OR reason LIKE $2 ESCAPE '\\')) \
        + (SELECT COUNT(*) FROM incident_label WHERE incident_id = $1 AND label LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM impact WHERE incident_id = $1 AND words LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM impact_revision v JOIN impact m ON m.id = v.impact_id \
        WHERE m.incident_id = $1 AND v.words LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM redaction WHERE incident_id = $1 AND reason LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM import_batch b JOIN incident o ON o.batch_id = b.id \
        WHERE o.id = $1 AND b.file_name LIKE $2 ESCAPE '\\')";
    // The text of a factor counts once for each incident that everybody sees with it: it goes
    // from all of them, and no private one is told of by a number.
    OF_REVIEW = concat!("SELECT (SELECT COUNT(*) FROM action WHERE id IN ", of_actions!(),
        " AND (title LIKE $2 ESCAPE '\\' OR success LIKE $2 ESCAPE '\\' OR tracker LIKE $2 ESCAPE '\\')) \
        + (SELECT COUNT(*) FROM action_closure WHERE action_id IN ", of_actions!(),
        " AND note LIKE $2 ESCAPE '\\') + (SELECT COUNT(*) FROM verification WHERE action_id IN ",
        of_actions!(), " AND note LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM factor f JOIN incident_factor l ON l.factor_id = f.id \
        JOIN incident i ON i.id = l.incident_id WHERE (l.incident_id = $1 OR l.removed_at IS NULL \
        AND NOT i.private) AND f.id IN (SELECT o.factor_id FROM incident_factor o WHERE o.incident_id = $1) \
        AND (f.title LIKE $2 ESCAPE '\\' OR f.about LIKE $2 ESCAPE '\\')) \
        + (SELECT COUNT(*) FROM incident_factor WHERE incident_id = $1 AND note LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM change WHERE id IN (SELECT l.change_id FROM incident_change l \
        WHERE l.incident_id = $1) AND (title LIKE $2 ESCAPE '\\' OR link LIKE $2 ESCAPE '\\')) \
        + (SELECT COUNT(*) FROM comment WHERE incident_id = $1 AND passage LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM slo_exemption WHERE incident_id = $1 AND reason LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM incident_review WHERE incident_id = $1 AND reason LIKE $2 ESCAPE '\\') \
        + (SELECT COUNT(*) FROM section s JOIN postmortem m ON m.id = s.postmortem_id \
        WHERE m.incident_id = $1 AND (s.title LIKE $2 ESCAPE '\\' OR s.guidance LIKE $2 ESCAPE '\\'))");
}

/// # Errors
/// [`Failure::Database`].
pub async fn places(db: &mut Db<'_>, incident: Uuid, text: &str) -> Result<i64, Failure> {
    // No text holds one, and Postgres could not even be asked.
    if text.contains('\0') {
        return Ok(0);
    }
    let like = containing(text);
    let (texts,): (i64,) = one!(&mut *db, OF_INCIDENT, incident, like.as_str())?;
    let (of_review,): (i64,) = one!(&mut *db, OF_REVIEW, incident, like.as_str())?;
    Ok(texts + of_review)
}
