//! The router without a port: what the world gets to see, in the order of the routes.

mod actions;
mod app;
mod doors;
mod edges;
mod imports;
mod reports;
mod settings;
mod sign_in;
