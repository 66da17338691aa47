//! The page of an incident: what is known, and the timeline.

mod details;
mod entry;
mod facts;
mod milestones;
mod redact;
mod revisions;
mod timeline;

pub use details::DetailsPage;
pub use entry::EntryPage;
pub(in crate::pages) use facts::{actions, lasted};
pub use milestones::MilestonesPage;
pub use redact::RedactPage;
pub(in crate::pages) use revisions::revisions;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::duration::Duration;
use nofault_domain::entry::EntryKind;
use nofault_domain::metric::Metric;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::action::{self, Action};
use nofault_store::catalog::{self, SeverityName};
use nofault_store::incident::{self, Incident};
use nofault_store::postmortem::{self, Postmortem};
use nofault_store::timeline::{self as entries, Entry, RedactionTrace};

use crate::here::Here;
use crate::islands::composer::Composer;
use crate::load::load;
use crate::markdown;
use crate::ui::{Empty, KindBadge, Page, SeverityBadge, StatusBadge, Time};

/// All that the page shows.
#[derive(Clone)]
pub struct Whole {
    pub incident: Incident,
    pub services: Vec<String>,
    pub labels: Vec<String>,
    pub milestones: Vec<(Milestone, Moment)>,
    pub stated: Vec<(Metric, Duration)>,
    pub entries: Vec<Entry>,
    pub actions: Vec<Action>,
    pub postmortem: Option<Postmortem>,
    pub redactions: Vec<RedactionTrace>,
    pub severities: Vec<SeverityName>,
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
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let id = incident.id;
    Ok(Whole {
        services: incident::services(&mut db, id).await?,
        labels: incident::labels(&mut db, id).await?,
        milestones: incident::milestones(&mut db, id).await?,
        stated: incident::stated(&mut db, id).await?,
        entries: entries::entries(&mut db, id).await?,
        actions: action::of_incident(&mut db, here.viewer(), id).await?,
        postmortem: postmortem::of_incident(&mut db, id).await?,
        redactions: entries::redactions(&mut db, id).await?,
        severities: catalog::severities(&mut db).await?,
        incident,
    })
}

#[component]
pub fn IncidentPage() -> AnyView {
    let here = Here::now();
    load(whole(here, asked()), |here, whole| {
        let incident = whole.incident.clone();
        let over = view! {
            <span class="number">{incident.number.to_string()}</span>
            <SeverityBadge severity=incident.severity />
            <StatusBadge status=incident.status />
            <KindBadge kind=incident.kind />
            {incident.private.then(|| view! { <span class="private">"Private"</span> })}
        };
        let responder = here.may(Role::Responder);
        let aside = responder.then(|| {
            view! { <a class="button narrow-only" href="#status">"Change status"</a> }.into_any()
        });
        view! {
            <Page title=incident.title.clone() over=over.into_any() nostrip:aside=aside>
                <div class="incident-page">
                    <section class="story" aria-label="Timeline">
                        {(!incident.summary.is_empty()).then(|| view! {
                            <div class="markdown summary" inner_html=markdown::render(&incident.summary)></div>
                        })}
                        {responder.then(|| composer(&here, &incident))}
                        <h2>"Timeline"</h2>
                        {timeline::order(&here, &whole)}
                        {timeline::timeline(&whole, responder)}
                        {redactions(&whole.redactions)}
                    </section>
                    {facts::facts(&here, &whole)}
                </div>
            </Page>
        }
    })
    .into_any()
}

fn composer(here: &Here, incident: &Incident) -> AnyView {
    let form = here.form("entry");
    let focus = incident.status.is_open() && here.rejected.is_none();
    let kinds: Vec<_> = EntryKind::CHOICES
        .iter()
        .map(|kind| (kind.key().to_owned(), kind.label().to_owned()))
        .collect();
    view! {
        <Composer
            action=format!("{}/entries", incident.address())
            command=form.command.clone()
            zone=form.value("zone", here.zone.name())
            kinds=kinds
            body=form.value("body", "")
            at=form.value("at", "")
            kind=form.value("kind", EntryKind::Note.key())
            summary=form.summary().unwrap_or_default()
            body_error=form.error("body").unwrap_or_default()
            at_error=form.error("at").unwrap_or_default()
            focus=focus
        />
    }
    .into_any()
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
