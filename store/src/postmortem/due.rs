//! When a postmortem is due: as somebody typed it, else as the policy says.

use nofault_domain::period::Day;
use nofault_domain::review::ReviewPolicy;
use nofault_domain::zone::Zone;

use crate::review::Review;

/// The day on which it is to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub day: Day,
    /// Somebody typed it; else the policy sets it.
    pub typed: bool,
}

impl Due {
    /// A typed date wins. None where nobody typed one and the policy sets none.
    #[must_use]
    pub fn of(
        typed: Option<Day>,
        review: &Review,
        policy: &ReviewPolicy,
        zone: &Zone,
    ) -> Option<Self> {
        match typed {
            Some(day) => Some(Self { day, typed: true }),
            None => review.due(policy, zone).map(|day| Self { day, typed: false }),
        }
    }
}
