use proptest::prelude::*;

use super::*;
use crate::word::Word;

const MINUTE: i64 = 60_000_000;

fn minutes(minutes: i64) -> Instant {
    Instant::from_micros(1_577_836_800_000_000 + minutes * MINUTE) // from 2020-01-01
}

fn observed(number: i64) -> Observation {
    Observation {
        incident: IncidentNumber(number),
        title: format!("=incident {number}"),
        belongs_at: minutes(0),
        by_declared: false,
        from: None,
        to: None,
        open: false,
        stated: None,
    }
}

fn report(name: &str, rule: SourceRule, all: &[Observation]) -> DurationsReport {
    build(Metric::parse(name).unwrap(), By::Quarter, &Zone::utc(), rule, all.to_vec())
}

fn five() -> Vec<Observation> {
    let stated = Some(Duration::from_minutes(16));
    vec![
        Observation { from: Some(minutes(0)), to: Some(minutes(17)), stated, ..observed(1) },
        Observation {
            from: Some(minutes(0)),
            to: Some(minutes(5)),
            by_declared: true,
            ..observed(2)
        },
        Observation { from: Some(minutes(9)), to: Some(minutes(5)), open: true, ..observed(3) },
        Observation { to: Some(minutes(5)), ..observed(4) },
        Observation { open: true, belongs_at: minutes(200_000), ..observed(5) },
    ]
}

#[test]
fn what_is_left_out_has_its_reason() {
    let resolve = |rule| report("time-to-resolve", rule, &five());
    let first = resolve(SourceRule::StatedFirst);
    let q1 = &first.periods[0];
    assert_eq!((q1.figures.n, q1.figures.n_stated, q1.figures.n_moments), (2, 1, 1));
    assert_eq!((q1.figures.differing, q1.figures.by_declared), (1, 1));
    assert_eq!(q1.figures.left_out, [(LeftOut::MissingMoment, 1), (LeftOut::OutOfOrder, 1)].into());
    assert_eq!(first.periods[1].figures.left_out, [(LeftOut::Open, 1)].into());
    assert_eq!(first.total.mean.unwrap().to_string(), "10m");
    assert_eq!(resolve(SourceRule::Stated).total.left_out, [(LeftOut::NotStated, 4)].into());
    assert_eq!(resolve(SourceRule::Moments).total.mean.unwrap().to_string(), "11m");
    let repair = report("time-to-repair", SourceRule::StatedFirst, &[observed(1)]);
    assert_eq!(repair.total.left_out, [(LeftOut::NotStated, 1)].into());
}

#[test]
fn json_and_csv_have_the_promised_shape() {
    let report = report("time-to-resolve", SourceRule::StatedFirst, &five());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["metric"], "time-to-resolve");
    assert_eq!(json["definition"], "resolved − impact started");
    assert_eq!((&json["by"], &json["zone"]), (&"quarter".into(), &"UTC".into()));
    let expected = serde_json::json!({
        "period": "2020-Q1", "n": 2, "mean_seconds": 630.0, "median_seconds": 630.0,
        "p90_seconds": 960.0, "n_stated": 1, "n_moments": 1, "differing": 1, "by_declared": 1,
        "left_out": {"missing_moment": 1, "out_of_order": 1},
    });
    assert_eq!(json["periods"][0], expected);
    assert_eq!(json["periods"][1]["mean_seconds"], serde_json::Value::Null);
    assert_eq!(
        report.to_csv(),
        "period,n,mean_seconds,median_seconds,p90_seconds,n_stated,n_moments,differing,by_declared,\
         left_out_open,left_out_missing_moment,left_out_out_of_order,left_out_not_stated,metric,definition,source,zone\n\
         2020-Q1,2,630,630,960,1,1,1,1,0,1,1,0,time-to-resolve,resolved − impact started,stated-first,UTC\n\
         2020-Q2,0,,,,0,0,0,0,1,0,0,0,time-to-resolve,resolved − impact started,stated-first,UTC\n"
    );
}

fn any_observation() -> impl Strategy<Value = Observation> {
    let moment = || prop::option::of((0..900_000_i64).prop_map(minutes));
    let stated = prop::option::of((0..9_000_i64).prop_map(Duration::from_minutes));
    (1..1000_i64, 0..900_000_i64, moment(), moment(), any::<bool>(), stated).prop_map(
        |(number, at, from, to, open, stated)| Observation {
            belongs_at: minutes(at),
            from,
            to,
            open,
            stated,
            ..observed(number)
        },
    )
}

proptest! {
    #[test]
    fn every_incident_is_counted_once(
        all in prop::collection::vec(any_observation(), 0..60),
        rule in prop::sample::select(SourceRule::ALL),
        by in prop::sample::select(By::ALL),
        zone in crate::zone::tests::any_zone(),
    ) {
        let report = build(Metric::parse("time-to-resolve").unwrap(), by, &zone, rule, all.clone());
        let left_out = |figures: &Figures| figures.left_out.values().sum::<u64>();
        prop_assert_eq!(report.total.n + left_out(&report.total), all.len() as u64);
        let counted = report.periods.iter().map(|p| p.figures.n + left_out(&p.figures)).sum::<u64>();
        prop_assert_eq!(counted, all.len() as u64);
        prop_assert!(report.periods.windows(2).all(|pair| pair[0].period < pair[1].period));
        for period in &report.periods {
            prop_assert_eq!(period.included.len() as u64, period.figures.n);
            prop_assert_eq!(period.figures.mean.is_some(), period.figures.n > 0);
            for one in &period.included {
                prop_assert!(one.duration >= Duration::ZERO);
                prop_assert!(all.iter().any(|o| o.incident == one.incident
                    && Period::of(o.belongs_at, &zone, by) == period.period));
            }
        }
        prop_assert_eq!(report.to_csv().lines().count(), report.periods.len() + 1);
    }
}
