//! What the report on counts stands on: the same short rows as durations, with their impacts.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::budget::Piece;
use nofault_domain::milestone::Milestone;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::counts::{CountFact, Read};

use crate::facts::{self, Fact, FactsFilter};
use crate::packed::Packed;
use crate::{Db, Failure, Scope, slo, visible};

statements! {
    FACTS = facts!("f.impacts || f.head || f.milestones");
    // Few last so long. CROSS: SQLite would begin with every incident.
    BEFORE = facts!("f.impacts || f.head || f.milestones", "(SELECT m.incident_id AS id \
        FROM impact m WHERE m.removed_at IS NULL AND (m.to_at IS NULL OR m.to_at > $4) \
        UNION SELECT n.merged_into FROM incident n WHERE n.merged_into IS NOT NULL) h \
        CROSS JOIN incident_fact f WHERE f.id = h.id AND ", "");
    // As budgets are charged: to the incident in which a merged one goes on.
    MERGED = concat!("SELECT string_agg(", pack!(word "w.number"), " || ", pack!(text "e.impacts"),
        ", '') FROM incident i CROSS JOIN incident_fact e JOIN incident w ON w.id = ", goes_on!("i"),
        " WHERE i.merged_into IS NOT NULL AND i.kind <> 'drill' AND e.id = i.id AND e.impacts <> '' \
        AND (NOT i.private OR $3) AND ", visible!());
}

/// The incidents that count, in any order, with all of their impacts and of those that were merged
/// into them. Of those before the scope those whose impacts may last into it. Private
/// ones only where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn counts(
    db: &mut Db<'_>,
    viewer: Viewer,
    filter: &FactsFilter,
) -> Result<Read, Failure> {
    let mut read = Read::default();
    let mut merged = merged(&mut *db, viewer, filter.scope.private).await?;
    let mut take = |fact: Fact<'_>| {
        let impact_started = fact.milestone(Milestone::ImpactStarted);
        match impact_started.or_else(|| fact.milestone(Milestone::Declared)) {
            None => read.undated.push(fact.incident),
            Some(belongs) => {
                let mut impacts = fact.impacts()?;
                impacts.extend(merged.remove(&fact.incident).into_iter().flatten());
                read.dated.push(CountFact {
                    incident: fact.incident,
                    belongs_at: belongs.at,
                    by_declared: impact_started.is_none(),
                    open: fact.open,
                    severity: fact.severity,
                    impacts,
                });
            }
        }
        Ok(())
    };
    facts::each(&mut *db, FACTS, viewer, filter, &mut take).await?;
    if filter.scope.from.is_some() {
        let scope = Scope { from: None, to: filter.scope.from, ..filter.scope.clone() };
        let before = FactsFilter { scope, ..filter.clone() };
        facts::few(&mut *db, BEFORE, viewer, &before, &mut take).await?;
    }
    read.undated.sort_unstable();
    read.on_record_since = slo::on_record_since(db).await?;
    Ok(read)
}

/// The impacts of what was merged, by the incident in which it goes on.
async fn merged(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<HashMap<IncidentNumber, Vec<Piece>>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (text,): (Option<String>,) = one!(db, MERGED, all, person, private)?;
    let text = text.unwrap_or_default();
    let mut merged: HashMap<IncidentNumber, Vec<Piece>> = HashMap::new();
    let mut packed = Packed::new(&text);
    while !packed.is_empty() {
        let whole = IncidentNumber(packed.number()?);
        let pieces = facts::pieces(whole, packed.text()?.unwrap_or_default())?;
        merged.entry(whole).or_default().extend(pieces);
    }
    Ok(merged)
}
