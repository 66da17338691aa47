//! Toil that an entry tells of.

use leptos::prelude::*;
use nofault_domain::toil::shown;
use nofault_store::timeline::Entry;

use crate::here::{Form, Here};
use crate::ui::{Check, Conflicted, Field, Hidden, PostForm, Submit, Was};

/// Beneath the entry's text.
pub fn told(entry: &Entry) -> AnyView {
    let Some(toil) = entry.toil else { return ().into_any() };
    let could = if toil.automatable { ", could be automated" } else { "" };
    let words = format!("{} of toil{could}", shown(toil.minutes));
    view! { <p class="soft">{words}</p> }.into_any()
}

/// Among what may be said of an entry that is to be logged.
pub fn fields(form: &Form) -> AnyView {
    let ticked = form.value("automatable", "").contains("on");
    view! {
        <Field form=form.clone() name="minutes" label="Minutes of toil" placeholder="20" hint="Manual, repetitive work: how long it took." />
        <Check name="automatable" label="It could be automated" checked=ticked />
    }
    .into_any()
}

/// On the page of the entry.
pub fn form(here: &Here, entry: &Entry, address: &str) -> AnyView {
    let form = here.form("toil");
    let (minutes, automatable) = match entry.toil {
        Some(toil) => (toil.minutes.to_string(), if toil.automatable { "on" } else { "" }),
        None => (String::new(), ""),
    };
    let ticked = form.value("automatable", if form.is_rejected() { "" } else { automatable });
    let (action, stale) = (format!("{address}/toil"), form.clone());
    let (version, open) = (form.version(entry.version), form.is_rejected());
    view! {
        <details open=open>
            <summary>"Toil"</summary>
            <PostForm form=form.clone() action=action.clone() class="compact">
                <Hidden name="version" value=version />
                <Was form=form.clone() field="minutes" value=minutes.clone() />
                <Was form=form.clone() field="automatable" value=automatable />
                <Field form=form.clone() name="minutes" label="Minutes of toil" value=minutes placeholder="20" hint="Manual, repetitive work: how long it took. Blank is none." />
                <Check name="automatable" label="It could be automated" checked=ticked.contains("on") />
                <Submit label="Save the toil" />
            </PostForm>
            <Conflicted form=stale action=action back=address.to_owned() />
        </details>
    }
    .into_any()
}
