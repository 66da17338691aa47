use proptest::prelude::*;

use super::*;
use crate::metric::Definition;
use crate::moment::Precision;
use crate::word::Word;

const MINUTE: i64 = 60_000_000;

fn minutes(minutes: i64) -> Instant {
    Instant::from_micros(1_577_836_800_000_000 + minutes * MINUTE) // from 2020-01-01
}

fn exact(at: i64) -> Option<Known> {
    Some(Known { at: minutes(at), precision: Precision::Exact })
}

fn observed(number: i64) -> Observation {
    Observation {
        incident: IncidentNumber(number),
        belongs_at: minutes(0),
        by_declared: false,
        from: None,
        to: None,
        open: false,
        severity: None,
        stated: None,
    }
}

fn frame(name: &str, source: SourceRule) -> Frame {
    Frame {
        definition: Definition::shipped(Metric::parse(name).unwrap()),
        by: By::Quarter,
        zone: Zone::utc(),
        source,
        as_of: minutes(300_000),
    }
}

fn report(name: &str, rule: SourceRule, all: &[Observation]) -> DurationsReport {
    build(&frame(name, rule), all.to_vec())
}

fn five() -> Vec<Observation> {
    let stated = Some(Duration::from_minutes(16));
    vec![
        Observation { from: exact(0), to: exact(17), stated, ..observed(1) },
        Observation { from: exact(0), to: exact(5), by_declared: true, ..observed(2) },
        Observation { from: exact(9), to: exact(5), open: true, ..observed(3) },
        Observation { to: exact(5), ..observed(4) },
        Observation {
            from: exact(200_000),
            open: true,
            belongs_at: minutes(200_000),
            ..observed(5)
        },
    ]
}

#[test]
fn what_is_open_without_a_beginning_is_no_ended_one() {
    let open = |number| Observation { open: true, ..observed(number) };
    // One is over, one was found already: of these a moment is missing.
    let all = [
        open(1),
        observed(2),
        Observation { to: exact(5), ..open(3) },
        Observation { from: exact(0), ..open(4) },
    ];
    let resolve = report("time-to-resolve", SourceRule::StatedFirst, &all);
    let counts = &resolve.total.counts;
    assert_eq!((counts.n, counts.n_open), (0, 1));
    assert_eq!(counts.left_out, [(LeftOut::MissingMoment, 2), (LeftOut::StillOpen, 1)].into());
    assert_eq!(unstarted(&resolve.periods), [IncidentNumber(1)]);
    let words = |name: &str, many, more| {
        report(name, SourceRule::StatedFirst, &all).unstarted_in_words(many, more)
    };
    let says = |text: &str| Some(text.to_owned());
    let started = says("1 is still open; say when its impact started.");
    assert_eq!(words("time-to-resolve", 1, false), started);
    let more = says("2 more are still open; say when their impact started.");
    assert_eq!(words("time-to-mitigate", 2, true), more);
    let detected = says("1 more is still open; say when it was detected.");
    assert_eq!(words("time-to-acknowledge", 1, true), detected);
    let two = says("2 are still open; say when they were detected.");
    assert_eq!(words("time-to-acknowledge", 2, false), two);
    assert_eq!(words("time-to-resolve", 0, false), None);
    // Where no milestones define the metric there is nothing to say.
    let stated = report("time-to-repair", SourceRule::StatedFirst, &all);
    assert!(unstarted(&stated.periods).is_empty());
    assert_eq!(stated.unstarted_in_words(1, false), None);
}

#[test]
fn what_is_left_out_has_its_reason() {
    let resolve = |rule| report("time-to-resolve", rule, &five());
    let first = resolve(SourceRule::StatedFirst);
    let q1 = &first.periods[0];
    assert_eq!(
        (q1.figures.counts.n, q1.figures.counts.n_stated, q1.figures.counts.n_moments),
        (2, 1, 1)
    );
    assert_eq!((q1.figures.counts.differing, q1.figures.counts.by_declared), (1, 1));
    assert_eq!(
        q1.figures.counts.left_out,
        [(LeftOut::MissingMoment, 1), (LeftOut::OutOfOrder, 1)].into()
    );
    assert_eq!(q1.figures.mean.unwrap().to_string(), "10m");
    assert_eq!(resolve(SourceRule::Stated).total.counts.left_out, [(LeftOut::NotStated, 4)].into());
    let moments = resolve(SourceRule::Moments);
    assert_eq!(moments.periods[0].figures.mean.unwrap().to_string(), "11m");
    assert_eq!(moments.total.mean.unwrap().floored().to_the_minute(), "555h 40m");
    let repair = report("time-to-repair", SourceRule::StatedFirst, &[observed(1)]);
    assert_eq!(repair.total.counts.left_out, [(LeftOut::NotStated, 1)].into());
}

#[test]
fn what_is_open_is_as_old_as_the_data() {
    let report = report("time-to-resolve", SourceRule::StatedFirst, &five());
    let q2 = &report.periods[1];
    assert_eq!(
        (q2.figures.counts.n, q2.figures.counts.n_open, report.total.counts.n_open),
        (0, 1, 1)
    );
    assert!(q2.figures.counts.left_out.is_empty());
    assert_eq!(q2.open[0].age, Duration::from_minutes(100_000));
    // It began after the state of the data.
    let late = Observation { from: exact(300_001), open: true, ..observed(1) };
    assert_eq!(late.computed(minutes(300_000)), Err(LeftOut::OutOfOrder));
    // Or perhaps before it, where that is known to an hour only: it is not old yet.
    let about = Some(Known { at: minutes(300_010), precision: Precision::Minutes(60) });
    let about = Observation { from: about, open: true, ..observed(1) };
    assert_eq!(about.computed(minutes(300_000)), Ok(measured(0, false, 0)));
    assert_eq!(about.computed(minutes(299_949)), Err(LeftOut::OutOfOrder));
    assert_eq!(about.computed(minutes(300_020)), Ok(measured(600, false, 0)));
    // Its moment is known though it is open.
    let known = Observation { from: exact(0), to: exact(7), open: true, ..observed(1) };
    assert_eq!(known.computed(minutes(9)), Ok(measured(7 * 60, true, 1)));
}

fn measured(seconds: i64, ended: bool, precision: i64) -> Measured {
    let [length, precision] = [seconds, precision].map(Duration::from_seconds);
    Measured { length, ended, precision }
}

#[test]
fn what_moments_cannot_tell_from_zero_is_zero() {
    let at = |at, precision| Some(Known { at: minutes(at), precision });
    let of = |from, to| Observation { from, to, ..observed(1) }.computed(minutes(100));
    let (minute, about) = (Precision::Minute, Precision::ABOUT);
    assert_eq!(of(at(5, minute), at(5, minute)), Ok(measured(0, true, 60)));
    assert_eq!(of(at(7, minute), at(5, minute)), Err(LeftOut::OutOfOrder));
    // A quarter of an hour before is no order where one of them is known to a quarter of an hour.
    assert!(of(at(20, minute), at(5, about)).unwrap().floored());
    assert_eq!(of(at(40, minute), at(5, about)), Err(LeftOut::OutOfOrder));
    let zero = Observation { from: at(6, minute), to: at(5, minute), ..observed(1) };
    let report = report("time-to-resolve", SourceRule::Moments, &[zero]);
    let included = &report.periods[0].included[0];
    assert_eq!((report.total.counts.n_zero, included.shown()), (1, "< 1m".to_owned()));
    assert_eq!(included.duration, Duration::ZERO);
    // It may be twice as wrong as it is precise, which the worst case knows.
    let twice = Observation { from: at(5, minute), to: at(6, minute), ..observed(1) };
    let twice = self::report("time-to-resolve", SourceRule::Moments, &[twice]);
    let median = twice.total.told.median.to_string();
    assert!(median.starts_with("Half of them take less than 1m."), "{median}");
    for sample in [twice.sample(), twice.periods[0].sample()] {
        let worst = sample.worst_case().unwrap().to_string();
        assert!(worst.ends_with("mean 0s to 2m, median 0s to 2m."), "{worst}");
    }
    let stated = Observation { stated: Some(Duration::ZERO), ..observed(1) };
    let report = self::report("time-to-resolve", SourceRule::Stated, &[stated]);
    assert_eq!(report.periods[0].included[0].shown(), "< 1m");
}

#[test]
fn what_is_open_is_never_dropped() {
    let lasting =
        |number, minutes| Observation { from: exact(0), to: exact(minutes), ..observed(number) };
    let open = Observation { from: exact(0), open: true, ..observed(4) };
    let all = [lasting(1, 60), lasting(2, 120), lasting(3, 180), open];
    let total = report("time-to-resolve", SourceRule::Moments, &all).total;
    assert_eq!((total.counts.n, total.counts.n_open), (3, 1));
    assert!(total.told.mean.at_least && total.told.mean.n == 4);
    // Half of the four had ended after two hours, and the next one took three.
    assert_eq!(total.median.unwrap().floored(), Duration::from_minutes(150));
    assert!(total.told.geometric_mean.point.is_err());
}

#[test]
fn json_and_csv_have_the_promised_shape() {
    let report = report("time-to-resolve", SourceRule::StatedFirst, &five());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["metric"], "time-to-resolve");
    assert_eq!(json["definition"], "resolved − impact started");
    assert_eq!(
        (&json["definition_version"], &json["as_of"]),
        (&1.into(), &"2020-07-27T08:00:00Z".into())
    );
    assert_eq!((&json["by"], &json["zone"]), (&"quarter".into(), &"UTC".into()));
    let expected = serde_json::json!({
        "period": "2020-Q1", "n": 2, "n_open": 0, "n_zero": 0, "mean_seconds": 630.0, "median_seconds": 630.0,
        "p90_seconds": null, "n_stated": 1, "n_moments": 1, "differing": 1, "by_declared": 1,
        "left_out": {"missing_moment": 1, "out_of_order": 1},
    });
    let mut first = json["periods"][0].clone();
    let told = first.as_object_mut().unwrap().remove("told").unwrap();
    assert_eq!(first, expected);
    assert_eq!((&told["mean"]["n"], &told["mean"]["seconds"]), (&2.into(), &630.0.into()));
    assert_eq!(told["median"]["low_seconds"], serde_json::Value::Null);
    assert_eq!(json["periods"][1]["median_seconds"], serde_json::Value::Null);
    let what = "time-to-resolve,resolved − impact started,1,stated-first,UTC,2020-07-27T08:00:00Z";
    let filters = "filter_severity,filter_service,filter_team,filter_kind,filter_private,\
        filter_from,filter_to";
    assert_eq!(
        report.to_csv(),
        format!(
            "period,n,n_open,n_zero,mean_seconds,mean_at_least,median_seconds,median_low_seconds,\
             median_high_seconds,p90_seconds,p90_low_seconds,p90_high_seconds,\
             geometric_mean_seconds,geometric_mean_low_seconds,geometric_mean_high_seconds,\
             n_stated,n_moments,differing,by_declared,left_out_missing_moment,\
             left_out_out_of_order,left_out_not_stated,left_out_still_open,metric,definition,definition_version,\
             source,zone,as_of,{filters}\n\
             2020-Q1,2,0,0,630,false,630,,,,,,{geometric},,,1,1,1,1,1,1,0,0,{what},,,,incident,\
             false,,\n\
             2020-Q2,0,1,0,6000000,true,,,,,,,,,,0,0,0,0,0,0,0,0,{what},,,,incident,false,,\n",
            geometric = report.periods[0].figures.told.geometric_mean.point.unwrap()
        )
    );
}

#[test]
fn files_say_of_what_they_are_and_how_sure() {
    let lasting =
        |number, minutes| Observation { from: exact(0), to: exact(minutes), ..observed(number) };
    let ten: Vec<_> = (1..=10).map(|number| lasting(number, number * 10)).collect();
    let asked = DurationsForm {
        severity: "sev2".to_owned(),
        service: "Web".to_owned(),
        team: "Shop".to_owned(),
        kind: "all".to_owned(),
        from: "2020-Q1".to_owned(),
        to: "2020".to_owned(),
        private: "1".to_owned(),
        ..DurationsForm::default()
    };
    let filters = asked.parse().unwrap().filters();
    let report = report("time-to-resolve", SourceRule::Moments, &ten).of(filters.clone());
    let json = serde_json::to_value(&report).unwrap();
    for (field, is) in [
        ("severity", "sev2"),
        ("service", "Web"),
        ("team", "Shop"),
        ("kind", "all"),
        ("from", "2020-Q1"),
        ("to", "2020"),
        ("source", "moments"),
        ("filters", &filters.in_words()),
    ] {
        assert_eq!(json[field], is, "{field}");
    }
    assert_eq!(json["with_private"], true);
    let end = ",sev2,Web,Shop,all,true,2020-Q1,2020\n";
    let csv = report.to_csv();
    assert!(csv.contains("\n2020-Q1,10,0,0,3300,false,3300,1200,5400,5700,4200,,2717."), "{csv}");
    assert!(csv.ends_with(end), "{csv}");
    let incidents = report.incidents_to_csv(report.periods[0].period).unwrap();
    assert!(incidents.contains("\nINC-1,counted,,600,1,moments,false,2020-Q1,time-to-resolve,"));
    assert!(incidents.ends_with(end) && incidents.lines().count() == 11, "{incidents}");
}

fn any_observation() -> impl Strategy<Value = Observation> {
    let precision = prop::sample::select(vec![Precision::Exact, Precision::Minute, Precision::DAY]);
    let known = (0..900_000_i64, precision)
        .prop_map(|(at, precision)| Known { at: minutes(at), precision });
    let moment = || prop::option::of(known.clone());
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
        let frame = Frame { by, zone: zone.clone(), ..frame("time-to-resolve", rule) };
        let report = build(&frame, all.clone());
        let left_out = |counts: &Counts| counts.n_open + counts.left_out.values().sum::<u64>();
        prop_assert_eq!(report.total.counts.n + left_out(&report.total.counts), all.len() as u64);
        let counted = report.periods.iter().map(|p| p.figures.counts.n + left_out(&p.figures.counts)).sum::<u64>();
        prop_assert_eq!(counted, all.len() as u64);
        prop_assert!(report.periods.windows(2).all(|pair| pair[0].period < pair[1].period));
        for period in &report.periods {
            prop_assert_eq!(period.included.len() as u64, period.figures.counts.n);
            let counts = &period.figures.counts;
            prop_assert_eq!(period.figures.mean.is_some(), counts.n + counts.n_open > 0);
            for one in &period.included {
                prop_assert!(one.duration >= Duration::ZERO);
                prop_assert!(all.iter().any(|o| o.incident == one.incident
                    && Period::of(o.belongs_at, &zone, by) == period.period));
            }
        }
        prop_assert_eq!(report.to_csv().lines().count(), report.periods.len() + 1);
    }
}
