//! Entries: logged, edited with their earlier texts kept, deleted with a trace.

use nofault_domain::access::Role;
use nofault_domain::command::entry::{DeleteEntry, EditEntry, LogEntry};
use nofault_domain::command::incident::ChangeStatus;
use nofault_domain::number::EntryNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::timeline;

use crate::here::{Here, refusal, status};

on_both!(
    an_edit_keeps_the_earlier_text,
    a_deletion_hides_the_text_and_says_who,
    only_a_status_change_may_say_nothing,
);

fn log(body: &str, at: &str) -> LogEntry {
    LogEntry {
        incident: "INC-1".to_owned(),
        body: body.to_owned(),
        at: at.to_owned(),
        ..Default::default()
    }
}

fn edit(version: &str, body: &str) -> EditEntry {
    EditEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: version.to_owned(),
        body: body.to_owned(),
        at: "2026-11-20 10:00".to_owned(),
        ..Default::default()
    }
}

async fn an_edit_keeps_the_earlier_text(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    here.send(ada, log("First", "2026-11-20 11:00")).await.unwrap();
    here.send(ada, log("Earlier", "2026-11-20 09:00")).await.unwrap();
    here.send(bo, edit("1", "Second")).await.unwrap();
    assert_eq!(status(here.send(ada, edit("1", "Lost")).await), 409);
    let incident = here.incident(ada, number).await;
    let mut reader = here.reader().await;
    let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
    let bodies: Vec<_> = entries.iter().map(|entry| entry.body.as_str()).collect();
    assert_eq!(bodies, ["Earlier", "Second"]);
    let revisions = timeline::revisions(&mut reader.db(), entries[1].id.0).await.unwrap();
    let texts: Vec<_> = revisions
        .iter()
        .map(|revision| (revision.version, revision.body.as_str(), revision.author.as_deref()))
        .collect();
    assert_eq!(texts, [(2, "Second", Some("Bo")), (1, "First", Some("Ada"))]);
    let none = timeline::entry(&mut reader.db(), incident.id, EntryNumber(9)).await;
    assert_eq!(status(none), 404);
}

async fn a_deletion_hides_the_text_and_says_who(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    here.send(ada, log("Wrong channel", "")).await.unwrap();
    let deletion = DeleteEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: "1".to_owned(),
    };
    here.send(ada, deletion).await.unwrap();
    assert_eq!(status(here.send(ada, edit("1", "Back")).await), 409);
    let incident = here.incident(ada, number).await;
    let mut reader = here.reader().await;
    let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(entries[0].body, "");
    let (_, by) = entries[0].deleted.clone().unwrap();
    assert_eq!(by.as_deref(), Some("Ada"));
}

async fn only_a_status_change_may_say_nothing(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    let to = ChangeStatus {
        incident: number.to_string(),
        version: "1".to_owned(),
        status: "fixing".to_owned(),
        comment: "Too much".to_owned(),
        ..Default::default()
    };
    here.send(ada, to).await.unwrap();
    here.send(ada, log("A note", "")).await.unwrap();
    here.send(ada, edit("1", " ")).await.unwrap();
    let id = here.incident(ada, number).await.id;
    let mut reader = here.reader().await;
    let entry = timeline::entry(&mut reader.db(), id, EntryNumber(1)).await.unwrap();
    assert_eq!((entry.body.as_str(), entry.version), ("", 2));
    drop(reader);
    let note = EditEntry { entry: "e2".to_owned(), ..edit("1", " ") };
    let refused = refusal(here.send(ada, note).await);
    assert_eq!(refused, Refusal::field("body", "The text cannot be empty."));
}
