//! When the examples happened: so many days before now, at an hour of the day.

use nofault_domain::instant::Instant;
use nofault_domain::moment::{Moment, Precision, Source};
use nofault_domain::zone::Zone;

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The time at which a story's incident was declared.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    /// So many days ago, at hour and minute (UTC).
    Days(i64, i64, i64),
    /// So many minutes ago: it is still going on.
    Minutes(i64),
}

impl When {
    pub(super) fn before(self, now: Instant) -> Instant {
        match self {
            Self::Minutes(minutes) => now.plus_micros(-minutes * MINUTE),
            Self::Days(days, hour, minute) => {
                let today = now.micros().div_euclid(DAY) * DAY;
                Instant::from_micros(today - days * DAY + (hour * 60 + minute) * MINUTE)
            }
        }
    }
}

/// So many minutes after.
pub(super) fn after(at: Instant, minutes: i64) -> Instant {
    at.plus_micros(minutes * MINUTE)
}

/// To the minute, as people note it.
pub(super) fn noted(at: Instant, zone: &Zone, source: Source) -> Moment {
    Moment {
        at: Instant::from_micros(at.micros().div_euclid(MINUTE) * MINUTE),
        precision: Precision::Minute,
        zone: zone.clone(),
        source,
    }
}

/// The day so many days before (or, negative, after) now.
pub(super) fn day(now: Instant, days_ago: i64) -> String {
    let day = now.plus_micros(-days_ago * DAY).rfc3339();
    day.chars().take(10).collect()
}
