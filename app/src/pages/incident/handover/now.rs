//! How it stands: status, severity, impact so far, milestones.

use leptos::prelude::*;
use nofault_domain::entry::ChangedField;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::word::Word;
use nofault_store::impact::Impact;

use super::Summary;
use crate::ui::{SeverityBadge, StatusBadge, Time, When};

pub(super) fn now(summary: &Summary) -> AnyView {
    let incident = &summary.incident;
    let since = since(summary)
        .map(|since| view! { <span class="about">" since "<When moment=since /></span> });
    let impact: Vec<_> =
        summary.affected.iter().map(|one| view! { <li>{affected(one)}</li> }).collect();
    let impact = (!impact.is_empty()).then(|| {
        view! { <div><dt>"Impact so far"</dt><dd><ul class="short">{impact}</ul></dd></div> }
    });
    let milestones: Vec<_> = summary
        .milestones
        .iter()
        .map(|(milestone, moment)| {
            view! { <div><dt>{milestone.label()}</dt><dd><When moment=moment.clone() /></dd></div> }
        })
        .collect();
    view! {
        <section id="now">
            <h2>"Now"</h2>
            <dl class="pairs">
                <div><dt>"Status"</dt><dd><StatusBadge status=incident.status />{since}</dd></div>
                <div><dt>"Severity"</dt><dd><SeverityBadge severity=incident.severity /></dd></div>
                {impact}
                {milestones}
            </dl>
        </section>
    }
    .into_any()
}

/// When it came to its present status.
fn since(summary: &Summary) -> Option<Moment> {
    let own = summary.entries.iter().filter(|(part, _)| part.is_none()).map(|(_, entry)| entry);
    let changes = own.rev().filter(|entry| {
        let change = entry.change.as_ref();
        change.is_some_and(|change| {
            change.field == ChangedField::Status && change.to == summary.incident.status.key()
        })
    });
    let declared = || {
        let mut milestones = summary.milestones.iter();
        milestones.find(|(name, _)| *name == Milestone::Declared).map(|(_, moment)| moment)
    };
    changes.map(|entry| &entry.moment).next().or_else(declared).cloned()
}

/// Such as “checkout, 30 %, from … to …: cards are declined”.
fn affected(one: &Impact) -> AnyView {
    let said = &one.said;
    let fraction = said.fraction.map(|fraction| format!(", {fraction}"));
    let words = (!said.words.is_empty()).then(|| format!(": {}", said.words));
    let until = said.span.to.as_ref().map_or_else(
        || view! { ", still going on" }.into_any(),
        |to| view! { " to "<Time at=to.at /> }.into_any(),
    );
    view! {
        <b>{said.service_name.clone()}</b>{fraction}" from "<Time at=said.span.from.at />{until}{words}
    }
    .into_any()
}
