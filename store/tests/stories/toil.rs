//! Toil: written with an entry, changed, kept from whoever may not see it; and what removes it.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::AddAction;
use nofault_domain::command::entry::{DeleteEntry, EditEntry, LogEntry};
use nofault_domain::command::pin::PinEntry;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::command::toil::{ChangeToil, MarkToil};
use nofault_domain::number::{EntryNumber, IncidentNumber};
use nofault_domain::toil::Toil;
use nofault_store::timeline::{self, Entry};
use nofault_store::{Scope, toil};

use crate::here::{Here, refusal, status};
use crate::raw;

on_both!(
    an_entry_tells_of_toil,
    private_toil_is_not_counted,
    an_action_removes_toil,
    more_than_are_listed_are_known,
);

fn log(minutes: &str, automatable: &str) -> LogEntry {
    LogEntry {
        incident: "INC-1".to_owned(),
        body: "Restarted the pods".to_owned(),
        minutes: minutes.to_owned(),
        automatable: automatable.to_owned(),
        ..Default::default()
    }
}

async fn entry(here: &Here, viewer: Viewer, number: i64) -> Entry {
    let incident = here.incident(viewer, IncidentNumber(1)).await;
    let mut reader = here.reader().await;
    timeline::entry(&mut reader.db(), incident.id, EntryNumber(number)).await.unwrap()
}

async fn minutes(here: &Here, viewer: Viewer, private: bool) -> Vec<i64> {
    let mut reader = here.reader().await;
    let scope = Scope { private, ..Scope::default() };
    let found = toil::toil(&mut reader.db(), viewer, &scope).await.unwrap();
    let sum = toil::sum(&mut reader.db(), viewer, &scope).await.unwrap();
    let all: i64 = found.iter().map(|fact| fact.toil.minutes).sum();
    assert_eq!((sum.minutes, sum.entries), (all, found.len()));
    found.iter().map(|fact| fact.toil.minutes).collect()
}

fn change(version: i64, minutes: &str, was: &str) -> ChangeToil {
    ChangeToil {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: version.to_string(),
        minutes: minutes.to_owned(),
        was_minutes: was.into(),
        was_automatable: "on".into(),
        automatable: "on".to_owned(),
    }
}

async fn an_entry_tells_of_toil(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    here.declare(ada, "Slow").await;
    here.send(ada, log("1h 30m", "on")).await.unwrap();
    here.send(ada, log("", "")).await.unwrap();
    let first = entry(here, ada, 1).await;
    assert_eq!(first.toil, Some(Toil { minutes: 90, automatable: true }));
    assert_eq!(entry(here, ada, 2).await.toil, None);

    assert_eq!(status(here.send(vic, change(1, "20", "90")).await), 403);
    assert_eq!(here.send(ada, change(1, "20", "90")).await.unwrap().version, 2);
    assert_eq!(status(here.send(ada, change(1, "45", "90")).await), 409);
    let now = entry(here, ada, 1).await;
    assert_eq!(now.toil, Some(Toil { minutes: 20, automatable: true }));
    // Its text goes on, and so does its toil where only the text or the pin is changed.
    assert_eq!((now.body.as_str(), now.version), ("Restarted the pods", 2));
    let edit = EditEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: "2".to_owned(),
        body: "Restarted all pods".to_owned(),
        at: "now".to_owned(),
        ..Default::default()
    };
    here.send(ada, edit).await.unwrap();
    let pin = PinEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: "3".to_owned(),
        pinned: "on".to_owned(),
    };
    here.send(ada, pin).await.unwrap();
    let now = entry(here, ada, 1).await;
    assert_eq!((now.toil, now.version), (first.toil.map(|toil| Toil { minutes: 20, ..toil }), 4));
    assert_eq!(minutes(here, vic, false).await, [20]);

    here.send(ada, change(4, "", "20")).await.unwrap();
    assert_eq!(entry(here, ada, 1).await.toil, None);
    here.send(ada, change(5, "30", "")).await.unwrap();
    let delete = DeleteEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: "6".to_owned(),
    };
    here.send(ada, delete).await.unwrap();
    // What was deleted tells of nothing.
    assert_eq!(entry(here, ada, 1).await.toil, None);
    assert_eq!(minutes(here, ada, false).await, [0_i64; 0]);
    assert_eq!(status(here.send(ada, change(7, "30", "")).await), 409);
}

async fn private_toil_is_not_counted(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    let number = here.declare(ada, "Breach").await;
    here.send(ada, log("20", "")).await.unwrap();
    let add = AddAction {
        incident: "INC-1".to_owned(),
        title: "Script it".to_owned(),
        ..Default::default()
    };
    here.send(ada, add).await.unwrap();
    let mark = MarkToil {
        action: "A-1".to_owned(),
        version: "1".to_owned(),
        removes: "on".to_owned(),
        ..Default::default()
    };
    here.send(ada, mark).await.unwrap();
    let version = here.incident(ada, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(ada, privacy).await.unwrap();
    assert_eq!(minutes(here, ada, false).await, [0_i64; 0]);
    assert_eq!(minutes(here, ada, true).await, [20]);
    assert_eq!(minutes(here, dan, true).await, [0_i64; 0]);
    for (viewer, private, sees) in [(ada, false, 0), (ada, true, 1), (dan, true, 0)] {
        let mut reader = here.reader().await;
        let db = &mut reader.db();
        let scope = Scope { private, ..Scope::default() };
        assert_eq!(toil::removing(db, viewer, &scope).await.unwrap().len(), sees);
        assert_eq!(toil::responses(db, viewer, &scope).await.unwrap().len(), sees);
    }
    assert_eq!(status(here.send(dan, change(1, "45", "20")).await), 404);
}

async fn an_action_removes_toil(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let add = AddAction { title: "Script it".to_owned(), ..Default::default() };
    here.send(ada, add).await.unwrap();
    let mark = |version: i64, removes: &str, was: &str| MarkToil {
        action: "A-1".to_owned(),
        version: version.to_string(),
        removes: removes.to_owned(),
        was_removes: was.into(),
    };
    assert_eq!(status(here.send(vic, mark(1, "on", "")).await), 403);
    here.send(ada, mark(1, "on", "")).await.unwrap();
    let mut reader = here.reader().await;
    let found = toil::removing(&mut reader.db(), vic, &Scope::default()).await.unwrap();
    assert_eq!(found.iter().map(|one| one.action.0).collect::<Vec<_>>(), [1]);
    drop(reader);
    // Who saw it unticked and leaves it so changes nothing of what somebody ticked.
    here.send(ada, mark(1, "", "")).await.unwrap();
    let mut reader = here.reader().await;
    assert_eq!(toil::removing(&mut reader.db(), vic, &Scope::default()).await.unwrap().len(), 1);
    drop(reader);
    // Who saw it ticked and unticks it does; a version that never was is refused.
    here.send(ada, mark(3, "", "on")).await.unwrap();
    let refused = refusal(here.send(ada, mark(9, "on", "on")).await);
    assert_eq!(refused.status(), 409);
    let mut reader = here.reader().await;
    assert!(toil::removing(&mut reader.db(), vic, &Scope::default()).await.unwrap().is_empty());
}

/// One more than are listed is read, so that a page can say that there are more.
async fn more_than_are_listed_are_known(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    for _ in 0..toil::LISTED + 5 {
        let form = AddAction { title: "Script it".to_owned(), ..Default::default() };
        here.send(ada, form).await.unwrap();
    }
    let marked = "UPDATE action SET removes_toil = (number = number)".to_owned();
    raw::change(&here.target, marked).await;
    let mut reader = here.reader().await;
    let found = toil::removing(&mut reader.db(), ada, &Scope::default()).await.unwrap();
    assert_eq!(found.len(), toil::LISTED + 1);
}
