//! Roles that change hands, updates that are promised, and who follows.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::ChangeAccount;
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::incident::ChangeStatus;
use nofault_domain::command::response::{EditUpdate, EndRole, Follow, PostUpdate, TakeRole};
use nofault_domain::duration::Duration;
use nofault_domain::entry::ChangedField;
use nofault_domain::incident::IncidentRole;
use nofault_domain::number::IncidentNumber;
use nofault_store::incident::{Filter, page};
use nofault_store::response::{self, Followers, Holding, Update};
use nofault_store::{people, timeline};

use crate::here::{Here, id, refusal, status};

on_both!(
    a_role_goes_from_hand_to_hand,
    no_two_lead_at_once,
    many_respond_and_each_ends_alone,
    who_has_left_takes_no_role_but_held_one,
    somebody_named_for_the_first_time_becomes_known,
    the_promise_of_the_last_update_binds,
    an_edited_update_keeps_its_earlier_text,
    a_follower_finds_the_incident_in_the_list,
);

const ONE: &str = "INC-1";

fn take(role: &str, person: &str, at: &str) -> TakeRole {
    TakeRole {
        incident: ONE.to_owned(),
        role: role.to_owned(),
        person: person.to_owned(),
        at: at.to_owned(),
        ..Default::default()
    }
}

fn end(holding: &Holding, at: &str) -> EndRole {
    EndRole {
        incident: ONE.to_owned(),
        holding: holding.id.to_string(),
        at: at.to_owned(),
        ..Default::default()
    }
}

async fn holdings(here: &Here) -> Vec<Holding> {
    let incident = here.incident(Viewer::Operator, IncidentNumber(1)).await;
    response::holdings(&mut here.reader().await.db(), incident.id).await.unwrap()
}

/// Who, since when, until when: as somebody would tell it.
fn told(holdings: &[Holding]) -> Vec<(String, String, Option<String>)> {
    let clock = |text: String| text.split(' ').nth(1).unwrap_or_default().to_owned();
    let one = |holding: &Holding| {
        let to = holding.to.as_ref().map(|to| clock(to.edit_text()));
        (holding.name.clone(), clock(holding.from.edit_text()), to)
    };
    holdings.iter().map(one).collect()
}

fn row(name: &str, from: &str, to: Option<&str>) -> (String, String, Option<String>) {
    (name.to_owned(), from.to_owned(), to.map(str::to_owned))
}

async fn a_role_goes_from_hand_to_hand(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let grace = here.person("Grace", Role::Viewer).await;
    here.declare(ada, "Search is down").await;
    here.send(ada, take("lead", "", "2026-11-17 14:00")).await.unwrap();
    let again = refusal(here.send(ada, take("lead", "", "2026-11-17 14:05")).await);
    assert_eq!(again.fields()[0].field, "person");
    assert!(again.to_string().contains("Ada has been incident lead since 2026-11-17 14:00 UTC"));
    let handed = here.send(ada, take("lead", "@grace", "2026-11-17 14:30")).await.unwrap();
    assert_eq!(handed.address, "/incidents/INC-1#roles");
    let all = holdings(here).await;
    let expected = [row("Ada", "14:00", Some("14:30")), row("Grace", "14:30", None)];
    assert_eq!(told(&all), expected);
    assert_eq!(all[0].ended_by.as_deref(), Some("Ada"));
    here.send(ada, end(&all[1], "2026-11-17 15:00")).await.unwrap();
    assert_eq!(status(here.send(ada, end(&all[1], "")).await), 409);
    assert_eq!(told(&holdings(here).await)[1], row("Grace", "14:30", Some("15:00")));

    // The timeline tells it, by ids and not by names.
    let incident = here.incident(ada, IncidentNumber(1)).await;
    let mut reader = here.reader().await;
    let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
    let changes: Vec<_> = entries.iter().filter_map(|entry| entry.change.clone()).collect();
    assert!(changes.iter().all(|change| change.field == ChangedField::Lead));
    let (ada, grace) = (id(ada).to_string(), id(grace).to_string());
    let pairs: Vec<_> =
        changes.iter().map(|change| (change.from.as_str(), change.to.as_str())).collect();
    let expected = [("", ada.as_str()), (ada.as_str(), grace.as_str()), (grace.as_str(), "")];
    assert_eq!(pairs, expected);
    let names = response::names(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(names.get(&ada).map(String::as_str), Some("Ada"));
    assert_eq!(names.len(), 2);
}

async fn no_two_lead_at_once(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    here.declare(ada, "Search is down").await;
    assert_eq!(status(here.send(vera, take("lead", "", "")).await), 403);
    here.send(ada, take("lead", "", "2026-11-17 14:00")).await.unwrap();
    // Not before the one who leads began; nor before the one before her ended.
    let early = refusal(here.send(bo, take("lead", "", "2026-11-17 13:59")).await);
    assert_eq!(early.fields()[0].field, "at");
    let all = holdings(here).await;
    let ends_early = refusal(here.send(bo, end(&all[0], "2026-11-17 13:59")).await);
    assert_eq!(ends_early.fields()[0].field, "at");
    here.send(bo, end(&all[0], "2026-11-17 14:30")).await.unwrap();
    let within = refusal(here.send(bo, take("lead", "", "2026-11-17 14:29")).await);
    assert!(within.to_string().contains("Ada was incident lead until 2026-11-17 14:30 UTC"));
    // Both saw that nobody leads; the second is told that somebody does.
    let press = || TakeRole { instead_of: "nobody".to_owned(), ..take("lead", "", "") };
    here.send(bo, press()).await.unwrap();
    let late = refusal(here.send(ada, press()).await);
    assert_eq!(late.status(), 409);
    assert!(late.to_string().contains("Bo became incident lead meanwhile"), "{late}");
    let seen = holdings(here).await[1].id.to_string();
    let from_bo = TakeRole { instead_of: seen.clone(), ..take("lead", "", "") };
    here.send(ada, from_bo).await.unwrap();
    let stale = TakeRole { instead_of: seen, ..take("lead", "Bo", "") };
    assert_eq!(status(here.send(ada, stale).await), 409);
    // Whatever was tried: one after another.
    let all = holdings(here).await;
    for pair in all.windows(2) {
        assert!(pair[0].to.as_ref().unwrap().at <= pair[1].from.at, "{all:?}");
    }
    assert_eq!(all.iter().filter(|holding| holding.to.is_none()).count(), 1);
    // Another role is another matter.
    here.send(bo, take("scribe", "", "2026-11-17 14:10")).await.unwrap();
}

async fn many_respond_and_each_ends_alone(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "Search is down").await;
    here.send(ada, take("responder", "", "2026-11-17 14:00")).await.unwrap();
    here.send(bo, take("responder", "", "2026-11-17 13:00")).await.unwrap();
    assert_eq!(status(here.send(bo, take("responder", "Ada", "")).await), 422);
    let all = holdings(here).await;
    here.send(ada, end(&all[1], "2026-11-17 15:00")).await.unwrap();
    here.send(ada, take("responder", "", "2026-11-17 16:00")).await.unwrap();
    let expected =
        [row("Bo", "13:00", None), row("Ada", "14:00", Some("15:00")), row("Ada", "16:00", None)];
    let all = holdings(here).await;
    assert_eq!(told(&all), expected);
    assert!(all.iter().all(|holding| holding.role == IncidentRole::Responder));
}

async fn who_has_left_takes_no_role_but_held_one(here: &Here) {
    let ada = here.person("Ada", Role::Administrator).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "Search is down").await;
    let mut reader = here.reader().await;
    let account = people::person(&mut reader.db(), id(bo)).await.unwrap().account.unwrap();
    drop(reader);
    let off = ChangeAccount {
        person: id(bo).to_string(),
        role: "responder".to_owned(),
        version: account.version.to_string(),
        active: String::new(),
        ..Default::default()
    };
    here.send(ada, off).await.unwrap();
    let names = |all: Vec<response::Responder>| -> Vec<String> {
        all.into_iter().map(|one| one.name).collect()
    };
    let mut reader = here.reader().await;
    assert_eq!(names(response::responders(&mut reader.db()).await.unwrap()), ["Ada"]);
    drop(reader);
    let gone = refusal(here.send(ada, take("lead", &id(bo).to_string(), "")).await);
    assert_eq!(gone.to_string(), "Bo has left: choose somebody else.");
    here.send(ada, take("lead", "Bo", "2026-11-10 10:00")).await.unwrap();
    let unknown = take("scribe", "01900000-0000-7000-8000-000000000001", "");
    assert_eq!(status(here.send(ada, unknown).await), 422);
}

async fn somebody_named_for_the_first_time_becomes_known(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "Search is down").await;
    let other = TakeRole { other: "Grace Hopper".to_owned(), ..take("communications", "", "") };
    here.send(ada, other).await.unwrap();
    here.send(ada, take("scribe", "@Grace hopper", "")).await.unwrap();
    let all = holdings(here).await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].person, all[1].person);
    assert_eq!(all[0].name, "Grace Hopper");
}

fn post(text: &str, next: &str) -> PostUpdate {
    PostUpdate {
        incident: ONE.to_owned(),
        text: text.to_owned(),
        next: next.to_owned(),
        ..Default::default()
    }
}

async fn set_status(here: &Here, viewer: Viewer, to: &str) {
    let to = ChangeStatus {
        incident: ONE.to_owned(),
        version: here.version(IncidentNumber(1)).await,
        status: to.to_owned(),
        ..Default::default()
    };
    here.send(viewer, to).await.unwrap();
}

async fn updates(here: &Here) -> Vec<Update> {
    let incident = here.incident(Viewer::Operator, IncidentNumber(1)).await;
    response::updates(&mut here.reader().await.db(), incident.id).await.unwrap()
}

async fn the_promise_of_the_last_update_binds(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    here.declare(ada, "Search is down").await;
    assert_eq!(status(here.send(vera, post("Hello", "")).await), 403);
    let first = here.send(ada, post("We look into it", "30 min")).await.unwrap();
    assert_eq!(first.address, "/incidents/INC-1/updates#U-1");
    set_status(here, ada, "fixing").await;
    here.send(ada, post("We found it", "in 1 hour")).await.unwrap();
    let all = updates(here).await;
    let texts: Vec<_> = all.iter().map(|update| update.text.as_str()).collect();
    assert_eq!(texts, ["We found it", "We look into it"]);
    let statuses: Vec<_> = all.iter().map(|update| update.status.to_string()).collect();
    assert_eq!(statuses, ["Fixing", "Investigating"]);
    let incident = here.incident(ada, IncidentNumber(1)).await;
    let promise = all[0].promised(incident.status).unwrap();
    assert_eq!(promise.at, all[0].at.plus_micros(3_600_000_000));
    assert_eq!(promise.late_by(promise.at), None);
    let later = promise.at.plus_micros(720_000_000);
    assert_eq!(promise.late_by(later), Some(Duration::from_minutes(12)));
    // The list knows it too, for as long as the incident is open.
    let due = async || {
        let mut reader = here.reader().await;
        let list = page(&mut reader.db(), ada, &Filter::default(), None).await.unwrap();
        list.items[0].next_update
    };
    assert_eq!(due().await, Some(promise.at));
    set_status(here, ada, "resolved").await;
    assert_eq!(due().await, None);
    assert_eq!(all[0].promised(nofault_domain::status::Status::Resolved), None);
    let refused = refusal(here.send(ada, post("Over", "30 min")).await);
    assert_eq!(refused.fields()[0].field, "next");
    here.send(ada, post("Over", "none")).await.unwrap();
    let mut reader = here.reader().await;
    let last = response::latest(&mut reader.db(), incident.id).await.unwrap().unwrap();
    assert_eq!((last.number.to_string().as_str(), last.next), ("U-3", None));
    let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
    let told = entries.iter().filter_map(|entry| entry.change.as_ref());
    let told: Vec<_> = told
        .filter(|change| change.field == ChangedField::Update)
        .map(|change| change.to.as_str())
        .collect();
    assert_eq!(told, ["U-1", "U-2", "U-3"]);
}

async fn an_edited_update_keeps_its_earlier_text(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "Search is down").await;
    here.send(ada, post("We look inot it", "")).await.unwrap();
    let edit = |version: &str, text: &str| EditUpdate {
        incident: ONE.to_owned(),
        update: "U-1".to_owned(),
        version: version.to_owned(),
        text: text.to_owned(),
    };
    here.send(ada, edit("1", "We look into it")).await.unwrap();
    assert_eq!(status(here.send(ada, edit("1", "Lost")).await), 409);
    assert_eq!(status(here.send(ada, edit("2", " ")).await), 422);
    let none = EditUpdate { update: "U-9".to_owned(), ..edit("1", "x") };
    assert_eq!(status(here.send(ada, none).await), 404);
    let all = updates(here).await;
    assert_eq!((all[0].text.as_str(), all[0].version), ("We look into it", 2));
    let mut reader = here.reader().await;
    let revisions = timeline::revisions(&mut reader.db(), all[0].id.0).await.unwrap();
    let texts: Vec<_> = revisions.iter().map(|revision| revision.body.as_str()).collect();
    assert_eq!(texts, ["We look into it", "We look inot it"]);
}

async fn a_follower_finds_the_incident_in_the_list(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    here.declare(ada, "Search is down").await;
    here.declare(ada, "Mail is slow").await;
    let follow = |on: &str| Follow {
        incident: ONE.to_owned(),
        follow: on.to_owned(),
        page: "reader".to_owned(),
    };
    let outcome = here.send(vera, follow("on")).await.unwrap();
    assert_eq!(outcome.address, "/incidents/INC-1/reader");
    here.send(vera, follow("on")).await.unwrap();
    here.send(ada, follow("on")).await.unwrap();
    assert_eq!(status(here.send(Viewer::Operator, follow("on")).await), 403);
    let incident = here.incident(ada, IncidentNumber(1)).await.id;
    let seen = async |viewer: Viewer| {
        let mut reader = here.reader().await;
        let followers = response::followers(&mut reader.db(), viewer, incident).await.unwrap();
        let filter = Filter { followed: true, ..Default::default() };
        let list = page(&mut reader.db(), viewer, &filter, None).await.unwrap();
        (followers, list.items.iter().map(|item| item.number.0).collect::<Vec<_>>())
    };
    assert_eq!(seen(vera).await, (Followers { count: 2, me: true }, vec![1]));
    here.send(vera, follow("")).await.unwrap();
    here.send(vera, follow("")).await.unwrap();
    assert_eq!(seen(vera).await, (Followers { count: 1, me: false }, vec![]));
    assert_eq!(seen(ada).await, (Followers { count: 1, me: true }, vec![1]));
    // A note has nothing to do with it.
    let note = LogEntry { incident: ONE.to_owned(), body: "x".to_owned(), ..Default::default() };
    here.send(ada, note).await.unwrap();
    assert_eq!(seen(ada).await.0.count, 1);
}
