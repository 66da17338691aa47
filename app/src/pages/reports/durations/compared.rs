//! Two periods compared, with a verdict in words.

use leptos::prelude::*;
use nofault_domain::period::Period;
use nofault_domain::report::durations::{Compared, DurationsAsked, SliceBy};
use nofault_domain::word::Word;

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
    let sentences: Vec<_> =
        compared.sentences().into_iter().map(|text| view! { <li>{text}</li> }).collect();
    view! {
        <p><strong>{compared.heading()}</strong></p>
        <div class="prose"><ul>{sentences}</ul></div>
        <p class="hint">"The ratio is of geometric means: the typical length, which one very long incident does not move. “Cannot tell” does not say that nothing changed. "{Method::Changes.link()}</p>
    }
    .into_any()
}
