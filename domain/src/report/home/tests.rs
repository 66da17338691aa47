use super::*;
use crate::budget::Policy;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::metric::{Definition, Metric};
use crate::number::{FactorNumber, IncidentNumber};
use crate::period::{By, Day, Period};
use crate::report::actions::ActionCounts;
use crate::report::counts::{self, CountFact, CountsForm, Read, Untold, told_of};
use crate::report::durations::{Counted, Frame, Observation, SourceRule, build, spans};
use crate::report::reviews;
use crate::report::span::Span;
use crate::statistics::CountVerdict;
use crate::zone::Zone;

fn span(name: &str) -> Span {
    Span::from(Period::parse(name).unwrap())
}

fn asked(pairs: &[(&str, &str)]) -> Result<HomeAsked, crate::refusal::Refusal> {
    let owned: Vec<_> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    HomeAsked::parse(&owned)
}

/// 2026-11-27 12:00 UTC.
fn now() -> Instant {
    Instant::from_seconds(1_795_780_800)
}

#[test]
fn the_last_whole_month_is_told_of_unless_said() {
    let of = |pairs: &[(&str, &str)]| asked(pairs).unwrap().span(now(), &Zone::utc()).to_string();
    for (pairs, told) in [
        (&[][..], "2026-10"),
        (&[("by", "week")], "2026-W47"),
        (&[("by", "quarter")], "2026-Q3"),
        (&[("by", "half")], "2026-H1"),
        (&[("by", "year")], "2025"),
        (&[("by", "year"), ("from", "2026-02")], "2026-02"),
        (&[("to", "2026-Q1")], "2026-Q1"),
        (&[("from", "2026-03"), ("to", "2026-05")], "2026-03 to 2026-05"),
    ] {
        assert_eq!(of(pairs), told, "{pairs:?}");
    }
    for (pairs, field) in [
        (&[("from", "2026-W02"), ("to", "2026-03")][..], "to"),
        (&[("from", "2026-03"), ("to", "2026-02")], "to"),
        (&[("by", "fortnight")], "by"),
        (&[("private", "yes")], "private"),
    ] {
        assert_eq!(asked(pairs).unwrap_err().fields()[0].field, field, "{pairs:?}");
    }
}

#[test]
fn a_question_goes_with_its_filters_to_other_spans() {
    let question = asked(&[("by", "quarter"), ("team", "Search"), ("private", "1")]).unwrap();
    assert_eq!(question.follows(), Some(By::Quarter));
    let pairs = question.of(span("2026-Q2")).pairs();
    let said: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let expected = [
        ("by", "quarter"),
        ("team", "Search"),
        ("from", "2026-Q2"),
        ("to", "2026-Q2"),
        ("private", "1"),
    ];
    assert_eq!(said, expected);
    let again = asked(&said).unwrap();
    assert_eq!(again.span(now(), &Zone::utc()), span("2026-Q2"));
    assert_eq!(again.follows(), None);
    assert_eq!(again.last(By::Year).pairs()[0].1, "year");
}

fn headline() -> Headline {
    Headline {
        span: span("2026-10"),
        goes_on: false,
        incidents: [10, 12],
        lengths: [10, 12],
        count: Ok(CountVerdict::CannotTell),
        lasting: Verdict::CannotTell(CannotTell::NotSure),
        budgets: None,
        overdue: 0,
    }
}

#[test]
fn the_first_sentence_does_not_pretend() {
    let (budgets, overdue) = (Some("1 of 6 error budgets is overspent.".to_owned()), 4);
    assert_eq!(
        Headline { budgets, overdue, ..headline() }.in_words(),
        "In October 2026 12 incidents began; nothing shows that they come more often, or take \
         longer, than in September 2026, nor the opposite. 1 of 6 error budgets is overspent. \
         Today 4 actions are overdue."
    );
    let few = Headline {
        incidents: [1, 1],
        lengths: [1, 1],
        lasting: Verdict::CannotTell(CannotTell::TooFew { least: 10 }),
        overdue: 1,
        ..headline()
    };
    assert_eq!(
        few.in_words(),
        "In October 2026 1 incident began; nothing shows that they come more or less often than \
         in September 2026; there are too few to tell whether they take longer. Today 1 action is \
         overdue."
    );
    let none = Headline { incidents: [0, 0], overdue: 0, ..few.clone() };
    assert_eq!(none.in_words(), "In October 2026 no incident began. Today no action is overdue.");
}

#[test]
fn what_goes_on_promises_no_comparison_that_will_not_be() {
    let [first, last] = ["2020", "2026"].map(|year| Period::parse(year).unwrap());
    let years = Span::of(first, last).unwrap();
    let says =
        |span, count| compared(&Headline { span, goes_on: true, count: Err(count), ..headline() });
    assert_eq!(
        says(span("2026-10"), Untold::Unfinished),
        " so far; how that compares is told when October 2026 is over."
    );
    // What ends is the last of them.
    assert_eq!(
        says(years, Untold::Unfinished),
        " so far; how that compares is told when 2026 is over."
    );
    assert_eq!(
        says(years, Untold::BeforeRecord),
        " so far; nothing is on record of 2013 to 2019 to compare with."
    );
    assert_eq!(
        says(span("2026-10"), Untold::RecordBegins),
        " so far; how often they come is not compared, as the record begins in September 2026."
    );
}

/// What it says of incidents, between how many there are and the actions.
fn compared(headline: &Headline) -> String {
    let words = headline.in_words();
    let (_, words) = words.split_once(" began").unwrap();
    words.strip_suffix(" Today no action is overdue.").unwrap().to_owned()
}

#[test]
fn what_is_known_is_said_first() {
    let says = |count, lasting| compared(&Headline { count: Ok(count), lasting, ..headline() });
    let more = CountVerdict::More { at_least: 0.14 };
    let longer = Verdict::Longer { at_least: 1.5 };
    let unsure = Verdict::CannotTell(CannotTell::NotSure);
    let open = Verdict::CannotTell(CannotTell::TooManyOpen);
    let first = ". Compared with September 2026: at least";
    assert_eq!(says(more, longer), format!("{first} 14 % more, and at least 2.5 times as long."));
    assert_eq!(
        says(more, unsure),
        format!("{first} 14 % more; nothing shows that they take longer or shorter.")
    );
    assert_eq!(
        says(more, open),
        format!(
            "{first} 14 % more; whether they take longer cannot be told: more than 3 in 10 of a \
             period are still open."
        )
    );
    assert_eq!(
        says(CountVerdict::CannotTell, Verdict::Shorter { at_least: 0.2 }),
        format!("{first} 20 % shorter; nothing shows that they come more or less often.")
    );
    let open = says(CountVerdict::CannotTell, open);
    assert!(
        open.starts_with("; nothing shows that they come more or less often than in September")
    );
    assert!(open.contains("; whether they take longer cannot be told: more than 3"), "{open}");
}

#[test]
fn what_was_not_compared_is_said_to_be() {
    let nothing = Verdict::CannotTell(CannotTell::NothingShared);
    let first = Headline {
        incidents: [0, 67],
        lengths: [0, 67],
        count: Err(Untold::BeforeRecord),
        lasting: nothing,
        ..headline()
    };
    assert_eq!(compared(&first), "; nothing is on record of September 2026 to compare with.");
    let begins = Headline { incidents: [3, 67], count: Err(Untold::RecordBegins), ..first.clone() };
    assert_eq!(
        compared(&begins),
        "; how often they come is not compared, as the record begins in September 2026; the 3 in \
         September 2026 are too few to tell whether they take longer."
    );
    let shorter = Headline { lasting: Verdict::Shorter { at_least: 0.2 }, ..begins.clone() };
    assert_eq!(
        compared(&shorter),
        ". Compared with September 2026: at least 20 % shorter; how often they come is not \
         compared, as the record begins in September 2026."
    );
    // Not the incidents are too few, but the durations.
    let without = Headline {
        incidents: [30, 29],
        lengths: [2, 0],
        count: Ok(CountVerdict::CannotTell),
        ..begins.clone()
    };
    assert_eq!(
        compared(&without),
        "; nothing shows that they come more or less often than in September 2026; whether they \
         take longer cannot be told: how long it took is known of 0 of 29, and of 2 of the 30 \
         before."
    );
    let known = Ok(CountVerdict::More { at_least: 0.5 });
    for (incidents, says) in [
        ([0, 12], "; there was none in September 2026 to compare how long they take with."),
        // Enough for one comparison alone, and too few for two.
        ([9, 9], "; there are too few to tell whether they take longer."),
        ([12, 1], "; 1 is too few to tell whether they take longer."),
        ([1, 12], "; the 1 in September 2026 is too few to tell whether they take longer."),
    ] {
        let few = Headline { incidents, lengths: incidents, count: known, ..without.clone() };
        let words = compared(&few);
        assert_eq!(words, format!(". Compared with September 2026: at least 50 % more{says}"));
    }
}

#[test]
fn what_is_open_without_a_beginning_is_told_of() {
    let at = Day::parse("2026-10-10").unwrap().start(&Zone::utc()).unwrap();
    let one = |number, open, stated: Option<i64>| Observation {
        incident: IncidentNumber(number),
        belongs_at: at,
        by_declared: true,
        from: None,
        to: None,
        open,
        severity: None,
        stated: stated.map(Duration::from_minutes),
    };
    let says = |all: &[Observation]| {
        let frame = Frame {
            definition: Definition::shipped(Metric::parse("time-to-resolve").unwrap()),
            by: By::Month,
            zone: Zone::utc(),
            source: SourceRule::StatedFirst,
            as_of: now(),
        };
        let report = build(&frame, all.to_vec());
        lasting(&report, &spans(&report, span("2026-10")), span("2026-10"))
    };
    let open = "1 is still open; say when its impact started.";
    assert_eq!(says(&[one(1, true, None)]), [open]);
    let more = "Of 1 more it is not known how long it took.";
    assert_eq!(says(&[one(1, true, None), one(2, false, None)]), [open, more]);
    let all = [one(1, true, None), one(2, false, None), one(3, true, None), one(4, false, Some(5))];
    let words = says(&all);
    let open = "2 more are still open; say when their impact started.";
    assert_eq!(words[..3], ["The one that ended took 5m.", open, more]);
    assert_eq!(says(&[one(2, false, None)]), ["Of no incident is it known how long it took."]);
}

/// So many minutes each, on a day of September or October 2026.
fn lasted(september: &[i64], october: &[i64]) -> (DurationsReport, Spans) {
    let of = |day: &str, minutes: &[i64]| {
        let at = Day::parse(day).unwrap().start(&Zone::utc()).unwrap();
        let one = |(place, minutes): (usize, &i64)| Observation {
            incident: IncidentNumber(i64::try_from(place).unwrap()),
            belongs_at: at,
            by_declared: false,
            from: None,
            to: None,
            open: false,
            severity: None,
            stated: Some(Duration::from_minutes(*minutes)),
        };
        minutes.iter().enumerate().map(one).collect::<Vec<_>>()
    };
    let all = [of("2026-09-10", september), of("2026-10-10", october)].concat();
    let frame = Frame {
        definition: Definition { metric: Metric::parse("time-to-resolve").unwrap(), says: None },
        by: By::Month,
        zone: Zone::utc(),
        source: SourceRule::StatedFirst,
        as_of: now(),
    };
    let report = build(&frame, all);
    let spans = spans(&report, span("2026-10"));
    (report, spans)
}

#[test]
fn how_long_it_took_is_told_by_what_there_is() {
    let says = |september: &[i64], october: &[i64]| {
        let (report, spans) = lasted(september, october);
        lasting(&report, &spans, span("2026-10"))
    };
    assert_eq!(says(&[60], &[]), ["There is no incident to measure."]);
    assert_eq!(says(&[], &[90])[1], "No incident of September 2026 is on record to compare with.");
    let one = says(&[60], &[90]);
    assert_eq!(one[0], "The one that ended took 1h 30m.");
    assert!(one[1].starts_with("Compared with September 2026: cannot tell: "), "{one:?}");
    assert_eq!(says(&[], &[90, 30, 60])[0], "The 3 that ended took between 30m and 1h 30m.");
    let many: Vec<i64> = (1..=20).map(|minutes| minutes * 10).collect();
    let alike = says(&many, &many);
    assert!(alike[0].starts_with("Half of them take longer than 1h 45m."), "{alike:?}");
    // What could have shown stands beside what did not.
    assert!(alike[1].ends_with("a difference of this size comes about by chance."), "{alike:?}");
    assert!(alike[2].contains("only a change to 0."), "{alike:?}");
    // What is said of how sure it is, is explained, and nothing else.
    let means = |words: &[String]| sureness_in_words(words).join(" ");
    assert_eq!(means(&one), "");
    assert!(means(&alike).contains("“95 %” is how sure a range is"), "{alike:?}");
    let bound = ["The true figure is 1h 42m or more (97.5 %).".to_owned()];
    assert_eq!(means(&bound), "“97.5 %” is how sure a range is: it misses once in 40 times.");
    let shorter: Vec<i64> = (1..=20).collect();
    let told = says(&many, &shorter);
    assert_eq!(told.len(), 2);
    assert!(told[1].starts_with("Compared with September 2026: at least 8"), "{told:?}");
}

/// What one comparison alone would tell is told of two at once only where it is surer.
#[test]
fn two_questions_at_once_are_told_at_97_5_per_cent() {
    let before: Vec<i64> = (1..=20).map(|minutes| minutes * 10).collect();
    let after: Vec<i64> = (1..=20).map(|minutes| minutes * 5).collect();
    let (_, spans) = lasted(&before, &after);
    assert_eq!(spans.change.at_once, AT_ONCE);
    assert!(spans.change.to_string().contains("(97.5 %: 2 comparisons at once)"));
    // A rate that is 1.8 times as high: 95 % leave out “as many”, 97.5 % do not.
    let day = |month: &str, count: usize| {
        let first = Day::parse(&format!("{month}-01")).unwrap();
        (0..count).map(move |place| first.plus(i64::try_from(place).unwrap() % 28))
    };
    let facts = day("2026-08", 1).chain(day("2026-09", 30)).chain(day("2026-10", 52));
    let fact = |(place, day): (usize, Day)| CountFact {
        incident: IncidentNumber(i64::try_from(place).unwrap()),
        belongs_at: day.start(&Zone::utc()).unwrap(),
        by_declared: false,
        open: false,
        severity: None,
        impacts: Vec::new(),
    };
    let read = Read { dated: facts.enumerate().map(fact).collect(), ..Read::default() };
    let told = told_of(Counted::Incident, span("2026-10"), &Zone::utc(), now(), &read);
    let change = told.change.unwrap();
    assert_eq!((change.verdict, change.at_once), (CountVerdict::CannotTell, AT_ONCE));
    assert!(told.ratio_in_words().unwrap().contains("times (97.5 %: 2 comparisons at once)."));
    let asked = CountsForm::default().parse().unwrap();
    let alone = counts::build(&asked, &Zone::utc(), now(), read).answer.unwrap().change.unwrap();
    assert!(matches!(alone.verdict, CountVerdict::More { .. }), "{alone:?}");
}

#[test]
fn several_periods_are_told_as_one() {
    let (report, _) = lasted(&[60, 70, 80], &[90, 30, 60]);
    let both = Span::of(Period::parse("2026-09").unwrap(), Period::parse("2026-10").unwrap());
    let spans = spans(&report, both.unwrap());
    assert_eq!((spans.before.counts.n, spans.after.counts.n), (0, 6));
    assert_eq!(spans.after.median.unwrap().to_string(), "1h 5m");
}

#[test]
fn what_came_back_is_named() {
    let back = |all: &[(&str, i64, i64)], with| {
        let one = |(place, (title, incidents, earlier)): (usize, &(&str, i64, i64))| CameBack {
            factor: FactorNumber(i64::try_from(place).unwrap()),
            title: (*title).to_owned(),
            incidents: *incidents,
            earlier: *earlier,
        };
        Back::new(with, all.iter().enumerate().map(one)).in_words()
    };
    assert_eq!(back(&[], 0), "Nobody named a contributing factor of these incidents.");
    assert!(back(&[("New", 1, 0)], 1).starts_with("No contributing factor came back"));
    assert_eq!(
        back(&[("New", 1, 0), ("Old", 1, 2)], 2),
        "1 contributing factor came back: “Old” for the 3rd time."
    );
    assert_eq!(
        back(&[("A", 2, 0), ("B", 1, 4), ("C", 1, 1)], 4),
        "3 contributing factors came back: “B” for the 5th time, “A” for the 2nd time, and 1 more."
    );
}

fn standing(slo: &str, spent: i128) -> Standing {
    let over = spent > 1_000_000;
    let (slo, address, state) = (slo.to_owned(), String::new(), String::new());
    Standing { slo, address, spent, over, exempt: false, state, step: None }
}

#[test]
fn budgets_are_told_by_how_near_they_are() {
    let says = |all| Budgets::now(now(), all).in_words(&Zone::utc());
    assert_eq!(says(vec![]), ["No service has an SLO, so there is no error budget."]);
    let three = vec![standing("A", 0), standing("B", 830_000), standing("C", 1_400_000)];
    let words = [
        "On 2026-11-27: 1 of 3 error budgets is overspent.",
        "Spent: C (140 %).",
        "Nearest of the others: B (83 %).",
    ];
    assert_eq!(says(three.clone()), words);
    // A step that is passed stands beside what is spent.
    let policy = Policy::parse("Above 33 % spent: a second person looks.").unwrap();
    let step = policy.rules().first().cloned();
    let mut stepped = three;
    stepped.push(Standing { step: step.clone(), ..standing("D", 492_300) });
    stepped[1].step = step;
    let words = [
        "On 2026-11-27: 1 of 4 error budgets is overspent.",
        "Spent: C (140 %).",
        "Nearest of the others: B (83 %, above 33 % spent).",
        "Past a step of its policy, too: D (49.2 %, above 33 % spent).",
    ];
    assert_eq!(says(stepped), words);
    let one = says(vec![standing("A", 0)]);
    assert_eq!(one, ["On 2026-11-27: the error budget is not overspent."]);
}

#[test]
fn budgets_of_a_moment_that_is_over_are_dated() {
    let end = span("2026-10").end(&Zone::utc()).plus_micros(-1);
    let past = |all, later| Budgets::past(end, all, later);
    let (two, three) = (
        vec![standing("A", 1_200_000), standing("B", 830_000)],
        vec![standing("A", 0), standing("B", 830_000), standing("C", 1_400_000)],
    );
    let words = [
        "On 2026-10-31, by today’s targets, 1 of 2 error budgets was overspent.",
        "Spent: A (120 %).",
        "Nearest of the others: B (83 %).",
        "1 SLO was defined after that, and is left out.",
    ];
    assert_eq!(past(two.clone(), 1).in_words(&Zone::utc()), words);
    let none = past(vec![], 3).in_words(&Zone::utc());
    let says =
        "On 2026-10-31 no SLO was defined yet. 3 SLOs were defined after that, and are left out.";
    assert_eq!(none, [says]);

    let headline = |moments: &[Budgets]| Budgets::headline(moments, &Zone::utc());
    let now = || Budgets::now(now(), three.clone());
    assert_eq!(
        headline(&[past(two.clone(), 1), now()]).unwrap(),
        "On 2026-10-31, by today’s targets, 1 of 2 error budgets was overspent. \
         Today 1 of 3 error budgets is overspent."
    );
    assert_eq!(
        headline(&[past(three.clone(), 0), now()]).unwrap(),
        "On 2026-10-31, by today’s targets, 1 of 3 error budgets was overspent, and so it is today."
    );
    assert_eq!(headline(&[past(vec![], 3), now()]), headline(&[now()]));
    assert_eq!(headline(&[now()]).unwrap(), "Today 1 of 3 error budgets is overspent.");
    assert_eq!(headline(&[past(vec![], 0), Budgets::now(end, vec![])]), None);
    assert_eq!(headline(&[]), None);
}

#[test]
fn following_through_is_what_waits_and_what_ended() {
    let through = |done, declined| Through {
        actions: ActionCounts { open: 3, overdue: 1, ..ActionCounts::default() },
        done,
        declined,
        reviews: reviews::Figures::default(),
    };
    let says = |done, declined| through(done, declined).in_words(span("2026-10"))[1].clone();
    assert_eq!(
        through(0, 0).in_words(span("2026-10"))[0],
        "3 actions are open today, 1 of them overdue."
    );
    let reviews = through(0, 0).in_words(span("2026-10"))[2].clone();
    assert_eq!(reviews, "Of incidents in October 2026, no review was asked for.");
    assert_eq!(says(0, 0), "None ended in October 2026.");
    assert_eq!(says(1, 0), "1 was done in October 2026.");
    assert_eq!(says(0, 2), "2 were declined in October 2026.");
    assert_eq!(says(5, 1), "5 were done and 1 declined in October 2026.");
}

#[test]
fn toil_stands_beside_that_of_before() {
    let sum = |minutes, entries| Sum { minutes, automatable: 0, entries };
    let none = toil(&sum(0, 0), &sum(0, 0), "September 2026");
    assert_eq!(none, ["Nobody wrote down toil."]);
    let some = toil(&sum(90, 2), &sum(0, 0), "September 2026");
    assert_eq!(some[1], "Of September 2026 none is written down.");
    assert!(toil(&sum(0, 0), &sum(90, 1), "May 2026")[1].ends_with("it is 1h 30m."));
}
