//! Good and total: who pushes them, what replaces what, and what a window is then.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::budget::{Course, Coverage, Source};
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::count::{PushCounts, RemoveCount};
use nofault_domain::command::slo::SaveSlo;
use nofault_domain::id::{CommandId, SloId};
use nofault_domain::instant::Instant;
use nofault_store::new_id;
use nofault_store::slo::{self, CountRow};

use crate::here::{Here, id, refusal, status};
use crate::raw;

on_both!(
    counts_are_pushed_replaced_and_removed,
    an_instant_is_counted_once,
    the_sums_of_both_engines_are_those_of_the_rows,
);

/// A day of the clock of these stories.
const NOW: i64 = 1_795_000_000;
const HOUR: i64 = 3600;

async fn promised(here: &Here, team: &str) -> String {
    let service =
        SaveService { name: "Checkout".to_owned(), team: team.to_owned(), ..Default::default() };
    let service = here.send(Viewer::Operator, service).await.unwrap().id;
    let slo = SaveSlo {
        service: service.to_string(),
        name: "Availability".to_owned(),
        target: "99.9 %".to_owned(),
        window: "rolling".to_owned(),
        days: "1".to_owned(),
        zone: "UTC".to_owned(),
        ..Default::default()
    };
    here.send(Viewer::Operator, slo).await.unwrap().id.to_string()
}

/// A row of CSV, in hours before the beginning of the story.
fn row(from: i64, to: i64, good: i64, total: i64) -> String {
    let at = |hours: i64| Instant::from_seconds(NOW - hours * HOUR).rfc3339();
    format!("{},{},{good},{total}\n", at(from), at(to))
}

fn push(slo: &str, rows: &[String]) -> PushCounts {
    PushCounts {
        slo: slo.to_owned(),
        rows: format!("from,to,good,total\n{}", rows.concat()),
        source: "prometheus".to_owned(),
        ..Default::default()
    }
}

async fn latest(here: &Here, slo: &str) -> Vec<CountRow> {
    let mut reader = here.reader().await;
    slo::latest(&mut reader.db(), SloId(slo.parse().unwrap())).await.unwrap()
}

async fn coverage(here: &Here, slo: &str) -> Coverage {
    let mut reader = here.reader().await;
    let slo = slo::one(&mut reader.db(), SloId(slo.parse().unwrap())).await.unwrap();
    slo::coverage(&mut reader.db(), &slo, here.now()).await.unwrap()
}

async fn counts_are_pushed_replaced_and_removed(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let members = id(ada).to_string();
    let team = SaveTeam { name: "Payments".to_owned(), members, ..Default::default() };
    let team = here.send(Viewer::Operator, team).await.unwrap().id;
    let slo = promised(here, &team.to_string()).await;
    let rows = [row(24, 12, 990, 1000), row(12, 0, 1000, 1000)];
    assert_eq!(status(here.send(bo, push(&slo, &rows)).await), 403);
    let none = push(&new_id().to_string(), &rows);
    assert_eq!(status(here.send(ada, none).await), 404);
    let press = CommandId(new_id());
    let made = here.send_as(press, ada, push(&slo, &rows)).await.unwrap();
    assert_eq!(made.address, format!("/slos/{slo}#counts"));
    assert_eq!(here.send_as(press, ada, push(&slo, &rows)).await.unwrap(), made);
    let first = latest(here, &slo).await;
    assert_eq!((first.len(), first[0].count.good, first[1].count.good), (2, 1000, 990));
    assert_eq!((first[1].source.as_str(), first[1].by.as_deref()), ("prometheus", Some("Ada")));
    // The same again says nothing new; other numbers replace it.
    here.send(Viewer::Operator, push(&slo, &rows)).await.unwrap();
    assert_eq!(latest(here, &slo).await, first);
    here.send(Viewer::Operator, push(&slo, &[row(24, 12, 999, 1000)])).await.unwrap();
    let second = latest(here, &slo).await;
    assert_eq!((second[1].id, second[1].count.good, &second[1].by), (first[1].id, 999, &None));
    let counted = coverage(here, &slo).await.counted.unwrap();
    assert_eq!((counted.bad(), counted.total), (1, 2000));
    let removal = || RemoveCount { slo: slo.clone(), count: second[1].id.to_string() };
    assert_eq!(status(here.send(bo, removal()).await), 403);
    here.send(ada, removal()).await.unwrap();
    assert_eq!(status(here.send(ada, removal()).await), 409);
    let left = coverage(here, &slo).await;
    assert_eq!((left.counted, left.covered), (None, 12 * HOUR * 1_000_000));
    let events = "SELECT COUNT(*) FROM event WHERE name IN ('slo.counted', 'slo.count_removed')";
    assert_eq!(raw::number(&here.target, events).await, 4);
}

async fn an_instant_is_counted_once(here: &Here) {
    let slo = promised(here, "").await;
    let send = async |rows: &[String]| here.send(Viewer::Operator, push(&slo, rows)).await;
    send(&[row(20, 16, 1, 1), row(16, 12, 1, 1), row(8, 4, 1, 1)]).await.unwrap();
    for (from, to) in [(18, 17), (22, 18), (13, 9), (24, 0), (17, 15), (20, 17), (19, 16), (9, 4)] {
        // With one that could be taken: nothing is.
        let refused = refusal(send(&[row(from, to, 1, 1), row(30, 29, 1, 1)]).await);
        assert_eq!(refused.fields()[0].field, "rows");
        let said = refused.to_string();
        assert!(said.contains("overlaps") && said.contains("there already"), "{said}");
    }
    assert_eq!(latest(here, &slo).await.len(), 3);
    // What touches does not overlap.
    send(&[row(26, 20, 1, 1), row(12, 8, 1, 1), row(4, 2, 1, 1)]).await.unwrap();
    assert_eq!(latest(here, &slo).await.len(), 6);
    let whole = coverage(here, &slo).await;
    assert!(whole.counted.is_some_and(|counted| counted.total == 6), "{whole:?}");
    let many: Vec<String> = (0..22).map(|n| row(22 - n, 21 - n, 0, 1)).collect();
    let said = refusal(send(&many).await).to_string();
    assert!(said.contains("And 15 more."), "{said}");
}

async fn the_sums_of_both_engines_are_those_of_the_rows(here: &Here) {
    let slo = promised(here, "").await;
    let most = i64::MAX;
    let rows: Vec<String> = (0..24).map(|n| row(24 - n, 23 - n, most - n, most)).collect();
    here.send(Viewer::Operator, push(&slo, &rows)).await.unwrap();
    let whole = coverage(here, &slo).await;
    let counted = whole.counted.unwrap();
    assert_eq!(counted.total, 24 * i128::from(most));
    assert_eq!(counted.bad(), (0..24).sum::<i128>());
    let mut reader = here.reader().await;
    let one = slo::one(&mut reader.db(), SloId(slo.parse().unwrap())).await.unwrap();
    let spending = one.promise.spending(&Course::default(), &whole, here.now());
    assert_eq!(spending.source, Source::Counts);
}
