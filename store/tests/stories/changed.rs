//! What changed on a timeline since somebody last looked: all of that, and nothing else.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::{DeleteEntry, EditEntry, LogEntry, Redact};
use nofault_domain::command::incident::ChangeStatus;
use nofault_domain::entry::EntryKind;
use nofault_domain::number::IncidentNumber;
use nofault_store::timeline::{self, Changed, Counts};

use crate::here::Here;

on_both!(
    only_what_changed_is_read_again,
    a_change_of_status_brings_its_entry,
    a_redaction_may_have_changed_every_entry,
);

const INCIDENT: IncidentNumber = IncidentNumber(1);

async fn log(here: &Here, viewer: Viewer, incident: &str, body: &str, at: &str) {
    let form = LogEntry {
        incident: incident.to_owned(),
        body: body.to_owned(),
        at: at.to_owned(),
        ..Default::default()
    };
    here.send(viewer, form).await.unwrap();
}

async fn newest(here: &Here) -> i64 {
    nofault_store::live::newest(&mut here.reader().await.db()).await.unwrap()
}

async fn since(here: &Here, viewer: Viewer, after: i64) -> Changed {
    let incident = here.incident(viewer, INCIDENT).await.id;
    let mut reader = here.reader().await;
    timeline::changed(&mut reader.db(), viewer, incident, after).await.unwrap()
}

fn numbers(changed: &Changed) -> Vec<i64> {
    changed.entries.iter().map(|entry| entry.number.0).collect()
}

async fn only_what_changed_is_read_again(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "Search is down").await;
    here.declare(ada, "Mail is slow").await;
    for body in ["One", "Two", "Three", "Four"] {
        log(here, ada, "INC-1", body, "").await;
    }
    let seen = newest(here).await;
    assert_eq!(numbers(&since(here, ada, seen).await), Vec::<i64>::new());

    let (incident, entry) = ("INC-1".to_owned(), "e2".to_owned());
    let edit = EditEntry {
        incident: incident.clone(),
        entry: entry.clone(),
        version: "1".to_owned(),
        body: "Two, corrected".to_owned(),
        at: "2026-11-20 10:00".to_owned(),
        ..Default::default()
    };
    here.send(bo, edit).await.unwrap();
    let deletion = DeleteEntry { incident, entry: "e3".to_owned(), version: "1".to_owned() };
    here.send(ada, deletion).await.unwrap();
    log(here, bo, "INC-1", "Earlier", "2026-11-19 09:00").await;
    log(here, bo, "INC-2", "Of another incident", "").await;

    let changed = since(here, ada, seen).await;
    // In the order of the timeline: the edited one was moved to the end by its new time.
    assert_eq!(numbers(&changed), [3, 5, 2]);
    assert_eq!(changed.entries[2].body, "Two, corrected");
    assert!(changed.entries[0].deleted.is_some());
    assert!(!changed.whole);
    // One of them is new, and not one's own.
    assert_eq!((changed.news, since(here, bo, seen).await.news), (1, 0));
    assert_eq!(numbers(&since(here, ada, newest(here).await).await), Vec::<i64>::new());
    assert_eq!(since(here, ada, 0).await.entries.len(), 5);
    let incident = here.incident(ada, INCIDENT).await.id;
    let counts = timeline::counts(&mut here.reader().await.db(), incident).await.unwrap();
    let notes = vec![(EntryKind::Note, 4)];
    assert_eq!(counts, Counts { all: 5, pinned: 0, kinds: notes });
}

async fn a_change_of_status_brings_its_entry(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Viewer).await;
    here.declare(ada, "Search is down").await;
    log(here, ada, "INC-1", "Before", "").await;
    let seen = newest(here).await;
    let to = ChangeStatus {
        incident: "INC-1".to_owned(),
        version: here.version(INCIDENT).await,
        status: "fixing".to_owned(),
        ..Default::default()
    };
    here.send(ada, to).await.unwrap();
    let changed = since(here, bo, seen).await;
    assert_eq!((numbers(&changed), changed.news), (vec![2], 1));
}

async fn a_redaction_may_have_changed_every_entry(here: &Here) {
    let ada = here.person("Ada", Role::Administrator).await;
    here.declare(ada, "Search is down").await;
    for body in ["token hunter2hunter2", "Two"] {
        log(here, ada, "INC-1", body, "").await;
    }
    let seen = newest(here).await;
    let redact = Redact {
        incident: "INC-1".to_owned(),
        text: "hunter2hunter2".to_owned(),
        reason: "a token".to_owned(),
        ..Default::default()
    };
    here.send(ada, redact).await.unwrap();
    let changed = since(here, ada, seen).await;
    assert_eq!((numbers(&changed), changed.whole), (vec![1, 2], true));
    assert_eq!(changed.entries[0].body, "token [redacted]");
}
