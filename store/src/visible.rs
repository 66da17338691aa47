//! What a viewer may see, said once. Every statement that reads incidents, or
//! something of theirs, as `i` contains it; `$1` and `$2` are the viewer's.

/// SQL: the incident `i` (or of another name) may be seen by the viewer of `$1` (sees all) and
/// `$2` (person).
macro_rules! visible {
    () => {
        visible!("i")
    };
    ($i:literal) => {
        concat!(
            "(NOT ",
            $i,
            ".private OR $1 OR EXISTS (SELECT 1 FROM incident_access x WHERE x.incident_id = ",
            $i,
            ".id AND (x.holder_id = $2 OR x.holder_id IN \
             (SELECT m.team_id FROM team_member m WHERE m.person_id = $2))))"
        )
    };
}

/// SQL: the incident of this name counts: no drill, and none that came to nothing.
macro_rules! counts {
    ($i:literal) => {
        concat!(
            "(",
            $i,
            ".kind <> 'drill' AND ",
            $i,
            ".status NOT IN ('declined', 'merged', 'canceled'))"
        )
    };
}

/// SQL: the id of the incident in which the incident of this name goes on, through all that it
/// was merged into; its own, where it was not.
macro_rules! goes_on {
    ($p:literal) => {
        concat!(
            "CASE WHEN ",
            $p,
            ".merged_into IS NULL THEN ",
            $p,
            ".id ELSE (WITH RECURSIVE way (id) AS (SELECT ",
            $p,
            ".merged_into UNION SELECT n.merged_into FROM way w JOIN incident n ON n.id = w.id \
             WHERE n.merged_into IS NOT NULL) SELECT w.id FROM way w JOIN incident n \
             ON n.id = w.id WHERE n.merged_into IS NULL) END"
        )
    };
}

/// SQL: `$service`, a parameter, is the key of a service of the incident of this id, or null. Not
/// asked of each incident: both engines find all of the service's once.
macro_rules! of_service {
    ($incident:literal, $service:literal) => {
        concat!(
            "(CAST(",
            $service,
            " AS TEXT) IS NULL OR ",
            $incident,
            " IN (SELECT o.incident_id FROM incident_service o \
             JOIN service v ON v.id = o.service_id WHERE v.name_key = ",
            $service,
            "))"
        )
    };
}

/// SQL: `$team`, a parameter, is the key of a team that owns a service of the incident of this id,
/// or null.
macro_rules! of_team {
    ($incident:literal, $team:literal) => {
        concat!(
            "(CAST(",
            $team,
            " AS TEXT) IS NULL OR ",
            $incident,
            " IN (SELECT o.incident_id FROM incident_service o \
             JOIN service v ON v.id = o.service_id JOIN team t ON t.id = v.team_id \
             WHERE t.name_key = ",
            $team,
            "))"
        )
    };
}

use nofault_domain::access::Viewer;
use uuid::Uuid;

/// The viewer as `$1` and `$2`.
pub(crate) fn binds(viewer: Viewer) -> (bool, Option<Uuid>) {
    (viewer.sees_all(), viewer.person().map(|person| person.0))
}

/// A service that is asked for by its name, in any case, as its key has it: without zero bytes,
/// which no text holds and Postgres does not take.
pub(crate) fn service_key(name: Option<&str>) -> Option<String> {
    name.map(|name| name.trim().to_lowercase().replace('\0', ""))
}
