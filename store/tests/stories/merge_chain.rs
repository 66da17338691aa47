//! One incident goes on in another, and that in a third: who looks there hears of everything,
//! and who followed the first follows on.

use std::collections::BTreeMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::{DeleteEntry, EditEntry, LogEntry};
use nofault_domain::command::file::{AttachFiles, RedactFile};
use nofault_domain::command::incident::{ChangeSeverity, DeclareIncident};
use nofault_domain::command::paste::LogBlock;
use nofault_domain::command::pin::PinEntry;
use nofault_domain::command::privacy::ChangePrivacy;
use nofault_domain::command::response::{Follow, PostUpdate, TakeRole};
use nofault_domain::command::{Command, triage::MergeIncident};
use nofault_domain::number::IncidentNumber;
use nofault_store::response::{self, Followers};
use nofault_store::{Perform, timeline};

use crate::files::sent;
use crate::here::{Here, id, refusal};
use crate::merge::{merge, to};
use crate::raw;

on_both!(
    whatever_changes_a_part_is_told_up_the_chain,
    parting_is_told_up_the_chain,
    a_block_is_told_once,
    who_follows_a_part_follows_the_whole,
    who_may_not_see_the_whole_does_not_follow_it,
    who_saved_it_is_not_who_followed_it,
);

/// INC-3 goes on in INC-2, and that in INC-1.
async fn chain(here: &Here, ada: Viewer) -> [IncidentNumber; 3] {
    let numbers =
        [here.declare(ada, "A").await, here.declare(ada, "B").await, here.declare(ada, "C").await];
    here.send(ada, merge(here, numbers[2], "INC-2").await).await.unwrap();
    here.send(ada, merge(here, numbers[1], "INC-1").await).await.unwrap();
    numbers
}

/// Whether the two above read their timelines anew after this.
async fn told<C>(here: &Here, viewer: Viewer, form: C) -> [bool; 2]
where
    C: Command,
    C::Parsed: Perform,
{
    let before = nofault_store::live::newest(&mut here.reader().await.db()).await.unwrap();
    here.send(viewer, form).await.unwrap();
    [whole(here, 1, before).await, whole(here, 2, before).await]
}

async fn whole(here: &Here, number: i64, after: i64) -> bool {
    let operator = Viewer::Operator;
    let incident = here.incident(operator, IncidentNumber(number)).await.id;
    let mut reader = here.reader().await;
    timeline::changed(&mut reader.db(), operator, incident, after).await.unwrap().whole
}

const PART: &str = "INC-3";

fn text(text: &str) -> String {
    text.to_owned()
}

fn block() -> LogBlock {
    LogBlock {
        incident: text(PART),
        text: text("10:00 ada: slow\n10:01 bo: on it"),
        day: text("2026-11-17"),
        zone: text("UTC"),
        kind: text("note"),
        chosen: text("0,1"),
        times: BTreeMap::new(),
    }
}

async fn whatever_changes_a_part_is_told_up_the_chain(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let [_, _, part] = chain(here, eve).await;
    let both = [true, true];
    let entry =
        |body: &str| LogEntry { incident: text(PART), body: text(body), ..Default::default() };
    assert_eq!(told(here, eve, entry("Slow")).await, both, "an entry is logged");
    let before = nofault_store::live::newest(&mut here.reader().await.db()).await.unwrap();
    assert!(!whole(here, 1, before).await, "nothing happened");
    // e1 is the merge itself.
    let numbered = |version: &str| (text(PART), text("e2"), text(version));
    let (incident, number, version) = numbered("1");
    let pin = PinEntry { incident, entry: number, version, pinned: text("on") };
    assert_eq!(told(here, eve, pin).await, both, "it is pinned");
    let (incident, number, version) = numbered("2");
    let edit = EditEntry {
        incident,
        entry: number,
        version,
        body: text("Slow!"),
        at: text("now"),
        ..Default::default()
    };
    assert_eq!(told(here, eve, edit).await, both, "it is edited");
    let (incident, number, version) = numbered("3");
    let files = AttachFiles {
        incident: incident.clone(),
        entry: number.clone(),
        files: vec![sent("a.log", b"x")],
    };
    assert_eq!(told(here, eve, files).await, both, "a file is attached");
    let id = here.incident(eve, part).await.id;
    let entries = timeline::entries(&mut here.reader().await.db(), id).await.unwrap();
    let file = entries.iter().flat_map(|entry| &entry.files).next().unwrap().id;
    let redact =
        RedactFile { incident: text(PART), file: file.to_string(), reason: text("A key.") };
    assert_eq!(told(here, eve, redact).await, both, "a file is removed");
    let delete = DeleteEntry { incident, entry: number, version };
    assert_eq!(told(here, eve, delete).await, both, "it is deleted");
    assert_eq!(told(here, eve, block()).await, both, "a block is logged");
    let severity = ChangeSeverity {
        incident: text(PART),
        version: here.version(part).await,
        severity: text("2"),
        ..Default::default()
    };
    assert_eq!(told(here, eve, severity).await, both, "the program logs a change");
    let take = TakeRole { incident: text(PART), role: text("lead"), ..Default::default() };
    assert_eq!(told(here, eve, take).await, both, "a role is taken");
    let update = PostUpdate { incident: text(PART), text: text("Slow"), ..Default::default() };
    assert_eq!(told(here, eve, update).await, both, "an update is posted");
}

async fn parting_is_told_up_the_chain(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let [_, _, part] = chain(here, ada).await;
    let before = nofault_store::live::newest(&mut here.reader().await.db()).await.unwrap();
    to(here, ada, part, "investigating", "Another fire after all.").await;
    assert_eq!([whole(here, 1, before).await, whole(here, 2, before).await], [true, true]);
}

async fn a_block_is_told_once(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    chain(here, ada).await;
    let count = "SELECT COUNT(*) FROM event WHERE name = 'incident.part_changed'";
    let before = raw::number(&here.target, count).await;
    here.send(ada, block()).await.unwrap();
    assert_eq!(raw::number(&here.target, count).await - before, 2, "once each of the two above");
}

async fn follow(here: &Here, viewer: Viewer, incident: &str) {
    let form = Follow { incident: text(incident), follow: text("on"), page: String::new() };
    here.send(viewer, form).await.unwrap();
}

async fn followers(here: &Here, viewer: Viewer, number: i64) -> Followers {
    let incident = here.incident(Viewer::Operator, IncidentNumber(number)).await.id;
    let mut reader = here.reader().await;
    response::followers(&mut reader.db(), viewer, incident).await.unwrap()
}

async fn who_follows_a_part_follows_the_whole(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    let numbers = [here.declare(ada, "A").await, here.declare(ada, "B").await];
    for incident in ["INC-1", "INC-2"] {
        follow(here, ada, incident).await;
    }
    follow(here, vera, "INC-2").await;
    here.send(ada, merge(here, numbers[1], "INC-1").await).await.unwrap();
    assert_eq!(followers(here, vera, 1).await, Followers { count: 2, me: true });
    assert_eq!(followers(here, vera, 2).await, Followers { count: 2, me: true });
}

async fn who_may_not_see_the_whole_does_not_follow_it(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    let bo = here.person("Bo", Role::Viewer).await;
    for title in ["A", "B"] {
        let form =
            DeclareIncident { title: text(title), private: text("on"), ..Default::default() };
        here.send(ada, form).await.unwrap();
    }
    let named = async |incident: IncidentNumber, all: &[Viewer]| {
        let holders: Vec<_> = all.iter().map(|one| format!("person:{}", id(*one))).collect();
        let form = ChangePrivacy {
            incident: incident.to_string(),
            version: here.version(incident).await,
            private: text("yes"),
            holders: holders.join(","),
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
    };
    let (whole, part) = (IncidentNumber(1), IncidentNumber(2));
    named(part, &[ada, bo, vera]).await;
    follow(here, vera, "INC-2").await;
    follow(here, bo, "INC-2").await;
    // Vera was named, and is no longer.
    named(part, &[ada, bo]).await;
    named(whole, &[ada, bo]).await;
    let form = MergeIncident { ..merge(here, part, "INC-1").await };
    here.send(ada, form).await.unwrap();
    assert_eq!(followers(here, bo, 1).await, Followers { count: 1, me: true });
}

async fn who_saved_it_is_not_who_followed_it(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    let number = here.declare(ada, "A").await;
    let severity = |version: &str, severity: &str| ChangeSeverity {
        incident: number.to_string(),
        version: text(version),
        severity: text(severity),
        ..Default::default()
    };
    here.send(bo, severity("1", "2")).await.unwrap();
    follow(here, vera, "INC-1").await;
    let stale = refusal(here.send(ada, severity("1", "3")).await);
    assert!(stale.to_string().starts_with("Bo saved this"), "{stale}");
}
