//! The list of actions: mine first.

mod filter;
mod ideas;
mod list;
mod owners;
mod verifications;

pub use filter::{ActionsQuery, Standing};
pub use ideas::{IdeasPage, stood};
pub use list::{ActionsPage, due};
pub use owners::owners;
pub use verifications::VerificationsPage;
