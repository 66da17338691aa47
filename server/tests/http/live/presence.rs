//! Who is here, and who edits what.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::id::CommandId;
use nofault_domain::number::IncidentNumber;
use nofault_store::new_id;
use serde_json::json;

use super::{Listening, declare, log, viewer};
use crate::app::{TestApp, User};
use nofault::clock;

const INC_1: &str = "/incidents/INC-1/presence";

pub async fn say(user: &User, tab: &str, editing: &str, gone: &str) {
    let answer = user.post(INC_1, &[("tab", tab), ("editing", editing), ("gone", gone)]).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
}

/// Names and what they edit.
pub async fn here(user: &User) -> serde_json::Value {
    let answer = user.get(INC_1).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let people = answer.json()["people"].as_array().unwrap().clone();
    assert!(people.iter().all(|person| person["id"].as_str().unwrap().len() == 36));
    let row = |person: &serde_json::Value| json!([person["name"], person["me"], person["editing"]]);
    people.iter().map(row).collect()
}

#[tokio::test]
async fn people_see_each_other_come_edit_and_go() {
    let app = TestApp::start().await;
    let (ada, bo) = (app.user("Ada", Role::Responder).await, app.user("Bo", Role::Viewer).await);
    declare(&ada, "Slow").await;
    let mut stream = Listening::open(&bo, None, "").await;
    assert_eq!(here(&bo).await, json!([]));
    say(&ada, "tab-1", "", "").await;
    let told = stream.of("presence").await;
    assert_eq!((told.id, &told.data), (None, &json!({ "incident": "INC-1" })));
    say(&bo, "tab-2", "composer", "").await;
    say(&ada, "tab-1", "entry:e7,summary", "").await;
    let both = json!([["Ada", false, ["entry:e7", "summary"]], ["Bo", true, ["composer"]]]);
    assert_eq!(here(&bo).await, both);
    stream.of("presence").await;
    stream.of("presence").await;
    // A repetition is not worth telling.
    say(&ada, "tab-1", "entry:e7,summary", "").await;
    log(&ada, "INC-1", "x").await;
    assert_eq!(stream.next().await.unwrap().event, "change");
    say(&ada, "tab-1", "", "on").await;
    stream.of("presence").await;
    assert_eq!(here(&bo).await, json!([["Bo", true, ["composer"]]]));
}

#[tokio::test]
async fn a_hidden_incident_has_no_presence() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let eve = app.user("Eve", Role::Administrator).await;
    declare(&ada, "Breach").await;
    let ada_id = viewer(&app, "Ada", Role::Responder).await;
    let privacy = Privacy {
        incident: IncidentNumber(1),
        version: 1,
        holders: Some(Vec::new()),
        was: Default::default(),
    };
    app.store.run(ada_id, CommandId(new_id()), clock::now(), privacy).await.unwrap();
    let mut eves = Listening::open(&eve, None, "").await;
    say(&ada, "tab", "summary", "").await;
    for incident in ["INC-1", "INC-7", "what"] {
        let address = format!("/incidents/{incident}/presence");
        assert_eq!(eve.get(&address).await.status, StatusCode::NOT_FOUND);
        let said = eve.post(&address, &[("tab", "t")]).await;
        assert_eq!(said.status, StatusCode::NOT_FOUND);
    }
    declare(&ada, "Something else").await;
    assert_eq!(eves.next().await.unwrap().incident(), "INC-2");
    assert_eq!(here(&ada).await, json!([["Ada", true, ["summary"]]]));
    assert_eq!(ada.post(INC_1, &[("tab", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_stream_that_falls_far_behind_loses_nothing() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    declare(&ada, "Slow").await;
    let mut stream = Listening::open(&ada, None, "").await;
    log(&ada, "INC-1", "before").await;
    let first = stream.change().await;
    for turn in 0..1_200 {
        say(&ada, "tab", if turn % 2 == 0 { "summary" } else { "composer" }, "").await;
    }
    log(&ada, "INC-1", "after").await;
    let second = stream.change().await;
    assert_eq!((first.name(), second.name()), ("entry.logged", "entry.logged"));
    assert_eq!(second.id(), first.id() + 1);
    let told = stream.heard.matches("event: presence").count();
    assert!(told < 1_100, "{told} were told: it did not fall behind");
    assert_eq!(stream.heard.matches("event: here").count(), 2, "presence is to be asked again");
}
