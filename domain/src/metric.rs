//! Duration metrics: milestone B − milestone A, by name.

use crate::milestone::Milestone;

/// A duration metric's name as stored and in addresses: `time-to-resolve`.
/// Metrics that no milestones define are allowed: they have only stated values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Metric(String);

/// What was given is no metric's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no metric: a name is time-to-… in small letters, such as time-to-resolve")]
pub struct NotAMetric(String);

impl Metric {
    /// Accepts `time-to-x`, `time_to_x` and `Time to x`.
    ///
    /// # Errors
    /// [`NotAMetric`] when it does not begin so, is over 60 bytes or has other letters than a–z and digits.
    pub fn parse(given: &str) -> Result<Self, NotAMetric> {
        let name: String = given
            .trim()
            .chars()
            .map(|c| if c == '_' || c == ' ' { '-' } else { c.to_ascii_lowercase() })
            .collect();
        let tail = name.strip_prefix("time-to-").unwrap_or_default();
        let clean = !tail.is_empty()
            && name.len() <= 60
            && tail.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if clean { Ok(Self(name)) } else { Err(NotAMetric(given.trim().to_owned())) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As shown: "Time to resolve".
    #[must_use]
    pub fn label(&self) -> String {
        let words = self.0.replace('-', " ");
        let mut letters = words.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The milestones (from, to) that define it, or none: then it has only stated values.
    #[must_use]
    pub fn milestones(&self) -> Option<(Milestone, Milestone)> {
        DEFINED.iter().find(|(name, ..)| *name == self.0).map(|(_, from, to)| (*from, *to))
    }

    /// The formula in words, or that there is none.
    #[must_use]
    pub fn definition(&self) -> String {
        match self.milestones() {
            Some((from, to)) => {
                format!("{} − {}", lower(to), lower(from))
            }
            None => "stated by its source; no milestones define it".to_owned(),
        }
    }

    /// The metrics that milestones define, in their order.
    #[must_use]
    pub fn defined() -> Vec<Self> {
        DEFINED.iter().map(|(name, ..)| Self((*name).to_owned())).collect()
    }
}

fn lower(milestone: Milestone) -> String {
    milestone.to_string().to_lowercase()
}

const DEFINED: [(&str, Milestone, Milestone); 4] = [
    ("time-to-detect", Milestone::ImpactStarted, Milestone::Detected),
    ("time-to-acknowledge", Milestone::Detected, Milestone::Acknowledged),
    ("time-to-mitigate", Milestone::ImpactStarted, Milestone::Mitigated),
    ("time-to-resolve", Milestone::ImpactStarted, Milestone::Resolved),
];

impl std::fmt::Display for Metric {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_to_one_form() {
        for given in ["time-to-resolve", "time_to_resolve", " Time to resolve "] {
            assert_eq!(Metric::parse(given).unwrap().as_str(), "time-to-resolve");
        }
        for bad in ["", "mttr", "time-to-", "time-to-é", "time-to-a b/c"] {
            assert!(Metric::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_metric_stands_beside_its_formula() {
        let resolve = Metric::parse("time-to-resolve").unwrap();
        assert_eq!(resolve.definition(), "resolved − impact started");
        assert_eq!(resolve.label(), "Time to resolve");
        assert!(Metric::parse("time-to-repair").unwrap().milestones().is_none());
    }
}
