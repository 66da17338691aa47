//! Who reviews it, what each said, and naming others.

use leptos::prelude::*;
use nofault_store::incident::Incident;
use nofault_store::people::Person;
use nofault_store::postmortem::{Postmortem, Reviewer};

use crate::here::Here;
use crate::ui::{Check, PostForm, Submit, Time};

/// Each with what they said.
pub fn names(postmortem: &Postmortem) -> AnyView {
    let one = |reviewer: &Reviewer| {
        view! { <li>{reviewer.name.clone()}<span class="about">{said(postmortem, reviewer)}</span></li> }
    };
    let list: Vec<_> = postmortem.reviewing().map(one).collect();
    if list.is_empty() {
        return "Nobody yet".into_any();
    }
    view! { <ul class="reviewers">{list}</ul> }.into_any()
}

fn said(postmortem: &Postmortem, reviewer: &Reviewer) -> AnyView {
    match reviewer.approved {
        None => " not yet".into_any(),
        Some((at, _)) if postmortem.is_approved_by(reviewer) => {
            view! { " approved "<Time at=at /> }.into_any()
        }
        Some((at, _)) => view! { " approved an earlier version, "<Time at=at /> }.into_any(),
    }
}

/// What a publication would go without, in words; people decide.
pub fn missing(postmortem: &Postmortem) -> Option<String> {
    let open = |reviewer: &&Reviewer| !postmortem.is_approved_by(reviewer);
    let open: Vec<_> = postmortem.reviewing().filter(open).map(|one| one.name.as_str()).collect();
    if postmortem.reviewing().next().is_none() {
        return Some("Nobody was asked to review it.".to_owned());
    }
    (!open.is_empty()).then(|| format!("Not approved as it stands by {}.", open.join(", ")))
}

pub fn edit(
    here: &Here,
    incident: &Incident,
    postmortem: &Postmortem,
    people: &[Person],
) -> AnyView {
    let form = here.form("reviewers");
    let action = format!("{}/postmortem/reviewers", incident.address());
    let open = form.is_rejected();
    let removals: Vec<_> =
        postmortem.reviewing().map(|reviewer| removal(here, &action, reviewer)).collect();
    let typed = form.value("people", "");
    let typed: Vec<&str> = typed.split(',').collect();
    let signs_in = |person: &&Person| person.account.as_ref().is_some_and(|one| one.active);
    let new = |person: &&Person| postmortem.reviewer(person.id).is_none();
    let boxes: Vec<_> = people
        .iter()
        .filter(signs_in)
        .filter(new)
        .map(|person| {
            let id = person.id.to_string();
            let checked = typed.contains(&id.as_str());
            view! { <Check name="people" label=person.name.clone() value=id checked=checked /> }
        })
        .collect();
    let error = form.error("people").map(|error| view! { <p class="error">{error}</p> });
    let form = if boxes.is_empty() {
        view! { <p class="hint">"Everybody who can sign in is a reviewer already."</p> }.into_any()
    } else {
        view! {
            <PostForm form=form action=action class="narrow">
                <fieldset class="checks"><legend>"Name as reviewers"</legend>{boxes}{error}</fieldset>
                <Submit label="Name them" class="primary" />
            </PostForm>
        }
        .into_any()
    };
    view! {
        <details class="edit" id="_reviewers" open=open>
            <summary>"Reviewers"</summary>
            {removals}
            {form}
        </details>
    }
    .into_any()
}

fn removal(here: &Here, address: &str, reviewer: &Reviewer) -> AnyView {
    let person = reviewer.person.to_string();
    let form = here.form_of("reviewer", "person", &person);
    let action = format!("{address}/{person}/removal");
    let label = format!("Remove {}", reviewer.name);
    view! {
        <PostForm form=form action=action class="compact">
            <Submit label=label />
        </PostForm>
    }
    .into_any()
}
