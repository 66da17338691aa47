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
use nofault_store::timeline::{self, Entry, Facets, Revision};

use super::revisions::entry_revisions;
use super::timeline::pin_mark;
use super::{asked, files, merged, over, toil, watching};
use crate::here::{Form, Here};
use crate::islands::text::in_text_area;
use crate::load::load;
use crate::markdown;
use crate::ui::{
    Check, Conflicted, Field, Hidden, Page, PostForm, Select, Submit, TextArea, Time, Was, When,
    words,
};

struct Found {
    incident: Incident,
    entry: Entry,
    revisions: Vec<Revision>,
    facets: Vec<Facets>,
    /// Where the incident is read, where it was merged.
    end: Option<IncidentNumber>,
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
    let (revisions, facets) = if entry.deleted.is_none() || here.may(Role::Administrator) {
        let revisions = timeline::revisions(&mut db, entry.id.0).await?;
        (revisions, timeline::facets(&mut db, entry.id).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let end = merged::end(&mut db, &here, &incident).await?;
    Ok(Found { incident, entry, revisions, facets, end })
}

#[component]
pub fn EntryPage() -> AnyView {
    let here = Here::now();
    let entry = use_params_map().read_untracked().get("entry").unwrap_or_default();
    load(found(here, asked(), entry), |here, found| {
        let Found { incident, entry, revisions: all, facets, end } = found;
        let (form, deletion) = (here.form("entry"), here.form("deletion"));
        let address = format!("{}/entries/{}", incident.address(), entry.number);
        let on_timeline = merged::address_of(&incident, end, entry.number);
        let writer = here.may(Role::Responder) || form.is_rejected();
        let shown = match (&entry.deleted, writer) {
            (Some(_), _) => deleted(&entry, &form, &deletion),
            (None, true) => view! {
                {edit(&here, &entry, &form, &address)}
                <Conflicted form=form.clone() action=address.clone() back=on_timeline.clone() />
                {toil::form(&here, &entry, &address)}
                {attach(&here, &entry, &incident, &address)}
                {delete(&entry, &deletion, &address)}
            }
            .into_any(),
            (None, false) => read(&here, &entry, &incident.address()),
        };
        let redact = here.may(Role::Administrator).then(|| {
            let href = format!("{}/redactions/new?entry={}", incident.address(), entry.number);
            view! { <p><a href=href>"Redact its whole text"</a></p> }
        });
        view! {
            <Page title=format!("Entry {}", entry.number) over=over(&incident)>
                {watching::beside(&here, &incident, Some(entry.id.0.to_string()))}
                <p><a href=on_timeline>"See it on the timeline"</a></p>
                {shown}
                {entry_revisions(&all, &facets, &here.zone)}
                {redact}
            </Page>
        }
    })
    .into_any()
}

/// As it stands now.
fn read(here: &Here, entry: &Entry, incident: &str) -> AnyView {
    let author = entry.author.clone().unwrap_or_else(|| "Nofault".to_owned());
    view! {
        <article class=format!("entry {}", entry.kind.key())>
            <p class="meta">
                <When moment=entry.moment.clone() />
                " "
                <span class="entry-kind">{entry.kind.label()}</span>
                " "
                {entry.pinned.then(pin_mark)}
                " "
                <span class="author">{author}</span>
                " "
                <span class="later">"logged "<Time at=entry.recorded_at /></span>
            </p>
            <div class="markdown" inner_html=markdown::render(&entry.body)></div>
            {toil::told(entry)}
            {files::evidence(entry)}
            {files::files(here, entry, incident)}
        </article>
    }
    .into_any()
}

fn edit(here: &Here, entry: &Entry, form: &Form, address: &str) -> AnyView {
    let (form, version) = (form.clone(), form.version(entry.version));
    let zone = form.value("zone", here.zone.name());
    let hint = format!("Read in {zone}; another zone may stand behind it.");
    let at = entry.moment.typed_in(&here.zone);
    let (is_change, kind) = (entry.kind == EntryKind::StatusChange, entry.kind.key());
    let evidence = entry.evidence.clone();
    let pinned = form.value("pinned", if entry.pinned { "on" } else { "" }).contains("on");
    let no_text = is_change || entry.files.iter().any(|file| file.removed.is_none());
    let (body, body_label) =
        (entry.body.clone(), if is_change { "Comment" } else { "What happened" });
    view! {
        <PostForm form=form.clone() action=address class="narrow" draft=true>
            <Hidden name="version" value=version />
            <Hidden name="zone" value=zone />
            <Was form=form.clone() field="at" value=at.clone() />
            {(!is_change).then(|| view! { <Was form=form.clone() field="kind" value=kind /> })}
            <TextArea form=form.clone() name="body" label=body_label value=body rows=8 required=!no_text hint="Markdown works." />
            <Field form=form.clone() name="at" label="When" value=at hint=hint required=true />
            {(!is_change).then(|| view! {
                <Select form=form.clone() name="kind" label="Kind" value=kind choices=words(&EntryKind::CHOICES) />
            })}
            <Field form=form.clone() name="evidence" label="Link to evidence" value=evidence kind="url" placeholder="https://" />
            <Hidden name="pinned" value="" />
            <Check name="pinned" label="Key moment" checked=pinned />
            <Submit label="Save" class="primary" />
        </PostForm>
    }
    .into_any()
}

/// Its files, and more of them.
fn attach(here: &Here, entry: &Entry, incident: &Incident, address: &str) -> AnyView {
    let form = here.form("files");
    let open = form.is_rejected();
    view! {
        {files::files(here, entry, &incident.address())}
        <details open=open>
            <summary>"Attach files"</summary>
            <PostForm form=form.clone() action=format!("{address}/files") class="compact" files=true>
                {files::chooser(&form, "entry-file", String::new())}
                <Submit label="Attach" />
            </PostForm>
        </details>
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
