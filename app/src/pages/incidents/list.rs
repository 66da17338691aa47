//! The list: filtered by its address, paged by key.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::catalog::{self, Service};
use nofault_store::incident::{self, COUNTED, Item, Listing};

use super::ListQuery;
use crate::here::Here;
use crate::load::load;
use crate::ui::{
    Check, Choice, Empty, KindBadge, Page, Pick, SeverityBadge, StatusBadge, Time, words,
};

#[component]
pub fn IncidentsPage() -> AnyView {
    let here = Here::now();
    let query = ListQuery::of(&here);
    let asked = query.clone();
    let data = async move {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        let listing = incident::page(&mut db, here.viewer(), &asked.filter, asked.cursor).await?;
        let services = catalog::services(&mut db).await?;
        Ok((listing, services))
    };
    load(data, move |here, (listing, services)| {
        let nothing = listing.items.is_empty() && query.is_empty() && query.cursor.is_none();
        view! {
            <Page title="Incidents">
                {if nothing {
                    first(here.may(Role::Responder), here.may(Role::Administrator)).into_any()
                } else {
                    found(&query, listing, &services, here.now).into_any()
                }}
            </Page>
        }
    })
    .into_any()
}

/// An empty installation asks for a title and nothing else.
fn first(responder: bool, administrator: bool) -> AnyView {
    view! {
        <Empty title="No incidents yet">
            <p>"An incident is anything that hurt, or nearly hurt, the people who rely on you."</p>
            {responder.then(|| view! {
                <form method="post" action="/incidents" class="form quick">
                    <input type="hidden" name="command" value=nofault_store::new_id().to_string() />
                    <label for="quick-title">"What is happening?"</label>
                    <div class="row">
                        <input id="quick-title" name="title" required maxlength="300" placeholder="Checkout is slow in Europe" />
                        <button class="button primary">"Declare"</button>
                    </div>
                </form>
                <p class="hint">
                    "Past incidents come in from a spreadsheet: "
                    <a href="/imports/new">"import a CSV"</a>"."
                </p>
            })}
            {administrator.then(|| view! {
                <form method="post" action="/example" class="form">
                    <input type="hidden" name="command" value=nofault_store::new_id().to_string() />
                    <p class="hint">"Or look around first, with the incidents of an invented shop."</p>
                    <button class="button">"Add example data"</button>
                </form>
            })}
        </Empty>
    }
    .into_any()
}

fn found(query: &ListQuery, listing: Listing, services: &[Service], now: Instant) -> AnyView {
    let total = match listing.total {
        Some(1) => "1 incident".to_owned(),
        Some(total) => format!("{total} incidents"),
        None => format!("more than {COUNTED} incidents"),
    };
    let ends = listing.items.first().zip(listing.items.last());
    let (newer, older) = ends
        .map(|(first, last)| {
            let newer = query.address(Some(("newer", first.at, first.number)));
            let older = query.address(Some(("older", last.at, last.number)));
            (listing.newer.then_some(newer), listing.older.then_some(older))
        })
        .unwrap_or_default();
    let none = listing.items.is_empty();
    view! {
        <Filters query=query.clone() services=services.to_vec() />
        <p class="count" role="status">{total}</p>
        {none.then(|| view! {
            <Empty title="Nothing matches">
                <p><a href="/incidents">"Show all incidents"</a></p>
            </Empty>
        })}
        <ol class="incidents" reversed>{listing.items.into_iter().map(|item| row(item, now)).collect_view()}</ol>
        <nav class="pager" aria-label="Pages">
            {newer.map(|href| view! { <a class="button" rel="prev" href=href>"← Newer"</a> })}
            {older.map(|href| view! { <a class="button" rel="next" href=href>"Older →"</a> })}
        </nav>
    }
    .into_any()
}

fn row(item: Item, now: Instant) -> AnyView {
    let late = item.next_update.is_some_and(|promised| promised < now);
    let number = item.number.to_string();
    view! {
        <li class="incident">
            <SeverityBadge severity=item.severity />
            <span class="number">{number.clone()}</span>
            <span class="what">
                <a class="title" href=format!("/incidents/{number}")>{item.title}</a>
                <span class="about">
                    <Time at=item.at />
                    {item.services.map(|services| view! { <span class="services">{services}</span> })}
                    <KindBadge kind=item.kind />
                    {item.private.then(|| view! { <span class="private">"Private"</span> })}
                    {late.then(|| view! { <span class="tag late">"Update late"</span> })}
                </span>
            </span>
            {match item.merged_into {
                Some(into) => view! { <span class="status merged ended">{format!("Merged into {into}")}</span> }.into_any(),
                None => view! { <StatusBadge status=item.status /> }.into_any(),
            }}
        </li>
    }
    .into_any()
}

#[component]
fn Filters(query: ListQuery, services: Vec<Service>) -> AnyView {
    let mut statuses = words(Status::ALL);
    statuses.insert(0, choice("open", "Open"));
    let services = services.iter().map(|service| choice(&service.name, &service.name)).collect();
    let narrowed = query.kept.iter().any(|(name, _)| name != "q");
    let clear = (!query.is_empty())
        .then(|| view! { <a class="button quiet" href="/incidents">"Clear"</a> });
    let ignored = (!query.ignored.is_empty())
        .then(|| view! { <p class="error">{format!("Not understood, and left out: {}", query.ignored.join(", "))}</p> });
    view! {
        <form method="get" action="/incidents" class="filters" role="search">
            <label class="wide"><span>"Words of the title"</span><input type="search" name="q" value=query.value("q") /></label>
            <details open=narrowed>
                <summary>"More filters"</summary>
                <div>
                    <Pick name="status" label="Status" none="Any status" choices=statuses value=query.value("status") />
                    <Pick name="severity" label="Severity" none="Any severity" choices=words(Severity::ALL) value=query.value("severity") />
                    <Pick name="service" label="Service" none="Any service" choices=services value=query.value("service") />
                    <Pick name="kind" label="Kind" none="Any kind" choices=words(Kind::ALL) value=query.value("kind") />
                    <label><span>"From"</span><input type="date" name="from" value=query.value("from") /></label>
                    <label><span>"To"</span><input type="date" name="to" value=query.value("to") /></label>
                    <Check name="followed" label="Followed by me" checked=query.filter.followed />
                </div>
            </details>
            <div class="buttons"><button class="button">"Filter"</button>{clear}</div>
        </form>
        {ignored}
    }
    .into_any()
}

fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), group: None }
}
