//! Every column that names a person, so that two records of one can become one.

use nofault_domain::id::PersonId;

use crate::Failure;
use crate::work::Work;

macro_rules! moved {
    ($table:literal, $column:literal) => {
        concat!("UPDATE ", $table, " SET ", $column, " = $2 WHERE ", $column, " = $1")
    };
}

statements! {
    ACTION_CREATED = moved!("action", "created_by");
    ACTION_OWNER = moved!("action", "owner_person");
    CLOSURE_BY = moved!("action_closure", "by_person");
    CLOSURE_REOPENED = moved!("action_closure", "reopened_by");
    ATTACHMENT_BY = moved!("attachment", "by_person");
    ATTACHMENT_REDACTED = moved!("attachment", "redacted_by");
    CHANGE = moved!("change", "recorded_by");
    CHANGE_REMOVED = moved!("change", "removed_by");
    CAUSE = moved!("incident_change", "by_person");
    CAUSE_REMOVED = moved!("incident_change", "removed_by");
    ENTRY = moved!("entry", "recorded_by");
    ENTRY_DELETION = moved!("entry_deletion", "by_person");
    EVENT = moved!("event", "person_id");
    IMPACT = moved!("impact", "recorded_by");
    IMPACT_REMOVED = moved!("impact", "removed_by");
    IMPACT_REVISION = moved!("impact_revision", "recorded_by");
    IMPORT = moved!("import_batch", "by_person");
    INVITATION = moved!("invitation", "person_id");
    INVITATION_BY = moved!("invitation", "invited_by");
    KEPT_REPORT = moved!("kept_report", "kept_by");
    METRIC_VERSION = moved!("metric_version", "by_person");
    MILESTONE = moved!("milestone", "recorded_by");
    MILESTONE_REVISION = moved!("milestone_revision", "recorded_by");
    MILESTONE_REPLACED = moved!("milestone_revision", "replaced_by");
    // Records that were merged into this one.
    PERSON = moved!("person", "merged_into");
    POSTMORTEM = moved!("postmortem", "created_by");
    PUBLICATION = moved!("publication", "by_person");
    REDACTION = moved!("redaction", "by_person");
    REVISION = moved!("revision", "by_person");
    ROLE_PERSON = moved!("role_holding", "person_id");
    ROLE_BY = moved!("role_holding", "recorded_by");
    ROLE_ENDED = moved!("role_holding", "ended_by");
    TOIL = moved!("toil", "by_person");
    UPDATE = moved!("stakeholder_update", "recorded_by");
    ACTION_INCIDENT = moved!("action_incident", "by_person");
    COMMENT = moved!("comment", "by_person");
    COMMENT_RESOLVED = moved!("comment", "resolved_by");
    FACTOR = moved!("factor", "created_by");
    FACTOR_LINK = moved!("incident_factor", "by_person");
    FACTOR_UNLINK = moved!("incident_factor", "removed_by");
    FEED = moved!("feed", "person_id");
    POSTMORTEM_OWNER = moved!("postmortem", "owner_person");
    REVIEW = moved!("review", "by_person");
    REVIEW_ENDED = moved!("review", "ended_by");
    REVIEW_LEVEL = moved!("incident_review", "by_person");
    REVIEWER = moved!("reviewer", "person_id");
    REVIEWER_BY = moved!("reviewer", "by_person");
    SLO = moved!("slo", "created_by");
    SLO_COUNT = moved!("slo_count", "by_person");
    SLO_EXEMPTION = moved!("slo_exemption", "by_person");
    SLO_EXEMPTION_WITHDRAWN = moved!("slo_exemption", "withdrawn_by");
    VERIFICATION = moved!("verification", "by_person");
    UPLOAD = moved!("upload", "by_person");
}

/// Columns that are part of a key, or of a way in: `merge` knows what becomes of each.
#[cfg(test)]
pub(crate) const OTHERS: [(&str, &str); 4] = [
    ("account", "person_id"),
    ("follow", "person_id"),
    ("session", "person_id"),
    ("team_member", "person_id"),
];

impl Work<'_> {
    /// All that names the one names the other.
    pub(super) async fn move_references(
        &mut self,
        from: PersonId,
        to: PersonId,
    ) -> Result<(), Failure> {
        for (_, sql) in STATEMENTS {
            change!(&mut self.db, *sql, from.0, to.0)?;
        }
        Ok(())
    }
}
