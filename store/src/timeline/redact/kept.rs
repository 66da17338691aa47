//! Texts with revisions: what they say now becomes an earlier revision, so that a form that
//! was opened before cannot bring a removed text back. Impacts keep theirs in a table of their own.

use nofault_domain::command::entry::REDACTED;
use uuid::Uuid;

use crate::Failure;
use crate::work::Work;

macro_rules! keep {
    ($table:literal, $also:literal) => {
        concat!(
            "INSERT INTO revision (subject_id, version, incident_id, body, at, by_person, redacted) \
             SELECT r.subject_id, r.version + 1, r.incident_id, r.body, $3, $4, r.redacted \
             FROM revision r JOIN ",
            $table,
            " e ON e.id = r.subject_id AND e.version = r.version \
             WHERE r.incident_id = $1 AND (r.body LIKE $2 ESCAPE '\\'",
            $also,
            ")"
        )
    };
}

/// After [`keep!`]: the version of what has a newer revision than it says.
macro_rules! bump {
    ($table:literal, $of_incident:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET version = version + 1 WHERE ",
            $of_incident,
            " AND EXISTS (SELECT 1 FROM revision r WHERE r.subject_id = ",
            $table,
            ".id AND r.version = ",
            $table,
            ".version + 1)"
        )
    };
}

statements! {
    KEEP_ENTRIES = keep!("entry", " OR e.evidence LIKE $2 ESCAPE '\\'");
    KEEP_SECTIONS = keep!("section", "");
    KEEP_UPDATES = keep!("stakeholder_update", "");
    KEEP_COMMENTS = keep!("comment", " OR e.passage LIKE $2 ESCAPE '\\'");
    KEEP_FACETS = "INSERT INTO entry_revision (entry_id, version, kind, at, precision, zone, source, \
        evidence, pinned) SELECT e.id, e.version, e.kind, e.at, e.precision, e.zone, e.source, \
        e.evidence, e.pinned FROM entry e WHERE e.incident_id = $1 AND EXISTS \
        (SELECT 1 FROM revision r WHERE r.subject_id = e.id AND r.version = e.version + 1)";
    BUMP_ENTRIES = bump!("entry", "incident_id = $1");
    BUMP_SECTIONS = bump!("section", "postmortem_id IN (SELECT m.id FROM postmortem m WHERE m.incident_id = $1)");
    BUMP_UPDATES = bump!("stakeholder_update", "incident_id = $1");
    BUMP_COMMENTS = bump!("comment", "incident_id = $1");
    KEEP_IMPACTS = "INSERT INTO impact_revision (impact_id, version, service_id, fraction, words, \
        from_at, from_precision, from_zone, from_source, to_at, to_precision, to_zone, to_source, \
        recorded_at, recorded_by) SELECT m.id, m.version, m.service_id, m.fraction, m.words, \
        m.from_at, m.from_precision, m.from_zone, m.from_source, m.to_at, m.to_precision, \
        m.to_zone, m.to_source, m.recorded_at, m.recorded_by FROM impact m \
        WHERE m.incident_id = $1 AND m.words LIKE $2 ESCAPE '\\'";
    IMPACTS = "UPDATE impact SET words = REPLACE(words, $2, $3), version = version + 1, \
        recorded_at = $5, recorded_by = $6 WHERE incident_id = $1 AND words LIKE $4 ESCAPE '\\'";
    EARLIER_IMPACTS = "UPDATE impact_revision SET words = REPLACE(words, $2, $3) WHERE impact_id IN \
        (SELECT m.id FROM impact m WHERE m.incident_id = $1) AND words LIKE $4 ESCAPE '\\'";
}

impl Work<'_> {
    /// Before the text itself is replaced.
    pub(super) async fn keep_texts(&mut self, incident: Uuid, like: &str) -> Result<(), Failure> {
        let (at, by) = (self.now.micros(), self.person());
        for keep in [KEEP_ENTRIES, KEEP_SECTIONS, KEEP_UPDATES, KEEP_COMMENTS] {
            change!(&mut self.db, keep, incident, like, at, by)?;
        }
        change!(&mut self.db, KEEP_FACETS, incident)?;
        for bump in [BUMP_ENTRIES, BUMP_SECTIONS, BUMP_UPDATES, BUMP_COMMENTS] {
            change!(&mut self.db, bump, incident)?;
        }
        change!(&mut self.db, KEEP_IMPACTS, incident, like)?;
        Ok(())
    }

    pub(super) async fn redact_impacts(
        &mut self,
        incident: Uuid,
        text: &str,
        like: &str,
    ) -> Result<(), Failure> {
        let (at, by) = (self.now.micros(), self.person());
        change!(&mut self.db, IMPACTS, incident, text, REDACTED, like, at, by)?;
        change!(&mut self.db, EARLIER_IMPACTS, incident, text, REDACTED, like)?;
        Ok(())
    }
}
