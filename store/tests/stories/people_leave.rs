//! People who leave, come back, are forgotten; two records of one person.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{ChangeAccount, Email};
use nofault_domain::command::action::AddAction;
use nofault_domain::command::catalog::SaveTeam;
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::person::{
    AnonymisePerson, BringBackPerson, DeactivatePerson, MergePerson, MovePerson,
};
use nofault_domain::command::privacy::ChangePrivacy;
use nofault_domain::id::PersonId;
use nofault_store::example::ExampleData;
use nofault_store::people::{self, Person};
use nofault_store::{catalog, incident, timeline};

use crate::here::{Here, id, refusal, status};
use crate::raw;

on_both!(
    who_leaves_is_offered_nowhere_and_may_come_back,
    the_last_administrator_does_not_go,
    an_anonymised_person_is_nowhere,
    two_records_become_one,
    the_only_account_moves_along,
    only_administrators_do_this,
);

async fn of(here: &Here, viewer: Viewer) -> Person {
    let mut reader = here.reader().await;
    people::person(&mut reader.db(), id(viewer)).await.unwrap()
}

async fn moved(here: &Here, viewer: Viewer) -> MovePerson {
    let person = of(here, viewer).await;
    MovePerson { person: person.id.to_string(), version: person.version.to_string() }
}

async fn merge(here: &Here, from: Viewer, into: Viewer) -> MergePerson {
    let MovePerson { person, version } = moved(here, from).await;
    MergePerson { person, version, into: id(into).to_string() }
}

async fn anonymise(here: &Here, viewer: Viewer, name: &str) -> AnonymisePerson {
    let MovePerson { person, version } = moved(here, viewer).await;
    AnonymisePerson { person, version, name: name.to_owned() }
}

async fn present(here: &Here) -> Vec<String> {
    let mut reader = here.reader().await;
    let people = people::people(&mut reader.db(), Viewer::Operator).await.unwrap();
    people.into_iter().map(|person| person.name).collect()
}

async fn team(here: &Here, by: Viewer, members: &[Viewer]) {
    let members: Vec<_> = members.iter().map(|one| id(*one).to_string()).collect();
    let form =
        SaveTeam { name: "Trust".to_owned(), members: members.join(","), ..Default::default() };
    here.send(by, form).await.unwrap();
}

async fn members(here: &Here) -> Vec<String> {
    let mut reader = here.reader().await;
    let teams = catalog::teams(&mut reader.db()).await.unwrap();
    teams.into_iter().flat_map(|team| team.members).map(|(_, name)| name).collect()
}

async fn who_leaves_is_offered_nowhere_and_may_come_back(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    team(here, eve, &[bo]).await;
    people::start_session(&here.store, b"token", id(bo), here.now()).await.unwrap();
    here.send(eve, DeactivatePerson(moved(here, bo).await)).await.unwrap();
    assert!(people::session(&here.store, b"token", here.now()).await.unwrap().is_none());
    assert_eq!(present(here).await, ["Eve"]);
    assert!(members(here).await.is_empty());
    let email = Email::parse("bo@example.org").unwrap();
    let mut reader = here.reader().await;
    assert!(people::credentials(&mut reader.db(), &email).await.unwrap().is_none());
    drop(reader);
    // Neither twice, nor let in by the back door.
    assert_eq!(status(here.send(eve, DeactivatePerson(moved(here, bo).await)).await), 409);
    let account = of(here, bo).await.account.unwrap();
    let active = ChangeAccount {
        person: id(bo).to_string(),
        version: account.version.to_string(),
        role: "responder".to_owned(),
        active: "on".to_owned(),
        ..Default::default()
    };
    assert_eq!(refusal(here.send(eve, active).await).fields()[0].field, "active");
    here.send(eve, BringBackPerson(moved(here, bo).await)).await.unwrap();
    assert_eq!(present(here).await, ["Bo", "Eve"]);
    assert_eq!(members(here).await, ["Bo"]);
    let mut reader = here.reader().await;
    assert!(people::credentials(&mut reader.db(), &email).await.unwrap().is_some());
}

async fn the_last_administrator_does_not_go(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    assert_eq!(status(here.send(eve, DeactivatePerson(moved(here, eve).await)).await), 409);
    assert_eq!(status(here.send(eve, anonymise(here, eve, "Eve").await).await), 409);
    let operator = Viewer::Operator;
    assert_eq!(status(here.send(operator, merge(here, eve, bo).await).await), 409);
    let fay = here.person("Fay", Role::Administrator).await;
    here.send(eve, DeactivatePerson(moved(here, eve).await)).await.unwrap();
    assert_eq!(status(here.send(fay, DeactivatePerson(moved(here, fay).await)).await), 409);
}

async fn an_anonymised_person_is_nowhere(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Unmistakable", Role::Responder).await;
    team(here, eve, &[bo]).await;
    let number = here.declare(bo, "Search is down").await;
    let entry = LogEntry {
        incident: number.to_string(),
        body: "Restarted".to_owned(),
        ..Default::default()
    };
    here.send(bo, entry).await.unwrap();
    let wrong = refusal(here.send(eve, anonymise(here, bo, "bob").await).await);
    assert_eq!(wrong.fields()[0].field, "name");
    here.send(eve, anonymise(here, bo, "Unmistakable").await).await.unwrap();
    for (place, text) in raw::texts(&here.target).await {
        assert!(!text.to_lowercase().contains("unmistakable"), "{place}: {text}");
    }
    assert_eq!(of(here, bo).await.name, "Former member 1");
    assert!(members(here).await.is_empty());
    let incident = here.incident(eve, number).await;
    let mut reader = here.reader().await;
    let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(entries[0].author.as_deref(), Some("Former member 1"));
    assert_eq!(entries[0].body, "Restarted");
    drop(reader);
    assert_eq!(status(here.send(eve, BringBackPerson(moved(here, bo).await)).await), 409);
    assert_eq!(status(here.send(eve, merge(here, bo, eve).await).await), 409);
    // The address is free again.
    here.person("Unmistakable", Role::Viewer).await;
}

async fn two_records_become_one(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let old = here.person("Ada", Role::Responder).await;
    let new = here.person("AdaL", Role::Responder).await;
    team(here, eve, &[old, new]).await;
    let number = here.declare(old, "Search is down").await;
    let entry = LogEntry {
        incident: number.to_string(),
        body: "Restarted".to_owned(),
        ..Default::default()
    };
    here.send(old, entry).await.unwrap();
    let action = AddAction {
        incident: number.to_string(),
        title: "Mend".to_owned(),
        owner: format!("person:{}", id(old)),
        ..Default::default()
    };
    here.send(old, action).await.unwrap();
    let private = ChangePrivacy {
        incident: number.to_string(),
        version: here.version(number).await,
        private: "yes".to_owned(),
        holders: String::new(),
        ..Default::default()
    };
    here.send(old, private).await.unwrap();
    let outcome = here.send(eve, merge(here, old, new).await).await.unwrap();
    assert_eq!(outcome.address, people::address(id(new)));
    assert_eq!(present(here).await, ["AdaL", "Eve"]);
    assert_eq!(members(here).await, ["AdaL"]);
    let (merged, stays) = (of(here, old).await, of(here, new).await);
    assert_eq!((merged.merged_into, merged.account.is_none()), (Some(id(new)), true));
    assert_eq!(stays.account.unwrap().email, "adal@example.org");
    // It is hers: written, seen, owned.
    let incident = here.incident(new, number).await;
    let mut reader = here.reader().await;
    let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(entries[0].author.as_deref(), Some("AdaL"));
    let named = incident::holders(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["AdaL"]);
    drop(reader);
    let owned = "SELECT COUNT(*) FROM action a JOIN person p ON p.id = a.owner_person \
        WHERE p.name = 'AdaL'";
    assert_eq!(raw::number(&here.target, owned).await, 1);
    let stray = "SELECT COUNT(*) FROM event e JOIN person p ON p.id = e.person_id \
        WHERE p.merged_into IS NOT NULL";
    assert_eq!(raw::number(&here.target, stray).await, 0);
    // The merged one is no person any more: nothing is done to it, nobody becomes it.
    assert_eq!(status(here.send(eve, DeactivatePerson(moved(here, old).await)).await), 404);
    let into = refusal(here.send(eve, merge(here, eve, old).await).await);
    assert_eq!(into.fields()[0].field, "into");
    // Its address is free again.
    here.person("Ada", Role::Viewer).await;
}

async fn the_only_account_moves_along(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    let action = AddAction {
        title: "Mend".to_owned(),
        owner: format!("person:{}", id(ada)),
        ..Default::default()
    };
    here.send(ada, action).await.unwrap();
    here.run(eve, ExampleData).await.unwrap();
    let amina = named(here, eve, "Amina Diallo").await;
    let MovePerson { person, version } = moved(here, ada).await;
    let form = MergePerson { person, version, into: amina.to_string() };
    here.send(eve, form).await.unwrap();
    let mut reader = here.reader().await;
    let person = people::person(&mut reader.db(), amina).await.unwrap();
    let account = person.account.unwrap();
    assert_eq!((account.email.as_str(), account.role), ("ada@example.org", Role::Responder));
    let email = Email::parse("ada@example.org").unwrap();
    let found = people::credentials(&mut reader.db(), &email).await.unwrap().unwrap();
    assert_eq!(found.person, amina);
}

/// Somebody without an account.
async fn named(here: &Here, by: Viewer, name: &str) -> PersonId {
    let mut reader = here.reader().await;
    let all = people::people(&mut reader.db(), by).await.unwrap();
    all.into_iter().find(|person| person.name == name).unwrap().id
}

async fn only_administrators_do_this(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    assert_eq!(status(here.send(bo, DeactivatePerson(moved(here, eve).await)).await), 403);
    assert_eq!(status(here.send(bo, anonymise(here, eve, "Eve").await).await), 403);
    assert_eq!(status(here.send(bo, merge(here, eve, bo).await).await), 403);
    // Nor does anybody merge themselves away.
    here.person("Fay", Role::Administrator).await;
    assert_eq!(status(here.send(eve, merge(here, eve, bo).await).await), 409);
}
