//! What the report is asked for: a form that asks by its address.

use leptos::prelude::*;
use nofault_domain::metric::Metric;
use nofault_domain::period::By;
use nofault_domain::report::durations::{Counted, DurationsForm, SourceRule};

use super::compared;
use crate::pages::reports::asking::Wrong;
use crate::pages::reports::filters::{Blank, FIELDS, between, service, severity, team, with, word};
use crate::report::Choices;
use crate::report::durations::also;
use crate::ui::{Check, Choice, Pick, Typed};

/// The metrics that can be asked for, and what else can.
pub type Offers = (Vec<Metric>, Choices);

/// Where something is wrong, with what was typed of a comparison, too.
pub fn filters(form: &DurationsForm, (metrics, choices): &Offers, wrong: &Wrong) -> AnyView {
    let choice = |metric: &Metric| Choice {
        value: metric.to_string(),
        label: format!("{}{}", metric.label(), also(metric)),
        group: None,
    };
    let asked = compared::metric(form).map_or_else(|| form.metric.clone(), |one| one.to_string());
    let metrics_offered = with(metrics.iter().map(choice).collect(), &asked);
    let unread = !wrong.is_empty();
    // What stands in the address alone is seen where it may be what is wrong.
    let hidden = [("version", "Version", &form.version), ("period", "Period", &form.period)]
        .map(|(name, label, typed)| {
            (unread && !typed.is_empty())
                .then(|| view! { <Typed name label value=typed.clone() error=wrong.at(name) /> })
        })
        .into_iter()
        .collect_view();
    let compares =
        (unread && compared::is_asked(form)).then(|| compared::fields(form, metrics, wrong));
    let others = ["metric", "severity", "kind", "source", "version", "period"];
    let fields = [&FIELDS[..], &others, &compared::FIELDS].concat();
    view! {
        <form method="get" action="/reports/durations" class="filters" aria-label="What is counted">
            <Pick name="metric" label="Metric" value=asked choices=metrics_offered error=wrong.at("metric") />
            {hidden}
            {word(["by", "By"], &form.by, Blank::Is(By::Quarter), wrong)}
            {severity(&form.severity, wrong)}
            {service(&form.service, choices, wrong)}
            {team(&form.team, choices, wrong)}
            {word(["kind", "Counted"], &form.kind, Blank::Is(Counted::Incident), wrong)}
            {word(["source", "Durations"], &form.source, Blank::Is(SourceRule::StatedFirst), wrong)}
            {between([&form.from, &form.to], ["e.g. 2020-Q1", "e.g. 2021"], wrong)}
            {compares}
            <Check name="private" value="1" label="With private ones that you may see" checked=form.private == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {wrong.beside(&fields)}
    }
    .into_any()
}
