//! How long incidents take: mean, median and 90th percentile by period, with
//! what they stand on and what was left out.

mod ask;
mod build;
mod print;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use ask::{Counted, DurationsAsked, DurationsForm};
pub use build::build;

use super::figure::Figure;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::metric::Metric;
use crate::number::IncidentNumber;
use crate::period::{By, Period};
use crate::zone::Zone;

crate::words!(
    /// Which of two durations of an incident counts: the one that its source
    /// stated, or the one that its moments give.
    SourceRule, "source of durations" {
        StatedFirst = "stated-first", "Stated, else from moments";
        Stated = "stated", "Stated only";
        Moments = "moments", "From moments only";
    }
);

crate::words!(
    /// Where an included duration comes from.
    DurationSource, "source of a duration" {
        Stated = "stated", "Stated";
        Moments = "moments", "From moments";
    }
);

crate::words!(
    /// Why an incident has no duration in a report.
    LeftOut, "reason to leave out" {
        Open = "open", "Still open";
        MissingMoment = "missing_moment", "A moment is missing";
        OutOfOrder = "out_of_order", "Moments out of order";
        NotStated = "not_stated", "No duration stated";
    }
);

/// One incident, as far as a durations report looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    pub incident: IncidentNumber,
    pub title: String,
    /// What chooses its period: when the impact started, or else was declared.
    pub belongs_at: Instant,
    /// `belongs_at` is when it was declared, for want of when the impact started.
    pub by_declared: bool,
    /// The metric's earlier milestone.
    pub from: Option<Instant>,
    /// The metric's later milestone.
    pub to: Option<Instant>,
    pub open: bool,
    pub stated: Option<Duration>,
}

/// A durations report. An incident is in exactly one period, among its
/// included or its excluded ones. Periods without any are not listed.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct DurationsReport {
    pub metric: Metric,
    /// The formula in words.
    pub definition: String,
    pub by: By,
    /// Where the periods are cut.
    pub zone: Zone,
    pub source: SourceRule,
    /// The earliest first.
    pub periods: Vec<PeriodFigures>,
    pub total: Figures,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PeriodFigures {
    pub period: Period,
    #[serde(flatten)]
    pub figures: Figures,
    /// The longest last; of equal ones the lower number first.
    #[serde(skip)]
    pub included: Vec<Included>,
    /// By number.
    #[serde(skip)]
    pub excluded: Vec<Excluded>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Figures {
    /// How many durations the figures stand on; `n_stated + n_moments`.
    pub n: u64,
    #[serde(rename = "mean_seconds")]
    pub mean: Option<Figure>,
    #[serde(rename = "median_seconds")]
    pub median: Option<Figure>,
    #[serde(rename = "p90_seconds")]
    pub p90: Option<Figure>,
    pub n_stated: u64,
    pub n_moments: u64,
    /// Included ones whose stated and computed durations are a minute or more apart.
    pub differing: u64,
    /// Included ones placed by when they were declared.
    pub by_declared: u64,
    pub left_out: BTreeMap<LeftOut, u64>,
}

/// An incident behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Included {
    pub incident: IncidentNumber,
    pub title: String,
    /// The one that counts.
    pub duration: Duration,
    pub source: DurationSource,
    pub stated: Option<Duration>,
    pub computed: Option<Duration>,
    pub by_declared: bool,
}

/// An incident that no figure stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    pub incident: IncidentNumber,
    pub title: String,
    pub reason: LeftOut,
}

impl Included {
    /// What was stated and what the moments say are a minute or more apart.
    #[must_use]
    pub fn differs(&self) -> bool {
        matches!((self.stated, self.computed), (Some(stated), Some(computed))
            if stated.distance(computed) >= Duration::from_minutes(1))
    }
}

impl Observation {
    /// What the moments give, or why they give nothing.
    ///
    /// # Errors
    /// Open without its later moment, a moment missing, or the later before the earlier.
    pub fn computed(&self) -> Result<Duration, LeftOut> {
        match (self.from, self.to) {
            (_, None) if self.open => Err(LeftOut::Open),
            (Some(from), Some(to)) if to < from => Err(LeftOut::OutOfOrder),
            (Some(from), Some(to)) => Ok(Duration::between(from, to)),
            _ => Err(LeftOut::MissingMoment),
        }
    }
}
