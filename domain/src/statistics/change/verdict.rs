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
#[serde(rename_all = "snake_case")]
pub enum CannotTell {
    /// A period goes on.
    Unfinished,
    /// Fewer comparable ones that ended than [`LEAST_ENDED`] in a period.
    TooFew,
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

/// So many comparable ones must have ended in each period.
pub const LEAST_ENDED: usize = 8;
/// And so many degrees of freedom be left.
const LEAST_DF: f64 = 5.0;

pub(super) fn verdict(finished: bool, sides: Told<Sides>, ratio: Told<Ratio>) -> Verdict {
    match sure(finished, sides, ratio) {
        Ok(ratio) if ratio.high < 1.0 => Verdict::Shorter { at_least: 1.0 - ratio.high },
        Ok(ratio) if ratio.low > 1.0 => Verdict::Longer { at_least: ratio.low - 1.0 },
        Ok(_) => Verdict::CannotTell(CannotTell::NotSure),
        Err(why) => Verdict::CannotTell(why),
    }
}

fn sure(finished: bool, sides: Told<Sides>, ratio: Told<Ratio>) -> Result<Ratio, CannotTell> {
    if !finished {
        return Err(CannotTell::Unfinished);
    }
    let sides = sides.map_err(CannotTell::from)?;
    if sides.ended.iter().any(|ended| *ended < LEAST_ENDED) {
        return Err(CannotTell::TooFew);
    }
    if sides.each.iter().any(|df| *df < LEAST_DF) {
        return Err(CannotTell::TooManyStrata);
    }
    ratio.map_err(CannotTell::from)
}

impl From<Missing> for CannotTell {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Nothing => Self::NothingShared,
            Missing::TooFew { .. } => Self::TooFew,
            Missing::Floored { .. } => Self::Floored,
            Missing::Open { .. } | Missing::NotReached => Self::TooManyOpen,
            Missing::AllEqual => Self::AllEqual,
        }
    }
}
