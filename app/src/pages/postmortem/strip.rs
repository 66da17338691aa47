//! The facts of the incident, in one line over its postmortem.

use leptos::prelude::*;
use nofault_domain::metric::Metric;
use nofault_domain::milestone::Milestone;
use nofault_store::postmortem::Postmortem;

use super::Whole;
use crate::pages::incident::lasted;
use crate::ui::{SeverityBadge, StatusBadge, Time, When};

pub fn strip(whole: &Whole, postmortem: &Postmortem) -> AnyView {
    let incident = &whole.incident;
    let services = (!whole.services.is_empty()).then(|| whole.services.join(", "));
    let durations: Vec<_> = ["time-to-mitigate", "time-to-resolve"]
        .into_iter()
        .filter_map(|n| duration(whole, n))
        .collect();
    let published = postmortem.publications.first().map(|latest| {
        let by = latest.by.clone().unwrap_or_else(|| "the operator".to_owned());
        view! { <div><dt>"Published"</dt><dd><Time at=latest.at />" by "{by}</dd></div> }
    });
    view! {
        <dl class="pairs strip">
            <div><dt>"Severity"</dt><dd><SeverityBadge severity=incident.severity_highest /></dd></div>
            <div><dt>"Status"</dt><dd><StatusBadge status=incident.status /></dd></div>
            {moment(whole, Milestone::ImpactStarted, "Impact started")}
            {moment(whole, Milestone::ImpactEnded, "Impact ended")}
            {durations}
            {services.map(|services| view! { <div><dt>"Services"</dt><dd>{services}</dd></div> })}
            {published}
        </dl>
    }
    .into_any()
}

fn moment(whole: &Whole, wanted: Milestone, name: &'static str) -> Option<AnyView> {
    let (_, moment) = whole.milestones.iter().find(|(milestone, _)| *milestone == wanted)?;
    Some(view! { <div><dt>{name}</dt><dd><When moment=moment.clone() /></dd></div> }.into_any())
}

fn duration(whole: &Whole, name: &str) -> Option<AnyView> {
    let metric = Metric::parse(name).ok()?;
    let shown = lasted(&metric, &whole.milestones, &whole.stated)?;
    let (label, definition) = (metric.label(), metric.definition());
    Some(view! { <div><dt title=definition>{label}</dt><dd>{shown}</dd></div> }.into_any())
}
