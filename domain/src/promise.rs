//! When the next update is promised: a moment that is still to come.

#[cfg(test)]
mod tests;

use crate::duration::{Duration, DurationError, HOUR, MINUTE};
use crate::instant::Instant;
use crate::moment::{Moment, MomentError, Precision, Source};
use crate::zone::Zone;

/// So far ahead, in microseconds, a promise may lie: a year.
const MOST: i64 = 366 * 24 * HOUR;

/// The next update comes by then; the zone is the one in which it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub at: Instant,
    pub zone: Zone,
}

/// Why a text is no promise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromiseError {
    #[error(
        "“{0}” is no time for the next update: write 30 min, in 2 h, 15:00, tomorrow 9:00, 2026-11-23 14:05, or none."
    )]
    NotUnderstood(String),
    #[error(transparent)]
    Duration(DurationError),
    #[error(transparent)]
    Moment(MomentError),
    #[error("“{0}” names no time of the day: write it as tomorrow 9:00.")]
    NoTime(String),
    #[error("“{0}” has passed: the next update can only be promised for later.")]
    Passed(String),
    #[error("“{0}” is more than a year ahead.")]
    TooFar(String),
}

impl Promise {
    /// Reads `30 min`, `in 2 h`, `half an hour`, `15:00` (the next one in `zone`), `tomorrow
    /// 9:00`, `2026-11-23 14:05` and RFC 3339. Blank and `none` promise nothing.
    ///
    /// # Errors
    /// [`PromiseError`], one sentence that says what is understood.
    pub fn parse(text: &str, zone: &Zone, now: Instant) -> Result<Option<Self>, PromiseError> {
        let given: String = text.trim().chars().take(60).collect();
        let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        if matches!(text.as_str(), "" | "-" | "–" | "no" | "none" | "never") {
            return Ok(None);
        }
        let promise = match length(&text) {
            Some(length) => {
                let at = now.plus_micros(length.map_err(PromiseError::Duration)?.micros());
                Self { at, zone: zone.clone() }
            }
            None => on_the_clock(&text, zone, now, &given)?,
        };
        if promise.at <= now {
            return Err(PromiseError::Passed(given));
        }
        if promise.at.since(now) > MOST {
            return Err(PromiseError::TooFar(given));
        }
        Ok(Some(promise))
    }

    /// How late it is; none while there is time.
    #[must_use]
    pub fn late_by(&self, now: Instant) -> Option<Duration> {
        (now > self.at).then(|| Duration::between(self.at, now))
    }
}

/// How long from now, where the text says so rather than a time of the day.
fn length(text: &str) -> Option<Result<Duration, DurationError>> {
    let said = ["in ", "within "].iter().find_map(|word| text.strip_prefix(word));
    let length = said.unwrap_or(text).trim();
    if matches!(length, "half an hour" | "half hour") {
        return Some(Ok(Duration::from_minutes(30)));
    }
    let one = length.strip_prefix("an ").or(length.strip_prefix("a "));
    let one = one.map(|unit| format!("1 {unit}"));
    let length = one.as_deref().unwrap_or(length);
    match Duration::parse(length) {
        parsed if said.is_some() => Some(parsed),
        // On a clock, it is a time of the day.
        _ if length.contains(':') => None,
        Err(DurationError::NotUnderstood { .. }) => None,
        parsed => Some(parsed),
    }
}

fn on_the_clock(
    text: &str,
    zone: &Zone,
    now: Instant,
    given: &str,
) -> Result<Promise, PromiseError> {
    let text = dated(text, zone, now);
    // A time alone is read as the latest one before some moment: seen from a little later
    // each, the next one is among these, on the days of 23 and 25 hours too.
    let ahead = [0, 12 * HOUR, 24 * HOUR, 26 * HOUR].map(|micros| now.plus_micros(micros));
    let read = |seen_from: &Instant| Moment::parse(&text, zone, *seen_from, Source::Person);
    let mut found: Option<Moment> = None;
    let mut skipped = None;
    for moment in ahead.iter().map(read) {
        let moment = match moment {
            Ok(moment) => moment,
            // One of the days has no such time: another one may.
            Err(error @ MomentError::Skipped { .. }) => {
                skipped = Some(PromiseError::Moment(error));
                continue;
            }
            Err(MomentError::NotUnderstood(_)) => {
                return Err(PromiseError::NotUnderstood(given.to_owned()));
            }
            Err(other) => return Err(PromiseError::Moment(other)),
        };
        if moment.precision == Precision::DAY {
            return Err(PromiseError::NoTime(given.to_owned()));
        }
        if moment.at > now && found.as_ref().is_none_or(|found| moment.at < found.at) {
            found = Some(moment);
        }
    }
    // “5 min ago” and “now” are read as well, relative to each of the moments.
    let relative = text.ends_with(" ago") || text.ends_with("now");
    match found {
        Some(moment) if !relative => Ok(Promise { at: moment.at, zone: moment.zone }),
        _ => Err(skipped.unwrap_or_else(|| PromiseError::Passed(given.to_owned()))),
    }
}

/// `today` and `tomorrow` as dates of the zone.
fn dated(text: &str, zone: &Zone, now: Instant) -> String {
    let date = |at: Instant| {
        let local = zone.local(at);
        format!("{:04}-{:02}-{:02}", local.year, local.month, local.day)
    };
    let tomorrow = || {
        let local = zone.local(now);
        // From noon, a day later is tomorrow, however long the day is.
        let noon = zone.instant(local.year, local.month, local.day, 12, 0, 0).unwrap_or(now);
        date(noon.plus_micros(24 * HOUR + MINUTE))
    };
    let words = text.split(' ').map(|word| match word.trim_end_matches(',') {
        "today" => date(now),
        "tomorrow" => tomorrow(),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
