use proptest::prelude::*;

use super::*;
use crate::report::periods::PeriodsForm;

/// 2026-03-01 12:00 UTC.
const NOON: i64 = 1_772_366_400;

fn at(day: i64) -> Instant {
    Instant::from_seconds(NOON + day * 86_400)
}

fn fact(factor: i64, category: Category, incident: i64, day: i64) -> FactorFact {
    FactorFact {
        factor: FactorNumber(factor),
        title: format!("Factor {factor}").into(),
        category,
        incident: IncidentNumber(incident),
        at: at(day),
    }
}

fn report(pairs: &[(&str, &str)], days: &[i64], facts: &[FactorFact]) -> FactorsReport {
    with_triggers(pairs, days, facts, &[])
}

/// On the 101st day.
fn with_triggers(
    pairs: &[(&str, &str)],
    days: &[i64],
    facts: &[FactorFact],
    triggers: &[TriggerFact],
) -> FactorsReport {
    let pairs: Vec<_> =
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let asked = PeriodsForm::of(&pairs).parse().unwrap();
    let incidents: Vec<_> = days.iter().map(|day| at(*day)).collect();
    build(&asked, &Zone::utc(), at(100), &incidents, facts, triggers)
}

fn of(counts: &[CategoryCount], category: Category) -> usize {
    counts.iter().find(|one| one.category == category).unwrap().count.incidents
}

#[test]
fn an_incident_counts_once_in_each_category() {
    use Category::{Capacity, Design, Monitoring};
    let facts = [
        fact(1, Monitoring, 1, 0),
        fact(2, Monitoring, 1, 0),
        fact(3, Design, 1, 0),
        fact(1, Monitoring, 2, 40),
        fact(4, Capacity, 3, 41),
    ];
    let all = report(&[("by", "month")], &[0, 40, 41, 42], &facts);
    assert_eq!((all.incidents, all.with_factors), (4, 3));
    assert_eq!(of(&all.total, Monitoring), 2);
    assert_eq!(of(&all.total, Design), 1);
    let [low, high] = all.total[0].count.interval;
    // SciPy: chi2.ppf(0.025, 4) / 2 and chi2.ppf(0.975, 6) / 2.
    assert!(
        (low - 0.242_209_278_544).abs() < 1e-8 && (high - 7.224_687_667_724).abs() < 1e-8,
        "{low} {high}"
    );
    let periods: Vec<_> = all
        .periods
        .iter()
        .map(|one| {
            let monitoring = of(&one.categories, Monitoring);
            (one.period.to_string(), one.incidents, one.with_factors, monitoring)
        })
        .collect();
    assert_eq!(periods, [("2026-04".to_owned(), 3, 2, 1), ("2026-03".to_owned(), 1, 1, 1)]);
    let repeated: Vec<_> = all.repeated.iter().map(|one| (one.factor.0, one.last)).collect();
    assert_eq!(repeated, [(1, at(40))]);
    let words = all.in_words();
    assert_eq!(
        words,
        "Factors are named of 3 of 4 incidents. Most often “Monitoring and alerting” stands in 2 incidents."
    );
    // What came back did so within what is asked for.
    let march = report(&[("to", "2026-03")], &[0, 40, 41, 42], &facts);
    assert_eq!((march.incidents, march.repeated.len()), (1, 0));
    let csv = all.to_csv();
    assert!(csv.contains("\n,monitoring,2,") && csv.contains("\n2026-04,capacity,1,"), "{csv}");
    assert_eq!(serde_json::to_value(&all).unwrap()["total"][0]["category"], "monitoring");
}

#[test]
fn what_set_incidents_off_stands_beside_what_contributed() {
    use Category::{Change, Dependency};
    let trigger = |category, incident, day| TriggerFact {
        category,
        incident: IncidentNumber(incident),
        at: at(day),
    };
    let facts = [fact(1, Change, 1, 0), fact(2, Change, 1, 0), fact(3, Dependency, 2, 40)];
    // Two of one category count once.
    let triggers = [trigger(Change, 1, 0), trigger(Change, 1, 0), trigger(Dependency, 2, 40)];
    let all = with_triggers(&[("by", "month")], &[0, 40, 41, 42], &facts, &triggers[..2]);
    assert_eq!((all.with_trigger, of(&all.total_triggers, Change)), (1, 1));
    assert_eq!(of(&all.total, Change), 1);
    assert_eq!(
        all.triggers_in_words(),
        "What set them off is said of 1 of 4 incidents; of 3 nobody said it. Most often it was \
         “Change and release”, in 1 incident."
    );
    let csv = all.to_csv();
    let (low, high) = (0.025_317_807_984_289_9, 5.571_643_390_938_9);
    let [found_low, found_high] = all.total_triggers[1].count.interval;
    assert!((found_low - low).abs() < 1e-8 && (found_high - high).abs() < 1e-8);
    let row = format!(
        "\n2026-03,change,1,{found_low},{found_high},1,1,1,{found_low},{found_high},1,false\n"
    );
    assert!(csv.contains(&row), "{csv}");
    let both = with_triggers(&[("by", "month")], &[0, 40], &facts, &triggers);
    assert!(both.triggers_in_words().ends_with("“Dependency or provider”, each in 1 incident."));
    assert!(
        both.triggers_in_words().starts_with("What set them off is said of 2 of 2 incidents. ")
    );
    let march = with_triggers(&[("to", "2026-03")], &[0, 40], &facts, &triggers);
    assert_eq!(
        (march.with_trigger, march.triggers_in_words().as_str()),
        (
            1,
            "What set them off is said of the 1 incident. Most often it was “Change and release”, in 1 incident."
        )
    );
    let none = report(&[], &[0, 1], &[]);
    assert_eq!(none.triggers_in_words(), "Nobody said yet what set off the 2 incidents.");
    assert!(!none.has_triggers() && both.has_triggers());
}

#[test]
fn months_in_which_nothing_was_are_there() {
    let facts = [fact(1, Category::Design, 1, 0)];
    let all = report(&[("by", "month"), ("to", "2026")], &[0], &facts);
    let periods: Vec<_> = all.periods.iter().map(|one| one.period.to_string()).collect();
    assert_eq!(periods, ["2026-06", "2026-05", "2026-04", "2026-03"]);
    assert_eq!(all.so_far.unwrap().to_string(), "2026-06");
    let zero = all.periods[0].categories[0].count;
    assert_eq!((zero.incidents, zero.interval[0]), (0, 0.0));
    // SciPy: chi2.ppf(0.975, 2) / 2.
    assert!((zero.interval[1] - 3.688_879_454_114).abs() < 1e-9);
    assert!(all.to_csv().contains("\n2026-06,design,0,0,3.68"), "{}", all.to_csv());
    assert!(all.to_csv().contains(",0,true\n2026-06,"), "{}", all.to_csv());
    // Nothing at all is not told month by month.
    assert!(report(&[("from", "2026"), ("to", "2026")], &[], &[]).periods.is_empty());
}

#[test]
fn nothing_named_is_said() {
    assert_eq!(
        report(&[], &[0, 1], &[]).in_words(),
        "Nobody named a factor of the 2 incidents yet."
    );
}

proptest! {
    #[test]
    fn periods_sum_to_the_whole(given in prop::collection::vec((1_i64..6, 0..12_usize, 1_i64..9), 0..30)) {
        let days = [0, 10, 40, 70, 100, 130, 200, 300];
        let facts: Vec<_> = given
            .iter()
            .map(|(factor, category, incident)| {
                let day = days[usize::try_from(*incident - 1).unwrap()];
                fact(*factor, Category::ALL[*category], *incident, day)
            })
            .collect();
        let all = report(&[("by", "month")], &days, &facts);
        for category in Category::ALL {
            let sum: usize = all.periods.iter().map(|one| of(&one.categories, *category)).sum();
            prop_assert_eq!(sum, of(&all.total, *category));
        }
        let whole = all.periods.windows(2).all(|two| two[1].period.next() == two[0].period);
        prop_assert!(whole);
        let with: usize = all.periods.iter().map(|one| one.with_factors).sum();
        prop_assert_eq!((with, all.incidents), (all.with_factors, 8));
        prop_assert!(all.repeated.iter().all(|one| one.incidents.len() > 1));
    }
}
