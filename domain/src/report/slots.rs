//! What belongs to which period.

use std::collections::BTreeMap;

use super::filled::Filled;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::zone::Zone;

/// The periods found so far by their first instant: a zone’s table is asked once a period.
pub(super) struct Slots<'a, T> {
    by: By,
    zone: &'a Zone,
    found: BTreeMap<Instant, Slot<T>>,
}

struct Slot<T> {
    period: Period,
    end: Instant,
    holds: T,
}

impl<'a, T: Default> Slots<'a, T> {
    pub fn new(by: By, zone: &'a Zone) -> Self {
        Self { by, zone, found: BTreeMap::new() }
    }

    /// That of the period in which `at` lies.
    pub fn at(&mut self, at: Instant) -> &mut T {
        let known = self.found.range(..=at).next_back().filter(|(_, slot)| at < slot.end);
        let start = match known {
            Some((start, _)) => *start,
            None => Period::of(at, self.zone, self.by).start(self.zone),
        };
        let slot = self.found.entry(start).or_insert_with(|| {
            let period = Period::of(at, self.zone, self.by);
            Slot { period, end: period.end(self.zone), holds: T::default() }
        });
        &mut slot.holds
    }

    /// Those in which nothing was, too; of all the one that is not over.
    pub fn fill(&mut self, filled: &Filled<'_>) -> Option<Period> {
        let ends = [self.found.values().next(), self.found.values().next_back()];
        let [first, last] = ends.map(|slot| slot.map(|slot| slot.period));
        for period in filled.between(first, last) {
            self.at(period.start(self.zone));
        }
        filled.running(self.found.values().map(|slot| slot.period))
    }

    /// The earliest first.
    pub fn into_all(self) -> impl Iterator<Item = (Period, T)> {
        self.found.into_values().map(|slot| (slot.period, slot.holds))
    }
}
