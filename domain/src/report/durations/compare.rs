//! Two periods compared, within severities.

use std::collections::{BTreeMap, BTreeSet};

use super::{Frame, Observation, build};
use crate::instant::Instant;
use crate::period::Period;
use crate::severity::Severity;
use crate::statistics::change::{Change, Side, Spread, change};
use crate::statistics::{Measured, Sample};
use crate::zone::Zone;

/// What changed from one period to another.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Compared {
    pub before: Period,
    pub after: Period,
    /// Within the highest severity that incidents held.
    pub change: Change<Option<Severity>>,
}

/// What two periods have too few incidents for is taken from so many days before the later's end.
pub(super) const HISTORY_DAYS: i64 = 731;

/// Two periods by themselves, and what came before them: of all observations, whichever periods
/// the report around lists.
#[must_use]
pub fn compare(
    frame: &Frame,
    observations: &[Observation],
    (before, after): (Period, Period),
) -> Compared {
    let pair = Pair { before, after, zone: &frame.zone, as_of: frame.as_of };
    let periods = Periods::of(&pair);
    let mut by: BTreeMap<Period, Vec<(Option<Severity>, Measured)>> = BTreeMap::new();
    for one in observations {
        if let Some(period) = periods.at(one)
            && let Some(measured) = build::counted(one, frame)
        {
            by.entry(period).or_default().push((one.severity, measured));
        }
    }
    let by = by.into_iter().map(|(period, all)| (period, strata(all))).collect();
    Compared { before, after, change: pair.change(&by, 1) }
}

/// A period's durations by the highest severity that each incident held.
pub(super) type Strata = BTreeMap<Option<Severity>, Sample>;

/// The two periods that are compared.
pub(super) struct Pair<'a> {
    pub before: Period,
    pub after: Period,
    pub zone: &'a Zone,
    pub as_of: Instant,
}

impl Pair<'_> {
    /// Both, and those that say how much lengths differed until then.
    pub(super) fn needed(&self) -> BTreeSet<Period> {
        let past = std::iter::successors(Some(self.after), |one| Some(one.previous()));
        past.take_while(|one| self.is_history(*one)).chain([self.before, self.after]).collect()
    }

    fn is_history(&self, one: Period) -> bool {
        let end = self.after.end(self.zone);
        let [began, ended] = [one.start(self.zone), one.end(self.zone)];
        let longest = HISTORY_DAYS * crate::duration::DAY;
        // Before the first year all begin and end at once, without an end.
        began < ended
            && ended <= end
            && began >= Instant::from_micros(end.micros().saturating_sub(longest))
    }

    /// Of durations by period. `at_once`: how many such comparisons are looked at together.
    pub(super) fn change(
        &self,
        durations: &BTreeMap<Period, Strata>,
        at_once: usize,
    ) -> Change<Option<Severity>> {
        let side = |wanted: Period| Side {
            strata: durations.get(&wanted).cloned().unwrap_or_default(),
            finished: wanted.end(self.zone) <= self.as_of,
        };
        let past = durations.iter().filter(|(one, _)| self.is_history(**one));
        let spread = Spread::within(past.flat_map(|(_, strata)| strata.values()));
        change(&side(self.before), &side(self.after), at_once, spread)
    }
}

/// Those that are looked at, with their ends, in order.
pub(super) struct Periods(Vec<(Instant, Instant, Period)>);

impl Periods {
    pub(super) fn of(pair: &Pair<'_>) -> Self {
        let ends = |one: Period| (one.start(pair.zone), one.end(pair.zone), one);
        Self(pair.needed().into_iter().map(ends).collect())
    }

    pub(super) fn at(&self, one: &Observation) -> Option<Period> {
        let at = one.belongs_at;
        let place = self.0.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
        let (_, end, period) = self.0.get(place)?;
        (at < *end).then_some(*period)
    }
}

pub(super) fn strata(all: impl IntoIterator<Item = (Option<Severity>, Measured)>) -> Strata {
    let mut by: BTreeMap<Option<Severity>, Vec<Measured>> = BTreeMap::new();
    for (severity, one) in all {
        by.entry(severity).or_default().push(one);
    }
    by.into_iter().map(|(severity, all)| (severity, Sample::of(all))).collect()
}
