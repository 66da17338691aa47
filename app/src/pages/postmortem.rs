//! The postmortem of an incident, as it is read and written.

mod publish;
mod section;
mod strip;

pub use section::SectionPage;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::duration::Duration;
use nofault_domain::metric::Metric;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_store::Failure;
use nofault_store::action::{self, Action};
use nofault_store::incident::{self, Incident};
use nofault_store::postmortem::{self, Postmortem, Section};

use crate::here::Here;
use crate::load::load;
use crate::markdown;
use crate::pages::incident::{actions, asked, over};
use crate::ui::{Empty, Page, PostForm, Submit};

/// All that the page shows.
struct Whole {
    incident: Incident,
    services: Vec<String>,
    milestones: Vec<(Milestone, Moment)>,
    stated: Vec<(Metric, Duration)>,
    actions: Vec<Action>,
    postmortem: Option<Postmortem>,
    /// The latest published text, where that is what is read.
    published: Option<Vec<Section>>,
}

async fn whole(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Whole, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let id = incident.id;
    let postmortem = postmortem::of_incident(&mut db, id).await?;
    // Who does not write it reads what was published, as soon as something was.
    let wanted = !here.may(Role::Responder) || here.query.iter().any(|(key, _)| key == "published");
    let latest = postmortem.as_ref().and_then(|postmortem| postmortem.publications.first());
    let published = match latest {
        Some(latest) if wanted => Some(postmortem::published(&mut db, latest.id).await?),
        _ => None,
    };
    Ok(Whole {
        services: incident::services(&mut db, id).await?,
        milestones: incident::milestones(&mut db, id).await?,
        stated: incident::stated(&mut db, id).await?,
        actions: action::of_incident(&mut db, here.viewer(), id).await?,
        incident,
        postmortem,
        published,
    })
}

#[component]
pub fn PostmortemPage() -> AnyView {
    load(whole(Here::now(), asked()), |here, whole| {
        let begun = here.form("postmortem").summary().filter(|_| whole.postmortem.is_some());
        let shown = match &whole.postmortem {
            Some(postmortem) => written(&here, &whole, postmortem),
            None => none(&here, &whole.incident),
        };
        let title = format!("Postmortem: {}", whole.incident.title);
        view! {
            <Page title=title over=over(&whole.incident)>
                {begun.map(|word| view! { <p class="error summary" role="alert">{word}</p> })}
                {shown}
            </Page>
        }
    })
    .into_any()
}

fn none(here: &Here, incident: &Incident) -> AnyView {
    let form = here.form("postmortem");
    let begin = (here.may(Role::Responder) || form.is_rejected()).then(|| {
        view! {
            <PostForm form=form action=format!("{}/postmortem", incident.address())>
                <Submit label="Begin the postmortem" class="primary" />
            </PostForm>
        }
    });
    view! {
        <Empty title="Nobody began the postmortem yet">
            <p>"It says what happened, what contributed, and what is learnt from it. It looks for nobody to blame."</p>
            {begin}
        </Empty>
    }
    .into_any()
}

fn written(here: &Here, whole: &Whole, postmortem: &Postmortem) -> AnyView {
    let writer = here.may(Role::Responder) && whole.published.is_none();
    let address = whole.incident.address();
    let sections = whole.published.as_ref().unwrap_or(&postmortem.sections);
    let shown: Vec<_> = sections.iter().filter_map(|one| section(one, &address, writer)).collect();
    let empty = shown.is_empty().then(|| view! { <p class="hint">"Nothing is written yet."</p> });
    view! {
        {strip::strip(whole, postmortem)}
        {publish::state(here, whole, postmortem)}
        <article class="postmortem">{empty}{shown}</article>
        {actions(&whole.actions, &address, here.may(Role::Responder))}
        <p><a href=format!("{address}#timeline")>"The timeline of the incident"</a></p>
        {writer.then(|| publish::form(here, &address, postmortem))}
    }
    .into_any()
}

/// An empty one is shown to those who write it, with its guidance.
fn section(section: &Section, address: &str, writer: bool) -> Option<AnyView> {
    let empty = section.body.trim().is_empty();
    if empty && !writer {
        return None;
    }
    let (title, word) = (section.title.clone(), if empty { "Write" } else { "Edit" });
    let href = format!("{address}/postmortem/sections/{}", section.key);
    let label = format!("{word} “{title}”");
    let body = if empty {
        view! { <p class="guidance hint">{section.guidance.clone()}</p> }.into_any()
    } else {
        view! { <div class="markdown" inner_html=markdown::render(&section.body)></div> }.into_any()
    };
    let shown = view! {
        <section id=section.key.clone()>
            <h2>{title}</h2>
            {writer.then(|| view! { <a class="edit" href=href aria-label=label>{word}</a> })}
            {body}
        </section>
    };
    Some(shown.into_any())
}
