//! Reading a moment: first how exact it is, then when.

mod clock;
mod day;
mod place;

use super::Precision;
use crate::duration::{Duration, MINUTE};
use crate::instant::Instant;
use crate::zone::{UnknownZone, Zone};

/// Why a text is no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    #[error("The time is empty: write now, 14:05, 5 min ago or 2026-11-23 14:05.")]
    Empty,
    #[error(
        "“{0}” is no time: write now, 14:05, 5 min ago, yesterday 14:05 or 2026-11-23 14:05, and the zone behind it where it is another, such as UTC, +01:00 or Europe/Berlin."
    )]
    NotUnderstood(String),
    #[error("“{0}” can be read in two ways: write the year first, such as 2026-11-23 14:05.")]
    DayOrMonth(String),
    #[error("“{0}” has no colon: write a time such as 14:05.")]
    NoColon(String),
    #[error("The calendar and the clock know no “{0}”: a time is such as 2026-11-23 14:05.")]
    NoSuchTime(String),
    #[error(
        "The clocks of {zone} went forward over “{given}”: there was no such time. Write the one before or after, or its offset, such as +01:00."
    )]
    Skipped { given: String, zone: String },
    #[error(transparent)]
    UnknownZone(#[from] UnknownZone),
    #[error("{zone} was not at the offset in “{given}”: leave one of the two out.")]
    OtherOffset { given: String, zone: String },
    #[error("“±{0}” is no spread: write ±30 min or ±2 h, a year at most.")]
    Spread(String),
    #[error("“{0}” lies outside the years 1970 to 2200.")]
    OutOfRange(String),
}

/// The first instant of 1970 and of 2201, UTC.
const YEARS: std::ops::Range<i64> = 0..7_289_654_400_000_000;

pub(super) fn parse(
    given: &str,
    zone: &Zone,
    now: Instant,
) -> Result<(Instant, Precision, Zone), MomentError> {
    let text = tidy(given);
    if text.is_empty() {
        return Err(MomentError::Empty);
    }
    let given: String = given.trim().chars().take(60).collect();
    if text.len() > 200 {
        return Err(MomentError::NotUnderstood(given));
    }
    let (text, spread) = spread(&text)?;
    let (text, about) = about(text);
    let (at, precision, zone) = match text {
        "now" | "just now" | "right now" => {
            (Instant::from_seconds(now.seconds()), Precision::Exact, zone.clone())
        }
        _ => match text.strip_suffix(" ago") {
            Some(length) => {
                let (at, precision) = ago(length, zone, now, &given)?;
                (at, precision, zone.clone())
            }
            None => place::parse(text, zone, now, &given)?,
        },
    };
    if !YEARS.contains(&at.micros()) {
        return Err(MomentError::OutOfRange(given));
    }
    let precision = match (spread, precision) {
        (Some(spread), _) => spread,
        (None, Precision::Exact | Precision::Minute) if about => Precision::ABOUT,
        (None, precision) => precision,
    };
    Ok((at, precision, zone))
}

/// Small letters, single blanks, one kind of minus and of ±.
fn tidy(given: &str) -> String {
    let text = given.to_lowercase().replace(['−', '–'], "-").replace(['[', ']'], " ");
    let text = text.replace("+/-", "±").replace("+-", "±");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Splits off `±30 min`; a bare number is minutes.
fn spread(text: &str) -> Result<(&str, Option<Precision>), MomentError> {
    let Some((text, length)) = text.split_once('±') else {
        return Ok((text, None));
    };
    let length = length.trim();
    let minutes = if length.bytes().all(|b| b.is_ascii_digit()) {
        length.parse().ok()
    } else {
        let micros = Duration::parse(length).ok().map(|length| length.micros());
        micros
            .and_then(|micros| u32::try_from(micros / MINUTE + i64::from(micros % MINUTE > 0)).ok())
    };
    match minutes.and_then(Precision::around) {
        Some(precision) => Ok((text.trim(), Some(precision))),
        None => Err(MomentError::Spread(length.chars().take(60).collect())),
    }
}

/// Splits off `~`, `about` and the like.
fn about(text: &str) -> (&str, bool) {
    const WORDS: [&str; 9] = [
        "~",
        "about ",
        "around ",
        "approximately ",
        "approx. ",
        "approx ",
        "circa ",
        "ca. ",
        "ca ",
    ];
    let rest = WORDS.iter().find_map(|word| text.strip_prefix(word));
    (rest.unwrap_or(text).trim(), rest.is_some())
}

/// So long before now: to the second where seconds are named, else to the minute.
fn ago(
    length: &str,
    zone: &Zone,
    now: Instant,
    given: &str,
) -> Result<(Instant, Precision), MomentError> {
    let one =
        length.strip_prefix("an ").or(length.strip_prefix("a ")).map(|unit| format!("1 {unit}"));
    let length = Duration::parse(one.as_deref().unwrap_or(length))
        .map_err(|_| MomentError::NotUnderstood(given.to_owned()))?;
    let at = now.plus_micros(-length.micros());
    if length.micros() % MINUTE != 0 {
        return Ok((at, Precision::Exact));
    }
    let local = zone.local(at);
    let beyond = i64::from(local.second) * 1_000_000 + i64::from(local.micros);
    Ok((at.plus_micros(-beyond), Precision::Minute))
}
