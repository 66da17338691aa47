//! What happened: every incident, and which of them a figure may stand on.

use super::calendar::{DAY, Dice, HOUR, MINUTE, MONTHS, TUESDAYS, at, month, month_of};

/// Half as long from July on.
pub const HALVED: &str = "Checkout";
/// Never changed.
pub const SAME: &str = "Search";
/// In working hours, of known lengths.
pub const LOGIN: &str = "Login";
/// Three times as many from July on.
pub const MORE: &str = "Cart";
/// In November and December only, and slow: some of December go on when everybody looks back.
pub const SLOW: &str = "Archive";
/// Which of them take so many times as long in December.
pub const SLOWER: f64 = 3.0;
/// With impacts and error budgets.
pub const PAID: &str = "Payments";
/// Declared and reviewed by people; all others come from a file.
pub const MAIL: &str = "Mail";

/// Of SEV3, in seconds: half of them take longer.
pub const MEDIAN: f64 = 5400.0;
const LOG_SD: f64 = 0.8;
const WEEK: i64 = 7 * DAY;
/// Standard normal, at the middles of sixteen equal shares, turned about.
const NORMAL: [f64; 16] = [
    0.08, -1.86, 1.01, -0.24, 1.86, -0.78, 0.40, -1.32, 0.58, -0.08, -1.01, 1.32, -0.58, 0.24,
    0.78, -0.40,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As incidents go: resolved, or open still.
    Counts,
    Drill,
    NearMiss,
    Triage,
    Declined,
    Canceled,
    /// Into the first one of its service and month.
    Merged,
    Private,
}

/// With a week each, at the worst severity: one of them in a figure would be seen.
pub const LOUD: [How; 7] = [
    How::Drill,
    How::NearMiss,
    How::Triage,
    How::Declined,
    How::Canceled,
    How::Merged,
    How::Private,
];

/// When everybody looks back, in seconds since 1970.
pub fn look_back() -> i64 {
    at(13, 15, 12, 0)
}

#[derive(Debug, Clone, Copy)]
pub struct One {
    /// From 1, as the store numbers them.
    pub number: i64,
    pub service: &'static str,
    pub severity: usize,
    pub how: How,
    /// In seconds since 1970.
    pub start: i64,
    /// None goes on.
    pub lasted: Option<i64>,
}

impl One {
    pub fn month(&self) -> usize {
        month_of(self.start)
    }

    pub fn end(&self) -> Option<i64> {
        self.lasted.map(|lasted| self.start + lasted)
    }

    /// In a figure of everybody's; with `private`, of somebody who may see all.
    pub fn counts(&self, private: bool) -> bool {
        self.how == How::Counts || (private && self.how == How::Private)
    }
}

pub struct Truth {
    pub all: Vec<One>,
}

impl Truth {
    pub fn new() -> Self {
        let (mut dice, mut all) = (Dice(2025), Vec::new());
        let mut add = |service, severity, how, start, lasted| {
            let number = i64::try_from(all.len()).unwrap() + 1;
            all.push(One { number, service, severity, how, start, lasted });
        };
        for month in 1..=MONTHS {
            for service in [HALVED, SAME] {
                for turn in 0..12 + month % 3 {
                    let severity = [2, 3, 3, 4][turn % 4];
                    let (day, hour) = (1 + dice.throw(27), dice.throw(24));
                    // A second that is not told twice, nor left out, on the days of other clocks.
                    let start = at(month, day, hour, 7) + dice.throw(3000);
                    let half = if service == HALVED && month > 6 { 0.5 } else { 1.0 };
                    let median = MEDIAN * half * [1.6, 1.0, 0.6][severity - 2];
                    add(service, severity, How::Counts, start, Some(dice.lasted(median, LOG_SD)));
                }
            }
            // The first second of the month, and the last.
            let edges = self::month(month);
            add(SAME, 5, How::Counts, edges.start, Some(61));
            add(SAME, 5, How::Counts, edges.end - 1, Some(62));
            let noon = at(month, TUESDAYS[month - 1], 12, 0);
            for hours in [1, 2, 3] {
                add(LOGIN, 1, How::Counts, noon, Some(hours * HOUR));
            }
            // One by itself, two at once, and one over the end of the month.
            let minutes = MINUTE * i64::try_from(month).unwrap();
            add(PAID, 3, How::Counts, at(month, 3, 9, 0), Some(10 * MINUTE + minutes));
            add(PAID, 3, How::Counts, at(month, 9, 9, 0), Some(HOUR));
            add(PAID, 3, How::Counts, at(month, 9, 9, 30), Some(40 * MINUTE));
            add(PAID, 3, How::Counts, edges.end - HOUR, Some(2 * HOUR));
            for (place, day) in (1..=if month > 6 { 27 } else { 9 }).enumerate().step_by(3) {
                let long = MINUTE * [15, 40, 25][place / 3 % 3];
                let day = if month > 6 { day } else { 3 * day - 1 };
                add(MORE, 5, How::Counts, at(month, day, 5, 20), Some(long));
            }
            if month > 10 {
                let median = 5.0 * DAY as f64 * if month > 11 { SLOWER } else { 1.0 };
                for (day, z) in (1..).zip(NORMAL) {
                    let lasted = (median * z.exp()).round() as i64;
                    let start = at(month, day, 4, 10);
                    add(
                        SLOW,
                        4,
                        How::Counts,
                        start,
                        Some(lasted).filter(|it| start + it < look_back()),
                    );
                }
            }
            for (place, how) in LOUD.into_iter().enumerate() {
                let start = at(month, 12 + i64::try_from(place).unwrap(), 8, 0);
                let lasted = (how != How::Triage).then_some(WEEK);
                for service in [HALVED, PAID] {
                    add(service, 1, how, start, lasted);
                }
            }
        }
        for day in [20, 21, 22] {
            add(HALVED, 2, How::Counts, at(12, day, 10, 0), None);
        }
        add(PAID, 4, How::Counts, at(12, 30, 6, 0), None);
        // What people declare comes last.
        for (place, day) in TUESDAYS.into_iter().enumerate() {
            add(MAIL, 2, How::Counts, at(place + 1, day, 13, 0), Some(2 * HOUR));
        }
        add(MAIL, 2, How::Counts, at(13, 13, 13, 0), Some(2 * HOUR));
        for how in [How::Drill, How::Declined, How::Private] {
            add(MAIL, 1, how, at(6, 20, 8, 0), Some(WEEK));
        }
        Self { all }
    }

    pub fn of(&self, service: &'static str) -> impl Iterator<Item = &One> + Clone {
        self.all.iter().filter(move |one| one.service == service)
    }

    /// The first of its service in a month that counts and is of a severity.
    pub fn first(&self, service: &'static str, month: usize, severity: usize) -> &One {
        let is = |one: &&One| one.month() == month && one.severity == severity;
        self.of(service).filter(|one| one.how == How::Counts).find(is).unwrap()
    }
}

/// Half of them are not longer, half not shorter: the middle one, or between the two in the
/// middle. In seconds; what is open is longer than all that ended.
pub fn median(mut lengths: Vec<Option<i64>>) -> Option<f64> {
    lengths.sort_by_key(|length| length.unwrap_or(i64::MAX));
    let (low, high) = (lengths.len().checked_sub(1)? / 2, lengths.len() / 2);
    Some((lengths[low]? + lengths[high]?) as f64 / 2.0)
}
