//! Pieces that pages are made of.

mod badge;
mod field;
mod form;
mod page;
mod time;

pub use badge::{KindBadge, SeverityBadge, StatusBadge};
pub use field::{Choice, Field, Select, TextArea, words};
pub use form::{Hidden, PostForm, Submit};
pub use page::{Empty, Page, Plain};
pub use time::Time;
