//! Ideas: seen again in other incidents, made actions or declined, and never among the open.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::{ActionState, Priority};
use nofault_domain::command::action::{
    AddAction, AdoptAction, CompleteAction, DeclineAction, EditAction, MoveAction, ReopenAction,
    SightAction,
};
use nofault_domain::command::factor::{AddFactor, AnswerFactor};
use nofault_domain::command::privacy::Privacy;
use nofault_domain::feed::Whose;
use nofault_domain::id::CommandId;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::{Day, Week};
use nofault_domain::report::actions::{ActionsFilter, ActionsReport, GroupBy, build};
use nofault_domain::zone::Zone;
use nofault_store::action::{self, Action, Owned, Wanted};
use nofault_store::week::week;
use nofault_store::{factor, feed, live, new_id, report};

use crate::here::{Here, id, refusal, status};
use crate::{merge, raw, tally};

on_both!(
    an_idea_is_seen_again_and_made_an_action,
    what_is_private_is_not_counted,
    a_sighting_is_told_where_it_was_seen,
    an_idea_is_never_among_the_open,
    a_declined_idea_was_no_action,
    an_idea_is_edited_without_a_day,
);

const EVERYTHING: Wanted = Wanted { owned: Owned::ByAnybody, service: None, most: 100 };

fn idea(incident: &str, title: &str) -> AddAction {
    AddAction {
        incident: incident.to_owned(),
        title: title.to_owned(),
        idea: "on".to_owned(),
        ..Default::default()
    }
}

fn sight(action: &str, incident: &str) -> SightAction {
    SightAction { action: action.to_owned(), incident: incident.to_owned() }
}

fn adopt(version: &str) -> AdoptAction {
    AdoptAction { action: "A-1".to_owned(), version: version.to_owned(), ..Default::default() }
}

fn say(version: &str, note: &str) -> MoveAction {
    MoveAction {
        action: "A-1".to_owned(),
        version: version.to_owned(),
        note: note.to_owned(),
        ..Default::default()
    }
}

async fn first(here: &Here, viewer: Viewer) -> Action {
    let mut reader = here.reader().await;
    action::by_number(&mut reader.db(), viewer, ActionNumber(1)).await.unwrap()
}

/// Each idea with its count, and the incidents that are listed with it.
async fn seen(here: &Here, viewer: Viewer, private: bool) -> Vec<(i64, i64, Vec<i64>)> {
    let mut reader = here.reader().await;
    let ideas = action::ideas(&mut reader.db(), viewer, private).await.unwrap();
    ideas
        .iter()
        .map(|idea| {
            let stood = idea.stood.iter().map(|one| one.incident.0).collect();
            (idea.action.number.0, idea.seen(private), stood)
        })
        .collect()
}

/// What may be named at an incident: the same, in the same order, as of all ideas.
async fn others(here: &Here, viewer: Viewer, incident: i64) -> Vec<(i64, i64)> {
    let id = here.incident(viewer, IncidentNumber(incident)).await.id;
    let mut reader = here.reader().await;
    let found = action::other_ideas(&mut reader.db(), viewer, id, 50).await.unwrap();
    let first = action::other_ideas(&mut reader.db(), viewer, id, 1).await.unwrap();
    assert_eq!(first[..], found[..found.len().min(1)]);
    drop(reader);
    let mut all = seen(here, viewer, false).await;
    all.retain(|(_, _, stood)| !stood.contains(&incident));
    let all: Vec<_> = all.into_iter().map(|(number, count, _)| (number, count)).collect();
    let found: Vec<_> = found.iter().map(|one| (one.action.0, one.seen)).collect();
    assert_eq!(found, all, "{viewer:?} {incident}");
    found
}

async fn hide(here: &Here, owner: Viewer, incident: i64) {
    let number = IncidentNumber(incident);
    let version = here.incident(owner, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(owner, privacy).await.unwrap();
}

async fn an_idea_is_seen_again_and_made_an_action(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    for title in ["One", "Two", "Three", "Four"] {
        here.declare(ada, title).await;
    }
    here.send(ada, idea("INC-1", "Ask from outside")).await.unwrap();
    here.send(ada, idea("", "Of no incident")).await.unwrap();
    assert_eq!(seen(here, vic, false).await, [(1, 1, vec![1]), (2, 0, vec![])]);
    assert_eq!(status(here.send(vic, sight("A-1", "INC-2")).await), 403);
    let press = CommandId(new_id());
    let once = here.send_as(press, ada, sight("A-1", "INC-2")).await.unwrap();
    let again = here.send_as(press, ada, sight("A-1", "INC-2")).await.unwrap();
    assert_eq!((once.address.as_str(), &once), ("/actions/A-1", &again));
    here.send(ada, sight("A-1", "INC-3 Three")).await.unwrap();
    // Its own, one that it names, and none.
    for incident in ["INC-1", "INC-2", "INC-99"] {
        let refused = refusal(here.send(ada, sight("A-1", incident)).await);
        assert_eq!(refused.fields()[0].field, "incident", "{incident}");
    }
    assert_eq!(status(here.send(ada, sight("A-99", "INC-2")).await), 404);
    let merged = merge::merge(here, IncidentNumber(4), "INC-1").await;
    here.send(ada, merged).await.unwrap();
    let refused = refusal(here.send(ada, sight("A-1", "INC-4")).await);
    assert!(refused.fields()[0].message.contains("merged"), "{refused}");
    assert_eq!(seen(here, vic, false).await, [(1, 3, vec![1, 2, 3]), (2, 0, vec![])]);
    assert_eq!(others(here, vic, 3).await, [(2, 0)]);
    assert_eq!(others(here, ada, 4).await, [(1, 3), (2, 0)]);
    // Nothing of the idea itself is other than it was.
    assert_eq!(first(here, vic).await.version, 1);

    assert_eq!(status(here.send(ada, CompleteAction(say("1", "Done"))).await), 409);
    assert_eq!(status(here.send(vic, adopt("1")).await), 403);
    assert_eq!(status(here.send(ada, adopt("9")).await), 409);
    let owner = format!("person:{}", id(vic));
    let taken = AdoptAction {
        priority: "p1".into(),
        owner: owner.as_str().into(),
        due: "2027-02-01".to_owned(),
        ..adopt("1")
    };
    here.send(ada, taken).await.unwrap();
    let action = first(here, vic).await;
    assert_eq!((action.state, action.version), (ActionState::Open, 2));
    assert_eq!(action.priority, Some(Priority::P1));
    assert_eq!(action.owner.unwrap().1, "Vic");
    assert_eq!(action.due.unwrap().to_string(), "2027-02-01");
    assert_eq!(status(here.send(ada, adopt("2")).await), 409);
    assert_eq!(status(here.send(ada, sight("A-1", "INC-4")).await), 409);
    // It keeps where it was seen.
    let incident = here.incident(vic, IncidentNumber(2)).await;
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let kept = action::sightings(db, vic, action.id).await.unwrap();
    let kept: Vec<_> =
        kept.iter().map(|(stood, _, by)| (stood.incident.0, by.as_deref())).collect();
    assert_eq!(kept, [(2, Some("Ada")), (3, Some("Ada"))]);
    let in_two = action::seen_in(db, vic, incident.id).await.unwrap();
    assert_eq!(
        in_two.iter().map(|one| (one.number.0, one.state)).collect::<Vec<_>>(),
        [(1, ActionState::Open)]
    );
    // Without a day, the policy says which.
    here.send(ada, AdoptAction { action: "A-2".to_owned(), priority: "p0".into(), ..adopt("1") })
        .await
        .unwrap();
    let mut later = here.reader().await;
    let other = action::by_number(&mut later.db(), vic, ActionNumber(2)).await.unwrap();
    assert!(other.due.is_some_and(|due| due > Day::of(here.now(), &Zone::utc())), "{other:?}");
}

async fn what_is_private_is_not_counted(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "Open").await;
    here.declare(ada, "Secret").await;
    here.declare(ada, "Open, too").await;
    hide(here, ada, 2).await;
    here.send(ada, idea("INC-1", "Ask from outside")).await.unwrap();
    here.send(ada, idea("INC-2", "Of the secret")).await.unwrap();
    here.send(ada, sight("A-1", "INC-2")).await.unwrap();
    here.send(ada, sight("A-2", "INC-1")).await.unwrap();
    here.send(ada, sight("A-2", "INC-3")).await.unwrap();
    for (viewer, incident) in [(ada, 1), (ada, 2), (ada, 3), (bo, 1), (bo, 3)] {
        others(here, viewer, incident).await;
    }
    assert_eq!(others(here, bo, 3).await, [(1, 1)]);
    // Asked for or not: nobody is told of what they may not see.
    for private in [false, true] {
        assert_eq!(seen(here, bo, private).await, [(1, 1, vec![1])], "{private}");
    }
    // Listed for those who may, and counted where they ask for it.
    let of_two = vec![1, 2, 3];
    assert_eq!(seen(here, ada, false).await, [(2, 2, of_two.clone()), (1, 1, vec![1, 2])]);
    assert_eq!(seen(here, ada, true).await, [(2, 3, of_two), (1, 2, vec![1, 2])]);
    let action = first(here, bo).await;
    let incident = here.incident(bo, IncidentNumber(1)).await;
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert!(action::sightings(db, bo, action.id).await.unwrap().is_empty());
    assert!(action::seen_in(db, bo, incident.id).await.unwrap().is_empty());
    assert_eq!(action::seen_in(db, ada, incident.id).await.unwrap().len(), 1);
    // What is hidden is refused as what is not there.
    assert_eq!(
        refusal(here.send(bo, sight("A-1", "INC-2")).await),
        refusal(here.send(bo, sight("A-1", "INC-9")).await)
    );
    assert_eq!(
        refusal(here.send(bo, sight("A-2", "INC-3")).await),
        refusal(here.send(bo, sight("A-9", "INC-3")).await)
    );
    // Nor does a hidden sighting stand in the way of somebody's form.
    here.send(bo, adopt("1")).await.unwrap();
}

async fn a_sighting_is_told_where_it_was_seen(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "Open").await;
    here.declare(ada, "Secret").await;
    hide(here, ada, 2).await;
    here.send(ada, idea("INC-1", "Ask from outside")).await.unwrap();
    here.send(ada, sight("A-1", "INC-2")).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let newest = live::newest(db).await.unwrap();
    let told = async |db: &mut _, viewer| -> Vec<i64> {
        let events = live::events(db, viewer, 0, newest, 1000).await.unwrap();
        let seen = events.iter().filter(|event| event.name == "action.seen");
        seen.filter_map(|event| Some(event.incident?.1.0)).collect()
    };
    assert_eq!(told(db, ada).await, [2]);
    assert_eq!(told(db, bo).await, [0; 0]);
}

/// All that counts open actions.
async fn counts(here: &Here, viewer: Viewer) -> [usize; 7] {
    let (now, zone) = (here.now(), Zone::utc());
    let today = Day::of(now, &zone);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let told = week(db, viewer, false, Week::of(now, &zone), &zone, now).await.unwrap();
    let count = |n: i64| usize::try_from(n).unwrap();
    [
        action::list(db, viewer, action::Which::Open).await.unwrap().len(),
        action::hurting(db, viewer, &EVERYTHING, false, today).await.unwrap().len(),
        action::hurting(db, viewer, &EVERYTHING, true, today).await.unwrap().len(),
        count(action::overdue(db, viewer, today).await.unwrap()),
        feed::due_actions(db, viewer, Whose::All).await.unwrap().len(),
        told.overdue.all + told.due.all,
        count(factor::listed(db, viewer, false, 10).await.unwrap()[0].open),
    ]
}

async fn of_report(here: &Here, viewer: Viewer) -> ActionsReport {
    let mut reader = here.reader().await;
    let facts = report::actions(&mut reader.db(), viewer, false).await.unwrap();
    assert_eq!(tally::same(&mut reader.db(), viewer, false, None).await, facts.len());
    build(GroupBy::All, ActionsFilter::default(), &Zone::utc(), here.now(), facts)
}

async fn an_idea_is_never_among_the_open(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "One").await;
    let factor = AddFactor {
        incident: "INC-1".to_owned(),
        title: "Nobody looked".to_owned(),
        category: "monitoring".to_owned(),
        ..Default::default()
    };
    here.send(ada, factor).await.unwrap();
    let owned = AddAction {
        owner: format!("person:{}", id(ada)),
        priority: "p0".to_owned(),
        ..idea("INC-1", "Ask from outside")
    };
    here.send(ada, owned).await.unwrap();
    let answer = AnswerFactor {
        action: "A-1".to_owned(),
        version: "1".to_owned(),
        factor: "F-1".to_owned(),
        ..Default::default()
    };
    here.send(ada, answer).await.unwrap();
    // As an import may bring one.
    raw::change(&here.target, "UPDATE action SET due = '2020-01-01'".to_owned()).await;
    assert_eq!(counts(here, ada).await, [0; 7]);
    let report = of_report(here, ada).await;
    assert_eq!((report.total.open, report.total.overdue, report.total.ideas), (0, 0, 1));
    assert!(report.stays.is_empty(), "{:?}", report.stays);

    let (before, zone) = (here.now(), Zone::utc());
    let due = AdoptAction { due: "2020-01-01".to_owned(), ..adopt("2") };
    let written = first(here, ada).await.created_at;
    here.send(ada, due).await.unwrap();
    assert_eq!(counts(here, ada).await, [1; 7]);
    let report = of_report(here, ada).await;
    assert_eq!((report.total.open, report.total.overdue, report.total.ideas), (1, 1, 0));
    // Its time as an idea is not counted.
    assert!(report.actions[0].taken_on.unwrap() > written);
    assert_eq!(report.stays[0].curve.n, 1);
    // Who looks back at a time when it was an idea is told so.
    let mut reader = here.reader().await;
    let this = Week::of(before, &zone);
    let told = week(&mut reader.db(), ada, false, this, &zone, before).await.unwrap();
    assert_eq!(told.overdue.all, 0);
}

async fn a_declined_idea_was_no_action(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "One").await;
    here.declare(ada, "Two").await;
    here.send(ada, idea("INC-1", "Ask from outside")).await.unwrap();
    here.send(ada, sight("A-1", "INC-2")).await.unwrap();
    assert_eq!(status(here.send(ada, DeclineAction(say("1", " "))).await), 422);
    here.send(ada, DeclineAction(say("1", "Too dear"))).await.unwrap();
    assert_eq!(first(here, ada).await.closure.unwrap().note, "Too dear");
    let report = of_report(here, ada).await;
    assert_eq!((report.total.open, report.total.declined), (0, 1));
    assert!(report.stays.is_empty(), "it never was an action: {:?}", report.stays);
    assert!(seen(here, ada, false).await.is_empty());
    assert_eq!(status(here.send(ada, sight("A-1", "INC-1")).await), 409);
    // Opened again it is what it was, and knows where it was seen.
    here.send(ada, ReopenAction(say("2", ""))).await.unwrap();
    assert_eq!(first(here, ada).await.state, ActionState::Idea);
    assert_eq!(seen(here, ada, false).await, [(1, 2, vec![1, 2])]);
    // Once it was an action, it is opened again as one.
    here.send(ada, adopt("3")).await.unwrap();
    here.send(ada, DeclineAction(say("4", "Too dear after all"))).await.unwrap();
    assert_eq!(of_report(here, ada).await.stays[0].curve.ended, 1);
    here.send(ada, ReopenAction(say("5", ""))).await.unwrap();
    assert_eq!(first(here, ada).await.state, ActionState::Open);
}

async fn an_idea_is_edited_without_a_day(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.send(ada, idea("", "Ask from outside")).await.unwrap();
    let edit = |version: &str, due: &str| EditAction {
        action: "A-1".to_owned(),
        version: version.to_owned(),
        title: "Ask from two places".to_owned(),
        due: due.to_owned(),
        was_title: "Ask from outside".into(),
        was_due: "".into(),
        ..Default::default()
    };
    let refused = refusal(here.send(ada, edit("1", "2027-01-31")).await);
    assert_eq!(refused.fields()[0].field, "due");
    here.send(ada, edit("1", "")).await.unwrap();
    let action = first(here, ada).await;
    assert_eq!((action.title.as_str(), action.state), ("Ask from two places", ActionState::Idea));
    // A form that was opened while it was an idea takes nothing from the action.
    let due = AdoptAction { due: "2027-01-31".to_owned(), ..adopt("2") };
    here.send(ada, due).await.unwrap();
    let late = EditAction {
        title: "Ask from three places".to_owned(),
        was_title: "Ask from two places".into(),
        was_owner: "".into(),
        was_priority: "".into(),
        was_kind: "".into(),
        was_success: "".into(),
        was_tracker: "".into(),
        ..edit("2", "")
    };
    here.send(ada, late).await.unwrap();
    let action = first(here, ada).await;
    assert_eq!((action.title.as_str(), action.state), ("Ask from three places", ActionState::Open));
    assert_eq!(action.due.unwrap().to_string(), "2027-01-31");
}
