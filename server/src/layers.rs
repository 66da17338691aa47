//! What every request goes through: headers, who is signed in, how often one tries.

pub mod client;
pub mod gate;
pub mod headers;
pub mod limit;
pub mod log;
