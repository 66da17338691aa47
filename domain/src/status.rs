//! Where an incident stands. One vocabulary, no second one.

use crate::milestone::Milestone;

crate::words!(
    /// The state of the response; apart from the milestones.
    Status, "status" {
        Triage = "triage", "Triage";
        Investigating = "investigating", "Investigating";
        Fixing = "fixing", "Fixing";
        Monitoring = "monitoring", "Monitoring";
        Resolved = "resolved", "Resolved";
        Closed = "closed", "Closed";
        Declined = "declined", "Declined";
        Merged = "merged", "Merged";
        Canceled = "canceled", "Canceled";
    }
);

impl Status {
    /// Somebody still has to do something for it to end.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Triage | Self::Investigating | Self::Fixing | Self::Monitoring)
    }

    /// It ended without an outcome, and counts nowhere.
    #[must_use]
    pub fn came_to_nothing(self) -> bool {
        matches!(self, Self::Declined | Self::Merged | Self::Canceled)
    }

    /// It ends without an outcome, so that readers ask why.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Declined | Self::Canceled)
    }

    /// The states that a person may choose; merging has a form of its own.
    pub const CHOICES: [Self; 8] = [
        Self::Triage,
        Self::Investigating,
        Self::Fixing,
        Self::Monitoring,
        Self::Resolved,
        Self::Closed,
        Self::Declined,
        Self::Canceled,
    ];

    /// The milestone that reaching this status sets to its own moment, where it is still empty.
    #[must_use]
    pub fn milestone(self) -> Option<Milestone> {
        match self {
            Self::Investigating => Some(Milestone::Acknowledged),
            Self::Monitoring => Some(Milestone::Mitigated),
            Self::Resolved | Self::Closed => Some(Milestone::Resolved),
            _ => None,
        }
    }
}
