//! What set incidents off, for the report on factors.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::factors::TriggerFact;

use crate::failure::word;
use crate::{Db, Failure, Scope, visible};

statements! {
    TRIGGERS = concat!("SELECT f.category, i.number, i.at FROM incident_factor l \
        JOIN factor f ON f.id = l.factor_id JOIN incident i ON i.id = l.incident_id \
        WHERE l.is_trigger AND l.removed_at IS NULL AND i.status <> 'triage' AND ", counts!("i"),
        " AND i.at >= $6 AND i.at < $7 AND ", scoped!(), " ORDER BY i.at, i.number, f.number");
}

/// The factors that are marked as the trigger of an incident which counts. Private ones only
/// where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn triggers(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<Vec<TriggerFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team, private) = (service.as_deref(), team.as_deref(), scope.private);
    let rows: Vec<(String, i64, i64)> =
        all!(db, TRIGGERS, all, person, private, service, team, from, to)?;
    let fact = |(category, incident, at): (String, i64, i64)| {
        Ok(TriggerFact {
            category: word(&category)?,
            incident: IncidentNumber(incident),
            at: Instant::from_micros(at),
        })
    };
    rows.into_iter().map(fact).collect()
}
