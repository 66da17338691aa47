//! One entry of the timeline: its text, its revisions, and the forms that change it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::entry::EntryKind;
use nofault_domain::number::{EntryNumber, IncidentNumber};
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::timeline::{self, Entry, Revision};

use super::milestones::typed_in;
use super::{asked, over, revisions};
use crate::here::{Form, Here};
use crate::islands::text::in_text_area;
use crate::load::load;
use crate::markdown;
use crate::ui::{Field, Hidden, Page, PostForm, Select, Submit, TextArea, Time, When, words};

struct Found {
    incident: Incident,
    entry: Entry,
    revisions: Vec<Revision>,
}

async fn found(
    here: Here,
    incident: Result<IncidentNumber, Failure>,
    entry: String,
) -> Result<Found, Failure> {
    let number = EntryNumber::parse(&entry).ok_or(Refusal::NotFound("timeline entry"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), incident?).await?;
    let entry = timeline::entry(&mut db, incident.id, number).await?;
    // A deleted text is kept for those who answer for the installation.
    let revisions = if entry.deleted.is_none() || here.may(Role::Administrator) {
        timeline::revisions(&mut db, entry.id.0).await?
    } else {
        Vec::new()
    };
    Ok(Found { incident, entry, revisions })
}

#[component]
pub fn EntryPage() -> AnyView {
    let here = Here::now();
    let entry = use_params_map().read_untracked().get("entry").unwrap_or_default();
    load(found(here, asked(), entry), |here, found| {
        let Found { incident, entry, revisions: all } = found;
        let (form, deletion) = (here.form("entry"), here.form("deletion"));
        let address = format!("{}/entries/{}", incident.address(), entry.number);
        let on_timeline = format!("{}#{}", incident.address(), entry.number);
        let writer = here.may(Role::Responder) || form.is_rejected();
        let shown = match (&entry.deleted, writer) {
            (Some(_), _) => deleted(&entry, &form, &deletion),
            (None, true) => view! {
                {beside(&entry, &form)}
                {edit(&here, &entry, &form, &address)}
                {delete(&entry, &deletion, &address)}
            }
            .into_any(),
            (None, false) => read(&entry),
        };
        let redact = here.may(Role::Administrator).then(|| {
            let href = format!("{}/redactions/new?entry={}", incident.address(), entry.number);
            view! { <p><a href=href>"Redact its whole text"</a></p> }
        });
        view! {
            <Page title=format!("Entry {}", entry.number) over=over(&incident)>
                <p><a href=on_timeline>"See it on the timeline"</a></p>
                {shown}
                {revisions(&all)}
                {redact}
            </Page>
        }
    })
    .into_any()
}

/// As it stands now.
fn read(entry: &Entry) -> AnyView {
    let author = entry.author.clone().unwrap_or_else(|| "Nofault".to_owned());
    view! {
        <article class=format!("entry {}", entry.kind.key())>
            <p class="meta">
                <When moment=entry.moment.clone() />
                " "
                <span class="entry-kind">{entry.kind.label()}</span>
                " "
                <span class="author">{author}</span>
                " "
                <span class="later">"logged "<Time at=entry.recorded_at /></span>
            </p>
            <div class="markdown" inner_html=markdown::render(&entry.body)></div>
        </article>
    }
    .into_any()
}

/// Somebody was faster: what they wrote.
fn beside(entry: &Entry, form: &Form) -> AnyView {
    form.is_conflict()
        .then(|| {
            view! {
                <section class="beside">
                    <h2>"As it stands now"</h2>
                    {read(entry)}
                    <p class="hint">"Below is what you typed. Saving puts it in the place of this; this stays as a revision."</p>
                </section>
            }
        })
        .into_any()
}

fn edit(here: &Here, entry: &Entry, form: &Form, address: &str) -> AnyView {
    let (form, version) = (form.clone(), form.version(entry.version));
    let zone = form.value("zone", here.zone.name());
    let hint = format!("Read in {zone}; another zone may stand behind it.");
    let at = typed_in(&entry.moment, &here.zone, here.now);
    let (is_change, kind) = (entry.kind == EntryKind::StatusChange, entry.kind.key());
    let (body, body_label) =
        (entry.body.clone(), if is_change { "Comment" } else { "What happened" });
    view! {
        <PostForm form=form.clone() action=address class="narrow">
            <Hidden name="version" value=version />
            <Hidden name="zone" value=zone />
            <TextArea form=form.clone() name="body" label=body_label value=body rows=8 required=!is_change hint="Markdown works." />
            <Field form=form.clone() name="at" label="When" value=at hint=hint required=true />
            {(!is_change).then(|| view! {
                <Select form=form.clone() name="kind" label="Kind" value=kind choices=words(&EntryKind::CHOICES) />
            })}
            <Submit label="Save" class="primary" />
        </PostForm>
    }
    .into_any()
}

fn delete(entry: &Entry, form: &Form, address: &str) -> AnyView {
    if entry.kind == EntryKind::StatusChange {
        let reason = "A status change stays on the timeline; its comment and time can be edited.";
        return view! { <p class="hint">{reason}</p> }.into_any();
    }
    let (version, rejected) = (entry.version.to_string(), form.is_rejected());
    view! {
        <details open=rejected>
            <summary>"Delete this entry"</summary>
            <PostForm form=form.clone() action=format!("{address}/deletion") class="compact">
                <Hidden name="version" value=version />
                <p class="hint">"Its text is then no longer shown. That it was deleted, when and by whom, stays on the timeline."</p>
                <Submit label="Delete" class="danger" />
            </PostForm>
        </details>
    }
    .into_any()
}

/// The trace; and what somebody typed who did not know.
fn deleted(entry: &Entry, form: &Form, deletion: &Form) -> AnyView {
    let trace = entry.deleted.clone().map(|(at, by)| {
        let by = by.unwrap_or_else(|| "the operator".to_owned());
        view! { <p class="gone">"Deleted by "{by}", "<Time at /></p> }
    });
    let refusal = form.summary().or_else(|| deletion.summary());
    let typed = form.is_rejected().then(|| {
        let text = in_text_area(&form.value("body", ""));
        view! {
            <div class="field">
                <label for="typed">"What you typed"</label>
                <textarea id="typed" rows="8" readonly inner_html=text></textarea>
            </div>
        }
    });
    view! {
        {trace}
        {refusal.map(|refusal| view! { <p class="error summary" role="alert">{refusal}</p> })}
        {typed}
    }
    .into_any()
}
