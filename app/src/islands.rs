//! What runs in the browser. Each makes something better that works without it.

mod browser;
pub mod composer;
mod dom;
mod drafts;
pub mod files;
pub mod keeper;
mod keys;
pub mod live;
pub mod local_times;
pub mod own_zone;
pub mod previews;
mod queue;
pub mod text;
pub mod wording;
