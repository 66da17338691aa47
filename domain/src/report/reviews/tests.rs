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
        title: format!("Incident {number}"),
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
    assert_eq!((t.publish_median.unwrap().days(), t.timed), (5.5, 2));
    let overdue: Vec<_> = all.overdue.iter().map(|one| one.incident.0).collect();
    assert_eq!(overdue, [3, 4]);
    let periods: Vec<_> =
        all.periods.iter().map(|one| (one.period.to_string(), one.figures.asked)).collect();
    assert_eq!(periods, [("2026-04".to_owned(), 2), ("2026-03".to_owned(), 4)]);
    assert_eq!(
        t.in_words(),
        "6 reviews were asked for: 2 are published, 1 of them late, 2 are overdue, 2 are in time still."
    );
    assert!(t.time_in_words().starts_with("Half of the 2 published ones"), "{}", t.time_in_words());
    assert!(t.time_in_words().ends_with("4 are not published yet, and not in it."));
    assert!(all.to_csv().contains("\n2026-03,4,2,2,1,1,1,475200,2\n"), "{}", all.to_csv());
    assert_eq!(Figures::default().in_words(), "No review was asked for.");
    let unknown = Figures { asked: 1, published: 1, ..Figures::default() };
    assert!(unknown.time_in_words().ends_with("known when its incident was resolved."));
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
    }
}
