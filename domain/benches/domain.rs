//! What the rules cost: reading what people type, planning an import, making figures.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nofault_domain::duration::Duration;
use nofault_domain::import::{Mapping, Sheet, plan};
use nofault_domain::instant::Instant;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::moment::{Moment, Precision, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::By;
use nofault_domain::report::durations::{Frame, Known, Observation, SourceRule, build};
use nofault_domain::statistics::{Measured, Sample, Side, change};
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
            belongs_at: at,
            by_declared: false,
            from: Some(exact(at)),
            to: Some(exact(at.plus_micros((n * 7_919 % 100_000) * 1_000_000))),
            open: false,
            severity: None,
            stated: None,
        }
    };
    let all: Vec<_> = (0..100_000).map(observation).collect();
    let Some(metric) = Metric::shipped().pop() else { return };
    let frame = Frame {
        definition: Definition::shipped(metric),
        by: By::Month,
        zone: Zone::utc(),
        source: SourceRule::StatedFirst,
        as_of: Instant::from_seconds(BEGIN),
    };
    criterion.bench_function("durations report over 100,000 incidents", |bench| {
        bench.iter(|| build(&frame, black_box(all.clone())));
    });
}

fn exact(at: Instant) -> Known {
    Known { at, precision: Precision::Exact }
}

fn statistics(criterion: &mut Criterion) {
    let measured = |n: i64, some_open: bool| Measured {
        length: Duration::from_seconds(1 + n * 7_919 % 100_000),
        ended: !some_open || n % 10 != 0,
        precision: Duration::from_minutes(1),
    };
    let mut all = |name: &str, some_open: bool| {
        let all: Vec<_> = (0..100_000).map(|n| measured(n, some_open)).collect();
        criterion.bench_function(&format!("figures of 100,000 durations, {name}"), |bench| {
            bench.iter(|| {
                let sample = Sample::of(black_box(all.iter().copied()));
                (sample.median(), sample.p90(), sample.mean(), sample.geometric_mean())
            });
        });
        let sample = Sample::of(all.iter().copied());
        criterion.bench_function(&format!("worst case of 100,000 durations, {name}"), |bench| {
            bench.iter(|| black_box(&sample).worst_case());
        });
        let halves = [0, 1].map(|half: usize| Side {
            strata: (0..5_usize)
                .map(|key| (key, Sample::of(all.iter().skip(half * 5 + key).step_by(10).copied())))
                .collect(),
            finished: true,
        });
        criterion.bench_function(
            &format!("change between two periods of 50,000, {name}"),
            |bench| {
                bench.iter(|| change(black_box(&halves[0]), black_box(&halves[1]), 1, None));
            },
        );
    };
    all("all ended", false);
    all("one in ten open", true);
}

criterion_group!(benches, moments, import, durations, statistics);
criterion_main!(benches);
