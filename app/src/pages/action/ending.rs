//! Completing, declining and reopening an action; and how it ended.

use leptos::prelude::*;
use nofault_domain::action::ActionState;
use nofault_domain::period::Day;
use nofault_store::action::{Action, Closure, PastClosure};

use crate::here::{Form, Here};
use crate::ui::{Field, Hidden, PostForm, Submit, Time};

/// Who ended it, when and why.
pub fn ended(action: &Action) -> AnyView {
    let Some(closure) = action.closure.clone() else { return ().into_any() };
    let by = closure.by.unwrap_or_else(|| "the operator".to_owned());
    let how = if action.state == ActionState::WontDo { "Declined" } else { "Completed" };
    let note =
        (!closure.note.is_empty()).then(|| view! { <blockquote>{closure.note}</blockquote> });
    view! {
        <section id="ended">
            <h2>{how}</h2>
            <p>{format!("{how} by {by}, ")}<Time at=closure.at /></p>
            {note}
        </section>
    }
    .into_any()
}

/// That it had ended before and was opened again: when, by whom and why.
pub fn earlier(past: Vec<PastClosure>) -> AnyView {
    let by = |who: Option<String>| who.unwrap_or_else(|| "the operator".to_owned());
    let one = |past: PastClosure| {
        let (reopened_at, reopened_by) = past.reopened?;
        let how = if past.state == ActionState::WontDo { "Declined" } else { "Completed" };
        let Closure { at, by: who, note, .. } = past.closure;
        let note = (!note.is_empty()).then(|| view! { <blockquote>{note}</blockquote> });
        Some(view! {
            <li>
                {format!("{how} by {}, ", by(who))}<Time at=at />
                {format!("; reopened by {}, ", by(reopened_by))}<Time at=reopened_at />
                {note}
            </li>
        })
    };
    let list: Vec<_> = past.into_iter().filter_map(one).collect();
    (!list.is_empty())
        .then(|| view! { <section id="earlier"><h2>"Before"</h2><ul>{list}</ul></section> })
        .into_any()
}

/// The forms that end it or open it again.
pub fn ending(here: &Here, action: &Action, ask_on: Option<Day>) -> AnyView {
    if action.state.is_ended() { reopen(here, action) } else { end(here, action, ask_on) }
}

fn end(here: &Here, action: &Action, ask_on: Option<Day>) -> AnyView {
    let (completion, address) = (here.form("completion"), action.address());
    let version = completion.version(action.version);
    // Somebody else reopened it before.
    let overtaken = here.form("reopening").summary();
    let ask_on = ask_on.map_or_else(String::new, |day| day.to_string());
    view! {
        <section id="end">
            <h2>"Complete or decline"</h2>
            {overtaken.map(|summary| view! { <p class="error summary" role="alert">{summary}</p> })}
            <PostForm form=completion.clone() action=format!("{address}/completion") class="compact">
                <Hidden name="version" value=version />
                <Field form=completion.clone() name="note" label="What was done" />
                <Field form=completion name="verify_on" label="Ask again on" kind="date" value=ask_on hint="Whether it worked. Blank: never." />
                <Submit label="Complete" class="primary" />
            </PostForm>
            {decline(here, action)}
        </section>
    }
    .into_any()
}

/// Of an action or an idea.
pub fn decline(here: &Here, action: &Action) -> AnyView {
    let form = here.form("refusal");
    let (version, declining) = (form.version(action.version), form.is_rejected());
    let address = format!("{}/refusal", action.address());
    view! {
        <details open=declining>
            <summary>"It will not be done"</summary>
            <PostForm form=form.clone() action=address class="compact">
                <Hidden name="version" value=version />
                <Field form=form name="note" label="Why not?" required=true hint="Somebody will ask." />
                <Submit label="Decline" />
            </PostForm>
        </details>
    }
    .into_any()
}

/// Of forms that are not on the page any more: why they were not taken, and what they said.
pub fn overtaken(forms: &[Form]) -> AnyView {
    let said = forms.iter().filter_map(|form| Some((form.summary()?, form.value("note", ""))));
    let one = |(summary, note): (String, String)| {
        let typed = (!note.is_empty()).then(|| format!(" You had written: “{note}”."));
        view! { <p class="error summary" role="alert">{summary}{typed}</p> }
    };
    said.map(one).collect_view().into_any()
}

fn reopen(here: &Here, action: &Action) -> AnyView {
    let form = here.form("reopening");
    let (version, address) = (form.version(action.version), action.address());
    // A form that ended it was overtaken by another one: say so here, where it was.
    let overtaken = overtaken(&[here.form("completion"), here.form("refusal")]);
    view! {
        <section id="reopen">
            {overtaken}
            <PostForm form=form action=format!("{address}/reopening") class="compact">
                <Hidden name="version" value=version />
                <Submit label="Reopen" />
            </PostForm>
        </section>
    }
    .into_any()
}
