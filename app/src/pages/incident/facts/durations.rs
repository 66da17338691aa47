//! How long it took, by each metric.

use leptos::prelude::*;
use nofault_domain::duration::Duration;
use nofault_domain::metric::{Between, Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;

use crate::pages::incident::Whole;

/// Every metric of which something is known.
pub(super) fn section(whole: &Whole) -> AnyView {
    let (milestones, stated) = (&whole.milestones, &whole.stated);
    let mut metrics = whole.metrics.clone();
    let only_stated =
        stated.iter().filter(|(name, _)| metrics.iter().all(|one| one.metric != *name));
    let only_stated: Vec<_> =
        only_stated.map(|(metric, _)| Definition { metric: metric.clone(), says: None }).collect();
    metrics.extend(only_stated);
    let row = |one: Definition| {
        let shown = lasted(&one, milestones, stated)?;
        let (label, formula) = (one.metric.label(), one.formula());
        Some(view! { <div><dt title=formula>{label}</dt><dd>{shown}</dd></div> })
    };
    let rows: Vec<_> = metrics.into_iter().filter_map(row).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section>
                    <h2>"Durations"</h2>
                    <dl class="pairs">{rows}</dl>
                </section>
            }
        })
        .into_any()
}

/// How long it took, where that is known: what was stated and what the moments say
/// stand side by side.
pub fn lasted(
    definition: &Definition,
    milestones: &[(Milestone, Moment)],
    stated: &[(Metric, Duration)],
) -> Option<String> {
    let at = |wanted: Milestone| {
        milestones.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment.at)
    };
    let between = |ends: Between| Some(Duration::between(at(ends.from)?, at(ends.to)?));
    let computed = definition.between().and_then(between);
    let stated =
        stated.iter().find(|(name, _)| *name == definition.metric).map(|(_, stated)| *stated);
    Some(match (stated, computed) {
        (None, computed) => length(computed?),
        (Some(stated), None) => format!("{} stated", stated.in_full()),
        (Some(stated), Some(computed)) if stated.distance(computed) < Duration::from_minutes(1) => {
            length(computed)
        }
        (Some(stated), Some(computed)) => {
            // Both to the minute: they may differ by no more.
            let computed = match computed {
                _ if computed < Duration::ZERO => length(computed),
                computed => computed.to_the_minute(),
            };
            format!("{} stated, {computed} by the moments", stated.to_the_minute())
        }
    })
}

fn length(duration: Duration) -> String {
    if duration < Duration::ZERO { "out of order".to_owned() } else { duration.in_full() }
}
