use proptest::prelude::*;

use super::*;
use crate::period::Period;
use crate::report::span::Span;
use crate::report::stay::StayOf;
use crate::word::Word;

/// 2026-11-23T00:30:00Z; in New York it is still the day before.
const NOW: i64 = 1_795_393_800;
const DAY: i64 = 86_400;

fn fact(number: i64, state: ActionState, days_old: i64) -> ActionFact {
    ActionFact {
        number: ActionNumber(number),
        title: format!("=action {number}"),
        incident: Some(IncidentNumber(1)),
        priority: None,
        state,
        owner: Some("ada".to_owned()),
        team: None,
        services: vec!["web".to_owned(), "API".to_owned()],
        created: Instant::from_seconds(NOW - days_old * DAY),
        taken_on: (state != ActionState::Idea)
            .then_some(Instant::from_seconds(NOW - days_old * DAY)),
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
    let (none, zone) = (ActionsFilter::default(), Zone::parse(zone).unwrap());
    build(by, none, &zone, Instant::from_seconds(NOW), some())
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
fn an_idea_is_no_action_until_it_is_taken_on() {
    let ago = |days: i64| Instant::from_seconds(NOW - days * DAY);
    let facts = vec![
        fact(1, ActionState::Idea, 90),
        // Declined as an idea.
        ActionFact { taken_on: None, ended: Some(ago(1)), ..fact(2, ActionState::WontDo, 80) },
        // Made an action two days ago.
        ActionFact { taken_on: Some(ago(2)), ..fact(3, ActionState::Open, 70) },
    ];
    let report = build(
        GroupBy::All,
        ActionsFilter::default(),
        &Zone::utc(),
        Instant::from_seconds(NOW),
        facts,
    );
    assert_eq!((report.total.open, report.total.ideas, report.total.overdue), (1, 1, 1));
    assert_eq!(report.total.oldest_age.unwrap().days(), 2.0);
    let all = &report.stays[0];
    assert_eq!((all.curve.n, all.open()), (1, 1));
    assert_eq!((report.became.curve.n, report.became.curve.second), (1, 0));
    let ages: Vec<_> = report.actions.iter().map(|line| line.age.days()).collect();
    assert_eq!(ages, [2.0, 90.0, 79.0]);
}

#[test]
fn what_is_done_and_what_is_declined_end_apart() {
    let ended = |number, state, days: i64| ActionFact {
        ended: Some(Instant::from_seconds(NOW - (40 - days) * DAY)),
        ..fact(number, state, 40)
    };
    let mut facts = vec![ended(1, ActionState::Done, 10), ended(2, ActionState::WontDo, 20)];
    facts.extend((3..=10).map(|number| fact(number, ActionState::Open, 30)));
    let report = build(
        GroupBy::All,
        ActionsFilter::default(),
        &Zone::utc(),
        Instant::from_seconds(NOW),
        facts,
    );
    let said = report.became.sentence();
    assert!(
        said.starts_with("After 4 weeks 10 % (1 to 36 %) of the 10 actions are done"),
        "{said}"
    );
    let csv = report.became_to_csv();
    assert!(csv.starts_with("days,at_risk,done,done_low,done_high,declined,"), "{csv}");
    assert_eq!(csv.lines().count(), 3);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(
        (&json["became"]["done"], &json["became"]["steps"][1]["days"]),
        (&1.into(), &20.0.into())
    );
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
    let rows = report.actions_to_csv();
    let first = "A-1,'=action 1,INC-1,open,ada,,web; API,2026-11-20T00:30:00Z,2026-11-20T00:30:00Z,2026-11-22,true,,3";
    assert_eq!(rows.lines().nth(1), Some(first));
    let idea = "A-5,'=action 5,INC-1,idea,ada,,web; API,2026-08-25T00:30:00Z,,2026-11-22,false,,90";
    assert_eq!(rows.lines().nth(3), Some(idea));
}

fn asked(priority: Option<StayOf>, service: &str, team: &str) -> ActionsFilter {
    let name = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    ActionsFilter { priority, service: name(service), team: name(team) }
}

#[test]
fn what_was_asked_for_is_looked_at_and_nothing_else() {
    let facts = || {
        let urgent = |fact| ActionFact { priority: Some(Priority::P0), ..fact };
        let team = Some("Search".to_owned());
        let mut facts = some();
        facts.push(urgent(ActionFact { team, ..fact(6, ActionState::Open, 2) }));
        facts.push(urgent(ActionFact { services: Vec::new(), ..fact(7, ActionState::Open, 2) }));
        facts
    };
    let numbers = |filter: ActionsFilter| {
        let zone = Zone::utc();
        let report = build(GroupBy::All, filter, &zone, Instant::from_seconds(NOW), facts());
        let stays: Vec<_> = report.stays.iter().map(|stay| (stay.of, stay.curve.n)).collect();
        let mut numbers: Vec<_> = report.actions.iter().map(|line| line.number.0).collect();
        numbers.sort_unstable();
        (numbers, stays)
    };
    let (all, stays) = numbers(ActionsFilter::default());
    assert_eq!(all, [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(stays, [(StayOf::All, 6), (StayOf::P0, 2), (StayOf::Unset, 4)]);
    let (urgent, stays) = numbers(asked(Some(StayOf::P0), "", ""));
    assert_eq!((urgent, stays), (vec![6, 7], vec![(StayOf::P0, 2)]));
    let (unset, stays) = numbers(asked(Some(StayOf::Unset), "api", ""));
    assert_eq!((unset, stays), (vec![1, 2, 3, 5], vec![(StayOf::Unset, 3)]));
    assert_eq!(numbers(asked(None, "WEB", "search")).0, [6]);
    assert_eq!(numbers(asked(None, "Mail", "")), (Vec::new(), Vec::new()));
}

#[test]
fn a_filter_says_what_it_takes() {
    assert_eq!(ActionsFilter::default().words(), None);
    let one = asked(Some(StayOf::Unset), "", "").words();
    assert_eq!(one.unwrap(), "Only actions without a priority.");
    let three = asked(Some(StayOf::P1), "Web", "Search").words();
    assert_eq!(three.unwrap(), "Only actions of P1, of the service Web and of the team Search.");
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
        let report = build(by, ActionsFilter::default(), &Zone::utc(), Instant::from_seconds(NOW), facts);
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

fn tallied(fact: &ActionFact) -> Tallied {
    Tallied {
        number: fact.number,
        state: fact.state,
        team: fact.team.clone(),
        created: fact.created,
        taken_on: fact.taken_on,
        due: fact.due,
        ended: fact.ended,
    }
}

#[test]
fn what_is_behind_a_span_is_overdue_or_ended_in_it() {
    let ended = |number, state, days_old, at: &str| ActionFact {
        ended: Some(Day::parse(at).unwrap().start(&Zone::utc()).unwrap()),
        ..fact(number, state, days_old)
    };
    let facts = [
        ended(1, ActionState::Done, 50, "2026-10-31"),
        ended(2, ActionState::WontDo, 60, "2026-10-01"),
        ended(3, ActionState::Done, 70, "2026-11-01"),
        fact(4, ActionState::Open, 8),
        fact(5, ActionState::InProgress, 9),
        ActionFact { due: None, ..fact(6, ActionState::Open, 10) },
        // Opened again: it has ended no more.
        ended(7, ActionState::Open, 1, "2026-10-09"),
    ];
    let (utc, now) = (Zone::utc(), Instant::from_seconds(NOW));
    let tally = Tally::of(None, &utc, now, facts.iter().map(tallied));
    let october = Span::from(Period::parse("2026-10").unwrap());
    let behind: Vec<i64> = tally.behind(october).iter().map(|one| one.number.0).collect();
    assert_eq!(behind, [5, 4, 7, 2, 1]);
    assert_eq!(tally.ended(ActionState::Done, october), 1);
    assert_eq!(tally.ended(ActionState::WontDo, october), 1);
    assert!(!tally.is_empty());
}

proptest! {
    #[test]
    fn what_is_tallied_is_what_the_report_counts(
        states in proptest::collection::vec((0..5_usize, 0..3_usize, 0..90_i64, 0..90_i64), 0..30),
        team in 0..3_usize,
    ) {
        let teams = [None, Some("Search".to_owned()), Some("Web".to_owned())];
        let ago = |days: i64| Instant::from_seconds(NOW - days * DAY);
        let facts: Vec<ActionFact> = (1..)
            .zip(states)
            .map(|(number, (state, team, created, ended))| ActionFact {
                team: teams[team].clone(),
                ended: (ended > 30).then_some(ago(ended - 30)),
                due: (ended < 60).then(|| Day::of(ago(ended - 30), &Zone::utc())),
                ..fact(number, ActionState::ALL[state], created)
            })
            .collect();
        let filter = ActionsFilter { team: teams[team].clone(), ..ActionsFilter::default() };
        let (utc, now) = (Zone::utc(), Instant::from_seconds(NOW));
        let tally = Tally::of(filter.team.as_deref(), &utc, now, facts.iter().map(tallied));
        let report = build(GroupBy::Team, filter, &utc, now, facts);
        prop_assert_eq!(&tally.total, &report.total);
        prop_assert_eq!(&tally.teams, &report.groups);
    }
}
