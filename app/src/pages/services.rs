//! Services and the teams that own them.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::catalog::{self, Service, Team};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Choice, Empty, Field, Hidden, Newer, Page, PostForm, Select, Submit};

#[component]
pub fn ServicesPage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        Ok((catalog::services(&mut db).await?, catalog::teams(&mut db).await?))
    };
    load(data, |here, (services, teams)| {
        let responder = here.may(Role::Responder);
        let shown = |service: &Service| row(&here, service, &teams, responder);
        let rows: Vec<_> = services.iter().map(shown).collect();
        let table = if rows.is_empty() {
            view! {
                <Empty title="No services yet">
                    <p>"A service is what people rely on. Naming it in an incident or an import creates it."</p>
                </Empty>
            }
            .into_any()
        } else {
            table(rows)
        };
        view! {
            <Page title="Services">
                {table}
                {responder.then(|| add(&here, &teams))}
            </Page>
        }
    })
    .into_any()
}

fn table(rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="table" role="region" aria-label="Services" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Service"</th>
                        <th scope="col">"Owned by"</th>
                        <th scope="col">"Incidents"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(here: &Here, service: &Service, teams: &[Team], responder: bool) -> AnyView {
    let owner = teams.iter().find(|team| Some(team.id) == service.team);
    let owner = owner.map_or_else(|| "No team".to_owned(), |team| team.name.clone());
    let query = serde_urlencoded::to_string([("service", &service.name)]).unwrap_or_default();
    let edit = responder.then(|| edit(here, service, teams, &owner));
    view! {
        <tr id=service.id.to_string()>
            <th scope="row">{service.name.clone()}</th>
            <td>{owner}{edit}</td>
            <td><a href=format!("/incidents?{query}") aria-label=format!("Show incidents of {}", service.name)>"Show incidents"</a></td>
        </tr>
    }
    .into_any()
}

fn edit(here: &Here, service: &Service, teams: &[Team], owner: &str) -> AnyView {
    let id = service.id.to_string();
    let form = here.form_of("service", "service", &id);
    let (name, version) = (service.name.clone(), form.version(service.version));
    let (team, open) = (service.team.map(|team| team.to_string()), form.is_rejected());
    let saved = vec![("Name", name.clone()), ("Owned by", owner.to_owned())];
    let choices = choices(teams);
    view! {
        <details class="edit" open=open>
            <summary>{format!("Edit {name}")}</summary>
            <PostForm form=form.clone() action=format!("/services/{id}") class="narrow">
                <Newer form=form.clone() saved=saved />
                <Hidden name="version" value=version />
                <Field form=form.clone() name="name" label="Name" value=name required=true />
                <Select form=form name="team" label="Owned by" none="No team" value=team.unwrap_or_default() choices=choices />
                <Submit label="Save" class="primary" />
            </PostForm>
        </details>
    }
    .into_any()
}

fn add(here: &Here, teams: &[Team]) -> AnyView {
    let form = here.form("new-service");
    let choices = choices(teams);
    view! {
        <section id="new">
            <h2>"Add a service"</h2>
            <PostForm form=form.clone() action="/services" class="narrow">
                <Field form=form.clone() name="name" label="Name" required=true placeholder="Checkout" />
                <Select form=form name="team" label="Owned by" none="No team" choices=choices />
                <Submit label="Add" class="primary" />
            </PostForm>
        </section>
    }
    .into_any()
}

fn choices(teams: &[Team]) -> Vec<Choice> {
    let choice =
        |team: &Team| Choice { value: team.id.to_string(), label: team.name.clone(), group: None };
    teams.iter().map(choice).collect()
}
