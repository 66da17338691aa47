//! Over which time a budget is counted.

use crate::duration::DAY;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::zone::Zone;

crate::words!(
    /// What a window follows.
    Kind, "window" {
        Rolling = "rolling", "The last days";
        Month = "month", "A calendar month";
        Quarter = "quarter", "A calendar quarter";
    }
);

/// The last so many days, or the present month or quarter of the SLO's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Window {
    /// Days of 24 hours.
    Rolling(i64),
    Month,
    Quarter,
}

/// Why two texts are no window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    #[error("Write how many days, from 1 to {}, such as 30.", Window::LONGEST)]
    Days,
    #[error("A calendar window is as long as its month or quarter: leave the days blank.")]
    NoDays,
}

/// One window: from `from` on, until before `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Frame {
    pub from: Instant,
    pub to: Instant,
}

impl Frame {
    /// By the clock: a day on which it changes is shorter or longer.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.to.since(self.from)
    }
}

impl Window {
    /// A year and a day.
    pub const LONGEST: i64 = 366;

    /// # Errors
    /// [`WindowError`]: the days are missing, too many, or there where there are none.
    pub fn of(kind: Kind, days: &str) -> Result<Self, WindowError> {
        let days = days.trim();
        match kind {
            Kind::Rolling => {
                let days = days.parse::<i64>().ok();
                let days = days.filter(|days| (1..=Self::LONGEST).contains(days));
                days.map(Self::Rolling).ok_or(WindowError::Days)
            }
            _ if !days.is_empty() => Err(WindowError::NoDays),
            Kind::Month => Ok(Self::Month),
            Kind::Quarter => Ok(Self::Quarter),
        }
    }

    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Rolling(_) => Kind::Rolling,
            Self::Month => Kind::Month,
            Self::Quarter => Kind::Quarter,
        }
    }

    /// Of one that rolls.
    #[must_use]
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Rolling(days) => Some(days),
            _ => None,
        }
    }

    /// How long one that rolls is.
    #[must_use]
    pub fn rolling(self) -> Option<i64> {
        self.days().map(|days| days * DAY)
    }

    /// The calendar's period in which `at` is, of a window that does not roll.
    #[must_use]
    pub fn period(self, at: Instant, zone: &Zone) -> Option<Period> {
        match self {
            Self::Rolling(_) => None,
            Self::Month => Some(Period::of(at, zone, By::Month)),
            Self::Quarter => Some(Period::of(at, zone, By::Quarter)),
        }
    }

    /// The window in which `at` is; of one that rolls, the one that ends there.
    #[must_use]
    pub fn at(self, at: Instant, zone: &Zone) -> Frame {
        match (self.period(at, zone), self.rolling()) {
            (Some(period), _) => Frame { from: period.start(zone), to: period.end(zone) },
            (None, length) => Frame { from: at.plus_micros(-length.unwrap_or(0)), to: at },
        }
    }

    /// So many whole windows before the one of `at`, the latest first.
    #[must_use]
    pub fn before(self, at: Instant, zone: &Zone, many: usize) -> Vec<Frame> {
        let mut frames = Vec::new();
        let mut frame = self.at(at, zone);
        if self.rolling().is_some() {
            // The last whole one is the one that ends now.
            frames.push(frame);
        }
        while frames.len() < many {
            let earlier = match self.rolling() {
                Some(length) => Frame { from: frame.from.plus_micros(-length), to: frame.from },
                None => self.at(frame.from.plus_micros(-1), zone),
            };
            if earlier.micros() <= 0 {
                break;
            }
            frame = earlier;
            frames.push(frame);
        }
        frames.truncate(many);
        frames
    }
}

/// "the last 30 days", "each calendar month".
impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rolling(1) => f.write_str("the last 24 hours"),
            Self::Rolling(days) => write!(f, "the last {days} days"),
            Self::Month => f.write_str("each calendar month"),
            Self::Quarter => f.write_str("each calendar quarter"),
        }
    }
}
