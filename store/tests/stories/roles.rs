//! A viewer looks; whoever owns an action may end it.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::ActionState;
use nofault_domain::command::action::{
    AddAction, CompleteAction, DeclineAction, EditAction, MoveAction, ReopenAction,
};
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::incident::{ChangeSeverity, DeclareIncident};
use nofault_domain::number::ActionNumber;
use nofault_store::action;

use crate::here::{Here, id, status};

on_both!(
    a_viewer_changes_nothing,
    an_owner_may_end_their_action,
    an_owner_only_ends,
    a_reason_is_asked_for,
    how_it_ended_before_is_kept,
);

async fn a_viewer_changes_nothing(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let number = here.declare(ada, "Search is down").await;
    let incident = number.to_string();
    let declare = DeclareIncident { title: "No".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(vic, declare).await), 403);
    let log = LogEntry { incident: incident.clone(), body: "No".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(vic, log).await), 403);
    let severity = ChangeSeverity {
        incident: incident.clone(),
        version: "1".to_owned(),
        severity: "1".to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(vic, severity).await), 403);
    let add = AddAction { incident, title: "No".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(vic, add).await), 403);
    let service = SaveService { name: "No".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(vic, service).await), 403);
    // A team is the administrators'.
    let team = SaveTeam { name: "No".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(ada, team).await), 403);
    assert_eq!(here.incident(vic, number).await.version, 1);
}

fn end(action: &str, note: &str) -> MoveAction {
    MoveAction {
        action: action.to_owned(),
        version: "1".to_owned(),
        note: note.to_owned(),
        ..Default::default()
    }
}

async fn add(here: &Here, owner: String) {
    let form = AddAction { title: "Mend it".to_owned(), owner, ..Default::default() };
    here.send(Viewer::Operator, form).await.unwrap();
}

async fn an_owner_may_end_their_action(here: &Here) {
    let vic = here.person("Vic", Role::Viewer).await;
    let wen = here.person("Wen", Role::Viewer).await;
    let team =
        SaveTeam { name: "Search".to_owned(), members: id(wen).to_string(), ..Default::default() };
    let team = here.send(Viewer::Operator, team).await.unwrap().id;
    add(here, format!("person:{}", id(vic))).await;
    add(here, format!("team:{team}")).await;
    assert_eq!(status(here.send(wen, CompleteAction(end("A-1", ""))).await), 403);
    here.send(vic, CompleteAction(end("A-1", ""))).await.unwrap();
    assert_eq!(status(here.send(vic, CompleteAction(end("A-2", ""))).await), 403);
    here.send(wen, DeclineAction(end("A-2", "Not worth it"))).await.unwrap();
    assert_eq!(
        status(
            here.send(
                wen,
                CompleteAction(MoveAction { version: "2".to_owned(), ..end("A-2", "") })
            )
            .await
        ),
        409
    );
    let mut reader = here.reader().await;
    let open = action::list(&mut reader.db(), vic, action::Which::Open).await.unwrap();
    let ended = action::list(&mut reader.db(), vic, action::Which::Ended).await.unwrap();
    assert_eq!((open.len(), ended.len()), (0, 2));
    let declined = action::by_number(&mut reader.db(), vic, ActionNumber(2)).await.unwrap();
    let closure = declined.closure.unwrap();
    assert_eq!((closure.note.as_str(), closure.by.as_deref()), ("Not worth it", Some("Wen")));
}

fn edit(version: &str, state: &str) -> EditAction {
    EditAction {
        action: "A-1".to_owned(),
        version: version.to_owned(),
        title: "Mend it well".to_owned(),
        state: state.to_owned(),
        ..Default::default()
    }
}

fn again(version: &str) -> ReopenAction {
    ReopenAction(MoveAction { version: version.to_owned(), ..end("A-1", "") })
}

async fn an_owner_only_ends(here: &Here) {
    let vic = here.person("Vic", Role::Viewer).await;
    let ada = here.person("Ada", Role::Responder).await;
    add(here, format!("person:{}", id(vic))).await;
    assert_eq!(status(here.send(vic, edit("1", "")).await), 403);
    for state in ["idea", "done", "wont_do"] {
        assert_eq!(status(here.send(ada, edit("1", state)).await), 422);
    }
    let owned = EditAction { owner: format!("person:{}", id(vic)), ..edit("1", "in_progress") };
    here.send(ada, owned).await.unwrap();
    let done = MoveAction { version: "2".to_owned(), ..end("A-1", "") };
    here.send(vic, CompleteAction(done)).await.unwrap();
    assert_eq!(status(here.send(vic, again("3")).await), 403);
    here.send(ada, again("3")).await.unwrap();
}

async fn how_it_ended_before_is_kept(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    add(here, String::new()).await;
    here.send(ada, DeclineAction(end("A-1", "Too dear"))).await.unwrap();
    here.send(bo, again("2")).await.unwrap();
    let action = async || {
        let mut reader = here.reader().await;
        let action = action::by_number(&mut reader.db(), ada, ActionNumber(1)).await.unwrap();
        let closures = action::closures(&mut reader.db(), action.id).await.unwrap();
        (action, closures)
    };
    assert!(action().await.0.closure.is_none());
    let done = MoveAction { version: "3".to_owned(), ..end("A-1", "Cheaper now") };
    here.send(bo, CompleteAction(done)).await.unwrap();
    let (action, closures) = action().await;
    assert_eq!(action.closure.unwrap().note, "Cheaper now");
    let said: Vec<_> = closures
        .iter()
        .map(|past| (past.state, past.closure.by.as_deref(), past.closure.note.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (ActionState::WontDo, Some("Ada"), "Too dear"),
            (ActionState::Done, Some("Bo"), "Cheaper now"),
        ]
    );
    let reopened: Vec<_> = closures.iter().map(|past| past.reopened.clone()).collect();
    assert_eq!(reopened[0].as_ref().unwrap().1.as_deref(), Some("Bo"));
    assert!(reopened[1].is_none());
    let mut reader = here.reader().await;
    let ended = action::list(&mut reader.db(), ada, action::Which::Ended).await.unwrap();
    assert_eq!(ended.len(), 1);
}

async fn a_reason_is_asked_for(here: &Here) {
    add(here, String::new()).await;
    assert_eq!(status(here.send(Viewer::Operator, DeclineAction(end("A-1", " "))).await), 422);
    let edit = EditAction {
        action: "A-1".to_owned(),
        version: "1".to_owned(),
        title: "Mend it well".to_owned(),
        owner: format!("person:{}", nofault_store::new_id()),
        ..Default::default()
    };
    assert_eq!(status(here.send(Viewer::Operator, edit).await), 422);
}
