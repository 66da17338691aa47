use proptest::prelude::*;

use super::*;
use crate::instant::Instant;

fn typing() -> Typing {
    Typing { now: Instant::from_seconds(1_795_000_000), zone: Zone::utc() }
}

fn record() -> RecordChange {
    RecordChange {
        kind: "release".to_owned(),
        service: "Checkout".to_owned(),
        title: "Checkout 4.2".to_owned(),
        ..Default::default()
    }
}

fn fields(refused: &Refusal) -> Vec<&str> {
    refused.fields().iter().map(|field| field.field.as_str()).collect()
}

#[test]
fn a_change_needs_kind_service_and_title_and_happened() {
    let NewChange(content) = record().parse(&typing()).unwrap();
    assert_eq!(content.moment.at, typing().now);
    assert_eq!((content.kind, content.link), (ChangeKind::Release, None));
    let empty = RecordChange::default().parse(&typing()).unwrap_err();
    assert_eq!(fields(&empty), ["kind", "service", "title"]);
    let to_come = RecordChange { at: "2027-01-01 10:00".to_owned(), ..record() };
    assert_eq!(fields(&to_come.parse(&typing()).unwrap_err()), ["at"]);
    let linked =
        RecordChange { link: "javascript:x".to_owned(), zone: "Mars".to_owned(), ..record() };
    assert_eq!(fields(&linked.parse(&typing()).unwrap_err()), ["link", "zone"]);
}

#[test]
fn an_edit_knows_what_it_was_opened_with() {
    let RecordChange { kind, service, title, link, .. } = record();
    let edit = EditChange {
        change: "ch-7".to_owned(),
        version: "2".to_owned(),
        at: "2026-11-01 10:00".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        was_at: "2026-11-01 09:00".into(),
        was_link: "".into(),
        kind,
        service,
        title,
        link,
        ..Default::default()
    };
    let parsed = edit.parse(&typing()).unwrap();
    assert_eq!((parsed.change, parsed.version), (ChangeNumber(7), 2));
    let was = parsed.was.moment.unwrap();
    assert_eq!(parsed.content.moment.at.since(was.at), 3600 * 1_000_000);
    assert_eq!((parsed.was.link, parsed.was.kind), (Some(None), None));
}

#[test]
fn a_cause_is_named_by_its_number() {
    let name = |change: &str| {
        let (incident, change) = ("INC-1".to_owned(), change.to_owned());
        NameCause { incident, change }.parse(&typing())
    };
    assert_eq!(name(" ch-3 ").unwrap().change, ChangeNumber(3));
    assert_eq!(fields(&name("the release").unwrap_err()), ["change"]);
}

#[test]
fn a_record_begins_on_a_day_that_came() {
    let keep = |since: &str| {
        let (service, version) = (uuid::Uuid::nil().to_string(), "1".to_owned());
        KeepRecord { service, version, since: since.to_owned(), ..Default::default() }
            .parse(&typing())
    };
    assert_eq!(keep("").unwrap().since, None);
    assert!(keep("2026-01-01").unwrap().since.is_some());
    assert_eq!(fields(&keep("2027-01-01").unwrap_err()), ["since"]);
}

proptest! {
    #[test]
    fn what_is_typed_is_taken_or_refused_at_its_field(
        kind in "[a-z ]{0,14}", service in any::<String>(), title in any::<String>(),
        at in "[0-9: -]{0,16}",
    ) {
        let given = RecordChange { kind, service, title, at, ..Default::default() };
        match given.parse(&typing()) {
            Ok(NewChange(content)) => prop_assert!(!is_to_come(content.moment.at, typing().now)),
            Err(refused) => {
                prop_assert!(!fields(&refused).is_empty());
                for field in fields(&refused) {
                    prop_assert!(["kind", "service", "title", "at"].contains(&field));
                }
            }
        }
    }
}
