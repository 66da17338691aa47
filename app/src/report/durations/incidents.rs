//! The incidents behind the figures of a period.

use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Period;
use nofault_domain::report::durations::{Excluded, Included, PeriodFigures, StillOpen};

use super::Durations;

/// More incidents than these are not listed, of those that count and of the others.
pub const LISTED: usize = 500;

/// Those behind a period's figures, and those left out.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Incidents {
    pub period: Period,
    pub included: Vec<Included>,
    pub open: Vec<StillOpen>,
    pub excluded: Vec<Excluded>,
}

/// A report with the incidents behind every period, where they are few enough to be looked at.
#[derive(serde::Serialize)]
pub struct WithIncidents<'a> {
    #[serde(flatten)]
    found: &'a Durations,
    behind: Vec<Incidents>,
}

/// The incidents that the page lists of a period.
pub(super) fn listed(period: &PeriodFigures) -> Vec<IncidentNumber> {
    let included = period.included.iter().rev().take(LISTED).map(|one| one.incident);
    let open = period.open.iter().rev().take(LISTED).map(|one| one.incident);
    included
        .chain(open)
        .chain(period.excluded.iter().take(LISTED).map(|one| one.incident))
        .collect()
}

impl Incidents {
    pub(super) fn of(one: &PeriodFigures) -> Self {
        Self {
            period: one.period,
            included: one.included.clone(),
            open: one.open.clone(),
            excluded: one.excluded.clone(),
        }
    }

    fn len(&self) -> usize {
        self.included.len() + self.open.len() + self.excluded.len()
    }
}

impl Durations {
    /// [`LISTED`] of them at most, else none.
    #[must_use]
    pub fn with_incidents(&self) -> WithIncidents<'_> {
        let mut behind: Vec<_> = self.report.periods.iter().map(Incidents::of).collect();
        if behind.iter().map(Incidents::len).sum::<usize>() > LISTED {
            behind.clear();
        }
        WithIncidents { found: self, behind }
    }
}
