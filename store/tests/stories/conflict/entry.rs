//! Entries: their text is merged by line, the rest of them field by field.

use nofault_domain::access::Viewer;
use nofault_domain::command::entry::{DeleteEntry, EditEntry, LogEntry};
use nofault_domain::entry::EntryKind;
use nofault_domain::number::EntryNumber;
use nofault_domain::zone::Zone;
use nofault_store::timeline::{self, Entry};

use super::{INC, Two, conflict, two};
use crate::here::{Here, refusal, status};

on_both!(
    a_text_is_merged_and_shown_before_it_is_saved,
    a_third_writer_is_shown_too,
    text_and_time_of_an_entry_are_apart,
    marks_are_not_saved,
);

const AT: &str = "2026-11-20 10:00";

pub fn edit(version: i64, body: &str) -> EditEntry {
    EditEntry {
        incident: INC.to_owned(),
        entry: "e1".to_owned(),
        version: version.to_string(),
        body: body.to_owned(),
        at: AT.to_owned(),
        was_at: AT.into(),
        ..Default::default()
    }
}

pub async fn log(here: &Here, viewer: Viewer, body: &str) {
    let (incident, body, at) = (INC.to_owned(), body.to_owned(), AT.to_owned());
    here.send(viewer, LogEntry { incident, body, at, ..Default::default() }).await.unwrap();
}

async fn entry(here: &Here, two: &Two) -> Entry {
    let id = here.incident(two.ada, two.number).await.id;
    timeline::entry(&mut here.reader().await.db(), id, EntryNumber(1)).await.unwrap()
}

async fn a_text_is_merged_and_shown_before_it_is_saved(here: &Here) {
    let two = two(here).await;
    log(here, two.ada, "One\nTwo\nThree").await;
    here.send(two.grace, edit(1, "One\nTwo\nThree, by Grace")).await.unwrap();
    let late = conflict(here.send(two.ada, edit(1, "One, by Ada\nTwo\nThree")).await);
    assert_eq!((late.version, late.by.as_deref(), late.is_clean()), (2, Some("Grace"), true));
    let body = late.field("body").unwrap();
    assert_eq!(body.merged, "One, by Ada\nTwo\nThree, by Grace");
    assert_eq!(body.base.as_deref(), Some("One\nTwo\nThree"));
    // Nothing is saved before somebody looked at it.
    assert_eq!(entry(here, &two).await.body, "One\nTwo\nThree, by Grace");
    here.send(two.ada, edit(2, &body.merged)).await.unwrap();
    let entry = entry(here, &two).await;
    assert_eq!(entry.body, "One, by Ada\nTwo\nThree, by Grace");
    // Who writes the same is in nobody's way.
    here.send(two.grace, edit(1, &entry.body)).await.unwrap();
    let delete = |version: &str| DeleteEntry {
        incident: INC.to_owned(),
        entry: "e1".to_owned(),
        version: version.to_owned(),
    };
    assert_eq!(status(here.send(two.ada, delete("3")).await), 409);
    here.send(two.ada, delete("4")).await.unwrap();
}

async fn a_third_writer_is_shown_too(here: &Here) {
    let two = two(here).await;
    log(here, two.ada, "One\nTwo\nThree\nFour\nFive").await;
    here.send(two.grace, edit(1, "ONE\nTwo\nThree\nFour\nFive")).await.unwrap();
    let first = conflict(here.send(two.ada, edit(1, "One\nTwo\nTHREE\nFour\nFive")).await);
    here.send(two.grace, edit(2, "ONE\nTwo\nThree\nFour\nFIVE")).await.unwrap();
    let merged = &first.field("body").unwrap().merged;
    let second = conflict(here.send(two.ada, edit(first.version, merged)).await);
    let body = second.field("body").unwrap();
    assert_eq!((body.merged.as_str(), second.version), ("ONE\nTwo\nTHREE\nFour\nFIVE", 3));
    assert!(body.base.as_deref().unwrap().starts_with("ONE"), "what the person was shown last");
}

async fn text_and_time_of_an_entry_are_apart(here: &Here) {
    let two = two(here).await;
    log(here, two.ada, "Saw it").await;
    let moved = EditEntry { at: "2026-11-20 10:30".to_owned(), ..edit(1, "Saw it") };
    here.send(two.grace, moved).await.unwrap();
    let worded = EditEntry {
        kind: "decision".to_owned(),
        was_kind: "note".into(),
        ..edit(1, "Saw it first")
    };
    here.send(two.ada, worded).await.unwrap();
    let entry = entry(here, &two).await;
    assert_eq!((entry.body.as_str(), entry.kind), ("Saw it first", EntryKind::Decision));
    assert_eq!(entry.moment.typed_in(&Zone::utc()), "2026-11-20 10:30");
    // Without a word on what the time was, a difference is asked about.
    let blind = EditEntry { was_at: Default::default(), ..edit(1, "Saw it first") };
    let late = conflict(here.send(two.grace, blind).await);
    let at = late.field("at").unwrap();
    assert_eq!((at.theirs.as_str(), at.both, late.fields.len()), ("2026-11-20 10:30", true, 1));
}

async fn marks_are_not_saved(here: &Here) {
    let two = two(here).await;
    log(here, two.ada, "One").await;
    here.send(two.grace, edit(1, "Hers")).await.unwrap();
    let late = conflict(here.send(two.ada, edit(1, "Mine")).await);
    let body = late.field("body").unwrap();
    assert!(!body.clean);
    for line in ["Mine", "Hers"] {
        assert!(body.merged.lines().any(|other| other == line), "{}", body.merged);
    }
    let refused = refusal(here.send(two.ada, edit(2, &body.merged)).await);
    assert_eq!((refused.status(), refused.fields()[0].field.as_str()), (422, "body"));
    here.send(two.ada, edit(2, "Mine and hers")).await.unwrap();
}
