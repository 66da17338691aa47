//! What a section said before, what changed by words, and taking an earlier text back.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::merge::{Change, word_changes};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::postmortem::{self, Section};
use nofault_store::timeline::{self, Revision};

use crate::here::Here;
use crate::load::load;
use crate::pages::incident::{asked, only, over};
use crate::ui::{Conflicted, Empty, Hidden, Page, PostForm, Submit, Time};

struct Found {
    incident: Incident,
    section: Section,
    /// The newest first.
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
    only(&here, Role::Responder, "restoration")?;
    let postmortem = postmortem::of_incident(&mut db, incident.id).await?;
    let postmortem = postmortem.ok_or(Refusal::NotFound("postmortem"))?;
    let section = postmortem.sections.into_iter().find(|section| section.key == key);
    let section = section.ok_or(Refusal::NotFound("section"))?;
    // A form that somebody may not send tells them nothing of the draft.
    let revisions = match here.may(Role::Responder) {
        true => timeline::revisions(&mut db, section.id.0).await?,
        false => Vec::new(),
    };
    Ok(Found { incident, section, revisions })
}

#[component]
pub fn HistoryPage() -> AnyView {
    let key = use_params_map().read_untracked().get("section").unwrap_or_default();
    load(found(Here::now(), asked(), key), |here, found| {
        let Found { incident, section, revisions } = found;
        let address = format!("{}/postmortem/sections/{}", incident.address(), section.key);
        // A section begins empty.
        let told = revisions.iter().filter(|one| one.version > 1 || !one.body.is_empty()).count();
        let all: Vec<_> = (0..told).map(|at| one(&here, &section, &address, &revisions, at)).collect();
        let form = here.form("restoration");
        let restoration = format!("{address}/restoration");
        view! {
            <Page title=format!("History of “{}”", section.title) over=over(&incident)>
                <p><a href=address.clone()>"Back to writing it"</a></p>
                {form.summary().map(|word| view! { <p class="error summary" role="alert">{word}</p> })}
                <Conflicted form=form action=restoration back=address />
                {all.is_empty().then(|| view! {
                    <Empty title="Nothing was written yet"><p>"Each text that is saved is kept here."</p></Empty>
                })}
                <ol class="short revisions" reversed>{all}</ol>
            </Page>
        }
    })
    .into_any()
}

fn one(here: &Here, section: &Section, address: &str, all: &[Revision], at: usize) -> AnyView {
    let Some(revision) = all.get(at) else { return ().into_any() };
    let before = all.get(at + 1).map_or("", |before| before.body.as_str());
    let author = revision.author.clone().unwrap_or_else(|| "Nofault".to_owned());
    let (id, present) = (format!("v{}", revision.version), revision.version == section.version);
    let restore = (!present && here.may(Role::Responder)).then(|| {
        let number = revision.version.to_string();
        let form = here.form_of("restoration", "revision", &number);
        let version = section.version.to_string();
        view! {
            <PostForm form=form action=format!("{address}/restoration")>
                <Hidden name="version" value=version />
                <Hidden name="revision" value=number />
                <Submit label="Restore this text" />
            </PostForm>
        }
    });
    view! {
        <li id=id.clone() class="revision">
            <p class="meta">
                <a href=format!("#{id}")>{format!("Version {}", revision.version)}</a>
                " by "<span class="author">{author}</span>", "<Time at=revision.at />
                {present.then(|| view! { " "<span class="later">"present"</span> })}
                {revision.redacted.then(|| view! { " "<span class="redacted">"redacted"</span> })}
            </p>
            <div class="by-words">{marked(before, &revision.body)}</div>
            {restore}
        </li>
    }
    .into_any()
}

/// What came and what went, and not by colour alone.
fn marked(before: &str, after: &str) -> Vec<AnyView> {
    let run = |(change, text): (Change, String)| match change {
        Change::Same => view! { <span>{text}</span> }.into_any(),
        Change::Added => view! { <ins>{text}</ins> }.into_any(),
        Change::Removed => view! { <del>{text}</del> }.into_any(),
    };
    word_changes(before, after).into_iter().map(run).collect()
}
