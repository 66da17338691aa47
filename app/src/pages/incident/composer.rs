//! The composer of entries: a form that works by itself, and better with its island.

use leptos::prelude::*;
use nofault_domain::entry::EntryKind;
use nofault_domain::word::Word;

use super::{Whole, commands, files};
use crate::here::Here;
use crate::islands::composer::Composer;
use crate::islands::text::in_text_area;

pub fn composer(here: &Here, whole: &Whole) -> AnyView {
    let incident = &whole.incident;
    let form = here.form("entry");
    let focus = incident.status.is_open() && here.rejected.is_none();
    let writer = here.viewer().person().map(|person| person.to_string()).unwrap_or_default();
    let draft = if form.is_rejected() { "refused" } else { "" };
    let body = form.value("body", "");
    let zone = form.value("zone", here.zone.name());
    view! {
        <form
            method="post"
            action=format!("{}/entries", incident.address())
            enctype="multipart/form-data"
            class="form composer"
            data-draft=draft
            data-writer=writer
            data-zone=zone.clone()
            data-slash=commands::lines(here, whole)
            data-focus=focus
        >
            {said("summary", "error summary", form.summary())}
            <input type="hidden" name="command" value=form.command.clone() />
            <input type="hidden" name="zone" value=zone.clone() />
            <label for="composer-body" class="hidden">"What happened?"</label>
            <div class="typed">
                <textarea
                    id="composer-body"
                    name="body"
                    rows="3"
                    placeholder="What happened?"
                    aria-describedby="composer-help composer-body-error"
                    aria-autocomplete="list"
                    aria-controls="composer-options"
                    aria-haspopup="listbox"
                    inner_html=in_text_area(&body)
                ></textarea>
                <ul id="composer-options" class="options" role="listbox" aria-label="Commands" hidden></ul>
            </div>
            {said("body-error", "error", form.error("body"))}
            {row(here, &zone)}
            {files::more(here, incident)}
            <p class="hint" id="composer-help">
                "When: now, 14:05, 5 min ago, 2026-11-23 14:05."
                <span class="js keys">" Enter logs, Shift and Enter begins a new line."</span>
            </p>
            <div class="preview markdown" id="composer-preview" hidden></div>
        </form>
        <section class="waiting" id="waiting" aria-label="Waiting to be sent" hidden>
            <p class="title">"Waiting to be sent"</p>
            <p class="trouble" role="status"></p>
            <ol></ol>
        </section>
        <Composer />
        {commands::help(here)}
    }
    .into_any()
}

/// When it was, what it is, and the buttons.
fn row(here: &Here, zone: &str) -> AnyView {
    let form = here.form("entry");
    let chosen = form.value("kind", EntryKind::Note.key());
    let kinds = EntryKind::CHOICES.iter().map(|kind| {
        view! { <option value=kind.key() selected=kind.key() == chosen>{kind.label()}</option> }
    });
    view! {
        <div class="row">
            <label>
                <span>"When"</span>
                <input
                    name="at"
                    value=form.value("at", "")
                    placeholder="now"
                    size="14"
                    autocomplete="off"
                    aria-describedby="composer-zone composer-at-error"
                />
            </label>
            <span class="zone" id="composer-zone">{zone.to_owned()}</span>
            <label>
                <span>"Kind"</span>
                <select name="kind">{kinds.collect_view()}</select>
            </label>
            <button type="submit" class="button primary">"Log"</button>
            <button type="button" class="button js" id="composer-look">"Preview"</button>
        </div>
        {said("at-error", "error", form.error("at"))}
    }
    .into_any()
}

/// What was wrong, or a place for it.
fn said(part: &str, class: &'static str, what: Option<String>) -> AnyView {
    let (id, silent) = (format!("composer-{part}"), what.is_none());
    let role = (part == "summary").then_some("alert");
    view! { <p class=class id=id role=role hidden=silent>{what}</p> }.into_any()
}
