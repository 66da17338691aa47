//! A change in sentences.

use std::fmt;

use crate::statistics::missing::Missing;

use super::{
    CannotTell, Change, MOST_UNEQUAL, Method, Needed, Ratio, Smallest, Verdict, confidence,
};

/// The verdict, the ratio and what it stands on, such as “Cannot tell: a difference of this size
/// comes about by chance. 0.80 times as long as before; between 0.55 and 1.16 times (95 %).”
impl<K> fmt::Display for Change<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", self.verdict)?;
        let Ok(ratio) = self.ratio else { return Ok(()) };
        write!(f, " {ratio} ({}).", sureness(self.at_once))?;
        match (self.method, self.raw) {
            (Method::Censored, _) => write!(f, " {UNSTRATIFIED}"),
            (Method::Stratified, Ok(raw)) if (raw / ratio.point).ln().abs() > 0.005 => {
                write!(f, " Whatever their severity, {raw:.2} times.")
            }
            _ => Ok(()),
        }
    }
}

/// What a change with open ones has beside it: severities are not compared each with itself.
pub const UNSTRATIFIED: &str = "This is of all together, whatever their severity, since some are \
                                open: a changed mix of severities can cause it.";

/// Such as “95 %”, or “99 %: 5 comparisons at once”.
#[must_use]
pub fn sureness(at_once: usize) -> String {
    match at_once {
        0 | 1 => sure(at_once),
        many => format!("{}: {many} comparisons at once", sure(many)),
    }
}

/// Such as “99 %” of 5 at once.
#[must_use]
pub fn sure(at_once: usize) -> String {
    let share = format!("{:.2}", confidence(at_once) * 100.0);
    format!("{} %", share.trim_end_matches('0').trim_end_matches('.'))
}

/// Such as “At least 14 % shorter”, “At least 2.5 times as long” or “Cannot tell: …”.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shorter { at_least } => write!(f, "At least {} shorter", per_cent(*at_least)),
            Self::Longer { at_least } if *at_least >= 1.0 => {
                write!(f, "At least {} as long", times(*at_least))
            }
            Self::Longer { at_least } => write!(f, "At least {} longer", per_cent(*at_least)),
            Self::CannotTell(why) => write!(f, "Cannot tell: {why}"),
        }
    }
}

/// Rounded down, as below: of a share of 1 or more.
pub(crate) fn times(share: f64) -> String {
    format!("{:.1} times", ((share + 1.0) * 10.0).floor() / 10.0)
}

/// Rounded down, so that “at least” stays true.
pub(crate) fn per_cent(share: f64) -> String {
    match share * 100.0 {
        share if share >= 1.0 => format!("{} %", share.floor()),
        share if share >= 0.1 => format!("{:.1} %", (share * 10.0).floor() / 10.0),
        _ => "a little".to_owned(),
    }
}

impl fmt::Display for CannotTell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooFew { least } => {
                return write!(
                    f,
                    "fewer than {least} comparable incidents ended in one of the periods"
                );
            }
            Self::TooUnequal => {
                return write!(
                    f,
                    "more than {MOST_UNEQUAL} times as many ended in one of the periods as in the other"
                );
            }
            Self::Unfinished => {
                "the period has not ended. Looking again and again finds changes that are none"
            }
            Self::TooManyStrata => "too few of each severity to know how much they differ",
            Self::NothingShared => "no severity has incidents in both periods",
            Self::TooManyOpen => "more than 3 in 10 of a period are still open",
            Self::Floored => "more than 1 in 10 are shorter than their moments are exact",
            Self::AllEqual => "all of a period are equally long",
            Self::NotSure => "a difference of this size comes about by chance",
        })
    }
}

/// Such as “0.80 times as long as before; between 0.55 and 1.16 times (95 %)”.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { point, low, high, .. } = self;
        write!(f, "{point:.2} times as long as before; between {low:.2} and {high:.2} times")
    }
}

/// What a change would have had to be.
impl fmt::Display for Smallest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shorter, longer, halving, .. } = self;
        let ([short, shortest], [long, longest]) = (self.shorter_range, self.longer_range);
        write!(
            f,
            "With so many incidents, that differ so much, only a change to {shorter:.2} times as long or less, or to {longer:.2} times or more, would have shown (in 4 of 5 cases). How much they differ is not known exactly either: it may be {shortest:.2} to {short:.2}, or {long:.2} to {longest:.2} times (95 %). {halving}"
        )
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Each(n) => write!(f, "A halving shows in 4 of 5 cases from {n} incidents a period on."),
            Self::None => f.write_str(
                "Not even a halving would show in 4 of 5 cases with 1000 incidents a period: these lengths differ too much.",
            ),
        }
    }
}

/// Why the smallest change is not known.
#[must_use]
pub fn unknown(why: Missing) -> &'static str {
    match why {
        Missing::TooFew { .. } | Missing::NotReached => "there are too few incidents",
        Missing::Open { .. } => "too many are open",
        Missing::Floored { .. } => "too many are too short for how exactly their moments are known",
        Missing::AllEqual => "all of a period are equally long",
        Missing::Nothing => "no severity has incidents in both periods",
        Missing::Unfinished => "a period has not ended",
    }
}

impl<K> Change<K> {
    /// How small a change could have shown, or that it is not known.
    #[must_use]
    pub fn smallest_in_words(&self) -> String {
        match self.smallest {
            Err(missing) => {
                format!("How small a change could have shown is not known: {}.", unknown(missing))
            }
            Ok(smallest) if smallest.from_history => {
                format!("{smallest} How much they differ is taken from 24 months.")
            }
            Ok(smallest) => smallest.to_string(),
        }
    }
}
