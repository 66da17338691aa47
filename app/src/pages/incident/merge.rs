//! Merging this incident into another.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_store::Failure;
use nofault_store::incident::{self, Filter, Incident, Item};

use super::{asked, only, over};
use crate::here::Here;
use crate::load::load;
use crate::ui::{Field, Hidden, Page, PostForm, Submit, TextArea};

async fn found(
    here: Here,
    number: Result<IncidentNumber, Failure>,
) -> Result<(Incident, Vec<Item>), Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Responder, "merge")?;
    let newest = incident::page(&mut db, here.viewer(), &Filter::default(), None).await?;
    Ok((incident, newest.items))
}

#[component]
pub fn MergePage() -> AnyView {
    load(found(Here::now(), asked()), |here, (incident, newest)| {
        let form = here.form("merge");
        let (address, version) = (incident.address(), form.version(incident.version));
        let others = newest.iter().filter(|item| {
            item.number != incident.number && item.merged_into.is_none()
        });
        let options: Vec<_> = others
            .map(|item| view! { <option value=format!("{} {}", item.number, item.title)></option> })
            .collect();
        let number = incident.number.to_string();
        view! {
            <Page title="Merge into another incident" over=over(&incident)>
                <PostForm form=form.clone() action=format!("{address}/merge") class="narrow" draft=true>
                    <Hidden name="version" value=version />
                    <p class="hint">
                        {format!("{number} is then a part of the other, and leads to it. Its entries are read there, in the order of time; budgets charge its impacts to the other. Changing its status parts them again.")}
                    </p>
                    <Field form=form.clone() name="into" label="Into which incident?" required=true autofocus=true placeholder="INC-1" list="newest" />
                    <datalist id="newest">{options}</datalist>
                    <TextArea form=form name="comment" label="Why are they one?" rows=3 hint="Markdown works." />
                    <Submit label="Merge" class="primary" />
                    <a href=address>"Back to the incident"</a>
                </PostForm>
            </Page>
        }
    })
    .into_any()
}
