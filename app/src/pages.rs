//! Pages, by noun.

pub mod action;
pub mod actions;
pub mod imports;
pub mod incident;
pub mod incidents;
pub mod people;
pub mod postmortem;
pub mod profile;
pub mod reports;
pub mod services;
pub mod settings;
pub mod sign_in;
pub mod teams;
pub mod welcome;
