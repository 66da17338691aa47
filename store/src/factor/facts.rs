//! What the report on factors stands on. The figures themselves are made in `domain`.

use std::collections::HashMap;
use std::sync::Arc;

use nofault_domain::access::Viewer;
use nofault_domain::factor::Category;
use nofault_domain::instant::Instant;
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_domain::report::factors::FactorFact;
use nofault_domain::report::home::{Back, CameBack};

use crate::facts::{self, FactsFilter};
use crate::failure::word;
use crate::packed::Packed;
use crate::{Db, Failure, Scope, visible};

/// SQL: the incident of the fact `i` is in the report; `$6` and `$7` are between which it was.
macro_rules! asked {
    () => {
        concat!("i.counted > 0 AND i.at >= $6 AND i.at < $7 AND ", scoped!())
    };
}

statements! {
    INCIDENTS = facts!("f.head || ';'");
    FACTORS = "SELECT number, title, category FROM factor";
    LINKS = concat!("SELECT string_agg(", pack!(word "f.number"), " || ", pack!(word "i.number"), " || ",
        pack!(word "i.at"), ", '') FROM incident_factor l CROSS JOIN incident_fact i \
        JOIN factor f ON f.id = l.factor_id WHERE i.id = l.incident_id AND l.removed_at IS NULL AND ",
        asked!());
    // Private ones are never among those before, nor is it said of them that it came back. CROSS:
    // SQLite would begin with every incident.
    BACK = concat!("SELECT f.number, f.title, x.incidents, x.earlier FROM (SELECT l.factor_id, \
        SUM(CASE WHEN i.at >= $6 THEN 1 ELSE 0 END) AS incidents, \
        SUM(CASE WHEN i.at < $6 THEN 1 ELSE 0 END) AS earlier \
        FROM incident_factor l CROSS JOIN incident_fact i WHERE i.id = l.incident_id \
        AND l.removed_at IS NULL AND ((i.counted > 0 AND i.at < $6 AND NOT i.private) OR (", asked!(),
        ")) GROUP BY l.factor_id) x JOIN factor f ON f.id = x.factor_id WHERE x.incidents > 0");
    NAMED = concat!("SELECT COUNT(*) FROM incident_fact i WHERE EXISTS (SELECT 1 FROM incident_factor l \
        WHERE l.incident_id = i.id AND l.removed_at IS NULL) AND ", asked!());
}

/// When each incident that counts was, near misses among them. Private ones only where asked for,
/// and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn counted(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<Vec<Instant>, Failure> {
    let mut incidents = Vec::new();
    let scope_of = scope.clone();
    let filter = FactsFilter { near_misses: true, scope: scope_of, ..FactsFilter::default() };
    facts::each(&mut *db, INCIDENTS, viewer, &filter, |fact| {
        incidents.push(fact.at);
        Ok(())
    })
    .await?;
    Ok(incidents)
}

/// The factors that stand in the same incidents.
///
/// # Errors
/// [`Failure::Database`].
pub async fn facts(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<Vec<FactorFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64, String, String)> = all!(&mut *db, FACTORS)?;
    let named = |(number, title, category): (i64, String, String)| {
        Ok((number, (title.into(), word(&category)?)))
    };
    let named: HashMap<i64, (Arc<str>, Category)> =
        rows.into_iter().map(named).collect::<Result<_, Failure>>()?;
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team, private) = (service.as_deref(), team.as_deref(), scope.private);
    let (text,): (Option<String>,) =
        one!(db, LINKS, all, person, private, service, team, from, to)?;
    let (text, mut facts) = (text.unwrap_or_default(), Vec::new());
    let mut packed = Packed::new(&text);
    while !packed.is_empty() {
        let factor = packed.number()?;
        let (incident, at) = (packed.number()?, packed.number()?);
        let Some((title, category)) = named.get(&factor) else { continue };
        facts.push(FactorFact {
            factor: FactorNumber(factor),
            title: Arc::clone(title),
            category: *category,
            incident: IncidentNumber(incident),
            at: Instant::from_micros(at),
        });
    }
    facts.sort_unstable_by_key(|fact| (fact.at, fact.incident, fact.factor));
    Ok(facts)
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
