//! Each impact with its forms and what it said before; what was removed leaves a trace.

use leptos::prelude::*;
use nofault_store::impact::{Impact, Said};

use super::page::Found;
use super::{during, form, link, overlapping};
use crate::here::Here;
use crate::ui::{Time, When};

pub(super) fn list(here: &Here, found: &Found, writer: bool) -> AnyView {
    let shown = found.impacts.iter().map(|impact| match &impact.removed {
        Some((at, by)) => {
            let by = by.clone().unwrap_or_else(|| "the operator".to_owned());
            let typed = form::typed_in_vain(here, impact);
            view! {
                <li id=format!("impact-{}", impact.number) class="item gone">
                    <p>{format!("{}. ", impact.number)}"Removed by "{by}", "<Time at=*at /></p>
                    {typed}
                </li>
            }
            .into_any()
        }
        None => one(here, found, impact, writer),
    });
    let shown: Vec<_> = shown.collect();
    (!shown.is_empty()).then(|| view! { <ol class="all-impacts">{shown}</ol> }).into_any()
}

fn one(here: &Here, found: &Found, impact: &Impact, writer: bool) -> AnyView {
    let said = &impact.said;
    let service = (said.service, said.service_name.clone());
    let fraction =
        said.fraction.map_or_else(|| "how much is not known".to_owned(), |f| f.to_string());
    let standing: Vec<Impact> =
        found.impacts.iter().filter(|one| one.removed.is_none()).cloned().collect();
    let forms = (writer || form::is_rejected(here, impact))
        .then(|| form::change(here, &found.incident, impact));
    view! {
        <li id=format!("impact-{}", impact.number) class="item">
            <h2>{format!("{}. ", impact.number)}{link(&service)}<span class="fraction">{format!(" {fraction}")}</span></h2>
            <p>{during(impact)}{overlapping(impact, &standing)}</p>
            {(!said.words.is_empty()).then(|| view! { <p class="words">{said.words.clone()}</p> })}
            <p class="about">{author(said)}", "<Time at=said.recorded_at />{(impact.version > 1).then_some(" · edited")}</p>
            {forms}
            {earlier(found, impact)}
        </li>
    }
    .into_any()
}

fn author(said: &Said) -> String {
    let by = said.author.clone().unwrap_or_else(|| "Nofault".to_owned());
    format!("Noted by {by}")
}

fn earlier(found: &Found, impact: &Impact) -> AnyView {
    let own = found.earlier.iter().filter(|(number, ..)| *number == impact.number);
    let rows: Vec<_> = own.map(|(_, version, said)| revision(*version, said)).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <details>
                    <summary>"What it said before"</summary>
                    <ol class="short" reversed>{rows}</ol>
                </details>
            }
        })
        .into_any()
}

fn revision(version: i64, said: &Said) -> AnyView {
    let fraction = said.fraction.map_or_else(|| "unknown".to_owned(), |f| f.to_string());
    let to = said
        .span
        .to
        .clone()
        .map_or_else(|| "it went on".into_any(), |to| view! { <When moment=to /> }.into_any());
    view! {
        <li>
            {format!("Version {version}: {}, {fraction}, ", said.service_name)}
            <When moment=said.span.from.clone() />
            " to "
            {to}
            {(!said.words.is_empty()).then(|| format!(". {}", said.words))}
            <span class="about">{author(said)}", "<Time at=said.recorded_at /></span>
        </li>
    }
    .into_any()
}
