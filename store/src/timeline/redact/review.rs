//! What a review says beside its sections: factors, comments, actions, why its level is what it is.

use nofault_domain::command::entry::REDACTED;
use nofault_domain::id::{ChangeId, FactorId};
use nofault_domain::similar::key;
use uuid::Uuid;

use crate::Failure;
use crate::work::Work;

statements! {
    // Of the factors that ever stood in it. What is shared goes from all that share it.
    FACTORS = "SELECT f.id, f.title, f.about, f.version FROM factor f WHERE f.id IN \
        (SELECT l.factor_id FROM incident_factor l WHERE l.incident_id = $1) \
        AND (f.title LIKE $2 ESCAPE '\\' OR f.about LIKE $2 ESCAPE '\\')";
    SET_FACTOR = "UPDATE factor SET title = $2, title_key = $3, about = $4, version = version + 1 \
        WHERE id = $1";
    NOTES = "UPDATE incident_factor SET note = REPLACE(note, $2, $3), version = version + 1 \
        WHERE incident_id = $1 AND note LIKE $4 ESCAPE '\\'";
    // Their version was counted on where their body was kept.
    PASSAGES = "UPDATE comment SET passage = REPLACE(passage, $2, $3) WHERE incident_id = $1 \
        AND passage LIKE $4 ESCAPE '\\'";
    SECTIONS = "UPDATE section SET title = REPLACE(title, $2, $3), guidance = REPLACE(guidance, $2, $3) \
        WHERE postmortem_id IN (SELECT m.id FROM postmortem m WHERE m.incident_id = $1) \
        AND (title LIKE $4 ESCAPE '\\' OR guidance LIKE $4 ESCAPE '\\')";
    LEVEL = "UPDATE incident_review SET reason = REPLACE(reason, $2, $3), version = version + 1 \
        WHERE incident_id = $1 AND reason LIKE $4 ESCAPE '\\'";
    EXEMPTIONS = "UPDATE slo_exemption SET reason = REPLACE(reason, $2, $3), version = version + 1 \
        WHERE incident_id = $1 AND reason LIKE $4 ESCAPE '\\'";
    ACTIONS = concat!("UPDATE action SET title = REPLACE(title, $2, $3), \
        success = REPLACE(success, $2, $3), tracker = REPLACE(tracker, $2, $3), version = version + 1 \
        WHERE id IN ", of_actions!(), " AND (title LIKE $4 ESCAPE '\\' \
        OR success LIKE $4 ESCAPE '\\' OR tracker LIKE $4 ESCAPE '\\')");
    // Of the changes that were ever named as its causes: from all incidents that they caused.
    CHANGES = "SELECT c.id, c.version FROM change c WHERE c.id IN (SELECT l.change_id \
        FROM incident_change l WHERE l.incident_id = $1) \
        AND (c.title LIKE $2 ESCAPE '\\' OR c.link LIKE $2 ESCAPE '\\')";
    SET_CHANGE = "UPDATE change SET title = REPLACE(title, $2, $3), link = REPLACE(link, $2, $3), \
        version = version + 1 WHERE id = $1";
    CLOSURES = concat!("UPDATE action_closure SET note = REPLACE(note, $2, $3) WHERE action_id IN ",
        of_actions!(), " AND note LIKE $4 ESCAPE '\\'");
    VERIFICATIONS = concat!("UPDATE verification SET note = REPLACE(note, $2, $3) WHERE action_id IN ",
        of_actions!(), " AND note LIKE $4 ESCAPE '\\'");
}

impl Work<'_> {
    /// In each statement `$2` is the text, `$3` what stands in its place, and `$4` finds it.
    pub(super) async fn redact_review(
        &mut self,
        incident: Uuid,
        text: &str,
        like: &str,
    ) -> Result<(), Failure> {
        for statement in
            [NOTES, PASSAGES, SECTIONS, LEVEL, EXEMPTIONS, ACTIONS, CLOSURES, VERIFICATIONS]
        {
            change!(&mut self.db, statement, incident, text, REDACTED, like)?;
        }
        let changes: Vec<(Uuid, i64)> = all!(&mut self.db, CHANGES, incident, like)?;
        for (id, version) in changes {
            change!(&mut self.db, SET_CHANGE, id, text, REDACTED)?;
            self.tell_of_change("change.redacted", ChangeId(id), version + 1).await?;
        }
        let factors: Vec<(Uuid, String, String, i64)> =
            all!(&mut self.db, FACTORS, incident, like)?;
        for (id, title, about, version) in factors {
            let title = title.replace(text, REDACTED);
            let about = about.replace(text, REDACTED);
            // Words of the text, folded, stand in the key: it is made anew.
            change!(&mut self.db, SET_FACTOR, id, title.as_str(), key(&title), about)?;
            self.tell_incidents(FactorId(id), version + 1).await?;
        }
        Ok(())
    }
}
