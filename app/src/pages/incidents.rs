//! The list of incidents, and declaring one.

mod brief;
mod declare;
mod filter;
mod list;

pub(super) use brief::brief;
pub use declare::{DeclarePage, named, suggestions};
pub use filter::ListQuery;
pub use list::IncidentsPage;
