//! Reading a report, for its page, its file and the command line alike.

pub mod actions;
pub mod durations;
