//! What is said of a change.

use leptos::prelude::*;
use nofault_domain::change::ChangeKind;
use nofault_domain::word::Word;

use crate::here::Form;
use crate::ui::{Field, Hidden, Select, words};

/// What the fields begin with.
#[derive(Clone, Default)]
pub struct Begins {
    pub kind: String,
    pub service: String,
    pub title: String,
    pub link: String,
    pub at: String,
}

/// Times are read in `zone`, which stood beside them.
pub fn fields(form: &Form, begins: Begins, zone: &str) -> AnyView {
    let Begins { kind, service, title, link, at } = begins;
    let zone = form.value("zone", zone);
    let hint = if at.is_empty() {
        format!("Blank is now; read in {zone}.")
    } else {
        format!("Read in {zone}.")
    };
    view! {
        <Hidden name="zone" value=zone />
        <Field form=form.clone() name="title" label="What was changed" value=title required=true placeholder="Checkout 4.2" />
        <Field form=form.clone() name="service" label="Service" value=service required=true list="services" hint="A new name makes a new service." />
        <Select form=form.clone() name="kind" label="Kind" value=kind choices=words(ChangeKind::ALL) />
        <Field form=form.clone() name="at" label="When it happened" value=at placeholder="14:05, 20 min ago" hint=hint />
        <Field form=form.clone() name="link" label="Link" value=link placeholder="https://" hint="What shows it: a pull request, a pipeline." />
    }
    .into_any()
}
