//! Files of others, our own, and that one becomes the other.

use proptest::prelude::*;

use super::{Becomes, Object, Plan, Unreadable, Written, plan, write};
use crate::budget::{DEFAULT_POLICY, Policy, Slo, Target, Window};
use crate::text::Name;
use crate::zone::Zone;

fn read(text: &str) -> Plan {
    plan(text, &Zone::utc()).unwrap()
}

/// Everything that holds for a whole SLO; `without` lines that begin so, `with` in their place.
fn file(without: &str, with: &str) -> String {
    let whole = "apiVersion: openslo/v1
kind: SLO
metadata:
  name: web-availability
  displayName: Web availability
spec:
  service: web
  indicatorRef: web-errors
  timeWindow:
    - duration: 4w
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.995
";
    let line = |line: &str| {
        if line.starts_with(without) { format!("{with}\n") } else { format!("{line}\n") }
    };
    if without.is_empty() { whole.to_owned() } else { whole.lines().map(line).collect() }
}

fn only(plan: &Plan) -> &Object {
    assert_eq!(plan.objects.len(), 1);
    &plan.objects[0]
}

#[test]
fn an_slo_of_others_is_understood_and_what_is_left_is_said() {
    let read = read(&file("", ""));
    let object = only(&read);
    let Becomes::Slo(row) = &object.becomes else { panic!("{object:?}") };
    assert_eq!((row.key.as_str(), row.name.as_str()), ("web-availability", "Web availability"));
    assert_eq!((row.service.as_str(), row.policy.as_str()), ("web", ""));
    assert_eq!((row.slo.target.parts(), row.slo.window), (995_000, Window::Rolling(28)));
    let left: Vec<_> = object.left.iter().map(|one| (one.line, one.path.as_str())).collect();
    assert_eq!(left, [(8, "spec.indicatorRef")]);
}

#[test]
fn windows_are_days_months_and_quarters() {
    let calendar = |duration: &str, start: &str| {
        format!(
            "    - duration: {duration}\n      calendar:\n        startTime: {start}\n        timeZone: Europe/Berlin"
        )
    };
    let text = |window: &str| file("      isRolling", "").replace("    - duration: 4w", window);
    for (window, expected) in [
        (calendar("1M", "2020-02-01 00:00:00"), Window::Month),
        (calendar("1Q", "2020-04-01 00:00:00"), Window::Quarter),
        (calendar("3M", "2020-01-01"), Window::Quarter),
        ("    - duration: 30d\n      isRolling: true".to_owned(), Window::Rolling(30)),
        ("    - duration: 72h\n      isRolling: true".to_owned(), Window::Rolling(3)),
        ("    - duration: 1440m\n      isRolling: true".to_owned(), Window::Rolling(1)),
    ] {
        let read = read(&text(&window));
        let Becomes::Slo(row) = &only(&read).becomes else { panic!("{window}: {read:?}") };
        assert_eq!(row.slo.window, expected);
        let zone = if row.slo.window.rolling().is_some() { "UTC" } else { "Europe/Berlin" };
        assert_eq!(row.slo.zone.name(), zone);
    }
    for (window, line, path) in [
        (calendar("1M", "2020-01-21 12:30:00"), 12, "startTime"),
        (calendar("1Q", "2020-02-01 00:00:00"), 12, "startTime"),
        (calendar("1Y", "2020-01-01 00:00:00"), 10, "duration"),
        (calendar("1M", "soon"), 12, "startTime"),
        ("    - duration: 1M\n      isRolling: true".to_owned(), 10, "duration"),
        ("    - duration: 5h\n      isRolling: true".to_owned(), 10, "duration"),
        ("    - duration: 2Y\n      isRolling: true".to_owned(), 10, "duration"),
        ("    - duration: 400d\n      isRolling: true".to_owned(), 10, "duration"),
        ("    - duration: 30\n      isRolling: true".to_owned(), 10, "duration"),
        ("    - duration: 30d".to_owned(), 10, ""),
        (calendar("1M", "2020-01-01") + "\n      isRolling: true", 12, "calendar"),
    ] {
        let read = read(&text(&window));
        let Becomes::Refused(why) = &only(&read).becomes else { panic!("{window}: {read:?}") };
        assert_eq!(why.len(), 1, "{window}: {why:?}");
        assert_eq!(why[0].line, line, "{window}: {why:?}");
        assert!(why[0].path.starts_with("spec.timeWindow[0]") && why[0].path.ends_with(path));
    }
}

#[test]
fn what_cannot_be_evaluated_is_refused_with_its_line_and_reason() {
    for (without, with, line, path, says) in [
        ("apiVersion", "apiVersion: openslo/v1alpha", 1, "apiVersion", "only openslo/v1 is"),
        ("kind", "kind: Dashboard", 2, "kind", "no kind of OpenSLO v1"),
        ("  name", "  title: x", 4, "metadata.name", "it is missing"),
        ("  service", "", 8, "spec.service", "it is missing"),
        (
            "  displayName",
            "  annotations:\n    nofault/policy: 'One incident above 0 %: a full review'",
            6,
            "metadata.annotations.nofault/policy",
            "needs a share above 0 %",
        ),
        ("  indicatorRef", "", 7, "spec", "neither an indicator"),
        (
            "  budgetingMethod",
            "  budgetingMethod: Timeslices",
            12,
            "spec.budgetingMethod",
            "no slices",
        ),
        ("  budgetingMethod", "  budgetingMethod: Guess", 12, "spec.budgetingMethod", "no method"),
        (
            "    - target",
            "    - target: 0.995\n    - target: 0.999",
            14,
            "spec.objectives",
            "2 objectives",
        ),
        ("    - target", "    - target: 1.0", 14, "spec.objectives[0].target", "100 %"),
        ("    - target", "    - target: 0.9999999", 14, "spec.objectives[0].target", "finer"),
        (
            "    - target",
            "    - targetPercent: 101",
            14,
            "spec.objectives[0].targetPercent",
            "more than all",
        ),
        ("    - target", "    - displayName: x", 14, "spec.objectives[0]", "neither a target"),
        (
            "    - target",
            "    - target: 0.99\n      op: lte\n      value: 300",
            15,
            "spec.objectives[0].op",
            "good are those within the value",
        ),
        (
            "    - target",
            "    - target: 0.99\n      value: 300",
            15,
            "spec.objectives[0].value",
            "compared with a value",
        ),
        (
            "    - target",
            "    - target: 0.99\n      compositeWeight: 2",
            15,
            "spec.objectives[0].compositeWeight",
            "write an SLO for each part",
        ),
        ("  service", "  service: web\n  composites: [a]", 8, "spec.composites", "several SLOs"),
        (
            "  indicatorRef",
            "  indicator:\n    metadata: {name: slow}\n    spec:\n      thresholdMetric: {metricSource: {type: x}}",
            11,
            "spec.indicator.spec.thresholdMetric",
            "Nofault counts good and total",
        ),
        (
            "    - target",
            "    - target: 0.9\n      targetPercent: 90",
            15,
            "spec.objectives[0].targetPercent",
            "not both",
        ),
        (
            "    - target",
            "    - target: 0.9\n      indicatorRef: x",
            15,
            "spec.objectives[0].indicatorRef",
            "several indicators",
        ),
    ] {
        let read = read(&file(without, with));
        let Becomes::Refused(why) = &only(&read).becomes else { panic!("{with}: {read:?}") };
        assert_eq!(why.len(), 1, "{with}: {why:?}");
        assert_eq!((why[0].line, why[0].path.as_str()), (line, path), "{with}: {why:?}");
        assert!(why[0].says.contains(says), "{with}: {why:?}");
        assert_eq!(read.slos().count(), 0);
        assert_eq!(read.refused().count(), 1);
    }
}

#[test]
fn several_documents_and_a_list_are_the_same() {
    let service =
        "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: web\n  displayName: Web shop\n";
    let alert = "apiVersion: openslo/v1\nkind: AlertPolicy\nmetadata:\n  name: page\nspec:\n  any: [1, {a: b}]\n";
    let text = format!("{}---\n{service}---\n---\n{alert}...\n", file("", ""));
    let read_one = read(&text);
    assert_eq!(read_one.slos().next().unwrap().service.as_str(), "Web shop");
    assert_eq!(read_one.services().count(), 1);
    let Becomes::NotEvaluated(why) = read_one.objects[2].becomes else { panic!() };
    assert_eq!((read_one.objects[2].name.as_str(), why), ("page", "Nofault sends no alerts"));
    let item = |text: &str| {
        let lines = text.lines().enumerate();
        lines
            .map(|(at, line)| format!("{}{line}\n", if at == 0 { "- " } else { "  " }))
            .collect::<String>()
    };
    let list = read(&[item(&file("", "")), item(service), item(alert)].concat());
    let becomes =
        |plan: &Plan| plan.objects.iter().map(|one| one.becomes.clone()).collect::<Vec<_>>();
    assert_eq!(becomes(&list), becomes(&read_one));
    let twice = read(&format!("{0}---\n{0}", file("", "")));
    let Becomes::Refused(why) = &twice.objects[1].becomes else { panic!("{twice:?}") };
    assert_eq!(why[0].says, "the object on line 1 has the same name");
    for empty in ["", "# nothing\n", "---\n---\n"] {
        assert!(plan(empty, &Zone::utc()).is_err(), "{empty}");
    }
}

#[test]
fn an_indicator_that_stands_in_the_file_is_looked_at() {
    let sli = |metric: &str| {
        format!(
            "---\napiVersion: openslo/v1\nkind: SLI\nmetadata:\n  name: web-errors\nspec:\n  {metric}: {{}}\n"
        )
    };
    let read_one = read(&(file("", "") + &sli("thresholdMetric")));
    let Becomes::Refused(why) = &read_one.objects[0].becomes else { panic!("{read_one:?}") };
    assert_eq!((why.len(), why[0].line, why[0].path.as_str()), (1, 8, "spec.indicatorRef"));
    assert!(why[0].says.contains("Write a ratioMetric"), "{why:?}");
    assert_eq!(read(&(file("", "") + &sli("ratioMetric"))).slos().count(), 1);
    // Of a ratio there is nothing to compare: what stands there means nothing.
    let ratio = file(
        "  indicatorRef",
        "  indicator:\n    metadata: {name: a}\n    spec:\n      ratioMetric: {counter: true}",
    );
    let read_one = read(&ratio.replace("- target", "- value: 1\n      target"));
    assert_eq!(read_one.slos().count(), 1, "{read_one:?}");
    let left: Vec<_> = only(&read_one).left.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(left, ["spec.indicator", "spec.objectives[0].value"]);
}

#[test]
fn nothing_of_a_file_is_dropped_in_silence() {
    let text =
        file("  displayName", "  labels: {env: prod}\n  annotations: {team: a}\n  colour: red")
            .replace(
                "  indicatorRef: web-errors",
                "  indicatorRef: web-errors\n  description: x\n  alertPolicies: [a]\n  extra: 1",
            )
            .replace(
                "    - target: 0.995",
                "    - target: 0.995\n      displayName: a\n      timeSliceTarget: 0.9",
            );
    let read = read(&text);
    let left: Vec<_> = only(&read).left.iter().map(|one| one.path.as_str()).collect();
    for path in [
        "metadata.labels",
        "metadata.annotations.team",
        "metadata.colour",
        "spec.indicatorRef",
        "spec.description",
        "spec.alertPolicies",
        "spec.extra",
        "spec.objectives[0].displayName",
        "spec.objectives[0].timeSliceTarget",
    ] {
        assert!(left.contains(&path), "{path}: {left:?}");
    }
}

#[test]
fn of_many_fields_the_first_are_named() {
    let many = |begins: &str| (0..20_000).map(|n| format!("{begins}k{n}: 1\n")).collect::<String>();
    let annotations = format!("  displayName: Web\n  annotations:\n{}", many("    "));
    let text = file("  displayName", annotations.trim_end()) + &many("  ");
    let read = read(&text);
    let object = only(&read);
    assert!(matches!(object.becomes, Becomes::Slo(_)), "{object:?}");
    let says = |path: &str| {
        let of = object.left.iter().filter(|one| one.path == path);
        of.map(|one| one.says.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        says("spec"),
        ["19950 more fields: it is not read: OpenSLO v1 has no such field here"]
    );
    assert_eq!(says("metadata.annotations"), ["19950 more fields: this annotation is not kept"]);
    assert_eq!(object.left.len(), 2 * 51 + 1);
    assert_eq!(says("spec.k49").len(), 1);
    assert!(says("spec.k50").is_empty());
    let flood = "- 1\n".repeat(100_000);
    let most = Unreadable::TooMany { objects: 100_000, most: 5000 };
    assert_eq!(plan(&flood, &Zone::utc()), Err(most));
}

fn any_slo() -> impl Strategy<Value = Slo> {
    let window = prop_oneof![
        (1..=Window::LONGEST).prop_map(Window::Rolling),
        Just(Window::Month),
        Just(Window::Quarter)
    ];
    let zone = prop::sample::select(vec!["UTC", "Europe/Berlin", "America/New_York"]);
    (1..1_000_000_i64, window, zone).prop_map(|(parts, window, zone)| Slo {
        target: Target::from_parts(parts).unwrap(),
        window,
        zone: Zone::parse(zone).unwrap(),
    })
}

/// With its name, its service, its policy and the key that it came with.
type Stored = (Slo, Name, Name, Policy, Option<String>);

proptest! {
    #[test]
    fn what_is_written_comes_back_as_it_was(
        slos in prop::collection::vec((any_slo(), "\\PC{1,100}", "[A-Za-zé :#'\"-]{1,80}", any::<String>(), prop::option::of("[a-z][a-z0-9-]{0,20}[a-z]")), 1..5),
        multi in "([ -~é\u{85}\u{2028}]{0,12}\n){0,4}[ -~]{0,5}",
    ) {
        // As they are stored: parsed, and each once.
        let mut stored: Vec<Stored> = Vec::new();
        for (at, (slo, name, service, policy, key)) in slos.into_iter().enumerate() {
            let policy = [multi.as_str(), policy.as_str(), DEFAULT_POLICY][at % 3];
            let (Ok(name), Ok(service), Ok(policy)) =
                (Name::parse(&name), Name::parse(&service), Policy::parse(policy)) else { continue };
            let same = |other: &Stored| {
                (other.1.key() == name.key() && other.2.key() == service.key())
                    || (key.is_some() && other.4 == key)
                    || (other.2.key() == service.key() && other.2 != service)
            };
            if !stored.iter().any(same) {
                stored.push((slo, name, service, policy, key));
            }
        }
        let all: Vec<Written<'_>> = stored.iter().map(|(slo, name, service, policy, key)| Written {
            key: key.as_deref(),
            name: name.as_str(),
            service: service.as_str(),
            slo,
            policy: policy.as_str(),
        }).collect();
        let text = write(&all, |_| true);
        if all.is_empty() {
            return Ok(());
        }
        let plan = plan(&text, &Zone::parse("Asia/Tokyo").unwrap()).unwrap();
        prop_assert_eq!(plan.refused().count(), 0, "{:?}", plan);
        prop_assert!(plan.objects.iter().all(|object| object.left.is_empty()), "{:?}", plan);
        let back: Vec<_> = plan.slos().map(|row| (&row.slo, &row.name, &row.service, &row.policy)).collect();
        let there: Vec<_> = stored.iter().map(|(slo, name, service, policy, _)| (slo, name, service, policy)).collect();
        prop_assert_eq!(back, there, "{}", text);
        // And as others read it: names of 63 letters at most, each once.
        let keys: std::collections::HashSet<_> = plan.slos().map(|row| row.key.to_string()).collect();
        prop_assert_eq!(keys.len(), stored.len());
        prop_assert!(keys.iter().all(|key| key.len() <= 63));
        let first = write(&all, |at| at == 0);
        prop_assert!(text.starts_with(&first));
        // Writing what came back gives the same bytes.
        let rows: Vec<_> = plan.slos().collect();
        let again: Vec<Written<'_>> = rows.iter().map(|row| Written {
            key: Some(row.key.as_str()),
            name: row.name.as_str(),
            service: row.service.as_str(),
            slo: &row.slo,
            policy: row.policy.as_str(),
        }).collect();
        prop_assert_eq!(write(&again, |_| true), text);
    }

    #[test]
    fn any_change_of_a_file_is_read_or_refused(at in 0..300_usize, with in "[-a:#\\[\\]{}&*!|>'\"%@`, \n\t0~]{0,3}") {
        let mut text: Vec<char> = file("", "").chars().collect();
        let at = at.min(text.len());
        text.splice(at..at, with.chars());
        let text: String = text.into_iter().collect();
        if let Ok(plan) = plan(&text, &Zone::utc()) {
            let whole = |object: &Object| !matches!(&object.becomes, Becomes::Refused(why) if why.is_empty());
            prop_assert!(plan.objects.iter().all(whole));
        }
    }
}
