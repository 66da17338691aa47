//! The facts of the incident, in one line over its postmortem.

use leptos::prelude::*;
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
    let owner = postmortem.owner.as_ref().map(|(_, name)| name.clone());
    let approved: Vec<_> = postmortem
        .reviewing()
        .filter(|reviewer| reviewer.approved.is_some())
        .map(|reviewer| reviewer.name.as_str())
        .collect();
    let approved = (!approved.is_empty()).then(|| approved.join(", "));
    let published = postmortem.publications.first().map(|latest| {
        let by = latest.by.clone().unwrap_or_else(|| "the operator".to_owned());
        let number = (latest.number > 1).then(|| format!(", publication {}", latest.number));
        view! { <div><dt>"Published"</dt><dd><Time at=latest.at />" by "{by}{number}</dd></div> }
    });
    view! {
        <dl class="pairs strip">
            <div><dt>"Severity"</dt><dd><SeverityBadge severity=incident.severity_highest /></dd></div>
            <div><dt>"Status"</dt><dd><StatusBadge status=incident.status /></dd></div>
            {moment(whole, Milestone::ImpactStarted, "Impact started")}
            {moment(whole, Milestone::ImpactEnded, "Impact ended")}
            {durations}
            {services.map(|services| view! { <div><dt>"Services"</dt><dd>{services}</dd></div> })}
            {owner.map(|owner| view! { <div><dt>"Owner"</dt><dd>{owner}</dd></div> })}
            {approved.map(|names| view! { <div><dt>"Reviewed by"</dt><dd>{names}</dd></div> })}
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
    let defined = whole.metrics.iter().find(|one| one.metric.as_str() == name)?;
    let shown = lasted(defined, &whole.milestones, &whole.stated)?;
    let (label, formula) = (defined.metric.label(), defined.formula());
    Some(view! { <div><dt title=formula>{label}</dt><dd>{shown}</dd></div> }.into_any())
}
