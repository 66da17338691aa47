//! Pieces that pages are made of.

mod badge;
mod chart;
mod check;
mod conflict;
mod field;
mod file;
mod filter;
mod form;
mod length;
mod page;
mod table;
mod time;
mod unbroken;
mod zones;

pub use badge::{ActionBadge, KindBadge, SeverityBadge, StatusBadge};
pub use chart::{
    Band, Course, CourseChart, CurveChart, CurveLine, DayStrip, Fall, FallChart, Mark, Part,
    PartsChart, Step, Strip, StripChart, WeekBar, WeekChart,
};
pub use check::Check;
pub use conflict::Conflicted;
pub use field::{Choice, Field, Select, TextArea, words};
pub use file::FileField;
pub use filter::{Pick, Typed};
pub use form::{Hidden, PostForm, Submit, Was};
pub use length::length;
pub use page::{Empty, Head, Page, Plain};
pub use table::{Heads, Table};
pub use time::{DueDay, Time, When, to_the_minute};
pub use unbroken::unbroken;
pub use zones::ZoneList;
