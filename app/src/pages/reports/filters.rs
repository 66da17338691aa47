//! What reports are asked for: forms that ask by their address, and show what was typed.

use leptos::prelude::*;
use nofault_domain::period::By;
use nofault_domain::report::periods::PeriodsForm;
use nofault_domain::severity::Severity;
use nofault_domain::word::Word;

use super::asking::Wrong;
use crate::report::Choices;
use crate::ui::{Check, Choice, Pick, Typed, words};

/// The fields of [`PeriodsForm`] at which something may be wrong.
pub const FIELDS: [&str; 5] = ["by", "service", "team", "from", "to"];

/// The whole form, for a report that asks for nothing else. `example` is a period.
pub fn filters(
    path: &'static str,
    form: &PeriodsForm,
    choices: &Choices,
    wrong: &Wrong,
    example: &'static str,
) -> AnyView {
    view! {
        <form method="get" action=path class="filters" aria-label="What is counted">
            {word(["by", "By"], &form.by, Blank::Is(By::Quarter), wrong)}
            {service(&form.service, choices, wrong)}
            {team(&form.team, choices, wrong)}
            {between([&form.from, &form.to], [example, "e.g. 2026"], wrong)}
            <Check name="private" value="1" label="With private ones that you may see" checked=form.private == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {wrong.beside(&FIELDS)}
    }
    .into_any()
}

/// What a choice that is left blank means.
pub enum Blank<W> {
    Is(W),
    /// Any of them, in these words.
    Any(&'static str),
}

/// One word of a vocabulary, under its name and label.
pub fn word<W: Word>(
    [name, label]: [&'static str; 2],
    typed: &str,
    blank: Blank<W>,
    wrong: &Wrong,
) -> AnyView {
    one_of([name, label], typed, blank, words(W::ALL), wrong)
}

/// The same of those that are offered.
pub fn one_of<W: Word>(
    [name, label]: [&'static str; 2],
    typed: &str,
    blank: Blank<W>,
    offered: Vec<Choice>,
    wrong: &Wrong,
) -> AnyView {
    let value = W::parse(typed).map_or(typed, |word| word.key());
    let (value, none) = match blank {
        Blank::Is(usual) if typed.is_empty() => (usual.key(), None),
        Blank::Is(_) => (value, None),
        Blank::Any(words) => (value, Some(words)),
    };
    pick([name, label], none, with(offered, value), value, wrong)
}

/// The highest that an incident held; typed as loosely as elsewhere.
pub fn severity(typed: &str, wrong: &Wrong) -> AnyView {
    let typed = Severity::parse_loose(typed).map_or(typed, |severity| severity.key());
    let blank = Blank::<Severity>::Any("Any severity");
    word(["severity", "Highest severity"], typed, blank, wrong)
}

/// One of these, or any.
pub fn service(typed: &str, choices: &Choices, wrong: &Wrong) -> AnyView {
    let services = names(&choices.services, typed);
    pick(["service", "Service"], Some("Any service"), services, typed, wrong)
}

/// One of these, or any.
pub fn team(typed: &str, choices: &Choices, wrong: &Wrong) -> AnyView {
    pick(["team", "Team"], Some("Any team"), names(&choices.teams, typed), typed, wrong)
}

/// The first period and the last, both whole.
pub fn between(typed: [&str; 2], examples: [&'static str; 2], wrong: &Wrong) -> AnyView {
    let ([from, to], [first, last]) = (typed, examples);
    view! {
        <Typed name="from" label="From period" value=from placeholder=first error=wrong.at("from") />
        <Typed name="to" label="To period" value=to placeholder=last error=wrong.at("to") />
    }
    .into_any()
}

fn pick(
    [name, label]: [&'static str; 2],
    none: Option<&'static str>,
    choices: Vec<Choice>,
    value: &str,
    wrong: &Wrong,
) -> AnyView {
    let error = wrong.at(name);
    match none {
        Some(none) => view! { <Pick name label none choices value error /> }.into_any(),
        None => view! { <Pick name label choices value error /> }.into_any(),
    }
}

fn names(names: &[String], typed: &str) -> Vec<Choice> {
    let choice = |name: &String| Choice { value: name.clone(), label: name.clone(), group: None };
    with(names.iter().map(choice).collect(), typed)
}

/// What is none of them is kept, too.
pub fn with(mut choices: Vec<Choice>, typed: &str) -> Vec<Choice> {
    let known = |choice: &Choice| choice.value.to_lowercase() == typed.to_lowercase();
    if !typed.is_empty() && !choices.iter().any(known) {
        choices.push(Choice { value: typed.to_owned(), label: typed.to_owned(), group: None });
    }
    choices
}

/// Whether private ones are among what is counted, in one sentence.
pub fn private(counted: bool, ones: &str) -> String {
    if counted {
        format!("Private {ones} that you may see are counted, too.")
    } else {
        format!("Private {ones} are left out.")
    }
}
