//! The postmortem of an incident, as it is read and written.

mod actions;
mod begin;
mod comments;
mod contents;
mod hints;
mod history;
mod moments;
mod names;
mod publication;
mod publish;
mod running;
mod section;
mod similar;
mod strip;
mod way;

pub use history::HistoryPage;
pub use names::NamesPage;
pub use publication::PublicationPage;
pub use section::SectionPage;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::duration::Duration;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_domain::similar::Likeness;
use nofault_store::Failure;
use nofault_store::action::{self, Action};
use nofault_store::incident::{self, Incident};
use nofault_store::metric;
use nofault_store::postmortem::{self, Comment, Postmortem, Section};
use nofault_store::similar::{Past, similar};
use nofault_store::template::Template;
use nofault_store::timeline::{self, Entry};

use crate::here::Here;
use crate::load::load;
use crate::pages::incident::{
    Factors, Onward, Pictured, asked, came_back, factors_of, factors_recorded, factors_section,
    leads, onward, over_part,
};
use crate::pages::quoted::{self, Quoted};
use crate::ui::Page;

/// All that the page shows.
struct Whole {
    incident: Incident,
    services: Vec<String>,
    milestones: Vec<(Milestone, Moment)>,
    stated: Vec<(Metric, Duration)>,
    metrics: Vec<Definition>,
    actions: Vec<Action>,
    factors: Factors,
    similar: Vec<(Past, Likeness)>,
    postmortem: Option<Postmortem>,
    /// The latest published text, where that is what is read.
    published: Option<Vec<Section>>,
    onward: Onward,
    /// What the sections mention.
    quoted: Quoted,
    /// The incident as a picture.
    picture: Pictured,
    /// Its key moments and changes.
    moments: Vec<Entry>,
    comments: Vec<Comment>,
    way: way::Way,
    /// From which it may be begun, the one that suits first.
    templates: Vec<Template>,
}

async fn whole(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Whole, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let id = incident.id;
    let postmortem = postmortem::of_incident(&mut db, id).await?;
    // Who neither writes nor reviews it reads what was published, as soon as something was.
    let me = here.viewer().person();
    let reviews = me.zip(postmortem.as_ref()).is_some_and(|(me, one)| one.reviewer(me).is_some());
    let wanted = !(here.may(Role::Responder) || reviews)
        || here.query.iter().any(|(key, _)| key == "published");
    let latest = postmortem.as_ref().and_then(|postmortem| postmortem.publications.first());
    let published = match latest {
        Some(latest) if wanted => Some(postmortem::published(&mut db, latest.id).await?),
        _ => None,
    };
    let sections = published.as_ref().or(postmortem.as_ref().map(|one| &one.sections));
    let texts = sections.into_iter().flatten().map(|section| section.body.as_str());
    let quoted = quoted::read(&mut db, &here, texts).await?;
    let comments = match here.may(Role::Responder) {
        true => postmortem::comments(&mut db, id).await?,
        false => Vec::new(),
    };
    Ok(Whole {
        quoted,
        picture: Pictured::read(&mut db, &here, incident.clone()).await?,
        moments: timeline::key(&mut db, id).await?,
        comments,
        services: incident::services(&mut db, id).await?,
        milestones: incident::milestones(&mut db, id).await?,
        stated: incident::stated(&mut db, id).await?,
        metrics: metric::definitions(&mut db).await?,
        actions: action::of_incident(&mut db, here.viewer(), id).await?,
        onward: onward(&mut db, &here, &incident, "postmortem").await?,
        factors: factors_of(&mut db, &here, &incident).await?,
        similar: similar(&mut db, here.viewer(), &incident).await?,
        way: way::read(&mut db, &here, &incident, postmortem.as_ref()).await?,
        templates: begin::read(&mut db, &here, &incident, postmortem.is_some()).await?,
        incident,
        postmortem,
        published,
    })
}

#[component]
pub fn PostmortemPage() -> AnyView {
    load(whole(Here::now(), asked()), |here, whole| {
        let begun = here.form("postmortem").summary().filter(|_| whole.postmortem.is_some());
        // Its button stands on a section's page.
        let begun = begun.or_else(|| here.form("resolution").summary());
        let shown = match &whole.postmortem {
            Some(postmortem) => written(&here, &whole, postmortem),
            None => {
                let none = begin::none(&here, &whole.incident, &whole.way, &whole.templates);
                let came = came_back(whole.incident.number, &whole.factors);
                view! { {came}{none}{similar::similar(&whole.similar)} }.into_any()
            }
        };
        let incident = &whole.incident;
        let (title, tab) = (incident.title.clone(), format!("Postmortem: {}", incident.title));
        let running = running::of(&here, &whole);
        view! {
            <Page title=title tab=tab running=running over=over_part(incident, "Postmortem")>
                {leads(&here, &whole.onward)}
                {begun.map(|word| view! { <p class="error summary" role="alert">{word}</p> })}
                {shown}
            </Page>
        }
    })
    .into_any()
}

fn written(here: &Here, whole: &Whole, postmortem: &Postmortem) -> AnyView {
    let writer = here.may(Role::Responder) && whole.published.is_none();
    let address = whole.incident.address();
    let sections = whole.published.as_ref().unwrap_or(&postmortem.sections);
    let read: Vec<&Section> =
        sections.iter().filter(|one| writer || !is_empty(whole, one)).collect();
    let named: Vec<_> = read.iter().map(|one| (one.key.clone(), one.title.clone())).collect();
    // What is on record stands with what was written about it.
    let within = read.iter().any(|one| one.key == FACTORS);
    let shown: Vec<_> = read.iter().map(|one| section(here, whole, one, writer)).collect();
    // Who does not write it takes home what was published.
    let exported = here.may(Role::Responder) || whole.published.is_some();
    let empty = shown.is_empty().then(|| view! { <p class="hint">"Nothing is written yet."</p> });
    view! {
        {strip::strip(whole, postmortem)}
        {publish::state(here, whole, postmortem)}
        {came_back(whole.incident.number, &whole.factors)}
        {whole.picture.shown(here)}
        <article class="postmortem">
            {contents::contents(&named)}
            {empty}
            {shown}
        </article>
        {(!within).then(|| factors_section(here, &whole.incident, &whole.factors))}
        {actions::actions(here, whole)}
        {similar::similar(&whole.similar)}
        <p class="links">
            <a href=format!("{address}#timeline")>"The timeline of the incident"</a>
            {exported.then(|| view! { <a href=format!("{address}/postmortem.md")>"Markdown"</a> })}
        </p>
        {way::section(here, &whole.incident, postmortem, &whole.way)}
        {writer.then(|| publish::form(here, &address, postmortem))}
    }
    .into_any()
}

/// The section that the factors on record fill.
const FACTORS: &str = "contributing-factors";

/// Nothing is written, and nothing on record fills it.
fn is_empty(whole: &Whole, section: &Section) -> bool {
    let fills = match section.key.as_str() {
        moments::KEY => whole.moments.iter().any(|entry| entry.pinned),
        FACTORS => !whole.factors.standing.is_empty(),
        _ => false,
    };
    section.body.trim().is_empty() && !fills
}

/// An empty one is shown to those who write it, with its guidance.
fn section(here: &Here, whole: &Whole, section: &Section, writer: bool) -> AnyView {
    let address = whole.incident.address();
    let fills = section.key == moments::KEY;
    let empty = is_empty(whole, section);
    let recorded =
        (section.key == FACTORS).then(|| factors_recorded(here, &whole.incident, &whole.factors));
    let (title, word) = (section.title.clone(), if empty { "Write" } else { "Edit" });
    let href = format!("{address}/postmortem/sections/{}", section.key);
    let label = format!("{word} “{title}”");
    let body = if empty {
        view! { <p class="guidance hint">{section.guidance.clone()}</p> }.into_any()
    } else {
        let moments = fills.then(|| moments::moments(&whole.incident, &whole.moments));
        view! { {moments}{whole.quoted.body(here, &section.body)} }.into_any()
    };
    let open = whole.comments.iter().filter(|one| {
        one.section == section.key && one.resolved.is_none() && one.reply_to.is_none()
    });
    let open = Some(open.count()).filter(|count| writer && *count > 0).map(|count| {
        let word =
            if count == 1 { "1 open comment".to_owned() } else { format!("{count} open comments") };
        view! { <p class="hint"><a href=format!("{href}#comments")>{word}</a></p> }
    });
    let shown = view! {
        <section id=section.key.clone()>
            <h2>{title}</h2>
            {writer.then(|| view! { <a class="edit" href=href.clone() aria-label=label>{word}</a> })}
            {body}
            {recorded}
            {open}
        </section>
    };
    shown.into_any()
}
