//! What became of this incident, and those that were merged into it.

mod onward;

pub use onward::{Onward, leads, onward};

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::entry::ChangedField;
use nofault_domain::number::{EntryNumber, IncidentNumber};
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::incident::{self, Incident, MergedPart};
use nofault_store::timeline::{self, Entry};
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::load::go_to;
use crate::markdown;
use crate::ui::When;

/// What the section shows.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// Where this one goes on, where the reader may see that.
    pub into: Option<(IncidentNumber, String)>,
    /// Where its entries are read: in that one, or where that one goes on.
    pub end: Option<IncidentNumber>,
    /// What goes on in this one, each with its own timeline.
    pub parts: Vec<(MergedPart, Vec<Entry>)>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Merged, Failure> {
    let viewer = here.viewer();
    let mut merged = Merged::default();
    if incident.merged_into.is_some() {
        merged.into = incident::merged_into(&mut *db, viewer, incident.id).await?;
        merged.end = end(&mut *db, here, incident).await?;
    }
    for part in incident::merged_parts(&mut *db, viewer, incident.id).await? {
        let entries = timeline::entries(&mut *db, part.id).await?;
        merged.parts.push((part, entries));
    }
    Ok(merged)
}

/// The incident in which a merged one is read in the end. There is no circle.
pub async fn end(
    db: &mut Db<'_>,
    here: &Here,
    incident: &Incident,
) -> Result<Option<IncidentNumber>, Failure> {
    let (viewer, mut end) = (here.viewer(), None);
    let mut next = incident::merged_into(&mut *db, viewer, incident.id).await?;
    while let Some((number, _)) = next {
        end = Some(number);
        let into = incident::by_number(&mut *db, viewer, number).await?;
        next = incident::merged_into(&mut *db, viewer, into.id).await?;
    }
    Ok(end)
}

/// Where an entry of this incident is read.
pub fn address_of(incident: &Incident, end: Option<IncidentNumber>, entry: EntryNumber) -> String {
    let own = anchor(end.map(|_| incident.number), entry);
    format!("{}#{own}", end.map_or_else(|| incident.address(), incident::address))
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    // A page that is open when its incident is merged says so, and stays: one may be typing.
    let open = !here.query("after").is_empty();
    let stays = open || !here.query("stay").is_empty() || here.rejected.is_some();
    if let (Some((into, _)), false) = (&whole.merged.into, stays) {
        let from = came(here, whole.merged.parts.iter().map(|(part, _)| part));
        let from = from.map_or(whole.incident.number, |part| part.number);
        go_to(&format!("/incidents/{into}?from={from}#merged"));
    }
    view! {
        <div id="merged" data-live>
            {came_from(here, whole)}
            {ended(whole, here.may(Role::Responder))}
        </div>
    }
    .into_any()
}

/// Where an entry stands on a page, as its `id`: those of merged parts with whose they are.
pub fn anchor(part: Option<IncidentNumber>, entry: EntryNumber) -> String {
    part.map_or_else(|| entry.to_string(), |part| format!("{part}-{entry}"))
}

/// The part that the address asked for, before it led here.
fn came<'a>(
    here: &Here,
    parts: impl IntoIterator<Item = &'a MergedPart>,
) -> Option<&'a MergedPart> {
    let from = IncidentNumber::parse(here.query("from"))?;
    parts.into_iter().find(|part| part.number == from)
}

/// The entry that tells of the present status.
fn told(entries: &[Entry], status: Status) -> Option<&Entry> {
    entries.iter().rev().find(|entry| {
        let to = entry.change.as_ref().filter(|change| change.field == ChangedField::Status);
        to.is_some_and(|change| change.to == status.key())
    })
}

fn author(entry: &Entry) -> String {
    entry.author.clone().unwrap_or_else(|| "the operator".to_owned())
}

/// For whoever asked for an incident that goes on here.
fn came_from(here: &Here, whole: &Whole) -> Option<AnyView> {
    let from = IncidentNumber::parse(here.query("from"))?;
    let (part, entries) = whole.merged.parts.iter().find(|(part, _)| part.number == from)?;
    let by = told(entries, Status::Merged).map(|entry| {
        let by = format!(" by {}, ", author(entry));
        view! { {by}<When moment=entry.moment.clone() /> }
    });
    let (number, title) = (part.number.to_string(), part.title.clone());
    Some(
        view! {
            <p class="notice" role="status">
                {number.clone()}" “"{title}"” was merged into this incident"{by}". "
                <a href=format!("/incidents/{number}?stay=1")>{format!("See {number} by itself")}</a>
            </p>
            {moved(part.number, entries)}
        }
        .into_any(),
    )
}

/// Whoever followed a link to one of its entries finds it here: what stood behind the # of an
/// address never reaches the server.
fn moved(part: IncidentNumber, entries: &[Entry]) -> AnyView {
    let one = |entry: &Entry| {
        let href = format!("#{}", anchor(Some(part), entry.number));
        view! { <li><a href=href>{entry.number.to_string()}</a></li> }
    };
    let mut by_number: Vec<&Entry> = entries.iter().collect();
    by_number.sort_by_key(|entry| entry.number);
    let list: Vec<_> = by_number.into_iter().map(one).collect();
    (!list.is_empty())
        .then(|| {
            view! {
                <details class="moved">
                    <summary>{format!("The entries of {part}, where they stand now")}</summary>
                    <ul>{list}</ul>
                </details>
            }
        })
        .into_any()
}

/// Ended without an outcome: who, when and why.
fn ended(whole: &Whole, responder: bool) -> Option<AnyView> {
    let status = whole.incident.status;
    if !status.came_to_nothing() {
        return None;
    }
    let into = whole.merged.into.as_ref().map(|(number, title)| {
        let text = format!("{number} {title}");
        view! { " into "<a href=format!("/incidents/{number}")>{text}</a> }
    });
    let told = told(&whole.picture.entries, status);
    let by = told.map(|entry| {
        let by = format!(" by {}, ", author(entry));
        view! { {by}<When moment=entry.moment.clone() /> }
    });
    let why = told.filter(|entry| !entry.body.is_empty()).map(|entry| {
        view! { <div class="markdown" inner_html=markdown::render(&entry.body)></div> }
    });
    let back = if status == Status::Merged {
        "To part them again, change its status to an open one."
    } else {
        "To take it up again, change its status to an open one."
    };
    Some(
        view! {
            <div class="outcome">
                <p><strong>{status.label()}</strong>{into}{by}</p>
                {why}
                {responder.then(|| view! { <p class="hint">{back}</p> })}
            </div>
        }
        .into_any(),
    )
}

/// This incident's entries and those of its parts, by time; each with whose it is where it
/// is a part's.
pub fn interleaved(whole: &Whole) -> Vec<(Option<IncidentNumber>, &Entry)> {
    let mut all: Vec<_> = whole.entries.iter().map(|entry| (None, entry)).collect();
    for (part, entries) in &whole.merged.parts {
        all.extend(entries.iter().map(|entry| (Some(part.number), entry)));
    }
    all.sort_by_key(|(_, entry)| entry.moment.at);
    all
}

/// Beside the facts: what is part of this, and the ways to sort it.
pub fn links(here: &Here, whole: &Whole) -> AnyView {
    let incident = &whole.incident;
    let (address, responder) = (incident.address(), here.may(Role::Responder));
    let part = |(part, _): &(MergedPart, Vec<Entry>)| {
        let number = part.number.to_string();
        let text = format!("{number} {}", part.title);
        view! { <li><a href=format!("/incidents/{number}?stay=1")>{text}</a></li> }
    };
    let parts: Vec<_> = whole.merged.parts.iter().map(part).collect();
    let may_merge = responder && incident.status != Status::Merged;
    let who = if incident.private { "Private: who may see it" } else { "Who may see it" };
    view! {
        {(!parts.is_empty()).then(|| view! {
            <section>
                <h2>"Merged into this"</h2>
                <ul class="short">{parts}</ul>
            </section>
        })}
        <p class="sort">
            {may_merge.then(|| view! { <a href=format!("{address}/merge")>"Merge into another incident"</a> })}
            {(responder || incident.private).then(|| view! { <a href=format!("{address}/privacy")>{who}</a> })}
        </p>
    }
    .into_any()
}
