//! What differs, in sentences.

use std::collections::HashMap;

use leptos::prelude::*;
use nofault_domain::number::{ActionNumber, ChangeNumber, FactorNumber, IncidentNumber};
use nofault_domain::report::kept::Difference;
use nofault_store::{change, factor, incident};

/// More are counted.
const MOST: usize = 300;

pub fn differences(all: &[Difference], titles: &HashMap<IncidentNumber, String>) -> AnyView {
    if all.is_empty() {
        return view! { <p><strong>"Nothing differs: today it says the same."</strong></p> }
            .into_any();
    }
    let list: Vec<_> = all.iter().take(MOST).map(|one| sentence(one, titles)).collect();
    let more = (all.len() > MOST).then(|| {
        view! { <p class="hint">{format!("The first {MOST} of {}.", all.len())}</p> }
    });
    view! { <ul class="short">{list}</ul>{more} }.into_any()
}

/// The incidents that they name.
pub fn incidents(all: &[Difference]) -> Vec<IncidentNumber> {
    let numbers = all.iter().take(MOST).flat_map(|one| &one.numbers);
    numbers.filter_map(|number| IncidentNumber::parse(number.split(',').next()?)).collect()
}

fn sentence(one: &Difference, titles: &HashMap<IncidentNumber, String>) -> AnyView {
    let Difference { before, numbers, after } = one;
    let named = |(place, number): (usize, &String)| {
        view! { {(place > 0).then_some(", ")}{linked(number, titles)} }
    };
    let numbers: Vec<_> = numbers.iter().enumerate().map(named).collect();
    let (before, after) = (some(before), some(after));
    view! { <li>{before}{numbers}{after}</li> }.into_any()
}

/// `INC-12, impact 2`: the number leads to what has it.
fn linked(number: &str, titles: &HashMap<IncidentNumber, String>) -> AnyView {
    let (head, rest) = number.split_at(number.find(',').unwrap_or(number.len()));
    let known = match head.split_once('-') {
        Some(("INC", _)) => IncidentNumber::parse(head)
            .map(|number| (incident::address(number), titles.get(&number).cloned())),
        Some(("A", _)) => {
            ActionNumber::parse(head).map(|number| (format!("/actions/{number}"), None))
        }
        Some(("CH", _)) => ChangeNumber::parse(head).map(|number| (change::address(number), None)),
        Some(("F", _)) => FactorNumber::parse(head).map(|number| (factor::address(number), None)),
        _ => None,
    };
    let Some((address, title)) = known else { return number.to_owned().into_any() };
    let text = title.map_or_else(|| head.to_owned(), |title| format!("{head} {title}"));
    view! { <a href=address>{text}</a>{some(rest)} }.into_any()
}

/// An empty text would be a blank.
fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
