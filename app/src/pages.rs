//! Pages, by noun.

pub mod action;
pub mod actions;
pub mod change;
pub mod changes;
pub mod digest;
pub mod factor;
pub mod factors;
pub mod imports;
pub mod incident;
pub mod incidents;
pub mod metrics;
pub mod people;
pub mod person;
pub mod postmortem;
pub mod postmortems;
pub mod profile;
mod put_away;
mod quoted;
pub mod reports;
pub mod review_policy;
pub mod service;
pub mod services;
pub mod settings;
pub mod sign_in;
pub mod slo;
pub mod team;
pub mod teams;
pub mod templates;
pub mod welcome;

pub use quoted::links;
