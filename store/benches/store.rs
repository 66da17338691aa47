//! The list, the durations query and a logged entry, on SQLite, and on Postgres where
//! NOFAULT_TEST_POSTGRES names one: `cargo xtask bench -- -p nofault-store`.
//! `NOFAULT_BENCH_INCIDENTS=1000000` adds a size to the list.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot go on has failed"
)]

#[path = "../tests/stories/place.rs"]
#[expect(dead_code, reason = "the stories use the rest of it")]
mod place;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nofault_domain::access::Viewer;
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::{Command as _, Typing};
use nofault_domain::id::CommandId;
use nofault_domain::import::{Mapping, Sheet, plan};
use nofault_domain::instant::Instant;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::By;
use nofault_domain::report::counts::{self, CountsForm};
use nofault_domain::report::durations::{Frame, Observation, SourceRule, build};
use nofault_domain::zone::Zone;
use nofault_store::import::ImportBatch;
use nofault_store::incident::{Cursor, Filter, page};
use nofault_store::report::{FactsFilter, durations};
use nofault_store::{Store, Target, new_id};
use tokio::runtime::Runtime;

const NOW: i64 = 1_795_000_000;
const BATCH: i64 = 10_000;

/// Where a store is measured: gone at the end.
enum Place {
    Sqlite(place::Folder),
    Postgres(place::Database),
}

impl Place {
    #[expect(clippy::disallowed_methods, reason = "where the benchmarks find their Postgres")]
    async fn each() -> Vec<Self> {
        let mut each = vec![Self::Sqlite(place::Folder::new())];
        if std::env::var("NOFAULT_TEST_POSTGRES").is_ok() {
            each.push(Self::Postgres(place::Database::new().await));
        }
        each
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "Postgres",
        }
    }

    async fn end(self, store: Store) {
        store.close().await;
        if let Self::Postgres(database) = self {
            database.remove().await;
        }
    }
}

async fn opened(place: &Place) -> Store {
    let target = match place {
        Place::Sqlite(folder) => Target::Sqlite(folder.file("nofault.db")),
        Place::Postgres(database) => Target::Postgres(database.url()),
    };
    Store::open(&target).await.unwrap()
}

async fn read(store: &Store, definition: &Definition) -> Vec<Observation> {
    let mut reader = store.read().await.unwrap();
    let (db, filter) = (&mut reader.db(), FactsFilter::default());
    durations(db, Viewer::Operator, definition, &filter).await.unwrap().dated
}

/// How many periods it has.
async fn report_of(store: &Store, frame: &Frame) -> usize {
    build(frame, read(store, &frame.definition).await).periods.len()
}

/// How many periods the report on counts has.
async fn counts_of(store: &Store, frame: &Frame) -> usize {
    let mut reader = store.read().await.unwrap();
    let (db, filter) = (&mut reader.db(), FactsFilter::default());
    let read = nofault_store::report::counts(db, Viewer::Operator, &filter).await.unwrap();
    let asked = CountsForm::default().parse().unwrap();
    counts::build(&asked, &frame.zone, frame.as_of, read).periods.len()
}

async fn store(place: &Place, incidents: i64) -> Store {
    let store = opened(place).await;
    for first in (0..incidents).step_by(10_000) {
        let rows = past(first, BATCH.min(incidents - first));
        let batch = ImportBatch { file_name: "past.csv".to_owned(), rows };
        let now = Instant::from_seconds(NOW);
        store.run(Viewer::Operator, CommandId(new_id()), now, batch).await.unwrap();
    }
    store
}

/// Incidents that began ten minutes apart, back from now.
fn past(first: i64, rows: i64) -> Vec<nofault_domain::import::IncidentRow> {
    let mut text =
        "reference,title,severity,services,impact_started_at,detected_at,resolved_at\n".to_owned();
    for number in first..first + rows {
        let at = |minutes: i64| {
            Instant::from_seconds(NOW - number * 600 - 864_000 + minutes * 60).rfc3339()
        };
        let (severity, service, length) = (number % 5 + 1, number % 40, 20 + number % 300);
        let (start, found, end) = (at(0), at(5), at(length));
        text += &format!(
            "R-{number},Outage {number} of a thing,{severity},service {service},{start},{found},{end}\n"
        );
    }
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
    let plan = plan(&sheet, &mapping, &Zone::utc(), Instant::from_seconds(NOW));
    plan.good().cloned().collect()
}

#[expect(clippy::disallowed_methods, reason = "a size that is asked for")]
fn sizes() -> Vec<i64> {
    let more = std::env::var("NOFAULT_BENCH_INCIDENTS").ok();
    let more = more.and_then(|size| size.parse().ok());
    [1_000, 100_000].into_iter().chain(more).collect()
}

fn list(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    for (place, size) in sizes().into_iter().flat_map(|size| {
        let each = runtime.block_on(Place::each());
        each.into_iter().map(move |place| (place, size))
    }) {
        let (store, engine) = (runtime.block_on(store(&place, size)), place.name());
        let filter = Filter::default();
        let middle = Cursor {
            older: true,
            at: Instant::from_seconds(NOW - size / 2 * 600),
            number: IncidentNumber(size / 2),
        };
        for (name, cursor) in [("first page", None), ("middle page", Some(middle))] {
            criterion.bench_function(&format!("list/{engine}/{name} of {size}"), |bench| {
                bench.iter(|| {
                    runtime.block_on(async {
                        let mut reader = store.read().await.unwrap();
                        let listing =
                            page(&mut reader.db(), Viewer::Operator, &filter, cursor).await;
                        black_box(listing.unwrap())
                    })
                });
            });
        }
        runtime.block_on(place.end(store));
    }
}

fn report(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let metric = Metric::parse("time-to-resolve").unwrap();
    let frame = Frame {
        definition: Definition::shipped(metric),
        by: By::Month,
        zone: Zone::utc(),
        source: SourceRule::StatedFirst,
        as_of: Instant::from_seconds(NOW),
    };
    let mut group = criterion.benchmark_group("durations");
    group.sample_size(10);
    for place in runtime.block_on(Place::each()) {
        let store = runtime.block_on(store(&place, 100_000));
        // What a server reads first, with nothing in its memory.
        runtime.block_on(store.close());
        let store = runtime.block_on(opened(&place));
        let began = std::time::Instant::now();
        let cold = runtime.block_on(report_of(&store, &frame));
        println!("durations/{}/cold: {:?}, {cold} periods", place.name(), began.elapsed());
        group.bench_function(format!("{}/query of 100000", place.name()), |bench| {
            bench.iter(|| black_box(runtime.block_on(read(&store, &frame.definition)).len()));
        });
        group.bench_function(format!("{}/report of 100000", place.name()), |bench| {
            bench.iter(|| black_box(runtime.block_on(report_of(&store, &frame))));
        });
        group.bench_function(format!("{}/counts of 100000", place.name()), |bench| {
            bench.iter(|| black_box(runtime.block_on(counts_of(&store, &frame))));
        });
        runtime.block_on(place.end(store));
    }
    group.finish();
}

fn log(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let typing = Typing { now: Instant::from_seconds(NOW), zone: Zone::utc() };
    for place in runtime.block_on(Place::each()) {
        let store = runtime.block_on(store(&place, 1));
        criterion.bench_function(&format!("log an entry/{}", place.name()), |bench| {
            bench.iter(|| {
                let form = LogEntry {
                    incident: "INC-1".to_owned(),
                    body: "Restarted the node".to_owned(),
                    ..LogEntry::default()
                };
                let entry = form.parse(&typing).unwrap();
                let command = CommandId(new_id());
                runtime.block_on(store.run(Viewer::Operator, command, typing.now, entry)).unwrap()
            });
        });
        runtime.block_on(place.end(store));
    }
}

criterion_group!(benches, list, report, log);
criterion_main!(benches);
