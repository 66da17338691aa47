//! Correcting a change, removing it, putting it back.

use leptos::prelude::*;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::change::Change;

use crate::here::{Form, Here};
use crate::pages::changes::{Begins, fields};
use crate::ui::{Conflicted, Hidden, PostForm, Submit, Was};

pub fn edit(here: &Here, form: Form, change: &Change) -> AnyView {
    // The zone in which the times of a rejected form were typed.
    let zone = Zone::parse(&form.value("zone", here.zone.name()));
    let zone = zone.unwrap_or_else(|_| here.zone.clone());
    let begins = Begins {
        kind: change.kind.key().to_owned(),
        service: change.service_name.clone(),
        title: change.title.clone(),
        link: change.link.clone(),
        at: change.moment.typed_in(&zone),
    };
    let (address, version) = (change.address(), form.version(change.version));
    let Begins { kind, service, title, link, at } = begins.clone();
    let (fields, stale) = (fields(&form, begins, zone.name()), form.clone());
    view! {
        <section id="edit">
            <h2>"Edit"</h2>
            <PostForm form=form.clone() action=address.clone() class="narrow" draft=true>
                <Hidden name="version" value=version />
                <Was form=form.clone() field="kind" value=kind />
                <Was form=form.clone() field="service" value=service />
                <Was form=form.clone() field="title" value=title />
                <Was form=form.clone() field="link" value=link />
                <Was form=form.clone() field="at" value=at />
                {fields}
                <Submit label="Save" class="primary" />
            </PostForm>
            <Conflicted form=stale action=address.clone() back=address />
        </section>
    }
    .into_any()
}

/// It was none after all, or it was.
pub fn standing(here: &Here, change: &Change) -> AnyView {
    let address = change.address();
    let (name, action, summary, hint, class) = match change.removed {
        None => (
            "change-removal",
            format!("{address}/removal"),
            "Remove this change",
            "For what was no change, or was recorded twice. It is counted no more; it stays readable here and can be put back.",
            "danger",
        ),
        Some(_) => (
            "change-return",
            format!("{address}/return"),
            "Put this change back",
            "It then counts again.",
            "",
        ),
    };
    let form = here.form(name);
    let (version, open) = (form.version(change.version), form.is_rejected());
    view! {
        <details class="edit" open=open>
            <summary>{summary}</summary>
            <PostForm form=form action=action class="compact">
                <Hidden name="version" value=version />
                <p class="hint">{hint}</p>
                <Submit label=summary class=class />
            </PostForm>
        </details>
    }
    .into_any()
}
