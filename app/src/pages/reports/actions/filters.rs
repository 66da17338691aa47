//! What is counted: a form that asks by its address.

use leptos::prelude::*;
use nofault_domain::report::actions::GroupBy;
use nofault_domain::report::stay::StayOf;
use nofault_domain::word::Word;

use crate::here::Here;
use crate::pages::reports::asking::Wrong;
use crate::pages::reports::filters::{Blank, one_of, service, team, word};
use crate::report::Choices;
use crate::ui::{Check, words};

pub fn filters(here: &Here, choices: &Choices, wrong: &Wrong) -> AnyView {
    let [by, priority, of_service, of_team] =
        ["by", "priority", "service", "team"].map(|name| here.query(name).trim());
    let priorities: Vec<StayOf> =
        StayOf::ALL.iter().copied().filter(|of| *of != StayOf::All).collect();
    // What takes all is nothing that is taken off.
    let priority = if priority == StayOf::All.key() { "" } else { priority };
    let clear = [priority, of_service, of_team]
        .iter()
        .any(|typed| !typed.is_empty())
        .then(|| view! { <a class="button quiet" href="/reports/actions">"Clear"</a> });
    let any = Blank::<StayOf>::Any("Any priority");
    view! {
        <form method="get" action="/reports/actions" class="filters" aria-label="What is counted">
            {word(["by", "Counted by"], by, Blank::Is(GroupBy::Team), wrong)}
            {one_of(["priority", "Priority"], priority, any, words(&priorities), wrong)}
            {service(of_service, choices, wrong)}
            {team(of_team, choices, wrong)}
            <Check name="private" value="1" label="With private ones that you may see" checked=here.query("private") == "1" />
            <div class="buttons"><button class="button">"Show"</button>{clear}</div>
        </form>
        {wrong.beside(&["by", "priority", "service", "team"])}
    }
    .into_any()
}
