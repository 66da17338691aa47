//! Incidents that spent much of a budget by themselves: what is due, and what became of it.

use std::collections::BTreeSet;

use nofault_domain::access::Viewer;
use nofault_domain::budget::{Asked, Asks, Budget, Share, Weight};
use nofault_domain::number::IncidentNumber;
use nofault_store::slo::{self, Large, Slo};
use nofault_store::{Db, Failure};

/// One of which something is due.
#[derive(Debug, Clone)]
pub struct LargeOne {
    pub incident: IncidentNumber,
    pub weight: Weight,
    pub asked: Asked,
    pub large: Large,
}

impl LargeOne {
    /// What of it is still to be done: "a full review is due; it has no action of P0".
    #[must_use]
    pub fn in_words(&self, asks: Asks) -> String {
        let missing = self.large.missing(asks);
        if missing.is_empty() { "all of it is done".to_owned() } else { missing.join("; ") }
    }
}

/// Of those in the window that are not exempt.
pub(super) async fn all(
    db: &mut Db<'_>,
    viewer: Viewer,
    slo: &Slo,
    budget: &Budget,
    installation: Option<i64>,
    exempt: &BTreeSet<IncidentNumber>,
) -> Result<Vec<LargeOne>, Failure> {
    let mut all = Vec::new();
    for Share { incident, alone, .. } in &budget.shares {
        if !exempt.contains(incident) {
            all.extend(of_incident(&mut *db, viewer, slo, installation, *incident, *alone).await?);
        }
    }
    Ok(all)
}

/// None where nothing is due of it, or the viewer may not see it. Whether it is exempt, the
/// caller knows.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_incident(
    db: &mut Db<'_>,
    viewer: Viewer,
    slo: &Slo,
    installation: Option<i64>,
    incident: IncidentNumber,
    weight: Weight,
) -> Result<Option<LargeOne>, Failure> {
    let Some(asked) = slo.policy.due(&weight, installation) else { return Ok(None) };
    let large = slo::large(db, viewer, incident).await?;
    Ok(large.map(|large| LargeOne { incident, weight, asked, large }))
}
