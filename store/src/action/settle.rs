//! What an action is to be, of a form and of what was saved since it was opened.
//!
//! A new field of the form is asked for here as the others are: what it was, what the form
//! says, what is saved; and is put into [`ActionContent`].

use nofault_domain::action::ActionState;
use nofault_domain::command::action::{ActionContent, ActionEdit, OwnerId, UNDUE};
use nofault_domain::conflict::Comparison;
use nofault_domain::evidence::Evidence;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::{Note, Title};

use super::Action;
use crate::Failure;
use crate::conflict::{Alone, Place, Saved};
use crate::work::Work;

statements! {
    NAME = "SELECT name FROM person WHERE id = $1 UNION ALL SELECT name FROM team WHERE id = $1";
}

/// As a save on an old version is answered.
pub(super) fn saved(action: &Action) -> Place {
    let (subject, version) = (action.id.0, action.version);
    match &action.incident {
        Some((incident, ..)) => Saved::of(subject, *incident, version).into(),
        None => Alone { subject, version, events: "action." }.into(),
    }
}

pub(super) async fn edit(
    work: &mut Work<'_>,
    action: &Action,
    wanted: ActionEdit,
) -> Result<(ActionContent, ActionState), Failure> {
    let ActionEdit { version, content: mine, state, was, .. } = wanted;
    let part = action.version;
    let mut form = Comparison::new(version, part);

    let was_title = was.title.as_ref().map(Title::as_str);
    let of = form.three(was_title, part, mine.title.as_str(), action.title.as_str());
    let title = form.line("title", "Title", &of);
    let theirs = action.owner.as_ref().map(|(owner, _)| *owner);
    let names = [owner_name(work, mine.owner).await?, owner_name(work, theirs).await?];
    let of = form.three(was.owner, part, mine.owner, theirs);
    let sent = |owner: &Option<OwnerId>| owner.map(|owner| owner.to_string()).unwrap_or_default();
    let read = |owner: &Option<OwnerId>| names[usize::from(*owner == theirs)].clone();
    let owner = form.value("owner", "Owner", &of, sent, read);
    let of = form.three(was.due, part, mine.due, action.due);
    let sent = |due: &Option<Day>| due.map(|due| due.to_string()).unwrap_or_default();
    let read = |due: &Option<Day>| due.map_or_else(|| "no day".to_owned(), |due| due.to_string());
    let due = form.value("due", "Due", &of, sent, read);
    let of = form.three(was.priority, part, mine.priority, action.priority);
    let priority = form.choice("priority", "Priority", &of);
    let of = form.three(was.kind, part, mine.kind, action.kind);
    let kind = form.choice("kind", "Kind", &of);
    let (mine_says, saved_says) = (mine.success.as_ref(), action.success.as_str());
    let was_success = was.success.as_ref().map(|was| was.as_ref().map_or("", Note::as_str));
    let of = form.three(was_success, part, mine_says.map_or("", Note::as_str), saved_says);
    let success = form.text("success", "How we will know that it worked", &of);
    let was_tracker = was.tracker.as_ref().map(|was| was.as_ref().map_or("", Evidence::as_str));
    let links = mine.tracker.as_ref().map_or("", Evidence::as_str);
    let of = form.three(was_tracker, part, links, action.tracker.as_str());
    let tracker = form.line("tracker", "Tracker", &of);
    let state = match state {
        None => action.state,
        Some(mine) => {
            let of = form.three(was.state, part, mine, action.state);
            form.word("state", "State", &of)
        }
    };

    work.settled(form, saved(action)).await?;
    if action.state == ActionState::Idea && state != action.state {
        let idea = "This is an idea still: make it an action by its own form.";
        return Err(Refusal::field("state", idea).into());
    }
    if state == ActionState::Idea && due.is_some() && due != action.due {
        return Err(Refusal::field("due", UNDUE).into());
    }
    if action.state.is_ended() && state != action.state {
        let ended = "This action has ended: reopen it to change its state.";
        return Err(Refusal::field("state", ended).into());
    }
    let title = Title::parse(&title).map_err(|_| Failure::damaged("title", title))?;
    let success = Note::parse_optional(&success).map_err(|_| Failure::damaged("text", success))?;
    // What is saved may come from an import, which takes any text.
    let tracker = match tracker.as_str() {
        "" => None,
        given => {
            Some(Evidence::parse(given).map_err(|why| Refusal::field("tracker", why.to_string()))?)
        }
    };
    Ok((ActionContent { title, kind, priority, owner, due, success, tracker }, state))
}

async fn owner_name(work: &mut Work<'_>, owner: Option<OwnerId>) -> Result<String, Failure> {
    let id = match owner {
        None => return Ok("nobody".to_owned()),
        Some(OwnerId::Person(person)) => person.0,
        Some(OwnerId::Team(team)) => team.0,
    };
    let row: Option<(String,)> = first!(&mut work.db, NAME, id)?;
    Ok(row.map_or_else(|| "somebody who is not known any more".to_owned(), |(name,)| name))
}
