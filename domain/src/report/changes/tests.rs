use proptest::prelude::*;

use super::*;
use crate::instant::Instant;

const HOUR: i64 = 3600;
/// 2026-03-01 12:00 UTC.
const NOON: i64 = 1_772_366_400;
const NOW: i64 = NOON + 100 * 86_400;

fn fact(number: i64, service: &str, day: i64, caused: &[(bool, Option<i64>)]) -> ChangeFact {
    let at = NOON + day * 86_400;
    let caused = caused.iter().enumerate().map(|(place, (open, hours))| CausedFact {
        incident: IncidentNumber(number * 10 + i64::try_from(place).unwrap()),
        open: *open,
        resolved: hours.map(|hours| Instant::from_seconds(at + hours * HOUR)),
    });
    ChangeFact {
        number: ChangeNumber(number),
        title: format!("Change {number}"),
        kind: ChangeKind::Release,
        service: service.into(),
        team: (service == "Web").then(|| "Shop".into()),
        at: Instant::from_seconds(at),
        caused: caused.collect(),
    }
}

fn record(service: &str, since: Option<&str>) -> Record {
    let since = since.map(|day| Day::parse(day).unwrap());
    Record { service: service.to_owned(), team: None, since }
}

fn report(pairs: &[(&str, &str)], facts: Vec<ChangeFact>, records: Vec<Record>) -> ChangesReport {
    let pairs: Vec<_> =
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let asked = ChangesForm::of(&pairs).parse().unwrap();
    build(&asked, &Zone::utc(), Instant::from_seconds(NOW), facts, records)
}

fn facts() -> Vec<ChangeFact> {
    vec![
        fact(1, "Web", -10, &[(false, Some(1))]),
        fact(2, "Web", 0, &[]),
        // One change, two incidents: it failed once, and was over with the last.
        fact(3, "Web", 1, &[(false, Some(2)), (false, Some(6))]),
        fact(4, "Web", 40, &[(true, None)]),
        fact(5, "Mail", 2, &[(false, Some(4))]),
        fact(6, "Web", 41, &[(false, None)]),
        fact(7, "Web", 97, &[]),
    ]
}

#[test]
fn a_rate_is_made_of_a_complete_list_alone() {
    let all = report(&[], facts(), vec![record("Mail", None), record("Web", Some("2026-03-01"))]);
    let total = &all.total;
    assert_eq!((total.recorded, total.counted, total.failed), (7, 5, 3));
    assert_eq!((total.rate, total.unsettled), (Some(0.6), 1));
    // SciPy: beta.ppf(0.025, 3, 3) and beta.ppf(0.975, 4, 2).
    let [low, high] = total.interval.unwrap();
    assert!((low - 0.146_632_799_634_7).abs() < 1e-9, "{low}");
    assert!((high - 0.947_255_049_473_7).abs() < 1e-9, "{high}");
    let left: Vec<_> =
        all.left_out.iter().map(|one| (one.service.as_str(), one.changes, one.before)).collect();
    let day = Day::parse("2026-03-01").unwrap();
    assert_eq!(left, [("Mail", 1, None), ("Web", 1, Some(day))]);
    assert_eq!(all.records, [record("Web", Some("2026-03-01"))]);
    // The recovery time needs no complete list: 1, 4 and 6 hours, and one of 60 days so far.
    assert_eq!((total.recovered, total.open, total.unknown), (3, 1, 1));
    assert_eq!(total.recovery_median_seconds.unwrap().seconds(), 5.0 * 3600.0);

    let none = report(&[], facts(), Vec::new());
    assert_eq!((none.total.rate, none.total.counted), (None, 0));
    let words = none.total.rate_in_words();
    assert_eq!(words, "No rate: 7 changes are recorded, but nobody said that these are all.");
    let words = |facts: Vec<ChangeFact>| {
        let late = vec![record("Mail", None), record("Web", Some("2027-01-01"))];
        report(&[], facts, late).total.rate_in_words()
    };
    // Somebody said so of a later time: that is another reason.
    let mixed = "No rate: 7 changes are recorded, but 6 before the day since when all of their \
        services are, and of the other 1 nobody said that these are all.";
    assert_eq!(words(facts()), mixed);
    let web = || facts().into_iter().filter(|fact| &*fact.service == "Web");
    let all = "No rate: 6 changes are recorded, but all before the day since when all are.";
    assert_eq!(words(web().collect()), all);
    let one = "No rate: 1 change is recorded, but before the day since when all are.";
    assert_eq!(words(web().take(1).collect()), one);
}

#[test]
fn periods_services_and_kinds_are_told_apart() {
    let records = || vec![record("Mail", None), record("Web", Some("2026-02-01"))];
    let all = report(&[("by", "month")], facts(), records());
    let periods: Vec<_> = all
        .periods
        .iter()
        .map(|line| (line.of.to_string(), line.figures.counted, line.figures.failed))
        .collect();
    let expected = [
        ("2026-06", 1, 0),
        ("2026-05", 0, 0),
        ("2026-04", 2, 2),
        ("2026-03", 2, 1),
        ("2026-02", 1, 1),
    ];
    assert_eq!(periods, expected.map(|(name, n, failed)| (name.to_owned(), n, failed)));
    let services: Vec<_> = all.services.iter().map(|line| line.of.as_str()).collect();
    assert_eq!(services, ["Mail", "Web"]);
    let mail = report(&[("service", "mail")], facts(), records());
    assert_eq!((mail.total.recorded, mail.failed.len()), (1, 1));
    assert!(mail.records.is_empty());
    let flags = report(&[("kind", "flag")], facts(), records());
    assert_eq!(flags.total, Figures::default());
    let march = report(&[("from", "2026-03"), ("to", "2026-03")], facts(), records());
    assert_eq!(march.total.recorded, 3);
    let settled = report(&[("settled", "2")], facts(), records());
    assert_eq!(settled.total.unsettled, 0);
}

#[test]
fn a_resolution_before_its_change_is_out_of_order() {
    let all = report(&[], vec![fact(1, "Web", 0, &[(false, Some(-1))])], Vec::new());
    assert_eq!(all.failed[0].recovery, Recovery::Unknown);
    assert_eq!((all.total.recovered, all.total.unknown), (0, 1));
}

#[test]
fn figures_are_told_in_sentences() {
    let total = report(&[], facts(), vec![record("Web", Some("2026-03-01"))]).total;
    let words = total.rate_in_words();
    assert!(words.starts_with("3 of 5 changes failed: 60 %. Of changes like these, between 14.7 % and 94.7 % fail (95 % sure)."), "{words}");
    assert!(words.ends_with("1 is not yet settled: this may still rise."), "{words}");
    let words = total.recovery_in_words();
    // All of one service that says so since March, but for what was before.
    let outside = "2 of the 5 that failed are not in the change fail rate above: nobody said that \
        all changes of that service were recorded by then.";
    assert!(words.ends_with(outside), "{words}");
    let every = Figures { failed: 5, ..total.clone() };
    assert!(!every.recovery_in_words().contains("in the change fail rate"));
    assert!(
        words.starts_with("Half of the 4 failed changes are recovered from within 5h 0m."),
        "{words}"
    );
    let open = "1 of them is still open, and counts with its time so far. They are too few";
    assert!(words.contains(open) && words.contains("Of 1 change"), "{words}");
    assert_eq!(Figures::default().recovery_in_words(), "No change failed.");
    let none = Figures { open: 1, ..Figures::default() };
    let says = "No failed change was recovered from yet. 1 is still open. It is not in the change \
        fail rate above: nobody said that all changes of that service were recorded by then.";
    assert_eq!(none.recovery_in_words(), says);
    let unknown = Figures { unknown: 3, ..Figures::default() };
    let says = "Of 3 changes it is not known when they were recovered from. None of the 3 that \
        failed is in the change fail rate above: nobody said that all changes of that service were \
        recorded by then.";
    assert_eq!(unknown.recovery_in_words(), says);
    assert_eq!(print::per_cent(0.075), "7.5 %");
}

/// Failed changes that took so many hours, and some that are open since so many days.
fn recovery_of(hours: &[i64], open_days: &[i64]) -> Figures {
    let done = hours.iter().map(|hours| fact(1, "Web", 0, &[(false, Some(*hours))]));
    let open = open_days.iter().map(|days| fact(2, "Web", 100 - days, &[(true, None)]));
    report(&[], done.chain(open).collect(), Vec::new()).total
}

#[test]
fn what_is_still_open_counts_with_its_time_so_far() {
    let says = |hours: &[i64], open: &[i64]| recovery_of(hours, open).recovery_in_words();
    let six = "Half of the 6 failed changes are recovered from within 3h 30m. In the long run, half \
        of such changes are recovered from within 1h 0m to 6h 0m (95 % sure).";
    assert!(says(&[1, 2, 3, 4, 5, 6], &[]).starts_with(six));
    // It was said of what is open that “the true figure is longer, or the same”: a change that
    // failed just now says nothing of what took longer, and one that failed long ago raises it.
    let median = |open: &[i64]| recovery_of(&[1, 2, 3, 4, 5, 6], open).recovery_median_seconds;
    assert_eq!(median(&[0]).unwrap().seconds(), 3.5 * 3600.0);
    assert_eq!(median(&[9]).unwrap().seconds(), 4.0 * 3600.0);
    let says = says(&[1, 2], &[9, 9, 9]);
    let untold = "Of the 5 failed changes 3 are still open: within which time half of them are \
        recovered from cannot be told.";
    assert!(says.starts_with(untold), "{says}");
}

#[test]
fn months_without_a_change_are_there() {
    let facts = vec![fact(1, "Web", 0, &[]), fact(2, "Web", 97, &[])];
    let all = report(&[("by", "month")], facts, Vec::new());
    let recorded: Vec<_> = all.periods.iter().map(|line| line.figures.recorded).collect();
    assert_eq!(recorded, [1, 0, 0, 1]);
    assert_eq!(all.so_far.unwrap().to_string(), "2026-06");
    assert!(all.to_csv().contains("\nmonth,2026-06,1,") && all.to_csv().contains(",true\n"));
}

#[test]
fn a_question_is_found_again_in_its_address() {
    let pairs = [
        ("by", "year"),
        ("settled", "30"),
        ("service", "Web & shop"),
        ("kind", "flag"),
        ("from", "2026-Q1"),
        ("to", "2026"),
        ("private", "1"),
    ];
    let owned: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let asked = ChangesForm::of(&owned).parse().unwrap();
    let again: Vec<_> = asked.pairs().into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    assert_eq!(ChangesForm::of(&again).parse().unwrap(), asked);
    let wrong = [
        ("by", "fortnight"),
        ("kind", "x"),
        ("settled", "-1"),
        ("private", "yes"),
        ("from", "2026"),
        ("to", "2025"),
    ];
    let wrong = wrong.map(|(name, given)| (name.to_owned(), given.to_owned()));
    assert_eq!(ChangesForm::of(&wrong).parse().unwrap_err().fields().len(), 5);
}

#[test]
fn files_hold_what_the_report_says() {
    let all = report(&[], facts(), vec![record("Web", Some("2026-03-01"))]);
    let csv = all.to_csv();
    assert!(csv.contains("\nall,,7,5,3,1,0.6,"), "{csv}");
    assert!(csv.contains("\nservice,Mail,1,0,0,0,,,,14400,1,0,0,0,,,false\n"), "{csv}");
    let failed = all.failed_to_csv();
    assert!(
        failed.contains(
            "\nCH-3,Change 3,release,Web,2026-03-02T12:00:00Z,INC-30 INC-31,true,done,21600\n"
        ),
        "{failed}"
    );
    let json = serde_json::to_value(&all).unwrap();
    assert_eq!(json["periods"][0]["of"], "2026-Q2");
    assert_eq!(json["failed"][0]["recovery"]["state"], "unknown");
}

proptest! {
    #[test]
    fn the_parts_are_the_whole(
        given in prop::collection::vec((0..3_usize, -200_i64..90, prop::collection::vec((any::<bool>(), prop::option::of(-5_i64..50)), 0..3)), 0..40),
    ) {
        let services = ["Web", "Mail", "Search"];
        let facts: Vec<_> = given
            .iter()
            .enumerate()
            .map(|(place, (service, day, caused))| {
                fact(i64::try_from(place).unwrap() + 1, services[*service], *day, caused)
            })
            .collect();
        let records = vec![record("Web", Some("2026-01-01")), record("Mail", Some("2020-01-01"))];
        let all = report(&[("by", "month")], facts, records);
        let sum = |of: fn(&Figures) -> usize| -> [usize; 3] {
            [
                of(&all.total),
                all.periods.iter().map(|line| of(&line.figures)).sum(),
                all.services.iter().map(|line| of(&line.figures)).sum(),
            ]
        };
        for of in [
            |f: &Figures| f.recorded, |f: &Figures| f.counted, |f: &Figures| f.failed,
            |f: &Figures| f.unsettled, |f: &Figures| f.before_record, |f: &Figures| f.recovered + f.open + f.unknown,
        ] {
            let [total, periods, services] = sum(of);
            prop_assert_eq!((total, total), (periods, services));
        }
        prop_assert_eq!(all.total.recorded, given.len());
        prop_assert!(all.total.failed <= all.total.counted);
        let out: usize = all.left_out.iter().map(|one| one.changes).sum();
        prop_assert_eq!(out + all.total.counted, all.total.recorded);
    }
}
