//! Messages to stakeholders, and when the next one is promised.

mod edit;
mod follow;
mod page;

pub use edit::UpdatePage;
pub use follow::follow;
pub use page::{UpdatesPage, told, told_outside};

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::duration::Duration;
use nofault_domain::promise::Promise;
use nofault_store::incident::Incident;
use nofault_store::response::{self, Followers, Update};
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::ui::Time;

/// What the section shows.
#[derive(Debug, Clone, Default)]
pub struct Updates {
    pub latest: Option<Update>,
    pub followers: Followers,
}

pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Updates, Failure> {
    Ok(Updates {
        latest: response::latest(db, incident.id).await?,
        followers: response::followers(db, here.viewer(), incident.id).await?,
    })
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    let (incident, latest) = (&whole.incident, whole.updates.latest.as_ref());
    let address = incident.address();
    let last = match latest {
        Some(latest) => {
            let (number, href) =
                (latest.number.to_string(), format!("{address}/updates#{}", latest.number));
            view! { <p><a href=href>{number}</a>" "<Time at=latest.at /></p> }.into_any()
        }
        None => view! { <p class="hint">"None yet."</p> }.into_any(),
    };
    let word = match (here.may(Role::Responder), latest) {
        (true, _) => "Write an update",
        (false, Some(_)) => "Read the updates",
        (false, None) => "The page of the updates",
    };
    view! {
        <section id="updates" data-live>
            <h2>"Updates to stakeholders"</h2>
            {last}
            {promised(incident, latest).map(|promise| due(here, promise))}
            <p class="links">
                <a href=format!("{address}/updates")>{word}</a>
                " · "
                <a href=format!("{address}/reader")>"Page for readers"</a>
            </p>
            {follow(here, incident, whole.updates.followers, "")}
        </section>
    }
    .into_any()
}

/// Over everything else, once a promise was not kept.
pub fn late(here: &Here, whole: &Whole) -> AnyView {
    let promise = promised(&whole.incident, whole.updates.latest.as_ref());
    let late = promise.filter(|promise| promise.late_by(here.now).is_some());
    let responder = here.may(Role::Responder);
    let shown = late.map(|promise| {
        let href = format!("{}/updates", whole.incident.address());
        view! {
            <div class="flags">
                {due(here, promise)}
                {responder.then(|| view! { <a href=href>"Write it"</a> })}
            </div>
        }
    });
    let due = promise.map(|promise| looks_again(here, promise));
    view! { <div id="late" data-live data-due=due>{shown}</div> }.into_any()
}

/// When what is said of a promise is true no longer, in milliseconds since 1970: a page that
/// is open asks again then. Nothing happens at that moment of which it would be told.
pub fn looks_again(here: &Here, promise: &Promise) -> i64 {
    let minutes = promise.late_by(here.now).map_or(0, |late| late.minutes() + 1);
    promise.at.plus_micros(Duration::from_minutes(minutes).micros()).micros() / 1_000 + 1
}

/// What is still owed.
pub fn promised<'a>(incident: &Incident, latest: Option<&'a Update>) -> Option<&'a Promise> {
    latest.and_then(|latest| latest.promised(incident.status))
}

/// When the next one comes, and by how much it is late.
pub fn due(here: &Here, promise: &Promise) -> AnyView {
    match promise.late_by(here.now) {
        Some(late) => view! {
            <p class="due late">"Update promised for "<Time at=promise.at />", "<b>{format!("{late} late")}</b></p>
        }
        .into_any(),
        None => {
            view! { <p class="due">"Next update promised for "<Time at=promise.at /></p> }.into_any()
        }
    }
}
