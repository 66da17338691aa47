//! Fields: a label, a hint, what was typed, and the message where it was not taken.

use leptos::prelude::*;
use nofault_domain::word::Word;

use crate::here::Form;
use crate::islands::text::in_text_area;

/// A line to type.
#[component]
pub fn Field(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    /// What it begins with.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] autocomplete: Option<String>,
    /// The id of a `datalist` of suggestions.
    #[prop(optional, into)]
    list: Option<String>,
) -> AnyView {
    let (id, value) = (unique(&form, name), form.value(name, value));
    // A password is never sent back.
    let value = if kind == "password" { String::new() } else { value };
    let error = form.error(name);
    // After a refusal, what is wrong comes first.
    let autofocus = autofocus && !form.is_rejected();
    let described = described(&id, hint.is_some(), error.is_some());
    view! {
        <div class="field">
            <label for=id.clone()>{label}{(!required).then(|| view! { <span class="optional">" optional"</span> })}</label>
            <input
                type=kind
                id=id.clone()
                name=name
                value=value
                required=required
                autofocus=autofocus
                placeholder=placeholder
                autocomplete=autocomplete
                list=list
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            />
            <Notes id hint error />
        </div>
    }
    .into_any()
}

/// Many lines to type; Markdown.
#[component]
pub fn TextArea(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = 6)] rows: i32,
    #[prop(optional)] required: bool,
) -> AnyView {
    let (id, value, error) = (unique(&form, name), form.value(name, value), form.error(name));
    let described = described(&id, hint.is_some(), error.is_some());
    view! {
        <div class="field">
            <label for=id.clone()>{label}{(!required).then(|| view! { <span class="optional">" optional"</span> })}</label>
            <textarea
                id=id.clone()
                name=name
                rows=rows
                required=required
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                inner_html=in_text_area(&value)
            ></textarea>
            <Notes id hint error />
        </div>
    }
    .into_any()
}

/// One option of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// The heading under which it stands.
    pub group: Option<&'static str>,
}

/// The words of a vocabulary as choices.
pub fn words<W: Word>(words: &[W]) -> Vec<Choice> {
    let choice = |word: &W| Choice {
        value: word.key().to_owned(),
        label: word.label().to_owned(),
        group: None,
    };
    words.iter().map(choice).collect()
}

/// One of several.
#[component]
pub fn Select(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    /// The chosen value.
    #[prop(optional, into)]
    value: String,
    /// The first option's text, where nothing may be chosen.
    #[prop(optional, into)]
    none: Option<String>,
    #[prop(optional, into)] hint: Option<String>,
) -> AnyView {
    let (id, value, error) = (unique(&form, name), form.value(name, value), form.error(name));
    let described = described(&id, hint.is_some(), error.is_some());
    let option = move |choice: Choice| {
        let selected = choice.value == value;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id.clone()
                name=name
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            >
                {none.map(|none| view! { <option value="">{none}</option> })}
                {grouped(choices, option)}
            </select>
            <Notes id hint error />
        </div>
    }
    .into_any()
}

pub(super) fn grouped<V: IntoView + 'static>(
    choices: Vec<Choice>,
    option: impl Fn(Choice) -> V,
) -> Vec<AnyView> {
    let mut shown: Vec<AnyView> = Vec::new();
    let mut choices = choices.into_iter().peekable();
    while let Some(first) = choices.next() {
        match first.group {
            None => shown.push(option(first).into_any()),
            Some(group) => {
                let mut members = vec![option(first)];
                while let Some(next) = choices.next_if(|next| next.group == Some(group)) {
                    members.push(option(next));
                }
                shown.push(view! { <optgroup label=group>{members}</optgroup> }.into_any());
            }
        }
    }
    shown
}

#[component]
fn Notes(id: String, hint: Option<String>, error: Option<String>) -> AnyView {
    view! {
        {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
        {error.map(|error| view! { <p class="error" id=format!("{id}-error")>{error}</p> })}
    }
    .into_any()
}

fn described(id: &str, hint: bool, error: bool) -> Option<String> {
    let parts = [hint.then(|| format!("{id}-hint")), error.then(|| format!("{id}-error"))];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A page may have many forms with fields of one name.
fn unique(form: &Form, name: &str) -> String {
    let tail = form.command.get(form.command.len().saturating_sub(6)..).unwrap_or_default();
    format!("{name}-{tail}")
}
