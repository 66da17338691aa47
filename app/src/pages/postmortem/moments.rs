//! The key moments of the incident in the postmortem's section on its timeline.

use leptos::prelude::*;
use nofault_store::incident::Incident;
use nofault_store::timeline::Entry;

use crate::pages::incident::first_line;
use crate::ui::When;

/// The section that they fill by themselves.
pub const KEY: &str = "timeline";

/// Nothing where none is pinned.
pub fn moments(incident: &Incident, entries: &[Entry]) -> AnyView {
    let pinned = entries.iter().filter(|entry| entry.pinned && entry.deleted.is_none());
    let one = |entry: &Entry| {
        let href = format!("{}#{}", incident.address(), entry.number);
        view! {
            <li>
                <When moment=entry.moment.clone() />" "
                <span>{first_line(&entry.body)}</span>" "
                <a class="number" href=href>{entry.number.to_string()}</a>
            </li>
        }
    };
    let shown: Vec<_> = pinned.map(one).collect();
    (!shown.is_empty()).then(|| view! { <ol class="moments">{shown}</ol> }).into_any()
}
