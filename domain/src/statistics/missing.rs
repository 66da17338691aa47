//! Why a figure is not told.

use std::fmt;

/// A figure, or why there is none.
pub type Told<T> = Result<T, Missing>;

/// Why a figure or the end of an interval is not told: its `Display` is a sentence's part, as in
/// “No interval: fewer than 6.”
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// There is nothing to reckon with.
    Nothing,
    /// Fewer than it needs.
    TooFew { least: usize },
    /// More than one in ten is shorter than its moments are exact.
    Floored { floored: usize },
    /// Some still go on, and this figure has no meaning then.
    Open { open: usize },
    /// So many still go on that the data do not reach so far.
    NotReached,
    /// All are equally long: they say nothing about how much lengths differ.
    AllEqual,
    /// A period goes on: who looks again and again takes any figure for a verdict.
    Unfinished,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing to count"),
            Self::TooFew { least } => write!(f, "fewer than {least}"),
            Self::Floored { floored } => {
                write!(f, "{floored} of them shorter than their moments are exact")
            }
            Self::Open { open: 1 } => f.write_str("1 of them still open"),
            Self::Open { open } => write!(f, "{open} of them still open"),
            Self::NotReached => f.write_str("not reached yet"),
            Self::AllEqual => f.write_str("all equally long"),
            Self::Unfinished => f.write_str("the period has not ended"),
        }
    }
}

/// The value, or null.
pub(crate) fn or_null<T: serde::Serialize, S: serde::Serializer>(
    told: &Told<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&told.as_ref().ok(), serializer)
}
