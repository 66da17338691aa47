//! What is said of an action once, right after it was added.

use leptos::prelude::*;
use nofault_domain::action::{due_said, wording};
use nofault_domain::number::ActionNumber;
use nofault_domain::period::Day;
use nofault_store::action::Action;
use nofault_store::{Db, Failure, catalog, review};

use crate::here::Here;

#[derive(Clone)]
pub struct Added {
    action: ActionNumber,
    address: String,
    due: Option<String>,
    hint: Option<String>,
}

/// What the address asks for: the action of these that was just added.
pub async fn read(
    db: &mut Db<'_>,
    here: &Here,
    actions: &[Action],
) -> Result<Option<Added>, Failure> {
    let asked = ActionNumber::parse(here.query("added"));
    let Some(action) = actions.iter().find(|action| Some(action.number) == asked) else {
        return Ok(None);
    };
    let zone = catalog::installation(&mut *db).await?.zone;
    let begun = Day::of(action.created_at, &zone);
    let rules = review::policy(db).await?.rules;
    let days = action.priority.and_then(|priority| Some((priority, rules.due_days(priority)?)));
    // What was typed is known already.
    let due = action.due.zip(days).filter(|(due, (_, days))| begun.plus(*days) == *due);
    let due =
        due.map(|(due, (priority, days))| due_said(due, Day::of(here.now, &zone), days, priority));
    let hint = wording::hint(&action.title).filter(|_| !action.state.is_ended());
    let (action, address) = (action.number, format!("{}#edit", action.address()));
    Ok(Some(Added { action, address, due, hint: hint.map(wording::Hint::text) }))
}

pub fn added(added: &Option<Added>) -> AnyView {
    let Some(Added { action, address, due, hint }) = added else { return ().into_any() };
    let due = due.as_ref().map_or_else(String::new, |due| format!(" {due}"));
    let hint = hint.clone().map(|hint| {
        view! { <p>{hint}" "<a href=address.clone()>"Change it"</a>", or leave it as it is."</p> }
    });
    view! {
        <div class="notice" role="status" id="added">
            <p>{format!("{action} is added.{due}")}</p>
            {hint}
        </div>
    }
    .into_any()
}
