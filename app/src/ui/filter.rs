//! Controls of a filter: a form that asks by its address.

use leptos::prelude::*;

use super::field::{Choice, grouped};

/// One of several, in a filter.
#[component]
pub fn Pick(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    /// The chosen value, in any case.
    #[prop(into)]
    value: String,
    /// The first option's text, where nothing may be chosen.
    #[prop(optional, into)]
    none: Option<String>,
) -> AnyView {
    let option = move |choice: Choice| {
        let selected = choice.value.to_lowercase() == value.to_lowercase();
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    };
    view! {
        <label>
            <span>{label}</span>
            <select name=name>
                {none.map(|none| view! { <option value="">{none}</option> })}
                {grouped(choices, option)}
            </select>
        </label>
    }
    .into_any()
}
