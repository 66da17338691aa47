//! Reports: pure statistics over records that the caller has chosen.

pub mod actions;
pub mod availability;
pub mod became;
pub mod changes;
pub mod counts;
pub mod durations;
pub mod factors;
pub mod figure;
pub mod filled;
pub mod filters;
mod half;
pub mod home;
pub mod kept;
pub mod periods;
mod private;
pub mod reviews;
pub mod sheet;
mod slots;
pub mod span;
pub mod stay;
pub mod toil;
pub mod week;

pub use private::private;
