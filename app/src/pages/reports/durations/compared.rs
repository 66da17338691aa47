//! Two periods compared, with a verdict in words.

use leptos::prelude::*;
use nofault_domain::period::Period;
use nofault_domain::report::durations::{Compared, DurationsAsked, SliceBy};
use nofault_domain::severity::Severity;
use nofault_domain::statistics::change::{Change, Method as How, sureness};
use nofault_domain::word::{Word, lower};

use super::at_once::at_once;
use crate::pages::reports::Method;
use crate::report::durations::Durations;
use crate::ui::{Check, Pick, words};

pub fn compared(asked: &DurationsAsked, found: &Durations) -> AnyView {
    let names = found.report.periods.iter().rev().map(|one| one.period.to_string());
    let names: Vec<_> = names.collect();
    let nothing = found.compared.is_none() && found.compared_at_once.is_none();
    if names.len() < 2 && nothing {
        return ().into_any();
    }
    let hidden: Vec<_> = asked
        .pairs()
        .into_iter()
        .filter(|(name, _)| !matches!(*name, "before" | "after" | "slice" | "with"))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let (before, after) = asked.compared.unzip();
    let value = |chosen: Option<Period>, at: usize| {
        chosen.map(|one| one.to_string()).or_else(|| names.get(at).cloned()).unwrap_or_default()
    };
    // Where nothing was compared there is only the form.
    let class = if nothing { "no-print" } else { "" };
    let slice = asked.slice.map_or("", Word::key);
    view! {
        <section id="change" class=class>
            <h2>"Change between two periods"</h2>
            <form method="get" action="/reports/durations#change" class="filters" aria-label="Which periods are compared">
                {hidden}
                <label><span>"Before"</span><input type="text" name="before" value=value(before, 1) size="8" /></label>
                <label><span>"After"</span><input type="text" name="after" value=value(after, 0) size="8" /></label>
                <Pick name="slice" label="Each by itself" none="All together" value=slice choices=words(SliceBy::ALL) />
                {others(asked, found)}
                <div class="buttons"><button class="button">"Compare"</button></div>
            </form>
            {found.compared.as_ref().map(told)}
            {found.compared_at_once.as_ref().map(|one| at_once(asked, one))}
        </section>
    }
    .into_any()
}

/// The metrics that may be compared beside the report’s own.
fn others(asked: &DurationsAsked, found: &Durations) -> Option<AnyView> {
    let others = found.metrics.iter().filter(|metric| **metric != asked.metric);
    let boxes: Vec<_> = others
        .map(|metric| {
            let checked = asked.with.contains(metric);
            view! { <Check name="with" value=metric.as_str() label=metric.label() checked=checked /> }
        })
        .collect();
    (!boxes.is_empty()).then(|| {
        view! { <fieldset class="checks"><legend>"Beside "{asked.metric.label().to_lowercase()}</legend>{boxes}</fieldset> }
            .into_any()
    })
}

fn told(compared: &Compared) -> AnyView {
    let Compared { before, after, change } = compared;
    let heading = format!("From {before} to {after}: {}.", lower(&change.verdict.to_string()));
    let n = format!(
        "{before}: {}, {after}: {}, that could be compared{}.",
        incidents(change.n[0]),
        incidents(change.n[1]),
        match change.open {
            [0, 0] => String::new(),
            [one, two] => format!("; of these {one} and {two} are still open"),
        }
    );
    let among = match change.method {
        How::Stratified => "Among incidents of the same severity",
        How::Censored => "Whatever their severity, since some are open",
    };
    let ratio = match (change.ratio, change.method) {
        (Ok(ratio), How::Stratified) => {
            format!("{among}: {ratio} ({}).", sureness(change.at_once))
        }
        (Ok(ratio), How::Censored) => format!(
            "{among}: {ratio} ({}). A changed mix of severities can cause this.",
            sureness(change.at_once)
        ),
        (Err(missing), _) => format!("{among}: no figure, {missing}."),
    };
    // Of open ones there is one figure only, and it is that above.
    let raw = (change.method == How::Stratified).then(|| {
        let raw = change.raw.map_or_else(
            |missing| format!("Whatever their severity: no figure, {missing}."),
            |raw| format!("Whatever their severity: {raw:.2} times as long as before."),
        );
        view! { <li>{raw}</li> }
    });
    view! {
        <p><strong>{heading}</strong></p>
        <div class="prose"><ul>
            <li>{n}</li>
            <li>{ratio}</li>
            {raw}
            {dropped(change).map(|text| view! { <li>{text}</li> })}
            <li>{change.smallest_in_words()}</li>
        </ul></div>
        <p class="hint">"The ratio is of geometric means: the typical length, which one very long incident does not move. “Cannot tell” does not say that nothing changed. "{Method::Changes.link()}</p>
    }
    .into_any()
}

fn incidents(n: usize) -> String {
    if n == 1 { "1 incident".to_owned() } else { format!("{n} incidents") }
}

/// The severities that only one of both periods has.
fn dropped(change: &Change<Option<Severity>>) -> Option<String> {
    let names: Vec<_> = change
        .dropped
        .iter()
        .map(|severity| severity.map_or("without a severity", Word::label))
        .collect();
    (!names.is_empty()).then(|| {
        format!("Not compared, as only one of both periods has such: {}.", names.join(", "))
    })
}
