//! The only SQL of Nofault, on SQLite and on Postgres.
//!
//! Reads take a [`Viewer`](nofault_domain::access::Viewer); changes go through
//! [`Store::run`], which is one transaction with its command and its events.

#[macro_use]
mod db;
#[macro_use]
mod visible;
#[macro_use]
mod scope;
#[macro_use]
mod packed;
#[macro_use]
mod facts;

pub mod action;
pub mod catalog;
pub mod change;
mod conflict;
pub mod copy;
mod digest;
pub mod document;
pub mod example;
pub mod factor;
pub mod failure;
pub mod feed;
mod id;
pub mod impact;
pub mod import;
pub mod incident;
pub mod live;
pub mod mention;
pub mod metric;
mod open;
pub mod people;
pub mod postmortem;
pub mod report;
pub mod response;
pub mod review;
pub mod similar;
pub mod slo;
mod statements;
pub mod template;
pub mod timeline;
pub mod toil;
pub mod week;
pub mod work;

pub use db::{Db, Reader};
pub use failure::Failure;
pub use id::new_id;
pub use open::{Engine, Store, Target};
pub use scope::Scope;
pub use work::{Outcome, Perform};
