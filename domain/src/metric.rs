//! Duration metrics: milestone B − milestone A, by name. Administrators define them.

use crate::milestone::Milestone;
use crate::word::Word as _;

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

    /// The metrics that Nofault comes with, in their order.
    #[must_use]
    pub fn shipped() -> Vec<Self> {
        SHIPPED.iter().map(|(name, ..)| Self((*name).to_owned())).collect()
    }
}

/// What a metric is the length of: from one milestone to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Between {
    pub from: Milestone,
    pub to: Milestone,
}

/// Such as `resolved − impact started`.
impl std::fmt::Display for Between {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [to, from] = [self.to, self.from].map(|one| one.label().to_lowercase());
        write!(f, "{to} − {from}")
    }
}

/// A metric as one of its versions defines it. Its edits do not change figures that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub metric: Metric,
    /// The version and what it says; none where no milestones define the metric: then it has
    /// only stated values.
    pub says: Option<(i64, Between)>,
}

impl Definition {
    #[must_use]
    pub fn between(&self) -> Option<Between> {
        self.says.map(|(_, between)| between)
    }

    #[must_use]
    pub fn version(&self) -> Option<i64> {
        self.says.map(|(version, _)| version)
    }

    /// The formula in words, or that there is none.
    #[must_use]
    pub fn formula(&self) -> String {
        match self.between() {
            Some(between) => between.to_string(),
            None => "stated by its source; no milestones define it".to_owned(),
        }
    }

    /// As Nofault comes with it: the first version.
    #[must_use]
    pub fn shipped(metric: Metric) -> Self {
        let found = SHIPPED.iter().find(|(name, ..)| *name == metric.0);
        let says = found.map(|(_, from, to)| (1, Between { from: *from, to: *to }));
        Self { metric, says }
    }
}

/// The first migration of metrics says the same.
const SHIPPED: [(&str, Milestone, Milestone); 4] = [
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
        let of = |name| Definition::shipped(Metric::parse(name).unwrap());
        assert_eq!(of("time-to-resolve").formula(), "resolved − impact started");
        assert_eq!(of("time-to-resolve").version(), Some(1));
        assert_eq!(of("time-to-resolve").metric.label(), "Time to resolve");
        assert!(of("time-to-repair").between().is_none());
    }
}
