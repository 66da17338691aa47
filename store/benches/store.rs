//! The list, the durations query and a logged entry, on SQLite.
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
use nofault_domain::metric::Metric;
use nofault_domain::number::IncidentNumber;
use nofault_domain::zone::Zone;
use nofault_store::import::ImportBatch;
use nofault_store::incident::{Cursor, Filter, page};
use nofault_store::report::{DurationsFilter, durations};
use nofault_store::{Store, Target, new_id};
use tokio::runtime::Runtime;

const NOW: i64 = 1_795_000_000;
const BATCH: i64 = 10_000;

async fn store(folder: &place::Folder, incidents: i64) -> Store {
    let store = Store::open(&Target::Sqlite(folder.file("nofault.db"))).await.unwrap();
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
    for size in sizes() {
        let folder = place::Folder::new();
        let store = runtime.block_on(store(&folder, size));
        let filter = Filter::default();
        let middle = Cursor {
            older: true,
            at: Instant::from_seconds(NOW - size / 2 * 600),
            number: IncidentNumber(size / 2),
        };
        for (name, cursor) in [("first page", None), ("middle page", Some(middle))] {
            criterion.bench_function(&format!("list/{name} of {size}"), |bench| {
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
        runtime.block_on(store.close());
    }
}

fn report(criterion: &mut Criterion) {
    let (runtime, folder) = (Runtime::new().unwrap(), place::Folder::new());
    let store = runtime.block_on(store(&folder, 100_000));
    let metric = Metric::parse("time-to-resolve").unwrap();
    let mut group = criterion.benchmark_group("durations");
    group.sample_size(10);
    group.bench_function("query of 100000", |bench| {
        bench.iter(|| {
            runtime.block_on(async {
                let mut reader = store.read().await.unwrap();
                let filter = DurationsFilter::default();
                let found = durations(&mut reader.db(), Viewer::Operator, &metric, &filter).await;
                black_box(found.unwrap().dated.len())
            })
        });
    });
    group.finish();
    runtime.block_on(store.close());
}

fn log(criterion: &mut Criterion) {
    let (runtime, folder) = (Runtime::new().unwrap(), place::Folder::new());
    let store = runtime.block_on(store(&folder, 1));
    let typing = Typing { now: Instant::from_seconds(NOW), zone: Zone::utc() };
    criterion.bench_function("log an entry", |bench| {
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
    runtime.block_on(store.close());
}

criterion_group!(benches, list, report, log);
criterion_main!(benches);
