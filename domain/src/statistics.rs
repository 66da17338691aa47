//! Statistics that stand by themselves: numbers in, numbers out, each with its source. Which
//! method answers which question, in plain words: `docs/methods.md`. How well each keeps what it
//! promises: `docs/calibration.md`.

pub mod change;
pub mod competing;
pub mod count;
pub mod geometric;
pub mod mean;
pub mod missing;
pub mod proportion;
pub mod quantile;
pub mod range;
pub mod sample;
pub mod special;
pub mod survival;

pub use change::{CannotTell, Change, Needed, Ratio, Side, Smallest, Spread, Verdict, change};
pub use competing::{Incidence, Outcome};
pub use count::{Clustering, Count, CountChange, CountVerdict, Counted, Week, count_change};
pub use geometric::GeometricMean;
pub use mean::Mean;
pub use missing::{Missing, Told};
pub use proportion::Proportion;
pub use quantile::Quantile;
pub use range::WorstCase;
pub use sample::{Measured, Sample, precision_of};
