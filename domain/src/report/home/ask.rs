//! What the home of the reports is asked for: one question for all of them.

use crate::instant::Instant;
use crate::period::{By, Period};
use crate::refusal::Refusal;
use crate::report::periods::{PeriodsAsked, PeriodsForm};
use crate::report::span::Span;
use crate::zone::Zone;

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeAsked {
    /// Its first and last period, where both were given; otherwise the last one that is over.
    pub periods: PeriodsAsked,
    given: Option<Span>,
}

impl HomeAsked {
    /// As reports over periods are asked, by month where nothing else is said. One period alone,
    /// as the first or the last, is that one.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let periods = PeriodsForm::of(pairs).or_by(By::Month).parse()?;
        let given = match (periods.from, periods.to) {
            (Some(from), Some(to)) => Some(Span::of(from, to).ok_or_else(|| {
                let mixed = format!("{from} to {to}: weeks go across months. Write both as weeks.");
                Refusal::field("to", mixed)
            })?),
            (one, other) => one.or(other).map(Span::from),
        };
        Ok(Self { periods, given })
    }

    /// What is told of at a moment: what was given, or the last period that is over.
    #[must_use]
    pub fn span(&self, now: Instant, zone: &Zone) -> Span {
        self.given.unwrap_or_else(|| Period::of(now, zone, self.periods.by).previous().into())
    }

    /// The question that a report is asked for a span.
    #[must_use]
    pub fn of(&self, span: Span) -> PeriodsAsked {
        let (from, to) = (Some(span.first()), Some(span.last()));
        PeriodsAsked { by: span.first().by(), from, to, ..self.periods.clone() }
    }

    /// The last period of a length that is over, whenever it is asked for.
    #[must_use]
    pub fn last(&self, by: By) -> PeriodsAsked {
        PeriodsAsked { by, from: None, to: None, ..self.periods.clone() }
    }

    /// The length, where it is always the last period that is told of.
    #[must_use]
    pub fn follows(&self) -> Option<By> {
        self.given.is_none().then_some(self.periods.by)
    }
}
