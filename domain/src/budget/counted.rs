//! Good and total, counted elsewhere: where they cover the window they take the place of the
//! estimate from impacts.

use super::{Cost, Frame, Slo};
use crate::duration::DAY;
use crate::instant::Instant;

/// What was counted from `from` on, until before `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub from: Instant,
    pub to: Instant,
    pub good: i64,
    pub total: i64,
}

/// Counts that touch a frame, added up. Of one SLO no two overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Where the first begins.
    pub first: Instant,
    /// So much of the frame lies in one of them, in microseconds.
    pub covered: i64,
    pub good: i128,
    pub total: i128,
}

/// How much of a window counts cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The time that was asked about.
    pub frame: Frame,
    /// In microseconds.
    pub covered: i64,
    /// The first begins so long before the frame that it cannot stand for it.
    pub begins_early: bool,
    /// What was spent, where they cover all of it.
    pub counted: Option<Counted>,
}

/// What counts say of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// From the first count until the end of the last.
    pub frame: Frame,
    pub good: i128,
    pub total: i128,
    /// (total − good) ÷ total × the time, rounded up to the next millionth of a microsecond.
    pub spent: Cost,
}

const ALL: u128 = 1_000_000;

impl Count {
    /// A shorter one is not taken: a window holds so many at most.
    pub const SHORTEST: i64 = 60 * 1_000_000;
    /// A year and a day.
    pub const LONGEST: i64 = 366 * DAY;

    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

impl Counted {
    #[must_use]
    pub fn bad(&self) -> i128 {
        self.total - self.good
    }
}

impl Coverage {
    /// Something was counted in the window.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.covered > 0
    }
}

/// So far the counts of a window may lie beside it: a tenth of it, two days at most.
fn leeway(frame: Frame) -> i64 {
    (frame.micros() / 10).min(2 * DAY)
}

impl Slo {
    /// The earliest instant that may matter for the window in which `now` is: one that was
    /// counted until before now begins earlier.
    #[must_use]
    pub fn counted_from(&self, now: Instant) -> Instant {
        let frame = self.frame(now);
        match self.window.rolling() {
            Some(_) => frame.from.plus_micros(-leeway(frame)),
            None => frame.from,
        }
    }

    /// The time that counts have to cover, where the last of them ends at `last`. Who counts
    /// is late: a window that rolls ends with them, and is as long, if they are not too late.
    #[must_use]
    pub fn to_be_counted(&self, last: Option<Instant>, now: Instant) -> Frame {
        let frame = self.frame(now);
        let until = frame.to.min(now);
        let recent = |last: &Instant| *last > frame.from && until.since(*last) <= leeway(frame);
        match (last.map(|last| last.min(until)).filter(recent), self.window.rolling()) {
            (None, _) => Frame { from: frame.from, to: until },
            (Some(last), None) => Frame { from: frame.from, to: last },
            (Some(last), Some(length)) => Frame { from: last.plus_micros(-length), to: last },
        }
    }

    /// What the counts that touch `frame`, which was [`Slo::to_be_counted`], say of it.
    #[must_use]
    pub fn counted(&self, frame: Frame, tally: Option<Tally>) -> Coverage {
        let none = Coverage { frame, covered: 0, begins_early: false, counted: None };
        let Some(tally) = tally else { return none };
        let early = frame.from.since(tally.first).max(0);
        let begins_early = early > leeway(frame);
        let whole = frame.micros() > 0 && tally.covered == frame.micros();
        let counted = (whole && !begins_early).then(|| Counted {
            frame: Frame { from: tally.first.min(frame.from), to: frame.to },
            good: tally.good,
            total: tally.total,
            spent: spent(tally, frame),
        });
        Coverage { frame, covered: tally.covered, begins_early, counted }
    }
}

/// Of no requests none failed.
fn spent(tally: Tally, frame: Frame) -> Cost {
    let bad = (tally.total - tally.good).max(0).unsigned_abs();
    let total = tally.total.max(1).unsigned_abs();
    let time = u128::from(frame.micros().max(0).unsigned_abs()) * ALL;
    Cost(i128::try_from(share_of(bad.min(total), total, time)).unwrap_or(i128::MAX))
}

/// `part` ÷ `whole` × `of`, rounded up, exact where the product does not fit into 128 bits:
/// the digits of `of` are taken one by one. `part` is `whole` at most, and that is below 2¹²⁷.
fn share_of(part: u128, whole: u128, of: u128) -> u128 {
    let (mut quotient, mut rest) = (0_u128, 0_u128);
    for digit in (0..u128::BITS - of.leading_zeros()).rev() {
        quotient *= 2;
        let now = if of >> digit & 1 == 1 { part } else { 0 };
        // Each of both is below the whole, or is it.
        for more in [rest, now] {
            rest += more;
            if rest >= whole {
                rest -= whole;
                quotient += 1;
            }
        }
    }
    quotient + u128::from(rest > 0)
}
