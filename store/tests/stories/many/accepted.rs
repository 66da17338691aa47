//! What one of the many was told that was done, and what it had been shown before.

use nofault_domain::milestone::Milestone;
use nofault_domain::number::{ImpactNumber, UpdateNumber};
use nofault_domain::status::Status;

/// What was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// Of this entry's text, from one version to the next: a line of it.
    Entry {
        entry: usize,
        from: i64,
        to: i64,
        line: String,
    },
    /// A line of the summary, at this version of the incident.
    Summary {
        to: i64,
        line: String,
    },
    Title {
        to: i64,
        was: String,
        title: String,
    },
    Milestone {
        milestone: Milestone,
        was: String,
        at: String,
    },
    /// As an entry's, of a section of the postmortem and of an update.
    Section {
        section: String,
        from: i64,
        to: i64,
        line: String,
    },
    Update {
        update: UpdateNumber,
        from: i64,
        to: i64,
        line: String,
    },
    /// What an impact says, at this version of it.
    Impact {
        impact: ImpactNumber,
        to: i64,
        was: String,
        words: String,
    },
    /// At this version of the incident.
    Status {
        to: i64,
        was: Status,
        status: Status,
    },
}
