//! All changes, the latest first.

mod fields;
mod new;
mod preview;
mod upload;

pub(super) use fields::{Begins, fields};
pub use new::NewChangePage;
pub use preview::PreviewPage;
pub use upload::ImportPage;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::change::ChangeKind;
use nofault_domain::id::BatchId;
use nofault_domain::instant::Instant;
use nofault_domain::number::ChangeNumber;
use nofault_domain::word::Word;
use nofault_store::change::{self, Asked, Change, Listed};
use nofault_store::import::{self, Batch};
use nofault_store::{Failure, catalog};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Choice, Empty, Page, Pick, When, words};

struct Found {
    asked: Asked,
    listed: Listed,
    services: Vec<String>,
    /// The import that somebody comes from.
    imported: Option<Batch>,
}

fn asked(here: &Here) -> Asked {
    let service = Some(here.query("service").trim().to_owned()).filter(|name| !name.is_empty());
    let older = here.query("older").split_once('.').and_then(|(at, number)| {
        let at = Instant::from_micros(at.parse().ok()?);
        Some((at, ChangeNumber(number.parse().ok()?)))
    });
    let batch = uuid::Uuid::try_parse(here.query("imported")).ok().map(BatchId);
    Asked { service, kind: ChangeKind::parse(here.query("kind")).ok(), batch, older }
}

async fn found(here: Here) -> Result<Found, Failure> {
    let mut asked = asked(&here);
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let imported = match asked.batch {
        Some(batch) if here.may(Role::Responder) => {
            Some(import::batch(&mut db, here.viewer(), batch).await?)
        }
        _ => None,
    };
    asked.batch = asked.batch.filter(|_| imported.is_some());
    let services = catalog::services(&mut db).await?;
    Ok(Found {
        listed: change::listed(&mut db, &asked).await?,
        services: services.into_iter().map(|service| service.name).collect(),
        imported,
        asked,
    })
}

#[component]
pub fn ChangesPage() -> AnyView {
    load(found(Here::now()), |here, found| {
        let over = view! { <a href="/reports/changes">"Changes report"</a> }.into_any();
        let writer = here.may(Role::Responder);
        let links = writer.then(|| {
            view! {
                <p class="links">
                    <a class="button primary" href="/changes/new">"Record a change"</a>" "
                    <a class="button" href="/changes/import">"Import from CSV"</a>
                </p>
            }
        });
        view! {
            <Page title="Changes" over=over>
                {imported(&found)}
                {links}
                {filters(&found)}
                {shown(&found)}
            </Page>
        }
    })
    .into_any()
}

fn imported(found: &Found) -> AnyView {
    let Some(batch) = &found.imported else { return ().into_any() };
    let was = |many: i64| if many == 1 { "was" } else { "were" };
    let count = |many: i64| nofault_domain::change::changes(usize::try_from(many).unwrap_or(0));
    let (created, existing) = (batch.created, batch.existing);
    let there = (existing > 0).then(|| format!(" {existing} {} there already.", was(existing)));
    let words = format!("{} {} recorded from {}.", count(created), was(created), batch.file_name);
    view! { <p class="notice" role="status">{words}{there}" "<a href="/changes">"Show all changes"</a></p> }
        .into_any()
}

fn filters(found: &Found) -> AnyView {
    let choice = |name: &String| Choice { value: name.clone(), label: name.clone(), group: None };
    let services: Vec<_> = found.services.iter().map(choice).collect();
    let service = found.asked.service.clone().unwrap_or_default();
    view! {
        <form method="get" action="/changes" class="filters" aria-label="Filter">
            <Pick name="service" label="Service" none="Any service" value=service choices=services />
            <Pick name="kind" label="Kind" none="Any kind" value=found.asked.kind.map_or("", Word::key) choices=words(ChangeKind::ALL) />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}

fn shown(found: &Found) -> AnyView {
    let Asked { service, kind, older, .. } = &found.asked;
    if found.listed.changes.is_empty() && (service.is_some() || kind.is_some() || older.is_some()) {
        return view! {
            <Empty title="No change matches"><p><a href="/changes">"Show all changes"</a></p></Empty>
        }
        .into_any();
    }
    if found.listed.changes.is_empty() {
        return view! {
            <Empty title="No change recorded yet">
                <p>"A release, a configuration, a flag, a change of infrastructure: recorded here, each can be named by the incidents that it caused."</p>
            </Empty>
        }
        .into_any();
    }
    let list: Vec<_> = found.listed.changes.iter().map(one).collect();
    let last = found.listed.changes.last().filter(|_| found.listed.more);
    let older = last.map(|(change, _)| {
        let mut pairs =
            vec![("older", format!("{}.{}", change.moment.at.micros(), change.number.0))];
        pairs.extend(service.clone().map(|service| ("service", service)));
        pairs.extend(kind.map(|kind| ("kind", kind.key().to_owned())));
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
        view! { <p class="links"><a href=format!("/changes?{query}")>"Older changes"</a></p> }
    });
    view! { <ul class="short factors">{list}</ul>{older} }.into_any()
}

fn one((change, caused): &(Change, i64)) -> AnyView {
    let caused = match caused {
        0 => None,
        1 => Some(" · caused 1 incident".to_owned()),
        many => Some(format!(" · caused {many} incidents")),
    };
    let removed = change.removed.is_some().then_some(" · removed");
    view! {
        <li id=change.number.to_string()>
            <a href=change.address()>{change.title.clone()}</a>
            <span class="about">
                {change.number.to_string()}" · "{change.service_name.clone()}" · "
                {change.kind.label()}" · "<When moment=change.moment.clone() />{caused}{removed}
            </span>
        </li>
    }
    .into_any()
}
