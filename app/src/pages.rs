//! Pages, by noun.

pub mod action;
pub mod actions;
pub mod incident;
pub mod incidents;
pub mod postmortem;
pub mod reports;
pub mod sign_in;
pub mod welcome;
