//! Forms that work without JavaScript: they post to the command's own address.

use leptos::prelude::*;

use super::conflict::notice;
use crate::here::{Form, Here};

/// A form with the id of this press of its button, and what came of the last one.
#[component]
pub fn PostForm(
    form: Form,
    #[prop(into)] action: String,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: Option<String>,
    /// It sends files.
    #[prop(optional)]
    files: bool,
    /// What is typed into it is kept by the browser until it was sent.
    #[prop(optional)]
    draft: bool,
    children: Children,
) -> AnyView {
    let summary = form.stale().is_none().then(|| form.summary()).flatten();
    let notice = notice(&form);
    // So did one that asks and changes nothing.
    let asked = Here::now().asked.is_some();
    let enctype = files.then_some("multipart/form-data");
    let draft = draft.then_some(if form.is_rejected() || asked { "refused" } else { "" });
    view! {
        <form method="post" action=action enctype=enctype class=format!("form {class}") id=id data-draft=draft>
            {summary.map(|summary| view! { <p class="error summary" role="alert" tabindex="-1" autofocus>{summary}</p> })}
            {notice}
            <Hidden name="command" value=form.command />
            {children()}
        </form>
    }
    .into_any()
}

#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> AnyView {
    view! { <input type="hidden" name=name value=value /> }.into_any()
}

/// What the field beside it began with, so that a field that nobody touched is told from one
/// that somebody changed: see [`Form::was`].
#[component]
pub fn Was(form: Form, field: &'static str, #[prop(into)] value: String) -> AnyView {
    let (name, value) = (format!("was_{field}"), form.was(field, value));
    view! { <input type="hidden" name=name value=value /> }.into_any()
}

/// The form's button.
#[component]
pub fn Submit(
    #[prop(into)] label: String,
    /// `primary`, `danger` or nothing.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    view! { <button type="submit" class=format!("button {class}")>{label}</button> }.into_any()
}
