//! Changes: a release or another change to a service, which may have caused an incident.

use crate::instant::Instant;

crate::words!(
    /// What was changed.
    ChangeKind, "kind of changes" {
        Release = "release", "Release";
        Config = "config", "Configuration";
        Flag = "flag", "Feature flag";
        Infrastructure = "infrastructure", "Infrastructure";
    }
);

/// How long before an impact a change is suggested as its cause, in microseconds: a day.
const BEFORE: i64 = 24 * 3600 * 1_000_000;
/// Clocks differ, and moments are known to the minute.
const AFTER: i64 = 5 * 60 * 1_000_000;

/// Between which instants, both included, a change is suggested as a cause of what began at
/// `started`.
#[must_use]
pub fn suspected(started: Instant) -> (Instant, Instant) {
    (started.plus_micros(-BEFORE), started.plus_micros(AFTER))
}

/// Whether a change is still to come, which is then not recorded yet. Clocks differ by minutes.
#[must_use]
pub fn is_to_come(at: Instant, now: Instant) -> bool {
    at.since(now) > AFTER
}

/// “1 change”, “2 changes”.
#[must_use]
pub fn changes(many: usize) -> String {
    if many == 1 { "1 change".to_owned() } else { format!("{many} changes") }
}
