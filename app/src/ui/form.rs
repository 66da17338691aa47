//! Forms that work without JavaScript: they post to the command's own address.

use leptos::prelude::*;

use crate::here::Form;

/// A form with the id of this press of its button, and what came of the last one.
#[component]
pub fn PostForm(
    form: Form,
    #[prop(into)] action: String,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> AnyView {
    let summary = form.summary();
    view! {
        <form method="post" action=action class=format!("form {class}") id=id>
            {summary.map(|summary| view! { <p class="error summary" role="alert" tabindex="-1" autofocus>{summary}</p> })}
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
