//! How exactly a moment is known.

/// To the second or better, to the minute, or give or take so many minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    Exact,
    Minute,
    Minutes(u32),
}

impl Precision {
    /// What “about” means.
    pub const ABOUT: Self = Self::Minutes(15);
    /// Some time on a day.
    pub const DAY: Self = Self::Minutes(720);
    /// A year: what is known less exactly is not known.
    pub const MOST_MINUTES: u32 = 525_600;

    /// As stored: `exact`, `minute`, `±30`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Exact => "exact".to_owned(),
            Self::Minute => "minute".to_owned(),
            Self::Minutes(minutes) => format!("±{minutes}"),
        }
    }

    /// The precision stored so, of one minute to a year; or none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "exact" => Some(Self::Exact),
            "minute" => Some(Self::Minute),
            _ => {
                let digits = key.strip_prefix('±')?;
                let plain = digits.bytes().all(|b| b.is_ascii_digit());
                plain.then(|| digits.parse().ok()).flatten().and_then(Self::around)
            }
        }
    }

    /// Give or take so many minutes, from one to a year; or none.
    #[must_use]
    pub fn around(minutes: u32) -> Option<Self> {
        (1..=Self::MOST_MINUTES).contains(&minutes).then_some(Self::Minutes(minutes))
    }

    /// As shown: `exact`, `to the minute`, `± 30 min`, `± 12 h`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Exact => "exact".to_owned(),
            Self::Minute => "to the minute".to_owned(),
            Self::Minutes(m) if m >= 2880 && m % 1440 == 0 => format!("± {} d", m / 1440),
            Self::Minutes(m) if m >= 120 && m % 60 == 0 => format!("± {} h", m / 60),
            Self::Minutes(m) => format!("± {m} min"),
        }
    }
}

impl serde::Serialize for Precision {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_outside_the_bounds_are_none() {
        for bad in ["", "±0", "±", "30", "±+3", "±525601", "±99999999999"] {
            assert_eq!(Precision::from_key(bad), None, "{bad}");
        }
        assert_eq!(Precision::DAY.label(), "± 12 h");
    }

    proptest! {
        #[test]
        fn a_key_leads_back(minutes in 1..=Precision::MOST_MINUTES) {
            for precision in [Precision::Exact, Precision::Minute, Precision::Minutes(minutes)] {
                prop_assert_eq!(Precision::from_key(&precision.key()), Some(precision));
            }
        }
    }
}
