//! What the report on counts stands on: the same short rows as durations, with their impacts.

use nofault_domain::access::Viewer;
use nofault_domain::milestone::Milestone;
use nofault_domain::report::counts::{CountFact, Read};

use crate::facts::{self, Fact, FactsFilter, Letter};
use crate::{Db, Failure, Scope, slo};

statements! {
    FACTS = facts!("f.impacts || f.fact");
    BEFORE = facts!("f.impacts || f.fact", " AND f.impacts <> ''");
}

/// The incidents that count, by number, with all of their impacts. Of those before the scope those
/// that have impacts, which may last into it. Private ones only where asked
/// for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn counts(
    db: &mut Db<'_>,
    viewer: Viewer,
    filter: &FactsFilter,
) -> Result<Read, Failure> {
    let [started, declared] = [Milestone::ImpactStarted, Milestone::Declared].map(Letter::of);
    let mut read = Read::default();
    let mut take = |fact: Fact<'_>| {
        let impact_started = fact.milestone(started)?;
        let belongs = match impact_started {
            Some(known) => Some(known),
            None => fact.milestone(declared)?,
        };
        match belongs {
            None => read.undated.push(fact.incident),
            Some(belongs) => read.dated.push(CountFact {
                incident: fact.incident,
                belongs_at: belongs.at,
                by_declared: impact_started.is_none(),
                open: fact.open,
                severity: fact.severity,
                impacts: fact.impacts()?,
            }),
        }
        Ok(())
    };
    facts::each(&mut *db, FACTS, viewer, filter, &mut take).await?;
    if filter.scope.from.is_some() {
        let scope = Scope { from: None, to: filter.scope.from, ..filter.scope.clone() };
        let before = FactsFilter { scope, ..filter.clone() };
        facts::each(&mut *db, BEFORE, viewer, &before, &mut take).await?;
    }
    read.dated.sort_by_key(|fact| fact.incident);
    read.undated.sort_unstable();
    read.on_record_since = slo::on_record_since(db).await?;
    Ok(read)
}
