//! Ways in, and out.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{ChangeAccount, Email};
use nofault_domain::text::Name;
use nofault_store::people::{self, Joined};

use crate::here::{Here, id, status};

on_both!(
    an_invitation_lets_one_in,
    the_newest_set_up_link_is_valid,
    the_last_administrator_stays,
    disabling_ends_sessions,
);

fn joined(token: &str, name: &str) -> Joined {
    Joined {
        token_hash: token.as_bytes().to_vec(),
        name: Name::parse(name).unwrap(),
        email: Email::parse(&format!("{name}@example.org")).unwrap(),
        password_hash: "hash".to_owned(),
        zone: Some("Europe/Berlin".to_owned()),
    }
}

async fn an_invitation_lets_one_in(here: &Here) {
    people::open_set_up(&here.store, b"one".to_vec(), here.now()).await.unwrap();
    here.run(Viewer::System, joined("one", "Ada")).await.unwrap();
    assert_eq!(status(here.run(Viewer::System, joined("one", "Bo")).await), 404);
    assert_eq!(status(here.run(Viewer::System, joined("two", "Bo")).await), 404);
    let mut reader = here.reader().await;
    let all = people::people(&mut reader.db(), Viewer::Operator).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].zone.as_deref(), Some("Europe/Berlin"));
}

async fn the_newest_set_up_link_is_valid(here: &Here) {
    for token in ["one", "two"] {
        people::open_set_up(&here.store, token.as_bytes().to_vec(), here.now()).await.unwrap();
    }
    let mut reader = here.reader().await;
    assert_eq!(status(people::invitation(&mut reader.db(), b"one", here.now()).await), 404);
    let link = people::invitation(&mut reader.db(), b"two", here.now()).await.unwrap();
    assert_eq!(link.role, Role::Administrator);
    let late = here.now().plus_micros(8 * 24 * 3600 * 1_000_000);
    assert_eq!(status(people::invitation(&mut reader.db(), b"two", late).await), 404);
    assert!(!people::has_accounts(&mut reader.db()).await.unwrap());
}

fn account(viewer: Viewer, version: &str, role: &str, active: &str) -> ChangeAccount {
    ChangeAccount {
        person: id(viewer).to_string(),
        version: version.to_owned(),
        role: role.to_owned(),
        active: active.to_owned(),
    }
}

async fn the_last_administrator_stays(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    assert_eq!(status(here.send(eve, account(eve, "1", "viewer", "on")).await), 422);
    assert_eq!(status(here.send(eve, account(eve, "1", "administrator", "")).await), 422);
    let fay = here.person("Fay", Role::Administrator).await;
    here.send(fay, account(eve, "1", "viewer", "on")).await.unwrap();
    assert_eq!(status(here.send(fay, account(fay, "1", "responder", "on")).await), 422);
}

async fn disabling_ends_sessions(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    people::start_session(&here.store, b"token", id(bo), here.now()).await.unwrap();
    let session = people::session(&here.store, b"token", here.now()).await.unwrap();
    assert_eq!(session.map(|session| session.name).as_deref(), Some("Bo"));
    here.send(eve, account(bo, "1", "responder", "")).await.unwrap();
    assert!(people::session(&here.store, b"token", here.now()).await.unwrap().is_none());
    // Let in again, they sign in again.
    here.send(eve, account(bo, "2", "responder", "on")).await.unwrap();
    assert!(people::session(&here.store, b"token", here.now()).await.unwrap().is_none());
    let email = Email::parse("bo@example.org").unwrap();
    let mut reader = here.reader().await;
    assert!(people::credentials(&mut reader.db(), &email).await.unwrap().is_some());
}
