//! Ideas: the incidents in which one came up, and making one an action.

use std::cmp::Reverse;
use std::collections::HashMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::ActionState;
use nofault_domain::command::action::{ActionAdoption, ActionSighting};
use nofault_domain::event::Subject;
use nofault_domain::id::{ActionId, IncidentId};
use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::refusal::Refusal;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{Action, Row, SEEN_IN, Which, change, list, settle};
use crate::failure::word;
use crate::incident::Incident;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id, visible};

/// SQL: the incident `i` as [`Stood`] reads it.
macro_rules! stood {
    () => {
        "i.number, i.title, i.private, i.kind, i.status"
    };
}

statements! {
    // Its own incident, and those in which it came up again.
    STOOD = concat!("SELECT x.action_id, ", stood!(), " FROM (SELECT a.id AS action_id, a.incident_id \
        FROM action a WHERE a.state = 'idea' AND a.incident_id IS NOT NULL \
        UNION SELECT s.action_id, s.incident_id FROM action_incident s \
        JOIN action b ON b.id = s.action_id WHERE b.state = 'idea') x \
        JOIN incident i ON i.id = x.incident_id WHERE ", visible!(), " ORDER BY i.at, i.number");
    // Those that do not stand in the incident $3, by what everybody counts.
    OTHERS = concat!("WITH seen (action_id, n) AS (SELECT x.action_id, COUNT(*) FROM \
        (SELECT b.id AS action_id, b.incident_id FROM action b WHERE b.state = 'idea' \
        UNION SELECT s.action_id, s.incident_id FROM action_incident s) x \
        JOIN incident c ON c.id = x.incident_id WHERE NOT c.private AND ", counts!("c"),
        " GROUP BY x.action_id) SELECT a.number, a.title, COALESCE(n.n, 0) FROM action a \
        LEFT JOIN incident i ON i.id = a.incident_id LEFT JOIN seen n ON n.action_id = a.id \
        WHERE a.state = 'idea' AND (a.incident_id IS NULL OR a.incident_id <> $3 AND ", visible!(),
        ") AND NOT EXISTS (SELECT 1 FROM action_incident s WHERE s.action_id = a.id \
        AND s.incident_id = $3) ORDER BY COALESCE(n.n, 0) DESC, a.number DESC LIMIT $4");
    SIGHTINGS = concat!("SELECT ", stood!(), ", s.at, p.name FROM action_incident s \
        JOIN incident i ON i.id = s.incident_id LEFT JOIN person p ON p.id = s.by_person \
        WHERE s.action_id = $3 AND ", visible!(), " ORDER BY s.at, s.id");
    KNOWN = "SELECT id FROM action_incident WHERE action_id = $1 AND incident_id = $2";
    SIGHT = "INSERT INTO action_incident (id, action_id, incident_id, at, by_person) \
        VALUES ($1, $2, $3, $4, $5)";
    ADOPT = "UPDATE action SET state = 'open', owner_person = $2, owner_team = $3, due = $4, \
        priority = $5, version = version + 1 WHERE id = $1";
}

/// An incident in which an idea came up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    pub incident: IncidentNumber,
    pub title: String,
    pub private: bool,
    pub kind: Kind,
    pub status: Status,
}

impl Stood {
    /// Drills and what came to nothing count for nobody; private ones only where asked for.
    #[must_use]
    pub fn counts(&self, private: bool) -> bool {
        self.kind != Kind::Drill && !self.status.came_to_nothing() && (private || !self.private)
    }
}

impl From<&Incident> for Stood {
    fn from(incident: &Incident) -> Self {
        Self {
            incident: incident.number,
            title: incident.title.clone(),
            private: incident.private,
            kind: incident.kind,
            status: incident.status,
        }
    }
}

/// An idea with the incidents in which it came up, of those that the viewer may see.
#[derive(Debug, Clone)]
pub struct Idea {
    pub action: Action,
    /// The earliest first.
    pub stood: Vec<Stood>,
}

impl Idea {
    /// In how many incidents it came up.
    #[must_use]
    pub fn seen(&self, private: bool) -> i64 {
        let counted = self.stood.iter().filter(|one| one.counts(private)).count();
        i64::try_from(counted).unwrap_or(i64::MAX)
    }
}

type StoodRow = (i64, String, bool, String, String);
type SightingRow = (i64, String, bool, String, String, i64, Option<String>);

fn stood((number, title, private, kind, status): StoodRow) -> Result<Stood, Failure> {
    let (kind, status) = (word(&kind)?, word(&status)?);
    Ok(Stood { incident: IncidentNumber(number), title, private, kind, status })
}

/// Every idea that the viewer may see, what came up most often first and the latest of equals.
/// Private incidents are counted only where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn ideas(db: &mut Db<'_>, viewer: Viewer, private: bool) -> Result<Vec<Idea>, Failure> {
    let actions = list(&mut *db, viewer, Which::Ideas).await?;
    if actions.is_empty() {
        return Ok(Vec::new());
    }
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(Uuid, i64, String, bool, String, String)> = all!(db, STOOD, all, person)?;
    let mut of: HashMap<Uuid, Vec<Stood>> = HashMap::new();
    for (action, number, title, hidden, kind, status) in rows {
        of.entry(action).or_default().push(stood((number, title, hidden, kind, status))?);
    }
    let one = |action: Action| {
        let stood = of.remove(&action.id.0).unwrap_or_default();
        Idea { action, stood }
    };
    let mut ideas: Vec<Idea> = actions.into_iter().map(one).collect();
    ideas.sort_by_key(|idea| Reverse((idea.seen(private), idea.action.number.0)));
    Ok(ideas)
}

/// An idea that may be named at an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherIdea {
    pub action: ActionNumber,
    pub title: String,
    /// In so many incidents that everybody sees it came up.
    pub seen: i64,
}

/// The first `most` ideas that the viewer may see and that do not stand in an incident yet, in
/// the order of [`ideas`] without private ones.
///
/// # Errors
/// [`Failure::Database`].
pub async fn other_ideas(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
    most: i64,
) -> Result<Vec<OtherIdea>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64, String, i64)> = all!(db, OTHERS, all, person, incident.0, most)?;
    let one = |(number, title, seen): (i64, String, i64)| OtherIdea {
        action: ActionNumber(number),
        title,
        seen,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// The incidents, of those that the viewer sees, in which an action came up again while it was
/// an idea, with when and by whom that was said; the caller has read the action through its
/// viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn sightings(
    db: &mut Db<'_>,
    viewer: Viewer,
    action: ActionId,
) -> Result<Vec<(Stood, Instant, Option<String>)>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<SightingRow> = all!(db, SIGHTINGS, all, person, action.0)?;
    rows.into_iter()
        .map(|(number, title, private, kind, status, at, by)| {
            Ok((stood((number, title, private, kind, status))?, Instant::from_micros(at), by))
        })
        .collect()
}

/// What was written down elsewhere and came up again in an incident that the caller has read
/// through its viewer: ideas, and what became of them.
///
/// # Errors
/// [`Failure::Database`].
pub async fn seen_in(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Vec<Action>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, SEEN_IN, all, person, incident.0)?;
    rows.into_iter().map(Action::try_from).collect()
}

impl Perform for ActionSighting {
    const NAME: &'static str = "see action again";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let action = super::by_number(&mut work.db, work.viewer, self.action).await?;
        let incident = match incident::by_number(&mut work.db, work.viewer, self.incident).await {
            Err(Failure::Refused(Refusal::NotFound(_))) => {
                let none = "There is no such incident.";
                return Err(Refusal::field("incident", none).into());
            }
            other => other?,
        };
        if action.state != ActionState::Idea {
            let other = "This is no idea any more: it was decided on.";
            return Err(Refusal::Conflict(other.to_owned()).into());
        }
        if incident.status == Status::Merged {
            let merged = "That incident was merged into another: name the other.";
            return Err(Refusal::field("incident", merged).into());
        }
        let known: Option<(Uuid,)> = first!(&mut work.db, KNOWN, action.id.0, incident.id.0)?;
        let first = action.incident.as_ref().is_some_and(|(id, ..)| *id == incident.id);
        if first || known.is_some() {
            let known = "The idea names that incident already.";
            return Err(Refusal::field("incident", known).into());
        }
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, SIGHT, new_id(), action.id.0, incident.id.0, at, by)?;
        // It changes no version: nothing of the idea is other than it was. It is told of the
        // incident in which it came up, and to nobody who may not see that one.
        let (id, version) = (action.id.0, action.version);
        work.event("action.seen", Subject::Action, id, version, Some(incident.id)).await?;
        Ok(Outcome { id, address: action.address(), version })
    }
}

impl Perform for ActionAdoption {
    const NAME: &'static str = "adopt action";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let action = super::by_number(&mut work.db, work.viewer, self.action).await?;
        work.unchanged(self.version, settle::saved(&action)).await?;
        if action.state != ActionState::Idea {
            let other = "This is no idea any more: it was decided on.";
            return Err(Refusal::Conflict(other.to_owned()).into());
        }
        let owner = self.owner.unwrap_or(action.owner.as_ref().map(|(owner, _)| *owner));
        let priority = self.priority.unwrap_or(action.priority);
        let (person, team) = change::owner(work, owner).await?;
        let due = change::due(work, self.due, priority).await?;
        let (due, priority) = (due.map(|due| due.to_string()), priority.map(Word::key));
        change!(&mut work.db, ADOPT, action.id.0, person, team, due, priority)?;
        change::changed(work, &action, "action.adopted").await
    }
}
