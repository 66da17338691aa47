//! Past incidents that are like this one, each with the reason why.

use leptos::prelude::*;
use nofault_domain::similar::Likeness;
use nofault_store::incident;
use nofault_store::similar::Past;

use crate::ui::{SeverityBadge, StatusBadge, Time};

/// Nothing where none is.
pub fn similar(found: &[(Past, Likeness)]) -> AnyView {
    let one = |(past, likeness): &(Past, Likeness)| {
        let (href, text) =
            (incident::address(past.number), format!("{} {}", past.number, past.title));
        view! {
            <li>
                <a href=href>{text}</a>
                <span class="about">
                    <SeverityBadge severity=past.severity />" "
                    <StatusBadge status=past.status />" "
                    {past.private.then(|| view! { <span class="private">"Private"</span>" " })}
                    <Time at=past.at />
                </span>
                <span class="about">{likeness.why()}</span>
            </li>
        }
    };
    let list: Vec<_> = found.iter().map(one).collect();
    (!list.is_empty())
        .then(|| {
            view! {
                <section id="similar">
                    <h2>"Similar past incidents"</h2>
                    <ul class="short factors">{list}</ul>
                </section>
            }
        })
        .into_any()
}
