//! What the reports stand on. The figures themselves are made in `domain`.

#[macro_use]
mod fact;
mod counts;
mod durations;
pub mod kept;
mod members;

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::action::ActionState;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::report::actions::ActionFact;
use uuid::Uuid;

use crate::failure::{optional_word, word};
use crate::{Db, Failure, visible};

pub(crate) use counts::STATEMENTS as COUNTS_STATEMENTS;
pub use counts::counts;
pub(crate) use durations::STATEMENTS as DURATIONS_STATEMENTS;
#[cfg(test)]
pub(crate) use durations::titles_text;
pub use durations::{DurationsFilter, Observations, durations, durations_of, stated, titles};
pub(crate) use members::STATEMENTS as MEMBERS_STATEMENTS;
pub use members::{of_services, of_teams};

statements! {
    ACTIONS = concat!("SELECT a.id, a.number, a.title, i.number, a.priority, a.state, p.name, t.name, \
        a.created_at, a.due, c.at FROM action a \
        LEFT JOIN incident i ON i.id = a.incident_id \
        LEFT JOIN person p ON p.id = a.owner_person LEFT JOIN team t ON t.id = a.owner_team \
        LEFT JOIN action_closure c ON c.action_id = a.id AND c.reopened_at IS NULL \
        WHERE (a.incident_id IS NULL OR (NOT i.private OR $3) AND ", visible!(), ") ORDER BY a.number");
    // Those that began as ideas, and when each was made an action.
    IDEAS = "SELECT v.subject_id, v.name, v.at FROM event v WHERE v.subject = 'action' \
        AND v.name IN ('action.suggested', 'action.adopted')";
    ACTION_SERVICES = "SELECT a.id, s.name FROM action a \
        JOIN incident_service o ON o.incident_id = a.incident_id JOIN service s ON s.id = o.service_id \
        ORDER BY s.name_key";
    OWNER_TEAMS = "SELECT a.id, t.name FROM action a JOIN team_member m ON m.person_id = a.owner_person \
        JOIN team t ON t.id = m.team_id ORDER BY t.name_key DESC";
}

type ActionRow = (
    Uuid,
    i64,
    String,
    Option<i64>,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
    i64,
    Option<String>,
    Option<i64>,
);

/// Every action outside private incidents; with `private`, those of the viewer's, too.
///
/// # Errors
/// [`Failure::Database`].
pub async fn actions(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<ActionFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<ActionRow> = all!(&mut *db, ACTIONS, all, person, private)?;
    let services: Vec<(Uuid, String)> = all!(&mut *db, ACTION_SERVICES)?;
    let teams: Vec<(Uuid, String)> = all!(&mut *db, OWNER_TEAMS)?;
    let mut services_of: HashMap<Uuid, Vec<String>> = Default::default();
    for (action, service) in services {
        services_of.entry(action).or_default().push(service);
    }
    let ideas = ideas(db).await?;
    // A person's action counts for the first of their teams.
    let team_of: HashMap<Uuid, String> = teams.into_iter().collect();
    rows.into_iter()
        .map(|(id, number, title, incident, priority, state, owner, team, created, due, ended)| {
            let due = due.map(|due| Day::parse(&due).map_err(|_| Failure::damaged("date", due)));
            let (state, created) = (word::<ActionState>(&state)?, Instant::from_micros(created));
            let taken_on = match ideas.get(&id) {
                Some(adopted) => *adopted,
                None => Some(created),
            };
            Ok(ActionFact {
                number: ActionNumber(number),
                title,
                incident: incident.map(IncidentNumber),
                priority: optional_word(priority.as_deref())?,
                team: team.or_else(|| team_of.get(&id).cloned()),
                owner,
                state,
                services: services_of.remove(&id).unwrap_or_default(),
                created,
                taken_on: taken_on.filter(|_| state != ActionState::Idea),
                due: due.transpose()?,
                ended: ended.map(Instant::from_micros),
            })
        })
        .collect()
}

/// When each idea was made an action, where it was.
async fn ideas(db: &mut Db<'_>) -> Result<HashMap<Uuid, Option<Instant>>, Failure> {
    let rows: Vec<(Uuid, String, i64)> = all!(db, IDEAS)?;
    let mut ideas = HashMap::new();
    for (action, name, at) in rows {
        let adopted = ideas.entry(action).or_default();
        if name == "action.adopted" {
            *adopted = Some(Instant::from_micros(at));
        }
    }
    Ok(ideas)
}
