//! Responding together: who does what, what stakeholders are told, who follows it.

mod follow;
mod roles;
mod updates;

pub use follow::{Followers, followers};
pub use roles::{Holding, Responder, handed_since, holdings, names, relieved_by, responders};
pub use updates::{Update, latest, update, updated_since, updates};

pub(crate) mod statements_of {
    pub(crate) use super::follow::STATEMENTS as FOLLOW;
    pub(crate) use super::roles::STATEMENTS as ROLES;
    pub(crate) use super::roles::statements_of::CHANGE as ROLES_CHANGE;
    pub(crate) use super::roles::statements_of::WHO as ROLES_WHO;
    pub(crate) use super::updates::STATEMENTS as UPDATES;
}
