//! What shows that it was so: a link, pictures, files; and where they are added.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::command::entry::REDACTED;
use nofault_domain::evidence::Evidence;
use nofault_domain::file::size;
use nofault_store::incident::Incident;
use nofault_store::timeline::{Attachment, Entry, Removed};

use crate::address::in_path;
use crate::here::{Form, Here};
use crate::islands::files::Dropping;
use crate::ui::{Check, Field, Time};

/// The link of an entry. Nobody but the reader's own browser ever fetches it.
pub fn evidence(entry: &Entry) -> AnyView {
    let shown = match Evidence::parse(&entry.evidence) {
        Ok(link) if !entry.evidence.contains(REDACTED) => view! {
            <a href=entry.evidence.clone() rel="noopener noreferrer" target="_blank" title=entry.evidence.clone()>
                {link.short()}
            </a>
        }
        .into_any(),
        _ => entry.evidence.clone().into_any(),
    };
    (!entry.evidence.is_empty())
        .then(|| view! { <p class="evidence"><span class="soft">"Evidence: "</span>{shown}</p> })
        .into_any()
}

/// Pictures as pictures, other files as lines, removed ones as traces.
pub fn files(here: &Here, entry: &Entry, incident: &str) -> AnyView {
    let administrator = here.may(Role::Administrator);
    let list: Vec<_> = entry
        .files
        .iter()
        .map(|file| match &file.removed {
            Some(removed) => gone(removed),
            None => one(file, incident, administrator),
        })
        .collect();
    (!list.is_empty()).then(|| view! { <ul class="files">{list}</ul> }).into_any()
}

fn one(file: &Attachment, incident: &str, administrator: bool) -> AnyView {
    let (href, name) = (address(file, incident), file.name.clone());
    let shown = if file.kind.is_picture() {
        let (width, height) = file.pixels.map_or((None, None), |(w, h)| (Some(w), Some(h)));
        let src = href.clone();
        view! {
            <a href=href>
                <img src=src alt=name width=width height=height loading="lazy" decoding="async" />
            </a>
        }
        .into_any()
    } else {
        view! { <a class="file" href=href download=name.clone()>{name.clone()}</a> }.into_any()
    };
    let remove = administrator.then(|| {
        let (href, label) =
            (format!("{incident}/files/{}/redaction", file.id), format!("Remove {}", file.name));
        view! { " "<a class="remove" href=href aria-label=label>"Remove"</a> }
    });
    let class = if file.kind.is_picture() { "shot" } else { "other" };
    view! { <li class=class>{shown}" "<span class="size">{size(file.size)}</span>{remove}</li> }
        .into_any()
}

fn gone(removed: &Removed) -> AnyView {
    let by = removed.by.clone().unwrap_or_else(|| "the operator".to_owned());
    view! {
        <li class="gone">"A file was removed by "{by}", "<Time at=removed.at />": "{removed.reason.clone()}</li>
    }
    .into_any()
}

/// Where a file is; `incident` is the address of its own.
pub fn address(file: &Attachment, incident: &str) -> String {
    // The form that removes it is at the address of this name.
    let name = if file.name == "redaction" { "file" } else { &file.name };
    format!("{incident}/files/{}/{}", file.id, in_path(name))
}

/// A field for files, which takes what is pasted and dropped, too. `block` is where pasted
/// lines are looked at; or empty.
pub fn chooser(form: &Form, id: &'static str, block: String) -> AnyView {
    let error = form.error("file");
    let again = form.is_rejected() && !form.value("file", "").is_empty();
    let (error_id, invalid) = (format!("{id}-error"), error.is_some().then_some("true"));
    let described = error_id.clone();
    view! {
        <div class="field" data-drops data-block=block>
            <label for=id>"Files"<span class="optional">" optional"</span></label>
            <input type="file" id=id name="file" multiple aria-invalid=invalid aria-describedby=described />
            <p class="hint">
                "Up to 10 files of 10 MiB."
                <span class="js">" A picture can be pasted or dropped, too."</span>
            </p>
            {again.then(|| view! { <p class="hint">"Choose the files again: a page cannot keep them."</p> })}
            {error.map(|error| view! { <p class="error" id=error_id>{error}</p> })}
            <ul class="chosen" aria-label="To be sent" hidden></ul>
            <p class="error too-large" role="alert" hidden></p>
            <p class="as-lines" hidden><button type="button" class="button"></button></p>
            <Dropping />
        </div>
    }
    .into_any()
}

/// What an entry may carry besides its text: folded in the composer.
pub fn more(here: &Here, incident: &Incident) -> AnyView {
    let form = here.form("entry");
    let typed = |name| !form.value(name, "").is_empty();
    let open = ["evidence", "pinned", "file", "minutes", "automatable"].into_iter().any(typed)
        || form.error("file").is_some();
    let paste = format!("{}/paste", incident.address());
    let chosen = form.value("pinned", "") == "on";
    let files = chooser(&form, "composer-file", format!("{paste}/preview"));
    view! {
        <details class="more" open=open>
            <summary>"More: link, files, key moment, toil"</summary>
            <Field form=form.clone() name="evidence" label="Link to evidence" kind="url" placeholder="https://" />
            {files}
            <Check name="pinned" label="Key moment" checked=chosen />
            {super::toil::fields(&form)}
            <p><a href=paste>"Log a pasted block of log lines or chat"</a></p>
        </details>
    }
    .into_any()
}
