//! What the report is asked for: a form that asks by its address, and keeps what was typed.

use leptos::prelude::*;
use nofault_domain::period::By;
use nofault_domain::report::counts::CountsForm;
use nofault_domain::report::durations::Counted;

use crate::pages::reports::asking::Wrong;
use crate::pages::reports::filters::{Blank, FIELDS, between, service, severity, team, word};
use crate::report::Choices;
use crate::ui::{Check, Typed};

pub fn filters(form: &CountsForm, choices: &Choices, wrong: &Wrong) -> AnyView {
    let CountsForm { periods, period, before, .. } = form;
    let fields = [&FIELDS[..], &["severity", "kind", "period", "before"]].concat();
    view! {
        <form method="get" action="/reports/counts" class="filters" aria-label="What is counted">
            {word(["by", "By"], &periods.by, Blank::Is(By::Month), wrong)}
            {severity(&form.severity, wrong)}
            {service(&periods.service, choices, wrong)}
            {team(&periods.team, choices, wrong)}
            {word(["kind", "Counted"], &form.kind, Blank::Is(Counted::Incident), wrong)}
            {between([&periods.from, &periods.to], ["e.g. 2026-01", "e.g. 2026"], wrong)}
            <Typed name="period" label="Period" value=period.clone() placeholder="the last" error=wrong.at("period") />
            <Typed name="before" label="Compared with" value=before.clone() placeholder="the one before" error=wrong.at("before") />
            <Check name="private" value="1" label="With private ones that you may see" checked=periods.private == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {wrong.beside(&fields)}
    }
    .into_any()
}
