//! Saves on an old version: what does not touch is accepted, what does is shown with both.

mod action;
mod catalog;
mod entry;
mod impact;
mod milestones;
mod people;
mod privacy;
mod section;
mod update;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::Redact;
use nofault_domain::command::incident::{ChangeDetails, ChangeSeverity, ChangeStatus};
use nofault_domain::conflict::Conflict;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::{Failure, Outcome};

use self::entry::{edit, log};
use crate::here::{Here, refusal, status};

on_both!(
    changes_of_different_parts_are_both_made,
    a_version_that_is_not_there_yet_is_refused,
    details_are_apart,
    redacted_text_does_not_come_back,
);

const INC: &str = "INC-1";

struct Two {
    ada: Viewer,
    grace: Viewer,
    number: IncidentNumber,
}

async fn two(here: &Here) -> Two {
    let ada = here.person("Ada", Role::Responder).await;
    let grace = here.person("Grace", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    Two { ada, grace, number }
}

/// The fields that differ: what would be saved, and whether both changed it.
fn fields(conflict: &Conflict) -> Vec<(&str, &str, bool)> {
    conflict.fields.iter().map(|one| (one.name, one.merged.as_str(), one.both)).collect()
}

#[track_caller]
fn conflict(result: Result<Outcome, Failure>) -> Conflict {
    match refusal(result) {
        Refusal::Stale(conflict) => *conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

fn to_status(version: &str, status: &str) -> ChangeStatus {
    ChangeStatus {
        incident: INC.to_owned(),
        version: version.to_owned(),
        status: status.to_owned(),
        ..Default::default()
    }
}

fn details(version: &str, title: &str, summary: &str, labels: &str) -> ChangeDetails {
    ChangeDetails {
        incident: INC.to_owned(),
        version: version.to_owned(),
        title: title.to_owned(),
        kind: "incident".to_owned(),
        labels: labels.to_owned(),
        summary: summary.to_owned(),
        was_title: "Search is down".into(),
        was_kind: "incident".into(),
        was_services: "".into(),
        was_labels: "".into(),
        ..Default::default()
    }
}

async fn changes_of_different_parts_are_both_made(here: &Here) {
    let Two { ada, grace, number } = two(here).await;
    here.send(grace, to_status("1", "fixing")).await.unwrap();
    let (incident, version) = (INC.to_owned(), "1".to_owned());
    let severity =
        ChangeSeverity { incident, version, severity: "2".to_owned(), ..Default::default() };
    here.send(ada, severity).await.unwrap();
    here.send(ada, details("1", "Search is slow", "", "")).await.unwrap();
    let late = conflict(here.send(ada, to_status("1", "monitoring")).await);
    let status = late.field("status").unwrap();
    assert_eq!((status.mine.as_str(), status.theirs.as_str()), ("monitoring", "fixing"));
    assert_eq!((late.version, late.by.as_deref()), (4, Some("Grace")));
    here.send(ada, to_status("4", "monitoring")).await.unwrap();
    let incident = here.incident(ada, number).await;
    assert_eq!((incident.title.as_str(), incident.version), ("Search is slow", 5));
    assert_eq!((incident.parts.status, incident.parts.severity, incident.parts.access), (5, 3, 1));
}

async fn a_version_that_is_not_there_yet_is_refused(here: &Here) {
    let two = two(here).await;
    log(here, two.ada, "One").await;
    let late = conflict(here.send(two.ada, edit(7, "Two")).await);
    assert_eq!((late.version, late.field("body").unwrap().theirs.as_str()), (1, "One"));
    assert_eq!(status(here.send(two.ada, edit(7, "One")).await), 409);
    assert_eq!(status(here.send(two.ada, to_status("9", "fixing")).await), 409);
    assert_eq!(status(here.send(two.ada, details("9", "Search is down", "", "")).await), 409);
}

async fn details_are_apart(here: &Here) {
    let two = two(here).await;
    here.send(two.grace, details("1", "Search is slow", "Why?", "index")).await.unwrap();
    here.send(two.ada, details("1", "Search is down", "", "cache")).await.map(drop).unwrap_err();
    let late = conflict(here.send(two.ada, details("1", "Search is down", "", "cache")).await);
    let shown: Vec<_> =
        late.fields.iter().map(|field| (field.name, field.merged.as_str(), field.both)).collect();
    let expected = [
        ("title", "Search is slow", false),
        ("labels", "index, cache", true),
        ("summary", "Why?", false),
    ];
    assert_eq!(shown, expected);
    here.send(two.ada, details("1", "Search is down", "", "")).await.unwrap();
    let incident = here.incident(two.ada, two.number).await;
    assert_eq!((incident.title.as_str(), incident.summary.as_str()), ("Search is slow", "Why?"));
}

async fn redacted_text_does_not_come_back(here: &Here) {
    let two = two(here).await;
    let eve = here.person("Eve", Role::Administrator).await;
    here.send(two.ada, details("1", "Search is down", "It is hunter22", "")).await.unwrap();
    let redact = Redact {
        incident: INC.to_owned(),
        text: "hunter22".to_owned(),
        reason: "A password".to_owned(),
        ..Default::default()
    };
    here.send(eve, redact).await.unwrap();
    let late =
        conflict(here.send(two.ada, details("2", "Search is down", "It is hunter22", "x")).await);
    assert_eq!(late.by.as_deref(), Some("Eve"));
    let incident = here.incident(two.ada, two.number).await;
    assert_eq!(incident.summary, "It is [redacted]");
}
