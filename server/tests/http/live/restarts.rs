//! Many write, browsers lose their streams again and again, and the server is restarted
//! under them: everything arrives, once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::StatusCode;
use nofault_domain::access::{Role, Viewer};
use nofault_store::{Target, live, new_id};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::place::{Database, Folder};
use super::{Listening, declare};
use crate::app::{TestApp, User};

const WRITERS: usize = 8;
const ENTRIES: usize = 60;
const BROWSERS: usize = 4;
const RESTARTS: usize = 10;
const RECONNECTS: usize = 100;

/// The server of the moment; none while it is restarted. Its number counts the restarts.
type Server = watch::Receiver<Option<Arc<TestApp>>>;

async fn running(server: &mut Server) -> Arc<TestApp> {
    server.wait_for(Option::is_some).await.unwrap().clone().unwrap()
}

/// Sends the same press until it is answered; a server that goes takes its answers along.
async fn write(mut server: Server, user: User, writer: usize, acknowledged: Arc<AtomicUsize>) {
    for entry in 0..ENTRIES {
        let (command, body) = (new_id().to_string(), format!("writer {writer} entry {entry}."));
        let form = [("command", command.as_str()), ("body", &body)];
        loop {
            let app = running(&mut server).await;
            let user = user.at(&app);
            let answer = tokio::select! {
                answer = user.island("/incidents/INC-1/entries", &form) => answer,
                _ = server.changed() => continue,
            };
            if answer.status == StatusCode::OK {
                break;
            }
            assert!(answer.status.is_server_error(), "{} {}", answer.status, answer.body);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        acknowledged.fetch_add(1, Ordering::Relaxed);
    }
}

/// Listens until the incident's status changes, and breaks the line after every few
/// messages. The ids that it was told, and how often it broke a line: neither its first, nor
/// those that a restart ended.
async fn listen(mut server: Server, user: User, begin: i64, seed: usize) -> (Vec<i64>, usize) {
    let (mut told, mut last, mut broken, mut patience) = (Vec::new(), begin, 0, seed);
    loop {
        let app = running(&mut server).await;
        let answer = Listening::ask(&user.at(&app), Some(last), "?after=0").await;
        if answer.status() != StatusCode::OK {
            // The store was closed between.
            assert!(answer.status().is_server_error(), "{}", answer.status());
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        }
        let mut stream = Listening::to(answer);
        patience = (patience * 7 + 3) % 17;
        let mut left = patience + 1;
        loop {
            if left == 0 {
                broken += 1;
                break;
            }
            left -= 1;
            let Some(message) = stream.next().await else { break };
            last = message.id.unwrap_or(last);
            if message.event == "change" {
                told.push(message.id());
                if message.name() == "incident.status_changed" {
                    return (told, broken);
                }
            }
        }
    }
}

async fn story(target: Target) {
    let app = TestApp::on(&target).await;
    let ada = app.user("Ada", Role::Responder).await;
    declare(&ada, "Slow").await;
    let begin = Listening::open(&ada, None, "").await.last;
    let (server, of) = watch::channel(Some(Arc::new(app)));
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let (mut writers, mut browsers) = (JoinSet::new(), JoinSet::new());
    for writer in 0..WRITERS {
        writers.spawn(write(of.clone(), ada.clone(), writer, acknowledged.clone()));
    }
    for browser in 0..BROWSERS {
        browsers.spawn(listen(of.clone(), ada.clone(), begin, browser * 5 + 1));
    }
    for restart in 1..=RESTARTS {
        let enough = restart * WRITERS * ENTRIES / (RESTARTS + 1);
        while acknowledged.load(Ordering::Relaxed) < enough {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let old = server.send_replace(None).unwrap();
        old.site.live.stop();
        old.store.close().await;
        drop(old);
        server.send_replace(Some(Arc::new(TestApp::on(&target).await)));
    }
    while let Some(written) = writers.join_next().await {
        written.unwrap();
    }
    let app = server.borrow().clone().unwrap();
    let page = ada.at(&app).get("/incidents/INC-1").await.body;
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap();
    let form = [("status", "resolved"), ("version", version.split('"').next().unwrap())];
    let ended = ada.at(&app).island("/incidents/INC-1/status", &form).await;
    assert_eq!(ended.status, StatusCode::OK, "{}", ended.body);
    let (logged, expected) = events(&app, begin).await;
    assert_eq!(logged, WRITERS * ENTRIES, "each entry is logged once");
    let mut broken = 0;
    while let Some(listened) = browsers.join_next().await {
        let (told, times) = listened.unwrap();
        assert_eq!(told, expected, "nothing lost, nothing doubled, in order");
        broken += times;
    }
    assert!(broken >= RECONNECTS, "the streams were broken {broken} times only");
    every_body_once(&ada.at(&app)).await;
    app.site.live.stop();
    app.store.close().await;
}

/// How many entries were logged, and the ids of what a browser is to be told.
async fn events(app: &TestApp, begin: i64) -> (usize, Vec<i64>) {
    let mut reader = app.store.read().await.unwrap();
    let db = &mut reader.db();
    let all = live::events(db, Viewer::Operator, begin, i64::MAX, 100_000).await.unwrap();
    let logged = all.iter().filter(|event| event.name == "entry.logged").count();
    let told = all.iter().filter(|event| event.is_told()).map(|event| event.id).collect();
    (logged, told)
}

async fn every_body_once(ada: &User) {
    let page = ada.get("/incidents/INC-1").await.body;
    let all: Vec<&str> = page
        .match_indices("writer ")
        .map(|(at, _)| page[at..].split('.').next().unwrap())
        .collect();
    let different: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(different.len(), WRITERS * ENTRIES);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_on_sqlite() {
    let folder = Folder::new();
    story(Target::Sqlite(folder.file("nofault.db"))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_on_postgres() {
    let database = Database::new().await;
    story(Target::Postgres(database.url())).await;
    database.remove().await;
}
