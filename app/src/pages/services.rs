//! Services: what people rely on, and the teams that own them.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::id::ServiceId;
use nofault_domain::word::Word;
use nofault_store::catalog::{self, Service, Team};

use super::service::{Begins, fields};
use crate::here::Here;
use crate::load::load;
use crate::pages::incidents::suggestions;
use crate::ui::{Empty, Page, PostForm, Submit, Table};

#[component]
pub fn ServicesPage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        let services = catalog::services(&mut db).await?;
        let teams = catalog::teams(&mut db).await?;
        Ok((services, teams, catalog::open_counts(&mut db, here.viewer()).await?))
    };
    load(data, |here, (services, teams, open)| {
        let responder = here.may(Role::Responder);
        let rows: Vec<_> = services.iter().map(|service| row(service, &teams, &open)).collect();
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
                {suggestions(&services)}
            </Page>
        }
    })
    .into_any()
}

fn table(rows: Vec<AnyView>) -> AnyView {
    view! {
        <Table
            label="Services"
            heads=["Service", "Tier", "Owned by", "Run by", "Open incidents", "All"]
        >
            {rows}
        </Table>
    }
    .into_any()
}

fn row(service: &Service, teams: &[Team], open: &[(ServiceId, i64)]) -> AnyView {
    let count = open.iter().find(|(id, _)| *id == service.id).map_or(0, |(_, count)| *count);
    let tier = service.tier.map_or_else(|| "Not set".to_owned(), |tier| tier.key().to_owned());
    let open = match count {
        0 => "None".into_any(),
        count => {
            let name = format!("Open incidents of {}: {count}", service.name);
            view! { <a href=listed(&service.name, true) aria-label=name>{count}</a> }.into_any()
        }
    };
    view! {
        <tr id=service.id.to_string()>
            <th scope="row"><a href=service.address()>{service.name.clone()}</a></th>
            <td>{tier}</td>
            <td>{owner(service, teams)}</td>
            <td>{run_by(service)}</td>
            <td>{open}</td>
            <td><a href=listed(&service.name, false) aria-label=format!("Show incidents of {}", service.name)>"Show incidents"</a></td>
        </tr>
    }
    .into_any()
}

pub(super) fn run_by(service: &Service) -> &'static str {
    if service.provider { "A provider" } else { "Us" }
}

/// The team that answers for it, as a link.
pub(super) fn owner(service: &Service, teams: &[Team]) -> AnyView {
    let team = teams.iter().find(|team| Some(team.id) == service.team);
    team.map_or_else(
        || "No team".into_any(),
        |team| {
            let href = format!("/teams/{}", team.id);
            view! { <a href=href>{team.name.clone()}</a> }.into_any()
        },
    )
}

/// The list of its incidents.
pub(super) fn listed(service: &str, open: bool) -> String {
    let mut query = vec![("service", service)];
    if open {
        query.push(("status", "open"));
    }
    format!("/incidents?{}", serde_urlencoded::to_string(query).unwrap_or_default())
}

fn add(here: &Here, teams: &[Team]) -> AnyView {
    let form = here.form("new-service");
    let fields = fields(&form, Begins::default(), teams);
    view! {
        <section id="new">
            <h2>"Add a service"</h2>
            <PostForm form=form action="/services" class="narrow" draft=true>
                {fields}
                <Submit label="Add" class="primary" />
            </PostForm>
        </section>
    }
    .into_any()
}
