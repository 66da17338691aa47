//! The list of actions: mine first.

mod filter;
mod ideas;
mod list;
mod verifications;

pub use filter::{ActionsQuery, Standing};
pub use ideas::{IdeasPage, stood};
pub use list::{ActionsPage, due, owners};
pub use verifications::VerificationsPage;
