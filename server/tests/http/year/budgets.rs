//! What was spent of budgets and how much of a service was there, beside a count of every minute
//! of the year.

use nofault_app::report::availability;
use nofault_app::report::budget;
use nofault_domain::access::Viewer;
use nofault_domain::budget::Frame;
use nofault_domain::command::impact::{ImpactContent, NewImpact};
use nofault_domain::command::slo::SaveSlo;
use nofault_domain::id::SloId;
use nofault_domain::impact::{Fraction, Span};
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::availability::AvailabilityForm;
use nofault_domain::text::Name;

use super::calendar::{DAY, HOUR, MINUTE, MONTHS, ZONE, at, month, quarter_of};
use super::make::{Year, exactly, now};
use super::truth::{How, One, PAID};

/// In parts per million; none where nobody said how much of it failed.
fn parts(one: &One) -> Option<i64> {
    match one.lasted {
        None => None,
        Some(HOUR) => Some(500_000),
        Some(lasted) if lasted == 40 * MINUTE => Some(800_000),
        Some(lasted) if lasted == 2 * HOUR => Some(250_000),
        Some(_) => Some(1_000_000),
    }
}

/// A near miss and what is in triage failed as much as any other: their impacts would count.
fn hits(one: &One) -> bool {
    !matches!(one.how, How::NearMiss | How::Triage)
}

pub async fn add_impacts(year: &Year) {
    for one in year.truth.of(PAID).filter(|one| hits(one)) {
        let content = ImpactContent {
            service: Name::parse(PAID).unwrap(),
            span: Span { from: exactly(one.start), to: one.end().map(exactly) },
            fraction: parts(one).and_then(Fraction::from_millionths),
            words: None,
        };
        let incident = IncidentNumber(one.number);
        year.run(year.ada, now(), NewImpact { incident, content }).await;
    }
}

/// The highest fraction that failed, minute by minute from the first of the year.
struct Minutes(Vec<i64>);

/// Of the year, or its first.
fn minute(seconds: i64) -> usize {
    usize::try_from((seconds - at(1, 1, 0, 0)).max(0) / MINUTE).unwrap()
}

impl Minutes {
    fn of(year: &Year, private: bool) -> Self {
        let end = now().seconds();
        let mut all = vec![0; minute(end)];
        for one in year.truth.of(PAID).filter(|one| hits(one)) {
            // What was merged is charged to the incident in which it goes on.
            let on = if one.how == How::Merged { year.goes_on_in(one) } else { one };
            if !on.counts(private) {
                continue;
            }

            let range = minute(one.start)..minute(one.end().unwrap_or(end));
            for highest in &mut all[range] {
                *highest = parts(one).unwrap_or(1_000_000).max(*highest);
            }
        }
        Self(all)
    }

    /// In microseconds times parts per million, between two times in seconds.
    fn spent(&self, from: i64, to: i64) -> i128 {
        let sum: i64 = self.0[minute(from)..minute(to)].iter().sum();
        i128::from(sum) * i128::from(MINUTE * 1_000_000)
    }
}

async fn slo(year: &Year, window: &str, days: &str) -> SloId {
    let form = SaveSlo {
        service: year.paid.to_string(),
        name: format!("By {window}"),
        target: "99.9 %".to_owned(),
        window: window.to_owned(),
        days: days.to_owned(),
        zone: ZONE.to_owned(),
        ..Default::default()
    };
    SloId(year.send(Viewer::Operator, now(), form).await.id)
}

async fn check(year: &Year, minutes: &Minutes, slo: SloId, asks: (Viewer, bool), frame: [i64; 3]) {
    let ((viewer, private), [from, to, seen_at]) = (asks, frame);
    let at = Instant::from_seconds;
    let found = budget::read(&year.store, viewer, at(seen_at), slo, private).await.unwrap();
    let budget = found.budget;
    assert_eq!(budget.frame, Frame { from: at(from), to: at(to) });
    assert_eq!(budget.allowed.0, i128::from(to - from) * 1_000_000 * 1000, "{from}");
    assert_eq!(budget.spent.0, minutes.spent(from, seen_at), "from {from} to {seen_at}");
    let charged: i128 = budget.shares.iter().map(|share| share.charged.0).sum();
    assert_eq!(charged, budget.spent.0);
}

pub async fn what_was_spent(year: &Year) {
    let (open, all) = (Minutes::of(year, false), Minutes::of(year, true));
    let by_month = slo(year, "month", "").await;
    let by_quarter = slo(year, "quarter", "").await;
    let rolling = slo(year, "rolling", "30").await;
    for number in 1..=MONTHS {
        let of = month(number);
        // In the middle of what crosses the end of the month, and before it.
        for seen_at in [of.end - MINUTE, of.end - 5 * DAY] {
            let frame = [of.start, of.end, seen_at];
            check(year, &open, by_month, (year.bo, true), frame).await;
            let first = 3 * quarter_of(number) - 2;
            let frame = [month(first).start, month(first + 2).end, seen_at];
            check(year, &open, by_quarter, (year.bo, false), frame).await;
        }
        let seen_at = of.end - 5 * DAY;
        check(year, &all, by_month, (year.ada, true), [of.start, of.end, seen_at]).await;
        check(year, &open, rolling, (year.ada, false), [seen_at - 30 * DAY, seen_at, seen_at])
            .await;
    }
    // What nobody ended goes on until today.
    let today = now().seconds();
    check(year, &open, rolling, (year.bo, true), [today - 30 * DAY, today, today]).await;
}

pub async fn how_much_was_there(year: &Year) {
    let form = AvailabilityForm {
        from: "2025-01-01".to_owned(),
        to: "2025-12-31".to_owned(),
        ..Default::default()
    };
    for (viewer, private) in [(year.bo, true), (year.ada, true), (year.ada, false)] {
        let minutes = Minutes::of(year, private && viewer == year.ada);
        let private = if private { "1" } else { "" }.to_owned();
        let form = AvailabilityForm { private, ..form.clone() };
        let found = availability::read(&year.store, viewer, now(), year.paid, &form).await;
        let found = found.unwrap();
        assert_eq!(found.days.len(), 365);
        // The year is told from its first impact on.
        let record = found.record.unwrap();
        assert!(record.seconds() < at(2, 1, 0, 0), "{record:?}");
        let mut begin = at(1, 1, 0, 0);
        for (day, told) in &found.days {
            let [from, to] = [*day, day.next()].map(|day| day.start(&found.zone).unwrap());
            assert_eq!(from.seconds(), begin, "{day}");
            begin = to.seconds();
            match told {
                Some(told) => assert_eq!(told.frame, Frame { from: from.max(record), to }, "{day}"),
                None => assert!(to <= record, "{day}"),
            }
            let lost = told.as_ref().map_or(0, |told| told.lost.0);
            assert_eq!(lost, minutes.spent(from.seconds(), to.seconds()), "{day}");
        }
        assert_eq!(begin, at(13, 1, 0, 0));
        assert_eq!(found.whole.unwrap().lost.0, minutes.spent(at(1, 1, 0, 0), begin));
        // One with nobody's word on how much, and it goes on.
        assert_eq!((found.unknown, found.open), (1, 1));
    }
}
