//! The router without a port: what the world gets to see, in the order of the routes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod actions;
mod app;
mod doors;
mod edges;
mod imports;
mod incident;
mod postmortem;
mod reports;
mod settings;
mod sign_in;
