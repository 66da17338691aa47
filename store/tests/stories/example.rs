//! The example data is whole, and only for an empty installation.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::metric::Metric;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::{By, Period};
use nofault_domain::zone::Zone;
use nofault_store::example::{ExampleData, is_empty};
use nofault_store::incident::{Filter, page};
use nofault_store::report::{DurationsFilter, durations};
use nofault_store::{action, incident, postmortem};

use crate::here::{Here, status};

on_both!(an_empty_installation_is_filled_once);

async fn an_empty_installation_is_filled_once(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    assert_eq!(status(here.run(ada, ExampleData).await), 403);
    here.run(eve, ExampleData).await.unwrap();
    assert_eq!(status(here.run(eve, ExampleData).await), 409);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert!(!is_empty(db).await.unwrap());
    let listing = page(db, ada, &Filter::default(), None).await.unwrap();
    assert_eq!(listing.items.len(), 9);
    assert_eq!(listing.items.iter().filter(|item| item.status.is_open()).count(), 1);
    let metric = Metric::parse("time-to-resolve").unwrap();
    let found = durations(db, ada, &metric, &DurationsFilter::default()).await.unwrap();
    let mut quarters: Vec<_> = found
        .dated
        .iter()
        .map(|one| Period::of(one.belongs_at, &Zone::utc(), By::Quarter).to_string())
        .collect();
    quarters.dedup();
    assert!(quarters.len() >= 3, "{quarters:?}");
    let open = action::list(db, ada, action::Which::Open).await.unwrap();
    let ended = action::list(db, ada, action::Which::Ended).await.unwrap();
    assert_eq!((open.len(), ended.len()), (6, 5));
    for item in &listing.items {
        let one = incident::by_number(db, Viewer::Operator, item.number).await.unwrap();
        assert_eq!(incident::labels(db, one.id).await.unwrap(), ["example"]);
        assert!(one.recorded_at <= here.now());
    }
    let sixth = incident::by_number(db, ada, IncidentNumber(6)).await.unwrap();
    let paper = postmortem::of_incident(db, sixth.id).await.unwrap().unwrap();
    assert_eq!(paper.publications.len(), 1);
    assert!(paper.sections.iter().all(|section| !section.body.is_empty()));
    assert!(!paper.is_ahead());
}
