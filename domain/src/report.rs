//! Reports: pure statistics over records that the caller has chosen.

pub mod actions;
pub mod changes;
pub mod durations;
pub mod factors;
pub mod figure;
pub mod kept;
pub mod periods;
pub mod reviews;
pub mod sheet;
pub mod stay;
pub mod toil;
pub mod week;
