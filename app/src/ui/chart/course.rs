//! How something went, on one line of time: bands, steps and marks. What lies where is
//! found in pixels of the narrowest screen that shows it, and drawn in shares of the
//! width: so it grows with the page, and its words do not.

mod draw;
mod flags;
mod ticks;

use nofault_domain::instant::Instant;
use nofault_domain::severity::Severity;

pub use draw::CourseChart;

/// Everything drawn between two moments, the first before the last.
#[derive(Debug, Clone)]
pub struct Course {
    pub from: Instant,
    pub to: Instant,
    pub bands: Vec<Band>,
    pub steps: Vec<Step>,
    pub marks: Vec<Mark>,
}

/// Something was affected for a while.
#[derive(Debug, Clone)]
pub struct Band {
    pub label: String,
    pub from: Instant,
    /// None goes on.
    pub to: Option<Instant>,
    /// From 0 to 1; none where it is not known.
    pub share: Option<f64>,
    pub href: String,
}

/// The severity that it had for a while.
#[derive(Debug, Clone)]
pub struct Step {
    pub severity: Severity,
    pub from: Instant,
    pub to: Instant,
}

/// A moment with a name.
#[derive(Debug, Clone)]
pub struct Mark {
    pub at: Instant,
    pub label: String,
    /// Read in its place where the label is too short to be understood alone.
    pub says: String,
    pub href: String,
    /// A key moment.
    pub key: bool,
}

impl Course {
    /// Where a moment lies, from 0 to 1; what is outside lies at an end.
    #[expect(clippy::cast_precision_loss, reason = "exact up to 285 years")]
    fn share(&self, at: Instant) -> f64 {
        let whole = self.to.since(self.from).max(1) as f64;
        (at.since(self.from) as f64 / whole).clamp(0.0, 1.0)
    }
}

/// About how wide a label is, in pixels at the size that the style gives it.
fn width_of(label: &str) -> f64 {
    let chars = u32::try_from(label.chars().count()).unwrap_or(u32::MAX);
    f64::from(chars) * 6.7 + 8.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_lies_inside_however_short_or_long_it_was() {
        for seconds in [0, 1, 3 * 365 * 86_400] {
            let (from, to) = (Instant::from_seconds(1000), Instant::from_seconds(1000 + seconds));
            let (bands, steps, marks) = (Vec::new(), Vec::new(), Vec::new());
            let course = Course { from, to, bands, steps, marks };
            let at = |after| course.share(from.plus_micros(after));
            assert_eq!((at(-1_000_000), at(0)), (0.0, 0.0));
            assert_eq!(at(seconds * 1_000_000 + 1), 1.0);
        }
    }
}
