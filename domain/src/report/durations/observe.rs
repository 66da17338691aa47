//! What is known of one incident, and what a metric makes of it.

use super::LeftOut;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::moment::Precision;
use crate::number::IncidentNumber;
use crate::severity::Severity;
use crate::statistics::{Measured, precision_of};

/// A milestone as far as a duration needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub at: Instant,
    pub precision: Precision,
}

/// One incident, as far as a durations report looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    pub incident: IncidentNumber,
    /// What chooses its period: when the impact started, or else was declared.
    pub belongs_at: Instant,
    /// `belongs_at` is when it was declared, for want of when the impact started.
    pub by_declared: bool,
    /// The metric's earlier milestone.
    pub from: Option<Known>,
    /// The metric's later milestone.
    pub to: Option<Known>,
    pub open: bool,
    /// The highest that it held.
    pub severity: Option<Severity>,
    pub stated: Option<Duration>,
}

impl Observation {
    /// What the moments give at the state of the data, or why they give nothing.
    ///
    /// # Errors
    /// A moment is missing, or the later lies before the earlier by more than both can be off.
    pub fn computed(&self, as_of: Instant) -> Result<Measured, LeftOut> {
        let (from, to, ended) = match (self.from, self.to) {
            (Some(from), Some(to)) => (from, to, true),
            // The state of the data is known exactly.
            (Some(from), None) if self.open => {
                (from, Known { at: as_of, precision: Precision::Exact }, false)
            }
            (None, None) if self.open => return Err(LeftOut::StillOpen),
            _ => return Err(LeftOut::MissingMoment),
        };
        let precision = precision_of(from.precision, to.precision);
        let measured = Measured { length: Duration::between(from.at, to.at), ended, precision };
        if measured.out_of_order() {
            return Err(LeftOut::OutOfOrder);
        }
        Ok(if ended {
            measured
        } else {
            // Precision says whether it is in order, and widens nothing: it is as old as it is.
            let length = measured.length.max(Duration::ZERO);
            Measured { length, precision: Duration::ZERO, ..measured }
        })
    }
}
