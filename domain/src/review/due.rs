//! When a review is due: so many working days after the resolution.

use jiff::civil::Weekday;

use super::{ReviewLevel, ReviewPolicy};
use crate::instant::Instant;
use crate::period::Day;

/// Nobody is asked for a review of what happened longer ago: 90 days, in microseconds.
const LOOKS_BACK: i64 = 90 * 24 * 3600 * 1_000_000;

/// What happened before this is not asked for: the past that an import brings would fill the
/// lists.
#[must_use]
pub fn asked_since(now: Instant) -> Instant {
    now.plus_micros(-LOOKS_BACK)
}

/// The day so many working days (Monday to Friday) after `day`. None after it is the day
/// itself, or the Monday after a weekend.
#[must_use]
pub fn working_days_after(day: Day, days: i64) -> Day {
    let (mut day, mut left) = (day, days);
    while left > 0 {
        let next = day.next();
        if next == day {
            // The calendar ends.
            return day;
        }
        day = next;
        left -= i64::from(is_working(day));
    }
    while !is_working(day) && day.next() != day {
        day = day.next();
    }
    day
}

fn is_working(day: Day) -> bool {
    !matches!(day.date().weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// When the policy wants a review of this level published, of an incident resolved on this
/// day of the installation's calendar. None where no review is asked for.
#[must_use]
pub fn due(policy: &ReviewPolicy, level: ReviewLevel, resolved: Day) -> Option<Day> {
    let days = match level {
        ReviewLevel::None => return None,
        ReviewLevel::Light => policy.light_days,
        ReviewLevel::Full => policy.full_days,
    };
    Some(working_days_after(resolved, days))
}
