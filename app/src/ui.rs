//! Pieces that pages are made of.

mod badge;
mod chart;
mod field;
mod filter;
mod form;
mod page;
mod time;

pub use badge::{KindBadge, SeverityBadge, StatusBadge};
pub use chart::{Strip, StripChart};
pub use field::{Choice, Field, Select, TextArea, words};
pub use filter::Pick;
pub use form::{Hidden, PostForm, Submit};
pub use page::{Empty, Page, Plain};
pub use time::Time;
