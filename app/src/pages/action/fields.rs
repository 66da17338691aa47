//! The fields that adding and editing an action share.

use leptos::prelude::*;
use nofault_domain::action::{ActionKind, ActionState, Priority, wording};
use nofault_domain::word::Word;
use nofault_store::action::Action;

use crate::here::Form;
use crate::ui::{Choice, Field, Hidden, Select, TextArea, Was, words};

/// `due_hint` says what a due day that is left blank means.
pub fn fields(
    form: &Form,
    action: Option<&Action>,
    owners: Vec<Choice>,
    due_hint: Option<String>,
) -> AnyView {
    let title = action.map_or_else(String::new, |action| action.title.clone());
    let kind = action.and_then(|action| action.kind).map_or("", Word::key);
    let priority = action.and_then(|action| action.priority).map_or("", Word::key);
    let owner = action.and_then(|action| action.owner.as_ref());
    let owner = owner.map_or_else(String::new, |(owner, _)| owner.to_string());
    let due = action.and_then(|action| action.due);
    let due = due.map_or_else(String::new, |due| due.to_string());
    let success = action.map_or_else(String::new, |action| action.success.clone());
    let tracker = action.map_or_else(String::new, |action| action.tracker.clone());
    // Advice on what was typed or saved; what has ended needs none.
    let open = action.is_none_or(|action| !action.state.is_ended());
    let wording = wording::hint(&form.value("title", title.clone())).filter(|_| open);
    let wording = wording.map(wording::Hint::text);
    // Where there is something to compare with.
    let was = action.map(|_| {
        view! {
            <Was form=form.clone() field="title" value=title.clone() />
            <Was form=form.clone() field="owner" value=owner.clone() />
            <Was form=form.clone() field="due" value=due.clone() />
            <Was form=form.clone() field="priority" value=priority />
            <Was form=form.clone() field="kind" value=kind />
            <Was form=form.clone() field="success" value=success.clone() />
            <Was form=form.clone() field="tracker" value=tracker.clone() />
        }
    });
    // An idea is due on no day.
    let due = match action {
        Some(action) if action.state == ActionState::Idea => {
            view! { <Hidden name="due" value=form.value("due", due) /> }.into_any()
        }
        _ => view! {
            <Field form=form.clone() name="due" label="Due" kind="date" value=due nostrip:hint=due_hint />
        }
        .into_any(),
    };
    view! {
        {was}
        <Field form=form.clone() name="title" label="What is to be done?" value=title nostrip:hint=wording required=true autofocus=action.is_none() />
        <Select form=form.clone() name="owner" label="Owner" none="Nobody yet" value=owner choices=owners />
        {due}
        <Select form=form.clone() name="priority" label="Priority" none="None" value=priority choices=words(Priority::ALL) hint="P0 is the most urgent." />
        <Select form=form.clone() name="kind" label="What is it good for?" none="Not said" value=kind choices=words(ActionKind::ALL) />
        <TextArea form=form.clone() name="success" label="How will we know that it worked?" value=success rows=3 />
        <Field form=form.clone() name="tracker" label="Tracker link" value=tracker hint="Where it is worked on: https://…" />
    }
    .into_any()
}
