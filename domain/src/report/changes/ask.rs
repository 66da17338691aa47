//! What a report on changes is asked for, in an address.

use crate::change::ChangeKind;
use crate::refusal::{Checker, Refusal};
use crate::report::periods::{PeriodsAsked, PeriodsForm, given};
use crate::word::Word;

/// A question as it was typed; what is blank is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangesForm {
    pub periods: PeriodsForm,
    pub kind: String,
    pub settled: String,
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesAsked {
    /// The team is that which owns the service.
    pub periods: PeriodsAsked,
    pub kind: Option<ChangeKind>,
    /// Days after which a change is taken to have shown whether it failed.
    pub settled: u32,
}

/// A week: what a change breaks is mostly found by then.
pub const SETTLED: u32 = 7;
const MOST_DAYS: u32 = 365;

impl ChangesForm {
    /// From the pairs of an address; of several of one name the first counts.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let (kind, settled) = (given(pairs, "kind"), given(pairs, "settled"));
        Self { periods: PeriodsForm::of(pairs), kind, settled }
    }

    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn parse(&self) -> Result<ChangesAsked, Refusal> {
        let mut checker = Checker::default();
        let periods = checker.all(self.periods.parse());
        let kind = checker.optional("kind", &self.kind, ChangeKind::parse);
        let settled = checker.optional("settled", &self.settled, days);
        let parsed = (|| {
            let settled = settled?.unwrap_or(SETTLED);
            Some(ChangesAsked { periods: periods?, kind: kind?, settled })
        })();
        checker.done(parsed)
    }
}

fn days(given: &str) -> Result<u32, String> {
    let days = given.trim().parse().ok().filter(|days| *days <= MOST_DAYS);
    days.ok_or_else(|| format!("“{given}” is no number of days from 0 to {MOST_DAYS}."))
}

impl ChangesAsked {
    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.periods.pairs();
        pairs.push(("settled", self.settled.to_string()));
        pairs.extend(self.kind.map(|kind| ("kind", kind.key().to_owned())));
        pairs
    }
}
