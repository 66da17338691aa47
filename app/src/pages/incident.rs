//! The page of an incident: what is known, and the timeline.

mod causes;
mod changes;
mod commands;
mod composer;
mod cost;
mod details;
mod entry;
mod factors;
mod facts;
mod file;
mod files;
mod handover;
mod ideas;
mod impacts;
mod merge;
mod merged;
mod milestones;
mod offers;
mod paste;
mod picture;
mod privacy;
mod reader;
mod redact;
mod review;
mod revisions;
mod roles;
mod timeline;
mod toil;
mod updates;
mod watching;

pub use changes::ChangesPage;
pub use details::DetailsPage;
pub use entry::EntryPage;
pub use factors::FactorsPage;
pub(in crate::pages) use factors::{
    Factors, came_back, listed as answers_of, read as factors_of, recorded as factors_recorded,
    section as factors_section, trigger,
};
pub(in crate::pages) use facts::lasted;
pub use file::RemoveFilePage;
pub(crate) use files::address as file_address;
pub use handover::HandoverPage;
pub use impacts::ImpactsPage;
pub use merge::MergePage;
pub(in crate::pages) use merged::{Onward, leads, onward};
pub use milestones::MilestonesPage;
pub use paste::PastePage;
pub(in crate::pages) use picture::{Pictured, first as first_line};
pub use privacy::PrivacyPage;
pub use reader::ReaderPage;
pub use redact::RedactPage;
pub use review::ReviewPage;
pub(in crate::pages) use review::line as review_line;
pub(in crate::pages) use revisions::revisions;
pub use roles::RolesPage;
pub use updates::{UpdatePage, UpdatesPage};
pub(in crate::pages) use watching::beside;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::duration::Duration;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::action::{self, Action};
use nofault_store::catalog::{self, SeverityName};
use nofault_store::incident::{self, Incident};
use nofault_store::live;
use nofault_store::metric;
use nofault_store::postmortem::{self, Postmortem};
use nofault_store::review::{self as reviews, Review};
use nofault_store::timeline::{self as entries, Entry, RedactionTrace};
use nofault_store::{Db, Failure};

use crate::here::Here;
use crate::load::load;
use crate::markdown;
use crate::pages::action::{Added, read_added};
use crate::ui::{Empty, KindBadge, Page, SeverityBadge, StatusBadge, Time};

/// All that the page shows.
#[derive(Clone)]
pub struct Whole {
    pub incident: Incident,
    pub services: Vec<String>,
    pub labels: Vec<String>,
    pub milestones: Vec<(Milestone, Moment)>,
    pub stated: Vec<(Metric, Duration)>,
    /// The metrics, as they are defined now.
    pub metrics: Vec<Definition>,
    /// By their time: all of them, or on the page of changes those that changed.
    pub entries: Vec<Entry>,
    pub actions: Vec<Action>,
    pub added: Option<Added>,
    pub postmortem: Option<Postmortem>,
    pub review: Review,
    pub redactions: Vec<RedactionTrace>,
    pub severities: Vec<SeverityName>,
    pub commands: commands::Commands,
    pub offers: offers::Offers,
    pub causes: causes::Causes,
    pub factors: factors::Factors,
    pub ideas: ideas::Ideas,
    pub impacts: impacts::Impacts,
    pub costs: cost::Costs,
    pub roles: roles::Roles,
    pub updates: updates::Updates,
    pub picture: picture::Picture,
    pub merged: merged::Merged,
    pub watching: watching::Watching,
}

/// The incident that the address names.
///
/// # Errors
/// Not found, where it names none.
pub fn asked() -> Result<IncidentNumber, Failure> {
    let given = use_params_map().read_untracked().get("incident").unwrap_or_default();
    Ok(IncidentNumber::parse(&given).ok_or(Refusal::NotFound("incident"))?)
}

/// The incident's number as the line over the title of its other pages.
pub(in crate::pages) fn over(incident: &Incident) -> AnyView {
    let (address, number) = (incident.address(), incident.number.to_string());
    view! {
        <a class="number" href=address>{number}</a>
        " "
        <span class="about">{incident.title.clone()}</span>
    }
    .into_any()
}

/// The same, over a page that has the incident's title itself.
pub(in crate::pages) fn over_part(incident: &Incident, part: &'static str) -> AnyView {
    let (address, number) = (incident.address(), incident.number.to_string());
    view! {
        <a class="number" href=address>{number}</a>
        <span>{part}</span>
        <KindBadge kind=incident.kind />
        {incident.private.then(|| view! { <span class="private">"Private"</span> })}
    }
    .into_any()
}

/// A page for writing is shown to those who may write; a rejected form is shown to
/// whoever sent it, so that nothing typed is lost. What the page then holds besides must
/// be what they may read elsewhere.
///
/// # Errors
/// Forbidden.
pub(in crate::pages) fn only(here: &Here, role: Role, form: &'static str) -> Result<(), Failure> {
    if here.may(role) || here.form(form).is_rejected() {
        return Ok(());
    }
    Err(Refusal::Forbidden(format!("Only {} may do this.", role.indefinite())).into())
}

async fn whole(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Whole, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let entries = entries::entries(&mut db, incident.id).await?;
    let mut whole = read(&mut db, &here, incident, entries, event).await?;
    whole.commands = commands::read(&mut db, &here).await?;
    Ok(whole)
}

/// All of it but the entries, of which somebody may want only some, and the composer’s commands.
async fn read(
    db: &mut Db<'_>,
    here: &Here,
    incident: Incident,
    entries: Vec<Entry>,
    event: i64,
) -> Result<Whole, Failure> {
    let id = incident.id;
    let actions = action::of_incident(db, here.viewer(), id).await?;
    Ok(Whole {
        services: incident::services(db, id).await?,
        labels: incident::labels(db, id).await?,
        milestones: incident::milestones(db, id).await?,
        stated: incident::stated(db, id).await?,
        added: read_added(db, here, &actions).await?,
        actions,
        metrics: metric::definitions(db).await?,
        postmortem: postmortem::of_incident(db, id).await?,
        review: reviews::of_incident(db, &incident, here.now).await?,
        redactions: entries::redactions(db, id).await?,
        severities: catalog::severities(db).await?,
        commands: commands::Commands::default(),
        offers: offers::read(db, here, &incident).await?,
        causes: causes::read(db, here, &incident).await?,
        factors: factors::read(db, here, &incident).await?,
        ideas: ideas::read(db, here, &incident).await?,
        impacts: impacts::read(db, here, &incident).await?,
        costs: cost::read(db, here, &incident).await?,
        roles: roles::read(db, here, &incident).await?,
        updates: updates::read(db, here, &incident).await?,
        picture: picture::read(db, here, &incident).await?,
        merged: merged::read(db, here, &incident).await?,
        watching: watching::read(db, &incident, event).await?,
        entries,
        incident,
    })
}

#[component]
pub fn IncidentPage() -> AnyView {
    let here = Here::now();
    load(whole(here, asked()), |here, whole| {
        let responder = here.may(Role::Responder);
        let (over, aside) = head(&here, &whole.incident);
        let running = format!("{} {}", whole.incident.number, whole.incident.title);
        view! {
            <Page title=whole.incident.title.clone() running=running over=over nostrip:aside=aside>
                {watching::section(&here, &whole)}
                <div class="incident-page">
                    <section class="story" aria-label="Timeline">
                        {above(&here, &whole)}
                        {responder.then(|| composer::composer(&here, &whole))}
                        <h2>"Timeline"</h2>
                        {timeline::order(&here, &whole)}
                        {timeline::shown(&here, &whole)}
                        {timeline::timeline(&whole, responder)}
                        {below(&whole)}
                    </section>
                    {facts::facts(&here, &whole)}
                </div>
            </Page>
        }
    })
    .into_any()
}

/// What stands over and beside the title.
fn head(here: &Here, incident: &Incident) -> (AnyView, Option<AnyView>) {
    let over = view! {
        <span class="number">{incident.number.to_string()}</span>
        <SeverityBadge severity=incident.severity />
        <StatusBadge status=incident.status />
        <KindBadge kind=incident.kind />
        {incident.private.then(|| view! { <span class="private">"Private"</span> })}
    };
    let aside = here.may(Role::Responder).then(|| {
        view! { <a class="button narrow-only" href="#status">"Change status"</a> }.into_any()
    });
    (over.into_any(), aside)
}

/// What stands over the composer. Each part has an id and is replaced alone.
fn above(here: &Here, whole: &Whole) -> AnyView {
    let summary = &whole.incident.summary;
    view! {
        {updates::late(here, whole)}
        <div id="summary" data-live>
            {(!summary.is_empty()).then(|| view! {
                <div class="markdown summary" inner_html=markdown::render(summary)></div>
            })}
        </div>
        {merged::section(here, whole)}
        {picture::section(here, whole)}
        {offers::section(here, whole)}
    }
    .into_any()
}

/// What stands under the timeline.
fn below(whole: &Whole) -> AnyView {
    view! { <div id="redacted" data-live>{redactions(&whole.redactions)}</div> }.into_any()
}

/// Who removed text, when and why.
fn redactions(traces: &[RedactionTrace]) -> AnyView {
    let one = |trace: &RedactionTrace| {
        let by = trace.by.clone().unwrap_or_else(|| "the operator".to_owned());
        let what = match (trace.entry, trace.places) {
            (Some(entry), _) => format!("the text of {entry}"),
            (None, 1) => "text in 1 place".to_owned(),
            (None, places) => format!("text in {places} places"),
        };
        view! { <li>{by}" removed "{what}", "<Time at=trace.at />": "{trace.reason.clone()}</li> }
    };
    let list: Vec<_> = traces.iter().map(one).collect();
    (!list.is_empty())
        .then(|| {
            view! {
                <h2 id="redactions">"Redactions"</h2>
                <ul class="redactions">{list}</ul>
            }
        })
        .into_any()
}

/// Nothing on the timeline yet.
fn nothing_logged() -> AnyView {
    view! {
        <Empty title="Nothing logged yet">
            <p>"What did somebody see, try or decide? Write it down while it is fresh."</p>
        </Empty>
    }
    .into_any()
}
