//! What reports by period are asked for: forms that ask by their address.

use leptos::prelude::*;
use nofault_domain::period::{By, Period};
use nofault_domain::refusal::{FieldError, Refusal};
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::word::Word;
use nofault_store::Failure;

use crate::report::Choices;
use crate::ui::{Check, Choice, Pick, words};

/// The whole form, for a report that asks for nothing else. `example` is a period.
pub fn filters(
    path: &'static str,
    asked: &PeriodsAsked,
    choices: &Choices,
    example: &'static str,
) -> AnyView {
    view! {
        <form method="get" action=path class="filters" aria-label="What is counted">
            <Pick name="by" label="By" value=asked.by.key() choices=words(By::ALL) />
            {service(asked.service.as_deref(), &choices.services)}
            {team(asked.team.as_deref(), &choices.teams)}
            {between(asked.from, asked.to, [example, "2026"])}
            <Check name="private" value="1" label="With private ones that you may see" checked=asked.private />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}

/// One of these, or any.
pub fn service(asked: Option<&str>, services: &[String]) -> AnyView {
    let (value, choices) = one_of(asked, services);
    view! { <Pick name="service" label="Service" none="Any service" value=value choices=choices /> }
        .into_any()
}

/// One of these, or any.
pub fn team(asked: Option<&str>, teams: &[String]) -> AnyView {
    let (value, choices) = one_of(asked, teams);
    view! { <Pick name="team" label="Team" none="Any team" value=value choices=choices /> }
        .into_any()
}

fn one_of(asked: Option<&str>, all: &[String]) -> (String, Vec<Choice>) {
    let asked = asked.unwrap_or_default();
    (asked.to_owned(), names(all, asked))
}

/// What is none of them is kept, too.
pub fn names(names: &[String], typed: &str) -> Vec<Choice> {
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

/// Why what was asked at a field is not answered.
pub fn error(wrong: &[FieldError], name: &str) -> Option<String> {
    let found = wrong.iter().filter(|one| one.field == name).map(|one| one.message.clone());
    let found: Vec<_> = found.collect();
    (!found.is_empty()).then(|| found.join(" "))
}

/// What was found, or what of the question could not be read: its page shows the form again.
pub fn answered<T>(found: Result<T, Failure>) -> Result<Result<T, Vec<FieldError>>, Failure> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(Failure::Refused(Refusal::Invalid(wrong))) => Ok(Err(wrong)),
        Err(other) => Err(other),
    }
}

/// Whether private ones are among what is counted, in one sentence.
pub fn private(counted: bool, ones: &str) -> String {
    if counted {
        format!("Private {ones} that you may see are counted, too.")
    } else {
        format!("Private {ones} are left out.")
    }
}

/// The first period and the last, both whole.
pub fn between(from: Option<Period>, to: Option<Period>, examples: [&'static str; 2]) -> AnyView {
    let period = |period: Option<Period>| period.map_or_else(String::new, |one| one.to_string());
    let [first, last] = examples.map(|example| format!("e.g. {example}"));
    view! {
        <label><span>"From period"</span><input type="text" name="from" value=period(from) size="10" placeholder=first /></label>
        <label><span>"To period"</span><input type="text" name="to" value=period(to) size="10" placeholder=last /></label>
    }
    .into_any()
}
