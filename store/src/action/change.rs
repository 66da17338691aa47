//! Adding, changing and ending actions.

use nofault_domain::access::Role;
use nofault_domain::action::{ActionState, Priority};
use nofault_domain::command::action::{
    ActionCompletion, ActionContent, ActionEdit, ActionMove, ActionRefusal, ActionReopening,
    NewAction, OwnerId,
};
use nofault_domain::event::Subject;
use nofault_domain::evidence::Evidence;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Note;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{Action, settle};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, catalog, incident, new_id, review};

statements! {
    INSERT = "INSERT INTO action (id, number, incident_id, title, kind, priority, state, \
        owner_person, owner_team, due, created_at, created_by, success, tracker, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";
    SET = "UPDATE action SET title = $2, kind = $3, priority = $4, owner_person = $5, \
        owner_team = $6, due = $7, state = $8, success = $9, tracker = $10, version = version + 1 WHERE id = $1";
    SET_STATE = "UPDATE action SET state = $2, version = version + 1 WHERE id = $1";
    CLOSE = "INSERT INTO action_closure (id, action_id, state, at, by_person, note, verify_on) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    REOPEN = "UPDATE action_closure SET reopened_at = $2, reopened_by = $3 \
        WHERE action_id = $1 AND reopened_at IS NULL";
    // What it was before it was declined; an import has said nothing of it. Read along the events
    // of its incident: there are many.
    BEGAN = "SELECT v.name FROM action a JOIN event v ON v.subject_id = a.id \
        AND (v.incident_id = a.incident_id OR (v.incident_id IS NULL AND a.incident_id IS NULL)) \
        WHERE a.id = $1 AND v.name IN ('action.added', 'action.suggested', 'action.adopted') \
        ORDER BY v.id DESC LIMIT 1";
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
        let (person, team) = owner(work, self.content.owner).await?;
        let ActionContent { title, kind, priority, .. } = &self.content;
        // An idea is due on no day until it is an action.
        let (state, event, due) = if self.idea {
            (ActionState::Idea, "action.suggested", None)
        } else {
            let due = due(work, self.content.due, *priority).await?;
            (ActionState::Open, "action.added", due)
        };
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
            state.key(),
            person,
            team,
            due.map(|due| due.to_string()),
            work.now.micros(),
            work.viewer.person().map(|person| person.0),
            self.content.success.as_ref().map_or("", Note::as_str),
            self.content.tracker.as_ref().map_or("", Evidence::as_str)
        )?;
        let of = incident.as_ref().map(|incident| incident.id);
        work.event(event, Subject::Action, id, 1, of).await?;
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
        let (content, state) = settle::edit(work, &action, self).await?;
        let (person, team) = owner(work, content.owner).await?;
        let ActionContent { title, kind, priority, due, .. } = &content;
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
            state.key(),
            content.success.as_ref().map_or("", Note::as_str),
            content.tracker.as_ref().map_or("", Evidence::as_str)
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
        work.unchanged(self.0.version, settle::saved(&action)).await?;
        if !action.state.is_ended() {
            return Err(Refusal::Conflict("This action is open already.".to_owned()).into());
        }
        reopen(work, &action).await
    }
}

/// Of an action that has ended, as it is now.
pub(super) async fn reopen(work: &mut Work<'_>, action: &Action) -> Result<Outcome, Failure> {
    let (at, by) = (work.now.micros(), work.person());
    change!(&mut work.db, REOPEN, action.id.0, at, by)?;
    let began: Option<(String,)> = first!(&mut work.db, BEGAN, action.id.0)?;
    let was_idea = began.is_some_and(|(name,)| name == "action.suggested");
    let state = if was_idea { ActionState::Idea } else { ActionState::Open };
    change!(&mut work.db, SET_STATE, action.id.0, state.key())?;
    changed(work, action, "action.reopened").await
}

async fn end(
    work: &mut Work<'_>,
    how: ActionMove,
    state: ActionState,
    event: &'static str,
) -> Result<Outcome, Failure> {
    let action = super::by_number(&mut work.db, work.viewer, how.action).await?;
    work.unchanged(how.version, settle::saved(&action)).await?;
    if action.state.is_ended() {
        return Err(Refusal::Conflict("This action has ended already.".to_owned()).into());
    }
    let verify_on = match (state, how.verify_on) {
        (ActionState::Done, _) if action.state == ActionState::Idea => {
            let idea = "This is an idea still: make it an action first.";
            return Err(Refusal::Conflict(idea.to_owned()).into());
        }
        (ActionState::Done, Some(day)) => day,
        (ActionState::Done, None) => {
            let days = review::policy(&mut work.db).await?.rules.verify_days;
            let today = today(work).await?;
            days.map(|days| today.plus(days))
        }
        _ => None,
    };
    let verify_on = verify_on.map(|day| day.to_string());
    let (at, by) = (work.now.micros(), work.person());
    let note = how.note.map(nofault_domain::text::Reason::into_string).unwrap_or_default();
    let closure = new_id();
    change!(&mut work.db, CLOSE, closure, action.id.0, state.key(), at, by, note, verify_on)?;
    change!(&mut work.db, SET_STATE, action.id.0, state.key())?;
    changed(work, &action, event).await
}

pub(super) async fn changed(
    work: &mut Work<'_>,
    action: &Action,
    event: &'static str,
) -> Result<Outcome, Failure> {
    let (id, version) = (action.id.0, action.version + 1);
    let incident = action.incident.as_ref().map(|(id, ..)| *id);
    work.event(event, Subject::Action, id, version, incident).await?;
    Ok(Outcome { id, address: action.address(), version })
}

/// The owner as the two columns hold it.
pub(super) async fn owner(
    work: &mut Work<'_>,
    owner: Option<OwnerId>,
) -> Result<(Option<Uuid>, Option<Uuid>), Failure> {
    let (known, columns): (Option<(Uuid,)>, _) = match owner {
        None => return Ok((None, None)),
        Some(OwnerId::Person(id)) => (first!(&mut work.db, PERSON, id.0)?, (Some(id.0), None)),
        Some(OwnerId::Team(id)) => (first!(&mut work.db, TEAM, id.0)?, (None, Some(id.0))),
    };
    if known.is_none() {
        return Err(Refusal::field("owner", "That owner is not known any more.").into());
    }
    Ok(columns)
}

pub(super) async fn today(work: &mut Work<'_>) -> Result<Day, Failure> {
    let zone = catalog::installation(&mut work.db).await?.zone;
    Ok(Day::of(work.now, &zone))
}

/// As typed, else as the policy says of the priority.
pub(super) async fn due(
    work: &mut Work<'_>,
    typed: Option<Day>,
    priority: Option<Priority>,
) -> Result<Option<Day>, Failure> {
    let (None, Some(priority)) = (typed, priority) else { return Ok(typed) };
    let days = review::policy(&mut work.db).await?.rules.due_days(priority);
    let today = today(work).await?;
    Ok(days.map(|days| today.plus(days)))
}
