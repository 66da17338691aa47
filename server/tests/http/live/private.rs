//! What one may not see is not told: not as it happens, not afterwards, not that it is hidden.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::privacy::Privacy;
use nofault_domain::id::CommandId;
use nofault_domain::number::IncidentNumber;
use nofault_store::incident;
use nofault_store::new_id;

use super::{Listening, declare, log, viewer};
use crate::app::TestApp;
use nofault::clock;

async fn set_privacy(app: &TestApp, who: Viewer, private: bool) {
    let number = IncidentNumber(1);
    let incident = {
        let mut reader = app.store.read().await.unwrap();
        incident::by_number(&mut reader.db(), who, number).await.unwrap()
    };
    let holders = private.then(Vec::new);
    let privacy =
        Privacy { incident: number, version: incident.version, holders, was: Default::default() };
    app.store.run(who, CommandId(new_id()), clock::now(), privacy).await.unwrap();
}

#[tokio::test]
async fn an_incident_that_turns_private_is_silent_from_then_on() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let eve = app.user("Eve", Role::Administrator).await;
    let ada_id = viewer(&app, "Ada", Role::Responder).await;
    let mut hers = Listening::open(&ada, None, "").await;
    let mut eves = Listening::open(&eve, None, "").await;
    let begin = eves.last;
    declare(&ada, "Breach").await;
    assert_eq!(eves.change().await.name(), "incident.declared");
    set_privacy(&app, ada_id, true).await;
    log(&ada, "INC-1", "Who was it?").await;
    declare(&ada, "Something else").await;
    assert_eq!(eves.change().await.incident(), "INC-2");
    for name in ["incident.declared", "incident.privacy_changed", "entry.logged"] {
        let told = hers.change().await;
        assert_eq!((told.name(), told.incident()), (name, "INC-1"));
    }
    // Neither does she learn of it when she comes back: not even that it was open once.
    let mut back = Listening::open(&eve, Some(begin), "").await;
    assert_eq!(back.change().await.incident(), "INC-2");
    set_privacy(&app, ada_id, false).await;
    let opened = eves.change().await;
    assert_eq!((opened.name(), opened.incident()), ("incident.privacy_changed", "INC-1"));
}

/// Many streams are told the same: what one of them may not see goes to the others.
#[tokio::test]
async fn a_stream_that_is_slow_is_not_told_what_was_open_when_it_happened() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let eve = app.user("Eve", Role::Administrator).await;
    let ada_id = viewer(&app, "Ada", Role::Responder).await;
    let mut eves = Listening::open(&eve, None, "").await;
    // The stream is live, and what it is told from here on waits for its reader.
    declare(&ada, "Breach").await;
    assert_eq!(eves.change().await.incident(), "INC-1");
    let mut hers = Listening::open(&ada, None, "").await;
    log(&ada, "INC-1", "Still open").await;
    assert_eq!(hers.change().await.name(), "entry.logged");
    set_privacy(&app, ada_id, true).await;
    assert_eq!(hers.change().await.name(), "incident.privacy_changed");
    declare(&ada, "Something else").await;
    assert_eq!(eves.change().await.incident(), "INC-2");
}
