//! What is asked for: a form that asks by its address, and the spans beside this one.

use leptos::prelude::*;
use nofault_domain::period::By;
use nofault_domain::report::home::HomeAsked;
use nofault_domain::report::periods::PeriodsForm;
use nofault_domain::word::Word;

use crate::pages::reports::address;
use crate::pages::reports::asking::Wrong;
use crate::pages::reports::filters::{service, team};
use crate::report::Choices;
use crate::report::home::Home;
use crate::ui::{Check, Typed};

/// With what was typed, and at each field what is wrong with it.
pub fn filters(form: &PeriodsForm, choices: &Choices, wrong: &Wrong) -> AnyView {
    // What cannot be read and is not seen would stay in the way.
    let by = By::parse(&form.by).ok();
    let by = by.map(|by| view! { <input type="hidden" name="by" value=by.key() /> });
    view! {
        <form method="get" action="/reports" class="filters" aria-label="What is told of">
            {by}
            <Typed name="from" label="From period" value=form.from.clone() placeholder="e.g. 2026-10" error=wrong.at("from") />
            <Typed name="to" label="To period (blank: just one)" value=form.to.clone() placeholder="e.g. 2026-12" error=wrong.at("to") />
            {service(&form.service, choices, wrong)}
            {team(&form.team, choices, wrong)}
            <Check name="private" value="1" label="With private ones that you may see" checked=form.private == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {wrong.beside(&["from", "to", "service", "team"])}
    }
    .into_any()
}

/// To the span before and after, and to the last one of each length.
pub fn ways(asked: &HomeAsked, found: &Home) -> AnyView {
    let to = |span| address("/reports", &asked.of(span).pairs());
    let (before, after) = (found.span.before(), found.span.after());
    // No span is told of before it has begun.
    let after = (after.start(&found.zone) <= found.now).then(|| {
        view! { <a href=to(after) rel="next">{after.to_string()}" →"</a> }
    });
    let last = |by: &By| {
        let current = (asked.follows() == Some(*by)).then_some("true");
        let href = address("/reports", &asked.last(*by).pairs());
        view! { <a href=href aria-current=current>{by.label()}</a> }
    };
    view! {
        <nav class="ways links" aria-label="Which time">
            <a href=to(before) rel="prev">"← "{before.to_string()}</a>
            {after}
            <span>"The last whole:"</span>
            {By::ALL.iter().map(last).collect_view()}
        </nav>
    }
    .into_any()
}
