//! One's own profile in two browsers; an account; people who come and go.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{ChangeAccount, ChangeProfile};
use nofault_domain::command::person::{DeactivatePerson, MovePerson};
use nofault_store::people::{self, Person};

use super::{conflict, fields};
use crate::here::{Here, id};

on_both!(a_profile_is_not_overwritten, an_account_is_not_overwritten, a_departure_sees_the_person);

async fn person(here: &Here, viewer: Viewer) -> Person {
    people::person(&mut here.reader().await.db(), id(viewer)).await.unwrap()
}

fn profile(name: &str, zone: &str, keys: &str) -> ChangeProfile {
    ChangeProfile {
        version: "1".to_owned(),
        name: name.to_owned(),
        zone: zone.to_owned(),
        keys: keys.to_owned(),
        was_name: "Ada".into(),
        was_zone: "".into(),
        was_keys: "on".into(),
    }
}

async fn a_profile_is_not_overwritten(here: &Here) {
    let ada = here.person("Ada", Role::Viewer).await;
    here.send(ada, profile("Ada", "Europe/Paris", "on")).await.unwrap();
    here.send(ada, profile("Ada L.", "", "off")).await.unwrap();
    let now = person(here, ada).await;
    assert_eq!((now.name.as_str(), now.zone.as_deref()), ("Ada L.", Some("Europe/Paris")));
    let late = conflict(here.send(ada, profile("Ada B.", "Europe/Rome", "on")).await);
    let expected =
        [("name", "Ada B.", true), ("zone", "Europe/Rome", true), ("keys", "off", false)];
    assert_eq!(fields(&late), expected);
    assert_eq!((late.version, late.by.as_deref()), (3, Some("Ada L.")));
}

async fn an_account_is_not_overwritten(here: &Here) {
    let ada = here.person("Ada", Role::Administrator).await;
    let grace = here.person("Grace", Role::Administrator).await;
    let bo = here.person("Bo", Role::Viewer).await;
    let form = |role: &str, active: &str| ChangeAccount {
        person: id(bo).to_string(),
        version: "1".to_owned(),
        role: role.to_owned(),
        active: active.to_owned(),
        was_role: "viewer".into(),
        was_active: "on".into(),
    };
    here.send(grace, form("responder", "on")).await.unwrap();
    // What he says of himself is no change of his account.
    let own = ChangeProfile { was_name: "Bo".into(), ..profile("Bob", "", "on") };
    here.send(bo, own).await.unwrap();
    let late = conflict(here.send(ada, form("administrator", "on")).await);
    assert_eq!(fields(&late), [("role", "administrator", true)]);
    assert_eq!((late.version, late.by.as_deref()), (2, Some("Grace")));
    here.send(ada, form("viewer", "")).await.unwrap();
    let account = person(here, bo).await.account.unwrap();
    assert_eq!((account.role, account.active), (Role::Responder, false));
    let late = conflict(here.send(grace, form("administrator", "on")).await);
    assert_eq!(fields(&late), [("role", "administrator", true), ("active", "", false)]);
}

async fn a_departure_sees_the_person(here: &Here) {
    let ada = here.person("Ada", Role::Administrator).await;
    let bo = here.person("Bo", Role::Viewer).await;
    let own = ChangeProfile { was_name: "Bo".into(), ..profile("Bob", "", "on") };
    here.send(bo, own).await.unwrap();
    let leave = MovePerson { person: id(bo).to_string(), version: "1".to_owned() };
    let late = conflict(here.send(ada, DeactivatePerson(leave)).await);
    assert_eq!((late.version, late.by.as_deref(), late.fields.len()), (2, Some("Bob"), 0));
    assert!(person(here, bo).await.left_at.is_none());
}
