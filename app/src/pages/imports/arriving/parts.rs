//! Title, date, sections, timeline and actions as they were understood.

use leptos::prelude::*;
use nofault_domain::document::{Action, Arriving, Document, Entry, Section};
use nofault_domain::milestone::Milestone;

use crate::ui::{Table, When};

/// Rows that are listed; all of them are counted.
const LISTED: usize = 200;
/// The most characters of a text that are shown.
const SHOWN: usize = 240;

pub fn warnings(arriving: &Arriving) -> Option<AnyView> {
    let all: Vec<_> =
        arriving.warnings().iter().map(|one| view! { <li>{one.clone()}</li> }).collect();
    let list = view! { <section><h2>"To look at"</h2><ul class="short">{all}</ul></section> };
    (!arriving.warnings().is_empty()).then(|| list.into_any())
}

pub fn parts(document: &Document) -> AnyView {
    let begun = document.milestone(Milestone::ImpactStarted);
    let begun = begun.or_else(|| document.milestone(Milestone::Declared)).cloned();
    let begins = match begun {
        Some(moment) => view! { <When moment=moment /> }.into_any(),
        None => view! { "not known" }.into_any(),
    };
    view! {
        <section>
            <h2>{document.title.to_string()}</h2>
            <p>"Begins: "{begins}</p>
        </section>
        {sections(&document.sections)}
        {timeline(&document.entries)}
        {actions(&document.actions)}
    }
    .into_any()
}

fn sections(all: &[Section]) -> AnyView {
    let row = |section: &Section| {
        let body = section.texts.first().and_then(|text| text.body.as_ref());
        let (title, key) = (section.title.to_string(), section.key.to_string());
        let text = body.map_or_else(String::new, |body| beginning(body.as_str()));
        view! { <tr><th scope="row">{title}</th><td><code>{key}</code></td><td>{text}</td></tr> }
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    if rows.is_empty() {
        return view! { <p class="hint">"No section was found."</p> }.into_any();
    }
    view! {
        <Table
            label="Sections"
            caption=format!("Sections: {}", all.len())
            heads=["Title", "Becomes", "Text"]
        >
            {rows}
        </Table>
    }
    .into_any()
}

fn timeline(all: &[Entry]) -> AnyView {
    let row = |entry: &Entry| {
        let text = entry.body.as_ref().map_or_else(String::new, |body| beginning(body.as_str()));
        view! { <tr><th scope="row"><When moment=entry.at.clone() /></th><td>{text}</td></tr> }
    };
    if all.is_empty() {
        return view! { <p class="hint">"No row of a timeline was found."</p> }.into_any();
    }
    let rows: Vec<_> = all.iter().take(LISTED).map(row).collect();
    let caption = if all.len() > LISTED {
        format!("Timeline: the first {LISTED} of {}", all.len())
    } else {
        format!("Timeline: {}", all.len())
    };
    view! {
        <Table label="Timeline" caption=caption heads=["When", "What"]>{rows}</Table>
    }
    .into_any()
}

fn actions(all: &[Action]) -> AnyView {
    let row = |action: &Action| {
        let (title, state) = (action.title.to_string(), action.state.to_string());
        view! { <li>{title}" ("{state}")"</li> }
    };
    if all.is_empty() {
        return view! { <p class="hint">"No action was found."</p> }.into_any();
    }
    let rows: Vec<_> = all.iter().take(LISTED).map(row).collect();
    view! {
        <section>
            <h2>{format!("Actions: {}", all.len())}</h2>
            <ul class="short">{rows}</ul>
        </section>
    }
    .into_any()
}

fn beginning(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() { format!("{shown}…") } else { shown }
}
