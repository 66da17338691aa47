//! All impacts of an incident: as they stand, as they were, and the forms that change them.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::id::ServiceId;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::{ImpactNumber, IncidentNumber};
use nofault_store::Failure;
use nofault_store::catalog::{self, Service};
use nofault_store::impact::{self, Impact, Said};
use nofault_store::incident::{self, Incident};
use nofault_store::live;

use super::super::merged::{Onward, leads, onward};
use super::super::{asked, over, watching};
use super::{differences, form, list, reach};
use crate::here::Here;
use crate::load::load;
use crate::pages::incidents::suggestions;
use crate::ui::{Empty, Page};

pub(super) struct Found {
    pub incident: Incident,
    pub impacts: Vec<Impact>,
    pub earlier: Vec<(ImpactNumber, i64, Said)>,
    milestones: Vec<(Milestone, Moment)>,
    may_reach: Vec<(ServiceId, String)>,
    known: Vec<Service>,
    event: i64,
    onward: Onward,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    Ok(Found {
        impacts: impact::of_incident(&mut db, incident.id).await?,
        earlier: impact::earlier(&mut db, incident.id).await?,
        milestones: incident::milestones(&mut db, incident.id).await?,
        may_reach: catalog::may_reach(&mut db, incident.id).await?,
        known: catalog::services(&mut db).await?,
        event,
        onward: onward(&mut db, &here, &incident, "impacts").await?,
        incident,
    })
}

#[component]
pub fn ImpactsPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let new = here.form("new-impact");
        let writer = here.may(Role::Responder);
        let standing: Vec<Impact> =
            found.impacts.iter().filter(|one| one.removed.is_none()).cloned().collect();
        let empty = found.impacts.is_empty().then(|| {
            view! {
                <Empty title="No impact noted yet">
                    <p>"Which service was affected, from when to when, and how much of it?"</p>
                </Empty>
            }
        });
        let flags =
            differences(&here, &found.incident, &found.milestones, &standing);
        let reached = (!found.may_reach.is_empty()).then(|| {
            view! {
                <section id="reach">
                    <h2>"What depends on it"</h2>
                    {reach(&found.may_reach, None)}
                    <p class="hint">"These need what the incident touches, directly or through others."</p>
                </section>
            }
        });
        let back = format!("{}#impacts", found.incident.address());
        view! {
            <Page title="Impact" over=over(&found.incident)>
                {leads(&here, &found.onward)}
                {watching::page(&here, &found.incident, found.event, "impacts")}
                <p><a href=back>"Back to the incident"</a></p>
                <div id="flags" data-live>{flags}</div>
                <div id="all-impacts" data-live>
                    {empty}
                    {list::list(&here, &found, writer)}
                </div>
                {(writer || new.is_rejected()).then(|| form::add(&here, new.clone(), &found.incident))}
                {suggestions(&found.known)}
                <div id="reached" data-live>{reached}</div>
            </Page>
        }
    })
    .into_any()
}
