//! Pages, by noun.

pub mod imports;
pub mod incident;
pub mod incidents;
pub mod people;
pub mod profile;
pub mod services;
pub mod settings;
pub mod sign_in;
pub mod teams;
pub mod welcome;
