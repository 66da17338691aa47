//! Time zones by their IANA names, from the table inside the program.

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, tz};

use crate::instant::Instant;

/// An IANA time zone; cheap to clone.
#[derive(Clone)]
pub struct Zone(TimeZone);

/// What was given names no zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no time zone: use a name such as Europe/London or UTC.")]
pub struct UnknownZone(pub String);

/// What clocks and calendars on the wall of a zone say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    pub year: i64,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub micros: u32,
    /// East of UTC is positive; seconds (some zones had them until 1972) are cut off.
    pub offset_minutes: i32,
    /// As the table has it: `CET`, or `-03` where the zone has no letters.
    pub abbreviation: String,
}

impl Zone {
    #[must_use]
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Accepts an IANA name in any case, with blanks around it.
    ///
    /// # Errors
    /// [`UnknownZone`] when the table has no such name.
    pub fn parse(given: &str) -> Result<Self, UnknownZone> {
        let name = given.trim();
        match TimeZone::get(name) {
            Ok(zone) if zone.iana_name().is_some() => Ok(Self(zone)),
            _ => Err(UnknownZone(name.chars().take(60).collect())),
        }
    }

    /// As [`Zone::parse`]; a blank one is `usual`.
    ///
    /// # Errors
    /// [`UnknownZone`] when the table has no such name.
    pub fn parse_or(given: &str, usual: &Self) -> Result<Self, UnknownZone> {
        if given.trim().is_empty() { Ok(usual.clone()) } else { Self::parse(given) }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Every name that [`Zone::parse`] knows, in alphabetical order.
    #[must_use]
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = tz::db()
            .available()
            .map(|name| name.to_string())
            .filter(|name| Self::parse(name).is_ok())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What the zone's clocks say at `at`.
    #[must_use]
    pub fn local(&self, at: Instant) -> Local {
        let info = self.0.to_offset_info(stamp(at));
        let civil = info.offset().to_datetime(stamp(at));
        Local {
            year: i64::from(civil.year()),
            month: civil.month().unsigned_abs(),
            day: civil.day().unsigned_abs(),
            hour: civil.hour().unsigned_abs(),
            minute: civil.minute().unsigned_abs(),
            second: civil.second().unsigned_abs(),
            micros: civil.subsec_nanosecond().unsigned_abs() / 1000,
            offset_minutes: info.offset().seconds() / 60,
            abbreviation: info.abbreviation().to_owned(),
        }
    }

    /// The instant of a local time: the earlier of two where clocks went
    /// back, moved forward where they skipped it. None when there is no such
    /// date or time, or the year is not one of 1 to 9999.
    #[must_use]
    pub fn instant(
        &self,
        year: i64,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Option<Instant> {
        self.place(civil(year, month, day, hour, minute, second)?)
    }

    /// As [`Zone::instant`].
    pub(crate) fn place(&self, civil: DateTime) -> Option<Instant> {
        self.0.to_ambiguous_timestamp(civil).compatible().ok().map(instant)
    }

    /// The instant of a local time that the zone calls by `abbreviation`, in any case.
    pub(crate) fn place_called(&self, civil: DateTime, abbreviation: &str) -> Option<Instant> {
        let offsets = match self.0.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => [offset, offset],
            AmbiguousOffset::Fold { before, after } | AmbiguousOffset::Gap { before, after } => {
                [before, after]
            }
        };
        offsets
            .into_iter()
            .filter_map(|offset| place_at(civil, offset))
            .find(|at| self.local(*at).abbreviation.eq_ignore_ascii_case(abbreviation))
    }

    /// Seconds east of UTC at `at`.
    pub(crate) fn offset_seconds(&self, at: Instant) -> i32 {
        self.0.to_offset(stamp(at)).seconds()
    }

    /// From when, until when and how many seconds east of UTC its clocks are as they are at `at`.
    pub(crate) fn stretch(&self, at: Instant) -> (Instant, Instant, i32) {
        // The transition at `at` itself is behind it.
        let next = stamp(at).checked_add(jiff::SignedDuration::from_micros(1));
        let from = self.0.preceding(next.unwrap_or(Timestamp::MAX)).next();
        let to = self.0.following(stamp(at)).next();
        (
            from.map_or(Instant::from_micros(i64::MIN), |one| instant(one.timestamp())),
            to.map_or(Instant::from_micros(i64::MAX), |one| instant(one.timestamp())),
            self.offset_seconds(at),
        )
    }

    /// The date and time on the zone's clocks at `at`.
    pub(crate) fn civil(&self, at: Instant) -> DateTime {
        self.0.to_datetime(stamp(at))
    }

    /// Another instant has the same local time, because clocks went back.
    pub(crate) fn is_ambiguous(&self, at: Instant) -> bool {
        self.0.to_ambiguous_timestamp(self.civil(at)).is_ambiguous()
    }
}

/// The instant of a local time at a fixed offset.
pub(crate) fn place_at(civil: DateTime, offset: Offset) -> Option<Instant> {
    offset.to_timestamp(civil).ok().map(instant)
}

/// The date and time at a fixed offset.
pub(crate) fn at_offset(at: Instant, offset: Offset) -> DateTime {
    offset.to_datetime(stamp(at))
}

/// A date and time of the years 1 to 9999, where there is one.
pub(crate) fn civil(
    year: i64,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
) -> Option<DateTime> {
    let year = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
    let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(i8::try_from);
    DateTime::new(year, month.ok()?, day.ok()?, hour.ok()?, minute.ok()?, second.ok()?, 0).ok()
}

fn stamp(at: Instant) -> Timestamp {
    let nearest = if at.micros() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_microsecond(at.micros()).unwrap_or(nearest)
}

fn instant(stamp: Timestamp) -> Instant {
    Instant::from_micros(stamp.as_microsecond())
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl serde::Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
pub(crate) mod tests;
