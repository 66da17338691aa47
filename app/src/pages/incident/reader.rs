//! The incident for readers outside the response: what it means, what they were told, when
//! they will hear more. No timeline, no actions, no names but the lead's.

use leptos::prelude::*;
use nofault_domain::incident::IncidentRole;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_store::Failure;
use nofault_store::catalog::{self, SeverityName};
use nofault_store::incident::{self, Incident};
use nofault_store::live;
use nofault_store::response::{self, Followers, Holding, Update};

use super::merged::{Onward, leads, onward};
use super::roles::holder;
use super::updates::{due, follow, looks_again, promised, told_outside};
use super::{asked, over_itself, watching};
use crate::here::Here;
use crate::load::load;
use crate::ui::{Page, When};

struct Found {
    event: i64,
    incident: Incident,
    services: Vec<String>,
    milestones: Vec<(Milestone, Moment)>,
    severities: Vec<SeverityName>,
    holdings: Vec<Holding>,
    updates: Vec<Update>,
    followers: Followers,
    onward: Onward,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let id = incident.id;
    Ok(Found {
        event,
        services: incident::services(&mut db, id).await?,
        milestones: incident::milestones(&mut db, id).await?,
        severities: catalog::severities(&mut db).await?,
        holdings: response::holdings(&mut db, id).await?,
        updates: response::updates(&mut db, id).await?,
        followers: response::followers(&mut db, here.viewer(), id).await?,
        onward: onward(&mut db, &here, &incident, "reader").await?,
        incident,
    })
}

#[component]
pub fn ReaderPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let incident = found.incident.clone();
        let over = over_itself(&incident);
        let promise = promised(&incident, found.updates.first());
        let looks = promise.map(|promise| looks_again(&here, promise));
        let owed = promise.map(|promise| due(&here, promise));
        let whole = incident.address();
        view! {
            <Page title=incident.title.clone() over=over>
                {leads(&here, &found.onward)}
                {watching::page(&here, &incident, found.event, "reader")}
                <div class="reader">
                    <div id="standing" data-live data-due=looks>
                        <p class="standing">{plain(incident.status)}</p>
                        {owed}
                    </div>
                    {facts(&found)}
                    {follow(&here, &incident, found.followers, "reader")}
                    <section id="updates" data-live>
                        <h2>"Updates"</h2>
                        {told_outside(&found.updates)}
                    </section>
                </div>
                <p class="links"><a href=whole>"The whole incident, as those see it who respond"</a></p>
            </Page>
        }
    })
    .into_any()
}

/// The status in a sentence.
fn plain(status: Status) -> &'static str {
    match status {
        Status::Triage => "We are finding out whether something is wrong.",
        Status::Investigating => "Something is wrong, and we are looking for the reason.",
        Status::Fixing => "We know what is wrong and are working on it.",
        Status::Monitoring => "It should work again; we are watching whether it holds.",
        Status::Resolved => "It is resolved.",
        Status::Closed => "It is over, and what had to be done afterwards is done.",
        Status::Declined => "It turned out that nothing was wrong.",
        Status::Merged => "It belongs to another incident and goes on there.",
        Status::Canceled => "It was called off.",
    }
}

fn facts(found: &Found) -> AnyView {
    let severity = found.incident.severity.map(|severity| {
        view! { <div><dt>"How bad"</dt><dd>{named(severity, &found.severities)}</dd></div> }
    });
    let since = since(&found.milestones);
    let since = since.map(|(label, moment)| {
        view! { <div><dt>{label}</dt><dd><When moment=moment.clone() /></dd></div> }
    });
    let over = found.milestones.iter().find(|(name, _)| *name == Milestone::Resolved);
    let over = over.filter(|_| !found.incident.status.is_open()).map(|(_, moment)| {
        view! { <div><dt>"Resolved"</dt><dd><When moment=moment.clone() /></dd></div> }
    });
    let services = (!found.services.is_empty()).then(|| {
        view! { <div><dt>"Services touched"</dt><dd>{found.services.join(", ")}</dd></div> }
    });
    let lead = holder(&found.holdings, IncidentRole::Lead)
        .map(|lead| view! { <div><dt>"Led by"</dt><dd>{lead.name.clone()}</dd></div> });
    view! { <dl class="pairs" id="facts" data-live>{severity}{since}{over}{services}{lead}</dl> }
        .into_any()
}

/// As this installation calls it and means it.
fn named(severity: Severity, severities: &[SeverityName]) -> AnyView {
    let named = severities.iter().find(|named| named.severity == severity).map(|named| {
        let meaning = (!named.meaning.is_empty()).then(|| format!(": {}", named.meaning));
        view! { {named.name.clone()}{meaning} }
    });
    view! { <b>{severity.to_string()}</b>" "{named} }.into_any()
}

/// Since when, as well as it is known.
fn since(milestones: &[(Milestone, Moment)]) -> Option<(&'static str, &Moment)> {
    let of = |wanted: Milestone| milestones.iter().find(|(name, _)| *name == wanted);
    let started = of(Milestone::ImpactStarted).map(|(_, moment)| ("Since", moment));
    started.or_else(|| of(Milestone::Declared).map(|(_, moment)| ("Declared", moment)))
}
