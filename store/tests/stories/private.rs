//! What a person may not see is not found, anywhere.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::OwnerId;
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction};
use nofault_domain::command::catalog::SaveTeam;
use nofault_domain::command::entry::{LogEntry, Redact};
use nofault_domain::command::incident::{ChangeStatus, SetMilestones};
use nofault_domain::command::postmortem::BeginPostmortem;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::command::response::{Follow, PostUpdate, TakeRole};
use nofault_domain::id::TeamId;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_store::incident::{self, Filter};
use nofault_store::report::{self, FactsFilter};
use nofault_store::{Scope, action, import};

use crate::here::{Here, id, status};
use crate::import::csv;
use crate::tally;

on_both!(a_private_incident_is_not_found, commands_on_it_answer_not_found, it_opens_again);

const HIDDEN: IncidentNumber = IncidentNumber(1);

/// INC-1 is private to Ada, Bo and the team of Cleo; INC-2 is open.
async fn set(here: &Here) -> (Vec<Viewer>, Vec<Viewer>) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Viewer).await;
    let cleo = here.person("Cleo", Role::Viewer).await;
    let dan = here.person("Dan", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    let text = "title,reference,impact_started_at,resolved_at,services,status,time_to_whisper\n\
        Breach,X-1,2026-11-01T10:00Z,2026-11-01T11:00Z,vault,resolved,5m\n\
        Outage,X-2,2026-11-02T10:00Z,2026-11-02T11:00Z,vault,resolved,\n";
    here.run(ada, csv(text)).await.unwrap();
    for title in ["Rotate", "Restart"].iter().zip(["INC-1", "INC-2"]) {
        let owner = format!("person:{}", id(dan));
        let form = AddAction {
            incident: title.1.to_owned(),
            title: (*title.0).to_owned(),
            owner,
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
    }
    here.send(ada, BeginPostmortem { incident: "INC-1".to_owned(), ..Default::default() })
        .await
        .unwrap();
    let team =
        SaveTeam { name: "Trust".to_owned(), members: id(cleo).to_string(), ..Default::default() };
    let team = TeamId(here.send(eve, team).await.unwrap().id);
    let holders = vec![OwnerId::Person(id(bo)), OwnerId::Team(team)];
    let version = here.incident(ada, HIDDEN).await.version;
    let privacy =
        Privacy { incident: HIDDEN, version, holders: Some(holders), was: Default::default() };
    here.run(ada, privacy).await.unwrap();
    (vec![ada, bo, cleo, Viewer::Operator], vec![dan, eve])
}

async fn a_private_incident_is_not_found(here: &Here) {
    let (inside, outside) = set(here).await;
    let resolve = Definition::shipped(Metric::parse("time-to-resolve").unwrap());
    let with_private =
        FactsFilter { scope: Scope { private: true, ..Default::default() }, ..Default::default() };
    let keys = ["ref:X-1", "ref:X-2", "ref:X-3"];
    let everybody = inside.iter().map(|v| (*v, true)).chain(outside.iter().map(|v| (*v, false)));
    for (viewer, sees) in everybody {
        let many = if sees { 2 } else { 1 };
        let mut reader = here.reader().await;
        let db = &mut reader.db();
        assert_eq!(incident::by_number(db, viewer, HIDDEN).await.is_ok(), sees);
        for words in ["", "breach"] {
            let filter = Filter { words: words.to_owned(), ..Default::default() };
            let listing = incident::page(db, viewer, &filter, None).await.unwrap();
            let shown = listing.items.iter().any(|item| item.number == HIDDEN);
            assert_eq!(shown, sees);
            assert_eq!(listing.total, Some(listing.items.len() as i64));
        }
        let service = Filter { service: Some("vault".to_owned()), ..Default::default() };
        let listing = incident::page(db, viewer, &service, None).await.unwrap();
        assert_eq!((listing.items.len(), listing.total), (many, Some(many as i64)));
        let actions = action::list(db, viewer, action::Which::Open).await.unwrap();
        assert_eq!(actions.len(), many);
        assert_eq!(action::by_number(db, viewer, ActionNumber(1)).await.is_ok(), sees);
        let of = report::durations(db, viewer, &resolve, &with_private).await.unwrap();
        assert_eq!(of.dated.len(), many);
        let facts = report::actions(db, viewer, true).await.unwrap();
        assert_eq!(facts.len(), many);
        assert_eq!(tally::same(db, viewer, true, None).await, many);
        assert_eq!(tally::same(db, viewer, false, None).await, 1);
        assert_eq!(tally::same(db, viewer, true, Some("VAULT")).await, many);
        assert_eq!(tally::same(db, viewer, false, Some("vault")).await, 1);
        assert_eq!(tally::same(db, viewer, true, Some("none")).await, 0);
        // Shared numbers leave it out for everybody.
        let shared =
            report::durations(db, viewer, &resolve, &FactsFilter::default()).await.unwrap();
        assert_eq!(shared.dated.len(), 1);
        assert_eq!(report::actions(db, viewer, false).await.unwrap().len(), 1);
        let metrics = report::stated(db).await.unwrap();
        assert!(metrics.iter().all(|metric| metric.as_str() != "time-to-whisper"));
        let known = import::existing(db, viewer, keys).await.unwrap();
        assert_eq!(known.get("ref:X-1"), Some(&sees.then_some(HIDDEN)));
        assert_eq!(known.get("ref:X-2"), Some(&Some(IncidentNumber(2))));
        assert_eq!(known.get("ref:X-3"), None);
    }
}

async fn commands_on_it_answer_not_found(here: &Here) {
    let (inside, outside) = set(here).await;
    let (incident, version) = ("INC-1".to_owned(), here.version(HIDDEN).await);
    let (dan, eve) = (outside[0], outside[1]);
    let log =
        LogEntry { incident: incident.clone(), body: "Hello".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(dan, log).await), 404);
    let to = ChangeStatus {
        incident: incident.clone(),
        version: version.clone(),
        status: "closed".to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(dan, to).await), 404);
    let milestones = SetMilestones {
        incident: incident.clone(),
        version: version.clone(),
        ..Default::default()
    };
    assert_eq!(status(here.send(dan, milestones).await), 404);
    let redact = Redact {
        incident: incident.clone(),
        text: "Breach".to_owned(),
        reason: "x".to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(eve, redact).await), 404);
    let add = AddAction { incident: incident.clone(), title: "x".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(dan, add).await), 404);
    assert_eq!(
        status(here.send(dan, BeginPostmortem { incident, ..Default::default() }).await),
        404
    );
    let take =
        TakeRole { incident: "INC-1".to_owned(), role: "lead".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(dan, take).await), 404);
    let post =
        PostUpdate { incident: "INC-1".to_owned(), text: "x".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(dan, post).await), 404);
    let follow =
        Follow { incident: "INC-1".to_owned(), follow: "on".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(dan, follow).await), 404);
    // Their own action, in a matter that was closed to them.
    let done =
        MoveAction { action: "A-1".to_owned(), version: "1".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(dan, CompleteAction(done)).await), 404);
    let open = Privacy {
        incident: HIDDEN,
        version: version.parse().unwrap(),
        holders: None,
        was: Default::default(),
    };
    assert_eq!(status(here.run(eve, open).await), 404);
    assert_eq!(here.incident(inside[0], HIDDEN).await.version.to_string(), version);
}

async fn it_opens_again(here: &Here) {
    let (inside, outside) = set(here).await;
    let version = here.incident(inside[0], HIDDEN).await.version;
    let open = Privacy { incident: HIDDEN, version, holders: None, was: Default::default() };
    here.run(inside[0], open).await.unwrap();
    assert_eq!(here.incident(outside[0], HIDDEN).await.title, "Breach");
}
