//! What became of actions, by the clock.

use nofault_app::report::actions::{self, ActionsAsked};
use nofault_domain::access::Viewer;
use nofault_domain::command::action::{AddAction, CompleteAction, DeclineAction, MoveAction};
use nofault_domain::instant::Instant;
use nofault_domain::report::actions::{ActionsFilter, ActionsReport, GroupBy};

use super::calendar::{DAY, MONTHS, at};
use super::make::{Year, now};
use super::truth::{HALVED, How, median};

/// In each month one that is done after ten days, one that is declined after five, one that is
/// open; and in each quarter an idea.
pub async fn follow_through(year: &Year) {
    let mut number = 0;
    for month in 1..=MONTHS {
        let day = |days: i64| Instant::from_seconds(at(month, 8, 10, 0) + days * DAY);
        for (title, after) in [("Done", Some(10)), ("Declined", Some(5)), ("Open", None)] {
            add(year, title, day(0), day(56), "").await;
            number += 1;
            let Some(after) = after else { continue };
            let form = MoveAction {
                action: format!("A-{number}"),
                version: "1".to_owned(),
                note: "So it was.".to_owned(),
                ..Default::default()
            };
            if title == "Done" {
                year.send(year.ada, day(after), CompleteAction(form)).await;
            } else {
                year.send(year.ada, day(after), DeclineAction(form)).await;
            }
        }
        if month % 3 == 0 {
            let form =
                AddAction { title: "Idea".to_owned(), idea: "on".to_owned(), ..Default::default() };
            year.send(year.ada, day(0), form).await;
            number += 1;
        }
    }
    for one in year.truth.of(HALVED).filter(|one| one.how == How::Private) {
        let day = Instant::from_seconds(one.start);
        add(year, "Hidden", day, day, &format!("INC-{}", one.number)).await;
    }
}

async fn add(year: &Year, title: &str, at: Instant, due: Instant, incident: &str) {
    let form = AddAction {
        incident: incident.to_owned(),
        title: title.to_owned(),
        due: due.rfc3339().chars().take(10).collect(),
        ..Default::default()
    };
    year.send(year.ada, at, form).await;
}

pub async fn what_became_of_actions(year: &Year) {
    let mut ages: Vec<_> =
        (1..=MONTHS).map(|month| now().seconds() - at(month, 8, 10, 0)).collect();
    let hidden = year.truth.of(HALVED).filter(|one| one.how == How::Private);
    let hidden: Vec<_> = hidden.map(|one| now().seconds() - one.start).collect();
    for (viewer, private) in [(year.bo, false), (year.bo, true), (year.ada, true)] {
        if private && viewer == year.ada {
            ages.extend(&hidden);
        }
        let found = asked(year, viewer, private).await;
        let told = &found.total;
        let open = u64::try_from(ages.len()).unwrap();
        // That of December is due in February.
        assert_eq!((told.open, told.overdue), (open, open - 1));
        assert_eq!((told.done, told.declined, told.ideas), (12, 12, 4));
        let oldest = ages.iter().max().unwrap();
        assert_eq!(told.oldest_age.unwrap().micros(), oldest * 1_000_000);
        let middle = median(ages.iter().copied().map(Some).collect());
        assert_eq!(told.median_age.map(|one| one.seconds()), middle);
    }
}

async fn asked(year: &Year, viewer: Viewer, private: bool) -> ActionsReport {
    let filter = ActionsFilter::default();
    let asked = ActionsAsked { by: GroupBy::All, private, filter };
    actions::read(&year.store, viewer, now(), &asked).await.unwrap()
}
