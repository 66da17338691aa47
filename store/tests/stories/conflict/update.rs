//! What stakeholders were told.

use nofault_domain::access::Role;
use nofault_domain::command::entry::Redact;
use nofault_domain::command::response::{EditUpdate, PostUpdate};
use nofault_domain::number::UpdateNumber;
use nofault_store::response::{self, Update};

use super::{INC, Two, conflict, two};
use crate::here::Here;

on_both!(a_message_is_merged_by_line, what_was_redacted_of_a_message_does_not_come_back);

async fn told(here: &Here, two: &Two, text: &str) {
    let (incident, text) = (INC.to_owned(), text.to_owned());
    here.send(two.ada, PostUpdate { incident, text, ..Default::default() }).await.unwrap();
}

fn edit(version: i64, text: &str) -> EditUpdate {
    EditUpdate {
        incident: INC.to_owned(),
        update: "U-1".to_owned(),
        version: version.to_string(),
        text: text.to_owned(),
    }
}

async fn update(here: &Here, two: &Two) -> Update {
    let id = here.incident(two.ada, two.number).await.id;
    response::update(&mut here.reader().await.db(), id, UpdateNumber(1)).await.unwrap()
}

async fn a_message_is_merged_by_line(here: &Here) {
    let two = two(here).await;
    told(here, &two, "Cards fail.\n\nWe look.\n\nMore at noon.").await;
    here.send(two.grace, edit(1, "Cards fail.\n\nWe look.\n\nMore at one.")).await.unwrap();
    let late =
        conflict(here.send(two.ada, edit(1, "All cards fail.\n\nWe look.\n\nMore at noon.")).await);
    assert_eq!((late.version, late.by.as_deref(), late.is_clean()), (2, Some("Grace"), true));
    let text = late.field("text").unwrap();
    assert_eq!(text.merged, "All cards fail.\n\nWe look.\n\nMore at one.");
    assert_eq!(update(here, &two).await.text, text.theirs, "nothing is saved unseen");
    here.send(two.ada, edit(late.version, &text.merged)).await.unwrap();
    assert_eq!(update(here, &two).await.version, 3);
    // Who opened it before and changed nothing takes nothing back.
    here.send(two.grace, edit(2, "Cards fail.\n\nWe look.\n\nMore at one.")).await.unwrap();
    assert_eq!(update(here, &two).await.text, text.merged);
}

async fn what_was_redacted_of_a_message_does_not_come_back(here: &Here) {
    let two = two(here).await;
    let eve = here.person("Eve", Role::Administrator).await;
    told(here, &two, "The key is hunter22").await;
    let redact = Redact {
        incident: INC.to_owned(),
        text: "hunter22".to_owned(),
        reason: "A password".to_owned(),
        ..Default::default()
    };
    here.send(eve, redact).await.unwrap();
    conflict(here.send(two.ada, edit(1, "The key is hunter22")).await);
    assert_eq!(update(here, &two).await.text, "The key is [redacted]");
}
