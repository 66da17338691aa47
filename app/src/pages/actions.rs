//! The list of actions: mine first.

mod filter;
mod list;

pub use filter::{ActionsQuery, Standing};
pub use list::{ActionsPage, due, owners};
