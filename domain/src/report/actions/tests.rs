use proptest::prelude::*;

use super::*;
use crate::word::Word;

/// 2026-11-23T00:30:00Z; in New York it is still the day before.
const NOW: i64 = 1_795_393_800;
const DAY: i64 = 86_400;

fn fact(number: i64, state: ActionState, days_old: i64) -> ActionFact {
    ActionFact {
        number: ActionNumber(number),
        title: format!("=action {number}"),
        incident: Some(IncidentNumber(1)),
        state,
        owner: Some("ada".to_owned()),
        team: None,
        services: vec!["web".to_owned(), "API".to_owned()],
        created: Instant::from_seconds(NOW - days_old * DAY),
        due: Some(Day::parse("2026-11-22").unwrap()),
        ended: None,
    }
}

fn some() -> Vec<ActionFact> {
    vec![
        fact(1, ActionState::Open, 3),
        ActionFact { due: None, ..fact(2, ActionState::InProgress, 4) },
        ActionFact { owner: None, ..fact(3, ActionState::Done, 9) },
        ActionFact { services: vec![], ..fact(4, ActionState::WontDo, 9) },
        fact(5, ActionState::Idea, 90),
    ]
}

fn report(by: GroupBy, zone: &str) -> ActionsReport {
    build(by, &Zone::parse(zone).unwrap(), Instant::from_seconds(NOW), some())
}

#[test]
fn what_is_overdue_is_also_open() {
    let utc = report(GroupBy::All, "UTC");
    let counts = &utc.total;
    assert_eq!(
        (counts.open, counts.overdue, counts.done, counts.declined, counts.ideas),
        (2, 1, 1, 1, 1)
    );
    assert_eq!(counts.median_age.unwrap().days(), 3.5);
    assert_eq!(counts.oldest_age.unwrap().days(), 4.0);
    assert_eq!(utc.groups.len(), 1);
    assert_eq!(report(GroupBy::All, "America/New_York").total.overdue, 0);
    let order: Vec<i64> = utc.actions.iter().map(|line| line.number.0).collect();
    assert_eq!(order, [1, 2, 5, 3, 4]);
}

#[test]
fn groups_are_named_and_the_nameless_is_last() {
    let names = |by| {
        report(by, "UTC")
            .groups
            .into_iter()
            .map(|g| g.group.unwrap_or_default())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(GroupBy::Service), ["API", "web", ""]);
    assert_eq!(names(GroupBy::Owner), ["ada", ""]);
    assert_eq!(names(GroupBy::Team), [""]);
}

#[test]
fn json_and_csv_have_the_promised_shape() {
    let report = report(GroupBy::Owner, "UTC");
    let json = serde_json::to_value(&report).unwrap();
    let ada = serde_json::json!({
        "group": "ada", "open": 2, "overdue": 1, "done": 0, "declined": 1, "ideas": 1,
        "median_age_days": 3.5, "oldest_age_days": 4.0,
    });
    assert_eq!(json["groups"][0], ada);
    assert_eq!(json["groups"][1]["median_age_days"], serde_json::Value::Null);
    assert_eq!(
        (&json["actions"][0]["number"], &json["actions"][0]["due"]),
        (&"A-1".into(), &"2026-11-22".into())
    );
    assert_eq!(
        report.to_csv(),
        "owner,open,overdue,done,declined,ideas,median_age_days,oldest_age_days\n\
         ada,2,1,0,1,1,3.5,4\n,0,0,1,0,0,,\n"
    );
    let first = "A-1,'=action 1,INC-1,open,ada,,web; API,2026-11-20T00:30:00Z,2026-11-22,true,,3";
    assert_eq!(report.actions_to_csv().lines().nth(1), Some(first));
}

proptest! {
    #[test]
    fn every_action_is_counted_once(
        all in prop::collection::vec((prop::sample::select(ActionState::ALL), -5..500_i64, prop::option::of("[ab]")), 0..40),
        by in prop::sample::select(&[GroupBy::All, GroupBy::Owner, GroupBy::Team][..]),
    ) {
        let facts: Vec<ActionFact> = all.iter().zip(1..)
            .map(|((state, days, owner), n)| ActionFact { owner: owner.clone(), ..fact(n, *state, *days) })
            .collect();
        let report = build(by, &Zone::utc(), Instant::from_seconds(NOW), facts);
        let sum = |c: &ActionCounts| c.open + c.done + c.declined + c.ideas;
        prop_assert_eq!(sum(&report.total), all.len() as u64);
        prop_assert_eq!(report.groups.iter().map(|g| sum(&g.counts)).sum::<u64>(), all.len() as u64);
        for counts in report.groups.iter().map(|g| &g.counts) {
            prop_assert!(counts.overdue <= counts.open);
            prop_assert_eq!(counts.median_age.is_some(), counts.open > 0);
            prop_assert!(counts.median_age.map(|age| age.floored()) <= counts.oldest_age);
        }
    }
}
