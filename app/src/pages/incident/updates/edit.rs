//! One update: its text, what it said before, and the form that changes it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::number::{IncidentNumber, UpdateNumber};
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::response::{self, Update};
use nofault_store::timeline::{self, Revision};

use super::super::{asked, over, revisions, watching};
use super::told;
use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Conflicted, Hidden, Page, PostForm, Submit, TextArea};

type Found = (Incident, Update, Vec<Revision>);

async fn found(
    here: Here,
    incident: Result<IncidentNumber, Failure>,
    update: String,
) -> Result<Found, Failure> {
    let number = UpdateNumber::parse(&update).ok_or(Refusal::NotFound("update"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), incident?).await?;
    let update = response::update(&mut db, incident.id, number).await?;
    let revisions = timeline::revisions(&mut db, update.id.0).await?;
    Ok((incident, update, revisions))
}

#[component]
pub fn UpdatePage() -> AnyView {
    let here = Here::now();
    let number = use_params_map().read_untracked().get("update").unwrap_or_default();
    load(found(here, asked(), number), |here, (incident, update, all)| {
        let form = here.form("update");
        let address = format!("{}/updates", incident.address());
        let shown = if here.may(Role::Responder) || form.is_rejected() {
            let (this, back) =
                (format!("{address}/{}", update.number), format!("{address}#{}", update.number));
            view! {
                {edit(&update, form.clone(), &this)}
                <Conflicted form=form action=this back=back />
            }
            .into_any()
        } else {
            told(std::slice::from_ref(&update), None)
        };
        view! {
            <Page title=format!("Update {}", update.number) over=over(&incident)>
                {watching::beside(&here, &incident, Some(update.id.0.to_string()))}
                {shown}
                {revisions(&all)}
                <p class="links"><a href=address>"All updates"</a></p>
            </Page>
        }
    })
    .into_any()
}

fn edit(update: &Update, form: Form, address: &str) -> AnyView {
    let (text, version) = (update.text.clone(), form.version(update.version));
    view! {
        <PostForm form=form.clone() action=address class="narrow" draft=true>
            <Hidden name="version" value=version />
            <TextArea form=form name="text" label="What people outside the response read" value=text rows=8 required=true hint="Markdown works. It will be marked as edited; another promised time is told by another update." />
            <Submit label="Save" class="primary" />
        </PostForm>
    }
    .into_any()
}
