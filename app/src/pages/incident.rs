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
mod redactions;
mod review;
mod revisions;
mod roles;
mod timeline;
mod toil;
mod updates;
mod watching;
mod whole;

pub use changes::ChangesPage;
pub use details::DetailsPage;
pub use entry::EntryPage;
pub use factors::FactorsPage;
pub(in crate::pages) use factors::{
    Factors, came_back, listed as answers_of, read as factors_of, recorded as factors_recorded,
    section as factors_section,
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
pub use whole::Whole;
use whole::{read, whole};

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::Incident;

use crate::here::Here;
use crate::load::load;
use crate::markdown;
use crate::ui::{Empty, KindBadge, Page, SeverityBadge, StatusBadge};

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
    let aside = here.may(Role::Responder).then(|| {
        view! { <a class="button narrow-only" href="#status">"Change status"</a> }.into_any()
    });
    (over_itself(incident), aside)
}

/// What it is, over its title on the pages that show all of it.
fn over_itself(incident: &Incident) -> AnyView {
    view! {
        <span class="number">{incident.number.to_string()}</span>
        <SeverityBadge severity=incident.severity />
        <StatusBadge status=incident.status />
        <KindBadge kind=incident.kind />
        {incident.private.then(|| view! { <span class="private">"Private"</span> })}
    }
    .into_any()
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
    view! { <div id="redacted" data-live>{redactions::section(&whole.redactions)}</div> }.into_any()
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
