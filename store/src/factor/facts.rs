//! What the report on factors stands on. The figures themselves are made in `domain`.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_domain::report::factors::{FactorFact, IncidentFact};

use crate::failure::word;
use crate::{Db, Failure, visible};

/// SQL: the incident `i` is in the report; `$3` is with private ones, `$4` a service or none.
macro_rules! asked {
    () => {
        concat!(
            "(NOT i.private OR $3) AND i.status <> 'triage' AND ",
            counts!("i"),
            " AND ",
            of_service!("i.id", "$4"),
            " AND ",
            visible!()
        )
    };
}

statements! {
    INCIDENTS = concat!("SELECT i.number, i.at FROM incident i WHERE ", asked!());
    FACTS = concat!("SELECT f.number, f.title, f.category, i.number, i.at FROM incident_factor l \
        JOIN factor f ON f.id = l.factor_id JOIN incident i ON i.id = l.incident_id \
        WHERE l.removed_at IS NULL AND ", asked!(), " ORDER BY i.at, i.number, f.number");
}

/// The incidents that count, near misses among them, and the factors that stand in them.
/// Private ones only where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn facts(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    service: Option<&str>,
) -> Result<(Vec<IncidentFact>, Vec<FactorFact>), Failure> {
    let (all, person) = visible::binds(viewer);
    let key = visible::service_key(service);
    let key = key.as_deref();
    let rows: Vec<(i64, i64)> = all!(&mut *db, INCIDENTS, all, person, private, key)?;
    let incident = |(number, at)| IncidentFact {
        incident: IncidentNumber(number),
        at: Instant::from_micros(at),
    };
    let incidents = rows.into_iter().map(incident).collect();
    let rows: Vec<(i64, String, String, i64, i64)> = all!(db, FACTS, all, person, private, key)?;
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
