//! Shorter, longer, or cannot tell.

use super::{Ratio, Sides};
use crate::statistics::missing::{Missing, Told};

/// What may be said of a change. Shares are told by the interval’s edge nearest to none.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// At least by this share: 0.14 is 14 % shorter.
    Shorter {
        at_least: f64,
    },
    /// At least by this share: 0.14 is 14 % longer, 1.5 is two and a half times as long.
    Longer {
        at_least: f64,
    },
    CannotTell(CannotTell),
}

/// Why it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(into = "&'static str")]
pub enum CannotTell {
    /// A period goes on.
    Unfinished,
    /// Fewer comparable ones that ended in a period than [`least_ended`] of so many at once.
    TooFew {
        least: usize,
    },
    /// More than [`MOST_UNEQUAL`] times as many in one period as in the other, of several at once.
    TooUnequal,
    /// Enough, but in so many strata that too little is left to know how much they differ.
    TooManyStrata,
    /// No stratum has incidents in both.
    NothingShared,
    /// More than 3 in 10 of a period are open.
    TooManyOpen,
    /// More than 1 in 10 is shorter than its moments are exact.
    Floored,
    AllEqual,
    /// The interval holds “no change”.
    NotSure,
}

/// So many comparable ones must have ended in each period, for one comparison alone.
pub const LEAST_ENDED: usize = 8;
/// Of several at once one period may not have more than so many times as many as the other.
pub const MOST_UNEQUAL: usize = 3;
/// And so many degrees of freedom be left.
const LEAST_DF: f64 = 5.0;

/// So many must have ended in each period for one of so many comparisons at once. The surer an
/// interval is, the farther out it ends, where few lengths that are not log-normal no longer
/// follow Student’s t, and least where one period has many more than the other. Both bounds are
/// from simulation: `docs/calibration.md`, “any of … falsely told”.
#[must_use]
pub const fn least_ended(at_once: usize) -> usize {
    match at_once {
        0 | 1 => LEAST_ENDED,
        2 | 3 => 10,
        4 | 5 => 15,
        6..=10 => 20,
        11..=20 => 30,
        _ => 40,
    }
}

/// Whether so many before and after are enough for one of so many comparisons at once.
#[must_use]
pub fn enough([before, after]: [usize; 2], at_once: usize) -> bool {
    let (few, many) = (before.min(after), before.max(after));
    few >= least_ended(at_once) && (at_once <= 1 || many <= few * MOST_UNEQUAL)
}

pub(super) fn verdict(
    finished: bool,
    sides: Told<Sides>,
    ratio: Told<Ratio>,
    at_once: usize,
) -> Verdict {
    match sure(finished, sides, ratio, at_once) {
        Ok(ratio) if ratio.high < 1.0 => Verdict::Shorter { at_least: 1.0 - ratio.high },
        Ok(ratio) if ratio.low > 1.0 => Verdict::Longer { at_least: ratio.low - 1.0 },
        Ok(_) => Verdict::CannotTell(CannotTell::NotSure),
        Err(why) => Verdict::CannotTell(why),
    }
}

fn sure(
    finished: bool,
    sides: Told<Sides>,
    ratio: Told<Ratio>,
    at_once: usize,
) -> Result<Ratio, CannotTell> {
    if !finished {
        return Err(CannotTell::Unfinished);
    }
    let least = least_ended(at_once);
    let sides = sides.map_err(|missing| CannotTell::of(missing, least))?;
    if sides.ended.iter().any(|ended| *ended < least) {
        return Err(CannotTell::TooFew { least });
    }
    if !enough(sides.ended, at_once) {
        return Err(CannotTell::TooUnequal);
    }
    if sides.each.iter().any(|df| *df < LEAST_DF) {
        return Err(CannotTell::TooManyStrata);
    }
    ratio.map_err(|missing| CannotTell::of(missing, least))
}

impl CannotTell {
    /// A figure takes fewer than a verdict: what a verdict takes is told.
    fn of(missing: Missing, least: usize) -> Self {
        match missing {
            Missing::Nothing => Self::NothingShared,
            Missing::TooFew { .. } => Self::TooFew { least },
            Missing::Floored { .. } => Self::Floored,
            Missing::Open { .. } | Missing::NotReached => Self::TooManyOpen,
            Missing::AllEqual => Self::AllEqual,
            Missing::Unfinished => Self::Unfinished,
        }
    }
}

/// For programs.
impl From<CannotTell> for &'static str {
    fn from(why: CannotTell) -> Self {
        match why {
            CannotTell::Unfinished => "unfinished",
            CannotTell::TooFew { .. } => "too_few",
            CannotTell::TooUnequal => "too_unequal",
            CannotTell::TooManyStrata => "too_many_strata",
            CannotTell::NothingShared => "nothing_shared",
            CannotTell::TooManyOpen => "too_many_open",
            CannotTell::Floored => "floored",
            CannotTell::AllEqual => "all_equal",
            CannotTell::NotSure => "not_sure",
        }
    }
}
