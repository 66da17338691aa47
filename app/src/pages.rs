//! Pages, by noun.

pub mod incident;
pub mod incidents;
pub mod sign_in;
pub mod welcome;
