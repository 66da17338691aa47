//! Milestones: each alone.

use nofault_domain::command::incident::{ChangeStatus, SetMilestones};
use nofault_domain::milestone::Milestone;
use nofault_domain::zone::Zone;
use nofault_store::incident;

use super::{INC, Two, conflict, to_status, two};
use crate::here::Here;

on_both!(milestones_are_apart, what_a_status_change_sets_is_a_change_of_milestones,);

fn milestones(version: &str) -> SetMilestones {
    SetMilestones {
        incident: INC.to_owned(),
        version: version.to_owned(),
        zone: "UTC".to_owned(),
        was_impact_started: "".into(),
        was_detected: "".into(),
        was_acknowledged: "".into(),
        was_mitigated: "".into(),
        was_resolved: "".into(),
        was_impact_ended: "".into(),
        ..Default::default()
    }
}

/// The declared milestone, as the form would repeat it.
async fn declared(here: &Here, two: &Two) -> String {
    let id = here.incident(two.ada, two.number).await.id;
    let all = incident::milestones(&mut here.reader().await.db(), id).await.unwrap();
    let declared = all.iter().find(|(name, _)| *name == Milestone::Declared).unwrap();
    declared.1.typed_in(&Zone::utc())
}

async fn milestones_are_apart(here: &Here) {
    let two = two(here).await;
    let declared = declared(here, &two).await;
    let form = |version: &str| SetMilestones {
        declared: declared.clone(),
        was_declared: declared.as_str().into(),
        ..milestones(version)
    };
    let detected = |at: &str| SetMilestones { detected: at.to_owned(), ..form("1") };
    here.send(two.grace, detected("2026-11-20 10:00")).await.unwrap();
    let started = SetMilestones { impact_started: "2026-11-20 09:00".to_owned(), ..form("1") };
    here.send(two.ada, started).await.unwrap();
    let late = conflict(here.send(two.ada, detected("2026-11-20 10:07")).await);
    let both: Vec<_> =
        late.fields.iter().filter(|field| field.both).map(|field| field.name).collect();
    assert_eq!(both, ["detected"]);
    let started = late.field("impact_started").unwrap();
    assert_eq!((started.merged.as_str(), started.clean), ("2026-11-20 09:00", true));
    let incident = here.incident(two.ada, two.number).await;
    let all = incident::milestones(&mut here.reader().await.db(), incident.id).await.unwrap();
    let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, [Milestone::ImpactStarted, Milestone::Detected, Milestone::Declared]);
}

async fn what_a_status_change_sets_is_a_change_of_milestones(here: &Here) {
    let two = two(here).await;
    let started =
        |at: &str| ChangeStatus { impact_started: at.to_owned(), ..to_status("1", "resolved") };
    here.send(two.grace, started("2026-11-20 09:00")).await.unwrap();
    let version = here.incident(two.ada, two.number).await.version;
    let parts = here.incident(two.ada, two.number).await.parts;
    assert_eq!((parts.status, parts.milestones, parts.details), (version, version, 1));
    let late = ChangeStatus { status: "monitoring".to_owned(), ..started("2026-11-20 09:30") };
    let late = conflict(here.send(two.ada, late).await);
    assert!(late.field("status").is_some());
    assert_eq!(late.field("impact_started").unwrap().theirs, "2026-11-20 09:00");
}
