//! What followed: actions, how each ended, and whether it worked.

use nofault_domain::access::Viewer;
use nofault_domain::action::{ActionKind, ActionState, Priority, Verdict};
use nofault_domain::command::action::OwnerId;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, FactorNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_store::{Db, Failure, action, factor};
use serde::Serialize;

use super::Gone;

#[derive(Debug, Serialize)]
pub struct Action {
    number: ActionNumber,
    address: String,
    title: String,
    kind: Option<ActionKind>,
    priority: Option<Priority>,
    state: ActionState,
    owner: Option<Owner>,
    due: Option<Day>,
    success: String,
    tracker: String,
    /// The contributing factor that it answers.
    factor: Option<FactorNumber>,
    created_at: Instant,
    ended: Option<Ended>,
    /// Each time that it ended, reopened or not.
    endings: Vec<Ending>,
    verifications: Vec<Verified>,
    /// Other incidents in which it came up again.
    sightings: Vec<Sighting>,
    revision: i64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Owner {
    Person(String),
    Team(String),
}

/// How it came to the state in which it is.
#[derive(Debug, Serialize)]
struct Ended {
    at: Instant,
    by: Option<String>,
    text: String,
    /// When to ask whether it worked.
    verify_on: Option<Day>,
}

#[derive(Debug, Serialize)]
struct Ending {
    state: ActionState,
    #[serde(flatten)]
    ended: Ended,
    reopened: Option<Gone>,
}

#[derive(Debug, Serialize)]
struct Verified {
    verdict: Verdict,
    text: String,
    at: Instant,
    by: Option<String>,
    /// Of the completion that holds, and not of one before it was reopened.
    holds: bool,
}

#[derive(Debug, Serialize)]
struct Sighting {
    incident: IncidentNumber,
    title: String,
    at: Instant,
    by: Option<String>,
}

/// An action of another incident, or of none.
#[derive(Debug, Serialize)]
pub struct Again {
    number: ActionNumber,
    title: String,
}

pub(super) async fn actions(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
    base_url: &str,
) -> Result<Vec<Action>, Failure> {
    let mut actions = Vec::new();
    for found in action::of_incident(db, viewer, incident).await? {
        actions.push(whole(db, viewer, found, base_url).await?);
    }
    Ok(actions)
}

async fn whole(
    db: &mut Db<'_>,
    viewer: Viewer,
    action: action::Action,
    base_url: &str,
) -> Result<Action, Failure> {
    let id = action.id;
    let owner = |(id, name)| match id {
        OwnerId::Person(_) => Owner::Person(name),
        OwnerId::Team(_) => Owner::Team(name),
    };
    let ending = |past: action::PastClosure| Ending {
        state: past.state,
        ended: ended(past.closure),
        reopened: past.reopened.map(Gone::from),
    };
    let verified = |one: action::Verification| Verified {
        verdict: one.verdict,
        text: one.note,
        at: one.at,
        by: one.by,
        holds: one.holds,
    };
    let sighting = |(one, at, by): (action::Stood, Instant, Option<String>)| Sighting {
        incident: one.incident,
        title: one.title,
        at,
        by,
    };
    Ok(Action {
        address: format!("{base_url}{}", action.address()),
        number: action.number,
        title: action.title,
        kind: action.kind,
        priority: action.priority,
        state: action.state,
        owner: action.owner.map(owner),
        due: action.due,
        success: action.success,
        tracker: action.tracker,
        factor: factor::answered(db, viewer, id).await?.map(|(number, _)| number),
        created_at: action.created_at,
        ended: action.closure.map(ended),
        endings: action::closures(db, id).await?.into_iter().map(ending).collect(),
        verifications: action::verifications(db, id).await?.into_iter().map(verified).collect(),
        sightings: action::sightings(db, viewer, id).await?.into_iter().map(sighting).collect(),
        revision: action.version,
    })
}

fn ended(end: action::Closure) -> Ended {
    Ended { at: end.at, by: end.by, text: end.note, verify_on: end.verify_on }
}

/// Ideas that came up before, and here again.
pub(super) async fn seen_again(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Vec<Again>, Failure> {
    let found = action::seen_in(db, viewer, incident).await?;
    Ok(found.into_iter().map(|one| Again { number: one.number, title: one.title }).collect())
}
