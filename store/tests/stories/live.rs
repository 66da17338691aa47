//! What the live stream is told, and that a commit wakes whoever waits for it.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::id::CommandId;
use nofault_domain::number::IncidentNumber;
use nofault_store::live::{self, Event};
use nofault_store::people::{end_session, session, session_holds, start_session};
use nofault_store::{Store, new_id};

use crate::here::{Here, id};
use crate::import::csv;

on_both!(
    a_commit_wakes_and_a_repeat_does_not,
    a_viewer_reads_on_without_what_is_hidden,
    an_ended_session_is_heard_of,
    two_stores_on_one_database_hear_each_other
);

fn entry(body: &str) -> LogEntry {
    LogEntry { incident: "INC-1".to_owned(), body: body.to_owned(), ..Default::default() }
}

async fn newest(here: &Here) -> i64 {
    live::newest(&mut here.reader().await.db()).await.unwrap()
}

async fn told(here: &Here, viewer: Viewer, after: i64) -> Vec<Event> {
    let mut reader = here.reader().await;
    let events = live::events(&mut reader.db(), viewer, after, i64::MAX, 100).await.unwrap();
    events.into_iter().filter(Event::is_told).collect()
}

async fn a_commit_wakes_and_a_repeat_does_not(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "Slow").await;
    let mut committed = here.store.committed();
    assert_eq!(*committed.borrow_and_update(), newest(here).await);
    let press = CommandId(new_id());
    here.send_as(press, ada, entry("once")).await.unwrap();
    assert!(committed.has_changed().unwrap());
    let first = *committed.borrow_and_update();
    assert_eq!(first, newest(here).await);
    here.send_as(press, ada, entry("once")).await.unwrap();
    here.send(ada, entry("")).await.unwrap_err();
    assert!(!committed.has_changed().unwrap());
    assert_eq!(newest(here).await, first);
}

async fn a_viewer_reads_on_without_what_is_hidden(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Administrator).await;
    let begin = newest(here).await;
    here.declare(ada, "Breach").await;
    here.declare(ada, "Slow").await;
    let number = IncidentNumber(1);
    let privacy = Privacy {
        incident: number,
        version: 1,
        holders: Some(Vec::new()),
        was: Default::default(),
    };
    here.run(ada, privacy).await.unwrap();
    here.run(ada, csv("title,impact_started_at\nA,2026-01-01\nB,2026-01-02\n")).await.unwrap();
    let names = |events: Vec<Event>| -> Vec<String> {
        let name = |event: &Event| {
            let number = event.incident.map(|(_, number)| number.to_string());
            format!("{} {}", event.name, number.unwrap_or_default())
        };
        events.iter().map(name).collect()
    };
    let bos = ["incident.declared INC-2", "batch.imported "];
    assert_eq!(names(told(here, bo, begin).await), bos);
    let hers = [
        "incident.declared INC-1",
        "incident.declared INC-2",
        "incident.privacy_changed INC-1",
        "batch.imported ",
    ];
    assert_eq!(names(told(here, ada, begin).await), hers);
    let all = told(here, Viewer::System, begin).await;
    assert_eq!(
        all.iter().map(|event| event.private).collect::<Vec<_>>(),
        [true, false, true, false]
    );
    let incident = here.incident(ada, number).await;
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    for (viewer, sees) in [(ada, true), (bo, false), (Viewer::System, true)] {
        assert_eq!(live::sees(db, viewer, incident.id).await.unwrap(), sees);
    }
    assert_eq!(live::place(db, incident.id).await.unwrap(), Some((number, true)));
}

async fn an_ended_session_is_heard_of(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let now = here.now();
    start_session(&here.store, b"token", id(ada), now).await.unwrap();
    let mut ended = here.store.sessions_ended();
    // Looked at two hours later, it is not noted as used.
    let later = now.plus_micros(2 * 3600 * 1_000_000);
    assert!(session_holds(&here.store, b"token", later).await.unwrap());
    let month = now.plus_micros(30 * 24 * 3600 * 1_000_000);
    assert!(!session_holds(&here.store, b"token", month).await.unwrap());
    session(&here.store, b"token", later).await.unwrap();
    assert!(session_holds(&here.store, b"token", month).await.unwrap());
    assert!(!ended.has_changed().unwrap());
    end_session(&here.store, b"token").await.unwrap();
    assert!(ended.has_changed().unwrap());
    ended.mark_unchanged();
    assert!(!session_holds(&here.store, b"token", later).await.unwrap());
    let all = told(here, Viewer::System, 0).await;
    assert!(all.is_empty(), "what is about accounts is told to nobody: {all:?}");
}

/// On SQLite there is one server; the net below the signals brings what another process does.
async fn two_stores_on_one_database_hear_each_other(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    start_session(&here.store, b"token", id(ada), here.now()).await.unwrap();
    let other = Store::open(&here.target).await.unwrap();
    let Some(mut listener) = other.listen().await.unwrap() else {
        other.close().await;
        return;
    };
    let (committed, ended) = (other.committed(), other.sessions_ended());
    here.declare(ada, "Slow").await;
    end_session(&here.store, b"token").await.unwrap();
    here.store.say_presence("{\"said\":1}").await.unwrap();
    assert_eq!(listener.presence().await.unwrap(), "{\"said\":1}");
    assert_eq!(*committed.borrow(), newest(here).await);
    assert!(ended.has_changed().unwrap());
    // It holds a connection, which the end of the store waits for.
    drop(listener);
    other.close().await;
}
