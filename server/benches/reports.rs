//! Every report over 100,000 incidents: cold, from a store opened anew, and warm, the median of 20,
//! beside the longest; on SQLite, and on Postgres where NOFAULT_TEST_POSTGRES names one. Prints a table for
//! `docs/figures.md`. `cargo xtask bench -- -p nofault --bench reports`.
//! `NOFAULT_BENCH_INCIDENTS=1000` asks for as many; `NOFAULT_BENCH_DATABASES` names, with blanks
//! between, databases that are full already, such as `sqlite:full.db`, to measure on them instead.

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
#[path = "reports/world.rs"]
mod world;

use std::time::{Duration, Instant as Watch};

use nofault_app::report::{actions, availability, budget, changes, counts, durations, factors};
use nofault_app::report::{home, reviews, toil};
use nofault_domain::report::actions::{ActionsFilter, GroupBy};
use nofault_domain::report::availability::AvailabilityForm;
use nofault_domain::report::changes::ChangesForm;
use nofault_domain::report::counts::CountsForm;
use nofault_domain::report::durations::DurationsForm;
use nofault_domain::report::home::HomeAsked;
use nofault_domain::report::periods::PeriodsForm;
use nofault_store::{Failure, Store, Target, slo};
use world::{VIEWER, now};

const WARM: usize = 20;
/// As DESIGN.md has it.
const LIMIT: Duration = Duration::from_millis(50);

fn main() {
    let asked = std::env::var("NOFAULT_BENCH_INCIDENTS").ok();
    let incidents = asked.and_then(|asked| asked.parse().ok()).unwrap_or(100_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        println!("| engine | report | cold | warm | longest | |\n|---|---|---|---|---|---|");
        if let Ok(full) = std::env::var("NOFAULT_BENCH_DATABASES") {
            for url in full.split_whitespace() {
                let target = Target::parse(url).unwrap();
                let is_sqlite = matches!(target, Target::Sqlite(_));
                measure(if is_sqlite { "SQLite" } else { "Postgres" }, target).await;
            }
            return;
        }
        let folder = place::Folder::new();
        let target = Target::Sqlite(folder.file("nofault.db"));
        fill(&target, incidents).await;
        measure("SQLite", target).await;
        if std::env::var("NOFAULT_TEST_POSTGRES").is_err() {
            return println!("| Postgres | NOT RUN: NOFAULT_TEST_POSTGRES names none |||||");
        }
        let database = place::Database::new().await;
        let target = Target::Postgres(database.url());
        fill(&target, incidents).await;
        measure("Postgres", target).await;
        database.remove().await;
    });
}

async fn fill(target: &Target, incidents: i64) {
    let store = Store::open(target).await.unwrap();
    world::fill(&store, incidents).await;
    store.close().await;
}

async fn measure(engine: &'static str, target: Target) {
    let of = Measured { engine, target };
    for by in ["month", "quarter", "year"] {
        let asked = DurationsForm { by: by.to_owned(), ..Default::default() }.parse().unwrap();
        of.report(&format!("durations by {by}"), async |store: &Store| {
            durations::read(store, VIEWER, &asked, now()).await.map(drop)
        })
        .await;
    }
    let asked = DurationsForm { service: "service 7".to_owned(), ..Default::default() };
    let asked = asked.parse().unwrap();
    of.report("durations of a service", async |store: &Store| {
        durations::read(store, VIEWER, &asked, now()).await.map(drop)
    })
    .await;
    of.report("budgets, all of them", async |store: &Store| {
        let mut reader = store.read().await?;
        let mut db = reader.db();
        let slos = slo::all(&mut db).await?;
        budget::lines(&mut db, VIEWER, now(), slos, false).await.map(drop)
    })
    .await;
    of.report("budget of an SLO", async |store: &Store| {
        let slos = slo::all(&mut store.read().await?.db()).await?;
        budget::read(store, VIEWER, now(), slos[0].id, false).await.map(drop)
    })
    .await;
    of.report("availability, a year of days", async |store: &Store| {
        let slos = slo::all(&mut store.read().await?.db()).await?;
        let from = "2026-01-01".to_owned();
        let form = AvailabilityForm { from, ..Default::default() };
        availability::read(store, VIEWER, now(), slos[0].service, &form).await.map(drop)
    })
    .await;
    let asked = CountsForm::default().parse().unwrap();
    of.report("counts", async |store: &Store| {
        counts::read(store, VIEWER, now(), &asked).await.map(drop)
    })
    .await;
    let asked = ChangesForm::default().parse().unwrap();
    of.report("changes", async |store: &Store| {
        changes::read(store, VIEWER, now(), &asked).await.map(drop)
    })
    .await;
    let asked = PeriodsForm::default().parse().unwrap();
    of.report("factors", async |store: &Store| {
        factors::read(store, VIEWER, now(), &asked).await.map(drop)
    })
    .await;
    of.report("toil", async |store: &Store| {
        toil::read(store, VIEWER, now(), &asked).await.map(drop)
    })
    .await;
    of.report("reviews", async |store: &Store| {
        reviews::read(store, VIEWER, now(), &asked).await.map(drop)
    })
    .await;
    let filter = ActionsFilter::default();
    let asked = actions::ActionsAsked { by: GroupBy::Team, private: false, filter };
    of.report("actions", async |store: &Store| {
        actions::read(store, VIEWER, now(), &asked).await.map(drop)
    })
    .await;
    let asked = HomeAsked::parse(&[]).unwrap();
    of.report("how we are doing, all of it", async |store: &Store| {
        home::read(store, VIEWER, now(), &asked).await.map(drop)
    })
    .await;
}

struct Measured {
    engine: &'static str,
    target: Target,
}

impl Measured {
    async fn report(&self, name: &str, read: impl AsyncFn(&Store) -> Result<(), Failure>) {
        // What a server reads first, with nothing in its own memory.
        let store = Store::open(&self.target).await.unwrap();
        let took = async || {
            let watch = Watch::now();
            read(&store).await.unwrap();
            watch.elapsed()
        };
        let cold = took().await;
        let mut warm = Vec::new();
        for _ in 0..WARM {
            warm.push(took().await);
        }
        store.close().await;
        warm.sort_unstable();
        let (median, longest) = (warm[WARM / 2], warm[WARM - 1]);
        let over = if median > LIMIT { "OVER 50 ms" } else { "" };
        println!(
            "| {} | {name} | {:.1} ms | {:.1} ms | {:.1} ms | {over} |",
            self.engine,
            milliseconds(cold),
            milliseconds(median),
            milliseconds(longest)
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
