//! Error budgets: how much of a service may fail, how much did, and what is left.
//!
//! Everything is in whole numbers: microseconds × parts per million. `docs/budgets.md` has the
//! formulas.

mod ahead;
mod availability;
mod ceiling;
mod cost;
mod counted;
mod course;
mod policy;
mod promises;
mod slo;
mod spending;
mod spent;
mod target;
mod weigh;
mod window;

pub use ahead::{Again, Recovery, Replay, again, recovery, replay, would_spend};
pub use availability::{Availability, by_day};
pub use ceiling::{Ceiling, ceiling};
pub use cost::{Cost, percent, share};
pub use counted::{Count, Counted, Coverage, Tally};
pub use course::{Course, Piece, Stretch};
pub use policy::{
    Asked, Asks, ByPolicy, DEFAULT_POLICY, HOW as HOW_RULES_ARE_WRITTEN, OfBudgets, Policy,
    PolicyError, Rule, Unread, When,
};
pub use promises::Promises;
pub use slo::Slo;
pub use spending::{Source, Spending};
pub use spent::{Budget, Share, State, overspent, were_overspent};
pub use target::{Target, TargetError};
pub use weigh::{Weight, weigh};
pub use window::{Frame, Kind, Window, WindowError};

#[cfg(test)]
mod tests;
