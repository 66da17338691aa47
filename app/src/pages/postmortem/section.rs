//! Writing one section of a postmortem.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::postmortem::{self, Section};
use nofault_store::timeline::{self, Revision};

use crate::here::{Form, Here};
use crate::load::load;
use crate::pages::incident::{asked, only, over, revisions};
use crate::ui::{Hidden, Page, PostForm, Submit, TextArea, Time};

struct Found {
    incident: Incident,
    section: Section,
    revisions: Vec<Revision>,
}

async fn found(
    here: Here,
    number: Result<IncidentNumber, Failure>,
    key: String,
) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Responder, "section")?;
    let postmortem = postmortem::of_incident(&mut db, incident.id).await?;
    let postmortem = postmortem.ok_or(Refusal::NotFound("postmortem"))?;
    let section = postmortem.sections.into_iter().find(|section| section.key == key);
    let section = section.ok_or(Refusal::NotFound("section"))?;
    // What is not published is for those who write it.
    let revisions = if here.may(Role::Responder) {
        timeline::revisions(&mut db, section.id.0).await?
    } else {
        Vec::new()
    };
    Ok(Found { incident, section, revisions })
}

#[component]
pub fn SectionPage() -> AnyView {
    let key = use_params_map().read_untracked().get("section").unwrap_or_default();
    load(found(Here::now(), asked(), key), |here, found| {
        let Found { incident, section, revisions: all } = found;
        let form = here.form("section");
        view! {
            <Page title=section.title.clone() over=over(&incident)>
                {beside(&form, &section)}
                {edit(form, &incident, &section)}
                {revisions(&all)}
            </Page>
        }
    })
    .into_any()
}

fn edit(form: Form, incident: &Incident, section: &Section) -> AnyView {
    let back = format!("{}/postmortem#{}", incident.address(), section.key);
    let action = format!("{}/postmortem/sections/{}", incident.address(), section.key);
    let (version, hint) =
        (form.version(section.version), format!("{} Markdown works.", section.guidance));
    let (title, body) = (section.title.clone(), section.body.clone());
    view! {
        <PostForm form=form.clone() action=action class="wide">
            <Hidden name="version" value=version />
            <TextArea form=form name="body" label=title value=body rows=16 hint=hint />
            <Submit label="Save" class="primary" />
            <a href=back>"Back to the postmortem"</a>
        </PostForm>
    }
    .into_any()
}

/// Somebody was faster: what they wrote, as they typed it, so that it can be taken over.
fn beside(form: &Form, section: &Section) -> AnyView {
    if !form.is_conflict() {
        return ().into_any();
    }
    let editor = section.editor.clone().unwrap_or_else(|| "Nofault".to_owned());
    let text = format!("\n{}", section.body);
    view! {
        <section class="beside">
            <h2>"As it stands now"</h2>
            <p class="meta">"Saved by "<span class="author">{editor}</span>", "<Time at=section.edited_at /></p>
            <div class="field">
                <label for="newer">"The newer text"</label>
                <textarea id="newer" rows="10" readonly>{text}</textarea>
            </div>
            <p class="hint">"Below is what you typed. Take over what you want to keep, then save: this text stays as a revision."</p>
        </section>
    }
    .into_any()
}
