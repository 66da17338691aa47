//! Sorting: declined with a reason, merged into another, parted again; offers of milestones.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::{EditEntry, LogEntry, Redact};
use nofault_domain::command::incident::{ChangeStatus, DeclareIncident, SetMilestones};
use nofault_domain::command::triage::{MergeIncident, SetMilestone};
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Source;
use nofault_domain::number::IncidentNumber;
use nofault_domain::status::Status;
use nofault_store::incident::{self, Filter};
use nofault_store::report::{self, FactsFilter};
use nofault_store::timeline;

use crate::here::{Here, refusal, status};

on_both!(
    an_end_without_outcome_needs_a_reason,
    triage_is_not_yet_an_incident,
    a_merged_one_goes_on_in_the_other,
    no_merge_shows_more_to_anybody,
    a_circle_is_refused,
    what_happens_to_a_part_is_told_of_the_whole,
    it_is_parted_again,
    a_merged_one_and_a_drill_count_in_nothing,
    one_milestone_is_set_alone,
    what_milestones_said_before_is_told,
);

pub async fn to(here: &Here, viewer: Viewer, number: IncidentNumber, status: &str, why: &str) {
    let form = ChangeStatus {
        incident: number.to_string(),
        version: here.version(number).await,
        status: status.to_owned(),
        comment: why.to_owned(),
        ..Default::default()
    };
    here.send(viewer, form).await.unwrap();
}

pub async fn merge(here: &Here, from: IncidentNumber, into: &str) -> MergeIncident {
    MergeIncident {
        incident: from.to_string(),
        version: here.version(from).await,
        into: into.to_owned(),
        comment: "The same fire.".to_owned(),
    }
}

async fn what_happens_to_a_part_is_told_of_the_whole(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    let (whole, part) = (here.declare(ada, "A").await, here.declare(ada, "B").await);
    let entry = LogEntry {
        incident: part.to_string(),
        body: "The key is hunter2".to_owned(),
        ..Default::default()
    };
    here.send(ada, entry).await.unwrap();
    let id = here.incident(ada, whole).await.id;
    let is_whole = async |after: i64| {
        let mut reader = here.reader().await;
        timeline::changed(&mut reader.db(), ada, id, after).await.unwrap().whole
    };
    let newest = async || {
        let mut reader = here.reader().await;
        nofault_store::live::newest(&mut reader.db()).await.unwrap()
    };
    let before = newest().await;
    assert!(!is_whole(before).await);
    here.send(ada, merge(here, part, "INC-1").await).await.unwrap();
    assert!(is_whole(before).await, "its entries are read there now");
    let edit = EditEntry {
        incident: part.to_string(),
        entry: "e1".to_owned(),
        version: "1".to_owned(),
        body: "The key is hunter2!".to_owned(),
        at: "now".to_owned(),
        ..Default::default()
    };
    let before = newest().await;
    here.send(ada, edit).await.unwrap();
    assert!(is_whole(before).await, "an entry of it was changed");
    // What the page of the whole shows is redacted there.
    let redact = Redact {
        incident: whole.to_string(),
        text: "hunter2".to_owned(),
        reason: "A key.".to_owned(),
        ..Default::default()
    };
    here.send(eve, redact).await.unwrap();
    let id = here.incident(ada, part).await.id;
    let mut reader = here.reader().await;
    let entries = timeline::entries(&mut reader.db(), id).await.unwrap();
    assert!(entries.iter().all(|entry| !entry.body.contains("hunter2")));
}

async fn an_end_without_outcome_needs_a_reason(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Noise").await;
    for end in ["declined", "canceled"] {
        let form = ChangeStatus {
            incident: number.to_string(),
            version: here.version(number).await,
            status: end.to_owned(),
            ..Default::default()
        };
        assert_eq!(refusal(here.send(ada, form).await).fields()[0].field, "comment");
        to(here, ada, number, end, "A test alert.").await;
    }
    to(here, ada, number, "investigating", "").await;
    assert_eq!(here.incident(ada, number).await.status, Status::Investigating);
}

async fn triage_is_not_yet_an_incident(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let form = DeclareIncident {
        title: "Maybe".to_owned(),
        triage: "on".to_owned(),
        ..Default::default()
    };
    here.send(ada, form).await.unwrap();
    let incident = here.incident(ada, IncidentNumber(1)).await;
    let mut reader = here.reader().await;
    let set = incident::milestones(&mut reader.db(), incident.id).await.unwrap();
    let set: Vec<_> = set.iter().map(|(name, _)| *name).collect();
    assert_eq!((incident.status, set), (Status::Triage, vec![Milestone::Declared]));
}

async fn a_merged_one_goes_on_in_the_other(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let (one, two) = (here.declare(ada, "One").await, here.declare(ada, "Two").await);
    let three = here.declare(ada, "Three").await;
    let done = here.send(ada, merge(here, three, "INC-2 Two").await).await.unwrap();
    assert_eq!(done.address, "/incidents/INC-2?from=INC-3#merged");
    here.send(ada, merge(here, two, "1").await).await.unwrap();
    let (first, third) = (here.incident(ada, one).await, here.incident(ada, three).await);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    // What had been merged into the second goes along.
    let parts = incident::merged_parts(db, ada, first.id).await.unwrap();
    assert_eq!(parts.iter().map(|part| part.number).collect::<Vec<_>>(), [two, three]);
    let into = incident::merged_into(db, ada, third.id).await.unwrap();
    assert_eq!(into, Some((two, "Two".to_owned())));
    let listing = incident::page(db, ada, &Filter::default(), None).await.unwrap();
    let shown: Vec<_> = listing.items.iter().map(|item| (item.number, item.merged_into)).collect();
    assert_eq!(shown, [(three, Some(two)), (two, Some(one)), (one, None)]);
    drop(reader);
    // Whoever still has its page open loses nothing.
    let late = LogEntry {
        incident: three.to_string(),
        body: "Seen here, too".to_owned(),
        ..Default::default()
    };
    here.send(ada, late).await.unwrap();
}

async fn no_merge_shows_more_to_anybody(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let open = here.declare(ada, "Open").await;
    for (by, title) in [(ada, "Ada's"), (bo, "Bo's"), (ada, "Ada's other")] {
        let form = DeclareIncident {
            title: title.to_owned(),
            private: "on".to_owned(),
            ..Default::default()
        };
        here.send(by, form).await.unwrap();
    }
    let (own, other) = (IncidentNumber(2), IncidentNumber(4));
    for (from, into) in [(own, "INC-1"), (open, "INC-2")] {
        let refused = refusal(here.send(ada, merge(here, from, into).await).await);
        assert_eq!(refused.fields()[0].field, "into");
        assert!(refused.to_string().contains("the same privacy first"), "{refused}");
    }
    // What she may not see answers as what is not there.
    let hidden = refusal(here.send(ada, merge(here, own, "INC-3").await).await);
    let missing = refusal(here.send(ada, merge(here, own, "INC-9").await).await);
    assert_eq!(hidden, missing);
    assert_eq!(status(here.send(bo, merge(here, own, "INC-1").await).await), 404);
    here.send(ada, merge(here, own, "INC-4").await).await.unwrap();
    let id = here.incident(ada, other).await.id;
    let mut reader = here.reader().await;
    assert_eq!(incident::merged_parts(&mut reader.db(), ada, id).await.unwrap().len(), 1);
    assert_eq!(incident::merged_parts(&mut reader.db(), bo, id).await.unwrap().len(), 0);
}

async fn a_circle_is_refused(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let (one, two) = (here.declare(ada, "One").await, here.declare(ada, "Two").await);
    here.send(ada, merge(here, one, "INC-2").await).await.unwrap();
    for form in [merge(here, two, "INC-1").await, merge(here, one, "INC-2").await] {
        assert_eq!(refusal(here.send(ada, form).await).fields()[0].field, "into");
    }
    let three = here.declare(ada, "Three").await;
    let refused = refusal(here.send(ada, merge(here, three, "INC-1").await).await);
    assert!(refused.to_string().contains("goes on in INC-2"), "{refused}");
}

async fn it_is_parted_again(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let (one, two) = (here.declare(ada, "One").await, here.declare(ada, "Two").await);
    here.send(ada, merge(here, two, "INC-1").await).await.unwrap();
    to(here, ada, two, "investigating", "Another fire after all.").await;
    let incident = here.incident(ada, two).await;
    assert_eq!((incident.status, incident.merged_into), (Status::Investigating, None));
    let id = here.incident(ada, one).await.id;
    let mut reader = here.reader().await;
    assert!(incident::merged_parts(&mut reader.db(), ada, id).await.unwrap().is_empty());
}

async fn a_merged_one_and_a_drill_count_in_nothing(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    for kind in ["incident", "incident", "drill"] {
        let form = DeclareIncident {
            title: kind.to_owned(),
            kind: kind.to_owned(),
            impact_started: "1 h ago".to_owned(),
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
    }
    let counted = async || {
        let definition = Definition::shipped(Metric::parse("time-to-resolve").unwrap());
        let mut reader = here.reader().await;
        let filter = FactsFilter::default();
        let all = report::durations(&mut reader.db(), ada, &definition, &filter).await.unwrap();
        all.dated.iter().map(|one| one.incident.0).collect::<Vec<_>>()
    };
    assert_eq!(counted().await, [1, 2]);
    here.send(ada, merge(here, IncidentNumber(2), "INC-1").await).await.unwrap();
    assert_eq!(counted().await, [1]);
}

async fn one_milestone_is_set_alone(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    let offer = |version: String| SetMilestone {
        incident: number.to_string(),
        milestone: "detected".to_owned(),
        version,
        at: "~2026-11-18 14:05".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    };
    let version = here.version(number).await;
    here.send(ada, offer(version.clone())).await.unwrap();
    let id = here.incident(ada, number).await.id;
    let mut reader = here.reader().await;
    let set = incident::milestones(&mut reader.db(), id).await.unwrap();
    let names: Vec<_> = set.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, [Milestone::Detected, Milestone::Declared]);
    let detected = &set[0].1;
    assert_eq!((detected.source, detected.zone.name()), (Source::Person, "Europe/Berlin"));
    drop(reader);
    // The same again changes nothing; another time, on the version before, is asked about.
    here.send(ada, offer(version.clone())).await.unwrap();
    let other = SetMilestone { at: "2026-11-18 15:00".to_owned(), ..offer(version) };
    assert_eq!(status(here.send(ada, other).await), 409);
}

async fn what_milestones_said_before_is_told(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    let set = async |detected: &str| {
        let form = SetMilestones {
            incident: number.to_string(),
            version: here.version(number).await,
            detected: detected.to_owned(),
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
    };
    set("2026-11-18 09:00").await;
    set("2026-11-18 08:00").await;
    set("").await;
    to(here, ada, number, "resolved", "").await;
    to(here, ada, number, "fixing", "").await;
    let id = here.incident(ada, number).await.id;
    let mut reader = here.reader().await;
    let past = incident::milestone_history(&mut reader.db(), id).await.unwrap();
    let told: Vec<_> = past
        .iter()
        .filter(|past| past.milestone != Milestone::Declared)
        .map(|past| {
            assert_eq!(past.by.as_deref(), Some("Ada"));
            let then = past.then.as_ref().map(|then| then.at.rfc3339());
            (past.milestone, then, past.reopened)
        })
        .collect();
    let eight = Some("2026-11-18T08:00:00Z".to_owned());
    let expected = [
        (Milestone::Detected, eight, false),
        (Milestone::Detected, None, false),
        (Milestone::Resolved, None, true),
    ];
    assert_eq!(told, expected);
}
