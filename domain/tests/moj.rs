//! Real durations: what 39 incidents of the Cloud Platform of the UK Ministry of
//! Justice printed, and the quarterly means that their owners published
//! (facts from github.com/ministryofjustice/cloud-platform at 7f879f3, MIT). Their quarters are
//! written down here; that an import finds them is tested in `server/tests/http/imports.rs`.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use nofault_domain::duration::Duration;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::{By, Period};
use nofault_domain::report::durations::{DurationsReport, Frame, Observation, SourceRule, build};
use nofault_domain::zone::Zone;

/// The quarter that an incident is listed in, and its printed times to repair
/// and to resolve in minutes.
type Fact = (&'static str, Option<i64>, Option<i64>);

const PRINTED: [Fact; 39] = [
    ("2020-Q1", Some(16), Some(22)),
    ("2020-Q1", Some(36), Some(46)),
    ("2020-Q1", Some(249), Some(420)),
    ("2020-Q2", Some(30), Some(309)),
    ("2020-Q2", Some(308), Some(556)),
    ("2020-Q3", Some(38), Some(1995)),
    ("2020-Q3", Some(37), Some(55)),
    ("2020-Q3", Some(45), Some(70)),
    ("2020-Q3", Some(182), Some(197)),
    ("2020-Q3", Some(38), Some(194)),
    ("2020-Q3", Some(15), Some(90)),
    ("2020-Q4", Some(128), Some(526)),
    ("2021-Q2", Some(273), Some(285)),
    ("2021-Q2", Some(31), Some(43)),
    ("2021-Q3", Some(7), Some(1203)),
    ("2021-Q3", Some(316), Some(327)),
    ("2021-Q3", Some(303), Some(463)),
    ("2021-Q4", Some(77), Some(77)),
    ("2022-Q1", Some(122), Some(161)),
    ("2022-Q1", Some(8), Some(8)),
    ("2022-Q3", Some(387), Some(387)),
    ("2022-Q4", Some(27), Some(27)),
    ("2023-Q1", Some(40414), Some(40414)),
    ("2023-Q1", Some(88), Some(89)),
    ("2023-Q1", Some(30), Some(82)),
    ("2023-Q2", Some(55), Some(55)),
    ("2023-Q3", Some(267), Some(267)),
    ("2023-Q3", Some(110), Some(110)),
    ("2023-Q3", Some(1994), Some(2133)),
    ("2023-Q3", Some(252), Some(2136)),
    ("2023-Q4", Some(2136), Some(2136)),
    ("2024-Q2", Some(201), Some(1280)),
    ("2024-Q3", Some(188), Some(249)),
    ("2024-Q3", Some(11), Some(20)),
    ("2025-Q1", Some(1787), Some(1840)),
    ("2025-Q1", Some(97), Some(2969)),
    ("2025-Q3", None, None),
    ("2025-Q4", None, None),
    ("2026-Q1", None, None),
];

/// The published means of a quarter in minutes: of the times to repair and to resolve.
const PUBLISHED: [(&str, i64, i64); 16] = [
    ("2020-Q1", 82, 156),
    ("2020-Q2", 169, 432),
    ("2020-Q3", 59, 433),
    ("2020-Q4", 128, 526),
    ("2021-Q2", 152, 164),
    ("2021-Q3", 208, 664),
    ("2021-Q4", 77, 77),
    ("2022-Q1", 65, 84),
    ("2022-Q3", 387, 387),
    ("2022-Q4", 27, 27),
    ("2023-Q1", 13510, 13528),
    ("2023-Q2", 55, 55),
    ("2023-Q3", 655, 1161),
    ("2023-Q4", 2136, 2136),
    ("2024-Q2", 201, 1280),
    ("2024-Q3", 99, 134),
];

/// Their script counted an incident of another quarter, and missed a value.
const WRONG: &str = "2020-Q1";

fn report(metric: &str, minutes: impl Fn(&Fact) -> Option<i64>) -> DurationsReport {
    let observations = PRINTED.iter().zip(1..).map(|(fact, number)| Observation {
        incident: IncidentNumber(number),
        belongs_at: Period::parse(fact.0).unwrap().start(&Zone::utc()),
        by_declared: true,
        from: None,
        to: None,
        open: false,
        severity: None,
        stated: minutes(fact).map(Duration::from_minutes),
    });
    let frame = Frame {
        definition: Definition::shipped(Metric::parse(metric).unwrap()),
        by: By::Quarter,
        zone: Zone::utc(),
        source: SourceRule::StatedFirst,
        as_of: Period::parse("2026-Q2").unwrap().start(&Zone::utc()),
    };
    build(&frame, observations)
}

fn mean(report: &DurationsReport, quarter: &str) -> String {
    let found = report.periods.iter().find(|period| period.period.to_string() == quarter);
    found.unwrap().figures.mean.unwrap().to_string()
}

#[test]
fn the_published_means_are_found_again() {
    let repair = report("time-to-repair", |fact| fact.1);
    let resolve = report("time-to-resolve", |fact| fact.2);
    let mut found = 0;
    for (quarter, to_repair, to_resolve) in PUBLISHED {
        for (report, published) in [(&repair, to_repair), (&resolve, to_resolve)] {
            if quarter != WRONG {
                let published = Duration::from_minutes(published).to_string();
                assert_eq!(mean(report, quarter), published, "{quarter}");
                found += 1;
            }
        }
    }
    assert_eq!(found, 30);
    assert_eq!(mean(&repair, WRONG), "1h 40m");
    assert_eq!(mean(&resolve, WRONG), "2h 42m");
}

#[test]
fn what_was_not_printed_is_left_out_and_counted() {
    let report = report("time-to-repair", |fact| fact.1);
    let left_out: u64 = report.total.counts.left_out.values().sum();
    assert_eq!((report.total.counts.n, left_out), (36, 3));
}
