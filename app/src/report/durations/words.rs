//! What a report is about, in words.

use nofault_domain::metric::{Definition, Metric};
use nofault_domain::report::durations::DurationsAsked;

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

/// What is counted, with every filter that was asked for.
#[must_use]
pub fn counted(asked: &DurationsAsked) -> String {
    asked.in_words()
}
