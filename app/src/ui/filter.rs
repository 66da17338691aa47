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
    /// Why what was asked is not answered.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> AnyView {
    let option = move |choice: Choice| {
        let selected = choice.value.to_lowercase() == value.to_lowercase();
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    };
    view! {
        <label>
            <span>{label}</span>
            <select name=name aria-invalid=error.is_some().then_some("true")>
                {none.map(|none| view! { <option value="">{none}</option> })}
                {grouped(choices, option)}
            </select>
            {error.map(wrong)}
        </label>
    }
    .into_any()
}

/// A line to type, in a filter.
#[component]
pub fn Typed(
    name: &'static str,
    label: &'static str,
    #[prop(into)] value: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] placeholder: Option<&'static str>,
    /// Why what was asked is not answered.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> AnyView {
    let invalid = error.is_some().then_some("true");
    view! {
        <label>
            <span>{label}</span>
            <input type=kind name=name value=value size="10" placeholder=placeholder aria-invalid=invalid />
            {error.map(wrong)}
        </label>
    }
    .into_any()
}

/// Stands in the label, and so is read with it.
fn wrong(error: String) -> AnyView {
    view! { <strong class="error">{error}</strong> }.into_any()
}
