//! Changing the title, kind, services, labels, home zone and summary.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::incident::Kind;
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::catalog::{self, Service};
use nofault_store::incident::{self, Incident};

use super::{asked, only, over, watching};
use crate::here::{Form, Here};
use crate::load::load;
use crate::pages::incidents::suggestions;
use crate::ui::{
    Conflicted, Field, Hidden, Page, PostForm, Select, Submit, TextArea, Was, ZoneList, words,
};

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
        let (form, address) = (here.form("details"), found.incident.address());
        view! {
            <Page title="Title, services, summary" over=over(&found.incident)>
                {watching::beside(&here, &found.incident, None)}
                {edit(form.clone(), &found)}
                <Conflicted form=form action=address.clone() back=address />
            </Page>
        }
    })
    .into_any()
}

/// Everybody sees the names of services.
pub(super) fn service_hint(incident: &Incident) -> &'static str {
    if incident.private {
        "This incident is private: only services that are known already."
    } else {
        "A new name makes a new service."
    }
}

fn edit(form: Form, found: &Found) -> AnyView {
    let Found { incident, services, labels, known } = found;
    let (version, address) = (form.version(incident.version), incident.address());
    let (title, summary, kind) =
        (incident.title.clone(), incident.summary.clone(), incident.kind.key());
    let hint = service_hint(incident);
    let (services, labels, known) = (services.clone(), labels.clone(), suggestions(known));
    let zone = incident.home_zone.clone();
    view! {
        <PostForm form=form.clone() action=address.clone() class="narrow" draft=true>
            <Hidden name="version" value=version />
            <Was form=form.clone() field="title" value=title.clone() />
            <Was form=form.clone() field="kind" value=kind />
            <Was form=form.clone() field="services" value=services.clone() />
            <Was form=form.clone() field="labels" value=labels.clone() />
            <Was form=form.clone() field="home_zone" value=zone.clone() />
            <Field form=form.clone() name="title" label="Title" value=title required=true />
            <Select form=form.clone() name="kind" label="Kind" value=kind choices=words(Kind::ALL) />
            <Field form=form.clone() name="services" label="Services" value=services list="services" hint=format!("Separated by commas. {hint}") />
            {known}
            <Field form=form.clone() name="labels" label="Labels" value=labels hint="Words that group incidents, separated by commas." />
            <Field form=form.clone() name="home_zone" label="Home zone" value=zone list="zones" hint="The time zone of the place where it happened, such as Europe/Berlin. Everybody reads times in their own." />
            <ZoneList />
            <TextArea form=form value=summary name="summary" label="Summary" rows=6 hint="Markdown works." />
            <Submit label="Save" class="primary" />
            <a href=address>"Back to the incident"</a>
        </PostForm>
    }
    .into_any()
}
