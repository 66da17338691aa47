//! The metrics that are compared beside a report’s own.

use std::fmt;

use super::super::MOST_METRICS;
use crate::metric::Metric;

/// A metric that is compared beside the report’s own: `time-to-detect`, or with the version of its
/// definition `time-to-detect.2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct With {
    pub metric: Metric,
    /// None is the present one.
    pub version: Option<i64>,
}

impl With {
    /// # Errors
    /// A sentence that says what is no metric, or no version.
    pub fn parse(given: &str) -> Result<Self, String> {
        let (name, held) = match given.split_once('.') {
            Some((name, held)) => (name, Some(version(held.trim())?)),
            None => (given, None),
        };
        let metric = Metric::parse(name).map_err(|error| error.to_string())?;
        Ok(Self { metric, version: held })
    }

    /// As shown: “Time to detect (version 2)”.
    #[must_use]
    pub fn label(&self) -> String {
        match self.version {
            Some(version) => format!("{} (version {version})", self.metric.label()),
            None => self.metric.label(),
        }
    }
}

impl fmt::Display for With {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version {
            Some(version) => write!(to, "{}.{version}", self.metric),
            None => self.metric.fmt(to),
        }
    }
}

pub(super) fn version(given: &str) -> Result<i64, String> {
    given
        .parse()
        .ok()
        .filter(|version| *version > 0)
        .ok_or_else(|| format!("“{given}” is no version: write a whole number, or leave it out."))
}

pub(super) fn twice(metric: &Metric) -> String {
    format!("{metric} would be compared in two versions of its definition: leave one out.")
}

/// Each once.
pub(super) fn with(given: &[String]) -> Result<Vec<With>, String> {
    let mut all: Vec<With> = Vec::new();
    for one in given {
        let with = With::parse(one)?;
        match all.iter().find(|other| other.metric == with.metric) {
            Some(other) if *other != with => return Err(twice(&with.metric)),
            Some(_) => {}
            None => all.push(with),
        }
    }
    if all.len() > MOST_METRICS - 1 {
        return Err(format!(
            "These are too many metrics: {MOST_METRICS} at most are compared at once, and each \
             one more makes all intervals wider."
        ));
    }
    Ok(all)
}
