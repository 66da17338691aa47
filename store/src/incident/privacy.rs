//! Who may see an incident: everybody, or the people and teams named.

use nofault_domain::access::Role;
use nofault_domain::event::Subject;
use nofault_domain::id::{PersonId, TeamId};
use nofault_domain::number::IncidentNumber;

use crate::Failure;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE incident SET private = $2 WHERE id = $1";
    CLEAR = "DELETE FROM incident_access WHERE incident_id = $1";
    ADD = "INSERT INTO incident_access (incident_id, holder_id) VALUES ($1, $2) \
        ON CONFLICT DO NOTHING";
}

/// Who is named in a private incident.
#[derive(Debug, Clone, Copy)]
pub enum Holder {
    Person(PersonId),
    Team(TeamId),
}

/// Makes an incident private to some, or open to all.
#[derive(Debug)]
pub struct Privacy {
    pub incident: IncidentNumber,
    pub version: i64,
    /// None opens it to everybody.
    pub holders: Option<Vec<Holder>>,
}

impl Perform for Privacy {
    const NAME: &'static str = "change privacy";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = work.incident_at(self.incident, self.version).await?;
        let id = incident.id;
        change!(&mut work.db, SET, id.0, self.holders.is_some())?;
        change!(&mut work.db, CLEAR, id.0)?;
        // Whoever makes it private does not lock themselves out.
        let me = self.holders.is_some().then(|| work.viewer.person().map(Holder::Person)).flatten();
        for holder in self.holders.into_iter().flatten().chain(me) {
            let holder = match holder {
                Holder::Person(person) => person.0,
                Holder::Team(team) => team.0,
            };
            change!(&mut work.db, ADD, id.0, holder)?;
        }
        let version = work.bump_incident(id).await?;
        work.event("incident.privacy_changed", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(Outcome { id: id.0, address: incident.address(), version })
    }
}
