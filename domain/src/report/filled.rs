//! Periods in which nothing was, and the one that is not over.

use super::periods::PeriodsAsked;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::zone::Zone;

/// More are not filled in.
pub const MOST: usize = 120;

/// Which periods a table holds, whether something was in them or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filled<'a> {
    pub by: By,
    /// The first and the last that were asked for.
    pub asked: [Option<Period>; 2],
    pub zone: &'a Zone,
    pub now: Instant,
}

impl<'a> Filled<'a> {
    pub(super) fn of(asked: &PeriodsAsked, zone: &'a Zone, now: Instant) -> Self {
        Self { by: asked.by, asked: [asked.from, asked.to], zone, now }
    }

    /// From the first that was asked for, or in which something was, to the last; none to come,
    /// and none where these are more than [`MOST`], or nothing was at all.
    pub(super) fn between(
        &self,
        first: Option<Period>,
        last: Option<Period>,
    ) -> impl Iterator<Item = Period> + use<> {
        let period = |at: Instant| Period::of(at, self.zone, self.by);
        let [from, to] = self.asked;
        let ends = first.zip(last).map(|(first, last)| {
            let from = from.map_or(first, |from| period(from.start(self.zone)).min(first));
            let to = to.map(|to| period(to.end(self.zone).plus_micros(-1)));
            let to = to.map_or(last, |to| to.min(period(self.now)).max(last));
            (from, to)
        });
        let all = |(from, to): (Period, Period)| {
            std::iter::successors(Some(from), |one| Some(one.next()))
                .take_while(move |one| *one <= to)
        };
        let few = ends.filter(|ends| all(*ends).take(MOST + 1).count() <= MOST);
        few.into_iter().flat_map(all)
    }

    /// The one in which now is.
    pub(super) fn running(&self, periods: impl IntoIterator<Item = Period>) -> Option<Period> {
        let now = Period::of(self.now, self.zone, self.by);
        periods.into_iter().find(|period| *period == now)
    }
}

/// A period’s name, and whether it goes on.
#[must_use]
pub fn named(period: Period, running: Option<Period>) -> String {
    if running == Some(period) { format!("{period}, so far") } else { period.to_string() }
}

/// What is said where periods are missing, as there would be too many; of the latest first.
#[must_use]
pub fn gaps_in_words(periods: &[Period]) -> Option<String> {
    let gap = periods.windows(2).any(|two| matches!(two, [later, one] if one.next() < *later));
    gap.then(|| {
        format!("Periods in which nothing was are left out: they would be more than {MOST}.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(name: &str) -> Period {
        Period::parse(name).unwrap()
    }

    fn filled(by: By, asked: [&str; 2], found: [&str; 2]) -> Vec<String> {
        let zone = Zone::utc();
        // 2026-11-27 12:00 UTC.
        let now = Instant::from_seconds(1_795_780_800);
        let name = |name: &str| Period::parse(name).ok();
        let filled = Filled { by, asked: asked.map(name), zone: &zone, now };
        let [first, last] = found.map(name);
        filled.between(first, last).map(|period| period.to_string()).collect()
    }

    #[test]
    fn what_lies_between_is_there_and_nothing_to_come() {
        let none = ["", ""];
        assert_eq!(
            filled(By::Quarter, none, ["2025-Q4", "2026-Q2"]),
            ["2025-Q4", "2026-Q1", "2026-Q2"]
        );
        assert_eq!(filled(By::Month, ["2026-Q3", "2026"], ["2026-08", "2026-09"]).len(), 5);
        assert_eq!(filled(By::Month, ["2026-Q3", ""], ["2026-08", "2026-09"]).len(), 3);
        // What is there is there, even where it lies in the future.
        assert_eq!(filled(By::Month, ["", "2027"], ["2026-12", "2027-01"]).len(), 2);
        assert_eq!(filled(By::Month, ["2026-01", "2026-03"], none), [""; 0]);
        assert_eq!(filled(By::Week, none, ["2026-W52", "2027-W02"]).len(), 4);
        assert_eq!(filled(By::Month, none, ["2017-01", "2026-12"]).len(), 120);
        assert_eq!(filled(By::Month, none, ["2016-12", "2026-12"]), [""; 0]);
    }

    #[test]
    fn the_one_that_goes_on_is_marked() {
        let zone = Zone::utc();
        let now = Instant::from_seconds(1_795_780_800);
        let filled = Filled { by: By::Quarter, asked: [None, None], zone: &zone, now };
        let running = filled.running(["2026-Q3", "2026-Q4"].map(period));
        assert_eq!(named(period("2026-Q4"), running), "2026-Q4, so far");
        assert_eq!(named(period("2026-Q3"), running), "2026-Q3");
        assert_eq!(filled.running([period("2026-Q3")]), None);
    }

    #[test]
    fn gaps_are_said() {
        let gaps =
            |names: &[&str]| gaps_in_words(&names.iter().copied().map(period).collect::<Vec<_>>());
        assert_eq!(gaps(&["2026-Q2", "2026-Q1", "2025-Q4"]), None);
        assert!(gaps(&["2026-Q2", "2025-Q4"]).unwrap().ends_with("more than 120."));
        assert_eq!(gaps(&[]), None);
    }
}
