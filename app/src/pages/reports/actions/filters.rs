//! What is counted: a form that asks by its address.

use leptos::prelude::*;
use nofault_domain::report::actions::GroupBy;
use nofault_domain::report::stay::StayOf;
use nofault_domain::word::Word;

use crate::report::actions::{Actions, ActionsAsked};
use crate::ui::{Choice, Pick, words};

pub fn filters(asked: &ActionsAsked, found: &Actions) -> AnyView {
    let filter = &asked.filter;
    let priorities: Vec<StayOf> =
        StayOf::ALL.iter().copied().filter(|of| *of != StayOf::All).collect();
    let priority = filter.priority.map_or("", Word::key);
    let service = filter.service.clone().unwrap_or_default();
    let team = filter.team.clone().unwrap_or_default();
    let clear = filter
        .is_set()
        .then(|| view! { <a class="button quiet" href="/reports/actions">"Clear"</a> });
    view! {
        <form method="get" action="/reports/actions" class="filters" aria-label="What is counted">
            <Pick name="by" label="Counted by" value=asked.by.key() choices=words(GroupBy::ALL) />
            <Pick name="priority" label="Priority" none="Any priority" value=priority choices=words(&priorities) />
            <Pick name="service" label="Service" none="Any service" value=service choices=names(&found.services) />
            <Pick name="team" label="Team" none="Any team" value=team choices=names(&found.teams) />
            <label class="check">
                <input type="checkbox" name="private" value="1" checked=asked.private />
                <span>"With private ones that you may see"</span>
            </label>
            <div class="buttons"><button class="button">"Show"</button>{clear}</div>
        </form>
    }
    .into_any()
}

fn names(names: &[String]) -> Vec<Choice> {
    let choice = |name: &String| Choice { value: name.clone(), label: name.clone(), group: None };
    names.iter().map(choice).collect()
}
