//! The fields that adding and editing an action share.

use leptos::prelude::*;
use nofault_domain::action::{ActionKind, Priority};
use nofault_domain::word::Word;
use nofault_store::action::Action;

use crate::here::Form;
use crate::ui::{Choice, Field, Select, words};

pub fn fields(form: &Form, action: Option<&Action>, owners: Vec<Choice>) -> AnyView {
    let title = action.map_or_else(String::new, |action| action.title.clone());
    let kind = action.and_then(|action| action.kind).map_or("", Word::key);
    let priority = action.and_then(|action| action.priority).map_or("", Word::key);
    let owner = action.and_then(|action| action.owner.as_ref());
    let owner = owner.map_or_else(String::new, |(owner, _)| owner.to_string());
    let due = action.and_then(|action| action.due);
    let due = due.map_or_else(String::new, |due| due.to_string());
    view! {
        <Field form=form.clone() name="title" label="What is to be done?" value=title required=true autofocus=action.is_none() />
        <Select form=form.clone() name="owner" label="Owner" none="Nobody yet" value=owner choices=owners />
        <Field form=form.clone() name="due" label="Due" kind="date" value=due />
        <Select form=form.clone() name="priority" label="Priority" none="None" value=priority choices=words(Priority::ALL) hint="P0 is the most urgent." />
        <Select form=form.clone() name="kind" label="What is it good for?" none="Not said" value=kind choices=words(ActionKind::ALL) />
    }
    .into_any()
}
