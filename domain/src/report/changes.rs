//! What changes led to: the change fail rate and the failed deployment recovery time of DORA
//! (dora.dev/guides/dora-metrics), each with what it stands on.
//!
//! A change failed where an incident that counts names it as a cause. The rate is made of
//! changes whose services say that all of theirs are recorded: a list of those alone that went
//! wrong would make any rate 100 %.

mod ask;
mod build;
mod print;
#[cfg(test)]
mod tests;

pub use ask::{ChangesAsked, ChangesForm, SETTLED};
pub use build::build;
pub use print::per_cent;

use std::sync::Arc;

use serde::Serialize;

use super::figure::Figure;
use crate::change::ChangeKind;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::number::{ChangeNumber, IncidentNumber};
use crate::period::{By, Day, Period};
use crate::zone::Zone;

/// A recorded change, and the incidents that name it.
#[derive(Debug, Clone)]
pub struct ChangeFact {
    pub number: ChangeNumber,
    /// Of one that failed, else blank.
    pub title: String,
    pub kind: ChangeKind,
    pub service: Arc<str>,
    /// That owns the service.
    pub team: Option<Arc<str>>,
    pub at: Instant,
    pub caused: Vec<CausedFact>,
}

/// An incident that a change caused.
#[derive(Debug, Clone, Copy)]
pub struct CausedFact {
    pub incident: IncidentNumber,
    pub open: bool,
    pub resolved: Option<Instant>,
}

/// Since when all changes of a service are recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    pub service: String,
    /// That owns it.
    #[serde(skip)]
    pub team: Option<String>,
    pub since: Option<Day>,
}

/// How long a failed change took to be recovered from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Recovery {
    /// From the change to the resolution of the last incident that it caused.
    Done { seconds: Duration },
    /// One of them is open still: so much time has passed since the change.
    Open { so_far_seconds: Duration },
    /// It is not known when one was resolved, or that was before the change.
    Unknown,
}

/// A change that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failed {
    pub change: ChangeNumber,
    pub title: String,
    pub kind: ChangeKind,
    pub service: String,
    pub at: Instant,
    pub incidents: Vec<IncidentNumber>,
    /// It is among those of which the rate is made.
    pub counted: bool,
    pub recovery: Recovery,
}

/// The figures of some changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    /// All that are recorded.
    pub recorded: usize,
    /// Of services that say that all of theirs are, since that day: the rate is made of these.
    pub counted: usize,
    pub failed: usize,
    /// Of services that say so, but before that day; of the others nobody said that these are all.
    pub before_record: usize,
    /// So young that an incident may still be found that they caused.
    pub unsettled: usize,
    /// Failed of counted; none of none.
    pub rate: Option<f64>,
    /// Of 95 %, by Clopper and Pearson.
    pub interval: Option<[f64; 2]>,
    /// Of every failed change, whether it is counted or not; one that was not yet recovered from
    /// counts for as long as that has taken so far.
    pub recovery_median_seconds: Option<Figure>,
    /// Its interval at 95 %, where they are enough.
    pub recovery_median_low_seconds: Option<Duration>,
    pub recovery_median_high_seconds: Option<Duration>,
    pub recovered: usize,
    /// Failed and not yet recovered from.
    pub open: usize,
    pub unknown: usize,
}

/// The figures of a period or a service.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line<T> {
    pub of: T,
    #[serde(flatten)]
    pub figures: Figures,
}

/// Changes that the rate leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub service: String,
    pub changes: usize,
    /// They were before this day; none: nobody said that all are recorded.
    pub before: Option<Day>,
}

/// The whole report.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesReport {
    pub by: By,
    pub zone: Zone,
    pub settled_after_days: u32,
    pub with_private: bool,
    pub total: Figures,
    /// The latest first; from the first to the last none is left out.
    pub periods: Vec<Line<Period>>,
    /// Of these the one that is not over.
    pub so_far: Option<Period>,
    pub services: Vec<Line<String>>,
    /// The services that say that all of theirs are recorded.
    pub records: Vec<Record>,
    pub left_out: Vec<LeftOut>,
    pub failed: Vec<Failed>,
}
