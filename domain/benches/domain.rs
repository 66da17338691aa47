//! What the rules cost: reading what people type, planning an import, making figures.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nofault_domain::import::{Mapping, Sheet, plan};
use nofault_domain::instant::Instant;
use nofault_domain::metric::Metric;
use nofault_domain::moment::{Moment, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::By;
use nofault_domain::report::durations::{Observation, SourceRule, build};
use nofault_domain::zone::Zone;

/// 2026-01-01T00:00:00Z, in seconds.
const BEGIN: i64 = 1_767_225_600;

fn moments(criterion: &mut Criterion) {
    let (Ok(zone), now) = (Zone::parse("Europe/Berlin"), Instant::from_seconds(BEGIN)) else {
        return;
    };
    for text in ["5 min ago", "14:05", "2025-11-23 14:05 America/New_York"] {
        criterion.bench_function(&format!("read “{text}”"), |bench| {
            bench.iter(|| Moment::parse(black_box(text), &zone, now, Source::Person));
        });
    }
}

fn import(criterion: &mut Criterion) {
    let mut csv = String::from("reference,title,severity,impact_started_at,time_to_resolve\n");
    for row in 0..1000 {
        csv.push_str(&format!("R-{row},Incident {row},sev3,2025-03-04 10:00 Europe/Paris,1h 5m\n"));
    }
    let now = Instant::from_seconds(BEGIN);
    criterion.bench_function("plan an import of 1,000 rows", |bench| {
        bench.iter(|| {
            let sheet = Sheet::read(black_box(csv.as_bytes())).ok()?;
            let mapping = Mapping::guess(&sheet.headers, &[]).ok()?;
            Some(plan(&sheet, &mapping, &Zone::utc(), now))
        });
    });
}

fn durations(criterion: &mut Criterion) {
    let observation = |n: i64| {
        let at = Instant::from_seconds(BEGIN - n * 900);
        Observation {
            incident: IncidentNumber(n + 1),
            title: String::new(),
            belongs_at: at,
            by_declared: false,
            from: Some(at),
            to: Some(at.plus_micros((n * 7_919 % 100_000) * 1_000_000)),
            open: false,
            stated: None,
        }
    };
    let all: Vec<_> = (0..100_000).map(observation).collect();
    let Some(metric) = Metric::defined().pop() else { return };
    criterion.bench_function("durations report over 100,000 incidents", |bench| {
        bench.iter(|| {
            let rule = SourceRule::StatedFirst;
            build(metric.clone(), By::Month, &Zone::utc(), rule, black_box(all.clone()))
        });
    });
}

criterion_group!(benches, moments, import, durations);
criterion_main!(benches);
