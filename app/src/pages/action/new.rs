//! Adding an action: to an incident, or by itself.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::incident::{self, Incident};
use nofault_store::{Failure, catalog, people, review};

use super::fields::fields;
use crate::here::Here;
use crate::load::load;
use crate::pages::actions::owners;
use crate::ui::{Check, Choice, Page, PostForm, Submit};

/// Its incident, who may own it, and what a blank due day means.
type Data = (Option<Incident>, Vec<Choice>, String);

async fn data(here: Here, given: Option<String>) -> Result<Data, Failure> {
    if !here.may(Role::Responder) {
        let why = "Only a responder may add an action.".to_owned();
        return Err(Refusal::Forbidden(why).into());
    }
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = match given {
        Some(given) => {
            let number = IncidentNumber::parse(&given).ok_or(Refusal::NotFound("incident"))?;
            Some(incident::by_number(&mut db, here.viewer(), number).await?)
        }
        None => None,
    };
    let people = people::people(&mut db, here.viewer()).await?;
    let teams = catalog::teams(&mut db).await?;
    let due = review::policy(&mut db).await?.rules.due_hint();
    Ok((incident, owners(&people, &teams, None), due))
}

#[component]
pub fn NewActionPage() -> AnyView {
    let given = use_params_map().read_untracked().get("incident");
    load(data(Here::now(), given), |here, (incident, owners, due)| {
        let form = here.form("action");
        let begins = if here.query("idea") == "1" { "on" } else { "" };
        let idea = !form.value("idea", begins).is_empty();
        let (over, address) = match incident {
            Some(incident) => {
                let text = format!("{} {}", incident.number, incident.title);
                let over = view! { <a href=incident.address()>{text}</a> }.into_any();
                (over, format!("{}/actions", incident.address()))
            }
            None => (view! { <a href="/actions">"Actions"</a> }.into_any(), "/actions".to_owned()),
        };
        view! {
            <Page title="Add an action" over=over>
                <PostForm form=form.clone() action=address class="narrow" draft=true>
                    {fields(&form, None, owners, Some(due))}
                    <Check name="idea" label="An idea, not yet an action: due on no day, and nobody does it" checked=idea />
                    <Submit label="Add the action" class="primary" />
                </PostForm>
            </Page>
        }
    })
    .into_any()
}
