//! What the report is asked for: a form that asks by its address.

use leptos::prelude::*;
use nofault_domain::metric::Metric;
use nofault_domain::period::{By, Period};
use nofault_domain::report::durations::{Counted, DurationsAsked, SourceRule};
use nofault_domain::severity::Severity;
use nofault_domain::word::Word;

use crate::report::durations::Durations;
use crate::ui::{Choice, Pick, words};

pub fn filters(asked: &DurationsAsked, found: &Durations) -> AnyView {
    let choice =
        |value: &str, label: String| Choice { value: value.to_owned(), label, group: None };
    let metric = |metric: &Metric| {
        let also = if metric.as_str() == "time-to-resolve" { " (MTTR)" } else { "" };
        choice(metric.as_str(), format!("{}{also}", metric.label()))
    };
    let metrics: Vec<_> = found.metrics.iter().map(metric).collect();
    let services: Vec<_> = found.services.iter().map(|name| choice(name, name.clone())).collect();
    let service = asked.service.clone().unwrap_or_default();
    let period = |period: Option<Period>| period.map_or_else(String::new, |one| one.to_string());
    let (from, to) = (period(asked.from), period(asked.to));
    view! {
        <form method="get" action="/reports/durations" class="filters" aria-label="What is counted">
            <Pick name="metric" label="Metric" value=asked.metric.as_str() choices=metrics />
            <Pick name="by" label="By" value=asked.by.key() choices=words(By::ALL) />
            <Pick name="severity" label="Highest severity" none="Any severity" value=asked.severity.map_or("", Word::key) choices=words(Severity::ALL) />
            <Pick name="service" label="Service" none="Any service" value=service choices=services />
            <Pick name="kind" label="Counted" value=asked.counted.key() choices=words(Counted::ALL) />
            <Pick name="source" label="Durations" value=asked.source.key() choices=words(SourceRule::ALL) />
            <label><span>"From period"</span><input type="text" name="from" value=from size="8" placeholder="2020-Q1" /></label>
            <label><span>"To period"</span><input type="text" name="to" value=to size="8" placeholder="2021" /></label>
            <label class="check">
                <input type="checkbox" name="private" value="1" checked=asked.private />
                <span>"With private ones that you may see"</span>
            </label>
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}
