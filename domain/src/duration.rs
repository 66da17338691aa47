//! Lengths of time, as people print them.

mod parse;

use std::fmt;

use crate::instant::Instant;

/// So many microseconds; negative only when computed from moments out of order.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(i64);

/// Why a text is no duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    #[error("A duration cannot be empty: write it as 7h, 33h 15m or 1d 5h 47m.")]
    Empty,
    #[error("“{given}” of what? Write the unit, such as {given}m or {given}h.")]
    NoUnit { given: String },
    #[error(
        "“{given}” could be hours and minutes, or minutes and seconds: write 1h 30m, or 01:30:00."
    )]
    TwoReadings { given: String },
    #[error("“{given}” is negative: a duration cannot end before it begins.")]
    Negative { given: String },
    #[error("“{given}” is longer than can be kept.")]
    TooLong { given: String },
    #[error("“{given}” is no duration: write it as 7h, 33h 15m, 1d 5h 47m, 01:30:00 or PT1H30M.")]
    NotUnderstood { given: String },
}

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
/// From here on days and hours are shown.
const LONG: i64 = 2 * DAY;

impl Duration {
    pub const ZERO: Self = Self(0);

    /// Understands `7h`, `33h 15m`, `1d 5h 47m`, `19 hours 43 minutes.`,
    /// `1.5h`, `1h30`, `01:30:00`, `PT1H30M` and the like. A day is 24 hours.
    ///
    /// # Errors
    /// [`DurationError`]: a bare number, `1:30`, a negative one, anything else.
    pub fn parse(given: &str) -> Result<Self, DurationError> {
        parse::parse(given)
    }

    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The nearest that can be kept.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(SECOND))
    }

    /// The nearest that can be kept.
    #[must_use]
    pub const fn from_minutes(minutes: i64) -> Self {
        Self(minutes.saturating_mul(MINUTE))
    }

    /// `to − from`; negative when out of order.
    #[must_use]
    pub fn between(from: Instant, to: Instant) -> Self {
        Self(to.since(from))
    }

    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact up to 285 years")]
    pub fn seconds(self) -> f64 {
        self.0 as f64 / SECOND as f64
    }

    #[must_use]
    pub fn days(self) -> f64 {
        self.seconds() / 86_400.0
    }

    /// Whole minutes, rounded down.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        self.0.div_euclid(MINUTE)
    }

    /// The length of the difference.
    #[must_use]
    pub const fn distance(self, other: Self) -> Self {
        let micros = self.0.abs_diff(other.0);
        Self(if micros > i64::MAX.unsigned_abs() { i64::MAX } else { micros.cast_signed() })
    }

    /// It is shown in days and hours. Less than one in fifty of it is left out by that.
    #[must_use]
    pub const fn is_long(self) -> bool {
        self.0.unsigned_abs() >= LONG.unsigned_abs()
    }

    /// Floored to the minute, in hours however many: `523h 55m`.
    #[must_use]
    pub fn to_the_minute(self) -> String {
        let seconds = self.0.unsigned_abs() / SECOND.unsigned_abs();
        let sign = if self.0 < 0 { "−" } else { "" };
        match (seconds / 3600, seconds / 60 % 60) {
            (0, 0) => format!("{sign}{seconds}s"),
            (0, minutes) => format!("{sign}{minutes}m"),
            (hours, minutes) => format!("{sign}{hours}h {minutes}m"),
        }
    }

    /// The same, where what is shown leaves minutes out.
    #[must_use]
    pub fn exactly(self) -> Option<String> {
        self.is_long().then(|| self.to_the_minute())
    }

    /// As shown, and to the minute where that leaves minutes out: `21d 19h (523h 55m)`.
    #[must_use]
    pub fn in_full(self) -> String {
        in_full(&self, self.exactly())
    }

    /// Every second and microsecond, so that a form gives back what it was
    /// given: `1h 40m 3.5s`. [`Duration::parse`] understands it unless negative.
    #[must_use]
    pub fn edit_text(self) -> String {
        let micros = self.0.unsigned_abs();
        let (hours, minutes) = (micros / HOUR.unsigned_abs(), micros / MINUTE.unsigned_abs() % 60);
        let (seconds, rest) = (micros / SECOND.unsigned_abs() % 60, micros % SECOND.unsigned_abs());
        let mut parts = Vec::new();
        if hours > 0 {
            parts.push(format!("{hours}h"));
        }
        if minutes > 0 {
            parts.push(format!("{minutes}m"));
        }
        if rest > 0 {
            parts.push(format!("{seconds}.{}s", format!("{rest:06}").trim_end_matches('0')));
        } else if seconds > 0 || parts.is_empty() {
            parts.push(format!("{seconds}s"));
        }
        format!("{}{}", if self.0 < 0 { "−" } else { "" }, parts.join(" "))
    }
}

/// What is shown, with what that leaves out.
pub(crate) fn in_full(shown: &impl fmt::Display, exactly: Option<String>) -> String {
    match exactly {
        Some(exactly) => format!("{shown} ({exactly})"),
        None => shown.to_string(),
    }
}

/// Floored to the minute: `33h 15m`, `7h 0m`, `45m`; in seconds under a minute: `42s`; to the hour
/// from two days on, as nobody reads hours beyond that: `21d 19h`, `2d 0h`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_long() {
            return f.write_str(&self.to_the_minute());
        }
        let hours = self.0.unsigned_abs() / HOUR.unsigned_abs();
        let sign = if self.0 < 0 { "−" } else { "" };
        write!(f, "{sign}{}d {}h", hours / 24, hours % 24)
    }
}

/// In seconds.
impl serde::Serialize for Duration {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.seconds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_is_shown_floored_to_the_minute() {
        for (seconds, shown) in [
            (0, "0s"),
            (42, "42s"),
            (60, "1m"),
            (6059, "1h 40m"),
            (25_200, "7h 0m"),
            (119_700, "33h 15m"),
            (-6059, "−1h 40m"),
            (172_799, "47h 59m"),
            (172_800, "2d 0h"),
            (1_886_100, "21d 19h"),
            (-1_886_100, "−21d 19h"),
        ] {
            assert_eq!(Duration::from_seconds(seconds).to_string(), shown);
        }
        let long = Duration::from_minutes(31_435);
        assert_eq!((long.to_string(), long.exactly()), ("21d 19h".into(), Some("523h 55m".into())));
        assert_eq!(long.in_full(), "21d 19h (523h 55m)");
        let short = Duration::from_seconds(172_799);
        assert_eq!((short.exactly(), short.in_full()), (None, "47h 59m".into()));
        assert_eq!(Duration::from_micros(6_003_500_000).edit_text(), "1h 40m 3.5s");
        assert_eq!(Duration::from_seconds(90).seconds(), 90.0);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_understood(micros in 0..i64::MAX) {
            let duration = Duration::from_micros(micros);
            let floored = |unit: i64| Duration::from_micros(micros / unit * unit);
            let to_the_minute = floored(if micros < MINUTE { SECOND } else { MINUTE });
            let shown = if micros < LONG { to_the_minute } else { floored(HOUR) };
            prop_assert_eq!(Duration::parse(&duration.to_string()), Ok(shown));
            prop_assert_eq!(Duration::parse(&duration.to_the_minute()), Ok(to_the_minute));
            prop_assert_eq!(Duration::parse(&duration.edit_text()), Ok(duration));
        }

        #[test]
        fn nothing_panics(micros in any::<i64>(), other in any::<i64>()) {
            let duration = Duration::from_micros(micros);
            let _ = (duration.to_string(), duration.edit_text(), duration.minutes());
            prop_assert!(duration.distance(Duration::from_micros(other)) >= Duration::ZERO);
        }
    }
}
