//! Actions: each field alone.

use nofault_domain::action::{ActionState, Priority};
use nofault_domain::command::action::{AddAction, CompleteAction, EditAction, MoveAction};
use nofault_domain::number::ActionNumber;
use nofault_store::action::{self, Action};

use super::{INC, Two, conflict, fields, two};
use crate::here::{Here, id, refusal};

on_both!(
    fields_of_an_action_are_apart,
    an_action_without_an_incident_says_who_saved_it,
    an_ended_action_keeps_its_state,
    a_completion_sees_what_it_completes,
);

async fn added(here: &Here, incident: &str) -> Two {
    let two = two(here).await;
    let (incident, title) = (incident.to_owned(), "Mend it".to_owned());
    here.send(two.ada, AddAction { incident, title, ..Default::default() }).await.unwrap();
    two
}

/// As the form sends it where nothing was touched.
fn edit(version: i64) -> EditAction {
    EditAction {
        action: "A-1".to_owned(),
        version: version.to_string(),
        title: "Mend it".to_owned(),
        state: "open".to_owned(),
        was_title: "Mend it".into(),
        was_kind: "".into(),
        was_priority: "".into(),
        was_owner: "".into(),
        was_due: "".into(),
        was_state: "open".into(),
        ..Default::default()
    }
}

async fn action(here: &Here, two: &Two) -> Action {
    action::by_number(&mut here.reader().await.db(), two.ada, ActionNumber(1)).await.unwrap()
}

async fn fields_of_an_action_are_apart(here: &Here) {
    let two = added(here, INC).await;
    let owner = |viewer| format!("person:{}", id(viewer));
    let first = EditAction {
        owner: owner(two.grace),
        due: "2026-12-24".to_owned(),
        state: "in_progress".to_owned(),
        ..edit(1)
    };
    here.send(two.grace, first).await.unwrap();
    here.send(two.ada, EditAction { priority: "p1".to_owned(), ..edit(1) }).await.unwrap();
    let now = action(here, &two).await;
    assert_eq!((now.priority, now.state), (Some(Priority::P1), ActionState::InProgress));
    assert_eq!((now.due.unwrap().to_string().as_str(), now.version), ("2026-12-24", 3));
    let late = EditAction {
        title: "Mend it well".to_owned(),
        owner: owner(two.ada),
        due: "2026-12-31".to_owned(),
        priority: "p2".to_owned(),
        kind: "detect".to_owned(),
        ..edit(1)
    };
    let late = conflict(here.send(two.ada, late).await);
    let ada = owner(two.ada);
    let expected = [
        ("title", "Mend it well", false),
        ("owner", ada.as_str(), true),
        ("due", "2026-12-31", true),
        ("priority", "p2", true),
        ("kind", "detect", false),
        ("state", "in_progress", false),
    ];
    assert_eq!(fields(&late), expected);
    let read = late.field("owner").unwrap().read.clone().unwrap();
    assert_eq!((read, late.by.as_deref()), (["Ada".to_owned(), "Grace".to_owned()], Some("Ada")));
    assert_eq!(action(here, &two).await.title, "Mend it", "nothing of it is saved");
}

async fn an_action_without_an_incident_says_who_saved_it(here: &Here) {
    let two = added(here, "").await;
    here.send(two.grace, EditAction { title: "Hers".to_owned(), ..edit(1) }).await.unwrap();
    let late =
        conflict(here.send(two.ada, EditAction { title: "Mine".to_owned(), ..edit(1) }).await);
    assert_eq!((late.by.as_deref(), late.version), (Some("Grace"), 2));
    assert_eq!(fields(&late), [("title", "Mine", true)]);
    // A program that says nothing of what it saw is asked about every difference.
    let blind = EditAction {
        action: "A-1".to_owned(),
        version: "1".to_owned(),
        title: "Mend it".to_owned(),
        ..Default::default()
    };
    assert_eq!(fields(&conflict(here.send(two.ada, blind).await)), [("title", "Mend it", true)]);
}

fn done(version: &str) -> CompleteAction {
    CompleteAction(MoveAction {
        action: "A-1".to_owned(),
        version: version.to_owned(),
        ..Default::default()
    })
}

async fn an_ended_action_keeps_its_state(here: &Here) {
    let two = added(here, INC).await;
    here.send(two.grace, done("1")).await.unwrap();
    here.send(two.ada, EditAction { title: "Mended".to_owned(), ..edit(1) }).await.unwrap();
    let now = action(here, &two).await;
    assert_eq!((now.title.as_str(), now.state), ("Mended", ActionState::Done));
    let moved = |version| EditAction {
        title: "Mended".to_owned(),
        state: "in_progress".to_owned(),
        ..edit(version)
    };
    let late = conflict(here.send(two.ada, moved(1)).await);
    assert_eq!(late.field("state").map(|state| state.theirs.as_str()), Some("done"));
    let refused = refusal(here.send(two.ada, moved(late.version)).await);
    assert_eq!(refused.fields()[0].field, "state");
}

async fn a_completion_sees_what_it_completes(here: &Here) {
    let two = added(here, INC).await;
    here.send(two.grace, EditAction { title: "Another".to_owned(), ..edit(1) }).await.unwrap();
    let late = conflict(here.send(two.ada, done("1")).await);
    assert_eq!((late.version, late.fields.len(), late.by.as_deref()), (2, 0, Some("Grace")));
    here.send(two.ada, done("2")).await.unwrap();
}
