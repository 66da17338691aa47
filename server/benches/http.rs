//! CPU-milliseconds a request, through the whole router and without a port, beside
//! a route that returns the same bytes from memory. On SQLite, whose own work is in it, and
//! on Postgres where NOFAULT_TEST_POSTGRES names one. Prints a table for `docs/figures.md`.
//! `cargo xtask bench -- -p nofault --bench http`.

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

use std::fs;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::routing::get;
use http::{Request, StatusCode, header};
use nofault::config::Settings;
use nofault::routes::router;
use nofault::site::Site;
use nofault::{clock, token};
use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation};
use nofault_domain::id::{CommandId, PersonId};
use nofault_domain::import::{Mapping, Sheet, plan};
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;
use nofault_store::example::ExampleData;
use nofault_store::import::ImportBatch;
use nofault_store::{Perform, Store, Target, new_id, people};
use tower::ServiceExt;

/// Incidents beside the examples.
const INCIDENTS: usize = 1_000;
const WARM: usize = 50;
const REQUESTS: usize = 500;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        println!(
            "CPU-milliseconds of the server a request; {INCIDENTS} incidents and the examples, {REQUESTS} requests each:\n"
        );
        println!("| engine | page | CPU | bytes | the same bytes from memory |\n|---|---|---|---|---|");
        measure("SQLite", None).await;
        if std::env::var("NOFAULT_TEST_POSTGRES").is_err() {
            return println!("| Postgres | NOT RUN: NOFAULT_TEST_POSTGRES names none ||||");
        }
        let database = place::Database::new().await;
        measure("Postgres", Some(database.url())).await;
        database.remove().await;
    });
}

async fn measure(engine: &str, database_url: Option<String>) {
    let folder = place::Folder::new();
    let data = database_url.is_none().then(|| folder.path().to_owned());
    let settings = Settings { data, database_url, ..Settings::default() };
    let config = settings.check().unwrap();
    let store = Store::open(&Target::parse(&config.database).unwrap()).await.unwrap();
    let cookie = fill(&store).await;
    let app = router(Site::new(store.clone(), config.deployment));
    let pages = [
        ("list", "/incidents"),
        ("incident", "/incidents/INC-9"),
        ("durations report", "/reports/durations"),
    ];
    for (name, path) in pages {
        let page = ask(&app, path, &cookie).await;
        let (cost, bytes) = (cost(&app, path, &cookie, REQUESTS).await, page.len());
        let floor_app = Router::new().route("/", get(async || page));
        // So cheap that it takes many to be seen.
        let floor = self::cost(&floor_app, "/", &cookie, REQUESTS * 200).await;
        println!("| {engine} | {name} | {cost:.3} | {bytes} | {floor:.4} |");
    }
    store.close().await;
}

async fn cost(app: &Router, path: &str, cookie: &str, requests: usize) -> f64 {
    for _ in 0..WARM {
        ask(app, path, cookie).await;
    }
    let before = cpu_nanoseconds();
    for _ in 0..requests {
        ask(app, path, cookie).await;
    }
    #[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
    let cost = (cpu_nanoseconds() - before) as f64 / 1e6 / requests as f64;
    cost
}

async fn ask(app: &Router, path: &str, cookie: &str) -> Bytes {
    let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    to_bytes(response.into_body(), usize::MAX).await.unwrap()
}

/// What every thread of this process has used, SQLite's among them.
fn cpu_nanoseconds() -> u64 {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let used = |task: fs::DirEntry| -> Option<u64> {
        let stat = fs::read_to_string(task.path().join("schedstat")).ok()?;
        stat.split_whitespace().next()?.parse().ok()
    };
    tasks.filter_map(Result::ok).filter_map(used).sum()
}

/// An administrator's cookie, the examples and many past incidents.
async fn fill(store: &Store) -> String {
    let token = token::new();
    let email = Email::parse("ada@example.org").unwrap();
    let name = Name::parse("Ada").unwrap();
    let invitation = people::InvitationSent {
        invitation: NewInvitation {
            name: name.clone(),
            email: email.clone(),
            role: Role::Administrator,
        },
        token_hash: token::hash(&token),
    };
    run(store, Viewer::System, invitation).await;
    let joined = people::Joined {
        token_hash: token::hash(&token),
        name,
        email,
        password_hash: String::new(),
        zone: None,
    };
    let id = PersonId(run(store, Viewer::System, joined).await);
    let viewer = Viewer::Person { id, role: Role::Administrator };
    run(store, viewer, ExampleData).await;
    let mut csv = String::from("reference,title,severity,impact_started_at,resolved_at,services\n");
    for row in 0..INCIDENTS {
        let (month, day, minute) = (row % 12 + 1, row % 28 + 1, row % 60);
        csv.push_str(&format!(
            "R-{row},Past incident {row},sev{},2025-{month:02}-{day:02}T10:00Z,2025-{month:02}-{day:02}T11:{minute:02}Z,service {}\n",
            row % 5 + 1,
            row % 7
        ));
    }
    let sheet = Sheet::read(csv.as_bytes()).unwrap();
    let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
    let planned = plan(&sheet, &mapping, &Zone::utc(), clock::now());
    let rows = planned.rows.into_iter().map(|row| row.result.unwrap()).collect();
    run(store, viewer, ImportBatch { file_name: "past.csv".to_owned(), rows }).await;
    let session = token::new();
    people::start_session(store, &token::hash(&session), id, clock::now()).await.unwrap();
    format!("nofault={session}")
}

async fn run<P: Perform>(store: &Store, viewer: Viewer, parsed: P) -> uuid::Uuid {
    store.run(viewer, CommandId(new_id()), clock::now(), parsed).await.unwrap().id
}
