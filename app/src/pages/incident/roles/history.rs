//! Who held which role, from when to when.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::word::Word;
use nofault_store::incident::Incident;
use nofault_store::response::Holding;

use crate::here::Here;
use crate::ui::{Field, Hidden, PostForm, Submit, Table, When};

/// By role, and in the order in which they held it.
pub fn history(here: &Here, incident: &Incident, holdings: &[Holding]) -> AnyView {
    if holdings.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> =
        holdings.iter().map(|holding| row(here, incident, holding, holdings)).collect();
    view! {
        <section id="history">
            <h2>"History"</h2>
            <Table label="Who held which role" heads=["Role", "Who", "From", "Until"]>{rows}</Table>
        </section>
    }
    .into_any()
}

fn row(here: &Here, incident: &Incident, holding: &Holding, all: &[Holding]) -> AnyView {
    let until = match &holding.to {
        Some(to) => {
            let followed = successor(holding, all)
                .map(|name| format!(" handed over to {name}"))
                .map(|to| view! { <span class="about">{to}</span> });
            view! { <When moment=to.clone() />{followed} }.into_any()
        }
        None => view! { "now"{end(here, incident, holding)} }.into_any(),
    };
    let others = by(holding.recorded_by.as_ref(), &holding.name);
    view! {
        <tr id=format!("role-{}", holding.id)>
            <td>{holding.role.label()}</td>
            <th scope="row">{holding.name.clone()}</th>
            <td><When moment=holding.from.clone() />{others}</td>
            <td>{until}</td>
        </tr>
    }
    .into_any()
}

/// Who wrote it down, where it was not themselves.
fn by(recorded_by: Option<&String>, name: &str) -> Option<AnyView> {
    let by = recorded_by.map_or("the operator", String::as_str);
    let words = format!(" recorded by {by}");
    (by != name).then(|| view! { <span class="about">{words}</span> }.into_any())
}

/// Who took it at the very moment at which this one gave it up.
fn successor(holding: &Holding, all: &[Holding]) -> Option<String> {
    let to = holding.to.as_ref()?.at;
    let mut others = all.iter().filter(|other| other.id != holding.id);
    let next = others.find(|other| {
        holding.role.is_single() && other.role == holding.role && other.from.at == to
    })?;
    Some(next.name.clone())
}

fn end(here: &Here, incident: &Incident, holding: &Holding) -> AnyView {
    let id = holding.id.to_string();
    let form = here.form_of("role-end", "holding", &id);
    if !here.may(Role::Responder) && !form.is_rejected() {
        return ().into_any();
    }
    let (zone, open) = (form.value("zone", here.zone.name()), form.is_rejected());
    let hint = format!("Blank is now; read in {zone}.");
    let summary = format!("End it for {}", holding.name);
    view! {
        <details open=open>
            <summary>{summary}</summary>
            <PostForm form=form.clone() action=format!("{}/roles/{id}/end", incident.address()) class="compact">
                <Hidden name="zone" value=zone />
                <p class="hint">"Nobody follows. To hand it over, give the role to somebody else."</p>
                <Field form=form name="at" label="When" placeholder="now" hint=hint />
                <Submit label="End" />
            </PostForm>
        </details>
    }
    .into_any()
}
