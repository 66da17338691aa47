//! Times of the day and offsets from UTC.

use jiff::tz::Offset;

/// A time of the day, as far as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    pub micros: u32,
}

/// What a word that begins with a digit turns out to be.
pub(super) enum Read<'a> {
    /// A time, and what is glued to it: `z`, `+01:00`, `pm`, or nothing.
    Clock(Clock, &'a str),
    /// Digits in the form of a time that no clock shows.
    Impossible,
    /// `1405`.
    NoColon,
    No,
}

/// Reads `14:05`, `14:05:30.25`, `14.05`, and `2` only where `pm` is glued to it.
pub(super) fn read(word: &str) -> Read<'_> {
    let end = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','));
    let (head, tail) = word.split_at(end.unwrap_or(word.len()));
    let parts: Vec<&str> =
        if head.contains(':') { head.split(':').collect() } else { head.split('.').collect() };
    let (hour, minute, second) = match parts[..] {
        [hour] if matches!(tail, "am" | "pm") && !hour.is_empty() => (hour, "00", None),
        [digits] if matches!(digits.len(), 3 | 4 | 6) && tail.is_empty() => return Read::NoColon,
        [hour, minute] => (hour, minute, None),
        [hour, minute, second] if head.contains(':') => (hour, minute, Some(second)),
        _ => return Read::No,
    };
    let (second, fraction) = match second.map(|second| second.split_once(['.', ','])) {
        Some(Some((second, fraction))) => (Some(second), Some(fraction)),
        _ => (second, None),
    };
    let micros = fraction.map_or(Some(0), micros);
    let whole = second.map_or(Some(None), |second| two(second).map(Some));
    let (Some(hour), Some(minute), Some(second), Some(micros)) =
        (two(hour).or(one(hour)), two(minute), whole, micros)
    else {
        return Read::No;
    };
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 59) {
        return Read::Impossible;
    }
    Read::Clock(Clock { hour, minute, second, micros }, tail)
}

impl Clock {
    /// The time that `2:05 pm` means, or none where no twelve-hour clock shows it.
    pub(super) fn half(self, half: &str) -> Option<Self> {
        (1..=12).contains(&self.hour).then_some(())?;
        let afternoon = if half == "pm" { 12 } else { 0 };
        Some(Self { hour: self.hour % 12 + afternoon, ..self })
    }
}

/// Reads `z`, `+01:00`, `+0100`, `+01`, `utc+1`, `gmt-03:30`; and seconds, which some zones had.
pub(super) fn offset(word: &str) -> Option<Offset> {
    if word == "z" {
        return Some(Offset::UTC);
    }
    let named = word.strip_prefix("utc").or(word.strip_prefix("gmt"));
    let text = named.unwrap_or(word);
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = text.get(1..)?;
    let parts: Vec<&str> = match digits.len() {
        4 if !digits.contains(':') => vec![digits.get(..2)?, digits.get(2..)?],
        _ => digits.split(':').collect(),
    };
    let (hours, minutes, seconds) = match parts[..] {
        [hours] => (hours, "00", "00"),
        [hours, minutes] => (hours, minutes, "00"),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let hours = two(hours).or(one(hours)).filter(|hours| *hours <= 15)?;
    let minutes = two(minutes).filter(|minutes| *minutes <= 59)?;
    let seconds = two(seconds).filter(|seconds| *seconds <= 59)?;
    let total = i32::from(hours) * 3600 + i32::from(minutes) * 60 + i32::from(seconds);
    Offset::from_seconds(sign * total).ok()
}

fn micros(fraction: &str) -> Option<u32> {
    let fits = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| format!("{fraction:0<6}").get(..6).and_then(|six| six.parse().ok()))?
}

fn two(digits: &str) -> Option<u8> {
    let fits = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.parse().ok())?
}

fn one(digit: &str) -> Option<u8> {
    let fits = digit.len() == 1 && digit.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digit.parse().ok())?
}
