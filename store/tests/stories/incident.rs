//! Declaring, changing the status, milestones in any order.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::incident::{
    ChangeDetails, ChangeStatus, DeclareIncident, SetMilestones,
};
use nofault_domain::entry::ChangedField;
use nofault_domain::milestone::{Milestone, out_of_order};
use nofault_domain::moment::{Moment, Source};
use nofault_domain::number::IncidentNumber;
use nofault_store::{incident, timeline};

use crate::here::{Here, status};
use crate::raw;

on_both!(
    declaring_sets_declared,
    a_status_sets_its_empty_milestone,
    reopening_clears_resolved_with_a_trace,
    reopening_sets_its_own_milestone,
    a_detour_does_not_keep_it_resolved,
    what_was_said_before_is_kept,
    milestones_out_of_order_are_kept,
    services_are_made_by_being_named,
);

async fn milestone(here: &Here, number: IncidentNumber, wanted: Milestone) -> Option<Moment> {
    let id = here.incident(Viewer::Operator, number).await.id;
    let mut reader = here.reader().await;
    let all = incident::milestones(&mut reader.db(), id).await.unwrap();
    all.into_iter().find(|(name, _)| *name == wanted).map(|(_, at)| at)
}

async fn set_status(here: &Here, number: IncidentNumber, to: &str, at: &str) {
    let form = ChangeStatus {
        incident: number.to_string(),
        version: here.version(number).await,
        status: to.to_owned(),
        at: at.to_owned(),
        comment: "As it is.".to_owned(),
        ..Default::default()
    };
    here.send(Viewer::Operator, form).await.unwrap();
}

async fn declaring_sets_declared(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    let declared = milestone(here, number, Milestone::Declared).await.unwrap();
    let incident = here.incident(ada, number).await;
    assert_eq!(declared.source, Source::System);
    assert_eq!((incident.at, incident.recorded_at), (declared.at, declared.at));
}

async fn a_status_sets_its_empty_milestone(here: &Here) {
    let number = here.declare(Viewer::Operator, "Search is down").await;
    assert!(milestone(here, number, Milestone::Mitigated).await.is_none());
    set_status(here, number, "monitoring", "2026-11-20 10:00").await;
    let mitigated = milestone(here, number, Milestone::Mitigated).await.unwrap();
    assert_eq!(mitigated.at.rfc3339(), "2026-11-20T10:00:00Z");
    // A second time leaves it as it is.
    set_status(here, number, "fixing", "2026-11-20 11:00").await;
    set_status(here, number, "monitoring", "2026-11-20 12:00").await;
    assert_eq!(milestone(here, number, Milestone::Mitigated).await, Some(mitigated));
    let again = ChangeStatus {
        incident: number.to_string(),
        version: here.version(number).await,
        status: "monitoring".to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(Viewer::Operator, again).await), 422);
}

async fn reopening_clears_resolved_with_a_trace(here: &Here) {
    let number = here.declare(Viewer::Operator, "Search is down").await;
    set_status(here, number, "resolved", "2026-11-20 10:00").await;
    set_status(here, number, "closed", "2026-11-20 11:00").await;
    assert!(milestone(here, number, Milestone::Resolved).await.is_some());
    set_status(here, number, "investigating", "2026-11-20 12:00").await;
    assert!(milestone(here, number, Milestone::Resolved).await.is_none());
    let id = here.incident(Viewer::Operator, number).await.id;
    let mut reader = here.reader().await;
    let entries = timeline::entries(&mut reader.db(), id).await.unwrap();
    let trace = entries.iter().filter_map(|entry| entry.change.as_ref());
    let cleared: Vec<_> = trace.filter(|change| change.field == ChangedField::Resolved).collect();
    assert_eq!(cleared.len(), 1);
    assert_eq!(cleared[0].from, "2026-11-20T10:00:00Z");
    assert_eq!(cleared[0].to, "");
}

async fn reopening_sets_its_own_milestone(here: &Here) {
    let number = here.declare(Viewer::Operator, "Search is down").await;
    set_status(here, number, "resolved", "2026-11-20 10:00").await;
    set_status(here, number, "monitoring", "2026-11-20 12:00").await;
    assert!(milestone(here, number, Milestone::Resolved).await.is_none());
    let mitigated = milestone(here, number, Milestone::Mitigated).await.unwrap();
    assert_eq!(mitigated.at.rfc3339(), "2026-11-20T12:00:00Z");
}

async fn a_detour_does_not_keep_it_resolved(here: &Here) {
    for between in ["declined", "canceled"] {
        let number = here.declare(Viewer::Operator, "Search is down").await;
        set_status(here, number, "resolved", "2026-11-20 10:00").await;
        set_status(here, number, between, "2026-11-20 11:00").await;
        assert!(milestone(here, number, Milestone::Resolved).await.is_some());
        set_status(here, number, "investigating", "2026-11-20 12:00").await;
        assert!(milestone(here, number, Milestone::Resolved).await.is_none());
        let id = here.incident(Viewer::Operator, number).await.id;
        let mut reader = here.reader().await;
        let entries = timeline::entries(&mut reader.db(), id).await.unwrap();
        let trace = entries.iter().filter_map(|entry| entry.change.as_ref());
        assert_eq!(trace.filter(|change| change.field == ChangedField::Resolved).count(), 1);
    }
}

async fn what_was_said_before_is_kept(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    let set = async |started: &str, declared: &str| {
        let form = SetMilestones {
            incident: number.to_string(),
            version: here.version(number).await,
            impact_started: started.to_owned(),
            declared: declared.to_owned(),
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
    };
    // Declared is changed, then unset; impact started is set, repeated, changed.
    set("2026-11-20 09:00", "2026-11-20 10:00").await;
    set("2026-11-20 09:00", "").await;
    set("2026-11-20 08:00", "").await;
    let kept = async |sql| raw::number(&here.target, sql).await;
    assert_eq!(kept("SELECT COUNT(*) FROM milestone_revision").await, 3);
    let declared = "SELECT COUNT(*) FROM milestone_revision WHERE name = 'declared' \
        AND replaced_by IS NOT NULL AND replaced_at > recorded_at AND source IN ('system', 'person')";
    assert_eq!(kept(declared).await, 2);
    let started = milestone(here, number, Milestone::ImpactStarted).await.unwrap();
    assert_eq!(started.at.rfc3339(), "2026-11-20T08:00:00Z");
    let before = "SELECT at / 1000000 FROM milestone_revision WHERE name = 'impact_started'";
    assert_eq!(kept(before).await, started.at.micros() / 1_000_000 + 3600);

    let details = ChangeDetails {
        incident: number.to_string(),
        version: here.version(number).await,
        title: "Search is slow".to_owned(),
        kind: "incident".to_owned(),
        summary: "Not down.".to_owned(),
        ..Default::default()
    };
    here.send(ada, details).await.unwrap();
    let incident = here.incident(ada, number).await;
    let mut reader = here.reader().await;
    let texts = timeline::revisions(&mut reader.db(), incident.id.0).await.unwrap();
    let texts: Vec<_> = texts.iter().map(|text| (text.version, text.body.as_str())).collect();
    let (now, before) = ("Search is slow\n\nNot down.", "Search is down\n\n");
    assert_eq!(texts, [(incident.version, now), (1, before)]);
}

async fn milestones_out_of_order_are_kept(here: &Here) {
    let number = here.declare(Viewer::Operator, "Search is down").await;
    let form = SetMilestones {
        incident: number.to_string(),
        version: here.version(number).await,
        impact_started: "2026-11-20 10:00".to_owned(),
        resolved: "2026-11-20 09:00".to_owned(),
        ..Default::default()
    };
    here.send(Viewer::Operator, form).await.unwrap();
    let started = milestone(here, number, Milestone::ImpactStarted).await.unwrap();
    let resolved = milestone(here, number, Milestone::Resolved).await.unwrap();
    assert!(resolved.at < started.at);
    let wrong = out_of_order(|name| match name {
        Milestone::ImpactStarted => Some(started.at),
        Milestone::Resolved => Some(resolved.at),
        _ => None,
    });
    assert_eq!(wrong, [(Milestone::ImpactStarted, Milestone::Resolved)]);
    // Blank fields unset: `declared` is gone, and the incident is listed by its start.
    assert!(milestone(here, number, Milestone::Declared).await.is_none());
    assert_eq!(here.incident(Viewer::Operator, number).await.at, started.at);
}

async fn services_are_made_by_being_named(here: &Here) {
    for title in ["One", "Two"] {
        let form = DeclareIncident {
            title: title.to_owned(),
            services: "API, web; api".to_owned(),
            ..Default::default()
        };
        here.send(Viewer::Operator, form).await.unwrap();
    }
    let mut reader = here.reader().await;
    let services = nofault_store::catalog::services(&mut reader.db()).await.unwrap();
    let names: Vec<_> = services.iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["API", "web"]);
}
