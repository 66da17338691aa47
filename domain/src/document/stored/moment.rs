//! Moments, instants and lengths: to the microsecond.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{Stored, no, said};
use crate::duration::Duration;
use crate::instant::Instant;
use crate::moment::{Moment, Precision, Source};
use crate::zone::Zone;

/// `2026-11-23T14:05:00Z minute Europe/Berlin person`: the instant, how exactly it is known,
/// the zone in which it was entered, and who said it.
impl Stored for Moment {
    fn put(&self) -> String {
        let (at, precision, zone) = (self.at.rfc3339(), self.precision.key(), self.zone.name());
        format!("{at} {precision} {zone} {}", self.source.put())
    }

    fn take(given: &str) -> Result<Self, String> {
        let words: Vec<&str> = given.split(' ').collect();
        let [at, precision, zone, source] = words[..] else { return Err(no(given)) };
        Ok(Self {
            at: instant(at)?,
            precision: Precision::from_key(precision).ok_or_else(|| no(precision))?,
            zone: Zone::parse(zone).map_err(said)?,
            source: Source::take(source)?,
        })
    }
}

pub(super) fn instant(given: &str) -> Result<Instant, String> {
    OffsetDateTime::parse(given, &Rfc3339).map(Instant::from).map_err(|_| no(given))
}

pub(super) fn duration(given: &str) -> Result<Duration, String> {
    let micros = given.strip_suffix("us").and_then(|digits| digits.parse().ok());
    micros.map(Duration::from_micros).ok_or_else(|| no(given))
}
