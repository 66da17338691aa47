//! How much of a service was affected.

use std::fmt;

/// Parts per million, from none to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction(i64);

/// Why a text is no fraction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FractionError {
    #[error("“{0}” of what? Write the unit, such as {0}%, or a fraction such as 1/3.")]
    NoUnit(String),
    #[error("“{0}” is more than all of it: 100% is the most.")]
    TooMuch(String),
    #[error(
        "“{0}” is no fraction: write 30%, 0.5% or 1/3, or leave it blank where it is not known."
    )]
    NotUnderstood(String),
}

const ALL: i64 = 1_000_000;

impl Fraction {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self(ALL);

    /// None beyond all of it, or below nothing.
    #[must_use]
    pub fn from_millionths(millionths: i64) -> Option<Self> {
        (0..=ALL).contains(&millionths).then_some(Self(millionths))
    }

    /// Parts per million.
    #[must_use]
    pub fn millionths(self) -> i64 {
        self.0
    }

    /// From 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a million at most")]
    pub fn share(self) -> f64 {
        self.0 as f64 / ALL as f64
    }

    /// Understands `30%`, `0.5 %`, `30 percent`, `1/3`, `half`, `all`, and a whole
    /// number from 2 to 100 as percent; a comma is as good as a point.
    ///
    /// # Errors
    /// [`FractionError`], one sentence that says what is understood.
    pub fn parse(given: &str) -> Result<Self, FractionError> {
        let shown: String = given.trim().chars().take(60).collect();
        let text = given.trim().to_lowercase().replace(',', ".");
        let millionths = match text.as_str() {
            "all" | "everything" => Some(ALL),
            "half" => Some(ALL / 2),
            "none" | "nothing" => Some(0),
            text => match text.split_once('/') {
                Some((part, whole)) => ratio(part.trim(), whole.trim()),
                None => percent(text, &shown)?,
            },
        };
        let millionths = millionths.ok_or_else(|| FractionError::NotUnderstood(shown.clone()))?;
        Self::from_millionths(millionths).ok_or(FractionError::TooMuch(shown))
    }

    /// As it is typed, to the last part in a million.
    #[must_use]
    pub fn edit_text(self) -> String {
        format!("{}%", decimal(self.0))
    }
}

/// Rounded: a tenth of a percent below ten, whole percents above; never to nothing or all.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("0%"),
            1..500 => f.write_str("under 0.1%"),
            500..99_500 => write!(f, "{}%", decimal((self.0 + 500) / 1000 * 1000)),
            995_000..ALL => f.write_str("over 99%"),
            millionths => write!(f, "{}%", (millionths + 5000) / 10_000),
        }
    }
}

impl serde::Serialize for Fraction {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.share())
    }
}

/// Percent, without noughts at its end.
fn decimal(millionths: i64) -> String {
    let (whole, rest) = (millionths / 10_000, millionths % 10_000);
    let text = format!("{whole}.{rest:04}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn ratio(part: &str, whole: &str) -> Option<i64> {
    let number = |text: &str| {
        let plain =
            !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i64>().ok()).flatten()
    };
    let (part, whole) = (number(part)?, number(whole).filter(|whole| *whole > 0)?);
    // Rounded to the nearest millionth.
    Some((part.checked_mul(2 * ALL)? / whole + 1) / 2)
}

fn percent(text: &str, shown: &str) -> Result<Option<i64>, FractionError> {
    let units = ["%", "percent", "per cent"];
    let unit = units.iter().find_map(|unit| text.strip_suffix(unit));
    let Some(millionths) = hundredths(unit.unwrap_or(text).trim()) else { return Ok(None) };
    // 0.3 may be meant as three tenths, and 1 as all of it.
    let is_plain = millionths % 10_000 == 0 && millionths > 10_000 && !text.contains('.');
    if unit.is_none() && !is_plain {
        return Err(FractionError::NoUnit(shown.to_owned()));
    }
    Ok(Some(millionths))
}

/// So many percent, in parts per million; finer ones are rounded down.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + rest.len() == 0 || whole.len() > 9 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: String = rest.chars().chain("0000".chars()).take(4).collect();
    format!("{whole}{rest}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type_is_understood() {
        for (given, millionths) in [
            ("30%", 300_000),
            ("0.5 %", 5000),
            ("0,5%", 5000),
            ("1/3", 333_333),
            (" 2 / 3 ", 666_667),
            ("30 percent", 300_000),
            ("30", 300_000),
            ("100", ALL),
            (".5%", 5000),
            ("Half", 500_000),
            ("all", ALL),
            ("0%", 0),
            ("0/7", 0),
        ] {
            assert_eq!(Fraction::parse(given).map(Fraction::millionths), Ok(millionths), "{given}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_asked_back() {
        for given in ["0.3", "1", "0", "12.5"] {
            assert_eq!(Fraction::parse(given), Err(FractionError::NoUnit(given.to_owned())));
        }
        for given in ["101%", "4/3", "200", "999999999%"] {
            assert_eq!(Fraction::parse(given), Err(FractionError::TooMuch(given.to_owned())));
        }
        for given in ["", "%", "1/0", "/", "-3%", "1e3%", "+5%", "5%%", "a third", "1/2/3", "٣%"] {
            let refused = Fraction::parse(given);
            assert!(matches!(refused, Err(FractionError::NotUnderstood(_))), "{given}");
        }
    }

    #[test]
    fn it_is_shown_as_exactly_as_it_helps() {
        for (millionths, shown, typed) in [
            (0, "0%", "0%"),
            (1, "under 0.1%", "0.0001%"),
            (5000, "0.5%", "0.5%"),
            (333_333, "33%", "33.3333%"),
            (99_400, "9.9%", "9.94%"),
            (99_600, "10%", "9.96%"),
            (994_999, "99%", "99.4999%"),
            (999_999, "over 99%", "99.9999%"),
            (ALL, "100%", "100%"),
        ] {
            let fraction = Fraction::from_millionths(millionths).unwrap();
            assert_eq!((fraction.to_string(), fraction.edit_text()), (shown.into(), typed.into()));
        }
    }

    proptest! {
        #[test]
        fn what_is_offered_for_editing_is_read_again(millionths in 0..=ALL) {
            let fraction = Fraction::from_millionths(millionths).unwrap();
            prop_assert_eq!(Fraction::parse(&fraction.edit_text()), Ok(fraction));
        }

        #[test]
        fn no_text_is_beyond_all_of_it(given in "[0-9./% a-z]{0,14}") {
            if let Ok(fraction) = Fraction::parse(&given) {
                prop_assert!((0..=ALL).contains(&fraction.millionths()));
            }
        }
    }
}
