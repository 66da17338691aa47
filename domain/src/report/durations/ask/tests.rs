use super::*;

fn form(pairs: &[(&str, &str)]) -> DurationsForm {
    let owned: Vec<_> =
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    DurationsForm::of(&owned)
}

#[test]
fn what_is_compared_follows_what_it_is_compared_with() {
    let asked = |before, after| form(&[("before", before), ("after", after)]).parse();
    assert!(asked("2026-Q1", "2026-Q2").is_ok());
    for (before, after) in [("2026-Q2", "2026-Q1"), ("2026-Q1", "2026-Q1")] {
        let refused = asked(before, after).unwrap_err();
        assert_eq!(refused.fields()[0].field, "after", "{before} {after}");
    }
}

#[test]
fn nothing_asked_is_a_whole_question() {
    let asked = form(&[]).parse().unwrap();
    assert_eq!(asked.metric.as_str(), "time-to-resolve");
    assert_eq!((asked.by, asked.counted), (By::Quarter, Counted::Incident));
}

#[test]
fn a_question_is_found_again_in_its_address() {
    let asked = form(&[
        ("metric", "time_to_detect"),
        ("version", "3"),
        ("by", "month"),
        ("severity", "2"),
        ("service", "Web & shop"),
        ("team", "Search"),
        ("kind", "near-miss"),
        ("source", "moments"),
        ("from", "2020-Q1"),
        ("to", "2021"),
        ("private", "1"),
        ("after", "2020-03"),
        ("slice", "team"),
        ("with", "time-to-resolve"),
        ("with", "time to detect"),
        ("with", ""),
        ("with", "time_to_resolve"),
        ("with", "time_to_acknowledge. 4"),
    ])
    .parse()
    .unwrap();
    let pairs: Vec<_> =
        asked.pairs().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    assert_eq!(DurationsForm::of(&pairs).parse().unwrap(), asked);
    let with = |asked: &DurationsAsked| asked.with.iter().map(With::to_string).collect::<Vec<_>>();
    assert_eq!(asked.slice, Some(SliceBy::Team));
    assert_eq!(with(&asked), ["time-to-resolve", "time-to-acknowledge.4"]);
    let of = |metric| Definition::shipped(Metric::parse(metric).unwrap());
    let held = asked.held_to(&[of("time-to-resolve"), of("time-to-detect")]);
    assert_eq!(with(&held), ["time-to-resolve.1", "time-to-acknowledge.4"]);
    assert_eq!(held.version, Some(1));
    assert_eq!(asked.at_once(), asked.compared);
    let compared = asked.compared.map(|(before, after)| format!("{before} {after}"));
    assert_eq!(compared.as_deref(), Some("2020-02 2020-03"));
    assert!(asked.covers(Period::parse("2021-12").unwrap().start(&Zone::utc()), &Zone::utc()));
    assert!(!asked.covers(Period::parse("2022-01").unwrap().start(&Zone::utc()), &Zone::utc()));
}

#[test]
fn every_filter_is_told() {
    let words = |name, value| form(&[(name, value)]).parse().unwrap().in_words();
    for (name, value, says) in [
        ("severity", "2", "whose highest severity was SEV2"),
        ("service", "Web", "of the service Web"),
        ("team", "Shop", "of the services of the team Shop"),
        ("kind", "all", "Counted are incidents and near misses"),
        ("private", "1", "those private ones that you may see"),
        ("from", "2020-Q1", "Listed are periods from 2020-Q1 on. A duration is"),
        ("to", "2020-Q1", "Listed are periods up to 2020-Q1."),
        ("source", "stated-first", "A duration is what was stated, else what its moments give."),
        ("source", "stated", "Only durations that were stated count."),
        ("source", "moments", "what its moments give, whatever was stated."),
    ] {
        assert!(words(name, value).contains(says), "{name}={value}: {}", words(name, value));
    }
}

#[test]
fn every_wrong_value_has_its_sentence() {
    let wrong = form(&[
        ("metric", "mttr"),
        ("version", "last"),
        ("by", "fortnight"),
        ("severity", "9"),
        ("kind", "drill"),
        ("source", "x"),
        ("from", "2020-13"),
        ("private", "yes"),
        ("slice", "person"),
        ("with", "mttr"),
    ]);
    assert_eq!(wrong.parse().unwrap_err().fields().len(), 10);
    let six = ["a", "b", "c", "d", "e"].map(|name| ("with", format!("time-to-{name}")));
    let six: Vec<_> = six.iter().map(|(key, name)| (*key, name.as_str())).collect();
    assert_eq!(form(&six).parse().unwrap_err().fields()[0].field, "with");
    assert!(form(&six[..4]).parse().is_ok());
    assert!(form(&[("by", "month"), ("after", "2020-Q1")]).parse().is_err());
    assert!(form(&[("from", "2021"), ("to", "2020")]).parse().is_err());
    assert!(form(&[("from", "2020-02"), ("to", "2020")]).parse().is_ok());
}

#[test]
fn a_metric_is_not_compared_in_two_versions() {
    let twice = [
        vec![("with", "time-to-resolve.1")],
        vec![("metric", "time-to-detect"), ("version", "2"), ("with", "time-to-detect.1")],
        vec![("with", "time-to-detect.1"), ("with", "time-to-detect.2")],
        vec![("with", "time-to-detect"), ("with", "time-to-detect.2")],
    ];
    for pairs in twice {
        let refused = form(&pairs).parse().unwrap_err().to_string();
        assert!(refused.contains("in two versions of its definition"), "{pairs:?}: {refused}");
    }
    for pairs in
        [vec![("with", "time-to-resolve")], vec![("version", "1"), ("with", "time-to-resolve.1")]]
    {
        assert_eq!(form(&pairs).parse().unwrap().with, [], "{pairs:?}");
    }
    for wrong in ["time-to-detect.", "time-to-detect.0", "time-to-detect.x", "detect.1"] {
        assert!(With::parse(wrong).is_err(), "{wrong}");
    }
    let held = form(&[("version", "3"), ("with", "time-to-detect.2")]).parse().unwrap();
    let of = |metric| held.held(&Metric::parse(metric).unwrap()).version;
    assert_eq!(
        ["time-to-resolve", "time-to-detect", "time-to-mitigate"].map(of),
        [Some(3), Some(2), None]
    );
}
