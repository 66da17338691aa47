//! A period’s weeks.

use serde::Serialize;

use crate::duration::Duration;
use crate::instant::Instant;
use crate::period::Day;
use crate::report::span::Span;
use crate::statistics::count::Week;
use crate::zone::Zone;

/// Seven days of the calendar, or what is left of the period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WeekCount {
    /// Its first day.
    pub from: Day,
    /// Its exact length: 7 less an hour where clocks go forward.
    pub days: f64,
    pub count: usize,
    /// Not whole is what the period leaves of its last week, and a week that goes on. How much
    /// incidents come in clusters is seen in whole weeks alone.
    pub whole: bool,
}

impl WeekCount {
    /// Whether any of it was watched: of weeks before the first incident nothing is known, and
    /// none is not what they had.
    #[must_use]
    pub fn is_on_record(&self, zone: &Zone, since: Option<Instant>) -> bool {
        let end = self.from.plus(7).start(zone);
        since.is_some_and(|since| end.is_none_or(|end| since < end))
    }
}

/// From the period’s first day on, not by the calendar’s Mondays: so a month has four whole ones,
/// and two of them the eight that are needed. `begun`: when its incidents began, in order, none
/// after `now`.
pub(super) fn weeks(period: Span, zone: &Zone, now: Instant, begun: &[Instant]) -> Vec<WeekCount> {
    let (mut from, end) = (period.start(zone), period.end(zone).min(now));
    let (mut weeks, mut before) = (Vec::new(), 0);
    let mut day = Day::of(from, zone);
    while from < end {
        let next = day.plus(7).start(zone).filter(|next| *next > from).unwrap_or(end);
        // What began this very instant is in the last.
        let until = if next < end { begun.partition_point(|at| *at < next) } else { begun.len() };
        let whole = next <= end;
        let days = Duration::between(from, next.min(end)).days();
        weeks.push(WeekCount { from: day, days, count: until - before, whole });
        (from, day, before) = (next, day.plus(7), until);
    }
    weeks
}

/// What tells of clusters.
pub(super) fn whole(weeks: &[WeekCount]) -> Vec<Week> {
    let whole = weeks.iter().filter(|week| week.whole);
    whole.map(|week| Week { count: week.count, days: week.days }).collect()
}
