//! Once per id, at the version that was seen, and never without an event.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::incident::{ChangeDetails, ChangeSeverity, DeclareIncident};
use nofault_domain::id::CommandId;
use nofault_store::new_id;

use crate::here::{Here, status};
use crate::raw;

on_both!(
    a_double_tap_declares_one,
    an_id_stands_for_one_thing,
    an_old_version_is_refused,
    every_command_leaves_events_without_text,
);

fn outage() -> DeclareIncident {
    DeclareIncident { title: "Search is down".to_owned(), ..Default::default() }
}

async fn a_double_tap_declares_one(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let id = CommandId(new_id());
    let (first, second) =
        tokio::join!(here.send_as(id, ada, outage()), here.send_as(id, ada, outage()));
    let first = first.unwrap();
    assert_eq!(first, second.unwrap());
    assert_eq!(first, here.send_as(id, ada, outage()).await.unwrap());
    assert_eq!(first.address, "/incidents/INC-1");
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM incident").await, 1);
}

async fn an_id_stands_for_one_thing(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let id = CommandId(new_id());
    here.send_as(id, ada, outage()).await.unwrap();
    assert_eq!(status(here.send_as(id, bo, outage()).await), 409);
    let entry =
        LogEntry { incident: "INC-1".to_owned(), body: "Hello".to_owned(), ..Default::default() };
    assert_eq!(status(here.send_as(id, ada, entry).await), 409);
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM entry").await, 0);
}

async fn an_old_version_is_refused(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    let severity = |severity: &str| ChangeSeverity {
        incident: number.to_string(),
        version: "1".to_owned(),
        severity: severity.to_owned(),
        ..Default::default()
    };
    here.send(ada, severity("SEV2")).await.unwrap();
    assert_eq!(status(here.send(ada, severity("SEV1")).await), 409);
    let details = |title: &str| ChangeDetails {
        incident: number.to_string(),
        version: "1".to_owned(),
        title: title.to_owned(),
        kind: "incident".to_owned(),
        ..Default::default()
    };
    // Of another part than the severity.
    here.send(ada, details("Search is slow")).await.unwrap();
    assert_eq!(status(here.send(ada, details("Lost")).await), 409);
    let incident = here.incident(ada, number).await;
    assert_eq!((incident.title.as_str(), incident.version), ("Search is slow", 3));
}

async fn every_command_leaves_events_without_text(here: &Here) {
    let ada = here.person("Ada", Role::Administrator).await;
    here.run(ada, nofault_store::example::ExampleData).await.unwrap();
    here.declare(Viewer::Operator, "Zanzibar is quiet").await;
    let silent = "SELECT COUNT(*) FROM command c WHERE NOT EXISTS \
        (SELECT 1 FROM event e WHERE e.command_id = c.id)";
    assert_eq!(raw::number(&here.target, silent).await, 0);
    let texts = raw::texts(&here.target).await;
    let of_events = texts.iter().filter(|(place, _)| place.starts_with("event."));
    for (place, text) in of_events.clone() {
        let plain = text.len() <= 40
            && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_' | ' '));
        assert!(plain, "{place} holds “{text}”");
        assert!(!text.contains("zanzibar"));
    }
    assert!(of_events.count() > 300);
}
