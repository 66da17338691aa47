//! Toil: manual, repetitive work that an incident asked for, in minutes. Of the work, never of
//! a person.

mod clock;

pub use clock::Clock;

use crate::duration::{Duration, MINUTE};

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

/// “1m”, “40m”, “2h 5m”: as every other length.
#[must_use]
pub fn shown(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
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

    #[cfg(test)]
    fn of(hour: u8, weekend: bool) -> Self {
        match hour {
            ..7 | 22.. => Self::Night,
            9..18 if !weekend => Self::Working,
            _ => Self::Evening,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (typed, read) in [("20", 20), (" 20 min ", 20), ("1h 30m", 90), ("90s", 2)] {
            assert_eq!(minutes(typed), Ok(read), "{typed}");
        }
        for wrong in ["", "0", "-5", "soon", "8d", "99999999999999999999"] {
            assert!(minutes(wrong).is_err(), "{wrong}");
        }
        assert_eq!([1, 59, 60, 125].map(shown).join(", "), "1m, 59m, 1h, 2h 5m");
    }
}
