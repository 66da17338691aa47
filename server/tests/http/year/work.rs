//! Toil and reviews: what people did by hand, and what they wrote afterwards.

use nofault_app::report::{reviews, toil};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::postmortem::{BeginPostmortem, EditSection, PublishPostmortem};
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::periods::{PeriodsAsked, PeriodsForm};
use nofault_domain::report::toil::Sum;
use nofault_store::{incident, postmortem};

use super::calendar::{DAY, HOUR, MONTHS, at};
use super::make::{Year, now};
use super::truth::{HALVED, How, LOGIN, LOUD, MAIL, One, SAME, median};

fn asked(by: &str, private: bool) -> PeriodsAsked {
    let private = if private { "1" } else { "" }.to_owned();
    PeriodsForm { by: by.to_owned(), private, ..Default::default() }.parse().unwrap()
}

/// Incidents, minutes, and whether a program could do it; in the middle of the month.
fn toiled(year: &Year) -> Vec<(&One, i64, bool)> {
    let mut all = Vec::new();
    for month in 1..=MONTHS {
        let minutes = 10 * i64::try_from(month).unwrap();
        all.push((year.truth.first(SAME, month, 3), minutes, true));
        all.push((year.truth.first(HALVED, month, 2), 7, false));
    }
    let loud = year.truth.of(HALVED).filter(|one| LOUD.contains(&one.how));
    all.extend(loud.map(|one| (one, if is_work(one, false) { 3 } else { 999 }, true)));
    all
}

/// What was merged was work, and so was what is in triage; a drill is practice.
fn is_work(one: &One, private: bool) -> bool {
    one.counts(private) || matches!(one.how, How::NearMiss | How::Triage | How::Merged)
}

pub async fn toil_away(year: &Year) {
    for (one, minutes, automatable) in toiled(year) {
        let form = LogEntry {
            incident: format!("INC-{}", one.number),
            body: "By hand, again.".to_owned(),
            at: Instant::from_seconds(at(one.month(), 15, 12, 0)).rfc3339(),
            minutes: minutes.to_string(),
            automatable: if automatable { "on" } else { "" }.to_owned(),
            ..Default::default()
        };
        year.send(year.ada, now(), form).await;
    }
}

pub async fn how_much_toil(year: &Year) {
    let all = toiled(year);
    for (viewer, private) in [(year.bo, false), (year.bo, true), (year.ada, true)] {
        let sees = private && viewer == year.ada;
        let found =
            toil::read(&year.store, viewer, now(), &asked("month", private)).await.unwrap().report;
        let sum = |is: &dyn Fn(&One) -> bool| {
            let mut sum = Sum::default();
            for (_, minutes, automatable) in
                all.iter().filter(|(one, ..)| is_work(one, sees) && is(one))
            {
                sum.entries += 1;
                sum.minutes += minutes;
                sum.automatable += if *automatable { *minutes } else { 0 };
            }
            sum
        };
        assert_eq!(found.total.total, sum(&|_| true));
        assert_eq!(found.periods.len(), MONTHS);
        for (period, told) in found.periods.iter().zip(&found.total.periods) {
            assert_eq!(*told, sum(&|one| one.month() == usize::from(period.index())), "{period}");
        }
        for told in &found.services {
            let name = told.service.as_deref().unwrap();
            assert_eq!(told.total, sum(&|one| one.service == name), "{name}");
        }
        // Only of these it is known when somebody took them up: in working hours all.
        let known = |one: &&One| one.counts(sees) && [LOGIN, MAIL].contains(&one.service);
        let hidden = |one: &&One| known(one) && one.how == How::Private;
        let ones = || year.truth.all.iter();
        assert_eq!(found.response.incidents, ones().filter(known).count());
        let day: i64 =
            ones().filter(known).filter(|one| !hidden(one)).filter_map(|one| one.lasted).sum();
        if sees {
            // A week is every part of the day: 168 hours of it, 45 of them at work.
            let told = &found.response;
            let all = told.working_minutes + told.evening_minutes + told.night_minutes;
            assert_eq!(all, (day + 7 * DAY) / 60);
            assert_eq!(told.working_minutes, (day + 45 * HOUR) / 60);
        } else {
            assert_eq!(found.response.working_minutes, day / 60);
            assert_eq!((found.response.evening_minutes, found.response.night_minutes), (0, 0));
        }
        let team = found.teams.iter().find(|team| team.team.as_deref() == Some("Access")).unwrap();
        assert_eq!((team.incidents, team.working_minutes), (36, 12 * 6 * 60));
        let open = ones().filter(|one| one.counts(sees) && one.lasted.is_none()).count();
        assert_eq!(found.response_open, open);
        let counted = ones().filter(|one| one.counts(sees)).count();
        assert_eq!(found.response_unknown, counted - open - found.response.incidents);
    }
}

/// Days after the end on which it is published; none where it never is, and whether it is begun.
fn paper(one: &One) -> (bool, Option<i64>) {
    match one.month() % 4 {
        _ if one.how == How::Private || one.month() > MONTHS => (false, None),
        // A review is asked for within five working days.
        1 => (true, Some(3)),
        2 => (true, Some(10)),
        3 => (true, None),
        _ => (false, None),
    }
}

/// Of all that people declared, the private one among them.
fn reviewed(year: &Year, private: bool) -> Vec<&One> {
    year.truth.of(MAIL).filter(|one| one.counts(private)).collect()
}

pub async fn write_reviews(year: &Year) {
    for one in reviewed(year, false) {
        let end = Instant::from_seconds(one.end().unwrap());
        let (begun, published) = paper(one);
        let incident = format!("INC-{}", one.number);
        if begun {
            let form = BeginPostmortem { incident: incident.clone(), ..Default::default() };
            year.send(year.ada, end, form).await;
        }
        if let Some(days) = published {
            let form = EditSection {
                incident: incident.clone(),
                section: "summary".to_owned(),
                version: "1".to_owned(),
                body: "Letters waited.".to_owned(),
            };
            year.send(year.ada, end, form).await;
            let version = version_of_paper(year, one).await;
            let at = end.plus_micros(days * DAY * 1_000_000);
            year.send(year.ada, at, PublishPostmortem { incident, version }).await;
        }
    }
}

async fn version_of_paper(year: &Year, one: &One) -> String {
    let mut reader = year.store.read().await.unwrap();
    let mut db = reader.db();
    let number = IncidentNumber(one.number);
    let incident = incident::by_number(&mut db, year.ada, number).await.unwrap();
    let paper = postmortem::of_incident(&mut db, incident.id).await.unwrap().unwrap();
    paper.version.to_string()
}

pub async fn how_reviews_went(year: &Year) {
    for (viewer, private) in [(year.bo, false), (year.bo, true), (year.ada, true)] {
        let sees = private && viewer == year.ada;
        let found = reviews::read(&year.store, viewer, now(), &asked("year", private)).await;
        let found = found.unwrap().report;
        let ones = reviewed(year, sees);
        let published: Vec<_> = ones.iter().filter_map(|one| paper(one).1).collect();
        let told = &found.total;
        assert_eq!(told.asked, ones.len());
        assert_eq!(told.begun, ones.iter().filter(|one| paper(one).0).count());
        assert_eq!((told.published, told.timed), (published.len(), published.len()));
        assert_eq!(told.late, published.iter().filter(|days| **days == 10).count());
        // The one of this year is due next week.
        assert_eq!((told.waiting, told.overdue), (1, ones.len() - published.len() - 1));
        // Those that nobody published are older than any that somebody did, but for those that
        // are younger than all of them, and say nothing.
        let old = |one: &&&One| now().seconds() - one.end().unwrap() > 10 * DAY;
        let late = ones.iter().filter(|one| paper(one).1.is_none()).filter(old).map(|_| None);
        let lengths: Vec<_> = published.iter().map(|days| Some(days * DAY)).chain(late).collect();
        // Of exactly half, it is known when the last of these was.
        let last = published.iter().max().map(|days| (days * DAY) as f64);
        let half = last.filter(|_| published.len() * 2 == lengths.len());
        assert_eq!(told.publish_median.map(|one| one.seconds()), median(lengths).or(half));
        let counts: Vec<_> = found.periods.iter().map(|one| one.figures.asked).collect();
        assert_eq!(counts, [1, ones.len() - 1]);
    }
}
