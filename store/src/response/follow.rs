//! Who follows an incident.

use nofault_domain::access::Viewer;
use nofault_domain::command::response::Following;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident};

statements! {
    FOLLOWERS = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN person_id = $2 THEN 1 ELSE 0 END), 0) \
        FROM follow WHERE incident_id = $1";
    FOLLOW = "INSERT INTO follow (incident_id, person_id, at) VALUES ($1, $2, $3) \
        ON CONFLICT (incident_id, person_id) DO NOTHING";
    UNFOLLOW = "DELETE FROM follow WHERE incident_id = $1 AND person_id = $2";
}

/// How many follow an incident, and whether the viewer does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Followers {
    pub count: i64,
    pub me: bool,
}

/// Of an incident that the caller has read through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn followers(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Followers, Failure> {
    let me: Option<Uuid> = viewer.person().map(|person| person.0);
    let (count, mine): (i64, i64) = one!(db, FOLLOWERS, incident.0, me)?;
    Ok(Followers { count, me: mine > 0 })
}

impl Perform for Following {
    const NAME: &'static str = "follow incident";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let Some(me) = work.person() else {
            return Err(
                Refusal::Forbidden("Only a person can follow an incident.".to_owned()).into()
            );
        };
        let (id, at) = (incident.id, work.now.micros());
        let name = if self.follow {
            change!(&mut work.db, FOLLOW, id.0, me, at)?;
            "incident.followed"
        } else {
            change!(&mut work.db, UNFOLLOW, id.0, me)?;
            "incident.unfollowed"
        };
        work.event(name, Subject::Incident, id.0, incident.version, Some(id)).await?;
        let place = if self.from_reader { "/reader" } else { "#follow" };
        let address = format!("{}{place}", incident.address());
        Ok(Outcome { id: id.0, address, version: incident.version })
    }
}
