//! What keeps no row out, but a person should see.

use crate::duration::Duration;
use crate::instant::Instant;
use crate::metric::{Definition, Metric};
use crate::milestone::{Milestone, out_of_order};
use crate::moment::Moment;
use crate::status::Status;
use crate::word::Word;

use super::field::Field;
use super::mapping::Mapping;
use super::past::IncidentRow;

/// Sources print whole minutes: less is no difference.
const MINUTE: Duration = Duration::from_minutes(1);

/// The status of a row that names none: resolved where the file says that it ended, or has no
/// column for it; else open, and said so.
pub(super) fn assumed_status(
    mapping: &Mapping,
    milestones: &[(Milestone, Moment)],
    stated: &[(Metric, Duration)],
    warnings: &mut Vec<String>,
) -> Status {
    let ended = milestones.iter().any(|(milestone, _)| *milestone == Milestone::Resolved);
    if ended || !stated.is_empty() || mapping.of(&Field::Status).next().is_none() {
        return Status::Resolved;
    }
    warnings.push("no status, and nothing says that it ended: taken as investigating".to_owned());
    Status::Investigating
}

/// Adds every other warning.
pub(super) fn look(incident: &mut IncidentRow, now: Instant) {
    let at = |milestone| incident.milestone(milestone).map(|moment| moment.at);
    let mut found = Vec::new();
    if at(Milestone::ImpactStarted).or_else(|| at(Milestone::Declared)).is_none() {
        found.push(
            "neither impact_started_at nor declared_at: it is in no period of a report until one is set"
                .to_owned(),
        );
    }
    for (earlier, later) in out_of_order(at) {
        found.push(format!("{} is before {}", small(later), small(earlier)));
    }
    for (milestone, _) in incident.milestones.iter().filter(|(_, moment)| moment.at > now) {
        found.push(format!("{} is still to come", small(*milestone)));
    }
    if incident.status.is_open() && at(Milestone::Resolved).is_some() {
        found.push(format!("its status is {}, yet it has resolved_at", incident.status.key()));
    }
    for (metric, stated) in &incident.stated {
        let ends = Definition::shipped(metric.clone())
            .between()
            .and_then(|between| Some((at(between.from)?, at(between.to)?)));
        let computed = ends.map(|(from, to)| Duration::between(from, to));
        if let Some(computed) = computed.filter(|computed| computed.distance(*stated) >= MINUTE) {
            let metric = metric.label().to_lowercase();
            found.push(format!("{metric} is stated as {stated}; its moments say {computed}"));
        }
    }
    incident.warnings.append(&mut found);
}

fn small(milestone: Milestone) -> String {
    milestone.label().to_lowercase()
}
