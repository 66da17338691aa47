//! What whoever takes over has to know: now, known, tried, believed, next, who.

mod entries;
mod now;

use std::collections::HashMap;

use leptos::prelude::*;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_store::Failure;
use nofault_store::action::{self, Action};
use nofault_store::impact::{self, Impact};
use nofault_store::incident::{self, Incident};
use nofault_store::live;
use nofault_store::response::{self, Holding, Update};
use nofault_store::timeline::{self, Entry};

use super::merged::{Onward, leads, onward};
use super::roles::present;
use super::updates::{due, looks_again, promised};
use super::{asked, over, watching};
use crate::here::Here;
use crate::load::load;
use crate::ui::{ActionBadge, DueDay, Page, Time};

/// All that the summary is made of.
struct Summary {
    event: i64,
    incident: Incident,
    milestones: Vec<(Milestone, Moment)>,
    affected: Vec<Impact>,
    /// Its own and those of what was merged into it, by their time.
    entries: Vec<(Option<IncidentNumber>, Entry)>,
    actions: Vec<Action>,
    holdings: Vec<Holding>,
    names: HashMap<String, String>,
    latest: Option<Update>,
    onward: Onward,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Summary, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let id = incident.id;
    let own = timeline::entries(&mut db, id).await?;
    let mut entries: Vec<_> = own.into_iter().map(|entry| (None, entry)).collect();
    let mut names = response::names(&mut db, id).await?;
    for part in incident::merged_parts(&mut db, here.viewer(), id).await? {
        let its = timeline::entries(&mut db, part.id).await?;
        entries.extend(its.into_iter().map(|entry| (Some(part.number), entry)));
        names.extend(response::names(&mut db, part.id).await?);
    }
    entries.retain(|(_, entry)| entry.deleted.is_none());
    entries.sort_by_key(|(_, entry)| entry.moment.at);
    Ok(Summary {
        event,
        milestones: incident::milestones(&mut db, id).await?,
        affected: impact::standing(&mut db, id).await?,
        entries,
        actions: action::of_incident(&mut db, here.viewer(), id).await?,
        holdings: response::holdings(&mut db, id).await?,
        names,
        latest: response::latest(&mut db, id).await?,
        onward: onward(&mut db, &here, &incident, "handover").await?,
        incident,
    })
}

#[component]
pub fn HandoverPage() -> AnyView {
    load(found(Here::now(), asked()), |here, summary| {
        let address = summary.incident.address();
        let promise = promised(&summary.incident, summary.latest.as_ref());
        let looks = promise.map(|promise| looks_again(&here, promise));
        let (back, roles) = (address.clone(), format!("{address}/roles"));
        view! {
            <Page title=format!("Handover: {}", summary.incident.title) over=over(&summary.incident)>
                {leads(&here, &summary.onward)}
                {watching::page(&here, &summary.incident, summary.event, "handover")}
                <p class="hint written" id="written" data-live>"As it stood at "<Time at=here.now /></p>
                <div class="handover" id="handover" data-live data-due=looks>
                    {now::now(&summary)}
                    <section id="who">
                        <h2>"Who"</h2>
                        {present(&summary.holdings)}
                        <p class="links"><a href=roles>"Take over, hand over"</a></p>
                    </section>
                    {entries::known(&summary)}
                    {entries::tried(&summary)}
                    {entries::believed(&summary)}
                    {next(&here, &summary)}
                    {entries::last(&summary)}
                </div>
                <p class="links"><a href=back>"Back to the incident"</a></p>
            </Page>
        }
    })
    .into_any()
}

/// What is owed: actions, and the next update.
fn next(here: &Here, summary: &Summary) -> AnyView {
    let one = |action: &Action| {
        let owner = action.owner.as_ref();
        let owner =
            owner.map_or_else(|| " · nobody owns it".to_owned(), |(_, name)| format!(" · {name}"));
        let due = action.due.map(|due| view! { " · due "<DueDay day=due /> });
        view! {
            <li>
                <a href=action.address()>{action.title.clone()}</a>
                <span class="about">" "<ActionBadge state=action.state />{owner}{due}</span>
            </li>
        }
    };
    let open: Vec<_> =
        summary.actions.iter().filter(|action| action.state.is_open()).map(one).collect();
    let none = open.is_empty();
    let owed = promised(&summary.incident, summary.latest.as_ref());
    view! {
        <section id="next">
            <h2>"Next"</h2>
            {owed.map(|promise| due(here, promise))}
            {none.then(|| view! { <p class="hint">"No open action."</p> })}
            <ul class="short">{open}</ul>
        </section>
    }
    .into_any()
}
