//! The router without a port: what the world gets to see, in the order of the routes.

mod app;
mod doors;
mod edges;
mod incident;
mod postmortem;
mod sign_in;
