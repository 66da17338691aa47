//! The year 2025 by the clocks of Berlin, reckoned by hand: not as the program does it.

use nofault_domain::instant::Instant;

pub const ZONE: &str = "Europe/Berlin";
pub const MONTHS: usize = 12;
pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// 2025-01-01T00:00:00Z.
const BEGIN: i64 = 1_735_689_600;
const DAYS: [i64; MONTHS] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/// Clocks went forward on 30 March and back on 26 October, each at 01:00 UTC.
const SUMMER: std::ops::Range<i64> = BEGIN + 88 * DAY + HOUR..BEGIN + 298 * DAY + HOUR;

/// In seconds since 1970, of a time on Berlin's clocks; January is 1, and 13 is January of 2026.
pub fn at(month: usize, day: i64, hour: i64, minute: i64) -> i64 {
    let before: i64 = DAYS.iter().take(month - 1).sum();
    let shown = BEGIN + (before + day - 1) * DAY + hour * HOUR + minute * MINUTE;
    let in_winter = shown - HOUR;
    if SUMMER.contains(&in_winter) { in_winter - HOUR } else { in_winter }
}

/// The first second of a month, and of the one after it.
pub fn month(month: usize) -> std::ops::Range<i64> {
    at(month, 1, 0, 0)..at(month + 1, 1, 0, 0)
}

/// The month on Berlin's clocks, from 1; 13 is after the year.
pub fn month_of(at: i64) -> usize {
    (1..=MONTHS).find(|one| month(*one).contains(&at)).unwrap_or(MONTHS + 1)
}

pub fn quarter_of(month: usize) -> usize {
    month.div_ceil(3)
}

/// The first Tuesday of each month.
pub const TUESDAYS: [i64; MONTHS] = [7, 4, 4, 1, 6, 3, 1, 5, 2, 7, 4, 2];

/// The same numbers in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn throw(&mut self, sides: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % sides
    }

    /// Above nothing, up to 1.
    fn share(&mut self) -> f64 {
        let sides = 1 << 31;
        (self.throw(sides) + 1) as f64 / sides as f64
    }

    /// Whole seconds, of a log-normal distribution: Box and Muller's normal one.
    pub fn lasted(&mut self, median: f64, log_sd: f64) -> i64 {
        let (radius, turn) = (self.share(), self.share());
        let normal = (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos();
        (median * (log_sd * normal).exp()).round() as i64
    }
}

#[test]
fn the_calendar_is_that_of_berlin() {
    for (month, day, hour, utc) in [
        (1, 1, 0, "2024-12-31T23:00:00Z"),
        (3, 30, 1, "2025-03-30T00:00:00Z"),
        (3, 30, 4, "2025-03-30T02:00:00Z"),
        (4, 1, 0, "2025-03-31T22:00:00Z"),
        (10, 26, 0, "2025-10-25T22:00:00Z"),
        (10, 26, 4, "2025-10-26T03:00:00Z"),
        (13, 15, 12, "2026-01-15T11:00:00Z"),
    ] {
        assert_eq!(Instant::from_seconds(at(month, day, hour, 0)).rfc3339(), utc);
    }
}
