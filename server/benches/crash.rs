//! `kill -9` under fifty writers, again and again: every write that was acknowledged is
//! there afterwards, once. On SQLite, and on Postgres where NOFAULT_TEST_POSTGRES names one.
//! Prints a table for `docs/figures.md`. `cargo xtask bench -- -p nofault --bench crash`;
//! NOFAULT_BENCH_ROUNDS is how often, else 200 times.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]

#[path = "../../store/tests/stories/place.rs"]
#[expect(dead_code, reason = "the stories use the rest of it")]
mod place;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use nofault::{clock, token};
use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation};
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::{CommandId, PersonId};
use nofault_domain::number::IncidentNumber;
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;
use nofault_store::{Perform, Store, Target, incident, new_id, people, timeline};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::{Child, Command as Process};
use tokio::task::JoinSet;

const WRITERS: usize = 50;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let rounds =
            std::env::var("NOFAULT_BENCH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
        let rounds = rounds.unwrap_or(200);
        println!("| engine | times kill -9 | writers | writes acknowledged | lost | doubled |");
        println!("|---|---|---|---|---|---|");
        let folder = place::Folder::new();
        crash(&format!("sqlite:{}", folder.file("nofault.db").display()), rounds).await;
        if std::env::var("NOFAULT_TEST_POSTGRES").is_err() {
            println!("| Postgres | NOT RUN: NOFAULT_TEST_POSTGRES names none | | | | |");
            return;
        }
        let database = place::Database::new().await;
        crash(&database.url(), rounds).await;
        database.remove().await;
    });
}

/// What the writers share.
struct Work {
    address: SocketAddr,
    path: String,
    cookie: String,
    acknowledged: AtomicU64,
    over: AtomicBool,
}

async fn crash(database: &str, rounds: u32) {
    let target = Target::parse(database).unwrap();
    let store = Store::open(&target).await.unwrap();
    let (cookie, number) = begin(&store).await;
    store.close().await;

    let address = free().await;
    let work = Arc::new(Work {
        address,
        path: format!("/incidents/{number}/entries"),
        cookie,
        acknowledged: AtomicU64::new(0),
        over: AtomicBool::new(false),
    });
    let mut server = start(database, address).await;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(write(work.clone(), writer));
    }
    for round in 0..rounds {
        // Between a tenth and four tenths of a second: wherever the writers are then.
        tokio::time::sleep(Duration::from_millis(100 + u64::from(round) * 37 % 300)).await;
        server.kill().await.unwrap();
        server = start(database, address).await;
    }
    work.over.store(true, Ordering::Relaxed);
    let mut acknowledged = Vec::new();
    while let Some(written) = writers.join_next().await {
        acknowledged.extend(written.unwrap());
    }
    server.kill().await.unwrap();

    let store = Store::open(&target).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let found = incident::by_number(&mut reader.db(), Viewer::Operator, number).await.unwrap();
    let mut times: HashMap<String, u32> = HashMap::new();
    for entry in timeline::entries(&mut reader.db(), found.id).await.unwrap() {
        *times.entry(entry.body).or_default() += 1;
    }
    let lost = acknowledged.iter().filter(|body| !times.contains_key(*body)).count();
    let doubled = times.values().filter(|times| **times > 1).count();
    println!(
        "| {:?} | {rounds} | {WRITERS} | {} | {lost} | {doubled} |",
        store.engine(),
        acknowledged.len()
    );
    assert_eq!((lost, doubled), (0, 0));
    drop(reader);
    store.close().await;
}

/// Writes one entry after the other, each until it is acknowledged, and says which.
async fn write(work: Arc<Work>, writer: usize) -> Vec<String> {
    let mut written = Vec::new();
    while !work.over.load(Ordering::Relaxed) {
        let body = format!("writer {writer}, entry {}", written.len());
        let form = [("command", new_id().to_string()), ("body", body.clone())];
        let form = serde_urlencoded::to_string(form).unwrap();
        while !posted(&work, &form).await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        work.acknowledged.fetch_add(1, Ordering::Relaxed);
        written.push(body);
    }
    written
}

/// Whether the server said that it was done.
async fn posted(work: &Work, form: &str) -> bool {
    let request = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nAccept: application/json\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{form}",
        work.path,
        work.address,
        work.cookie,
        form.len()
    );
    let asked = async {
        let mut stream = TcpStream::connect(work.address).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok::<_, std::io::Error>(answer)
    };
    let Ok(Ok(answer)) = tokio::time::timeout(Duration::from_secs(20), asked).await else {
        return false;
    };
    let answer = String::from_utf8_lossy(&answer);
    if answer.is_empty() {
        return false;
    }
    assert!(!answer.starts_with("HTTP/1.1 4"), "{answer}");
    answer.starts_with("HTTP/1.1 200")
}

async fn free() -> SocketAddr {
    tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

async fn start(database: &str, address: SocketAddr) -> Child {
    let child = Process::new(env!("CARGO_BIN_EXE_nofault"))
        .args(["--database-url", database, "--listen", &address.to_string(), "--log", "error"])
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    while TcpStream::connect(address).await.is_err() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    child
}

/// A responder's cookie, and an incident.
async fn begin(store: &Store) -> (String, IncidentNumber) {
    let (name, email) = (Name::parse("Ada").unwrap(), format!("{}@example.org", new_id().simple()));
    let (token, email) = (token::new(), Email::parse(&email).unwrap());
    let invitation =
        NewInvitation { name: name.clone(), email: email.clone(), role: Role::Administrator };
    let sent = people::InvitationSent { invitation, token_hash: token::hash(&token) };
    run(store, Viewer::System, sent).await;
    let token_hash = token::hash(&token);
    let joined =
        people::Joined { token_hash, name, email, password_hash: String::new(), zone: None };
    let id = PersonId(run(store, Viewer::System, joined).await.id);
    let viewer = Viewer::Person { id, role: Role::Administrator };
    let typing = Typing { now: clock::now(), zone: Zone::utc() };
    let form = DeclareIncident { title: "Everything at once".to_owned(), ..Default::default() };
    let address = run(store, viewer, form.parse(&typing).unwrap()).await.address;
    let number = IncidentNumber::parse(address.rsplit('/').next().unwrap()).unwrap();
    let session = token::new();
    people::start_session(store, &token::hash(&session), id, clock::now()).await.unwrap();
    (format!("nofault={session}"), number)
}

async fn run<P: Perform>(store: &Store, viewer: Viewer, parsed: P) -> nofault_store::Outcome {
    store.run(viewer, CommandId(new_id()), clock::now(), parsed).await.unwrap()
}
