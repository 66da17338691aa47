//! Pictures of figures, each with a table beside it that holds its data; without a style they can
//! still be read.

mod axis;
mod course;
mod curve;
mod days;
mod drawing;
mod fall;
mod parts;
mod strip;
mod weeks;

pub use course::{Band, Course, CourseChart, Mark, Step};
pub use curve::{CurveChart, CurveLine};
pub use days::DayStrip;
pub use fall::{Fall, FallChart};
pub use parts::{Part, PartsChart};
pub use strip::{Strip, StripChart};
pub use weeks::{WeekBar, WeekChart};

fn round(number: f64) -> String {
    format!("{}", (number * 10.0).round() / 10.0)
}
