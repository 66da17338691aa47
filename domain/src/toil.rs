//! Toil: manual, repetitive work that an incident asked for, in minutes. Of the work, never of
//! a person.

use crate::duration::{Duration, MINUTE};
use crate::instant::Instant;
use crate::period::Day;
use crate::zone::Zone;

/// How much of it one timeline entry tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Toil {
    pub minutes: i64,
    /// Somebody thinks that a program could do it.
    pub automatable: bool,
}

/// What was typed is no length of toil.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no length: write minutes, such as 20, or 1h 30m; a week at most.")]
pub struct NotMinutes(String);

const MOST: i64 = 7 * 24 * 60;

/// Whole minutes, of `20`, `20 min`, `1h 30m`; a started one is one.
///
/// # Errors
/// [`NotMinutes`].
pub fn minutes(given: &str) -> Result<i64, NotMinutes> {
    let typed = given.trim();
    let wrong = || NotMinutes(typed.chars().take(60).collect());
    let plain = typed.bytes().all(|byte| byte.is_ascii_digit());
    let minutes = if plain {
        typed.parse().map_err(|_| wrong())?
    } else {
        let length = Duration::parse(typed).map_err(|_| wrong())?;
        length.micros().div_euclid(MINUTE) + i64::from(length.micros().rem_euclid(MINUTE) > 0)
    };
    if (1..=MOST).contains(&minutes) { Ok(minutes) } else { Err(wrong()) }
}

/// “1 min”, “40 min”, “2h 5m”.
#[must_use]
pub fn shown(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h {minutes}m"),
    }
}

crate::words!(
    /// When people worked, by the clock of the incident’s home.
    DayPart, "part of the day" {
        Working = "working", "Working hours";
        Evening = "evening", "Evenings and weekends";
        Night = "night", "Nights";
    }
);

impl DayPart {
    /// Of this many parts.
    pub const COUNT: usize = 3;
    /// What is meant by each, in one sentence.
    pub const MEANING: &str = "Working hours are Monday to Friday from 9 to 18, nights every day \
        from 22 to 7, evenings and weekends the rest, by the clock of each incident’s home zone. Of a response \
        that lasted longer than 100 days, those of the first 100 are counted.";

    /// At which hour of the day another part may begin.
    const EDGES: [u8; 4] = [7, 9, 18, 22];

    fn of(hour: u8, weekend: bool) -> Self {
        match hour {
            ..7 | 22.. => Self::Night,
            9..18 if !weekend => Self::Working,
            _ => Self::Evening,
        }
    }
}

/// Longer ones are cut: 100 days.
const LONGEST: i64 = 100 * 24 * 60 * MINUTE;

/// The microseconds between two instants by part of the day, in the order of the vocabulary.
/// Of what lasted longer than 100 days, those of the first 100.
#[must_use]
pub fn by_part(from: Instant, to: Instant, zone: &Zone) -> [i64; DayPart::COUNT] {
    let to = to.min(from.plus_micros(LONGEST));
    let mut parts = [0; DayPart::COUNT];
    let mut at = from;
    while at < to {
        let civil = zone.civil(at);
        let hour = civil.hour().unsigned_abs();
        let weekend = civil.weekday().to_monday_zero_offset() >= 5;
        let next = edge(at, hour, zone).filter(|next| *next > at);
        let next = next.unwrap_or_else(|| at.plus_micros(60 * MINUTE)).min(to);
        parts[DayPart::of(hour, weekend) as usize] += next.since(at);
        at = next;
    }
    parts
}

/// The next instant at which another part of the day may begin.
fn edge(at: Instant, hour: u8, zone: &Zone) -> Option<Instant> {
    let today = Day::of(at, zone);
    let later = DayPart::EDGES.into_iter().find(|edge| *edge > hour);
    let (day, hour) = match later {
        Some(edge) => (today, edge),
        // Weekends begin and end at midnight.
        None => (today.next(), 0),
    };
    let (year, month, day) = day.parts();
    zone.instant(year, month, day, hour, 0, 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HOUR: i64 = 60 * MINUTE;

    fn at(text: &str, zone: &Zone) -> Instant {
        let now = Instant::from_seconds(1_795_000_000);
        crate::moment::Moment::parse(text, zone, now, crate::moment::Source::Person).unwrap().at
    }

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (typed, read) in [("20", 20), (" 20 min ", 20), ("1h 30m", 90), ("90s", 2)] {
            assert_eq!(minutes(typed), Ok(read), "{typed}");
        }
        for wrong in ["", "0", "-5", "soon", "8d", "99999999999999999999"] {
            assert!(minutes(wrong).is_err(), "{wrong}");
        }
        assert_eq!([1, 59, 60, 125].map(shown).join(", "), "1 min, 59 min, 1h, 2h 5m");
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

    proptest! {
        #[test]
        fn every_moment_is_in_one_part(start in 0_i64..2_000_000_000, length in 0_i64..700 * 3600) {
            for name in ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"] {
                let zone = Zone::parse(name).unwrap();
                let from = Instant::from_seconds(start);
                let to = Instant::from_seconds(start + length);
                prop_assert_eq!(by_part(from, to, &zone).iter().sum::<i64>(), to.since(from));
                prop_assert_eq!(by_part(to, from, &zone), [0; 3]);
            }
        }
    }
}
