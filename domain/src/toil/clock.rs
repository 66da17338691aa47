//! Which part of the day people worked in.

use super::DayPart;
use crate::duration::{DAY, MINUTE};
use crate::instant::Instant;
use crate::zone::Zone;

/// The clock of a zone, which remembers when it was put forward and back.
#[derive(Debug)]
pub struct Clock {
    zone: Zone,
    /// By their beginning: how far east of UTC it was, and until when.
    known: Vec<Stretch>,
}

/// In which the clock was not changed; microseconds.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: i64,
    to: i64,
    offset: i64,
}

type Parts = [i64; DayPart::COUNT];

/// Longer ones are cut: 100 days.
const LONGEST: i64 = 100 * DAY;
const HOUR: i64 = 60 * MINUTE;
/// 1970-01-01 was a Thursday.
const FIRST_WEEKDAY: i64 = 3;
const WEEK: i64 = 7;

impl Clock {
    #[must_use]
    pub fn new(zone: Zone) -> Self {
        Self { zone, known: Vec::new() }
    }

    /// The microseconds between two instants by part of the day, in the order of the vocabulary.
    /// Of what lasted longer than 100 days, those of the first 100.
    pub fn by_part(&mut self, from: Instant, to: Instant) -> Parts {
        let to = to.min(from.plus_micros(LONGEST)).micros();
        let (mut at, mut parts) = (from.micros(), [0; DayPart::COUNT]);
        while at < to {
            let stretch = self.stretch(at);
            let end = stretch.to.min(to);
            let until = |at: i64| since_ever(at.saturating_add(stretch.offset));
            for (sum, (before, after)) in
                parts.iter_mut().zip(until(at).into_iter().zip(until(end)))
            {
                *sum += after - before;
            }
            at = end;
        }
        parts
    }

    fn stretch(&mut self, at: i64) -> Stretch {
        let place = self.known.partition_point(|one| one.to <= at);
        if let Some(known) = self.known.get(place).filter(|one| one.from <= at) {
            return *known;
        }
        let (from, to, offset) = self.zone.stretch(Instant::from_micros(at));
        // What the table cannot tell of is one instant.
        let to = to.micros().max(at.saturating_add(1));
        let found =
            Stretch { from: from.micros().min(at), to, offset: i64::from(offset) * 1_000_000 };
        self.known.insert(place, found);
        found
    }
}

/// The parts of all days from the first Monday before 1970 to an instant of a clock that is never
/// changed.
fn since_ever(local: i64) -> Parts {
    let (day, time) = (local.div_euclid(DAY) + FIRST_WEEKDAY, local.rem_euclid(DAY));
    let (weeks, weekday) = (day.div_euclid(WEEK), day.rem_euclid(WEEK));
    let workdays = weeks * 5 + weekday.min(5);
    let weekend_days = weeks * 2 + (weekday - 5).max(0);
    let today = of_day(time, weekday >= 5);
    let [workday, free] = [false, true].map(|weekend| of_day(DAY, weekend));
    std::array::from_fn(|part| {
        let of = |parts: &Parts| parts.get(part).copied().unwrap_or_default();
        workdays * of(&workday) + weekend_days * of(&free) + of(&today)
    })
}

/// The parts of a day until a time of it.
fn of_day(time: i64, weekend: bool) -> Parts {
    let between = |from: i64, to: i64| (time - from * HOUR).clamp(0, (to - from) * HOUR);
    let night = between(0, 7) + between(22, 24);
    let working = if weekend { 0 } else { between(9, 18) };
    [working, time - night - working, night]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::zone::tests::{any_instant, any_zone};

    fn at(text: &str, zone: &Zone) -> Instant {
        let now = Instant::from_seconds(1_795_000_000);
        crate::moment::Moment::parse(text, zone, now, crate::moment::Source::Person).unwrap().at
    }

    fn by_part(from: Instant, to: Instant, zone: &Zone) -> Parts {
        Clock::new(zone.clone()).by_part(from, to)
    }

    /// The same, looking at the clock on the wall every quarter of an hour.
    fn slowly(from: Instant, quarters: i64, zone: &Zone) -> Parts {
        let mut parts = [0; DayPart::COUNT];
        for quarter in 0..quarters {
            let civil = zone.civil(from.plus_micros(quarter * 15 * MINUTE));
            let weekend = civil.weekday().to_monday_zero_offset() >= 5;
            parts[DayPart::of(civil.hour().unsigned_abs(), weekend) as usize] += 15 * MINUTE;
        }
        parts
    }

    #[test]
    fn the_clock_of_the_home_tells_day_from_night() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        // Friday 17:00 to Saturday 8:00: one hour of work, 4 + 1 of evening, 9 of night.
        let (from, to) = (at("2026-03-06 17:00", &zone), at("2026-03-07 08:00", &zone));
        assert_eq!(by_part(from, to, &zone), [HOUR, 5 * HOUR, 9 * HOUR]);
        // A whole Sunday on which an hour is missing at night.
        let (from, to) = (at("2026-03-29 00:00", &zone), at("2026-03-30 00:00", &zone));
        assert_eq!(by_part(from, to, &zone), [0, 15 * HOUR, 8 * HOUR]);
        assert_eq!(by_part(from, to, &Zone::utc()), [0, 15 * HOUR, 8 * HOUR]);
    }

    #[test]
    fn no_instant_ends_it() {
        let zone = Zone::parse("America/New_York").unwrap();
        let ends = [i64::MIN, -1, 0, i64::MAX].map(Instant::from_micros);
        for from in ends {
            for to in ends {
                let sum: i64 = by_part(from, to, &zone).iter().sum();
                assert!((0..=LONGEST).contains(&sum), "{from:?} {to:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn it_is_what_the_clock_on_the_wall_says(
            from in any_instant(), zone in any_zone(), quarters in 0_i64..2_000, many in 0_i64..4,
        ) {
            // Zones are quarters of an hour apart, since 1987 at least.
            let from = Instant::from_micros(from.micros() % 1_500_000_000_000_000 + 540_000_000_000_000);
            let from = Instant::from_micros(from.micros() / (15 * MINUTE) * 15 * MINUTE);
            let mut clock = Clock::new(zone.clone());
            // What it remembers changes nothing.
            for place in 0..=many {
                let from = from.plus_micros(place * 97 * DAY);
                let to = from.plus_micros(quarters * 15 * MINUTE);
                prop_assert_eq!(clock.by_part(from, to), slowly(from, quarters, &zone));
                prop_assert_eq!(clock.by_part(to, from), [0; 3]);
            }
        }
    }
}
