//! Ways in, and out.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::NewInvitation;
use nofault_domain::command::account::{ChangeAccount, Email};
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::id::{CommandId, PersonId};
use nofault_domain::text::Name;
use nofault_store::people::{self, InvitationSent, Joined};
use nofault_store::{example::ExampleData, new_id};

use crate::here::{Here, id, status};

on_both!(
    an_invitation_lets_one_in,
    an_invitation_says_whose_record_it_is,
    a_repeat_needs_the_same_link,
    the_newest_set_up_link_is_valid,
    the_last_administrator_stays,
    disabling_ends_sessions,
);

fn joined(token: &str, name: &str) -> Joined {
    Joined {
        token_hash: token.as_bytes().to_vec(),
        name: Name::parse(name).unwrap(),
        email: Email::parse(&format!("{token}@example.org")).unwrap(),
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

fn invited(token: &str, name: &str) -> InvitationSent {
    let invitation = NewInvitation {
        name: Name::parse(name).unwrap(),
        email: Email::parse(&format!("{token}@example.org")).unwrap(),
        role: Role::Viewer,
    };
    InvitationSent { invitation, token_hash: token.as_bytes().to_vec() }
}

async fn an_invitation_says_whose_record_it_is(here: &Here) {
    let root = here.person("Root", Role::Administrator).await;
    here.run(root, ExampleData).await.unwrap();
    let everybody = async || {
        let mut reader = here.reader().await;
        people::people(&mut reader.db(), Viewer::Operator).await.unwrap()
    };
    let known = everybody().await;
    let amina = known.iter().find(|person| person.account.is_none()).unwrap();
    // Whoever types another's name at the door is somebody new of that name.
    here.run(root, invited("eve", "Eve")).await.unwrap();
    let typed =
        Joined { email: Email::parse("e@example.org").unwrap(), ..joined("eve", &amina.name) };
    let eve = here.run(Viewer::System, typed).await.unwrap();
    assert!(known.iter().all(|person| person.id.0 != eve.id));
    // So is whoever holds the set-up link.
    people::open_set_up(&here.store, b"set-up".to_vec(), here.now()).await.unwrap();
    let typed =
        Joined { email: Email::parse("s@example.org").unwrap(), ..joined("set-up", &amina.name) };
    let first = here.run(Viewer::System, typed).await.unwrap();
    assert!(known.iter().all(|person| person.id.0 != first.id));
    // Invited by name, she is who she was, whatever she types; a second link makes nobody her.
    here.run(root, invited("one", &amina.name)).await.unwrap();
    here.run(root, invited("two", &amina.name)).await.unwrap();
    let came = here.run(Viewer::System, joined("one", "Minnie")).await.unwrap();
    assert_eq!(came.id, amina.id.0);
    let second = here.run(Viewer::System, joined("two", "Mallory")).await.unwrap();
    assert_ne!(second.id, amina.id.0);
    let all = everybody().await;
    let now = all.iter().find(|person| person.id == amina.id).unwrap();
    assert_eq!((&now.name, now.zone.as_deref()), (&amina.name, Some("Europe/Berlin")));
    assert_eq!(all.len(), known.len() + 3);
}

async fn a_repeat_needs_the_same_link(here: &Here) {
    people::open_set_up(&here.store, b"one".to_vec(), here.now()).await.unwrap();
    let id = CommandId(new_id());
    let join = async |token, name| {
        here.store.run(Viewer::System, id, here.now(), joined(token, name)).await
    };
    let first = join("one", "Ada").await.unwrap();
    assert_eq!(join("one", "Ada").await.unwrap(), first);
    assert_eq!(status(join("garbage", "Ada").await), 409);
    // Nor is it the operator's or anybody's other command.
    let form = DeclareIncident { title: "No".to_owned(), ..Default::default() };
    assert_eq!(status(here.send_as(id, Viewer::System, form).await), 409);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert_eq!(people::accepted(db, b"one").await.unwrap(), Some(PersonId(first.id)));
    assert_eq!(people::accepted(db, b"garbage").await.unwrap(), None);
    drop(reader);
    people::open_set_up(&here.store, b"open".to_vec(), here.now()).await.unwrap();
    let mut reader = here.reader().await;
    assert_eq!(people::accepted(&mut reader.db(), b"open").await.unwrap(), None);
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
        ..Default::default()
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
    assert_eq!(people::own_credentials(&mut reader.db(), id(bo)).await.unwrap(), "hash");
}
