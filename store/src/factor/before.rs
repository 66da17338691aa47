//! Where the factors of an incident stood before it.

use nofault_domain::id::IncidentId;
use nofault_domain::number::{FactorNumber, IncidentNumber};

use crate::{Db, Failure};

/// An earlier incident of a factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    pub factor: FactorNumber,
    pub incident: IncidentNumber,
    pub title: String,
}

/// Of each factor.
const MOST: i64 = 5;

statements! {
    // What is counted, and what is listed here, is the same: nothing private, for everybody.
    BEFORE = concat!("SELECT x.factor, x.number, x.title FROM (SELECT f.number AS factor, e.number, \
        e.title, ROW_NUMBER() OVER (PARTITION BY f.id ORDER BY e.at DESC, e.number DESC) AS place \
        FROM incident_factor l JOIN factor f ON f.id = l.factor_id \
        JOIN incident n ON n.id = l.incident_id JOIN incident_factor o ON o.factor_id = l.factor_id \
        AND o.removed_at IS NULL AND o.incident_id <> l.incident_id \
        JOIN incident e ON e.id = o.incident_id WHERE l.incident_id = $1 AND l.removed_at IS NULL \
        AND (e.at, e.number) < (n.at, n.number) AND NOT e.private AND ", counts!("e"), ") x \
        WHERE x.place <= $2 ORDER BY x.factor, x.place");
}

/// The latest earlier incidents of each factor of an incident that the caller has read through
/// its viewer, the latest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn before(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Before>, Failure> {
    let rows: Vec<(i64, i64, String)> = all!(db, BEFORE, incident.0, MOST)?;
    let one = |(factor, incident, title)| Before {
        factor: FactorNumber(factor),
        incident: IncidentNumber(incident),
        title,
    };
    Ok(rows.into_iter().map(one).collect())
}
