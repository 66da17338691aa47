//! Reading a duration: words and units, a clock's `h:m:s`, or ISO 8601.

use super::{DAY, Duration, DurationError, HOUR, MINUTE, SECOND};

type Parsed = Result<i128, Trouble>;

enum Trouble {
    NotUnderstood,
    TooLong,
}

pub(super) fn parse(given: &str) -> Result<Duration, DurationError> {
    let text = given.trim().to_lowercase();
    let text = text.strip_suffix('.').unwrap_or(&text);
    let given: String = given.trim().chars().take(60).collect();
    if text.is_empty() {
        return Err(DurationError::Empty);
    }
    if text.starts_with(['-', '−']) {
        return Err(DurationError::Negative { given });
    }
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(DurationError::NoUnit { given });
    }
    let micros = match (text.strip_prefix('p'), text.matches(':').count()) {
        (Some(iso), _) => iso_8601(iso),
        (None, 0) => units(text),
        (None, 1) => return Err(DurationError::TwoReadings { given }),
        (None, _) => clock(text),
    };
    match micros.map(i64::try_from) {
        Ok(Ok(micros)) => Ok(Duration(micros)),
        Ok(Err(_)) | Err(Trouble::TooLong) => Err(DurationError::TooLong { given }),
        Err(Trouble::NotUnderstood) => Err(DurationError::NotUnderstood { given }),
    }
}

/// `1h 30m`, `19 hours 43 minutes`, `1h30`, `1 hour, 20 minutes and 5 seconds`:
/// each unit once, the longer before the shorter.
fn units(text: &str) -> Parsed {
    let (mut rest, mut total, mut last) = (text, 0, i64::MAX);
    while !rest.is_empty() {
        let (number, tail) = number(rest)?;
        let tail = tail.trim_start();
        let (word, tail) =
            tail.split_at(tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len()));
        let unit = match unit(word) {
            Some(unit) => unit,
            None if number.is_minutes() && last == HOUR && word.is_empty() && tail.is_empty() => {
                MINUTE
            }
            None => return Err(Trouble::NotUnderstood),
        };
        if unit >= last {
            return Err(Trouble::NotUnderstood);
        }
        total += number.times(unit)?;
        last = unit;
        rest = separator(tail);
        if rest.is_empty() && !tail.trim_matches(['.', ' ']).is_empty() {
            return Err(Trouble::NotUnderstood);
        }
    }
    Ok(total)
}

/// What follows the comma, the `and` or the dot of an abbreviation.
fn separator(tail: &str) -> &str {
    let tail = tail.strip_prefix('.').unwrap_or(tail).trim_start();
    let tail = tail.strip_prefix(',').unwrap_or(tail).trim_start();
    let tail = tail.strip_prefix("and ").or(tail.strip_prefix('&')).unwrap_or(tail);
    tail.trim_start()
}

fn unit(word: &str) -> Option<i64> {
    Some(match word {
        "w" | "wk" | "wks" | "week" | "weeks" => 7 * DAY,
        "d" | "day" | "days" => DAY,
        "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
        "m" | "min" | "mins" | "minute" | "minutes" => MINUTE,
        "s" | "sec" | "secs" | "second" | "seconds" => SECOND,
        "ms" | "msec" | "millisecond" | "milliseconds" => SECOND / 1000,
        _ => return None,
    })
}

/// `01:30:00`: hours however many, minutes and seconds of two digits below 60.
fn clock(text: &str) -> Parsed {
    let parts: Vec<&str> = text.split(':').collect();
    let [hours, minutes, seconds] = parts[..] else {
        return Err(Trouble::NotUnderstood);
    };
    let mut total = whole(hours)?.times(HOUR)?;
    for (part, unit) in [(minutes, MINUTE), (seconds, SECOND)] {
        let number = whole(part)?;
        if !(number.is_minutes() || unit == SECOND && number.is_seconds()) {
            return Err(Trouble::NotUnderstood);
        }
        total += number.times(unit)?;
    }
    Ok(total)
}

/// The rest of `P1DT2H30M` after the P; months and years have no fixed length.
fn iso_8601(text: &str) -> Parsed {
    let (date, time) = text.split_once('t').map_or((text, None), |(date, time)| (date, Some(time)));
    if date.is_empty() && time.is_none() || time.is_some_and(str::is_empty) {
        return Err(Trouble::NotUnderstood);
    }
    let date = iso_units(date, &[('w', 7 * DAY), ('d', DAY)])?;
    let time = iso_units(time.unwrap_or_default(), &[('h', HOUR), ('m', MINUTE), ('s', SECOND)])?;
    Ok(date + time)
}

fn iso_units(text: &str, units: &[(char, i64)]) -> Parsed {
    let (mut rest, mut total) = (text, 0);
    for (letter, unit) in units {
        if rest.is_empty() {
            break;
        }
        let (number, tail) = number(rest)?;
        if let Some(tail) = tail.strip_prefix(*letter) {
            total += number.times(*unit)?;
            rest = tail;
        }
    }
    if rest.is_empty() { Ok(total) } else { Err(Trouble::NotUnderstood) }
}

/// A decimal number, digits before the point and behind it.
struct Number<'a> {
    whole: &'a str,
    fraction: &'a str,
}

fn whole(text: &str) -> Result<Number<'_>, Trouble> {
    match number(text)? {
        (number, "") => Ok(number),
        _ => Err(Trouble::NotUnderstood),
    }
}

fn number(text: &str) -> Result<(Number<'_>, &str), Trouble> {
    let (whole, rest) = digits(text);
    if whole.is_empty() {
        return Err(Trouble::NotUnderstood);
    }
    match rest.strip_prefix('.').map(digits) {
        Some((fraction, rest)) if !fraction.is_empty() => Ok((Number { whole, fraction }, rest)),
        _ => Ok((Number { whole, fraction: "" }, rest)),
    }
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

impl Number<'_> {
    fn times(&self, unit: i64) -> Parsed {
        let all = format!("{}{}", self.whole.trim_start_matches('0'), self.fraction);
        if all.len() > 24 {
            return Err(Trouble::TooLong);
        }
        let value: i128 =
            if all.is_empty() { 0 } else { all.parse().map_err(|_| Trouble::TooLong)? };
        let scale = 10_i128.pow(u32::try_from(self.fraction.len()).unwrap_or(24));
        Ok(value * i128::from(unit) / scale)
    }

    /// Two digits below 60, as on a clock.
    fn is_minutes(&self) -> bool {
        self.fraction.is_empty() && self.is_seconds()
    }

    fn is_seconds(&self) -> bool {
        self.whole.len() == 2 && self.whole < "60"
    }
}

#[cfg(test)]
mod tests;
