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
use crate::islands::text::in_text_area;
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
    let mut section = section.ok_or(Refusal::NotFound("section"))?;
    let writer = here.may(Role::Responder);
    let revisions = if writer {
        timeline::revisions(&mut db, section.id.0).await?
    } else {
        section = without_text(section);
        Vec::new()
    };
    Ok(Found { incident, section, revisions })
}

/// What is not published is for those who write it: whoever else sent a form sees no
/// more than what they typed.
fn without_text(section: Section) -> Section {
    Section { body: String::new(), editor: None, ..section }
}

#[component]
pub fn SectionPage() -> AnyView {
    let key = use_params_map().read_untracked().get("section").unwrap_or_default();
    load(found(Here::now(), asked(), key), |here, found| {
        let Found { incident, section, revisions: all } = found;
        let form = here.form("section");
        view! {
            <Page title=section.title.clone() over=over(&incident)>
                {here.may(Role::Responder).then(|| beside(&form, &section))}
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
    let text = in_text_area(&section.body);
    view! {
        <section class="beside">
            <h2>"As it stands now"</h2>
            <p class="meta">"Saved by "<span class="author">{editor}</span>", "<Time at=section.edited_at /></p>
            <div class="field">
                <label for="newer">"The newer text"</label>
                <textarea id="newer" rows="10" readonly inner_html=text></textarea>
            </div>
            <p class="hint">"Below is what you typed. Take over what you want to keep, then save: this text stays as a revision."</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nofault_domain::id::SectionId;
    use nofault_domain::instant::Instant;

    #[test]
    fn a_reader_sees_nothing_of_the_draft() {
        let draft = Section {
            id: SectionId(uuid::Uuid::nil()),
            key: "summary".to_owned(),
            title: "Summary".to_owned(),
            guidance: "Three sentences.".to_owned(),
            version: 3,
            body: "Nobody knows this yet".to_owned(),
            edited_at: Instant::from_seconds(0),
            editor: Some("Rosa".to_owned()),
        };
        let shown = without_text(draft);
        assert_eq!((shown.body.as_str(), shown.editor), ("", None));
        assert_eq!((shown.key.as_str(), shown.version), ("summary", 3));
    }
}
