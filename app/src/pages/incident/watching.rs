//! The live stream of the page, and who is here.

use leptos::prelude::*;
use nofault_domain::moment::{Moment, Precision, Source};
use nofault_store::incident::Incident;
use nofault_store::timeline::{self, Counts};
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::islands::live::Live;

/// What the section shows.
#[derive(Debug, Clone)]
pub struct Watching {
    /// The newest event when the page began to be read.
    pub event: i64,
    /// Of the whole timeline, also where only some of it was read.
    pub counts: Counts,
}

pub async fn read(db: &mut Db<'_>, incident: &Incident, event: i64) -> Result<Watching, Failure> {
    Ok(Watching { event, counts: timeline::counts(db, incident.id).await? })
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    island(here, &whole.incident, Some(whole.watching.event), None, None)
}

/// On another page of the incident that keeps itself true: it has parts with `data-live`, and
/// was read after the event. `page` is its address under the incident's.
pub fn page(here: &Here, incident: &Incident, event: i64, page: &str) -> AnyView {
    let own = format!("{}/{page}", incident.address());
    island(here, incident, Some(event), None, Some(own))
}

/// On a page beside the incident's own: who is there, and who edits the same.
pub fn beside(here: &Here, incident: &Incident, subject: Option<String>) -> AnyView {
    island(here, incident, None, subject, None)
}

fn island(
    here: &Here,
    incident: &Incident,
    event: Option<i64>,
    subject: Option<String>,
    own: Option<String>,
) -> AnyView {
    let now = Moment {
        at: here.now,
        precision: Precision::Exact,
        zone: here.zone.clone(),
        source: Source::System,
    };
    let (at, as_of) = (now.at.rfc3339(), now.shown_in(&here.zone));
    let (address, zone) = (incident.address(), here.zone.name().to_owned());
    // Elsewhere, one may be typing: there is nothing to refresh.
    let class = if event.is_some() { "live" } else { "live only-here" };
    let refresh = event.map(|_| {
        let address = own.clone().unwrap_or_else(|| address.clone());
        view! {
            <p class="as-of">"As of "<time datetime=at>{as_of}</time>" "<a href=address>"Refresh"</a></p>
        }
    });
    // What changes is written by its id.
    view! {
        <div
            class=class
            id="live"
            data-address=address
            data-event=event
            data-subject=subject
            data-own=own
            data-zone=zone
        >
            {refresh}
            <p class="live-state js">
                <span id="live-text"></span>
                <a id="live-door" href="/sign-in" target="_blank" rel="noopener" hidden>"Sign in again"</a>
            </p>
            <p class="live-here js" id="live-here"></p>
            <p class="hidden" id="live-said" role="status"></p>
        </div>
        <Live />
    }
    .into_any()
}
