//! Which service needs which, and which incidents they have.

use nofault_domain::access::Viewer;
use nofault_domain::id::{IncidentId, ServiceId, TeamId};
use nofault_domain::number::IncidentNumber;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use uuid::Uuid;

use crate::failure::word;
use crate::{Db, Failure, visible};

statements! {
    DEPENDENCIES = "SELECT service_id, depends_on_id FROM service_dependency";
    // UNION keeps each once, so that a circle ends.
    MAY_REACH = "WITH RECURSIVE touched (id) AS (SELECT service_id FROM incident_service \
        WHERE incident_id = $1 UNION SELECT service_id FROM impact WHERE incident_id = $1 \
        AND removed_at IS NULL), reach (id) AS (SELECT id FROM touched UNION \
        SELECT d.service_id FROM service_dependency d JOIN reach r ON r.id = d.depends_on_id) \
        SELECT s.id, s.name FROM reach r JOIN service s ON s.id = r.id \
        WHERE r.id NOT IN (SELECT id FROM touched) ORDER BY COALESCE(s.tier, 5), s.name_key";
    OF_INCIDENT = "SELECT s.id, s.name FROM incident_service o JOIN service s ON s.id = o.service_id \
        WHERE o.incident_id = $1 ORDER BY s.name_key";
    OPEN_COUNTS = concat!("SELECT o.service_id, COUNT(*) FROM incident i JOIN incident_service o \
        ON o.incident_id = i.id WHERE i.status IN ('triage', 'investigating', 'fixing', 'monitoring') \
        AND ", counts!("i"), " AND NOT i.private AND ", visible!(), " GROUP BY o.service_id");
    OPEN_OF_TEAM = concat!("SELECT i.number, i.title, i.status, i.severity FROM incident i \
        WHERE i.status IN ('triage', 'investigating', 'fixing', 'monitoring') AND EXISTS \
        (SELECT 1 FROM incident_service o JOIN service s ON s.id = o.service_id \
        WHERE o.incident_id = i.id AND s.team_id = $3) AND ", counts!("i"), " AND ", visible!(),
        " ORDER BY i.at DESC, i.number DESC");
}

/// Every pair: the first needs the second.
///
/// # Errors
/// [`Failure::Database`].
pub async fn dependencies(db: &mut Db<'_>) -> Result<Vec<(ServiceId, ServiceId)>, Failure> {
    let rows: Vec<(Uuid, Uuid)> = all!(db, DEPENDENCIES)?;
    Ok(rows.into_iter().map(|(one, other)| (ServiceId(one), ServiceId(other))).collect())
}

type Named = (ServiceId, String);

fn named(rows: Vec<(Uuid, String)>) -> Vec<Named> {
    rows.into_iter().map(|(id, name)| (ServiceId(id), name)).collect()
}

/// The services that an incident names, by name.
///
/// # Errors
/// [`Failure::Database`].
pub async fn touched(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Named>, Failure> {
    Ok(named(all!(db, OF_INCIDENT, incident.0)?))
}

/// What needs a service of the incident, directly or through others, and is none of
/// its services itself; what most hangs on comes first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn may_reach(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Named>, Failure> {
    Ok(named(all!(db, MAY_REACH, incident.0)?))
}

/// How many open incidents each service has, without drills, private ones left out for
/// everybody; services without one are left out.
///
/// # Errors
/// [`Failure::Database`].
pub async fn open_counts(
    db: &mut Db<'_>,
    viewer: Viewer,
) -> Result<Vec<(ServiceId, i64)>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(Uuid, i64)> = all!(db, OPEN_COUNTS, all, person)?;
    Ok(rows.into_iter().map(|(id, count)| (ServiceId(id), count)).collect())
}

/// An incident that goes on.
#[derive(Debug, Clone)]
pub struct Ongoing {
    pub number: IncidentNumber,
    pub title: String,
    pub status: Status,
    pub severity: Option<Severity>,
}

/// The open incidents of a team's services that the viewer may see, newest first; no drills.
///
/// # Errors
/// [`Failure::Database`].
pub async fn open_of_team(
    db: &mut Db<'_>,
    viewer: Viewer,
    team: TeamId,
) -> Result<Vec<Ongoing>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64, String, String, Option<i64>)> =
        all!(db, OPEN_OF_TEAM, all, person, team.0)?;
    let ongoing = |(number, title, status, severity): (i64, String, String, Option<i64>)| {
        Ok(Ongoing {
            number: IncidentNumber(number),
            title,
            status: word(&status)?,
            severity: severity.and_then(Severity::from_level),
        })
    };
    rows.into_iter().map(ongoing).collect()
}
