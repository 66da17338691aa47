//! SEV1 (worst) to SEV5.

use crate::word::{UnknownWord, Word};

crate::words!(
    /// How bad it is; `Sev1` is the worst and sorts first. Names and meanings are the installation's.
    Severity, "severity" {
        Sev1 = "sev1", "SEV1";
        Sev2 = "sev2", "SEV2";
        Sev3 = "sev3", "SEV3";
        Sev4 = "sev4", "SEV4";
        Sev5 = "sev5", "SEV5";
    }
);

impl Severity {
    /// 1 (worst) to 5.
    #[must_use]
    pub fn level(self) -> i64 {
        match self {
            Self::Sev1 => 1,
            Self::Sev2 => 2,
            Self::Sev3 => 3,
            Self::Sev4 => 4,
            Self::Sev5 => 5,
        }
    }

    #[must_use]
    pub fn from_level(level: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|severity| severity.level() == level)
    }

    /// The word, or its digit alone: "SEV2", "sev-2", "2".
    ///
    /// # Errors
    /// [`UnknownWord`] names the choices.
    pub fn parse_loose(given: &str) -> Result<Self, UnknownWord> {
        given.trim().parse().ok().and_then(Self::from_level).map_or_else(|| Self::parse(given), Ok)
    }

    /// The worse of two; a known one over an unknown one.
    #[must_use]
    pub fn highest(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, other) => one.or(other),
        }
    }
}
