//! Toil: minutes of manual work that entries tell of, and actions that remove it.

mod change;
mod facts;
mod mark;

pub use facts::{LISTED, Removing, removing, responses, sum, toil};
pub use mark::removes;

pub(crate) mod statements_of {
    pub(crate) use super::change::STATEMENTS as CHANGE;
    pub(crate) use super::facts::STATEMENTS as FACTS;
    pub(crate) use super::mark::STATEMENTS as MARK;
}
