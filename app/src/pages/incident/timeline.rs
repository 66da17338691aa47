//! The timeline as it is read: by time, with what was changed or deleted marked.

use leptos::prelude::*;
use nofault_domain::entry::{ChangedField, EntryKind};
use nofault_domain::moment::Moment;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::timeline::{Change, Entry};

use super::{Whole, nothing_logged};
use crate::here::Here;
use crate::markdown;
use crate::ui::{Time, When, to_the_minute};

pub fn timeline(whole: &Whole, responder: bool) -> AnyView {
    let address = whole.incident.address();
    let mut entries: Vec<_> =
        whole.entries.iter().map(|entry| one(entry, &address, responder)).collect();
    let newest_first = newest_first(&Here::now(), whole);
    if newest_first {
        entries.reverse();
    }
    let empty = entries.is_empty();
    view! {
        <div id="timeline">
            {empty.then(nothing_logged)}
            <ol class="timeline" reversed=newest_first>{entries}</ol>
        </div>
    }
    .into_any()
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
    let href = format!("{}?order={order}#timeline", whole.incident.address());
    let link = (whole.entries.len() > 1).then(|| view! { <a href=href>{word}</a> });
    view! { <p class="order" id="order">{link}</p> }.into_any()
}

fn one(entry: &Entry, incident: &str, responder: bool) -> AnyView {
    let here = Here::now();
    let (id, number) = (entry.number.to_string(), entry.number.to_string());
    let author = entry.author.clone().unwrap_or_else(|| "Nofault".to_owned());
    if let Some((at, by)) = &entry.deleted {
        let by = by.clone().unwrap_or_else(|| "the operator".to_owned());
        return view! {
            <li id=id class="entry deleted">
                <p class="meta"><When moment=entry.moment.clone() /> <a href=format!("#{number}")>{number.clone()}</a></p>
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
        .map(|change| view! { <p class="change">{told(change, &entry.moment, &here)}</p> });
    let body = (!entry.body.is_empty())
        .then(|| view! { <div class="markdown" inner_html=markdown::render(&entry.body)></div> });
    let kind = entry.kind;
    view! {
        <li id=id class=format!("entry {}", kind.key())>
            <p class="meta">
                <When moment=entry.moment.clone() />
                {(!matches!(kind, EntryKind::Note | EntryKind::StatusChange)).then(|| view! { <span class="entry-kind">{kind.label()}</span> })}
                <span class="author">{author}</span>
                {recorded}
                {future}
                {(entry.version > 1).then(|| view! { <span class="later">"edited"</span> })}
                <a class="permalink" href=format!("#{number}")>{number.clone()}</a>
                {responder.then(|| view! { <a class="edit" href=format!("{incident}/entries/{number}") aria-label=format!("Edit {number}")>"Edit"</a> })}
            </p>
            {change}
            {body}
        </li>
    }
    .into_any()
}

/// More than two minutes passed before it was written down.
fn recorded_later(entry: &Entry) -> bool {
    entry.recorded_at.since(entry.moment.at) > 120_000_000
}

/// The change in words.
fn told(change: &Change, moment: &Moment, here: &Here) -> String {
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
    }
}
