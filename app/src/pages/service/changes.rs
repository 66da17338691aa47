//! The changes of a service, and since when all of them are recorded.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::period::Day;
use nofault_domain::word::Word;
use nofault_store::catalog::Service;
use nofault_store::change::{self, Change};
use nofault_store::{Db, Failure};

use crate::here::Here;
use crate::ui::{Conflicted, Field, Hidden, PostForm, Submit, Was, When};

/// The latest are shown.
const MOST: i64 = 5;

pub struct Changes {
    latest: Vec<Change>,
    since: Option<Day>,
}

pub async fn read(db: &mut Db<'_>, service: &Service) -> Result<Changes, Failure> {
    let latest = change::latest(&mut *db, service.id, MOST).await?;
    Ok(Changes { latest, since: change::recorded_since(db, service.id).await? })
}

pub fn section(here: &Here, service: &Service, changes: &Changes) -> AnyView {
    let one = |change: &Change| {
        view! {
            <li>
                <a href=change.address()>{change.title.clone()}</a>
                <span class="about">
                    {change.number.to_string()}" · "{change.kind.label()}" · "
                    <When moment=change.moment.clone() />
                </span>
            </li>
        }
    };
    let list: Vec<_> = changes.latest.iter().map(one).collect();
    let said = match changes.since {
        Some(day) => format!("All its changes are recorded since {day}."),
        None => {
            "Nobody said yet that all its changes are recorded: no rate is made of them.".to_owned()
        }
    };
    let pairs = [("service", service.name.as_str())];
    let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
    let form = here.form("record");
    let writer = here.may(Role::Responder) || form.is_rejected();
    view! {
        <section id="changes">
            <h2>"Changes"</h2>
            <p class="hint">{said}</p>
            {list.is_empty().then(|| view! { <p class="hint">"None recorded yet."</p> })}
            <ul class="short">{list}</ul>
            <p>
                <a href=format!("/changes?{query}")>"All its changes"</a>" "
                {here.may(Role::Responder).then(|| view! { <a href=format!("/changes/new?{query}")>"Record one"</a> })}
            </p>
            {writer.then(|| record(here, service, changes))}
        </section>
    }
    .into_any()
}

fn record(here: &Here, service: &Service, changes: &Changes) -> AnyView {
    let form = here.form("record");
    let since = changes.since.map(|day| day.to_string()).unwrap_or_default();
    let (action, back) = (format!("{}/record", service.address()), service.address());
    let (version, open, stale) = (form.version(service.version), form.is_rejected(), form.clone());
    view! {
        <details class="edit" open=open>
            <summary>"Say since when all of them are recorded"</summary>
            <PostForm form=form.clone() action=action.clone() class="narrow">
                <Hidden name="version" value=version />
                <Was form=form.clone() field="since" value=since.clone() />
                <Field form=form name="since" label="All its changes are recorded since" value=since placeholder="2026-01-31" hint="Also those that went well. From then on the report on changes counts them. Blank: they are not." />
                <Submit label="Save" class="primary" />
            </PostForm>
            <Conflicted form=stale action=action back=back />
        </details>
    }
    .into_any()
}
