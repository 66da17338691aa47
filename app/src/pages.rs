//! Pages, by noun.

pub mod incident;
pub mod incidents;
pub mod postmortem;
pub mod sign_in;
pub mod welcome;
