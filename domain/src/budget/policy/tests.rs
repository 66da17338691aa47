//! What is read from texts, what is refused, and what holds.

mod properties;

use super::*;

fn rules(text: &str) -> Vec<(String, String)> {
    let policy = Policy::parse(text).unwrap();
    policy.rules().iter().map(|rule| (rule.when.to_string(), rule.means.clone())).collect()
}

fn read(text: &str) -> Vec<String> {
    rules(text).into_iter().map(|(when, means)| format!("{when}: {means}")).collect()
}

fn why(text: &str) -> String {
    match Policy::parse(text) {
        Err(error) => error.to_string(),
        Ok(policy) => format!("{:?}", policy.rules()),
    }
}

fn asks(due: &str) -> Option<String> {
    let policy = Policy::parse(&format!("One incident above 20 %: {due}")).ok()?;
    match policy.rules().first()?.when {
        When::One(200_000, asks) => Some(asks.to_string()),
        other => panic!("{other}"),
    }
}

#[test]
fn the_default_is_read_whole() {
    let says = rules(DEFAULT_POLICY);
    let whens: Vec<_> = says.iter().map(|(when, _)| when.as_str()).collect();
    assert_eq!(
        whens,
        [
            "Within budget",
            "Above 75 % spent",
            "Over budget",
            "One incident above 20 % of the budget"
        ]
    );
    assert_eq!(says[0].1, "releases and experiments go on as planned.");
    assert!(says[2].1.ends_with("The team works on what spent it."), "{}", says[2].1);
}

#[test]
fn a_rule_is_found_however_it_is_set() {
    for text in [
        "Over budget: stop.",
        "over  BUDGET : stop.",
        "**Over budget:** stop.",
        "**Over budget**: stop.",
        "_Over the error budget:_ stop.",
        "- Over budget: stop.",
        "1. **Over budget:** stop.",
        "- [ ] Over budget: stop.",
        "### Over budget: stop.",
        "Read this. Over budget: stop.",
        "Read this\nOver budget: stop.",
        "Over budget:\n  stop.",
        "Over budget:\n\nstop.",
        "## Over budget:\n\nstop.\n\nWhat else there is to say.",
    ] {
        assert_eq!(read(text), ["Over budget: stop."], "{text}");
    }
    assert_eq!(read("**Over budget: stop.** Now."), ["Over budget: **stop.** Now."]);
    assert_eq!(
        read("Over budget: see [the list](https://example.org/a)\n\nMore."),
        ["Over budget: see [the list](https://example.org/a)"]
    );
    assert_eq!(
        read("Over budget:\n\n- stop\n  - all\n- work\n\nMore."),
        ["Over budget: - stop\n  - all\n- work"]
    );
    assert_eq!(
        read("- Over budget:\n  - stop\n  - work\n- Be kind."),
        ["Over budget: - stop\n- work"]
    );
}

#[test]
fn several_in_one_paragraph_are_several() {
    let lines = "Within budget: go on\n**Above 75 % spent:** slow down\nOver budget: stop";
    let three = ["Within budget: go on", "Above 75 % spent: slow down", "Over budget: stop"];
    assert_eq!(read(lines), three);
    assert_eq!(read(&lines.replace('\n', ". ")).len(), 3);
    assert_eq!(
        read("- Within budget: go on\n- 75% of the budget spent: slow down\n- Over budget: stop"),
        three
    );
}

#[test]
fn shares_are_read_as_people_write_them() {
    for (text, share) in [
        ("Above 75 % spent: x", 750_000),
        ("above 12.5% of the budget: x", 125_000),
        ("12,5 % of the error budget spent: x", 125_000),
        ("50 percent spent: x", 500_000),
        ("Above 99.9999 %: x", 999_999),
    ] {
        let policy = Policy::parse(text).unwrap();
        assert_eq!(policy.rules()[0].when, When::Spent(share), "{text}");
    }
}

#[test]
fn what_is_due_is_read_to_its_end() {
    let full = "a full review, with at least one action of P0";
    for due in [
        full,
        "A **full** review, with at least one action of P0. Publish it within a week.",
        "a full review with a P0 action is due",
        "full review is due and an action of P0 or graver",
    ] {
        assert_eq!(asks(due).as_deref(), Some(full), "{due}");
    }
    assert_eq!(asks("a light review.").as_deref(), Some("a light review"));
    assert_eq!(
        asks("light review with one P3 action").as_deref(),
        Some("a light review, with at least one action of P3")
    );
    for unclear in [
        "no full review",
        "a review",
        "a full review, with two actions of P0",
        "a full review, with at least one action",
        "a full review, with an action of P5",
        "a full review, unless somebody says no",
        "a full or light review",
        "P0",
    ] {
        assert_eq!(asks(unclear), None, "{unclear}");
    }
}

#[test]
fn what_is_for_people_is_no_rule() {
    for text in [
        "",
        "Slow down.",
        "Over budgets people argue: it helps.",
        "Over budget we stop.",
        "Above all: be kind. Above 99 % we are content.",
        "99.9 %: what we promised.",
        "20 % of the budget is for experiments.",
        "An incident that hits 5 % of users: call the lead.",
        "> Over budget: what another team does",
        "```\nOver budget: code\n```",
        "They wrote “One incident above 30 %: nothing.”",
        "| Over budget: | a |\n|---|---|\n| Over budget: | b |",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
}

#[test]
fn what_looks_like_a_rule_is_refused_by_name() {
    let says = why("Be kind.\n\n- One incident above many %: a full review.");
    assert!(says.starts_with("“One incident above many %: a full review.” begins like"), "{says}");
    for (text, says) in [
        ("Over budget for a week: stop", "its condition cannot be read"),
        ("Any incident above 20 % of the budget: a full review", "its condition cannot be read"),
        ("One incident above 20 % gets a full review.", "Write a colon"),
        ("One incident above 20 % of the budget:a full review", "Write a colon"),
        ("Above 75 % spent we slow down.", "Write a colon"),
        ("Above 0 % spent: x", "above 0 % and below 100 %"),
        ("Above 100 %: x", "above 0 % and below 100 %"),
        ("One incident above 0 %: a full review", "not above 100 %"),
        ("One incident above 100.1 %: a full review", "not above 100 %"),
        ("One incident above -5 %: a full review", "its condition cannot be read"),
        ("Over budget:", "says nothing"),
        ("Over budget:\n\nWithin budget: go on", "says nothing"),
        ("Over budget: a\n\nover the budget: b", "is there twice"),
        ("Above 75 %: a\n\n75.0 % spent: b", "is there twice"),
        (
            "One incident above 5 %: a light review\n\nOne incident above 5.0 %: a full review",
            "twice",
        ),
        ("One incident above 20 %: we talk", "does not say what is due"),
    ] {
        assert!(why(text).contains(says), "{text}: {}", why(text));
    }
    // A stored one loads, with all that can be read.
    let old = Policy::stored("Over budget: stop.\n\nOne incident above 30 %: talk.".to_owned());
    assert_eq!((old.rules().len(), old.unread().len()), (1, 1));
    assert!(why(&"x".repeat(Markdown::MOST + 1)).contains("characters long"));
}

#[test]
fn the_rule_for_the_most_that_is_spent_holds() {
    let policy = Policy::parse(
        "Within budget: a\n\nAbove 50 %: b\n\nAbove 75 %: c\n\nOver budget: d\n\n\
         One incident above 1 %: a full review",
    )
    .unwrap();
    let holding = |spent: i128| policy.holding(Cost(spent), Cost(1000)).unwrap().means.as_str();
    let told = [0, 500, 501, 750, 751, 1000, 1001, 9000].map(holding);
    assert_eq!(told, ["a", "a", "b", "b", "c", "c", "d", "d"]);
    let few = Policy::parse("Above 75 %: c").unwrap();
    assert_eq!(few.holding(Cost(10), Cost(1000)), None);
    assert_eq!(few.holding(Cost(2000), Cost(1000)).unwrap().means, "c");
    assert_eq!(Policy::default().holding(Cost(2000), Cost(1000)), None);
}

#[test]
fn of_rules_on_one_incident_the_gravest_asks() {
    let text = "One incident above 10 %: a light review, with an action of P1\n\n\
                One incident above 20 %: a full review";
    let policy = Policy::parse(text).unwrap();
    let weight = |cost: i128| Weight {
        frame: crate::budget::Frame {
            from: crate::instant::Instant::from_micros(0),
            to: crate::instant::Instant::from_micros(1),
        },
        cost: Cost(cost),
        allowed: Cost(1000),
    };
    let asked =
        |cost: i128| policy.asked(&weight(cost)).map(|one| (one.above, one.asks.to_string()));
    assert_eq!(asked(100), None);
    let light = "a light review, with at least one action of P1".to_owned();
    assert_eq!(asked(200), Some((100_000, light)));
    let full = "a full review, with at least one action of P1".to_owned();
    assert_eq!(asked(201), Some((200_000, full)));

    let mut all = OfBudgets::default();
    all.add(&policy, &weight(150));
    assert_eq!(all.asked.unwrap().level, ReviewLevel::Light);
    all.add(&policy, &weight(5));
    all.add(&Policy::default(), &weight(300));
    all.add(&Policy::default(), &weight(30));
    assert_eq!((all.unruled, all.asked.unwrap().spent), (Some(300_000), 150_000));
    all.add(&policy, &weight(500));
    let asked = all.asked.unwrap();
    assert_eq!((asked.level, asked.spent, asked.above), (ReviewLevel::Full, 500_000, 200_000));
}
