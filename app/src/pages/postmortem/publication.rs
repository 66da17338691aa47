//! A postmortem as it was published once; what is newer is one link away.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::postmortem::{self, Publication, Section};

use super::running;
use crate::here::Here;
use crate::load::load;
use crate::pages::incident::{asked, over_part};
use crate::pages::quoted::{self, Quoted};
use crate::ui::{Page, Time};

struct Found {
    incident: Incident,
    publication: Publication,
    sections: Vec<Section>,
    quoted: Quoted,
    /// The number of the latest, where that is another one.
    newer: Option<i64>,
}

async fn found(
    here: Here,
    number: Result<IncidentNumber, Failure>,
    given: String,
) -> Result<Found, Failure> {
    const NONE: Refusal = Refusal::NotFound("publication");
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let postmortem = postmortem::of_incident(&mut db, incident.id).await?.ok_or(NONE)?;
    let mut publications = postmortem.publications.into_iter();
    let latest = publications.as_slice().first().map(|latest| latest.number);
    let wanted = given.parse::<i64>().map_err(|_| NONE)?;
    let publication = publications.find(|one| one.number == wanted).ok_or(NONE)?;
    let sections = postmortem::published(&mut db, publication.id).await?;
    let texts = sections.iter().map(|section| section.body.as_str());
    Ok(Found {
        quoted: quoted::read(&mut db, &here, texts).await?,
        sections,
        newer: latest.filter(|latest| *latest != publication.number),
        incident,
        publication,
    })
}

#[component]
pub fn PublicationPage() -> AnyView {
    let given = use_params_map().read_untracked().get("publication").unwrap_or_default();
    load(found(Here::now(), asked(), given), |here, found| {
        let Found { incident, publication, sections, quoted, newer } = found;
        let address = format!("{}/postmortem", incident.address());
        let by = publication.by.clone().unwrap_or_else(|| "the operator".to_owned());
        let earlier = newer.is_some();
        let newer = newer.map(|latest| {
            let href = format!("{address}/publications/{latest}");
            view! {
                <p class="newer" role="note">
                    "This is an earlier publication. "<a href=href>{format!("Read the newest one, number {latest}")}</a>
                </p>
            }
        });
        let shown: Vec<_> =
            sections.iter().filter_map(|one| section(&here, &quoted, one)).collect();
        let (title, at) = (incident.title.clone(), publication.at);
        let tab = format!("Postmortem: {}, publication {}", incident.title, publication.number);
        let running = running::publication(&here, &incident, &publication, earlier);
        let number = format!("Publication {}, ", publication.number);
        view! {
            <Page title=title tab=tab running=running over=over_part(&incident, "Postmortem")>
                <p class="state">{number}<Time at=at />" by "{by}</p>
                {newer}
                <article class="postmortem">{shown}</article>
                <p class="links"><a href=address>"The postmortem as it stands"</a></p>
            </Page>
        }
    })
    .into_any()
}

/// What nobody wrote is left out.
fn section(here: &Here, quoted: &Quoted, section: &Section) -> Option<AnyView> {
    let (key, title) = (section.key.clone(), section.title.clone());
    let body = (!section.body.trim().is_empty()).then(|| quoted.body(here, &section.body))?;
    Some(view! { <section id=key><h2>{title}</h2>{body}</section> }.into_any())
}
