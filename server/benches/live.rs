//! A real server on loopback, in a process of its own, with many streams open: how soon an
//! event reaches them, what a stream costs in memory, and a write in time on the processor.
//! On SQLite, and on Postgres where NOFAULT_TEST_POSTGRES names one. Prints a table for
//! `docs/figures.md`. `cargo xtask bench -- -p nofault --bench live`; NOFAULT_BENCH_STREAMS is
//! how many streams are open, such as `200,1000`, and NOFAULT_BENCH_WRITES how many are timed.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]
#![expect(clippy::cast_precision_loss, reason = "printed with few digits")]

#[path = "../../store/tests/stories/place.rs"]
#[expect(dead_code, reason = "the stories use the rest of it")]
mod place;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nofault::config::{Config, Settings};
use nofault::{accept, clock, serve, token};
use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation};
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::{Command as _, Typing};
use nofault_domain::id::{CommandId, PersonId};
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;
use nofault_store::{Perform, Store, Target, new_id, people};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

const STREAMS: [usize; 3] = [0, 200, 1_000];
const WRITES: usize = 200;
/// Between two writes: as an incident's worst minute.
const PAUSE: Duration = Duration::from_millis(50);
/// Streams of one session.
const SHARED: usize = 10;

const HEAD: [&str; 2] = [
    "| engine | streams open | event to stream p50 | p95 | at most | memory a stream | a write p50 \
     | p95 | CPU of a write in the server, telling included | SIGTERM to the end |",
    "|---|---|---|---|---|---|---|---|---|---|",
];

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    if let (Some("serve"), Some(folder)) = (arguments.next().as_deref(), arguments.next()) {
        return serve::serve(config(Path::new(&folder), arguments.next())).await.unwrap();
    }
    accept::raise_open_files();
    let asked = std::env::var("NOFAULT_BENCH_STREAMS").unwrap_or_default();
    let asked: Vec<usize> = asked.split(',').filter_map(|many| many.parse().ok()).collect();
    let all = if asked.is_empty() { STREAMS.to_vec() } else { asked };
    println!("{}\n{}", HEAD[0], HEAD[1]);
    for streams in &all {
        measure("SQLite", None, *streams).await;
    }
    if std::env::var("NOFAULT_TEST_POSTGRES").is_err() {
        return println!("| Postgres | NOT RUN: NOFAULT_TEST_POSTGRES names none |||||||||");
    }
    for streams in all {
        let database = place::Database::new().await;
        measure("Postgres", Some(database.url()), streams).await;
        database.remove().await;
    }
}

/// The database is in the folder, unless it is another.
fn config(folder: &Path, database_url: Option<String>) -> Config {
    let listen = Some("127.0.0.1:0".to_owned());
    let data = database_url.is_none().then(|| folder.to_owned());
    Settings { data, listen, database_url, ..Settings::default() }.check().unwrap()
}

async fn measure(engine: &str, database: Option<String>, streams: usize) {
    let writes = std::env::var("NOFAULT_BENCH_WRITES").ok().and_then(|many| many.parse().ok());
    let (folder, writes) = (place::Folder::new(), writes.unwrap_or(WRITES));
    let config = config(folder.path(), database.clone());
    let cookies = fill(&config, streams / SHARED + 1).await;
    let server = Server::start(folder.path(), database);
    // What the first requests make once is no stream's.
    for _ in 0..50 {
        write(&server.address, &cookies[0]).await;
    }
    let rest = server.memory();
    let (heard, mut hears) = mpsc::unbounded_channel();
    let mut open = Vec::new();
    for stream in 0..streams {
        let line = listen(&server.address, &cookies[1 + stream / SHARED]).await;
        open.push(tokio::spawn(tell(line, heard.clone())));
    }
    let a_stream = (server.memory().saturating_sub(rest)) as f64 / 1024.0 / streams.max(1) as f64;
    let (mut written, mut told) = (Vec::new(), Vec::new());
    let cpu = server.cpu();
    for _ in 0..writes {
        let sent = Instant::now();
        write(&server.address, &cookies[0]).await;
        written.push(sent.elapsed());
        for _ in 0..streams {
            let heard = tokio::time::timeout(Duration::from_secs(10), hears.recv()).await;
            told.push(heard.unwrap().unwrap().duration_since(sent));
        }
        tokio::time::sleep(PAUSE).await;
    }
    let cpu = (server.cpu() - cpu) as f64 / 1e6 / writes as f64;
    let [told_50, told_95, told_most] = quantiles(&mut told);
    let [written_50, written_95, _] = quantiles(&mut written);
    let a_stream = if streams > 0 { format!("{a_stream:.1} KiB") } else { "–".to_owned() };
    let end = server.stop().as_millis();
    println!(
        "| {engine} | {streams} | {told_50} | {told_95} | {told_most} | {a_stream} | {written_50} \
         | {written_95} | {cpu:.2} ms | {end} ms |"
    );
    drop(open);
}

/// Half of them, nineteen of twenty, and all of them took no longer.
fn quantiles(times: &mut [Duration]) -> [String; 3] {
    times.sort_unstable();
    [50, 95, 100].map(|part| match times.len() {
        0 => "–".to_owned(),
        many => format!("{:.1} ms", times[(many - 1) * part / 100].as_secs_f64() * 1000.0),
    })
}

/// An open stream that has said where it begins.
async fn listen(address: &str, cookie: &str) -> TcpStream {
    let mut line = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET /live HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\ncookie: {cookie}\r\n\r\n"
    );
    line.write_all(request.as_bytes()).await.unwrap();
    let answer = until(&mut line, "event: here").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    line
}

/// Tells when each event came.
async fn tell(mut line: TcpStream, heard: mpsc::UnboundedSender<Instant>) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = line.read(&mut buffer).await {
        let now = Instant::now();
        // An event is one small packet: never cut in two on loopback.
        for _ in 0..String::from_utf8_lossy(&buffer[..read]).matches("event: change").count() {
            let _ = heard.send(now);
        }
    }
}

async fn until(line: &mut TcpStream, wanted: &str) -> String {
    let mut answer = String::new();
    let mut buffer = [0; 4096];
    while !answer.contains(wanted) {
        let read = line.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the line was closed: {answer}");
        answer.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    answer
}

/// Logs an entry as an island does.
async fn write(address: &str, cookie: &str) {
    let mut line = TcpStream::connect(address).await.unwrap();
    let body = format!("command={}&body=The+pool+is+full", new_id());
    let request = format!(
        "POST /incidents/INC-1/entries HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n\
         accept: application/json\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    line.write_all(request.as_bytes()).await.unwrap();
    let answer = until(&mut line, "\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// The server's process; it is ended with its measure.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path, database: Option<String>) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg("serve")
            .arg(folder)
            .args(database)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut first).unwrap();
        let address = first.trim().rsplit("//").next().unwrap().to_owned();
        Self { child, address }
    }

    /// In bytes: what is resident of this process.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    /// In nanoseconds: what every thread of it has used.
    fn cpu(&self) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        let used = |task: fs::DirEntry| -> Option<u64> {
            let stat = fs::read_to_string(task.path().join("schedstat")).ok()?;
            stat.split_whitespace().next()?.parse().ok()
        };
        tasks.filter_map(Result::ok).filter_map(used).sum()
    }

    fn stop(mut self) -> Duration {
        let begin = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg(&pid).status().unwrap().success());
        self.child.wait().unwrap();
        begin.elapsed()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An incident, a responder, and the cookies of so many sessions of theirs.
async fn fill(config: &Config, sessions: usize) -> Vec<String> {
    let store = Store::open(&Target::parse(&config.database).unwrap()).await.unwrap();
    let (name, email) = (Name::parse("Ada").unwrap(), Email::parse("ada@example.org").unwrap());
    let token_hash = token::hash(&token::new());
    let invitation =
        NewInvitation { name: name.clone(), email: email.clone(), role: Role::Administrator };
    let sent = people::InvitationSent { invitation, token_hash: token_hash.clone() };
    run(&store, Viewer::System, sent).await;
    let joined =
        people::Joined { token_hash, name, email, password_hash: String::new(), zone: None };
    let id = PersonId(run(&store, Viewer::System, joined).await);
    let viewer = Viewer::Person { id, role: Role::Administrator };
    let form = DeclareIncident { title: "Checkout is slow".to_owned(), ..Default::default() };
    let typing = Typing { now: clock::now(), zone: Zone::utc() };
    run(&store, viewer, form.parse(&typing).unwrap()).await;
    let mut cookies = Vec::new();
    for _ in 0..sessions {
        let session = token::new();
        people::start_session(&store, &token::hash(&session), id, clock::now()).await.unwrap();
        cookies.push(format!("nofault={session}"));
    }
    store.close().await;
    cookies
}

async fn run<P: Perform>(store: &Store, viewer: Viewer, parsed: P) -> uuid::Uuid {
    store.run(viewer, CommandId(new_id()), clock::now(), parsed).await.unwrap().id
}
