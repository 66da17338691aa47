//! The live stream: what it tells, to whom, and when it ends.

mod listening;
#[path = "../../../store/tests/stories/place.rs"]
pub mod place;
mod presence;
mod private;
mod restarts;
mod servers;
mod session;

use http::{Request, StatusCode, header};
use nofault::clock;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::id::{CommandId, PersonId};
use nofault_domain::import::{Mapping, Sheet, plan};
use nofault_domain::zone::Zone;
use nofault_store::example::ExampleData;
use nofault_store::import::ImportBatch;
use nofault_store::{live, new_id, people};

use crate::app::{TestApp, User};
use listening::Listening;

/// Whom somebody's account is of.
async fn viewer(app: &TestApp, name: &str, role: Role) -> Viewer {
    let mut reader = app.store.read().await.unwrap();
    let all = people::people(&mut reader.db(), Viewer::Operator).await.unwrap();
    let id = all.iter().find(|person| person.name == name).map(|person| person.id).unwrap();
    Viewer::Person { id: PersonId(id.0), role }
}

async fn declare(user: &User, title: &str) {
    let answer = user.post("/incidents", &[("title", title)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn log(user: &User, incident: &str, body: &str) {
    let answer = user.island(&format!("/incidents/{incident}/entries"), &[("body", body)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn what_happens_is_told_as_it_happens_and_without_text() {
    let app = TestApp::start().await;
    let (ada, bo) = (app.user("Ada", Role::Responder).await, app.user("Bo", Role::Viewer).await);
    declare(&ada, "Before").await;
    let answer = Listening::ask(&bo, None, "").await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    assert_eq!(answer.headers()["x-accel-buffering"], "no");
    let mut stream = Listening::to(answer);
    let here = stream.next().await.unwrap();
    assert_eq!(here.event, "here");
    declare(&ada, "A secret word").await;
    log(&ada, "INC-2", "Another secret").await;
    let declared = stream.change().await;
    assert_eq!((declared.name(), declared.incident()), ("incident.declared", "INC-2"));
    assert!(declared.id() > here.id(), "what was before the stream is not told");
    assert_eq!(declared.data["id"], declared.id());
    let logged = stream.change().await;
    assert_eq!((logged.name(), logged.incident()), ("entry.logged", "INC-2"));
    assert_eq!((&logged.data["subject"], &logged.data["version"]), (&"entry".into(), &1.into()));
    assert_eq!(logged.data["subject_id"].as_str().unwrap().len(), 36);
    assert!(logged.data["at"].as_str().unwrap().ends_with('Z'));
    assert!(!stream.heard.contains("secret"), "{}", stream.heard);
    assert!(stream.heard.starts_with("retry: 1000\n"), "{}", stream.heard);
}

#[tokio::test]
async fn what_was_missed_is_told_once() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    declare(&ada, "Slow").await;
    let mut stream = Listening::open(&ada, None, "").await;
    log(&ada, "INC-1", "one").await;
    let last = stream.change().await.id();
    drop(stream);
    for body in ["two", "three"] {
        log(&ada, "INC-1", body).await;
    }
    // The browser's own header knows better than the address that it began with.
    let mut stream = Listening::to(Listening::ask(&ada, Some(last), "?after=0").await);
    let here = stream.next().await.unwrap();
    assert_eq!((here.event.as_str(), here.id()), ("here", last));
    log(&ada, "INC-1", "four").await;
    let ids = [stream.change().await.id(), stream.change().await.id(), stream.change().await.id()];
    assert!(last < ids[0] && ids[0] < ids[1] && ids[1] < ids[2], "{last} {ids:?}");
    let mut again = Listening::open(&ada, None, &format!("?after={last}")).await;
    assert_eq!(again.change().await.id(), ids[0]);
    // An id of the future: another database stood here before.
    let mut lost = Listening::open(&ada, Some(1_000_000), "").await;
    log(&ada, "INC-1", "five").await;
    assert!(lost.change().await.id() > ids[2]);
}

#[tokio::test]
async fn an_import_is_told_once_and_much_that_was_missed_in_pages() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let me = viewer(&app, "Ada", Role::Administrator).await;
    let mut stream = Listening::open(&ada, None, "").await;
    let begin = stream.last;
    // Hundreds of events of one command, and hundreds more.
    app.store.run(me, CommandId(new_id()), clock::now(), ExampleData).await.unwrap();
    for turn in 0..600 {
        log(&ada, "INC-1", &format!("Entry {turn}")).await;
    }
    let sheet = Sheet::read(b"title,impact_started_at\nA,2026-01-01\nB,2026-01-02\n").unwrap();
    let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
    let planned = plan(&sheet, &mapping, &Zone::utc(), clock::now());
    let rows = planned.rows.into_iter().map(|row| row.result.unwrap()).collect();
    let import = ImportBatch { file_name: "a.csv".to_owned(), rows };
    app.store.run(me, CommandId(new_id()), clock::now(), import).await.unwrap();
    declare(&ada, "The end").await;
    let expected: Vec<i64> = {
        let mut reader = app.store.read().await.unwrap();
        let all = live::events(&mut reader.db(), me, begin, i64::MAX, 100_000).await.unwrap();
        all.iter().filter(|event| event.is_told()).map(|event| event.id).collect()
    };
    assert!(expected.len() > 600, "{} do not fill a page", expected.len());
    let mut late = Listening::open(&ada, Some(begin), "").await;
    for stream in [&mut stream, &mut late] {
        let (mut told, mut batches) = (Vec::new(), Vec::new());
        while told.last() != expected.last() {
            let change = stream.change().await;
            told.push(change.id());
            batches.extend((change.data["subject"] == "batch").then(|| change.name().to_owned()));
        }
        assert_eq!(told, expected);
        assert_eq!(batches, ["batch.imported"]);
    }
}

#[tokio::test]
async fn a_session_has_so_many_streams() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Viewer).await;
    let mut streams = Vec::new();
    for _ in 0..12 {
        streams.push(Listening::open(&ada, None, "").await);
    }
    let refused = ada.get("/live").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    streams.pop();
    assert_eq!(Listening::ask(&ada, None, "").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn who_is_not_signed_in_is_told_nothing() {
    let app = TestApp::start().await;
    let request = || Request::get("/live").header(header::ACCEPT, "text/event-stream");
    let stranger = app.stranger().send(request(), axum::body::Body::empty()).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    let answer = app.stranger().get("/incidents/INC-1/presence").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}
