//! The report on counts reads what the incidents and their impacts say, whatever is done to them,
//! and nothing that somebody may not see.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::budget::Piece;
use nofault_domain::command::action::OwnerId;
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::impact::{AddImpact, EditImpact, EndImpact, RemoveImpact};
use nofault_domain::command::privacy::Privacy;
use nofault_domain::impact::Fraction;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Day;
use nofault_domain::report::counts::{CountFact, Read};
use nofault_domain::zone::Zone;
use nofault_store::report::{self, FactsFilter};
use nofault_store::{Scope, catalog, impact, incident};

use crate::here::{Here, id};
use crate::import::csv;
use crate::merge::merge;
use crate::raw;

on_both!(
    impacts_are_read_as_they_stand,
    what_was_merged_lasts_in_the_whole,
    a_count_never_tells_of_what_is_hidden,
    a_team_has_the_incidents_of_its_services,
    of_what_was_before_is_read_what_lasts_into_the_scope
);

async fn read(here: &Here, viewer: Viewer, filter: &FactsFilter) -> Read {
    let mut reader = here.reader().await;
    report::counts(&mut reader.db(), viewer, filter).await.unwrap()
}

async fn fact(here: &Here, viewer: Viewer, number: IncidentNumber) -> CountFact {
    let read = read(here, viewer, &FactsFilter::default()).await;
    read.dated.into_iter().find(|fact| fact.incident == number).unwrap()
}

/// The same from the impacts one by one.
async fn slowly(here: &Here, number: IncidentNumber) -> Vec<Piece> {
    let id = here.incident(Viewer::Operator, number).await.id;
    let mut reader = here.reader().await;
    let impacts = impact::of_incident(&mut reader.db(), id).await.unwrap();
    let stands = impacts.into_iter().filter(|one| one.removed.is_none());
    let mut pieces: Vec<_> = stands
        .map(|one| Piece {
            incident: number,
            from: one.said.span.from.at,
            to: one.said.span.to.map(|to| to.at),
            fraction: one.said.fraction,
        })
        .collect();
    pieces.sort_by_key(|piece| (piece.from, piece.to));
    pieces
}

async fn same(here: &Here, ada: Viewer, number: IncidentNumber) -> Vec<Piece> {
    let mut fast = fact(here, ada, number).await.impacts;
    fast.sort_by_key(|piece| (piece.from, piece.to));
    assert_eq!(fast, slowly(here, number).await);
    fast
}

async fn impacts_are_read_as_they_stand(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Checkout is slow").await;
    assert!(same(here, ada, number).await.is_empty());
    let incident = number.to_string();
    let add = |from: &str, to: &str, fraction: &str| AddImpact {
        incident: incident.clone(),
        service: "checkout".to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        fraction: fraction.to_owned(),
        ..Default::default()
    };
    here.send(ada, add("2026-11-01 10:00", "", "")).await.unwrap();
    here.send(ada, add("1971-11-01 10:00", "1971-11-01 11:00", "100%")).await.unwrap();
    here.send(ada, add("2026-11-01 10:00", "2026-11-01 12:00", "1/3")).await.unwrap();
    assert_eq!(same(here, ada, number).await.len(), 3);
    let began = fact(here, ada, number).await;
    assert_eq!((began.by_declared, began.belongs_at.rfc3339().get(..4)), (false, Some("1971")));
    let edit = EditImpact {
        incident: incident.clone(),
        impact: "2".to_owned(),
        version: "1".to_owned(),
        service: "checkout".to_owned(),
        from: "2026-11-02 10:00".to_owned(),
        fraction: "0%".to_owned(),
        ..Default::default()
    };
    here.send(ada, edit).await.unwrap();
    let impacts = same(here, ada, number).await;
    assert_eq!(impacts[2].fraction, Fraction::from_millionths(0));
    let end = EndImpact {
        incident: incident.clone(),
        impact: "1".to_owned(),
        at: "10:40".to_owned(),
        ..Default::default()
    };
    here.send(ada, end).await.unwrap();
    assert_eq!(same(here, ada, number).await.iter().filter(|one| one.to.is_none()).count(), 1);
    let remove = RemoveImpact { incident, impact: "3".to_owned(), version: "1".to_owned() };
    here.send(ada, remove).await.unwrap();
    assert_eq!(same(here, ada, number).await.len(), 2);
    // Whoever writes past the store is followed, too; and making it anew gives the same.
    let all = "SELECT COUNT(*) FROM incident_fact f JOIN incident_fact_now n ON n.id = f.id \
        AND n.impacts = f.impacts";
    assert_eq!(raw::number(&here.target, all).await, 1);
    let none = "UPDATE impact SET removed_at = 1";
    assert_eq!(raw::change(&here.target, none.to_owned()).await, 3);
    assert_eq!(raw::number(&here.target, all).await, 1);
    assert!(same(here, ada, number).await.is_empty());
}

async fn numbers(here: &Here, viewer: Viewer, filter: &FactsFilter) -> Vec<i64> {
    let read = read(here, viewer, filter).await;
    let mut numbers: Vec<_> = read.dated.iter().map(|fact| fact.incident.0).collect();
    numbers.sort_unstable();
    numbers
}

async fn what_was_merged_lasts_in_the_whole(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let [whole, between, part] = [
        here.declare(ada, "Checkout is down").await,
        here.declare(ada, "Payments fail").await,
        here.declare(ada, "Carts are lost").await,
    ];
    let add = |incident: IncidentNumber, from: &str, to: &str| AddImpact {
        incident: incident.to_string(),
        service: "checkout".to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        fraction: "50%".to_owned(),
        ..Default::default()
    };
    here.send(ada, add(part, "2026-11-01 10:00", "2026-11-01 11:00")).await.unwrap();
    here.send(ada, merge(here, part, &between.to_string()).await).await.unwrap();
    here.send(ada, merge(here, between, &whole.to_string()).await).await.unwrap();
    let found = fact(here, ada, whole).await;
    assert_eq!(found.impacts.len(), 1);
    assert_eq!(found.impacts[0].incident, whole);
    assert_eq!(read(here, ada, &FactsFilter::default()).await.dated.len(), 1);
    // Also where the whole is before what is asked for, and has no impact of its own.
    let scope = Scope { from: Some(found.belongs_at.plus_micros(1)), ..Scope::default() };
    let later = read(here, ada, &FactsFilter { scope, ..FactsFilter::default() }).await;
    assert_eq!(later.dated.iter().map(|one| one.impacts.len()).collect::<Vec<_>>(), [1]);
}

async fn of_what_was_before_is_read_what_lasts_into_the_scope(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let text = "title,reference,kind,status,impact_started_at,resolved_at\n\
        Goes on,X-1,incident,resolved,2026-10-01T10:00Z,2026-10-01T11:00Z\n\
        Lasts,X-2,incident,resolved,2026-10-02T10:00Z,2026-10-02T11:00Z\n\
        Ended,X-3,incident,resolved,2026-10-03T10:00Z,2026-10-03T11:00Z\n\
        Removed,X-4,incident,resolved,2026-10-04T10:00Z,2026-10-04T11:00Z\n\
        None,X-5,incident,resolved,2026-10-06T10:00Z,2026-10-06T11:00Z\n\
        Begins,X-6,incident,resolved,2026-11-02T10:00Z,2026-11-02T11:00Z\n";
    here.run(ada, csv(text)).await.unwrap();
    let add = |incident: i64, to: &str| AddImpact {
        incident: format!("INC-{incident}"),
        service: "checkout".to_owned(),
        from: format!("2026-10-0{incident} 10:00"),
        to: to.to_owned(),
        ..Default::default()
    };
    for (incident, to) in [(1, ""), (2, "2026-11-05 10:00"), (3, "2026-10-04 10:00"), (4, "")] {
        here.send(ada, add(incident, to)).await.unwrap();
    }
    let (incident, impact, version) = ("INC-4".to_owned(), "1".to_owned(), "1".to_owned());
    here.send(ada, RemoveImpact { incident, impact, version }).await.unwrap();
    let of = |from: &str| {
        let from = Day::parse(from).unwrap().start(&Zone::utc());
        let scope = Scope { from, ..Scope::default() };
        FactsFilter { scope, ..FactsFilter::default() }
    };
    assert_eq!(numbers(here, ada, &of("2026-11-01")).await, [1, 2, 6]);
    assert_eq!(numbers(here, ada, &of("2026-11-06")).await, [1]);
    assert_eq!(numbers(here, ada, &of("2026-10-04")).await, [1, 2, 3, 4, 5, 6]);
}

async fn a_count_never_tells_of_what_is_hidden(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Administrator).await;
    let text = "title,reference,kind,status,severity,impact_started_at,resolved_at\n\
        Hidden,X-1,incident,resolved,sev1,2025-11-01T10:00Z,2025-11-01T11:00Z\n\
        Drill,X-2,drill,resolved,sev1,2025-10-01T10:00Z,2025-10-01T11:00Z\n\
        Declined,X-3,incident,declined,sev1,2025-10-01T10:00Z,\n\
        Canceled,X-4,incident,canceled,sev1,2025-10-01T10:00Z,\n\
        Seen,X-5,incident,resolved,sev2,2026-11-01T10:00Z,2026-11-01T11:00Z\n\
        Near,X-6,near_miss,resolved,sev2,2026-11-02T10:00Z,2026-11-02T11:00Z\n\
        Undated,X-7,incident,resolved,sev2,,\n";
    here.run(ada, csv(text)).await.unwrap();
    let number = IncidentNumber(1);
    let version = here.incident(ada, number).await.version;
    let holders = Some(vec![OwnerId::Person(id(ada))]);
    let hide = Privacy { incident: number, version, holders, was: Default::default() };
    here.run(ada, hide).await.unwrap();
    let private =
        FactsFilter { scope: Scope { private: true, ..Default::default() }, ..Default::default() };
    let all = FactsFilter { near_misses: true, ..Default::default() };
    let near = FactsFilter { only_near_misses: true, ..Default::default() };
    for (viewer, filter, seen) in [
        (dan, &FactsFilter::default(), vec![5]),
        (dan, &private, vec![5]),
        (ada, &FactsFilter::default(), vec![5]),
        (ada, &private, vec![1, 5]),
        (ada, &all, vec![5, 6]),
        (ada, &near, vec![6]),
    ] {
        assert_eq!(numbers(here, viewer, filter).await, seen, "{viewer:?} {filter:?}");
    }
    // When the record begins tells of no private incident, and of no drill.
    let of_dan = read(here, dan, &private).await;
    assert_eq!(of_dan.on_record_since.unwrap().rfc3339(), "2026-11-01T10:00:00Z");
    assert_eq!(of_dan.undated, [IncidentNumber(7)]);
}

async fn a_team_has_the_incidents_of_its_services(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let text = "title,reference,services,impact_started_at\n\
        One,X-1,\"Api, Web\",2026-11-01T10:00Z\n\
        Two,X-2,Web,2026-11-02T10:00Z\n\
        Three,X-3,,2026-11-02T10:00Z\n";
    here.run(eve, csv(text)).await.unwrap();
    let team = SaveTeam { name: "Core".to_owned(), ..Default::default() };
    here.send(eve, team).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let team = catalog::teams(db).await.unwrap()[0].id;
    let api = catalog::services(db).await.unwrap().into_iter().find(|one| one.name == "Api");
    let api = api.unwrap();
    drop(reader);
    let owned = SaveService {
        service: api.id.to_string(),
        version: api.version.to_string(),
        name: "Api".to_owned(),
        team: team.to_string(),
        ..Default::default()
    };
    here.send(eve, owned).await.unwrap();
    let of = |service: Option<&str>, team: Option<&str>| {
        let (service, team) = (service.map(str::to_owned), team.map(str::to_owned));
        FactsFilter { scope: Scope { service, team, ..Default::default() }, ..Default::default() }
    };
    assert_eq!(numbers(here, eve, &of(None, Some("CORE"))).await, [1]);
    assert_eq!(numbers(here, eve, &of(Some("web"), Some("core"))).await, [1]);
    assert_eq!(numbers(here, eve, &of(Some("web"), None)).await, [1, 2]);
    assert!(numbers(here, eve, &of(None, Some("other"))).await.is_empty());
    let mut reader = here.reader().await;
    assert_eq!(incident::numbers(&mut reader.db(), eve).await.unwrap().len(), 3);
}
