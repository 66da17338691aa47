//! The steps on the way, each a button; and the form for owner and due date.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::incident::Incident;
use nofault_store::postmortem::Postmortem;

use super::Way;
use crate::here::{Form, Here};
use crate::ui::{Choice, Conflicted, Field, Hidden, PostForm, Select, Submit, Was};

/// Which steps the reader may take now: approve, ask for a review, go back to the draft.
struct May {
    approve: bool,
    ask: bool,
    draft: bool,
}

fn may(here: &Here, postmortem: &Postmortem) -> May {
    let responder = here.may(Role::Responder);
    let me = here.viewer().person().and_then(|me| postmortem.reviewer(me));
    let in_review = postmortem.is_in_review();
    let new = postmortem.publications.is_empty() || postmortem.is_ahead();
    May {
        approve: in_review && me.is_some_and(|me| !postmortem.is_approved_by(me)),
        ask: responder && !in_review && new,
        draft: responder && in_review,
    }
}

/// What came of a step that is offered no more.
pub fn refused(here: &Here, postmortem: &Postmortem) -> AnyView {
    let May { approve, ask, draft } = may(here, postmortem);
    let steps = [("approval", approve), ("review", ask), ("draft", draft), ("reviewer", false)];
    let words = steps.into_iter().filter(|(_, offered)| !offered);
    let words = words.filter_map(|(name, _)| here.form(name).summary());
    words
        .map(|word| view! { <p class="error summary" role="alert">{word}</p> })
        .collect::<Vec<_>>()
        .into_any()
}

pub fn steps(here: &Here, incident: &Incident, postmortem: &Postmortem) -> AnyView {
    let address = format!("{}/postmortem", incident.address());
    let version = postmortem.version.to_string();
    let button = |noun: &'static str, label: &'static str, class: &'static str| {
        let (form, version) = (here.form(noun), version.clone());
        view! {
            <PostForm form=form action=format!("{address}/{noun}") class="compact">
                <Hidden name="version" value=version />
                <Submit label=label class=class />
            </PostForm>
        }
    };
    let May { approve, ask, draft } = may(here, postmortem);
    view! {
        <div class="steps-to-take">
            {approve.then(|| button("approval", "Approve this version", "primary"))}
            {ask.then(|| button("review", "Ask for a review", ""))}
            {draft.then(|| button("draft", "Back to draft", ""))}
        </div>
    }
    .into_any()
}

/// Owner and due date.
pub fn care(here: &Here, incident: &Incident, postmortem: &Postmortem, way: &Way) -> AnyView {
    let form = here.form("care");
    let address = format!("{}/postmortem", incident.address());
    let (action, open) = (format!("{address}/care"), form.is_rejected());
    view! {
        <details class="edit" id="_care" open=open>
            <summary>"Owner and due date"</summary>
            {fields(&form, &action, postmortem, way)}
            <Conflicted form=form action=action back=address />
        </details>
    }
    .into_any()
}

fn fields(given: &Form, action: &str, postmortem: &Postmortem, way: &Way) -> AnyView {
    let (form, action) = (given.clone(), action.to_owned());
    let owner = postmortem.owner.as_ref();
    let mut choices: Vec<_> = way
        .people
        .iter()
        .map(|person| choice(person.id.to_string(), person.name.clone()))
        .collect();
    if let Some((id, name)) = owner
        && way.people.iter().all(|person| person.id != *id)
    {
        choices.push(choice(id.to_string(), format!("{name} (left)")));
    }
    let owner = owner.map_or_else(String::new, |(id, _)| id.to_string());
    let due = postmortem.due.map_or_else(String::new, |due| due.to_string());
    let hint = match way.by_policy {
        Some(day) => format!("Blank is as the policy says: {day}."),
        None => "Blank is as the policy says: no day yet.".to_owned(),
    };
    let version = form.version(postmortem.version);
    view! {
        <PostForm form=form.clone() action=action class="narrow">
            <Hidden name="version" value=version />
            <Was form=form.clone() field="owner" value=owner.clone() />
            <Was form=form.clone() field="due" value=due.clone() />
            <Select form=form.clone() name="owner" label="Owner" none="Nobody yet" value=owner choices=choices />
            <Field form=form name="due" label="Due" kind="date" value=due hint=hint />
            <Submit label="Save" class="primary" />
        </PostForm>
    }
    .into_any()
}

fn choice(value: String, label: String) -> Choice {
    Choice { value, label, group: None }
}
