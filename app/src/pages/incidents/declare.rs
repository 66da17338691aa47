//! Declaring an incident: one page, one required field.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::incident::Kind;
use nofault_domain::severity::Severity;
use nofault_domain::word::Word;
use nofault_store::catalog::{self, Service, SeverityName};

use crate::here::Here;
use crate::load::load;
use crate::pages::incident::only;
use crate::ui::{Check, Choice, Field, Hidden, Page, PostForm, Select, Submit, TextArea, words};

#[component]
pub fn DeclarePage() -> AnyView {
    let here = Here::now();
    let data = async move {
        only(&here, Role::Responder, "declare")?;
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        Ok((catalog::severities(&mut db).await?, catalog::services(&mut db).await?))
    };
    load(data, |here, (severities, services)| {
        view! { <Page title="Declare an incident">{form(&here, &severities, &services)}</Page> }
    })
    .into_any()
}

fn form(here: &Here, severities: &[SeverityName], services: &[Service]) -> AnyView {
    let form = here.form("declare");
    let zone = form.value("zone", here.zone.name());
    let (severities, services) = (named(severities), suggestions(services));
    view! {
        <PostForm form=form.clone() action="/incidents" class="narrow" draft=true>
            <Field form=form.clone() name="title" label="What is happening?" required=true autofocus=true placeholder="Checkout is slow in Europe" />
            <Submit label="Declare" class="primary" />
            <fieldset>
                <legend>"If you know already"</legend>
                <Select form=form.clone() name="severity" label="Severity" none="Not known yet" choices=severities />
                <Field form=form.clone() name="services" label="Services" list="services" hint="Separated by commas. A new name makes a new service, unless you declare in private." />
                {services}
                <Field
                    form=form.clone()
                    name="impact_started"
                    label="When did the impact start?"
                    placeholder="14:05, 20 min ago, 2026-11-23 14:05"
                    hint=format!("Read in {zone}.")
                />
                <Hidden name="zone" value=zone />
                <Select form=form.clone() name="kind" label="Kind" value=Kind::Incident.key() choices=words(Kind::ALL) />
                <TextArea form=form.clone() name="summary" label="Summary" rows=3 hint="Markdown works." />
                <Check name="triage" label="Not sure yet whether it is one: begin in triage" checked=form.value("triage", "") == "on" />
                <Check name="private" label="Private: only you see it, and whom you then name" checked=form.value("private", "") == "on" />
            </fieldset>
            <Submit label="Declare" />
        </PostForm>
    }
    .into_any()
}

/// Severities with the names and meanings of this installation.
pub fn named(severities: &[SeverityName]) -> Vec<Choice> {
    let choice = |one: &SeverityName| Choice {
        value: one.severity.key().to_owned(),
        label: format!("{} – {}", Severity::label(one.severity), one.name),
        group: None,
    };
    severities.iter().map(choice).collect()
}

/// The services known, for a field to suggest.
pub fn suggestions(services: &[Service]) -> AnyView {
    let options: Vec<_> = services
        .iter()
        .map(|service| view! { <option value=service.name.clone()></option> })
        .collect();
    view! { <datalist id="services">{options}</datalist> }.into_any()
}
