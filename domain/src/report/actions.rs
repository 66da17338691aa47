//! What became of the actions: open, overdue, done, declined, and how old.

mod build;
mod filter;
mod print;
mod tally;
#[cfg(test)]
mod tests;

pub use build::build;
pub use filter::ActionsFilter;
pub use tally::{Tallied, Tally};

use super::became::Became;
use super::figure::Figure;
use super::stay::Stay;
use crate::action::{ActionState, Priority};
use crate::duration::Duration;
use crate::instant::Instant;
use crate::number::{ActionNumber, IncidentNumber};
use crate::period::Day;
use crate::zone::Zone;

crate::words!(
    /// Whose actions are counted together.
    GroupBy, "grouping" {
        All = "all", "All together";
        Owner = "owner", "Owner";
        Team = "team", "Team";
        Service = "service", "Service";
    }
);

/// One action, as far as an actions report looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFact {
    pub number: ActionNumber,
    pub title: String,
    pub incident: Option<IncidentNumber>,
    pub priority: Option<Priority>,
    pub state: ActionState,
    pub owner: Option<String>,
    pub team: Option<String>,
    pub services: Vec<String>,
    pub created: Instant,
    /// Since when it is an action; none of an idea, and of one that was declined as an idea.
    pub taken_on: Option<Instant>,
    pub due: Option<Day>,
    pub ended: Option<Instant>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ActionsReport {
    pub by: GroupBy,
    /// What was left out before anything was counted.
    pub filter: ActionsFilter,
    /// The zone whose calendar says what is overdue.
    pub zone: Zone,
    pub at: Instant,
    /// By name; what has none is last. An action of several services is in each.
    pub groups: Vec<ActionGroup>,
    /// Each action once.
    pub total: ActionCounts,
    /// How long they stay open: all together, then by priority; one curve where one priority was
    /// asked for. Ideas are no actions yet.
    pub stays: Vec<Stay>,
    /// What became of all of them together.
    pub became: Became,
    /// Overdue ones first, then open ones, ideas and ended ones; the oldest first.
    pub actions: Vec<ActionLine>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ActionGroup {
    /// None for what has no owner, team or service; and for all together.
    pub group: Option<String>,
    #[serde(flatten)]
    pub counts: ActionCounts,
}

#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct ActionCounts {
    /// Open or in progress.
    pub open: u64,
    /// Those of the open that were due before today.
    pub overdue: u64,
    pub done: u64,
    pub declined: u64,
    /// Not taken on yet; not among the open.
    pub ideas: u64,
    /// Of the open ones, since they were written down, or taken on where they began as ideas.
    #[serde(rename = "median_age_days", serialize_with = "figure_in_days")]
    pub median_age: Option<Figure>,
    #[serde(rename = "oldest_age_days", serialize_with = "duration_in_days")]
    pub oldest_age: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ActionLine {
    pub number: ActionNumber,
    pub title: String,
    pub incident: Option<IncidentNumber>,
    pub priority: Option<Priority>,
    pub state: ActionState,
    pub owner: Option<String>,
    pub team: Option<String>,
    pub services: Vec<String>,
    pub created: Instant,
    /// Since when it is an action; none of an idea, and of one that was declined as an idea.
    pub taken_on: Option<Instant>,
    pub due: Option<Day>,
    pub overdue: bool,
    pub ended: Option<Instant>,
    /// Since it was taken on, or written down as an idea, until it ended, or until now; never
    /// negative.
    #[serde(rename = "age_days", serialize_with = "age_in_days")]
    pub age: Duration,
}

fn figure_in_days<S: serde::Serializer>(age: &Option<Figure>, to: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&age.map(Figure::days), to)
}

fn duration_in_days<S: serde::Serializer>(
    age: &Option<Duration>,
    to: S,
) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&age.map(Duration::days), to)
}

fn age_in_days<S: serde::Serializer>(age: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(age.days())
}
