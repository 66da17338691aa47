//! What the reports stand on. The figures themselves are made in `domain`.

mod actions;
mod counts;
mod durations;
pub mod kept;
mod members;
mod titles;

pub use crate::facts::FactsFilter;
pub(crate) use actions::STATEMENTS as ACTIONS_STATEMENTS;
pub use actions::{actions, tallied};
pub(crate) use counts::STATEMENTS as COUNTS_STATEMENTS;
pub use counts::counts;
pub(crate) use durations::STATEMENTS as DURATIONS_STATEMENTS;
pub use durations::{Observations, durations, durations_of, each_duration, stated};
pub(crate) use members::STATEMENTS as MEMBERS_STATEMENTS;
pub use members::{of_services, of_teams};
#[cfg(test)]
pub(crate) use titles::texts;
pub use titles::{action_titles, titles};
