//! The list of incidents, and declaring one.

mod declare;
mod filter;
mod list;

pub use declare::{DeclarePage, named, suggestions};
pub use filter::ListQuery;
pub use list::IncidentsPage;
