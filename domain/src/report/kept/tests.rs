//! Two answers compared: the same differ in nothing, and nothing that differs is left untold.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::facts::{Facts, Path};
use super::place::place;
use super::{Answer, compare};

fn answer(value: &Value) -> Answer {
    Answer::of(value).unwrap()
}

fn differences(then: &Value, today: &Value) -> Vec<String> {
    let found = compare(&answer(then), &answer(today));
    found.differences.iter().map(ToString::to_string).collect()
}

fn durations(n: u64, median: f64, low: f64, counted: &[(&str, f64)]) -> Value {
    let counted: Vec<_> = counted
        .iter()
        .map(|(incident, seconds)| json!({ "incident": incident, "seconds": seconds, "severity": "sev2" }))
        .collect();
    json!({
        "as_of": format!("2026-01-0{n}T00:00:00Z"),
        "definition_version": 1,
        "periods": [{
            "period": "2026-Q1",
            "n": n,
            "median_seconds": median,
            "told": { "median": { "n": n, "per_cent": 50, "seconds": median, "low_seconds": low } },
            "left_out": {},
        }],
        "behind": [{ "period": "2026-Q1", "included": counted }],
    })
}

#[test]
fn what_was_kept_before_rules_were_read_lacks_none() {
    let incident = json!({ "incident": "INC-1", "due": { "review": "full", "missing": ["x"] } });
    let today = json!({
        "policy": { "rules": [{ "when": "Over budget", "means": "stop" }] },
        "rule": { "when": "Over budget", "means": "stop" },
        "incidents": [incident],
    });
    let then = json!({ "incidents": [{ "incident": "INC-1" }] });
    assert_eq!(differences(&then, &today), Vec::<String>::new());
    let mut other = today.clone();
    other["rule"]["means"] = json!("go on");
    other["incidents"][0]["due"]["review"] = json!("light");
    assert_eq!(
        differences(&today, &other),
        ["What it means: stop then, go on today", "INC-1: review due full then, light today"]
    );
}

#[test]
fn a_figure_that_differs_is_told_with_both() {
    let then = durations(2, 3000.0, 60.0, &[("INC-1", 3000.0), ("INC-2", 3600.0)]);
    assert_eq!(differences(&then, &then), Vec::<String>::new());
    let mut today =
        durations(3, 3300.0, 120.0, &[("INC-1", 3300.0), ("INC-2", 3600.0), ("INC-12", 60.0)]);
    today["definition_version"] = json!(2);
    today["periods"][0]["left_out"] = json!({ "out_of_order": 1 });
    let told = differences(&then, &today);
    let expected = [
        "Version of the definition: 1 then, 2 today",
        "Known to their end, 2026-Q1: 2 then, 3 today",
        "Median, 2026-Q1: 50m then, 55m today",
        "Left out, moments out of order, 2026-Q1: none then, 1 today",
        "1 incident more, counted, 2026-Q1: INC-12",
        "INC-1, counted, 2026-Q1: lasted 50m then, 55m today",
    ];
    assert_eq!(told, expected);
    // How sure the median is stands in the table, and in words only where nothing else differs.
    let unsure = durations(2, 3000.0, 120.0, &[("INC-1", 3000.0), ("INC-2", 3600.0)]);
    let told = differences(&then, &unsure);
    assert_eq!(told, ["Median, lower end (95 %), 2026-Q1: 1m then, 2m today"]);
    let sections = compare(&answer(&then), &answer(&today)).sections;
    let names: Vec<_> = sections.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["", "2026-Q1"]);
    let rows: Vec<_> =
        sections[1].rows.iter().map(|row| (row.label.as_str(), row.differs)).collect();
    let expected = [
        ("Known to their end", true),
        ("Median", true),
        ("Median, lower end (95 %)", true),
        ("Left out, moments out of order", true),
        ("Incidents, counted", true),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn what_would_read_the_same_is_told_exactly() {
    let told = |then: f64, today: f64, field: &str| {
        differences(&json!({ field: then }), &json!({ field: today })).remove(0)
    };
    assert_eq!(told(3000.0, 3010.0, "median_seconds"), "Median: 50m then, 50m 10s today");
    assert_eq!(told(0.5, 0.5001, "rate"), "Change fail rate: 50 % then, 50.01 % today");
    assert_eq!(
        told(12.0, 40.25, "median_age_days"),
        "Median age of the open: 12 days then, 40.2 days today"
    );
    assert_eq!(told(1.0, 1.000_000_1, "score"), "Score: 1.0 then, 1.0000001 today");
}

#[test]
fn what_grows_by_itself_differs_where_it_reads_otherwise() {
    let of = |open: u64, mean: f64, age: f64| {
        let total = json!({ "n_open": open, "mean_seconds": mean });
        json!({ "total": total, "oldest_age_days": age })
    };
    assert_eq!(differences(&of(1, 3000.0, 3.01), &of(1, 3010.0, 3.02)), Vec::<String>::new());
    let told = differences(&of(1, 3000.0, 3.01), &of(1, 3060.0, 4.01));
    let expected = [
        "Age of the oldest: 3 days then, 4 days today",
        "What is still open has grown older since; by that these move (all together): mean",
    ];
    assert_eq!(told, expected);
    // Where all have ended, a second is one.
    let told = differences(&of(0, 3000.0, 3.0), &of(0, 3010.0, 3.0));
    assert_eq!(told, ["Mean, all together: 50m then, 50m 10s today"]);
}

/// Within a minute a report with something open says nothing but that, in one line.
#[test]
fn what_only_grows_older_is_one_line() {
    let of = |n: u64, mean: f64, share: f64, ended: f64| {
        let figures = |name: &str| {
            json!({
                "period": name, "n": n, "n_open": 1, "mean_seconds": mean,
                "told": { "mean": { "longest_share": share } },
            })
        };
        let included = json!([{ "incident": "INC-1", "seconds": ended }]);
        let mut total = figures("2026-11");
        total.as_object_mut().unwrap().remove("period");
        json!({
            "total": total,
            "periods": [figures("2026-11")],
            "behind": [{ "period": "2026-11", "included": included }],
        })
    };
    let then = of(1, 3000.0, 0.4038, 60.0);
    let one = "What is still open has grown older since; by that these move (all together, \
               2026-11): ";
    assert_eq!(differences(&then, &of(1, 3060.0, 0.4037, 60.0)), [format!("{one}mean")]);
    let share = differences(&then, &of(1, 3000.0, 0.4037, 60.0));
    assert_eq!(share, [format!("{one}the longest, of the sum")]);
    // Where something happened each figure is told with both.
    let told = differences(&then, &of(1, 3060.0, 0.4037, 120.0));
    assert!(told.contains(&"INC-1, counted, 2026-11: lasted 1m then, 2m today".to_owned()));
    assert!(told.contains(&"Mean, 2026-11: 50m then, 51m today".to_owned()), "{told:?}");
    assert!(told.contains(&"Mean, all together: 50m then, 51m today".to_owned()), "{told:?}");
    let told = differences(&then, &of(2, 3060.0, 0.4038, 60.0));
    assert!(told.contains(&"Mean, 2026-11: 50m then, 51m today".to_owned()), "{told:?}");
    assert!(!told.iter().any(|one| one.contains("grown older")), "{told:?}");
}

#[test]
fn sections_come_and_go() {
    let of = |names: &[&str]| {
        let periods: Vec<_> =
            names.iter().map(|name| json!({ "period": name, "asked": 1 })).collect();
        json!({ "total": { "asked": names.len() }, "periods": periods })
    };
    let told = differences(&of(&["2026-Q1", "2026-Q2"]), &of(&["2026-Q2", "2026-Q3", "2026-Q4"]));
    let expected = [
        "2026-Q1: not there today",
        "2026-Q3: new today",
        "2026-Q4: new today",
        "Asked for, all together: 2 then, 3 today",
    ];
    assert_eq!(told.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    for one in expected {
        assert!(told.iter().any(|told| told == one), "{one} is not in {told:?}");
    }
}

#[test]
fn what_the_home_says_is_told_by_question() {
    let of = |count: u64, spent: f64, incidents: &[&str]| {
        let incidents: Vec<_> = incidents.iter().map(|one| json!({ "incident": one })).collect();
        json!({
            "span": "2026-10",
            "headline": format!("{count} incidents."),
            "answers": [{ "key": "counts", "question": "How many?", "words": ["So many.", "More."] }],
            "counts": { "period": { "count": count }, "before": { "count": 1 } },
            "budgets": [{ "slo": "Web: Speed", "address": "/slos/1", "spent_of_budget": spent }],
            "factors": { "with_factors": 1, "came_back": count },
            "through": { "done": count, "reviews": { "asked": 1 }, "actions": { "open": 3 } },
            "incidents": incidents,
        })
    };
    let (then, today) = (of(2, 0.5, &["INC-1", "INC-2"]), of(3, 1.5, &["INC-1", "INC-3"]));
    let told = differences(&then, &today);
    let expected = [
        "1 incident more: INC-3",
        "1 incident fewer: INC-2",
        "Incidents, How many incidents: 2 then, 3 today",
        "Spent of the budget, Budget of Web: Speed: 50 % then, 150 % today",
        "Came back, Contributing factors: 2 then, 3 today",
        "Done, Actions that ended: 2 then, 3 today",
    ];
    assert_eq!(told, expected);
    let said = answer(&then).words();
    let words: Vec<_> =
        said.iter().map(|(asked, words)| (asked.as_str(), words.join(" "))).collect();
    let expected = [("", "2 incidents."), ("How many?", "So many. More.")];
    assert_eq!(words, expected.map(|(asked, words)| (asked, words.to_owned())));
    assert!(answer(&json!({ "n": 1 })).words().is_empty());
}

#[test]
fn figures_without_a_name_have_that_of_their_period() {
    let of = |minutes: &[i64], periods: &[&str]| {
        let sums: Vec<_> = minutes.iter().map(|minutes| json!({ "minutes": minutes })).collect();
        json!({ "periods": periods, "services": [{ "service": null, "total": { "minutes": 1 }, "periods": sums }] })
    };
    let told = differences(
        &of(&[30, 90], &["2026-02", "2026-01"]),
        &of(&[10, 30, 95], &["2026-03", "2026-02", "2026-01"]),
    );
    assert!(
        told.contains(&"2026-01: Toil, No service: 1h 30m then, 1h 35m today".to_owned()),
        "{told:?}"
    );
    assert!(!told.iter().any(|one| one.contains("2026-02: Toil")), "{told:?}");
}

#[test]
fn what_is_listed_is_told_by_its_kind() {
    let then = json!({
        "undated": ["INC-1"],
        "failed": [{ "change": "CH-1", "incidents": ["INC-1"], "recovery": { "state": "open" } }],
        "actions": [{ "number": "A-1", "state": "in_progress", "age_days": 3.5 }],
    });
    let today = json!({
        "undated": ["INC-2", "INC-3"],
        "failed": [
            { "change": "CH-1", "incidents": ["INC-1"], "recovery": { "state": "done", "seconds": 60.0 } },
            { "change": "CH-2", "incidents": ["INC-2"], "recovery": { "state": "open" } },
        ],
        "actions": [{ "number": "A-1", "state": "done", "age_days": 4.5 }],
    });
    let told = differences(&then, &today);
    let expected = [
        "A-1: state in progress then, done today",
        "1 change more, failed: CH-2",
        "CH-1, failed: recovery open then, done today; recovered from within none then, 1m today",
        "2 incidents more, without a date: INC-2, INC-3",
        "1 incident fewer, without a date: INC-1",
    ];
    assert_eq!(told, expected);
}

/// Answers as reports have them, of few fields, so that two often meet.
fn answers() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0_i64..4).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-c]{1,2}".prop_map(Value::from),
        (1_i64..5).prop_map(|number| Value::from(format!("INC-{number}"))),
    ];
    let field = prop::sample::select(vec![
        "period",
        "incident",
        "n",
        "median_seconds",
        "told",
        "interval",
        "periods",
        "incidents",
        "actions",
        "total",
        "service",
        "number",
        "anything",
    ]);
    leaf.prop_recursive(4, 48, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(field.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn told(facts: &Facts) -> HashMap<Path, Value> {
    facts.0.iter().cloned().collect()
}

proptest! {
    #[test]
    fn the_same_differs_in_nothing(one in answers()) {
        let found = compare(&answer(&one), &answer(&one));
        prop_assert_eq!(found.differences, Vec::new());
        prop_assert!(found.sections.iter().all(|part| part.rows.iter().all(|row| !row.differs)));
    }

    /// The places of both, taken together, lead from the one to the other.
    #[test]
    fn what_differs_makes_the_one_the_other(one in answers(), other in answers()) {
        let (one, other) = (Facts::of(&answer(&one)), Facts::of(&answer(&other)));
        let mut facts = told(&one);
        prop_assert_eq!(facts.len(), one.0.len(), "each place once");
        for (path, then, today) in one.pairs(&other) {
            prop_assert_eq!(facts.get(path), then);
            match today {
                Some(today) => facts.insert(path.clone(), today.clone()),
                None => facts.remove(path),
            };
        }
        prop_assert_eq!(facts, told(&other));
    }

    /// Nothing that is told differs in silence.
    #[test]
    fn every_difference_is_told(one in answers(), other in answers()) {
        let (one, other) = (answer(&one), answer(&other));
        let found = compare(&one, &other);
        let (then, today) = (Facts::of(&one), Facts::of(&other));
        let differ = then.pairs(&today).into_iter().any(|(path, then, today)| {
            then != today && place(path).is_some()
        });
        prop_assert_eq!(!found.differences.is_empty(), differ);
    }

    #[test]
    fn an_answer_is_read_back(one in answers()) {
        let one = answer(&one);
        let again = Answer::parse(one.text().to_owned()).unwrap();
        prop_assert_eq!(&again, &one);
        prop_assert_eq!(compare(&one, &again).differences, Vec::new());
    }
}
