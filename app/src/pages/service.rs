//! One service: who answers for it, what it needs and what needs it, and its incidents.

mod availability;
mod budgets;
mod changes;
mod form;
mod providers;

pub use availability::AvailabilityPage;
pub(super) use form::{Begins, fields};
pub(super) use providers::{LAID, incidents as laid, observed, promised};

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::id::ServiceId;
use nofault_domain::refusal::Refusal;
use nofault_domain::service::reached;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::catalog::{self, Service, Team};
use nofault_store::impact::{self, Open};
use nofault_store::incident::{self, Filter, Item, Listing};

use super::services::{listed, owner, run_by};
use crate::here::Here;
use crate::load::load;
use crate::markdown;
use crate::pages::incidents::suggestions;
use crate::ui::{Page, SeverityBadge, StatusBadge, Time};

struct Found {
    service: Service,
    services: Vec<Service>,
    teams: Vec<Team>,
    /// The first needs the second.
    edges: Vec<(ServiceId, ServiceId)>,
    open: Vec<Open>,
    listing: Listing,
    budgets: budgets::Budgets,
    providers: providers::Providers,
    changes: changes::Changes,
}

impl Found {
    /// What it needs itself.
    fn needs(&self) -> Vec<&Service> {
        let needed = |other: &ServiceId| self.edges.contains(&(self.service.id, *other));
        self.services.iter().filter(|one| needed(&one.id)).collect()
    }
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let id = uuid::Uuid::try_parse(&given).map_err(|_| Refusal::NotFound("service"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let services = catalog::services(&mut db).await?;
    let service = services.iter().find(|one| one.id.0 == id).cloned();
    let service = service.ok_or(Refusal::NotFound("service"))?;
    let filter = Filter { service: Some(service.name.clone()), ..Filter::default() };
    Ok(Found {
        teams: catalog::teams(&mut db).await?,
        edges: catalog::dependencies(&mut db).await?,
        open: impact::open(&mut db, here.viewer(), service.id).await?,
        listing: incident::page(&mut db, here.viewer(), &filter, None).await?,
        budgets: budgets::read(&mut db, &here, &service).await?,
        providers: providers::read(&mut db, &here, &service).await?,
        changes: changes::read(&mut db, &service).await?,
        services,
        service,
    })
}

#[component]
pub fn ServicePage() -> AnyView {
    let given = use_params_map().read_untracked().get("service").unwrap_or_default();
    load(found(Here::now(), given), |here, found| {
        let form = here.form("service");
        let writer = here.may(Role::Responder) || form.is_rejected();
        let turned: Vec<_> = found.edges.iter().map(|(one, other)| (*other, *one)).collect();
        let over = view! { <a href="/services">"Services"</a> }.into_any();
        view! {
            <Page title=found.service.name.clone() over=over>
                {facts(&found)}
                {open(&found.open)}
                {budgets::section(&found.budgets, &found.service)}
                {providers::section(&found.providers)}
                <div class="ways">
                    {ways(&found, &found.edges, "Needs", "It needs no other service.")}
                    {ways(&found, &turned, "Needed by", "No other service needs it.")}
                </div>
                {incidents(&found)}
                {changes::section(&here, &found.service, &found.changes)}
                {writer.then(|| form::edit(&form, &found.service, &found.needs(), &found.teams))}
                {suggestions(&found.services)}
            </Page>
        }
    })
    .into_any()
}

fn facts(found: &Found) -> AnyView {
    let service = &found.service;
    let tier = service
        .tier
        .map_or_else(|| "Not set".to_owned(), |tier| format!("{}: {}", tier.key(), tier.meaning()));
    view! {
        <dl class="pairs">
            <div><dt>"Owned by"</dt><dd>{owner(service, &found.teams)}</dd></div>
            <div><dt>"Tier"</dt><dd>{tier}</dd></div>
            <div><dt>"Run by"</dt><dd>{run_by(service)}</dd></div>
        </dl>
        {(!service.about.is_empty()).then(|| view! { <div class="markdown" inner_html=markdown::render(&service.about)></div> })}
    }
    .into_any()
}

/// The impacts that go on.
fn open(open: &[Open]) -> AnyView {
    if open.is_empty() {
        return ().into_any();
    }
    let one = |one: &Open| {
        let how_much = one.fraction.map(|fraction| format!("{fraction}, "));
        view! {
            <li>
                <a href=incident::address(one.incident)>{format!("{} {}", one.incident, one.title)}</a>
                <span class="about">{how_much}"since "<Time at=one.since />{(!one.words.is_empty()).then(|| format!(": {}", one.words))}</span>
            </li>
        }
    };
    let list: Vec<_> = open.iter().map(one).collect();
    view! { <section id="impact-now"><h2>"Affected now"</h2><ul class="short">{list}</ul></section> }
        .into_any()
}

/// What is reached along the edges, nearest first.
fn ways(
    found: &Found,
    edges: &[(ServiceId, ServiceId)],
    title: &'static str,
    none: &'static str,
) -> AnyView {
    let mut reached = reached(edges, &[found.service.id]);
    let of = |id: ServiceId| found.services.iter().find(|one| one.id == id);
    let place = |id: ServiceId| found.services.iter().position(|one| one.id == id);
    reached.sort_by_key(|(id, length)| (*length, place(*id)));
    let one = |(id, length): (ServiceId, usize)| {
        let service = of(id)?;
        let far = match length {
            1 => "directly".to_owned(),
            length => format!("{length} steps away"),
        };
        let tier = service.tier.map(|tier| format!(" · {}", tier.label()));
        let provider = service.provider.then_some(" · a provider’s");
        Some(view! {
            <li>
                <a href=service.address()>{service.name.clone()}</a>
                <span class="about">{far}{tier}{provider}</span>
            </li>
        })
    };
    let list: Vec<_> = reached.into_iter().filter_map(one).collect();
    let empty = list.is_empty().then(|| view! { <p class="hint">{none}</p> });
    view! { <section><h2>{title}</h2>{empty}<ul class="short">{list}</ul></section> }.into_any()
}

fn incidents(found: &Found) -> AnyView {
    let items = &found.listing.items;
    let list: Vec<_> = items.iter().map(item).collect();
    let more = found.listing.older.then(|| {
        view! { <p><a href=listed(&found.service.name, false)>"Show all its incidents"</a></p> }
    });
    view! {
        <section id="incidents">
            <h2>"Incidents"</h2>
            {list.is_empty().then(|| view! { <p class="hint">"None yet."</p> })}
            <ul class="short">{list}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn item(item: &Item) -> AnyView {
    let (number, title) = (item.number, item.title.clone());
    view! {
        <li>
            <a href=incident::address(number)>{format!("{number} {title}")}</a>
            <span class="about">
                <SeverityBadge severity=item.severity />
                " "
                <StatusBadge status=item.status />
                " "
                <Time at=item.at />
            </span>
        </li>
    }
    .into_any()
}
