//! The list: filtered, and paged by key through equal moments.

use nofault_domain::access::Viewer;
use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_store::incident::{Cursor, Filter, Listing, page};

use crate::here::Here;
use crate::import::csv;

on_both!(pages_lead_there_and_back, filters_find_what_they_say);

async fn sixty(here: &Here) {
    let mut text = "title,impact_started_at,severity,kind,status,services\n".to_owned();
    for number in 1..=60 {
        // Five share each moment.
        let hour = number / 5;
        let title = match number {
            7 => "100% of Orders_lost".to_owned(),
            8 => "100 orders lost".to_owned(),
            _ => format!("Outage {number}"),
        };
        let (severity, kind) =
            (number % 5 + 1, if number % 10 == 0 { "drill" } else { "incident" });
        let (status, service) = (
            if number % 6 == 0 { "fixing" } else { "resolved" },
            if number % 4 == 0 { "web, api" } else { "" },
        );
        text +=
            &format!("{title},2026-11-01T{hour:02}:00Z,{severity},{kind},{status},\"{service}\"\n");
    }
    here.run(Viewer::Operator, csv(&text)).await.unwrap();
}

async fn look(here: &Here, filter: &Filter, cursor: Option<Cursor>) -> Listing {
    let mut reader = here.reader().await;
    page(&mut reader.db(), Viewer::Operator, filter, cursor).await.unwrap()
}

fn numbers(listing: &Listing) -> Vec<i64> {
    listing.items.iter().map(|item| item.number.0).collect()
}

fn beside(listing: &Listing, older: bool) -> Option<Cursor> {
    let item = if older { listing.items.last() } else { listing.items.first() }?;
    Some(Cursor { older, at: item.at, number: item.number })
}

async fn pages_lead_there_and_back(here: &Here) {
    sixty(here).await;
    let all = Filter::default();
    let first = look(here, &all, None).await;
    assert_eq!((first.newer, first.older, first.total), (false, true, Some(60)));
    let second = look(here, &all, beside(&first, true)).await;
    let third = look(here, &all, beside(&second, true)).await;
    let seen: Vec<i64> = [&first, &second, &third].into_iter().flat_map(numbers).collect();
    assert_eq!(seen, (1..=60).rev().collect::<Vec<_>>());
    assert_eq!((second.newer, second.older), (true, true));
    assert_eq!((third.newer, third.older), (true, false));
    let back = look(here, &all, beside(&third, false)).await;
    assert_eq!(numbers(&back), numbers(&second));
    let front = look(here, &all, beside(&back, false)).await;
    assert_eq!((numbers(&front), front.newer), (numbers(&first), false));
}

async fn filters_find_what_they_say(here: &Here) {
    sixty(here).await;
    let count = async |filter: Filter| look(here, &filter, None).await.total.unwrap();
    let words = |words: &str| Filter { words: words.to_owned(), ..Default::default() };
    assert_eq!(count(words("100% lost")).await, 1);
    assert_eq!(count(words("orders_LOST")).await, 1);
    assert_eq!(count(words("orders")).await, 2);
    assert_eq!(count(words("%")).await, 1);
    assert_eq!(count(words("_")).await, 1);
    assert_eq!(count(words("\\")).await, 0);
    assert_eq!(count(words("a b c d e f")).await, 0);
    assert_eq!(count(words("\0out\0age")).await, 58);
    let severity = Some(Severity::Sev2);
    assert_eq!(count(Filter { severity, ..Default::default() }).await, 12);
    assert_eq!(count(Filter { kind: Some(Kind::Drill), ..Default::default() }).await, 6);
    let statuses = vec![Status::Fixing, Status::Triage];
    assert_eq!(count(Filter { statuses, ..Default::default() }).await, 10);
    let service = Some("API".to_owned());
    assert_eq!(count(Filter { service, ..Default::default() }).await, 15);
    let at = |hour: i64| Some(Instant::from_seconds(1_793_491_200 + hour * 3600));
    let (from, to) = (at(2), at(4));
    assert_eq!(count(Filter { from, to, ..Default::default() }).await, 10);
    let some = Filter { severity, from, to, words: "outage".to_owned(), ..Default::default() };
    assert_eq!(count(some).await, 2);
}
