//! How long incidents take: mean, median and 90th percentile by period, with
//! what they stand on and what was left out.

mod ask;
mod at_once;
mod build;
mod compare;
mod observe;
mod print;
mod slices;
mod spans;
#[cfg(test)]
mod tests;
mod unstarted;
mod words;

use std::collections::BTreeMap;

pub use ask::{Counted, DurationsAsked, DurationsForm, With};
pub use at_once::{AtOnce, Cut, MOST_METRICS, Measure, Row, compare_at_once};
pub use build::{Building, Frame, build};
pub use compare::{Compared, compare};
pub use observe::{Known, Observation};
pub use slices::{MOST_SLICES, Members, SliceBy};
pub use spans::{Spans, spans};
pub use unstarted::unstarted;

use super::figure::Figure;
use super::filters::Filters;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::metric::Metric;
use crate::milestone::Milestone;
use crate::number::IncidentNumber;
use crate::period::{By, Period};
use crate::severity::Severity;
use crate::statistics::{GeometricMean, Mean, Measured, Quantile, Sample};
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
        MissingMoment = "missing_moment", "A moment is missing";
        OutOfOrder = "out_of_order", "Moments out of order";
        NotStated = "not_stated", "No duration stated";
        StillOpen = "still_open", "Still open, not known since when";
    }
);

/// A durations report. An incident is in exactly one period, among its
/// included, its open or its excluded ones. Periods without any are not listed.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct DurationsReport {
    pub metric: Metric,
    /// The formula in words.
    pub definition: String,
    /// Of the metric's definition; none where no milestones define it.
    pub definition_version: Option<i64>,
    /// The metric’s earlier milestone.
    #[serde(skip)]
    pub since: Option<Milestone>,
    /// The state of the data: how old what is open was then.
    pub as_of: Instant,
    pub by: By,
    /// Where the periods are cut.
    pub zone: Zone,
    pub source: SourceRule,
    /// Which incidents the caller has chosen.
    #[serde(flatten)]
    pub filters: Filters,
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
    /// Not at their end at the state of the data: they take their age or longer. The oldest last.
    #[serde(skip)]
    pub open: Vec<StillOpen>,
    /// By number.
    #[serde(skip)]
    pub excluded: Vec<Excluded>,
}

/// How many, and how long.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Figures {
    #[serde(flatten)]
    pub counts: Counts,
    #[serde(rename = "mean_seconds")]
    pub mean: Option<Figure>,
    #[serde(rename = "median_seconds")]
    pub median: Option<Figure>,
    #[serde(rename = "p90_seconds")]
    pub p90: Option<Figure>,
    /// The same with what they are sure of.
    pub told: Figured,
}

/// What stands behind figures, and what does not.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// How many durations are known to their end; `n_stated + n_moments`.
    pub n: u64,
    /// How many incidents are open still: they last longer than they are old.
    pub n_open: u64,
    /// Of `n`: not told from zero by their moments.
    pub n_zero: u64,
    pub n_stated: u64,
    pub n_moments: u64,
    /// Included ones whose stated and computed durations are a minute or more apart.
    pub differing: u64,
    /// Placed by when they were declared.
    pub by_declared: u64,
    pub left_out: BTreeMap<LeftOut, u64>,
}

/// Figures of `n` ended and `n_open` open ones, each with its interval or why it has none.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Figured {
    pub mean: Mean,
    pub median: Quantile,
    pub p90: Quantile,
    pub geometric_mean: GeometricMean,
}

/// An incident behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Included {
    pub incident: IncidentNumber,
    /// The highest that it held.
    pub severity: Option<Severity>,
    /// The one that counts; zero where the moments cannot tell it from zero.
    #[serde(rename = "seconds")]
    pub duration: Duration,
    /// The same where it is zero for that: as it was measured, below zero perhaps.
    #[serde(skip)]
    pub length: Duration,
    /// So far it may be off.
    #[serde(rename = "precision_seconds")]
    pub precision: Duration,
    pub source: DurationSource,
    #[serde(rename = "stated_seconds")]
    pub stated: Option<Duration>,
    #[serde(rename = "computed_seconds")]
    pub computed: Option<Duration>,
    pub by_declared: bool,
}

/// An incident that had not come to the metric's later milestone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StillOpen {
    pub incident: IncidentNumber,
    pub severity: Option<Severity>,
    /// From the metric's earlier milestone to the state of the data.
    #[serde(rename = "age_seconds")]
    pub age: Duration,
    pub by_declared: bool,
}

/// An incident that no figure stands on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Excluded {
    pub incident: IncidentNumber,
    pub reason: LeftOut,
}

impl Included {
    #[must_use]
    pub fn measured(&self) -> Measured {
        Measured { length: self.length, ended: true, precision: self.precision }
    }

    /// As shown: `1h 40m`, or `< 1m` where the moments cannot tell it from zero.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.measured().floored() && self.precision > Duration::ZERO {
            format!("< {}", self.precision)
        } else {
            self.duration.to_string()
        }
    }

    /// What was stated and what the moments say are a minute or more apart.
    #[must_use]
    pub fn differs(&self) -> bool {
        matches!((self.stated, self.computed), (Some(stated), Some(computed))
            if stated.distance(computed) >= Duration::from_minutes(1))
    }
}

impl StillOpen {
    #[must_use]
    pub fn measured(&self) -> Measured {
        Measured { length: self.age, ended: false, precision: Duration::ZERO }
    }
}

impl Figured {
    /// Each figure in plain sentences, with how sure it is.
    #[must_use]
    pub fn sentences(&self) -> [String; 4] {
        let Self { mean, median, p90, geometric_mean } = self;
        [median.to_string(), p90.to_string(), geometric_mean.to_string(), mean.to_string()]
    }
}

impl DurationsReport {
    /// What the figures of all periods together are made of.
    #[must_use]
    pub fn sample(&self) -> Sample {
        let all = self.periods.iter();
        Sample::of(all.flat_map(|period| build::measured(&period.included, &period.open)))
    }
}

impl PeriodFigures {
    /// What its figures are made of.
    #[must_use]
    pub fn sample(&self) -> Sample {
        Sample::of(build::measured(&self.included, &self.open))
    }
}
