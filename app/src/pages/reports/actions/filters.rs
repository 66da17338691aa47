//! What is counted: a form that asks by its address.

use leptos::prelude::*;
use nofault_domain::report::actions::GroupBy;
use nofault_domain::report::stay::StayOf;
use nofault_domain::word::Word;

use crate::pages::reports::filters::{service, team};
use crate::report::actions::{Actions, ActionsAsked};
use crate::ui::{Check, Pick, words};

pub fn filters(asked: &ActionsAsked, found: &Actions) -> AnyView {
    let filter = &asked.filter;
    let priorities: Vec<StayOf> =
        StayOf::ALL.iter().copied().filter(|of| *of != StayOf::All).collect();
    let priority = filter.priority.map_or("", Word::key);
    let clear = filter
        .is_set()
        .then(|| view! { <a class="button quiet" href="/reports/actions">"Clear"</a> });
    view! {
        <form method="get" action="/reports/actions" class="filters" aria-label="What is counted">
            <Pick name="by" label="Counted by" value=asked.by.key() choices=words(GroupBy::ALL) />
            <Pick name="priority" label="Priority" none="Any priority" value=priority choices=words(&priorities) />
            {service(filter.service.as_deref(), &found.choices.services)}
            {team(filter.team.as_deref(), &found.choices.teams)}
            <Check name="private" value="1" label="With private ones that you may see" checked=asked.private />
            <div class="buttons"><button class="button">"Show"</button>{clear}</div>
        </form>
    }
    .into_any()
}
