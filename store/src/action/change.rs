//! Adding, changing and ending actions.

use nofault_domain::access::Role;
use nofault_domain::action::ActionState;
use nofault_domain::command::action::{
    ActionCompletion, ActionContent, ActionEdit, ActionMove, ActionRefusal, ActionReopening,
    NewAction, OwnerId,
};
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::Action;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident, new_id};

statements! {
    INSERT = "INSERT INTO action (id, number, incident_id, title, kind, priority, state, \
        owner_person, owner_team, due, created_at, created_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, 1)";
    SET = "UPDATE action SET title = $2, kind = $3, priority = $4, owner_person = $5, \
        owner_team = $6, due = $7, state = $8, version = version + 1 WHERE id = $1";
    SET_STATE = "UPDATE action SET state = $2, version = version + 1 WHERE id = $1";
    CLOSE = "INSERT INTO action_closure (id, action_id, state, at, by_person, note) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    REOPEN = "UPDATE action_closure SET reopened_at = $2, reopened_by = $3 \
        WHERE action_id = $1 AND reopened_at IS NULL";
    PERSON = "SELECT id FROM person WHERE id = $1";
    TEAM = "SELECT id FROM team WHERE id = $1";
}

impl Perform for NewAction {
    const NAME: &'static str = "add action";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = match self.incident {
            Some(number) => Some(incident::by_number(&mut work.db, work.viewer, number).await?),
            None => None,
        };
        let (person, team) = owner(work, &self.content).await?;
        let ActionContent { title, kind, priority, due, .. } = &self.content;
        let (id, number) = (new_id(), work.next("action").await?);
        change!(
            &mut work.db,
            INSERT,
            id,
            number,
            incident.as_ref().map(|incident| incident.id.0),
            title.as_str(),
            kind.map(Word::key),
            priority.map(Word::key),
            person,
            team,
            due.map(|due| due.to_string()),
            work.now.micros(),
            work.viewer.person().map(|person| person.0)
        )?;
        let of = incident.as_ref().map(|incident| incident.id);
        work.event("action.added", Subject::Action, id, 1, of).await?;
        let address = match incident {
            Some(incident) => format!("{}#A-{number}", incident.address()),
            None => format!("/actions/A-{number}"),
        };
        Ok(Outcome { id, address, version: 1 })
    }
}

impl Perform for ActionEdit {
    const NAME: &'static str = "edit action";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let action = super::by_number(&mut work.db, work.viewer, self.action).await?;
        current(&action, self.version)?;
        let state =
            if action.state.is_ended() { action.state } else { self.state.unwrap_or(action.state) };
        let (person, team) = owner(work, &self.content).await?;
        let ActionContent { title, kind, priority, due, .. } = &self.content;
        change!(
            &mut work.db,
            SET,
            action.id.0,
            title.as_str(),
            kind.map(Word::key),
            priority.map(Word::key),
            person,
            team,
            due.map(|due| due.to_string()),
            state.key()
        )?;
        changed(work, &action, "action.edited").await
    }
}

impl Perform for ActionCompletion {
    const NAME: &'static str = "complete action";

    fn rule(&self) -> Rule {
        Rule::OwnerOr(Role::Responder, self.0.action)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        end(work, self.0, ActionState::Done, "action.completed").await
    }
}

impl Perform for ActionRefusal {
    const NAME: &'static str = "decline action";

    fn rule(&self) -> Rule {
        Rule::OwnerOr(Role::Responder, self.0.action)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        end(work, self.0, ActionState::WontDo, "action.declined").await
    }
}

impl Perform for ActionReopening {
    const NAME: &'static str = "reopen action";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let action = super::by_number(&mut work.db, work.viewer, self.0.action).await?;
        current(&action, self.0.version)?;
        if !action.state.is_ended() {
            return Err(Refusal::Conflict("This action is open already.".to_owned()).into());
        }
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, REOPEN, action.id.0, at, by)?;
        change!(&mut work.db, SET_STATE, action.id.0, ActionState::Open.key())?;
        changed(work, &action, "action.reopened").await
    }
}

async fn end(
    work: &mut Work<'_>,
    how: ActionMove,
    state: ActionState,
    event: &'static str,
) -> Result<Outcome, Failure> {
    let action = super::by_number(&mut work.db, work.viewer, how.action).await?;
    current(&action, how.version)?;
    if action.state.is_ended() {
        return Err(Refusal::Conflict("This action has ended already.".to_owned()).into());
    }
    let (at, by) = (work.now.micros(), work.person());
    let note = how.note.map(nofault_domain::text::Reason::into_string).unwrap_or_default();
    let closure = new_id();
    change!(&mut work.db, CLOSE, closure, action.id.0, state.key(), at, by, note)?;
    change!(&mut work.db, SET_STATE, action.id.0, state.key())?;
    changed(work, &action, event).await
}

async fn changed(
    work: &mut Work<'_>,
    action: &Action,
    event: &'static str,
) -> Result<Outcome, Failure> {
    let (id, version) = (action.id.0, action.version + 1);
    let incident = action.incident.as_ref().map(|(id, ..)| *id);
    work.event(event, Subject::Action, id, version, incident).await?;
    Ok(Outcome { id, address: action.address(), version })
}

fn current(action: &Action, seen: i64) -> Result<(), Refusal> {
    if action.version == seen { Ok(()) } else { Err(Refusal::stale("action")) }
}

/// The owner as the two columns hold it.
async fn owner(
    work: &mut Work<'_>,
    content: &ActionContent,
) -> Result<(Option<Uuid>, Option<Uuid>), Failure> {
    let (known, columns): (Option<(Uuid,)>, _) = match content.owner {
        None => return Ok((None, None)),
        Some(OwnerId::Person(id)) => (first!(&mut work.db, PERSON, id.0)?, (Some(id.0), None)),
        Some(OwnerId::Team(id)) => (first!(&mut work.db, TEAM, id.0)?, (None, Some(id.0))),
    };
    if known.is_none() {
        return Err(Refusal::field("owner", "That owner is not known any more.").into());
    }
    Ok(columns)
}
