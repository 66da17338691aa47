//! What people do, told on SQLite and on Postgres.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a story that cannot go on has failed"
)]

#[macro_use]
mod here;
mod place;
mod raw;

mod commands;
mod copy;
mod example;
mod import;
mod incident;
mod list;
mod people;
mod private;
mod redaction;
mod roles;
mod timeline;
