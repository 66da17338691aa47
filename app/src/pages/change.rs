//! One change: what it was, what it caused, and how to correct it.

mod edit;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::evidence::Evidence;
use nofault_domain::number::ChangeNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::catalog::{self, Service};
use nofault_store::change::{self, Change};
use nofault_store::incident::Brief;

use crate::here::Here;
use crate::load::load;
use crate::pages::incidents::{brief, suggestions};
use crate::ui::{Page, Time, When};

/// More are not listed.
const MOST: i64 = 200;

struct Found {
    change: Change,
    caused: Vec<Brief>,
    services: Vec<Service>,
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let number = ChangeNumber::parse(&given).ok_or(Refusal::NotFound("change"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let change = change::by_number(&mut db, number).await?;
    Ok(Found {
        caused: change::caused(&mut db, here.viewer(), change.id, MOST).await?,
        services: catalog::services(&mut db).await?,
        change,
    })
}

#[component]
pub fn ChangePage() -> AnyView {
    let given = use_params_map().read_untracked().get("change").unwrap_or_default();
    load(found(Here::now(), given), |here, found| {
        let form = here.form("change");
        let writer = here.may(Role::Responder) || form.is_rejected();
        let (change, title) = (&found.change, found.change.title.clone());
        let over = view! {
            <a href="/changes">"Changes"</a>
            <span class="number">{change.number.to_string()}</span>
            <span class="about">{change.kind.label()}</span>
        };
        view! {
            <Page title=title over=over.into_any()>
                {removed(&found.change)}
                {facts(&found.change)}
                {caused(&found)}
                {writer.then(|| edit::edit(&here, form, &found.change))}
                {writer.then(|| edit::standing(&here, &found.change))}
                {suggestions(&found.services)}
            </Page>
        }
    })
    .into_any()
}

fn removed(change: &Change) -> AnyView {
    let Some((at, by)) = &change.removed else { return ().into_any() };
    let by = by.clone().unwrap_or_else(|| "The operator".to_owned());
    view! { <p class="notice">{by}" removed it, "<Time at=*at />": it is counted no more."</p> }
        .into_any()
}

fn facts(change: &Change) -> AnyView {
    let service = format!("/services/{}", change.service);
    let link = Evidence::parse(&change.link).ok().map(|link| {
        let (href, text) = (link.as_str().to_owned(), link.short());
        view! { <div><dt>"Link"</dt><dd><a href=href rel="noreferrer noopener">{text}</a></dd></div> }
    });
    let by = change.author.clone().unwrap_or_else(|| "the operator".to_owned());
    view! {
        <dl class="pairs">
            <div><dt>"Service"</dt><dd><a href=service>{change.service_name.clone()}</a></dd></div>
            <div><dt>"Kind"</dt><dd>{change.kind.label()}</dd></div>
            <div><dt>"Happened"</dt><dd><When moment=change.moment.clone() /></dd></div>
            {link}
            <div><dt>"Recorded"</dt><dd><Time at=change.recorded_at />" by "{by}</dd></div>
        </dl>
    }
    .into_any()
}

fn caused(found: &Found) -> AnyView {
    let one = |one: &Brief| view! { <li>{brief(one)}</li> };
    let list: Vec<_> = found.caused.iter().map(one).collect();
    let none = list.is_empty().then(|| {
        view! { <p class="hint">"No incident names it as a cause. On the page of an incident one says which changes caused it."</p> }
    });
    view! {
        <section id="caused">
            <h2>"What it caused"</h2>
            {none}
            <ul class="short">{list}</ul>
        </section>
    }
    .into_any()
}
