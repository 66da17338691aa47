//! What the report on factors stands on. The figures themselves are made in `domain`.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_domain::report::factors::{FactorFact, IncidentFact};
use nofault_domain::report::home::{Back, CameBack};

use crate::failure::word;
use crate::{Db, Failure, Scope, visible};

/// SQL: the incident `i` is in the report; `$6` and `$7` are between which it was.
macro_rules! asked {
    () => {
        concat!(
            "i.status <> 'triage' AND ",
            counts!("i"),
            " AND i.at >= $6 AND i.at < $7 AND ",
            scoped!()
        )
    };
}

statements! {
    INCIDENTS = concat!("SELECT i.number, i.at FROM incident i WHERE ", asked!());
    FACTS = concat!("SELECT f.number, f.title, f.category, i.number, i.at FROM incident_factor l \
        JOIN factor f ON f.id = l.factor_id JOIN incident i ON i.id = l.incident_id \
        WHERE l.removed_at IS NULL AND ", asked!(), " ORDER BY i.at, i.number, f.number");
    // Private ones are never among those before, nor is it said of them that it came back.
    BACK = concat!("SELECT x.number, x.title, x.incidents, (SELECT COUNT(*) FROM incident_factor p \
        JOIN incident e ON e.id = p.incident_id WHERE p.factor_id = x.id AND p.removed_at IS NULL \
        AND NOT e.private AND e.status <> 'triage' AND ", counts!("e"), " AND e.at < $6) \
        FROM (SELECT f.id, f.number, f.title, COUNT(*) AS incidents FROM incident i \
        JOIN incident_factor l ON l.incident_id = i.id AND l.removed_at IS NULL \
        JOIN factor f ON f.id = l.factor_id WHERE ", asked!(), " GROUP BY f.id, f.number, f.title) x");
    NAMED = concat!("SELECT COUNT(*) FROM incident i WHERE EXISTS (SELECT 1 FROM incident_factor l \
        WHERE l.incident_id = i.id AND l.removed_at IS NULL) AND ", asked!());
}

/// The incidents that count, near misses among them, and the factors that stand in them.
/// Private ones only where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn facts(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<(Vec<IncidentFact>, Vec<FactorFact>), Failure> {
    let (all, person) = visible::binds(viewer);
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team, private) = (service.as_deref(), team.as_deref(), scope.private);
    let rows: Vec<(i64, i64)> =
        all!(&mut *db, INCIDENTS, all, person, private, service, team, from, to)?;
    let incident = |(number, at)| IncidentFact {
        incident: IncidentNumber(number),
        at: Instant::from_micros(at),
    };
    let incidents = rows.into_iter().map(incident).collect();
    let rows: Vec<(i64, String, String, i64, i64)> =
        all!(db, FACTS, all, person, private, service, team, from, to)?;
    let fact = |(factor, title, category, incident, at): (i64, String, String, i64, i64)| {
        Ok(FactorFact {
            factor: FactorNumber(factor),
            title,
            category: word(&category)?,
            incident: IncidentNumber(incident),
            at: Instant::from_micros(at),
        })
    };
    let facts = rows.into_iter().map(fact).collect::<Result<_, Failure>>()?;
    Ok((incidents, facts))
}

/// The factors of the incidents in the scope that stand in more than one incident, those before
/// it among them.
///
/// # Errors
/// [`Failure::Database`].
pub async fn back(db: &mut Db<'_>, viewer: Viewer, scope: &Scope) -> Result<Back, Failure> {
    let (all, person) = visible::binds(viewer);
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team, private) = (service.as_deref(), team.as_deref(), scope.private);
    let rows: Vec<(i64, String, i64, i64)> =
        all!(&mut *db, BACK, all, person, private, service, team, from, to)?;
    let (with_factors,): (i64,) = one!(db, NAMED, all, person, private, service, team, from, to)?;
    let factors = rows.into_iter().map(|(number, title, incidents, earlier)| CameBack {
        factor: FactorNumber(number),
        title,
        incidents,
        earlier,
    });
    Ok(Back::new(with_factors, factors))
}
