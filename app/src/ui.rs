//! Pieces that pages are made of.

mod badge;
mod chart;
mod check;
mod field;
mod filter;
mod form;
mod newer;
mod page;
mod time;
mod zones;

pub use badge::{ActionBadge, KindBadge, SeverityBadge, StatusBadge};
pub use chart::{Strip, StripChart};
pub use check::Check;
pub use field::{Choice, Field, Select, TextArea, words};
pub use filter::Pick;
pub use form::{Hidden, PostForm, Submit};
pub use newer::Newer;
pub use page::{Empty, Page, Plain};
pub use time::{DueDay, Time, When, to_the_minute};
pub use zones::ZoneList;
