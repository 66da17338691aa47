//! What a timeline entry may be.

crate::words!(
    /// A status change is made by the program, with the change that it tells of.
    EntryKind, "kind of entry" {
        Note = "note", "Note";
        Observation = "observation", "Observation";
        Hypothesis = "hypothesis", "Hypothesis";
        Decision = "decision", "Decision";
        ActionTaken = "action_taken", "Action taken";
        Communication = "communication", "Communication";
        StatusChange = "status_change", "Status change";
    }
);

impl EntryKind {
    /// The kinds that a person may choose.
    pub const CHOICES: [Self; 6] = [
        Self::Note,
        Self::Observation,
        Self::Hypothesis,
        Self::Decision,
        Self::ActionTaken,
        Self::Communication,
    ];
}

crate::words!(
    /// What a status change entry tells of; its old and new values are words of that field:
    /// of a role the ids of people, of an update its number.
    ChangedField, "changed field" {
        Status = "status", "Status";
        Severity = "severity", "Severity";
        Resolved = "resolved", "Resolved";
        Lead = "lead", "Incident lead";
        Communications = "communications", "Communications lead";
        Scribe = "scribe", "Scribe";
        Responder = "responder", "Responder";
        Update = "update", "Update";
    }
);
