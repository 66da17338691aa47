//! A private incident stays seen by somebody, and makes no name known to everybody.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::ChangeAccount;
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::incident::{ChangeDetails, ChangeStatus, DeclareIncident};
use nofault_domain::command::person::{AnonymisePerson, DeactivatePerson, MergePerson, MovePerson};
use nofault_domain::command::privacy::ChangePrivacy;
use nofault_domain::command::response::TakeRole;
use nofault_domain::number::IncidentNumber;
use nofault_store::people::{self, Person};
use nofault_store::{catalog, response, timeline};

use crate::here::{Here, id, refusal};

on_both!(
    nobody_takes_the_only_eyes_along,
    a_team_keeps_its_eyes,
    two_records_keep_the_eyes_that_are_open,
    a_private_incident_names_no_new_service,
    a_private_incident_names_nobody_new,
    whoever_leaves_gives_up_their_roles,
);

async fn of(here: &Here, viewer: Viewer) -> Person {
    let mut reader = here.reader().await;
    people::person(&mut reader.db(), id(viewer)).await.unwrap()
}

async fn moved(here: &Here, viewer: Viewer) -> MovePerson {
    let person = of(here, viewer).await;
    MovePerson { person: person.id.to_string(), version: person.version.to_string() }
}

async fn shut(here: &Here, viewer: Viewer) -> ChangeAccount {
    let person = of(here, viewer).await;
    let account = person.account.unwrap();
    ChangeAccount {
        person: person.id.to_string(),
        version: account.version.to_string(),
        role: account.role.to_string().to_lowercase(),
        active: String::new(),
        ..Default::default()
    }
}

fn secret(title: &str) -> DeclareIncident {
    DeclareIncident { title: title.to_owned(), private: "on".to_owned(), ..Default::default() }
}

async fn name(here: &Here, by: Viewer, incident: &str, holders: String) {
    let number = IncidentNumber::parse(incident).unwrap();
    let form = ChangePrivacy {
        incident: incident.to_owned(),
        version: here.version(number).await,
        private: "yes".to_owned(),
        holders,
        ..Default::default()
    };
    here.send(by, form).await.unwrap();
}

async fn nobody_takes_the_only_eyes_along(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.send(bo, secret("Breach")).await.unwrap();
    here.send(bo, secret("Takeover")).await.unwrap();
    let leave = async || here.send(eve, DeactivatePerson(moved(here, bo).await)).await;
    let forget = async || {
        let MovePerson { person, version } = moved(here, bo).await;
        here.send(eve, AnonymisePerson { person, version, name: "Bo".to_owned() }).await
    };
    for refused in [refusal(leave().await), refusal(forget().await)] {
        assert_eq!(refused.fields()[0].field, "person");
        let says = refused.to_string();
        assert!(says.contains("2 private incidents would be seen by nobody"), "{says}");
        assert!(!says.contains("Breach") && !says.contains("INC-"), "{says}");
    }
    let closed = refusal(here.send(eve, shut(here, bo).await).await);
    assert_eq!(closed.fields()[0].field, "active");
    assert!(of(here, bo).await.left_at.is_none(), "nothing of it was done");
    // Once somebody else sees one of them, the other is left.
    name(here, bo, "INC-1", format!("person:{},person:{}", id(bo), id(eve))).await;
    assert!(refusal(leave().await).to_string().starts_with("1 private incident would"));
    name(here, bo, "INC-2", format!("person:{},person:{}", id(bo), id(eve))).await;
    leave().await.unwrap();
    forget().await.unwrap();
}

async fn a_team_keeps_its_eyes(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    let team = |members: &[Viewer]| SaveTeam {
        name: "Trust".to_owned(),
        members: members.iter().map(|one| id(*one).to_string()).collect::<Vec<_>>().join(","),
        ..Default::default()
    };
    let trust = here.send(eve, team(&[bo])).await.unwrap().id;
    here.send(bo, secret("Breach")).await.unwrap();
    name(here, bo, "INC-1", format!("team:{trust}")).await;
    let save = |version: i64, members: &[Viewer]| SaveTeam {
        team: trust.to_string(),
        version: version.to_string(),
        ..team(members)
    };
    let empty = refusal(here.send(eve, save(1, &[])).await);
    assert_eq!(empty.fields()[0].field, "members");
    let leave = async || here.send(eve, DeactivatePerson(moved(here, bo).await)).await;
    assert_eq!(refusal(leave().await).fields()[0].field, "person");
    // Somebody else in the team sees it, too.
    here.send(eve, save(1, &[bo, eve])).await.unwrap();
    leave().await.unwrap();
}

async fn two_records_keep_the_eyes_that_are_open(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    let old = here.person("Bob", Role::Responder).await;
    here.send(bo, secret("Breach")).await.unwrap();
    here.send(eve, shut(here, old).await).await.unwrap();
    let MovePerson { person, version } = moved(here, bo).await;
    let merge = MergePerson { person, version, into: id(old).to_string() };
    let refused = refusal(here.send(eve, merge).await);
    assert!(refused.to_string().starts_with("1 private incident would"), "{refused}");
}

const NAME: &str = "Acme acquisition breach";

async fn a_private_incident_names_no_new_service(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let declare = DeclareIncident { services: NAME.to_owned(), ..secret("Breach") };
    let refused = refusal(here.send(ada, declare).await);
    assert_eq!(refused.fields()[0].field, "services");
    assert!(refused.to_string().contains("everybody sees the names of services"), "{refused}");
    here.send(ada, secret("Breach")).await.unwrap();
    let details = async |services: &str| ChangeDetails {
        incident: "INC-1".to_owned(),
        version: here.version(IncidentNumber(1)).await,
        title: "Breach".to_owned(),
        kind: "incident".to_owned(),
        services: services.to_owned(),
        ..Default::default()
    };
    let refused = refusal(here.send(ada, details(NAME).await).await);
    assert_eq!(refused.fields()[0].field, "services");
    let impact = |service: &str| AddImpact {
        incident: "INC-1".to_owned(),
        service: service.to_owned(),
        ..Default::default()
    };
    let refused = refusal(here.send(ada, impact(NAME)).await);
    assert_eq!(refused.fields()[0].field, "service");
    let mut reader = here.reader().await;
    assert!(catalog::services(&mut reader.db()).await.unwrap().is_empty());
    drop(reader);
    // What everybody knows may be named.
    here.send(ada, SaveService { name: "Vault".to_owned(), ..Default::default() }).await.unwrap();
    here.send(ada, details("vault").await).await.unwrap();
    here.send(ada, impact("VAULT")).await.unwrap();
    here.send(ada, DeclareIncident { services: "vault".to_owned(), ..secret("Again") })
        .await
        .unwrap();
}

async fn a_private_incident_names_nobody_new(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.person("Grace", Role::Viewer).await;
    here.send(ada, secret("Breach")).await.unwrap();
    let scribe = |other: &str| TakeRole {
        incident: "INC-1".to_owned(),
        role: "scribe".to_owned(),
        other: other.to_owned(),
        ..Default::default()
    };
    let refused = refusal(here.send(ada, scribe("Mallory Quill")).await);
    assert_eq!(refused.fields()[0].field, "other");
    assert!(refused.to_string().contains("everybody sees the names of people"), "{refused}");
    let mut reader = here.reader().await;
    let known = people::people(&mut reader.db(), ada).await.unwrap();
    assert!(known.iter().all(|person| person.name != "Mallory Quill"));
    drop(reader);
    here.send(ada, scribe("grace")).await.unwrap();
}

async fn whoever_leaves_gives_up_their_roles(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    for title in ["Goes on", "Is over"] {
        let number = here.declare(eve, title).await;
        for role in ["lead", "responder"] {
            let take = TakeRole {
                incident: number.to_string(),
                role: role.to_owned(),
                person: "Bo".to_owned(),
                ..Default::default()
            };
            here.send(eve, take).await.unwrap();
        }
    }
    let over = ChangeStatus {
        incident: "INC-2".to_owned(),
        version: here.version(IncidentNumber(2)).await,
        status: "resolved".to_owned(),
        ..Default::default()
    };
    here.send(eve, over).await.unwrap();
    here.send(eve, DeactivatePerson(moved(here, bo).await)).await.unwrap();
    let held = async |number: i64| {
        let incident = here.incident(eve, IncidentNumber(number)).await;
        let mut reader = here.reader().await;
        let all = response::holdings(&mut reader.db(), incident.id).await.unwrap();
        let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
        let changes = entries.into_iter().filter_map(|entry| entry.change);
        let ended = changes.filter(|change| change.to.is_empty()).count();
        (all.iter().filter(|one| one.to.is_none()).count(), ended)
    };
    assert_eq!(held(1).await, (0, 2), "nobody holds them now, and the timeline tells it");
    assert_eq!(held(2).await, (2, 0), "they held it to its end");
}
