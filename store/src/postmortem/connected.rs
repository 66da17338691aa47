//! Who has to do with an incident, as far as names in its texts go.

use nofault_domain::id::{IncidentId, PersonId};
use nofault_domain::incident::IncidentRole;
use uuid::Uuid;

use crate::response;
use crate::{Db, Failure};

statements! {
    CONNECTED = "SELECT p.id, p.name FROM person p WHERE p.anonymised_at IS NULL \
        AND p.merged_into IS NULL AND p.id IN (\
        SELECT person_id FROM role_holding WHERE incident_id = $1 \
        UNION SELECT recorded_by FROM entry WHERE incident_id = $1 \
        UNION SELECT by_person FROM revision WHERE incident_id = $1 \
        UNION SELECT owner_person FROM action WHERE incident_id = $1) \
        ORDER BY p.name_key, p.id";
}

/// Somebody who held a role, wrote an entry or a section, or owns an action.
#[derive(Debug, Clone)]
pub struct Connected {
    pub id: PersonId,
    pub name: String,
    /// The first that they held, as the roles are ordered.
    pub role: Option<IncidentRole>,
}

impl Connected {
    /// What may stand in the place of their name.
    #[must_use]
    pub fn proposed(&self) -> &'static str {
        match self.role {
            Some(IncidentRole::Lead) => "the incident lead",
            Some(IncidentRole::Communications) => "the communications lead",
            Some(IncidentRole::Scribe) => "the scribe",
            Some(IncidentRole::Responder) => "the on-call engineer",
            None => "an engineer",
        }
    }
}

/// By name. The caller has read the incident through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn connected(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Connected>, Failure> {
    let rows: Vec<(Uuid, String)> = all!(&mut *db, CONNECTED, incident.0)?;
    let holdings = response::holdings(db, incident).await?;
    let one = |(id, name)| {
        let role = holdings.iter().find(|holding| holding.person.0 == id);
        Connected { id: PersonId(id), name, role: role.map(|holding| holding.role) }
    };
    Ok(rows.into_iter().map(one).collect())
}
