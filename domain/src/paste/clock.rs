//! A time of the day and its offset, at the beginning of a text.

use jiff::tz::Offset;

/// Of a twelve-hour clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    pub micros: u32,
    pub half: Option<Half>,
    pub offset: Option<Offset>,
}

/// Reads `14:03`, `14:03:22.123`, `2:03 PM`, `14:03:22Z`, `14:03:22 +0100`; and gives the rest.
pub(super) fn read(text: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = number(text, 1..=2)?;
    let (minute, rest) = number(rest.strip_prefix(':')?, 2..=2)?;
    let (second, rest) = match rest.strip_prefix(':').and_then(|rest| number(rest, 2..=2)) {
        Some((second, rest)) => (Some(second), rest),
        None => (None, rest),
    };
    let (micros, rest) = second.and_then(|_| fraction(rest)).unwrap_or((0, rest));
    let (half, rest) = half(rest).map_or((None, rest), |(half, rest)| (Some(half), rest));
    let (offset, rest) = offset(rest).map_or((None, rest), |(offset, rest)| (Some(offset), rest));
    let hours = if half.is_some() { 1..=12 } else { 0..=23 };
    let fits = hours.contains(&hour) && minute < 60 && second.is_none_or(|second| second < 60);
    let clock = Clock { hour, minute, second, micros, half, offset };
    (fits && !rest.starts_with(char::is_alphanumeric)).then_some((clock, rest))
}

/// So many digits, and no more.
pub(super) fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<(u8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    length.contains(&digits.len()).then(|| digits.parse().ok().map(|number| (number, rest)))?
}

/// `.123` or `,123`, in microseconds; what is finer is cut off.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let digits = text.strip_prefix(['.', ','])?;
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    let kept: String = digits.chars().chain("000000".chars()).take(6).collect();
    (!digits.is_empty()).then(|| kept.parse().ok().map(|micros| (micros, rest)))?
}

/// `PM`, ` pm`, `\u{202f}p.m.`
fn half(text: &str) -> Option<(Half, &str)> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let half = match rest.chars().next()? {
        'a' | 'A' => Half::Am,
        'p' | 'P' => Half::Pm,
        _ => return None,
    };
    let rest = rest.get(1..)?;
    let rest = rest.strip_prefix(".m.").or_else(|| rest.strip_prefix(['m', 'M']))?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((half, rest))
}

/// `Z`, ` UTC`, `+01:00`, ` -0330`.
fn offset(text: &str) -> Option<(Offset, &str)> {
    let rest = text.strip_prefix(' ').unwrap_or(text);
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    for utc in ["Z", "z", "UTC", "GMT"] {
        if let Some(rest) = rest.strip_prefix(utc).filter(|rest| ends(rest)) {
            return Some((Offset::UTC, rest));
        }
    }
    let sign = if rest.starts_with('+') { 1 } else { -1 };
    let digits = rest.strip_prefix(['+', '-'])?;
    let (hours, minutes, rest) = match digits.get(2..3)? {
        ":" => (digits.get(..2)?, digits.get(3..5)?, digits.get(5..)?),
        _ => (digits.get(..2)?, digits.get(2..4)?, digits.get(4..)?),
    };
    let two = |digits: &str| number(digits, 2..=2).map(|(number, _)| i32::from(number));
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    let offset = Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()?;
    (hours < 15 && minutes < 60 && ends(rest)).then_some((offset, rest))
}
