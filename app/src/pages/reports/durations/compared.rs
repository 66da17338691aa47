//! Two periods compared, with a verdict in words.

use leptos::prelude::*;
use nofault_domain::metric::Metric;
use nofault_domain::report::durations::{Compared, DurationsAsked, DurationsForm, SliceBy, With};

use super::at_once::at_once;
use crate::pages::reports::Method;
use crate::pages::reports::asking::Wrong;
use crate::pages::reports::filters::{Blank, word};
use crate::report::durations::Durations;
use crate::ui::{Check, Typed};

pub fn compared(form: &DurationsForm, asked: &DurationsAsked, found: &Durations) -> AnyView {
    let names = found.report.periods.iter().rev().map(|one| one.period.to_string());
    let names: Vec<_> = names.collect();
    let nothing = found.compared.is_none() && found.compared_at_once.is_none();
    if names.len() < 2 && nothing {
        return ().into_any();
    }
    let hidden: Vec<_> = asked
        .pairs()
        .into_iter()
        .filter(|(name, _)| !FIELDS.contains(name))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    // Where one is not said it is that beside the other; where none is, the last two.
    let [before, after] = match asked.compared {
        Some((before, after)) => [before.to_string(), after.to_string()],
        None => [1, 0].map(|at| names.get(at).cloned().unwrap_or_default()),
    };
    let metric = asked.metric.to_string();
    let form = DurationsForm { metric, before, after, ..form.clone() };
    // Where nothing was compared there is only the form.
    let class = if nothing { "no-print" } else { "" };
    view! {
        <section id="change" class=class>
            <h2>"Change between two periods"</h2>
            <form method="get" action="/reports/durations#change" class="filters" aria-label="Which periods are compared">
                {hidden}
                {fields(&form, &found.metrics, &Wrong::default())}
                <div class="buttons"><button class="button">"Compare"</button></div>
            </form>
            {found.compared.as_ref().map(told)}
            {found.compared_at_once.as_ref().map(|one| at_once(asked, one))}
        </section>
    }
    .into_any()
}

/// The fields that say what is compared.
pub const FIELDS: [&str; 4] = ["before", "after", "slice", "with"];

/// Something was typed into one of them.
pub fn is_asked(form: &DurationsForm) -> bool {
    let typed = [&form.before, &form.after, &form.slice];
    typed.iter().any(|typed| !typed.is_empty()) || !form.with.is_empty()
}

/// The report’s own metric, where it can be read.
pub fn metric(form: &DurationsForm) -> Option<Metric> {
    let typed = if form.metric.is_empty() { "time-to-resolve" } else { &form.metric };
    Metric::parse(typed).ok()
}

/// The two periods, and what is compared of them.
pub fn fields(form: &DurationsForm, metrics: &[Metric], wrong: &Wrong) -> AnyView {
    view! {
        <Typed name="before" label="Before" value=form.before.clone() error=wrong.at("before") />
        <Typed name="after" label="After" value=form.after.clone() error=wrong.at("after") />
        {word(["slice", "Each by itself"], &form.slice, Blank::<SliceBy>::Any("All together"), wrong)}
        {others(form, metrics, wrong)}
    }
    .into_any()
}

/// The metrics that may be compared beside the report’s own, with what is none of them.
fn others(form: &DurationsForm, metrics: &[Metric], wrong: &Wrong) -> Option<AnyView> {
    let own = metric(form);
    let asked: Vec<_> = form.with.iter().map(|typed| (typed, With::parse(typed).ok())).collect();
    let others = metrics.iter().filter(|metric| Some(*metric) != own.as_ref());
    let mut boxes: Vec<_> = others
        .map(|metric| {
            let of = |asked: &&With| asked.metric == *metric;
            let asked = asked.iter().find_map(|(_, asked)| asked.as_ref().filter(of));
            // Held to a version, it stays so.
            let value = asked.map_or_else(|| metric.to_string(), With::to_string);
            let label = asked.map_or_else(|| metric.label(), With::label);
            view! { <Check name="with" value=value label=label checked=asked.is_some() /> }
        })
        .collect();
    let known =
        |asked: &Option<With>| asked.as_ref().is_some_and(|one| metrics.contains(&one.metric));
    boxes.extend(asked.iter().filter(|(_, asked)| !known(asked)).map(|(typed, _)| {
        view! { <Check name="with" value=typed.as_str() label=typed.as_str() checked=true /> }
    }));
    let beside = own.map_or_else(|| "it".to_owned(), |own| own.label().to_lowercase());
    let error = wrong.at("with").map(|error| view! { <strong class="error">{error}</strong> });
    (!boxes.is_empty()).then(|| {
        view! { <fieldset class="checks"><legend>"Beside "{beside}</legend>{boxes}{error}</fieldset> }
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
