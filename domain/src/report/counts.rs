//! How many incidents began in each period, whether that is more or fewer than before, and how
//! long their impacts lasted.

mod ask;
mod build;
mod minutes;
mod print;
#[cfg(test)]
mod tests;
mod weeks;
mod words;

use serde::Serialize;

pub use ask::{CountsAsked, CountsForm};
pub use build::{Read, build, told_of};
pub use minutes::ImpactMinutes;
pub use weeks::WeekCount;

use crate::budget::Piece;
use crate::instant::Instant;
use crate::number::IncidentNumber;
use crate::period::By;
use crate::report::durations::Counted;
use crate::report::filters::Filters;
use crate::report::span::Span;
use crate::severity::Severity;
use crate::statistics::{Count, CountChange};
use crate::zone::Zone;

/// One incident, as far as the report looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountFact {
    pub incident: IncidentNumber,
    /// What chooses its period: when the impact started, or else was declared.
    pub belongs_at: Instant,
    /// `belongs_at` is when it was declared, for want of when the impact started.
    pub by_declared: bool,
    pub open: bool,
    /// The highest that it held.
    pub severity: Option<Severity>,
    pub impacts: Vec<Piece>,
}

/// The report. An incident is in exactly one period, or left out with its reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountsReport {
    /// The state of the data: a period that is not over is watched until then.
    pub as_of: Instant,
    pub by: By,
    /// Where periods and weeks are cut.
    pub zone: Zone,
    #[serde(flatten)]
    pub filters: Filters,
    /// When the first incident on record began, whatever is asked for: nothing is known of before.
    pub on_record_since: Option<Instant>,
    /// Every one that was asked for, also without incidents. The earliest first.
    pub periods: Vec<PeriodCount>,
    /// So many more were asked for, before these.
    pub earlier_periods: usize,
    /// What is told of the latest period that is over, or of the one asked for.
    pub answer: Option<Answer>,
    /// In no period: neither when the impact started nor when it was declared is known. By number.
    pub undated: Vec<IncidentNumber>,
    /// In no period yet: they begin after the state of the data. By number.
    pub to_come: Vec<IncidentNumber>,
}

/// One period, or a span of several.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodCount {
    pub period: Span,
    pub count: usize,
    /// The exact time that was watched: a day on which clocks change is shorter or longer.
    pub days: f64,
    pub finished: bool,
    /// The rate with its interval; none where no time was watched.
    pub rate: Option<Count>,
    /// Of `count`: placed by when they were declared.
    pub by_declared: usize,
    /// By the highest that each held, the worst first, then without one; those that occur.
    pub severities: Vec<SeverityCount>,
    /// From the period’s first day on; together they are the count.
    pub weeks: Vec<WeekCount>,
    pub impact: ImpactMinutes,
    /// Of `count`: no impact of theirs was written down.
    pub without_impact: usize,
    /// The earliest first.
    #[serde(skip)]
    pub incidents: Vec<Begun>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SeverityCount {
    pub severity: Option<Severity>,
    pub count: usize,
}

/// An incident behind a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    pub incident: IncidentNumber,
    pub at: Instant,
    pub by_declared: bool,
    pub severity: Option<Severity>,
}

/// A period, and what changed since another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    pub counted: Counted,
    pub period: PeriodCount,
    pub before: PeriodCount,
    /// The rate in `period` by the rate in `before`, or why it is not told.
    #[serde(serialize_with = "or_reason")]
    pub change: Result<CountChange, Untold>,
    /// When the first incident on record began: nothing is known of before.
    #[serde(skip)]
    pub on_record_since: Option<Instant>,
}

crate::words!(
    /// Why two periods are not compared.
    Untold, "reason not to compare" {
        NotBegun = "not_begun", "the later one has not begun";
        Unfinished = "unfinished", "the later one has not ended, and who looks every day will find a day on which chance looks like a change";
        BeforeRecord = "before_record", "nothing is on record of the earlier one";
        RecordBegins = "record_begins", "the record begins in the earlier one: how many there were before it, nobody knows";
    }
);

/// The change, or an object with the reason.
fn or_reason<S: serde::Serializer>(
    change: &Result<CountChange, Untold>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Reason {
        untold: Untold,
    }
    match change {
        Ok(change) => change.serialize(serializer),
        Err(untold) => Reason { untold: *untold }.serialize(serializer),
    }
}
