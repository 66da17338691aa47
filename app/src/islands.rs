//! What runs in the browser. Each makes something better that works without it.

mod browser;
pub mod composer;
pub mod local_times;
pub mod own_zone;
pub mod text;
