use proptest::prelude::*;

use super::*;
use crate::period::Day;
use crate::refusal::Checker;
use crate::word::Word;

fn policy() -> ReviewPolicy {
    ReviewPolicy {
        full_severity: Some(Severity::Sev2),
        light_severity: Some(Severity::Sev3),
        full_lasting: Some(Duration::from_minutes(240)),
        light_lasting: Some(Duration::from_minutes(60)),
        full_budget: Some(200_000),
        full_data_loss: true,
        full_days: 5,
        light_days: 10,
        due: [Some(14), Some(28), Some(56), None, None],
        verify_days: Some(28),
    }
}

fn facts() -> Facts {
    Facts {
        kind: Kind::Incident,
        status: Status::Resolved,
        severity: None,
        lasted: None,
        budgets: None,
        data_lost: false,
    }
}

/// Of a budget whose policy has no rule on one incident.
fn spent(parts: i64) -> Facts {
    let budgets = OfBudgets { unruled: Some(parts), asked: None };
    Facts { budgets: Some(budgets), ..facts() }
}

fn said(facts: Facts) -> String {
    policy().assess(&facts).words()
}

#[test]
fn each_rule_asks_and_says_so() {
    let lasted = |minutes| Some(Duration::from_minutes(minutes));
    let sev = |severity| Facts { severity: Some(severity), ..facts() };
    assert_eq!(said(facts()), "none: no rule asks for a review");
    assert_eq!(said(sev(Severity::Sev4)), "none: no rule asks for a review");
    assert_eq!(said(sev(Severity::Sev3)), "light: SEV3");
    assert_eq!(said(sev(Severity::Sev2)), "full: SEV2");
    assert_eq!(
        said(Facts { lasted: lasted(320), ..sev(Severity::Sev1) }),
        "full: SEV1; impact lasted 5h 20m"
    );
    assert_eq!(said(Facts { lasted: lasted(239), ..facts() }), "light: impact lasted 3h 59m");
    assert_eq!(said(Facts { lasted: lasted(240), ..facts() }), "full: impact lasted 4h 0m");
    assert_eq!(said(Facts { data_lost: true, ..facts() }), "full: data was lost");
    assert_eq!(said(spent(325_000)), "full: 32.5 % of the error budget spent");
    assert_eq!(said(spent(199_999)), "none: no rule asks for a review");
}

#[test]
fn the_policy_of_a_budget_asks_by_itself() {
    let asked = |level| Some(ByPolicy { level, spent: 105_000, above: 100_000 });
    let of = |unruled, asked| Facts { budgets: Some(OfBudgets { unruled, asked }), ..facts() };
    let own = "10.5 % of the error budget spent, its policy says above 10 %";
    assert_eq!(said(of(None, asked(ReviewLevel::Light))), format!("light: {own}"));
    assert_eq!(said(of(None, asked(ReviewLevel::Full))), format!("full: {own}"));
    assert_eq!(
        said(of(Some(200_000), asked(ReviewLevel::Full))),
        format!("full: 20 % of the error budget spent; {own}")
    );
    // What one policy asks for is no less for the share of the others.
    assert_eq!(said(of(Some(1), asked(ReviewLevel::Light))), format!("light: {own}"));
    assert_eq!(said(of(None, None)), "none: no rule asks for a review");
    assert!(!of(None, None).unknown().contains(&"how much of the error budget it spent"));
}

#[test]
fn only_what_asks_for_the_level_is_its_reason() {
    let lasted = Some(Duration::from_minutes(300));
    let both = Facts { severity: Some(Severity::Sev3), lasted, ..facts() };
    assert_eq!(said(both), "full: impact lasted 5h 0m");
}

#[test]
fn a_drill_and_what_did_not_happen_need_none() {
    let grave = Facts { severity: Some(Severity::Sev1), data_lost: true, ..facts() };
    assert_eq!(said(Facts { kind: Kind::Drill, ..grave }), "none: a drill");
    for (status, word) in
        [(Status::Declined, "declined"), (Status::Merged, "merged"), (Status::Canceled, "canceled")]
    {
        assert_eq!(said(Facts { status, ..grave }), format!("none: {word}"));
    }
    assert_eq!(said(Facts { kind: Kind::NearMiss, ..grave }), "full: SEV1; data was lost");
}

#[test]
fn a_policy_without_rules_asks_for_nothing() {
    let none = ReviewPolicy {
        full_severity: None,
        light_severity: None,
        full_lasting: None,
        light_lasting: None,
        full_budget: None,
        full_data_loss: false,
        ..policy()
    };
    let grave = Facts {
        severity: Some(Severity::Sev1),
        lasted: Some(Duration::from_minutes(9999)),
        budgets: spent(1_000_000).budgets,
        data_lost: true,
        ..facts()
    };
    assert_eq!(none.assess(&grave).level, ReviewLevel::None);
}

#[test]
fn what_is_not_known_is_named() {
    assert_eq!(facts().unknown().len(), 3);
    let known = Facts {
        severity: Some(Severity::Sev5),
        lasted: Some(Duration::ZERO),
        budgets: spent(0).budgets,
        ..facts()
    };
    assert!(known.unknown().is_empty());
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn weekends_do_not_count() {
    // 2026-11-23 is a Monday.
    for (from, days, to) in [
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-23", 4, "2026-11-27"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-29", 5, "2026-12-04"),
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-11-28", 0, "2026-11-30"),
        ("2026-12-31", 1, "2027-01-01"),
        ("9999-12-31", 3, "9999-12-31"),
    ] {
        assert_eq!(working_days_after(day(from), days), day(to), "{from} + {days}");
    }
    let due = |level| due(&policy(), level, day("2026-11-23"));
    assert_eq!(due(ReviewLevel::Full), Some(day("2026-11-30")));
    assert_eq!(due(ReviewLevel::Light), Some(day("2026-12-07")));
    assert_eq!(due(ReviewLevel::None), None);
}

fn read(policy: &ReviewPolicy, change: (&str, &str)) -> Result<ReviewPolicy, String> {
    let texts = policy.texts();
    let text = |name: &str| {
        let said = texts.iter().find(|(one, ..)| *one == name).map(|(.., text)| text.clone());
        if name == change.0 { change.1.to_owned() } else { said.unwrap() }
    };
    let mut checker = Checker::default();
    let parsed = ReviewPolicy::parse(text, &mut checker);
    checker.done(parsed).map_err(|refusal| refusal.fields()[0].field.clone())
}

#[test]
fn a_field_that_cannot_be_read_is_named() {
    assert_eq!(read(&policy(), ("full_budget", "12.5")).unwrap().full_budget, Some(125_000));
    assert_eq!(read(&policy(), ("light_lasting", " ")).unwrap().light_lasting, None);
    for wrong in [
        ("full_budget", "0"),
        ("full_budget", "a lot"),
        ("full_budget", "1.23456"),
        ("full_severity", "sev9"),
        ("full_lasting", "4"),
        ("full_days", ""),
        ("light_days", "-1"),
        ("due_p3", "367"),
        ("verify_days", "soon"),
        ("full_data_loss", "maybe"),
    ] {
        assert_eq!(read(&policy(), wrong).unwrap_err(), wrong.0, "{wrong:?}");
    }
}

proptest! {
    #[test]
    fn what_the_form_shows_is_what_it_reads(
        severity in proptest::option::of(proptest::sample::select(Severity::ALL)),
        lasting in proptest::option::of(1_i64..10_000_000_000),
        budget in proptest::option::of(1_i64..2_000_000),
        loss in any::<bool>(),
        days in proptest::collection::vec(proptest::option::of(0_i64..=366), 6),
        full_days in 0_i64..=366,
    ) {
        let policy = ReviewPolicy {
            full_severity: severity,
            light_severity: None,
            full_lasting: lasting.map(Duration::from_micros),
            light_lasting: None,
            full_budget: budget,
            full_data_loss: loss,
            full_days,
            light_days: 10,
            due: [days[0], days[1], days[2], days[3], days[4]],
            verify_days: days[5],
        };
        prop_assert_eq!(read(&policy, ("", "")), Ok(policy));
    }

    #[test]
    fn a_due_day_is_a_working_day_and_not_before(from in 0_i64..20_000, days in 0_i64..40) {
        let zone = crate::zone::Zone::utc();
        let from = Day::of(crate::instant::Instant::from_seconds(from * 86_400), &zone);
        let due = working_days_after(from, days);
        prop_assert!(due >= from && due.since(from) >= days);
        prop_assert_eq!(working_days_after(due, 0), due);
        // Seven days hold five working days.
        prop_assert!(due.since(from) <= days / 5 * 7 + 6);
    }
}

#[test]
fn a_blank_due_day_says_what_it_means() {
    let said = policy().due_hint();
    assert_eq!(said, "Blank: 2 weeks for P0, 4 weeks for P1, 8 weeks for P2; else no day.");
    assert_eq!(ReviewPolicy { due: [None; 5], ..policy() }.due_hint(), "Blank: no day.");
}
