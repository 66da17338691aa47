//! The timeline as it is read: by time, with what was changed or deleted marked.

mod shown;

use std::collections::HashMap;

use leptos::prelude::*;
use nofault_domain::entry::{ChangedField, EntryKind};
use nofault_domain::incident::IncidentRole;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::incident;
use nofault_store::timeline::{Change, Entry};

use super::merged::{address_of, anchor, interleaved};
use super::{Whole, files, nothing_logged, roles, toil};
pub use shown::Shown;

use crate::here::Here;
use crate::markdown;
use crate::ui::{Hidden, PostForm, Time, When, to_the_minute};

pub fn timeline(whole: &Whole, responder: bool) -> AnyView {
    let here = Here::now();
    let mut entries = items(&here, whole, responder, true);
    let newest_first = newest_first(&here, whole);
    if newest_first {
        entries.reverse();
    }
    let empty = whole.entries.is_empty();
    let none = !empty && entries.is_empty();
    view! {
        <div id="timeline">
            {empty.then(nothing_logged)}
            {none.then(|| view! { <p class="hint empty">"Nothing on the timeline is of this kind."</p> })}
            <ol class="timeline" reversed=newest_first>{entries}</ol>
        </div>
    }
    .into_any()
}

/// Each entry that the address asks for, in the order of time; with those of the incidents
/// that were merged into this one, or without.
pub fn items(here: &Here, whole: &Whole, responder: bool, parts: bool) -> Vec<AnyView> {
    let (address, shown) = (whole.incident.address(), Shown::of(here));
    let wanted = interleaved(whole)
        .into_iter()
        .filter(|(from, entry)| (parts || from.is_none()) && shown.has(entry));
    let item = |(from, entry): (Option<IncidentNumber>, &Entry)| {
        let address = from.map_or_else(|| address.clone(), incident::address);
        one(entry, from, whole, &address, responder)
    };
    wanted.map(item).collect()
}

/// The entries that the address does not ask for, by their numbers.
pub fn hidden(here: &Here, whole: &Whole) -> String {
    let shown = Shown::of(here);
    let hidden = whole.entries.iter().filter(|entry| !shown.has(entry));
    hidden.map(|entry| entry.number.to_string()).collect::<Vec<_>>().join(" ")
}

/// While it goes on, what was just logged stands next to the composer; afterwards
/// it is read as a story. The address may ask for either.
fn newest_first(here: &Here, whole: &Whole) -> bool {
    match here.query("order") {
        "newest" => true,
        "oldest" => false,
        _ => whole.incident.status.is_open(),
    }
}

/// The way to the other order.
pub fn order(here: &Here, whole: &Whole) -> AnyView {
    let (order, word) = if newest_first(here, whole) {
        ("oldest", "Newest first. Show oldest first")
    } else {
        ("newest", "Oldest first. Show newest first")
    };
    let show = match Shown::of(here).query() {
        all if all.is_empty() => all,
        some => format!("&show={some}"),
    };
    let href = format!("{}?order={order}{show}#timeline", whole.incident.address());
    let link = (whole.watching.counts.all > 1).then(|| view! { <a href=href>{word}</a> });
    view! { <p class="order" id="order" data-live>{link}</p> }.into_any()
}

/// The way to a part of it.
pub fn shown(here: &Here, whole: &Whole) -> AnyView {
    shown::choices(here, &whole.incident.address(), &whole.watching.counts)
}

/// A drawing pin, and the word.
pub(super) fn pin_mark() -> AnyView {
    view! {
        <span class="pinned">
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                <path d="M4 1h4l-.5 4L9.500 7h-7L4.500 5zM6 7v4" fill="none" stroke="currentColor" stroke-width="1.25" stroke-linejoin="round" />
            </svg>
            "Key moment"
        </span>
    }
    .into_any()
}

/// The form of the button that stands in the line above.
fn pin(here: &Here, entry: &Entry, incident: &str) -> AnyView {
    let number = entry.number.to_string();
    let form = here.form_of("pin", "entry", &number);
    let action = format!("{incident}/entries/{number}/pin");
    let (version, to) = (entry.version.to_string(), if entry.pinned { "" } else { "on" });
    view! {
        <PostForm form=form action=action class="pin" id=format!("pin-{number}")>
            <Hidden name="version" value=version />
            <Hidden name="pinned" value=to />
        </PostForm>
    }
    .into_any()
}

fn pin_button(entry: &Entry) -> AnyView {
    let number = entry.number;
    let (word, label) = if entry.pinned {
        ("Unpin", format!("Unpin {number}: no key moment"))
    } else {
        ("Pin", format!("Pin {number} as a key moment"))
    };
    let form = format!("pin-{number}");
    view! { <button type="submit" form=form class="turn" aria-label=label>{word}</button> }
        .into_any()
}

/// `from`: the incident that was merged into this one, and whose entry it is.
fn one(
    entry: &Entry,
    from: Option<IncidentNumber>,
    whole: &Whole,
    incident: &str,
    responder: bool,
) -> AnyView {
    let here = Here::now();
    let plain = entry.number.to_string();
    let number = anchor(from, entry.number);
    let (id, own) = (number.clone(), from.is_none());
    let from = from.map(|from| {
        let text = format!("from {from}");
        view! { <a class="from" href=format!("{incident}?stay=1#{plain}")>{text}</a> }
    });
    let end = whole.merged.end.filter(|_| own);
    let moved = end.map(|end| {
        let href = address_of(&whole.incident, Some(end), entry.number);
        view! { <a class="from" href=href>{format!("now in {end}")}</a> }
    });
    // Where a part that comes later belongs.
    let (micros, place) = (entry.moment.at.micros(), entry.number.0);
    let author = entry.author.clone().unwrap_or_else(|| "Nofault".to_owned());
    if let Some((at, by)) = &entry.deleted {
        let by = by.clone().unwrap_or_else(|| "the operator".to_owned());
        return view! {
            <li id=id class="entry deleted" data-at=micros data-number=place>
                <p class="meta"><When moment=entry.moment.clone() /> {from} <a href=format!("#{number}")>{number.clone()}</a></p>
                <p class="gone">"Deleted by "{by}", "<Time at=*at /></p>
            </li>
        }
        .into_any();
    }
    let recorded = recorded_later(entry)
        .then(|| view! { <span class="later">"logged "<Time at=entry.recorded_at /></span> });
    let future =
        (entry.moment.at > here.now).then(|| view! { <span class="future">"still to come"</span> });
    let change = entry
        .change
        .as_ref()
        .map(|change| told(change, &entry.moment, &here, &whole.roles.names))
        .map(|change| view! { <p class="change">{change}</p> });
    let body = (!entry.body.is_empty())
        .then(|| view! { <div class="markdown" inner_html=markdown::render(&entry.body)></div> });
    let kind = entry.kind;
    view! {
        <li id=id class=format!("entry {}{}", kind.key(), if entry.pinned { " key" } else { "" }) data-at=micros data-number=place>
            <p class="meta">
                <When moment=entry.moment.clone() />
                {entry.pinned.then(pin_mark)}
                {(!matches!(kind, EntryKind::Note | EntryKind::StatusChange)).then(|| view! { <span class="entry-kind">{kind.label()}</span> })}
                <span class="author">{author}</span>
                {from}
                {moved}
                {recorded}
                {future}
                {(entry.version > 1).then(|| view! { <span class="later">"edited"</span> })}
                <a class="permalink" href=format!("#{number}")>{number.clone()}</a>
                {responder.then(|| view! { <a class="edit" href=format!("{incident}/entries/{plain}") aria-label=format!("Edit {number}")>"Edit"</a> })}
                {(responder && own).then(|| pin_button(entry))}
            </p>
            {change}
            {body}
            {toil::told(entry)}
            {files::evidence(entry)}
            {files::files(&here, entry, incident)}
            {(responder && own).then(|| pin(&here, entry, incident))}
        </li>
    }
    .into_any()
}

/// More than two minutes passed before it was written down.
fn recorded_later(entry: &Entry) -> bool {
    entry.recorded_at.since(entry.moment.at) > 120_000_000
}

/// The change in words; `names` are people's, by their ids.
pub(super) fn told(
    change: &Change,
    moment: &Moment,
    here: &Here,
    names: &HashMap<String, String>,
) -> String {
    let status =
        |key: &str| Status::parse(key).map_or_else(|_| key.to_owned(), |s| s.label().to_owned());
    let severity = |key: &str| match key {
        "" => "no severity".to_owned(),
        key => Severity::parse(key).map_or_else(|_| key.to_owned(), |s| s.label().to_owned()),
    };
    match change.field {
        ChangedField::Status => format!("{} → {}", status(&change.from), status(&change.to)),
        ChangedField::Severity => format!("{} → {}", severity(&change.from), severity(&change.to)),
        ChangedField::Resolved => {
            let was = Moment::parse(&change.from, &here.zone, moment.at, moment.source);
            let was =
                was.map_or_else(|_| change.from.clone(), |was| to_the_minute(&was, &here.zone));
            format!("Reopened: “resolved” is unset, it was {was}")
        }
        ChangedField::Update => format!("Update {} to stakeholders", change.to),
        ChangedField::Lead => roles::told(IncidentRole::Lead, change, names),
        ChangedField::Communications => roles::told(IncidentRole::Communications, change, names),
        ChangedField::Scribe => roles::told(IncidentRole::Scribe, change, names),
        ChangedField::Responder => roles::told(IncidentRole::Responder, change, names),
    }
}
