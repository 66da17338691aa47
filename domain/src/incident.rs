//! What an incident is, apart from its status, severity and milestones.

use crate::entry::ChangedField;

crate::words!(
    /// Drills are in no metric; near misses only where asked for.
    Kind, "kind" {
        Incident = "incident", "Incident";
        NearMiss = "near_miss", "Near miss";
        Drill = "drill", "Drill";
    }
);

crate::words!(
    /// Whether it was logged as it happened.
    Entered, "way of entering" {
        Live = "live", "Live";
        Retrospect = "retrospect", "In retrospect";
    }
);

crate::words!(
    /// What somebody does in the response, from a moment to another.
    IncidentRole, "role in the incident" {
        Lead = "lead", "Incident lead";
        Communications = "communications", "Communications lead";
        Scribe = "scribe", "Scribe";
        Responder = "responder", "Responder";
    }
);

impl IncidentRole {
    /// One person at a time: whoever takes it relieves the one before.
    #[must_use]
    pub fn is_single(self) -> bool {
        self != Self::Responder
    }

    /// What an entry about a change of hands tells of.
    #[must_use]
    pub fn field(self) -> ChangedField {
        match self {
            Self::Lead => ChangedField::Lead,
            Self::Communications => ChangedField::Communications,
            Self::Scribe => ChangedField::Scribe,
            Self::Responder => ChangedField::Responder,
        }
    }
}
