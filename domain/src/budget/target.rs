//! How much of the time, and of its users, a service promises to be there for.

use std::fmt;

use super::cost::percent;

/// Parts per million, above none and below all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target(i64);

/// Why a text is no target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    #[error("A target of 100 % leaves no budget at all: any failure would break it. Write less.")]
    All,
    #[error("A target of 0 % promises nothing: write more.")]
    Nothing,
    #[error("“{0}” is more than all of it: a target is below 100 %.")]
    TooMuch(String),
    #[error(
        "“{0}” is finer than a budget can be measured: four digits after the point are enough."
    )]
    TooFine(String),
    #[error("“{0}” is finer than a budget can be measured: six digits after the point are enough.")]
    ShareTooFine(String),
    #[error("“{0}” is no target: write a share of 1, such as 0.999.")]
    NoShare(String),
    #[error("“{0}” is no target: write a percentage, such as 99.9 %.")]
    NotUnderstood(String),
}

const ALL: i64 = 1_000_000;

impl Target {
    /// None of nothing, of all or of more.
    #[must_use]
    pub fn from_parts(parts: i64) -> Option<Self> {
        (1..ALL).contains(&parts).then_some(Self(parts))
    }

    /// Parts per million.
    #[must_use]
    pub fn parts(self) -> i64 {
        self.0
    }

    /// What may fail: 1 − target, in parts per million.
    #[must_use]
    pub fn may_fail(self) -> i64 {
        ALL - self.0
    }

    /// Understands `99.9 %`, `99,95%` and `99.9`.
    ///
    /// # Errors
    /// [`TargetError`], one sentence that says what is understood.
    pub fn parse(given: &str) -> Result<Self, TargetError> {
        let text = given.trim().trim_end_matches('%').trim_end().replace(',', ".");
        read(given, &text, 4, TargetError::TooFine, TargetError::NotUnderstood)
    }

    /// Understands a share of 1, such as `0.9995`, digit by digit.
    ///
    /// # Errors
    /// As [`Target::parse`].
    pub fn parse_share(given: &str) -> Result<Self, TargetError> {
        read(given, given.trim(), 6, TargetError::ShareTooFine, TargetError::NoShare)
    }
}

/// So many digits after the point make parts per million.
fn read(
    given: &str,
    text: &str,
    places: usize,
    fine: fn(String) -> TargetError,
    none: fn(String) -> TargetError,
) -> Result<Target, TargetError> {
    let shown: String = given.trim().chars().take(60).collect();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || !digits(whole) || !digits(rest) {
        return Err(none(shown));
    }
    let rest = rest.trim_end_matches('0');
    if rest.len() > places {
        return Err(fine(shown));
    }
    match format!("{whole}{rest:0<places$}").parse::<i64>() {
        Ok(0) => Err(TargetError::Nothing),
        Ok(ALL) => Err(TargetError::All),
        Ok(parts) => Target::from_parts(parts).ok_or(TargetError::TooMuch(shown)),
        Err(_) => Err(none(shown)),
    }
}

/// Every digit: `99.95 %`.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&percent(i128::from(self.0)))
    }
}

/// As a share of 1.
impl serde::Serialize for Target {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "a million at most")]
        serializer.serialize_f64(self.0 as f64 / ALL as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        for (given, parts) in [
            ("99.9 %", 999_000),
            ("99,95%", 999_500),
            ("99.9900", 999_900),
            ("99.9999", 999_999),
            ("50", 500_000),
            (".5", 0),
        ] {
            let target = Target::parse(given);
            assert_eq!(target.ok().map_or(0, Target::parts), parts, "{given}");
        }
        assert_eq!(Target::parse("99.950").unwrap().to_string(), "99.95 %");
        assert_eq!(Target::parse("99").unwrap().may_fail(), 10_000);
    }

    #[test]
    fn a_share_is_read_digit_by_digit() {
        for (given, parts) in [("0.9995", 999_500), ("0.999999", 999_999), ("0.50", 500_000)] {
            assert_eq!(Target::parse_share(given).unwrap().parts(), parts, "{given}");
        }
        assert_eq!(Target::parse_share("1"), Err(TargetError::All));
        assert_eq!(Target::parse_share("0.0"), Err(TargetError::Nothing));
        assert_eq!(Target::parse_share("99.9"), Err(TargetError::TooMuch("99.9".to_owned())));
        let fine = "0.9999999".to_owned();
        assert_eq!(Target::parse_share(&fine), Err(TargetError::ShareTooFine(fine.clone())));
        for bad in ["", ".", "1e-3", "99.9 %", "0,9"] {
            assert_eq!(Target::parse_share(bad), Err(TargetError::NoShare(bad.to_owned())));
        }
    }

    #[test]
    fn all_and_nothing_are_refused() {
        assert_eq!(Target::parse("100 %"), Err(TargetError::All));
        assert_eq!(Target::parse("100.0"), Err(TargetError::All));
        assert_eq!(Target::parse("0"), Err(TargetError::Nothing));
        assert_eq!(Target::parse("101"), Err(TargetError::TooMuch("101".to_owned())));
        assert_eq!(Target::parse("99.99999"), Err(TargetError::TooFine("99.99999".to_owned())));
        for bad in ["", "%", "three nines", "-1", "1e2", "٩٩", "99.9.9"] {
            assert_eq!(Target::parse(bad), Err(TargetError::NotUnderstood(bad.to_owned())));
        }
    }
}
