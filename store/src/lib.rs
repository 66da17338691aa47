//! The only SQL of Nofault, on SQLite and on Postgres.
//!
//! Reads take a [`Viewer`](nofault_domain::access::Viewer); changes go through
//! [`Store::run`], which is one transaction with its command and its events.

#[macro_use]
mod db;
#[macro_use]
mod visible;

pub mod action;
pub mod catalog;
pub mod copy;
mod digest;
pub mod example;
pub mod failure;
mod id;
pub mod import;
pub mod incident;
mod open;
pub mod people;
pub mod postmortem;
pub mod report;
mod statements;
pub mod timeline;
pub mod work;

pub use db::{Db, Reader};
pub use failure::Failure;
pub use id::new_id;
pub use open::{Engine, Store, Target};
pub use work::{Outcome, Perform};
