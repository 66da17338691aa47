//! Changing the title, kind, services, labels and summary.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::incident::Kind;
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::catalog::{self, Service};
use nofault_store::incident::{self, Incident};

use super::{asked, only, over};
use crate::here::{Form, Here};
use crate::load::load;
use crate::markdown;
use crate::pages::incidents::suggestions;
use crate::ui::{Field, Hidden, Page, PostForm, Select, Submit, TextArea, words};

struct Found {
    incident: Incident,
    services: String,
    labels: String,
    known: Vec<Service>,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Responder, "details")?;
    Ok(Found {
        services: incident::services(&mut db, incident.id).await?.join(", "),
        labels: incident::labels(&mut db, incident.id).await?.join(", "),
        known: catalog::services(&mut db).await?,
        incident,
    })
}

#[component]
pub fn DetailsPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let form = here.form("details");
        view! {
            <Page title="Title, services, summary" over=over(&found.incident)>
                {beside(&form, &found)}
                {edit(form, &found)}
            </Page>
        }
    })
    .into_any()
}

fn edit(form: Form, found: &Found) -> AnyView {
    let Found { incident, services, labels, known } = found;
    let (version, address) = (form.version(incident.version), incident.address());
    let (title, summary, kind) =
        (incident.title.clone(), incident.summary.clone(), incident.kind.key());
    let (services, labels, known) = (services.clone(), labels.clone(), suggestions(known));
    view! {
        <PostForm form=form.clone() action=address.clone() class="narrow">
            <Hidden name="version" value=version />
            <Field form=form.clone() name="title" label="Title" value=title required=true />
            <Select form=form.clone() name="kind" label="Kind" value=kind choices=words(Kind::ALL) />
            <Field form=form.clone() name="services" label="Services" value=services list="services" hint="Separated by commas. A new name makes a new service." />
            {known}
            <Field form=form.clone() name="labels" label="Labels" value=labels hint="Words that group incidents, separated by commas." />
            <TextArea form=form value=summary name="summary" label="Summary" rows=6 hint="Markdown works." />
            <Submit label="Save" class="primary" />
            <a href=address>"Back to the incident"</a>
        </PostForm>
    }
    .into_any()
}

/// Somebody was faster: what they wrote.
fn beside(form: &Form, found: &Found) -> AnyView {
    if !form.is_conflict() {
        return ().into_any();
    }
    let Found { incident, services, labels, .. } = found;
    let rows: Vec<_> = [
        ("Title", incident.title.clone()),
        ("Kind", incident.kind.label().to_owned()),
        ("Services", services.clone()),
        ("Labels", labels.clone()),
    ]
    .into_iter()
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    .collect();
    view! {
        <section class="beside">
            <h2>"As it stands now"</h2>
            <dl class="pairs">{rows}</dl>
            <div class="markdown" inner_html=markdown::render(&incident.summary)></div>
            <p class="hint">"Below is what you typed. Saving puts it in the place of this."</p>
        </section>
    }
    .into_any()
}
