use proptest::prelude::*;

use super::*;
use crate::budget::{Cost, Course, Frame};
use crate::duration::{DAY, Duration, HOUR};
use crate::impact::Fraction;
use crate::statistics::CountVerdict;
use crate::zone::tests::any_zone;

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn at(text: &str) -> Instant {
    let day = crate::period::Day::parse(text).unwrap();
    day.start(&Zone::utc()).unwrap()
}

fn fact(number: i64, belongs_at: Instant) -> CountFact {
    CountFact {
        incident: IncidentNumber(number),
        belongs_at,
        by_declared: false,
        open: false,
        severity: None,
        impacts: Vec::new(),
    }
}

fn asked(pairs: &[(&str, &str)]) -> CountsAsked {
    let owned: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    CountsForm::of(&owned).parse().unwrap()
}

fn report(pairs: &[(&str, &str)], now: &str, dated: Vec<CountFact>) -> CountsReport {
    let read = Read { dated, on_record_since: Some(at("2025-12-24")), ..Read::default() };
    build(&asked(pairs), &Zone::utc(), at(now), read)
}

/// So many a week from a day on, for eight weeks.
fn begun(day: &str, a_week: i64) -> Vec<CountFact> {
    let mut facts = Vec::new();
    for week in 0..8 {
        for one in 0..a_week {
            let after = week * 7 * DAY + one * HOUR;
            facts.push(fact(week * a_week + one, at(day).plus_micros(after)));
        }
    }
    facts
}

#[test]
fn a_word_answers_first() {
    let first = [0, 1, 2, 3, 3].map(|days| fact(days, at("2026-09-03").plus_micros(days * DAY)));
    let then = [0, 9].map(|days| fact(10 + days, at("2026-10-03").plus_micros(days * DAY)));
    let all: Vec<_> = first.into_iter().chain(then).collect();
    let report = report(&[], "2026-11-05", all);
    let answer = report.answer.as_ref().unwrap();
    assert_eq!(
        answer.in_words(),
        "2 incidents began in 2026-10, 3 fewer than in 2026-09: cannot tell whether that is more \
         than chance."
    );
    // They came together: so few say nothing, however they were shared out.
    let few = "7 in both together are too few to tell of a change: had all begun in one of the \
        two, that could be chance. They come in clusters";
    assert!(answer.ratio_in_words().unwrap().starts_with(few), "{:?}", answer.ratio_in_words());
    // The months since the record began, with those in which nothing happened.
    let months: Vec<_> = report.periods.iter().map(|one| one.period.to_string()).collect();
    assert_eq!((months.len(), months[0].as_str(), months[11].as_str()), (12, "2025-12", "2026-11"));
    let last = &report.periods[11];
    assert_eq!((last.finished, last.days, last.count), (false, 4.0, 0));
    assert!(answer.period.rate_in_words(report.filters.counted).contains("assumes independent"));
}

#[test]
fn of_none_it_is_said_in_the_singular() {
    let report = report(&[("period", "2027-01")], "2026-11-05", begun("2026-01-01", 1));
    let words = report.answer.unwrap().in_words();
    assert!(words.starts_with("No incident has begun in 2027-01 so far; not compared"), "{words}");
    let several = self::report(&[("period", "2026-11")], "2026-11-05", begun("2026-11-01", 2));
    let words = several.answer.unwrap().in_words();
    assert!(words.starts_with("2 incidents have begun in 2026-11 so far"), "{words}");
}

#[test]
fn many_more_or_fewer_are_told_by_the_edge_nearest_to_none() {
    let mut all = begun("2026-01-01", 5);
    all.extend(begun("2026-04-01", 1));
    let words = |pairs: &[(&str, &str)]| {
        let report = report(pairs, "2026-08-01", all.clone());
        report.answer.unwrap().in_words()
    };
    let fewer = words(&[("by", "quarter"), ("period", "2026-Q2")]);
    assert!(
        fewer.starts_with("8 incidents began in 2026-Q2, 32 fewer than in 2026-Q1: at least 5")
    );
    assert!(fewer.ends_with(" % fewer a week."), "{fewer}");
    let none = words(&[("by", "quarter"), ("severity", "1"), ("period", "2026-Q3")]);
    assert!(
        none.contains("so far; not compared with 2026-Q2, as the later one has not ended"),
        "{none}"
    );
    let more = report(&[("by", "quarter"), ("period", "2026-Q1")], "2026-08-01", all.clone());
    let more = more.answer.unwrap();
    // The record begins at Christmas.
    assert_eq!(more.change, Err(Untold::RecordBegins));
    assert!(more.in_words().starts_with("40 incidents began in 2026-Q1; not compared with"));
    let later = words(&[("by", "month"), ("period", "2026-04"), ("before", "2026-02")]);
    assert!(later.contains("fewer than in 2026-02"), "{later}");
    let equal = words(&[("by", "month"), ("period", "2026-07")]);
    assert_eq!(equal, "No incident began in 2026-07, nor in 2026-06.");
    let one = [fact(1, at("2026-08-05")), fact(2, at("2026-09-10")), fact(3, at("2026-10-10"))];
    let equal = report(&[("by", "month")], "2026-11-05", one.to_vec()).answer.unwrap();
    let says = "1 incident began in 2026-10, as many as in 2026-09: cannot tell whether anything \
        changed.";
    assert_eq!(equal.in_words(), says);
    assert!(equal.ratio_in_words().unwrap().starts_with("2 in both together are too few to tell"));
}

#[test]
fn a_period_not_begun_and_one_before_the_record_are_not_compared() {
    let change = |period: &str| {
        let report = report(&[("period", period)], "2026-03-01", begun("2026-01-01", 1));
        report.answer.unwrap().change
    };
    assert_eq!(change("2026-05"), Err(Untold::NotBegun));
    assert_eq!(change("2025-12"), Err(Untold::BeforeRecord));
    assert!(change("2026-02").is_ok());
    let nothing = build(&asked(&[]), &Zone::utc(), at("2026-03-01"), Read::default());
    assert!(nothing.periods.is_empty() && nothing.answer.is_none());
}

#[test]
fn weeks_are_as_long_as_they_are_where_clocks_change() {
    let berlin = zone("Europe/Berlin");
    let read = |dated| Read { dated, on_record_since: Some(at("2026-01-01")), ..Read::default() };
    let of = |month: &str| {
        let report =
            build(&asked(&[("period", month)]), &berlin, at("2027-01-01"), read(Vec::new()));
        report.answer.unwrap().period
    };
    let (march, october) = (of("2026-03"), of("2026-10"));
    assert!((march.days - (31.0 - 1.0 / 24.0)).abs() < 1e-9);
    assert!((october.days - (31.0 + 1.0 / 24.0)).abs() < 1e-9);
    let days: Vec<_> = october.weeks.iter().map(|week| (week.days, week.whole)).collect();
    assert_eq!(days[0], (7.0, true));
    assert!((days[3].0 - (7.0 + 1.0 / 24.0)).abs() < 1e-9 && days[3].1);
    assert_eq!(days[4], (3.0, false));
    assert_eq!(october.weeks[4].from.to_string(), "2026-10-29");
}

fn piece(from: i64, to: Option<i64>, parts: Option<i64>) -> Piece {
    let hour = |hour: i64| at("2026-01-31").plus_micros(hour * HOUR);
    Piece {
        incident: IncidentNumber(1),
        from: hour(from),
        to: to.map(hour),
        fraction: parts.and_then(Fraction::from_millionths),
    }
}

#[test]
fn impacts_of_an_incident_count_once_and_where_they_were() {
    // From 20:00 until 04:00 of the next month, with another inside of it, and one that goes on.
    let impacts = vec![
        piece(20, Some(28), Some(500_000)),
        piece(21, Some(22), None),
        piece(30, Some(31), Some(0)),
    ];
    let open = CountFact {
        impacts: vec![piece(46, None, Some(1_000_000))],
        open: true,
        ..fact(2, at("2026-02-01"))
    };
    let over =
        CountFact { open: false, ..CountFact { incident: IncidentNumber(3), ..open.clone() } };
    let all = vec![
        CountFact { impacts, ..fact(1, at("2026-01-31")) },
        open,
        over,
        fact(4, at("2026-02-01")),
    ];
    let report = report(&[("from", "2026-01")], "2026-02-02", all);
    let [january, february] = [0, 1].map(|place| &report.periods[place]);
    assert_eq!(january.impact.affected, Duration::from_minutes(4 * 60));
    assert_eq!(january.impact.at_least.as_failure_of_all(), Duration::from_minutes(2 * 60));
    assert_eq!(january.impact.at_most.as_failure_of_all(), Duration::from_minutes(150));
    assert_eq!((january.impact.unknown, january.impact.incidents), (1, 1));
    assert_eq!(january.impact.weighted(), "2h 0m to 2h 30m");
    assert_eq!(february.impact.affected, Duration::from_minutes((4 + 2 + 2) * 60));
    assert_eq!(february.impact.open, [IncidentNumber(2)]);
    assert_eq!(february.impact.no_end, [IncidentNumber(3)]);
    assert_eq!((january.without_impact, february.without_impact), (0, 1));
}

#[test]
fn what_goes_on_is_told_by_number() {
    let open = |number, from| CountFact {
        open: true,
        impacts: vec![piece(0, None, None)],
        ..fact(number, at(from))
    };
    let all = vec![open(3, "2026-01-01"), open(1, "2026-01-03"), open(2, "2026-01-02")];
    let over = all.iter().map(|one| CountFact { open: false, ..one.clone() }).collect();
    let told = |all| report(&[("from", "2026-01")], "2026-02-02", all).periods[0].impact.clone();
    let numbers = [1, 2, 3].map(IncidentNumber);
    assert_eq!(told(all).open, numbers);
    assert_eq!(told(over).no_end, numbers);
}

#[test]
fn files_have_the_promised_shape() {
    let worst = CountFact {
        severity: Some(Severity::Sev1),
        by_declared: true,
        ..fact(7, at("2026-01-05"))
    };
    let to_come = fact(8, at("2026-03-05"));
    let asked = [("from", "2026-01"), ("team", "Shop"), ("kind", "all")];
    let report = report(&asked, "2026-02-01", vec![worst, to_come]);
    let what = "UTC,2026-02-01T00:00:00Z,,,Shop,all,false,2026-01,";
    let head = "zone,as_of,filter_severity,filter_service,filter_team,filter_kind,\
        filter_private,filter_from,filter_to";
    assert_eq!(report.to_come, [IncidentNumber(8)]);
    let csv = report.to_csv();
    assert!(csv.starts_with(&format!(
        "period,count,days,finished,per_week,low,high,phi,phi_df,independence_assumed,sev1,sev2,\
         sev3,sev4,sev5,no_severity,by_declared,impact_seconds,impact_incidents,\
         weighted_at_least_seconds,weighted_at_most_seconds,fractions_unknown,impacts_open,\
         impacts_without_end,without_impact,{head}\n2026-01,1,31,true,0.2258"
    )), "{csv}");
    assert!(csv.ends_with(&format!(",1,3,true,1,0,0,0,0,0,1,0,0,0,0,0,0,0,1,{what}\n2026-02,0,0,false,,,,,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,{what}\n")), "{csv}");
    let week = format!("\n2026-01,2026-01-29,3,false,0,{what}\n");
    assert!(report.weeks_to_csv().contains(&week));
    assert_eq!(
        report.incidents_to_csv(),
        format!(
            "incident,period,began,by_declared,severity,{head}\n\
             INC-7,2026-01,2026-01-05T00:00:00Z,true,sev1,{what}\n"
        )
    );
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(
        json["periods"][0]["severities"][0],
        serde_json::json!({"severity": "sev1", "count": 1})
    );
    assert_eq!(json["answer"]["change"]["untold"], "record_begins");
    assert_eq!((&json["team"], &json["kind"]), (&"Shop".into(), &"all".into()));
    assert_eq!((&json["from"], &json["to"]), (&"2026-01".into(), &serde_json::Value::Null));
    assert_eq!(json["periods"][0]["impact"]["seconds"], 0.0);
}

fn any_piece() -> impl Strategy<Value = Piece> {
    let fraction = prop::option::of(prop::sample::select(vec![0_i64, 1, 300_000, 1_000_000]));
    (0..2000_i64, prop::option::of(0..300_i64), fraction)
        .prop_map(|(from, lasts, parts)| piece(from, lasts.map(|lasts| from + lasts), parts))
}

proptest! {
    #[test]
    fn weeks_make_the_period_and_periods_make_all(
        hours in prop::collection::vec(0..20_000_i64, 0..80),
        now in 0..20_000_i64,
        zone in any_zone(),
        by in prop::sample::select(vec!["week", "month", "quarter", "half", "year"]),
    ) {
        let after = |hours: i64| at("2019-03-05").plus_micros(hours * HOUR);
        let dated: Vec<_> =
            hours.iter().enumerate().map(|(number, hours)| fact(number as i64, after(*hours))).collect();
        let read = Read { dated, ..Read::default() };
        let report = build(&asked(&[("by", by)]), &zone, after(now), read.clone());
        let counted: usize = report.periods.iter().map(|one| one.count).sum();
        prop_assert_eq!(counted + report.to_come.len(), hours.len());
        for one in &report.periods {
            prop_assert_eq!(one.weeks.iter().map(|week| week.count).sum::<usize>(), one.count);
            let days: f64 = one.weeks.iter().map(|week| week.days).sum();
            prop_assert!((days - one.days).abs() < 1e-6, "{} {}", days, one.days);
            prop_assert_eq!(one.severities.iter().map(|of| of.count).sum::<usize>(), one.count);
            prop_assert!(one.weeks.iter().all(|week| week.days > 0.0 && week.days < 7.2));
            prop_assert!(one.weeks.iter().filter(|week| !week.whole).count() <= 1);
            prop_assert!(one.incidents.iter().all(|begun| one.period.holds(begun.at, &zone)));
            prop_assert_eq!(one.finished, one.period.end(&zone) <= report.as_of);
        }
        prop_assert!(report.periods.windows(2).all(|two| two[0].period.after() == two[1].period));
        prop_assert_eq!(report.to_csv().lines().count(), report.periods.len() + 1);
        // A span of one period is told of as the period is; one of two holds both.
        if let Some(answer) = &report.answer {
            let told = |span| told_of(Counted::Incident, span, &zone, report.as_of, &read);
            let alone = told(answer.period.period);
            prop_assert_eq!((&alone.period, &alone.before), (&answer.period, &answer.before));
            // Of two told at once the interval is wider, and the ratio the same.
            match (&alone.change, &answer.change) {
                (Ok(of_two), Ok(one)) => {
                    prop_assert_eq!((of_two.ratio, of_two.at_once, one.at_once), (one.ratio, 2, 1));
                    prop_assert!(of_two.low <= one.low && of_two.high >= one.high);
                }
                (of_two, one) => prop_assert_eq!(of_two, one),
            }
            let both = Span::of(answer.before.period.first(), answer.period.period.last()).unwrap();
            prop_assert_eq!(told(both).period.count, answer.before.count + answer.period.count);
        }
        if let Some(Ok(change)) = report.answer.map(|answer| answer.change) {
            prop_assert!(change.verdict != CountVerdict::Unfinished);
        }
    }

    #[test]
    fn minutes_are_those_of_each_course_by_itself(
        incidents in prop::collection::vec(prop::collection::vec(any_piece(), 0..4), 0..8),
        now in 0..2500_i64,
    ) {
        let now = at("2026-01-31").plus_micros(now * HOUR);
        let facts: Vec<_> = incidents.iter().map(|impacts| {
            CountFact { impacts: impacts.clone(), ..fact(1, at("2026-01-31")) }
        }).collect();
        let edges: Vec<_> = [0, 20, 28, 500, 501, 1700].iter().map(|hour| at("2026-01-31").plus_micros(hour * HOUR)).collect();
        let frames: Vec<_> = edges.windows(2).map(|two| Frame { from: two[0], to: two[1] }).collect();
        for (frame, found) in frames.iter().zip(minutes::minutes(&facts, &frames, now)) {
            let cost = |pieces: fn(&Piece) -> Option<Piece>| -> Cost {
                incidents.iter().map(|own| {
                    let own: Vec<_> = own.iter().filter_map(pieces).collect();
                    Course::of(&own, now).cost(*frame)
                }).sum()
            };
            let most = cost(|piece| Some(*piece));
            prop_assert_eq!(found.at_most, most);
            prop_assert_eq!(found.at_least, cost(|piece| piece.fraction.map(|_| *piece)));
            prop_assert!(found.at_least <= found.at_most);
            let whole = cost(|piece| (piece.fraction != Fraction::from_millionths(0)).then_some(Piece { fraction: None, ..*piece }));
            prop_assert_eq!(found.affected, whole.as_failure_of_all());
            prop_assert!(found.at_most.as_failure_of_all() <= found.affected);
        }
    }
}
