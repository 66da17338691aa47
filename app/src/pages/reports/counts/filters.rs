//! What the report is asked for: a form that asks by its address, and keeps what was typed.

use leptos::prelude::*;
use nofault_domain::period::By;
use nofault_domain::refusal::FieldError;
use nofault_domain::report::counts::CountsForm;
use nofault_domain::report::durations::Counted;
use nofault_domain::severity::Severity;
use nofault_domain::word::Word;

use crate::pages::reports::filters::{error, names, with};
use crate::report::Choices;
use crate::ui::{Check, Pick, Typed, words};

pub fn filters(form: &CountsForm, choices: &Choices, wrong: &[FieldError]) -> AnyView {
    let error = |name: &str| error(wrong, name);
    let CountsForm { periods, .. } = form;
    let by = word::<By>(&periods.by, By::Month.key());
    let kind = word::<Counted>(&form.kind, Counted::Incident.key());
    let severity = match Severity::parse_loose(&form.severity) {
        Ok(severity) => severity.key().to_owned(),
        Err(_) => form.severity.clone(),
    };
    view! {
        <form method="get" action="/reports/counts" class="filters" aria-label="What is counted">
            <Pick name="by" label="By" choices=with(words(By::ALL), &by) value=by error=error("by") />
            <Pick name="severity" label="Highest severity" none="Any severity" choices=with(words(Severity::ALL), &severity) value=severity error=error("severity") />
            <Pick name="service" label="Service" none="Any service" choices=names(&choices.services, &periods.service) value=periods.service.clone() error=error("service") />
            <Pick name="team" label="Team" none="Any team" choices=names(&choices.teams, &periods.team) value=periods.team.clone() error=error("team") />
            <Pick name="kind" label="Counted" choices=with(words(Counted::ALL), &kind) value=kind error=error("kind") />
            <Typed name="from" label="From period" value=periods.from.clone() placeholder="e.g. 2026-01" error=error("from") />
            <Typed name="to" label="To period" value=periods.to.clone() placeholder="e.g. 2026" error=error("to") />
            <Typed name="period" label="Period" value=form.period.clone() placeholder="the last" error=error("period") />
            <Typed name="before" label="Compared with" value=form.before.clone() placeholder="the one before" error=error("before") />
            <Check name="private" value="1" label="With private ones that you may see" checked=periods.private == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {error("private").map(|error| view! { <p class="error">{error}</p> })}
    }
    .into_any()
}

/// The word’s key, whatever was typed for it.
fn word<W: Word>(typed: &str, blank: &str) -> String {
    match W::parse(typed) {
        Ok(word) => word.key().to_owned(),
        Err(_) if typed.is_empty() => blank.to_owned(),
        Err(_) => typed.to_owned(),
    }
}
