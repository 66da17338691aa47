//! What the milestones said before.

use leptos::prelude::*;
use nofault_domain::word::Word;
use nofault_store::incident::PastMilestone;

use crate::ui::{Time, When};

/// Newest change first.
pub fn past(past: &[PastMilestone]) -> AnyView {
    let rows: Vec<_> = past.iter().rev().map(one).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section id="history">
                    <h2>"What they said before"</h2>
                    <ul class="past">{rows}</ul>
                </section>
            }
        })
        .into_any()
}

fn one(past: &PastMilestone) -> AnyView {
    let then = match &past.then {
        Some(moment) => view! { <When moment=moment.clone() /> }.into_any(),
        None => view! { "unset" }.into_any(),
    };
    let by = past.by.as_deref().unwrap_or("the operator");
    let by = format!(" by {by}, ");
    view! {
        <li>
            <strong>{past.milestone.label()}</strong>
            ": "<When moment=past.moment.clone() />" → "{then}
            <span class="about">{by}<Time at=past.replaced_at />{past.reopened.then_some(" (reopened)")}</span>
        </li>
    }
    .into_any()
}
