//! What a viewer may see, said once. Every statement that reads incidents, or
//! something of theirs, as `i` contains it; `$1` and `$2` are the viewer's.

/// SQL: the incident `i` may be seen by the viewer of `$1` (sees all) and `$2` (person).
macro_rules! visible {
    () => {
        "(NOT i.private OR $1 OR EXISTS (SELECT 1 FROM incident_access x WHERE x.incident_id = i.id \
         AND (x.holder_id = $2 OR x.holder_id IN \
         (SELECT m.team_id FROM team_member m WHERE m.person_id = $2))))"
    };
}

use nofault_domain::access::Viewer;
use uuid::Uuid;

/// The viewer as `$1` and `$2`.
pub(crate) fn binds(viewer: Viewer) -> (bool, Option<Uuid>) {
    (viewer.sees_all(), viewer.person().map(|person| person.0))
}
