//! Whose incidents are compared by themselves: of a service, of a team, and never what somebody
//! may not see.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::OwnerId;
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::privacy::Privacy;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::Members;
use nofault_store::Scope;
use nofault_store::catalog;
use nofault_store::report::{self, FactsFilter};

use crate::here::{Here, id};
use crate::import::csv;

on_both!(incidents_of_a_service_and_of_a_team, several_metrics_are_read_at_once);

const PAST: &str = "title,reference,kind,status,services,impact_started_at,detected_at,resolved_at,time_to_repair\n\
    Both,X-1,incident,resolved,\"web, api\",2026-11-01T10:00Z,2026-11-01T10:05Z,2026-11-01T11:00Z,\n\
    One,X-2,near_miss,resolved,web,2026-11-02T10:00Z,,2026-11-02T11:00Z,7m\n\
    Hidden,X-3,incident,resolved,\"api, mail\",2026-11-03T10:00Z,,2026-11-03T11:00Z,9m\n\
    Drill,X-4,drill,resolved,web,2026-11-04T10:00Z,,2026-11-04T11:00Z,\n\
    Alone,X-5,incident,resolved,,2026-11-05T10:00Z,,2026-11-05T11:00Z,\n";

/// Ada sees the third; a team owns the web and the API.
async fn set(here: &Here) -> [Viewer; 2] {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    here.run(ada, csv(PAST)).await.unwrap();
    let number = IncidentNumber(3);
    let version = here.incident(ada, number).await.version;
    let holders = Some(vec![OwnerId::Person(id(ada))]);
    here.run(ada, Privacy { incident: number, version, holders, was: Default::default() })
        .await
        .unwrap();
    let team = SaveTeam { name: "Shop".to_owned(), ..Default::default() };
    let team = here.send(eve, team).await.unwrap().id.to_string();
    let services = catalog::services(&mut here.reader().await.db()).await.unwrap();
    for service in services.iter().filter(|service| service.name != "mail") {
        let form = SaveService {
            service: service.id.to_string(),
            version: service.version.to_string(),
            name: service.name.clone(),
            team: team.clone(),
            ..Default::default()
        };
        here.send(eve, form).await.unwrap();
    }
    [ada, eve]
}

fn said(members: Vec<Members>) -> Vec<String> {
    let said = |mut one: Members| {
        one.incidents.sort_unstable();
        one.incidents.dedup();
        let numbers: Vec<_> = one.incidents.iter().map(|number| number.0.to_string()).collect();
        format!("{}: {}", one.name, numbers.join(" "))
    };
    members.into_iter().map(said).collect()
}

async fn incidents_of_a_service_and_of_a_team(here: &Here) {
    let [ada, eve] = set(here).await;
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    for (viewer, private, services, team) in [
        (ada, false, &["api: 1", "web: 1 2"][..], "Shop: 1 2"),
        (eve, true, &["api: 1", "web: 1 2"], "Shop: 1 2"),
        (ada, true, &["api: 1 3", "mail: 3", "web: 1 2"], "Shop: 1 2 3"),
    ] {
        let found = report::of_services(db, viewer, private).await.unwrap();
        assert_eq!(said(found), services, "{viewer:?} {private}");
        let found = report::of_teams(db, viewer, private).await.unwrap();
        assert_eq!(said(found), [team], "{viewer:?} {private}");
    }
}

async fn several_metrics_are_read_at_once(here: &Here) {
    let [ada, _] = set(here).await;
    let definitions = ["time-to-detect", "time-to-repair", "time-to-resolve"]
        .map(|name| Definition::shipped(Metric::parse(name).unwrap()));
    let filter = FactsFilter {
        near_misses: true,
        scope: Scope { private: true, ..Default::default() },
        ..Default::default()
    };
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let together = report::durations_of(db, ada, &definitions, &filter).await.unwrap();
    assert_eq!(together.len(), 3);
    for (definition, found) in definitions.iter().zip(together) {
        let alone = report::durations(db, ada, definition, &filter).await.unwrap();
        assert_eq!((found.dated.len(), &found.dated), (4, &alone.dated));
        assert_eq!(found.undated, alone.undated);
    }
}
