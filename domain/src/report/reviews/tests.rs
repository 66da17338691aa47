use proptest::prelude::*;

use super::*;
use crate::report::periods::PeriodsForm;

const DAY: i64 = 86_400;
/// 2026-03-01 12:00 UTC.
const NOON: i64 = 1_772_366_400;

/// Began on a day, was resolved on it, is due five days later.
fn fact(number: i64, day: i64, published: Option<i64>) -> ReviewFact {
    let at = Instant::from_seconds(NOON + day * DAY);
    ReviewFact {
        incident: IncidentNumber(number),
        at,
        resolved: Some(at),
        due: Some(Day::of(at, &Zone::utc()).plus(5)),
        begun: published.is_some(),
        published: published.map(|days| Instant::from_seconds(NOON + (day + days) * DAY)),
    }
}

fn report(by: &str, facts: &[ReviewFact]) -> ReviewsReport {
    let form = PeriodsForm { by: by.to_owned(), ..PeriodsForm::default() };
    let now = Instant::from_seconds(NOON + 60 * DAY);
    build(&form.parse().unwrap(), &Zone::utc(), now, facts)
}

#[test]
fn a_review_is_in_time_late_overdue_or_waits() {
    let undated = ReviewFact { due: None, resolved: None, ..fact(6, 1, None) };
    let facts = [
        fact(1, 0, Some(5)),
        fact(2, 0, Some(6)),
        fact(3, 2, None),
        fact(4, 40, None),
        fact(5, 55, None),
        undated,
    ];
    let all = report("month", &facts);
    let t = &all.total;
    assert_eq!((t.asked, t.begun, t.published, t.late, t.overdue, t.waiting), (6, 2, 2, 1, 2, 2));
    // Of 5, 5 and 20, 58 days so far: with 2 of 5 published half of them is not reached.
    assert_eq!((t.publish_median, t.timed, t.timed_so_far), (None, 2, 3));
    let overdue: Vec<_> = all.overdue.iter().map(|one| one.incident.0).collect();
    assert_eq!(overdue, [3, 4]);
    let periods: Vec<_> =
        all.periods.iter().map(|one| (one.period.to_string(), one.figures.asked)).collect();
    assert_eq!(periods, [("2026-04".to_owned(), 2), ("2026-03".to_owned(), 4)]);
    assert_eq!(
        t.in_words(),
        "6 reviews were asked for: 2 are published, 1 of them late, 2 are overdue, 2 are in time still."
    );
    assert_eq!(
        t.time_in_words(),
        "Of 5 reviews 3 are not published yet: within which time half of them are published \
         cannot be told. \
         Of 1 it is not known when the incident was resolved."
    );
    // Two of three within 6 days; the third has taken 58.
    assert!(
        all.to_csv().contains("\n2026-03,4,2,2,1,1,1,518400,2,,,1,false\n"),
        "{}",
        all.to_csv()
    );
    let march = all.periods.last().unwrap().figures.time_in_words();
    assert!(march.starts_with("Half of the 3 reviews are published within 6d 0h of"), "{march}");
    let so_far =
        "1 of them is not published yet, and counts with its time so far. They are too few";
    assert!(march.contains(so_far), "{march}");
    assert_eq!(Figures::default().in_words(), "No review was asked for.");
    let unknown = Figures { asked: 1, published: 1, ..Figures::default() };
    assert!(unknown.time_in_words().ends_with("known when its incident was resolved."));
}

#[test]
fn what_is_never_written_makes_it_no_faster() {
    let mut facts: Vec<_> = (1..=6).map(|number| fact(number, 0, Some(number))).collect();
    let t = report("month", &facts).total;
    assert_eq!(t.publish_median.unwrap().days(), 3.5);
    let says = "Half of the 6 reviews are published within 3d 12h of the resolution. In the long \
        run, half of such reviews are published within 24h 0m to 6d 0h (95 % sure).";
    assert_eq!(t.time_in_words(), says);
    facts.extend((7..=9).map(|number| fact(number, 0, None)));
    let with = report("month", &facts).total;
    assert_eq!(with.publish_median.unwrap().days(), 5.0);
    assert_eq!((with.publish_high, with.timed_so_far), (None, 3));
    assert!(with.time_in_words().contains("3 of them are not published yet, and count with"));
    let one = report("month", &facts[..1]).total.time_in_words();
    assert_eq!(one, "The one review was published 24h 0m after the resolution.");
}

proptest! {
    #[test]
    fn every_review_stands_in_one_place(
        given in prop::collection::vec((-300_i64..60, prop::option::of(-2_i64..40), any::<bool>()), 0..30),
    ) {
        let facts: Vec<_> = given
            .iter()
            .enumerate()
            .map(|(place, (day, published, dated))| {
                let fact = fact(i64::try_from(place).unwrap() + 1, *day, *published);
                if *dated { fact } else { ReviewFact { due: None, ..fact } }
            })
            .collect();
        let all = report("quarter", &facts);
        let t = &all.total;
        prop_assert_eq!(t.published + t.overdue + t.waiting, t.asked);
        prop_assert!(t.late <= t.published && t.timed <= t.published);
        let asked: usize = all.periods.iter().map(|one| one.figures.asked).sum();
        prop_assert_eq!((asked, all.overdue.len()), (t.asked, t.overdue));
        prop_assert!(t.timed + t.timed_so_far <= t.asked);
    }
}
