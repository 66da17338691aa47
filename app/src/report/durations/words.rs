//! What a report is about, in words.

use nofault_domain::metric::{Definition, Metric};
use nofault_domain::report::durations::{Counted, DurationsAsked};

/// The formula beside the metric's name, with the name by which people look for it.
#[must_use]
pub fn meaning(definition: &Definition) -> String {
    let formula = definition.formula();
    if also(&definition.metric).is_empty() {
        formula
    } else {
        format!(
            "often called MTTR; four vendors mean four things by it; here: {formula}, \
             for each incident by itself"
        )
    }
}

/// The name by which people look for it.
#[must_use]
pub fn also(metric: &Metric) -> &'static str {
    if metric.as_str() == "time-to-resolve" { " (MTTR)" } else { "" }
}

/// What is counted, in one sentence.
#[must_use]
pub fn counted(asked: &DurationsAsked) -> String {
    let kinds = match asked.counted {
        Counted::Incident => "incidents",
        Counted::All => "incidents and near misses",
        Counted::NearMiss => "near misses",
    };
    let severity = asked.severity.map(|worst| format!(" whose highest severity was {worst}"));
    let service = asked.service.as_ref().map(|name| format!(" of the service {name}"));
    let private = if asked.private {
        "those private ones that you may see are among them"
    } else {
        "private ones are left out"
    };
    format!(
        "Counted are {kinds}{}{} that are not in triage, declined, merged or canceled, and no \
         drills; {private}.",
        severity.unwrap_or_default(),
        service.unwrap_or_default(),
    )
}
