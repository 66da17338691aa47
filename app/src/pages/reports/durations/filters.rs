//! What the report is asked for: a form that asks by its address.

use leptos::prelude::*;
use nofault_domain::metric::Metric;
use nofault_domain::period::By;
use nofault_domain::report::durations::{Counted, DurationsAsked, SourceRule};
use nofault_domain::severity::Severity;
use nofault_domain::word::Word;

use crate::pages::reports::filters::{between, service, team};
use crate::report::durations::{Durations, also};
use crate::ui::{Check, Choice, Pick, words};

pub fn filters(asked: &DurationsAsked, found: &Durations) -> AnyView {
    let choice =
        |value: &str, label: String| Choice { value: value.to_owned(), label, group: None };
    let metric =
        |metric: &Metric| choice(metric.as_str(), format!("{}{}", metric.label(), also(metric)));
    let metrics: Vec<_> = found.metrics.iter().map(metric).collect();
    view! {
        <form method="get" action="/reports/durations" class="filters" aria-label="What is counted">
            <Pick name="metric" label="Metric" value=asked.metric.as_str() choices=metrics />
            <Pick name="by" label="By" value=asked.by.key() choices=words(By::ALL) />
            <Pick name="severity" label="Highest severity" none="Any severity" value=asked.severity.map_or("", Word::key) choices=words(Severity::ALL) />
            {service(asked.service.as_deref(), &found.choices.services)}
            {team(asked.team.as_deref(), &found.choices.teams)}
            <Pick name="kind" label="Counted" value=asked.counted.key() choices=words(Counted::ALL) />
            <Pick name="source" label="Durations" value=asked.source.key() choices=words(SourceRule::ALL) />
            {between(asked.from, asked.to, ["2020-Q1", "2021"])}
            <Check name="private" value="1" label="With private ones that you may see" checked=asked.private />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}
