//! What belongs to which period.

use super::filled::Filled;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::zone::Zone;

/// The periods found so far by their first instant: a zone’s table is asked once a period.
pub(super) struct Slots<'a, T> {
    by: By,
    zone: &'a Zone,
    /// The earliest first.
    found: Vec<Slot<T>>,
    /// Where the latest was: what is read in order mostly lies there again.
    last: usize,
}

struct Slot<T> {
    period: Period,
    start: Instant,
    end: Instant,
    holds: T,
}

impl<'a, T: Default> Slots<'a, T> {
    pub fn new(by: By, zone: &'a Zone) -> Self {
        Self { by, zone, found: Vec::new(), last: 0 }
    }

    /// That of the period in which `at` lies.
    pub fn at(&mut self, at: Instant) -> &mut T {
        if !self.found.get(self.last).is_some_and(|slot| slot.has(at)) {
            self.last = self.place(at);
        }
        &mut self.found[self.last].holds
    }

    /// Where that period is, which was not there perhaps.
    fn place(&mut self, at: Instant) -> usize {
        let after = self.found.partition_point(|slot| slot.start <= at);
        if let Some(before) = after.checked_sub(1)
            && self.found[before].has(at)
        {
            return before;
        }
        let period = Period::of(at, self.zone, self.by);
        let (start, end) = (period.start(self.zone), period.end(self.zone));
        let place = self.found.partition_point(|slot| slot.start < start);
        // Periods without a length, at the end of the calendar, begin at once.
        if self.found.get(place).is_none_or(|slot| slot.start != start) {
            self.found.insert(place, Slot { period, start, end, holds: T::default() });
        }
        place
    }

    /// Those in which nothing was, too; of all the one that is not over.
    pub fn fill(&mut self, filled: &Filled<'_>) -> Option<Period> {
        let ends = [self.found.first(), self.found.last()];
        let [first, last] = ends.map(|slot| slot.map(|slot| slot.period));
        for period in filled.between(first, last) {
            self.at(period.start(self.zone));
        }
        filled.running(self.found.iter().map(|slot| slot.period))
    }

    /// The earliest first.
    pub fn into_all(self) -> impl Iterator<Item = (Period, T)> {
        self.found.into_iter().map(|slot| (slot.period, slot.holds))
    }
}

impl<T> Slot<T> {
    fn has(&self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }
}
