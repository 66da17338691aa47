//! Which incidents belong to which service or team, for reports that compare them.

use nofault_domain::access::Viewer;
use nofault_domain::report::durations::Members;

use super::fact::numbers;
use crate::{Db, Failure, visible};

statements! {
    // One text for each, as a row for each incident takes long to decode. A fact begins with its
    // incident's number.
    SERVICES = concat!("SELECT s.name, string_agg(substr(f.fact, 1, 12), '') FROM service s \
        JOIN incident_service o ON o.service_id = s.id JOIN duration_fact f ON f.id = o.incident_id \
        WHERE f.counted > 0 AND (NOT f.private OR $3) AND ", visible!("f"),
        " GROUP BY s.id, s.name, s.name_key ORDER BY s.name_key");
    // An incident that hurt two services of a team stands there twice.
    TEAMS = concat!("SELECT t.name, string_agg(substr(f.fact, 1, 12), '') FROM team t \
        JOIN service s ON s.team_id = t.id \
        JOIN incident_service o ON o.service_id = s.id JOIN duration_fact f ON f.id = o.incident_id \
        WHERE f.counted > 0 AND (NOT f.private OR $3) AND ", visible!("f"),
        " GROUP BY t.id, t.name, t.name_key ORDER BY t.name_key");
}

/// The incidents of each service, those of metrics; `private`: with the viewer's private ones.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_services(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<Members>, Failure> {
    let (all, person) = visible::binds(viewer);
    members(all!(db, SERVICES, all, person, private)?)
}

/// The incidents of each team: those that hurt a service which it owns.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_teams(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<Members>, Failure> {
    let (all, person) = visible::binds(viewer);
    members(all!(db, TEAMS, all, person, private)?)
}

fn members(rows: Vec<(String, String)>) -> Result<Vec<Members>, Failure> {
    let members =
        |(name, joined): (String, String)| Ok(Members { name, incidents: numbers(&joined)? });
    rows.into_iter().map(members).collect()
}
