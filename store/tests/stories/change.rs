//! Changes: recorded, corrected, taken from a file once, named as causes, hidden with what is private.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::change::ChangeKind;
use nofault_domain::command::change::{
    EditChange, KeepRecord, NameCause, RecordChange, RemoveCause, RemoveChange, ReturnChange,
};
use nofault_domain::command::entry::Redact;
use nofault_domain::command::factor::AddFactor;
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::postmortem::BeginPostmortem;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::id::ServiceId;
use nofault_domain::import::{Sheet, plan_changes};
use nofault_domain::instant::Instant;
use nofault_domain::number::{ChangeNumber, IncidentNumber};
use nofault_domain::report::changes::CausedFact;
use nofault_domain::zone::Zone;
use nofault_store::change::{self, Asked, Change, ChangesBatch};
use nofault_store::{Scope, catalog, factor, mention, review};

use crate::here::{Here, refusal, status};
use crate::merge::{merge, to};
use crate::raw;

on_both!(
    a_change_is_recorded_and_corrected,
    a_change_causes_incidents,
    what_is_private_is_not_told_by_its_change,
    a_file_goes_in_once,
    a_service_says_since_when_all_are_recorded,
    what_counts_as_failed,
    what_reports_on_factors_and_reviews_stand_on,
    a_redaction_in_a_change_is_told_of,
);

pub fn record(service: &str, title: &str, at: &str) -> RecordChange {
    RecordChange {
        kind: "release".to_owned(),
        service: service.to_owned(),
        title: title.to_owned(),
        at: at.to_owned(),
        ..Default::default()
    }
}

pub fn name(incident: i64, change: i64) -> NameCause {
    NameCause { incident: format!("INC-{incident}"), change: format!("CH-{change}") }
}

async fn one(here: &Here, number: i64) -> Change {
    let mut reader = here.reader().await;
    change::by_number(&mut reader.db(), ChangeNumber(number)).await.unwrap()
}

/// Began at 12:00 on 1 March 2026.
pub async fn began(here: &Here, viewer: Viewer, title: &str, service: &str) -> IncidentNumber {
    let form = DeclareIncident {
        title: title.to_owned(),
        services: service.to_owned(),
        impact_started: "2026-03-01 12:00".to_owned(),
        ..Default::default()
    };
    let outcome = here.send(viewer, form).await.unwrap();
    IncidentNumber::parse(outcome.address.rsplit('/').next().unwrap()).unwrap()
}

async fn a_change_is_recorded_and_corrected(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    assert_eq!(status(here.send(vic, record("Web", "4.2", "")).await), 403);
    let made = here.send(ada, record("Web", "Web 4.2", "2026-03-01 11:50 ±5 min")).await.unwrap();
    assert_eq!(made.address, "/changes/CH-1");
    let first = one(here, 1).await;
    assert_eq!((first.title.as_str(), first.service_name.as_str()), ("Web 4.2", "Web"));
    assert_eq!(first.moment.edit_text(), "2026-03-01 11:50 ± 5 min");

    let edit = |version: i64| EditChange {
        change: "CH-1".to_owned(),
        version: version.to_string(),
        kind: "release".to_owned(),
        service: "Web".to_owned(),
        title: "Web 4.2".to_owned(),
        at: "2026-03-01 11:50 ±5 min".to_owned(),
        was_kind: "release".into(),
        was_service: "Web".into(),
        was_title: "Web 4.2".into(),
        was_link: "".into(),
        was_at: "2026-03-01 11:50 ±5 min".into(),
        ..Default::default()
    };
    let retitled = EditChange { title: "Web 4.2.1".to_owned(), ..edit(1) };
    assert_eq!(here.send(ada, retitled).await.unwrap().version, 2);
    // What only one of both changed goes together; the same field does not.
    let moved = EditChange { kind: "config".to_owned(), ..edit(1) };
    assert_eq!(here.send(ada, moved).await.unwrap().version, 3);
    let both = EditChange { title: "Web 4.3".to_owned(), ..edit(1) };
    assert_eq!(status(here.send(ada, both).await), 409);
    let now = one(here, 1).await;
    assert_eq!((now.title.as_str(), now.kind), ("Web 4.2.1", ChangeKind::Config));
    assert_eq!(now.moment, first.moment);

    let remove =
        |version: i64| RemoveChange { change: "CH-1".to_owned(), version: version.to_string() };
    assert_eq!(status(here.send(ada, remove(2)).await), 409);
    here.send(ada, remove(3)).await.unwrap();
    assert_eq!(one(here, 1).await.removed.unwrap().1.as_deref(), Some("Ada"));
    here.send(ada, ReturnChange(remove(4))).await.unwrap();
    assert!(one(here, 1).await.removed.is_none());
    assert_eq!(status(here.send(ada, ReturnChange(remove(5))).await), 409);
    let mut reader = here.reader().await;
    let none = change::by_number(&mut reader.db(), ChangeNumber(2)).await;
    assert_eq!(status(none), 404);
    let texts = ["See CH-1 and CH-2."];
    let found = mention::read(&mut reader.db(), vic, texts.into_iter()).await.unwrap();
    let found: Vec<_> = found.keys().map(ToString::to_string).collect();
    assert_eq!(found, ["CH-1"]);
}

async fn suggested(here: &Here, viewer: Viewer, number: i64) -> Vec<i64> {
    let incident = here.incident(viewer, IncidentNumber(number)).await;
    let mut reader = here.reader().await;
    let found = change::suggested(&mut reader.db(), incident.id, 10).await.unwrap();
    found.iter().map(|one| one.number.0).collect()
}

async fn named(here: &Here, viewer: Viewer, number: i64) -> Vec<i64> {
    let incident = here.incident(viewer, IncidentNumber(number)).await;
    let mut reader = here.reader().await;
    let found = change::of_incident(&mut reader.db(), incident.id).await.unwrap();
    found.iter().map(|one| one.number.0).collect()
}

async fn a_change_causes_incidents(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    began(here, ada, "Slow", "Web").await;
    for (service, at) in [
        ("Web", "2026-02-28 11:59"),
        ("Web", "2026-02-28 12:00"),
        ("Mail", "2026-03-01 11:00"),
        ("Web", "2026-03-01 11:50"),
        ("Web", "2026-03-01 12:06"),
        ("Web", "2026-03-01 11:00"),
    ] {
        here.send(ada, record(service, "One", at)).await.unwrap();
    }
    let removed = RemoveChange { change: "CH-6".to_owned(), version: "1".to_owned() };
    here.send(ada, removed).await.unwrap();
    // Of its services, within the day before; without what was none.
    assert_eq!(suggested(here, ada, 1).await, [4, 2]);
    assert_eq!(status(here.send(vic, name(1, 4)).await), 403);
    for unknown in [9, 6] {
        assert_eq!(refusal(here.send(ada, name(1, unknown)).await).fields()[0].field, "change");
    }
    assert_eq!(here.send(ada, name(1, 4)).await.unwrap().address, "/incidents/INC-1#causes");
    assert_eq!(status(here.send(ada, name(1, 4)).await), 409);
    // Another service's may have caused it, too.
    here.send(ada, name(1, 3)).await.unwrap();
    assert_eq!(suggested(here, ada, 1).await, [2]);
    assert_eq!(named(here, vic, 1).await, [3, 4]);
    let remove = || RemoveCause { incident: "INC-1".to_owned(), change: "CH-3".to_owned() };
    here.send(ada, remove()).await.unwrap();
    assert_eq!(status(here.send(ada, remove()).await), 409);
    assert_eq!(named(here, ada, 1).await, [4]);
    here.send(ada, name(1, 3)).await.unwrap();
    assert_eq!(named(here, ada, 1).await, [3, 4]);

    let mut reader = here.reader().await;
    let listed = change::listed(&mut reader.db(), &Asked::default()).await.unwrap();
    let counts: Vec<_> = listed.changes.iter().map(|(one, n)| (one.number.0, *n)).collect();
    assert_eq!(counts, [(5, 0), (4, 1), (6, 0), (3, 1), (2, 0), (1, 0)]);
    let asked = Asked { service: Some("mail".to_owned()), ..Asked::default() };
    assert_eq!(change::listed(&mut reader.db(), &asked).await.unwrap().changes.len(), 1);
    let asked = Asked { kind: Some(ChangeKind::Flag), ..Asked::default() };
    assert!(change::listed(&mut reader.db(), &asked).await.unwrap().changes.is_empty());
    let last = listed.changes[3].0.clone();
    let asked = Asked { older: Some((last.moment.at, last.number)), ..Asked::default() };
    let older = change::listed(&mut reader.db(), &asked).await.unwrap();
    assert_eq!(older.changes.len(), 2);
}

async fn what_is_private_is_not_told_by_its_change(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    let number = began(here, ada, "Breach", "Web").await;
    here.send(ada, record("Web", "One", "2026-03-01 11:50")).await.unwrap();
    let version = here.incident(ada, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(ada, privacy).await.unwrap();
    here.send(ada, name(1, 1)).await.unwrap();
    assert_eq!(status(here.send(dan, name(1, 1)).await), 404);
    let remove = RemoveCause { incident: "INC-1".to_owned(), change: "CH-1".to_owned() };
    assert_eq!(status(here.send(dan, remove).await), 404);
    let first = one(here, 1).await;
    let mut reader = here.reader().await;
    for (viewer, sees) in [(ada, 1), (dan, 0)] {
        let caused = change::caused(&mut reader.db(), viewer, first.id, 10).await.unwrap();
        assert_eq!(caused.len(), sees);
    }
    // Nor by a count, for anybody; and its version says nothing.
    let listed = change::listed(&mut reader.db(), &Asked::default()).await.unwrap();
    assert_eq!((listed.changes[0].1, listed.changes[0].0.version), (0, 1));
}

fn batch(text: &str) -> ChangesBatch {
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let planned = plan_changes(&sheet, &Zone::utc(), Instant::from_seconds(1_795_000_000)).unwrap();
    let rows = planned.plan.into_rows().unwrap();
    ChangesBatch { file_name: "changes.csv".to_owned(), rows }
}

async fn a_file_goes_in_once(here: &Here) {
    const FILE: &str = "service,title,at,kind\n\
        Web,4.2,2026-03-01 10:00,release\n\
        Mail,Limit raised,2026-03-02 10:00,config\n";
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    assert_eq!(status(here.run(vic, batch(FILE)).await), 403);
    let done = here.run(ada, batch(FILE)).await.unwrap();
    assert_eq!(done.address, format!("/changes?imported={}", done.id));
    // Otherwise written, the same; one more is one more.
    let more = "service,title,at\nWEB,4.2,2026-03-01T11:00+01:00\nWeb,4.3,2026-03-03 10:00\n";
    here.run(ada, batch(more)).await.unwrap();
    here.run(ada, batch(FILE)).await.unwrap();
    let mut reader = here.reader().await;
    let listed = change::listed(&mut reader.db(), &Asked::default()).await.unwrap();
    let titles: Vec<_> = listed.changes.iter().map(|(one, _)| one.title.as_str()).collect();
    assert_eq!(titles, ["4.3", "Limit raised", "4.2"]);
    let numbers: Vec<_> = listed.changes.iter().map(|(one, _)| one.number.0).collect();
    assert_eq!(numbers, [3, 2, 1]);
}

async fn a_service_says_since_when_all_are_recorded(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.send(ada, record("Web", "4.2", "")).await.unwrap();
    let service = async || -> catalog::Service {
        let mut reader = here.reader().await;
        catalog::services(&mut reader.db()).await.unwrap().remove(0)
    };
    let web = service().await;
    let since = async |id: ServiceId| {
        let mut reader = here.reader().await;
        let since = change::recorded_since(&mut reader.db(), id).await.unwrap();
        since.map(|day| day.to_string())
    };
    assert_eq!(since(web.id).await, None);
    let keep = |version: i64, day: &str, was: &str| KeepRecord {
        service: web.id.to_string(),
        version: version.to_string(),
        since: day.to_owned(),
        was_since: was.into(),
    };
    here.send(ada, keep(1, "2026-01-01", "")).await.unwrap();
    assert_eq!(since(web.id).await.as_deref(), Some("2026-01-01"));
    assert_eq!(service().await.version, 2);
    assert_eq!(status(here.send(ada, keep(1, "2026-02-01", "")).await), 409);
    here.send(ada, keep(2, "", "2026-01-01")).await.unwrap();
    assert_eq!(since(web.id).await, None);
}

async fn what_counts_as_failed(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    for number in 1..=5 {
        began(here, ada, &format!("Number {number}"), "Web").await;
        here.send(ada, record("Web", "One", "2026-03-01 11:50")).await.unwrap();
        here.send(ada, name(number, number)).await.unwrap();
    }
    let failed = async || -> Vec<(i64, Vec<i64>)> {
        let mut reader = here.reader().await;
        let facts = change::facts(&mut reader.db(), ada, false, [None, None]).await.unwrap();
        let caused = |caused: &[CausedFact]| caused.iter().map(|one| one.incident.0).collect();
        facts.iter().map(|fact| (fact.number.0, caused(&fact.caused))).collect()
    };
    let all =
        |of: [&[i64]; 5]| -> Vec<(i64, Vec<i64>)> { (1..).zip(of.map(<[i64]>::to_vec)).collect() };
    assert_eq!(failed().await, all([&[1], &[2], &[3], &[4], &[5]]));
    // What came to nothing did not fail; what goes on in another counts as that one, once.
    to(here, ada, IncidentNumber(5), "declined", "A false alarm.").await;
    here.send(ada, merge(here, IncidentNumber(3), "INC-2").await).await.unwrap();
    here.send(ada, merge(here, IncidentNumber(2), "INC-1").await).await.unwrap();
    here.send(ada, name(1, 2)).await.unwrap();
    assert_eq!(failed().await, all([&[1], &[1], &[1], &[4], &[]]));
    let mut reader = here.reader().await;
    let listed = change::listed(&mut reader.db(), &Asked::default()).await.unwrap();
    drop(reader);
    let mut counts: Vec<_> = listed.changes.iter().map(|(one, n)| (one.number.0, *n)).collect();
    counts.sort_unstable();
    assert_eq!(counts, [(1, 1), (2, 1), (3, 1), (4, 1), (5, 0)]);
    let remove = RemoveChange { change: "CH-4".to_owned(), version: "1".to_owned() };
    here.send(ada, remove).await.unwrap();
    let numbers: Vec<_> = failed().await.into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, [1, 2, 3, 5]);
}

/// Of everybody, as everybody sees the change, and of each incident that it caused.
async fn a_redaction_in_a_change_is_told_of(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    for number in 1..=2 {
        began(here, ada, &format!("Number {number}"), "Web").await;
    }
    for title in ["Rolled out hunter2", "Another"] {
        here.send(ada, record("Web", title, "2026-03-01 11:50")).await.unwrap();
    }
    for (incident, change) in [(1, 1), (2, 1), (1, 2)] {
        here.send(ada, name(incident, change)).await.unwrap();
    }
    let redact = Redact {
        incident: "INC-1".to_owned(),
        text: "hunter2".to_owned(),
        reason: "A password.".to_owned(),
        ..Default::default()
    };
    here.send(eve, redact).await.unwrap();
    let change = one(here, 1).await;
    assert_eq!((change.title.contains("hunter2"), change.version), (false, 2));
    assert_eq!(one(here, 2).await.version, 1);
    let told = "SELECT COUNT(*) FROM event WHERE name = 'change.redacted' AND version = 2";
    assert_eq!(raw::number(&here.target, told).await, 3);
    let of_incidents = "SELECT COUNT(*) FROM event WHERE name = 'change.redacted' \
        AND version = 2 AND incident_id IS NOT NULL";
    assert_eq!(raw::number(&here.target, of_incidents).await, 2);
}

async fn what_reports_on_factors_and_reviews_stand_on(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    for (title, service) in [("Slow", "Web"), ("Breach", "Mail")] {
        let number = began(here, ada, title, service).await;
        let add = AddFactor {
            incident: number.to_string(),
            title: "No canary".to_owned(),
            category: "change".to_owned(),
            ..Default::default()
        };
        here.send(ada, add).await.unwrap();
        let begin = BeginPostmortem { incident: number.to_string(), ..Default::default() };
        here.send(ada, begin).await.unwrap();
        to(here, ada, number, "resolved", "").await;
    }
    let number = IncidentNumber(2);
    let version = here.incident(ada, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(ada, privacy).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    for (viewer, private, service, sees) in [
        (ada, false, None, vec![1]),
        (ada, true, None, vec![1, 2]),
        (dan, true, None, vec![1]),
        (ada, true, Some("MAIL"), vec![2]),
    ] {
        let service = service.map(str::to_owned);
        let scope = Scope { private, service, ..Scope::default() };
        let incidents = factor::counted(db, viewer, &scope).await.unwrap();
        let facts = factor::facts(db, viewer, &scope).await.unwrap();
        assert_eq!(incidents.len(), sees.len());
        let named: Vec<_> = facts.iter().map(|one| one.incident.0).collect();
        assert_eq!(named, sees);
        let reviews = review::facts(db, viewer, &scope, &Zone::utc(), here.now()).await.unwrap();
        assert!(reviews.iter().all(|one| one.begun && one.published.is_none()));
        assert_eq!(reviews.iter().map(|one| one.incident.0).collect::<Vec<_>>(), sees);
    }
    let records = change::records(db).await.unwrap();
    let names: Vec<_> = records.iter().map(|one| one.service.as_str()).collect();
    assert_eq!(names, ["Mail", "Web"]);
}
