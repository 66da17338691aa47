//! Which changes caused an incident: those that are named, and those that may be.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::word::Word;
use nofault_store::change::{self, Change};
use nofault_store::incident::Incident;
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::ui::{Field, PostForm, Submit, When};

/// Suggestions at once; others are named by their number.
const MOST: i64 = 6;

#[derive(Debug, Clone, Default)]
pub struct Causes {
    named: Vec<Change>,
    suggested: Vec<Change>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Causes, Failure> {
    let named = change::of_incident(db, incident.id).await?;
    let suggested = if here.may(Role::Responder) {
        change::suggested(db, incident.id, MOST).await?
    } else {
        Vec::new()
    };
    Ok(Causes { named, suggested })
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    let (responder, causes) = (here.may(Role::Responder), &whole.causes);
    let form = here.form("cause");
    if causes.named.is_empty() && !responder && !form.is_rejected() {
        return ().into_any();
    }
    let address = whole.incident.address();
    let list: Vec<_> = causes.named.iter().map(|one| named(here, &address, one)).collect();
    view! {
        <section id="causes">
            <h2>"Changes that caused it"</h2>
            {list.is_empty().then(|| view! { <p class="hint">"None named."</p> })}
            <ul class="short factors">{list}</ul>
            {(responder || form.is_rejected()).then(|| name(here, &address, causes))}
        </section>
    }
    .into_any()
}

fn about(change: &Change) -> AnyView {
    let removed = change.removed.is_some().then_some(" · removed");
    view! {
        <a href=change.address()>{change.title.clone()}</a>
        <span class="about">
            {change.number.to_string()}" · "{change.service_name.clone()}" · "
            {change.kind.label()}" · "<When moment=change.moment.clone() />{removed}
        </span>
    }
    .into_any()
}

fn named(here: &Here, address: &str, change: &Change) -> AnyView {
    let number = change.number.to_string();
    let form = here.form_of("cause-removal", "change", &number);
    let (action, open) = (format!("{address}/causes/{number}/removal"), form.is_rejected());
    let (summary, label) = (format!("{number} did not cause it"), format!("Take {number} away"));
    let remove = here.may(Role::Responder).then(|| {
        view! {
            <details class="edit" open=open>
                <summary>{summary}</summary>
                <PostForm form=form action=action class="compact">
                    <Submit label=label class="danger" />
                </PostForm>
            </details>
        }
    });
    view! { <li>{about(change)}{remove}</li> }.into_any()
}

/// The changes of its services just before it, each with a button; and any by its number.
fn name(here: &Here, address: &str, causes: &Causes) -> AnyView {
    let form = here.form("cause");
    let (action, open) = (format!("{address}/causes"), form.is_rejected());
    let suggestion = |change: &Change| {
        let (number, action) = (change.number.to_string(), action.clone());
        let command = nofault_store::new_id().to_string();
        let label = format!("Name {number}");
        view! {
            <li>
                {about(change)}
                <form method="post" action=action class="inline">
                    <input type="hidden" name="command" value=command />
                    <input type="hidden" name="change" value=number />
                    <button class="button">{label}</button>
                </form>
            </li>
        }
    };
    let list: Vec<_> = causes.suggested.iter().map(suggestion).collect();
    let words = if list.is_empty() {
        "No change of its services is recorded in the 24 hours before its impact started."
    } else {
        "Recorded for its services in the 24 hours before its impact started:"
    };
    let send = action.clone();
    view! {
        <details class="edit" open=open>
            <summary>"Name a change"</summary>
            <p class="hint">{words}</p>
            <ul class="short factors">{list}</ul>
            <PostForm form=form.clone() action=send class="compact">
                <Field form=form name="change" label="Another one, by its number" placeholder="CH-12" required=true />
                <Submit label="Name it" />
            </PostForm>
            <p><a href="/changes">"All changes"</a>" "<a href="/changes/new">"Record one"</a></p>
        </details>
    }
    .into_any()
}
