//! Who holds which role, and who held it before.

mod change;
mod who;

pub use change::relieved_by;
pub use who::{Responder, responders};

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::id::{IncidentId, PersonId, RoleHoldingId};
use nofault_domain::incident::IncidentRole;
use nofault_domain::instant::Instant;
use nofault_domain::moment::Moment;
use uuid::Uuid;

use crate::failure::word;
use crate::incident::moment;
use crate::{Db, Failure};

pub(super) mod statements_of {
    pub(crate) use super::change::STATEMENTS as CHANGE;
    pub(crate) use super::who::STATEMENTS as WHO;
}

/// Somebody in a role, from a moment to another.
#[derive(Debug, Clone)]
pub struct Holding {
    pub id: RoleHoldingId,
    pub role: IncidentRole,
    pub person: PersonId,
    pub name: String,
    pub from: Moment,
    /// None while they still are.
    pub to: Option<Moment>,
    /// Who wrote it down; none is the operator.
    pub recorded_by: Option<String>,
    pub ended_by: Option<String>,
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    role: String,
    person_id: Uuid,
    name: String,
    from_at: i64,
    from_precision: String,
    from_zone: String,
    from_source: String,
    to_at: Option<i64>,
    to_precision: Option<String>,
    to_zone: Option<String>,
    to_source: Option<String>,
    recorded_by: Option<String>,
    ended_by: Option<String>,
    version: i64,
}

impl TryFrom<Row> for Holding {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let to = match (row.to_at, &row.to_precision, &row.to_zone, &row.to_source) {
            (Some(at), Some(precision), Some(zone), Some(source)) => {
                Some(moment(at, precision, zone, source)?)
            }
            _ => None,
        };
        Ok(Self {
            id: RoleHoldingId(row.id),
            role: word(&row.role)?,
            person: PersonId(row.person_id),
            name: row.name,
            from: moment(row.from_at, &row.from_precision, &row.from_zone, &row.from_source)?,
            to,
            recorded_by: row.recorded_by,
            ended_by: row.ended_by,
            version: row.version,
        })
    }
}

statements! {
    HOLDINGS = "SELECT h.id, h.role, h.person_id, p.name, h.from_at, h.from_precision, h.from_zone, \
        h.from_source, h.to_at, h.to_precision, h.to_zone, h.to_source, r.name AS recorded_by, \
        e.name AS ended_by, h.version FROM role_holding h JOIN person p ON p.id = h.person_id \
        LEFT JOIN person r ON r.id = h.recorded_by LEFT JOIN person e ON e.id = h.ended_by \
        WHERE h.incident_id = $1 ORDER BY h.from_at, h.id";
    HANDED = "SELECT COUNT(*) FROM event WHERE incident_id = $1 AND at > $2 \
        AND name IN ('role.taken', 'role.ended') AND COALESCE(person_id <> $3, TRUE)";
    CHANGES = "SELECT changed_from, changed_to FROM entry WHERE incident_id = $1 \
        AND changed_field IN ('lead', 'communications', 'scribe', 'responder')";
    NAME = "SELECT COALESCE(o.name, p.name) FROM person p LEFT JOIN person o ON o.id = p.merged_into \
        WHERE p.id = $1";
}

/// Every holding of an incident that the caller has read through its viewer: by role, then by
/// the moment it began.
///
/// # Errors
/// [`Failure::Database`].
pub async fn holdings(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Holding>, Failure> {
    let rows: Vec<Row> = all!(db, HOLDINGS, incident.0)?;
    let mut holdings =
        rows.into_iter().map(Holding::try_from).collect::<Result<Vec<_>, Failure>>()?;
    holdings.sort_by_key(|holding| holding.role);
    Ok(holdings)
}

/// Whether others took or ended a role of the incident after this.
///
/// # Errors
/// [`Failure::Database`].
pub async fn handed_since(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
    at: Instant,
) -> Result<bool, Failure> {
    let person = viewer.person().map(|person| person.0);
    let (changes,): (i64,) = one!(db, HANDED, incident.0, at.micros(), person)?;
    Ok(changes > 0)
}

/// The names of the people whom the timeline's changes of roles tell of, by the id as it
/// stands there.
///
/// # Errors
/// [`Failure::Database`].
pub async fn names(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<HashMap<String, String>, Failure> {
    let changes: Vec<(Option<String>, Option<String>)> = all!(&mut *db, CHANGES, incident.0)?;
    let mut names = HashMap::new();
    for id in changes.into_iter().flat_map(|(from, to)| [from, to]).flatten() {
        let Ok(person) = Uuid::try_parse(&id) else { continue };
        if !names.contains_key(&id) {
            let name: Option<(String,)> = first!(&mut *db, NAME, person)?;
            names.extend(name.map(|(name,)| (id, name)));
        }
    }
    Ok(names)
}
