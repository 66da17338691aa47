//! Writing one section of a postmortem.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::blameless::Hint;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::postmortem::{self, Comment, Section};
use nofault_store::timeline;

use super::comments::comments;
use super::hints;
use crate::here::{Form, Here};
use crate::islands::previews::Previews;
use crate::load::load;
use crate::pages::incident::{asked, beside, only, over};
use crate::ui::{Conflicted, Hidden, Page, PostForm, Submit, TextArea};

struct Found {
    incident: Incident,
    section: Section,
    hints: Option<Vec<Hint>>,
    comments: Vec<Comment>,
    /// How many texts it has had.
    revisions: usize,
}

async fn found(
    here: Here,
    number: Result<IncidentNumber, Failure>,
    key: String,
) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only_writers(&here)?;
    let postmortem = postmortem::of_incident(&mut db, incident.id).await?;
    let postmortem = postmortem.ok_or(Refusal::NotFound("postmortem"))?;
    let section = postmortem.sections.into_iter().find(|section| section.key == key);
    let mut section = section.ok_or(Refusal::NotFound("section"))?;
    let writer = here.may(Role::Responder);
    let (mut comments, mut revisions) = (Vec::new(), 0);
    if writer {
        comments = postmortem::comments(&mut db, incident.id).await?;
        revisions = timeline::revisions(&mut db, section.id.0).await?.len();
    } else {
        section = without_text(section);
    }
    let section = hints::as_typed(&here, section);
    let hints = hints::found(&mut db, &here, incident.id, &section).await?;
    Ok(Found { incident, section, hints, comments, revisions })
}

/// Whoever sent one of the page's forms sees it again.
fn only_writers(here: &Here) -> Result<(), Failure> {
    let forms = ["comment", "resolution"];
    if forms.into_iter().any(|form| here.rejected.as_ref().is_some_and(|one| one.form == form)) {
        return Ok(());
    }
    only(here, Role::Responder, "section")
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
        let Found { incident, section, hints, comments: all, revisions } = found;
        let form = here.form("section");
        let address = format!("{}/postmortem/sections/{}", incident.address(), section.key);
        let back = format!("{}/postmortem#{}", incident.address(), section.key);
        view! {
            <Page title=section.title.clone() over=over(&incident)>
                {beside(&here, &incident, Some(section.id.0.to_string()))}
                {edit(form.clone(), &incident, &section)}
                {hints::shown(&here, hints.as_deref(), &address)}
                <Conflicted form=form action=address.clone() back=back />
                {(revisions > 1).then(|| view! { <p><a href=format!("{address}/history")>"What it said before"</a></p> })}
                {comments(&here, &incident, &section, &all)}
            </Page>
        }
    })
    .into_any()
}

fn edit(form: Form, incident: &Incident, section: &Section) -> AnyView {
    let back = format!("{}/postmortem#{}", incident.address(), section.key);
    let action = format!("{}/postmortem/sections/{}", incident.address(), section.key);
    let check = hints::check(&action);
    let (version, hint) =
        (form.version(section.version), format!("{} Markdown works.", section.guidance));
    let (title, body) = (section.title.clone(), section.body.clone());
    view! {
        <PostForm form=form.clone() action=action class="wide" id=hints::FORM.to_owned() draft=true>
            <Hidden name="version" value=version />
            <TextArea form=form name="body" label=title value=body rows=16 hint=hint />
            <div class="preview markdown" data-preview="body" aria-label="As it will be read" hidden></div>
            <Previews />
            <div class="buttons">
                <Submit label="Save" class="primary" />
                {check}
                <a href=back>"Back to the postmortem"</a>
            </div>
        </PostForm>
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
