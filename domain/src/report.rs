//! Reports: pure statistics over records that the caller has chosen.

pub mod actions;
pub mod durations;
pub mod figure;
pub mod sheet;
