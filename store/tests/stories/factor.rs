//! Contributing factors: shared, seen again, hidden with what is private, answered.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::ActionState;
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction};
use nofault_domain::command::factor::{
    AddFactor, AnswerFactor, EditFactor, EditFactorNote, MarkTrigger, RemoveFactor, ReturnFactor,
};
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::number::{ActionNumber, FactorNumber, IncidentNumber};
use nofault_domain::refusal::Refusal;
use nofault_store::factor::{self, Link};
use nofault_store::live::{self, Event};
use nofault_store::similar::similar;
use nofault_store::{Failure, Outcome, action};

use crate::here::{Here, refusal, status};

on_both!(
    a_factor_comes_back,
    what_is_private_is_not_found,
    both_texts_of_an_edit_are_kept,
    it_is_taken_away_and_put_back,
    what_set_it_off_is_marked,
    an_action_answers_a_factor,
    similar_incidents_say_why,
);

const QUEUE: &str = "No alert on queue depth";

fn add(incident: i64, title: &str) -> AddFactor {
    AddFactor {
        incident: format!("INC-{incident}"),
        title: title.to_owned(),
        category: "monitoring".to_owned(),
        ..Default::default()
    }
}

async fn links(here: &Here, viewer: Viewer, incident: i64) -> Vec<Link> {
    let incident = here.incident(viewer, IncidentNumber(incident)).await;
    factor::links(&mut here.reader().await.db(), viewer, incident.id).await.unwrap()
}

/// What is counted of a factor by its words.
async fn counted(here: &Here, viewer: Viewer, private: bool, words: &str) -> Vec<(i64, i64)> {
    let mut reader = here.reader().await;
    let found = factor::find(&mut reader.db(), viewer, private, words, 10).await.unwrap();
    found.iter().map(|one| (one.number.0, one.incidents)).collect()
}

async fn hide(here: &Here, owner: Viewer, incident: i64) {
    let number = IncidentNumber(incident);
    let version = here.incident(owner, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(owner, privacy).await.unwrap();
}

async fn a_factor_comes_back(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    for title in ["One", "Two", "Three"] {
        here.declare(ada, title).await;
    }
    assert_eq!(status(here.send(vic, add(1, QUEUE)).await), 403);
    let uncategorised = AddFactor { category: String::new(), ..add(1, QUEUE) };
    let refused = refusal(here.send(ada, uncategorised).await);
    assert_eq!(refused.fields()[0].field, "category");
    let made = here.send(ada, add(1, QUEUE)).await.unwrap();
    assert_eq!(made.address, "/incidents/INC-1/factors#F-1");
    // The same title, however it is written, is the same factor; it needs no category then.
    let again = AddFactor { category: String::new(), ..add(2, "  no alert on QUEUE-depth.") };
    let linked = here.send(ada, again).await.unwrap();
    assert_eq!(linked.address, "/incidents/INC-2/factors?linked=F-1#F-1");
    let by_number = AddFactor { factor: "f-1".to_owned(), ..add(3, "") };
    let linked = here.send(ada, by_number).await.unwrap();
    assert_eq!(linked.address, "/incidents/INC-3/factors#F-1");
    let twice = here.send(ada, add(3, QUEUE)).await;
    assert_eq!(status(twice), 409);
    assert_eq!(status(here.send(ada, add(9, QUEUE)).await), 404);

    let earlier: Vec<i64> = links(here, ada, 3).await.iter().map(|link| link.earlier).collect();
    assert_eq!(earlier, [2]);
    assert_eq!(links(here, ada, 1).await[0].earlier, 0);
    assert_eq!(counted(here, ada, false, "alert queues").await, [(1, 3)]);
    assert_eq!(counted(here, ada, false, "que").await, [(1, 3)]);
    assert_eq!(counted(here, ada, false, "%").await, []);
    assert_eq!(counted(here, ada, false, "certificate").await, []);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let third = nofault_store::incident::by_number(db, ada, IncidentNumber(3)).await.unwrap();
    let before = factor::before(db, third.id).await.unwrap();
    let numbers: Vec<_> = before.iter().map(|one| (one.factor.0, one.incident.0)).collect();
    assert_eq!(numbers, [(1, 2), (1, 1)]);
    let all = factor::listed(db, vic, false, 10).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].incidents, all[0].last), (3, Some(third.at)));
    drop(reader);

    // A drill is no incident that counts.
    let drill = DeclareIncident {
        title: "Drill".to_owned(),
        kind: "drill".to_owned(),
        ..Default::default()
    };
    here.send(ada, drill).await.unwrap();
    here.send(ada, add(4, QUEUE)).await.unwrap();
    assert_eq!(counted(here, ada, false, "queue").await, [(1, 3)]);
}

async fn what_is_private_is_not_found(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    for title in ["One", "Two", "Breach"] {
        here.declare(ada, title).await;
    }
    hide(here, ada, 3).await;
    here.send(ada, add(1, QUEUE)).await.unwrap();
    here.send(ada, add(3, QUEUE)).await.unwrap();
    here.send(ada, add(3, "The vault stood open")).await.unwrap();
    let hidden = FactorNumber(2);
    {
        let mut reader = here.reader().await;
        let db = &mut reader.db();
        assert!(factor::by_number(db, ada, hidden).await.is_ok());
        for (viewer, sees) in [(ada, true), (dan, false), (Viewer::Operator, true)] {
            assert_eq!(factor::by_number(db, viewer, hidden).await.is_ok(), sees);
            let title = factor::by_title(db, viewer, "the vault stood open").await.unwrap();
            assert_eq!(title.is_some(), sees);
            for private in [false, true] {
                let all = factor::listed(db, viewer, private, 10).await.unwrap();
                assert_eq!(all.len(), if sees { 2 } else { 1 });
                let found = factor::find(db, viewer, private, "vault", 10).await.unwrap();
                assert_eq!(found.len(), usize::from(sees));
            }
        }
        let shared = factor::by_number(db, dan, FactorNumber(1)).await.unwrap();
        let seen = factor::incidents(db, dan, shared.id, 10).await.unwrap();
        assert_eq!(seen.iter().map(|one| one.incident.number.0).collect::<Vec<_>>(), [1]);
        assert_eq!(factor::incidents(db, ada, shared.id, 10).await.unwrap().len(), 2);
    }
    // Counted without the private one for everybody, and with it for who may and asks.
    assert_eq!(counted(here, ada, false, "queue").await, [(1, 1)]);
    assert_eq!(counted(here, ada, true, "queue").await, [(1, 2)]);
    assert_eq!(counted(here, dan, true, "queue").await, [(1, 1)]);
    assert_eq!(links(here, ada, 3).await[0].earlier, 1);
    // Neither does a later incident count it, nor lead to it.
    here.declare(ada, "Four").await;
    here.send(ada, add(4, QUEUE)).await.unwrap();
    assert_eq!(links(here, ada, 4).await[0].earlier, 1);
    let fourth = here.incident(ada, IncidentNumber(4)).await;
    let before = factor::before(&mut here.reader().await.db(), fourth.id).await.unwrap();
    assert_eq!(before.iter().map(|one| one.incident.0).collect::<Vec<_>>(), [1]);

    // To others it does not exist: not by its number, and its title is free.
    let by_number = AddFactor { factor: "F-2".to_owned(), ..add(2, "") };
    assert_eq!(status(here.send(dan, by_number).await), 404);
    let edit = EditFactor {
        factor: "F-2".to_owned(),
        version: "1".to_owned(),
        title: "Mine".to_owned(),
        category: "other".to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(dan, edit).await), 404);
    let own = here.send(dan, add(2, "The vault stood open")).await.unwrap();
    assert_eq!(own.address, "/incidents/INC-2/factors#F-3");
    // Taken away from its only incident, it still does not.
    let (factor, version) = ("F-2".to_owned(), "1".to_owned());
    let remove = RemoveFactor { incident: "INC-3".to_owned(), factor, version };
    here.send(ada, remove).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert!(factor::by_number(db, ada, hidden).await.is_ok());
    assert!(factor::by_number(db, dan, hidden).await.is_err());
    // Every event of it is one of the private incident.
    let newest = live::newest(db).await.unwrap();
    let events = live::events(db, dan, 0, newest, 1000).await.unwrap();
    let of_others = |event: &&Event| event.subject == "factor" && event.incident.is_none();
    assert_eq!(events.iter().filter(of_others).count(), 0);
    let told: Vec<_> = events.iter().filter(|event| event.subject == "factor").collect();
    assert_eq!(told.len(), 3, "{told:?}");
}

async fn both_texts_of_an_edit_are_kept(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "One").await;
    here.send(ada, add(1, QUEUE)).await.unwrap();
    here.send(ada, add(1, "A full disk")).await.unwrap();
    let edit = |title: &str, about: &str| EditFactor {
        factor: "F-1".to_owned(),
        version: "1".to_owned(),
        title: title.to_owned(),
        category: "monitoring".to_owned(),
        about: about.to_owned(),
        was_title: QUEUE.into(),
        was_category: "monitoring".into(),
        was_about: "".into(),
    };
    here.send(bo, edit("No alert on the depth of a queue", "")).await.unwrap();
    // Another field is no conflict.
    let done = here.send(ada, edit(QUEUE, "It fills unseen.")).await.unwrap();
    assert_eq!((done.version, done.address.as_str()), (3, "/factors/F-1"));
    let late = refusal(here.send(ada, edit("Queues are not watched", "It fills unseen.")).await);
    let Refusal::Stale(conflict) = late else { panic!("{late}") };
    let title = conflict.field("title").unwrap();
    assert_eq!(title.mine, "Queues are not watched");
    assert_eq!(title.theirs, "No alert on the depth of a queue");
    assert_eq!((conflict.version, conflict.by.as_deref()), (3, Some("Ada")));
    let taken = EditFactor { version: "3".to_owned(), ..edit("a full disk", "") };
    assert_eq!(refusal(here.send(bo, taken).await).fields()[0].field, "title");
    let mut reader = here.reader().await;
    let now = factor::by_number(&mut reader.db(), ada, FactorNumber(1)).await.unwrap();
    assert_eq!(
        (now.title.as_str(), now.about.as_str()),
        ("No alert on the depth of a queue", "It fills unseen.")
    );
    drop(reader);

    let note = |version: &str, was: &str, note: &str| EditFactorNote {
        incident: "INC-1".to_owned(),
        factor: "F-1".to_owned(),
        version: version.to_owned(),
        note: note.to_owned(),
        was_note: was.into(),
    };
    here.send(bo, note("1", "", "One\nTwo")).await.unwrap();
    let late = refusal(here.send(ada, note("1", "", "Mine")).await);
    let Refusal::Stale(conflict) = late else { panic!("{late}") };
    assert_eq!(conflict.by.as_deref(), Some("Bo"));
    assert_eq!(conflict.field("note").unwrap().theirs, "One\nTwo");
    here.send(ada, note("2", "One\nTwo", "One\nTwo, by Ada")).await.unwrap();
    assert_eq!(links(here, ada, 1).await[0].note, "One\nTwo, by Ada");
}

async fn it_is_taken_away_and_put_back(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "One").await;
    let with = AddFactor { note: "Nobody looked".to_owned(), ..add(1, QUEUE) };
    here.send(ada, with).await.unwrap();
    let link = |version: &str| RemoveFactor {
        incident: "INC-1".to_owned(),
        factor: "F-1".to_owned(),
        version: version.to_owned(),
    };
    assert_eq!(status(here.send(bo, ReturnFactor(link("1"))).await), 409);
    here.send(bo, link("1")).await.unwrap();
    assert_eq!(status(here.send(ada, link("1")).await), 409);
    let gone = links(here, ada, 1).await.remove(0);
    assert_eq!(gone.removed.unwrap().1.as_deref(), Some("Bo"));
    assert_eq!(counted(here, ada, false, "queue").await, [(1, 0)]);
    here.send(ada, ReturnFactor(link("2"))).await.unwrap();
    let back = links(here, ada, 1).await.remove(0);
    assert_eq!((back.removed.is_none(), back.note.as_str()), (true, "Nobody looked"));
    // Adding it again after it was taken away is putting it back, with another word.
    here.send(bo, link("3")).await.unwrap();
    let again = AddFactor { note: "It did".to_owned(), ..add(1, QUEUE) };
    here.send(ada, again).await.unwrap();
    let all = links(here, ada, 1).await;
    assert_eq!((all.len(), all[0].note.as_str()), (1, "It did"));
    assert_eq!(counted(here, ada, false, "queue").await, [(1, 1)]);
}

fn mark(version: i64, trigger: &str) -> MarkTrigger {
    let (incident, factor) = ("INC-1".to_owned(), "F-1".to_owned());
    MarkTrigger { incident, factor, version: version.to_string(), trigger: trigger.to_owned() }
}

async fn what_set_it_off_is_marked(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    here.declare(ada, "One").await;
    here.send(ada, add(1, QUEUE)).await.unwrap();
    here.send(ada, AddFactor { trigger: "on".to_owned(), ..add(1, "A full disk") }).await.unwrap();
    let marked = async || {
        let all = links(here, ada, 1).await;
        all.iter().map(|link| (link.number.0, link.trigger, link.version)).collect::<Vec<_>>()
    };
    assert_eq!(marked().await, [(1, false, 1), (2, true, 1)]);
    assert_eq!(status(here.send(vic, mark(1, "on")).await), 403);
    here.send(bo, mark(1, "on")).await.unwrap();
    assert_eq!(marked().await, [(1, true, 2), (2, true, 1)]);
    // An old page changes nothing, and who wants what it is already is told so.
    assert_eq!(status(here.send(ada, mark(1, "")).await), 409);
    assert_eq!(status(here.send(ada, mark(2, "on")).await), 409);
    assert_eq!(marked().await[0], (1, true, 2));
    here.send(ada, mark(2, "")).await.unwrap();
    here.send(ada, mark(3, "on")).await.unwrap();
    // What is taken away and put back is what it was; what is added anew, what is said then.
    let link = |version: i64| RemoveFactor {
        incident: "INC-1".to_owned(),
        factor: "F-1".to_owned(),
        version: version.to_string(),
    };
    here.send(ada, link(4)).await.unwrap();
    assert_eq!(status(here.send(ada, mark(5, "")).await), 409);
    here.send(ada, ReturnFactor(link(5))).await.unwrap();
    assert_eq!(marked().await[0], (1, true, 6));
    here.send(ada, link(6)).await.unwrap();
    here.send(ada, add(1, QUEUE)).await.unwrap();
    assert_eq!(marked().await[0], (1, false, 8));
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let disk = factor::by_number(db, ada, FactorNumber(2)).await.unwrap();
    assert!(factor::incidents(db, vic, disk.id, 9).await.unwrap()[0].trigger);
    let newest = live::newest(db).await.unwrap();
    let events = live::events(db, vic, 0, newest, 1000).await.unwrap();
    let told = |name: &str| events.iter().filter(|event| event.name == name).count();
    assert_eq!((told("factor.triggered"), told("factor.untriggered")), (2, 1));
}

async fn answer(here: &Here, who: Viewer, version: &str, factor: &str) -> Result<Outcome, Failure> {
    let (action, version) = ("A-1".to_owned(), version.to_owned());
    let form = AnswerFactor { action, version, factor: factor.to_owned(), ..Default::default() };
    here.send(who, form).await
}

/// The actions that answer any of these.
async fn in_report(here: &Here, viewer: Viewer, factors: &[i64], private: bool) -> Vec<i64> {
    let factors: Vec<_> = factors.iter().copied().map(FactorNumber).collect();
    let mut reader = here.reader().await;
    let found = factor::in_report(&mut reader.db(), viewer, &factors, private).await.unwrap();
    assert!(found.iter().all(|(factor, all)| all.iter().all(|one| one.factor == *factor)));
    found.into_values().flatten().map(|one| one.action.0).collect()
}

async fn an_action_answers_a_factor(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    here.declare(ada, "One").await;
    here.declare(ada, "Two").await;
    here.send(ada, add(1, QUEUE)).await.unwrap();
    here.send(ada, add(2, "A full disk")).await.unwrap();
    here.send(ada, add(2, QUEUE)).await.unwrap();
    let act = |incident: &str| AddAction {
        incident: incident.to_owned(),
        title: "Alert on it".to_owned(),
        due: "2026-01-31".to_owned(),
        ..Default::default()
    };
    here.send(ada, act("INC-1")).await.unwrap();
    here.send(ada, act("")).await.unwrap();
    // Only one of its incident.
    assert_eq!(status(answer(here, ada, "1", "F-2").await), 422);
    answer(here, ada, "1", "F-1").await.unwrap();
    assert_eq!(status(answer(here, ada, "1", "").await), 409);
    let alone = AnswerFactor {
        action: "A-2".to_owned(),
        version: "1".to_owned(),
        factor: "F-1".to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(ada, alone).await), 422);
    let done =
        MoveAction { action: "A-1".to_owned(), version: "2".to_owned(), ..Default::default() };
    here.send(ada, CompleteAction(done)).await.unwrap();
    let second = here.incident(ada, IncidentNumber(2)).await;
    {
        let mut reader = here.reader().await;
        let db = &mut reader.db();
        let answers = factor::of_factors(db, second.id).await.unwrap();
        assert_eq!(answers.len(), 1);
        let one = &answers[0];
        assert_eq!((one.factor.0, one.action.0, one.state), (1, 1, ActionState::Done));
        assert_eq!(one.incident, Some(IncidentNumber(1)));
        let listed = factor::listed(db, ada, false, 10).await.unwrap();
        assert_eq!((listed[0].open, listed[0].ended), (0, 1));
        let of = action::by_number(db, ada, ActionNumber(1)).await.unwrap();
        let answered = factor::answered(db, ada, of.id).await.unwrap().unwrap();
        assert_eq!(answered, (FactorNumber(1), QUEUE.to_owned()));
    }
    // Both factors of a report at once; a number is no part of another.
    for (asked, found) in [(&[1, 2][..], vec![1]), (&[2], vec![]), (&[11], vec![]), (&[], vec![])] {
        assert_eq!(in_report(here, dan, asked, false).await, found, "{asked:?}");
    }
    // An action of what is private is told of nowhere else.
    hide(here, ada, 1).await;
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert_eq!(factor::of_factors(db, second.id).await.unwrap().len(), 0);
    for (viewer, private, found) in
        [(ada, true, vec![1]), (ada, false, vec![]), (dan, true, vec![])]
    {
        assert_eq!(in_report(here, viewer, &[1, 2], private).await, found);
    }
    let shared = factor::by_number(db, dan, FactorNumber(1)).await.unwrap();
    assert_eq!(factor::of_factor(db, dan, shared.id).await.unwrap().len(), 0);
    assert_eq!(factor::of_factor(db, ada, shared.id).await.unwrap().len(), 1);
    for (viewer, private, ended) in [(ada, true, 1), (ada, false, 0), (dan, true, 0)] {
        let listed = factor::find(db, viewer, private, "queue", 1).await.unwrap();
        assert_eq!(listed[0].ended, ended);
    }
}

async fn similar_incidents_say_why(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    for (title, service) in [
        ("Letters arrive late", "mail"),
        ("Disk full", "store"),
        ("The mail queue grows", "mail"),
        ("Nothing like it", "login"),
        ("Mail queue grows again", "mail"),
        ("Later: mail queue grows", "mail"),
    ] {
        let (title, services) = (title.to_owned(), service.to_owned());
        here.send(ada, DeclareIncident { title, services, ..Default::default() }).await.unwrap();
    }
    here.send(ada, add(2, QUEUE)).await.unwrap();
    here.send(ada, add(5, QUEUE)).await.unwrap();
    let fifth = here.incident(ada, IncidentNumber(5)).await;
    let found = async |viewer| {
        let mut reader = here.reader().await;
        let all = similar(&mut reader.db(), viewer, &fifth).await.unwrap();
        all.iter().map(|(past, why)| (past.number.0, why.why())).collect::<Vec<_>>()
    };
    let first = (3, "Same service mail; words: mail, queue, grow".to_owned());
    let second = (2, "Same factor F-1".to_owned());
    let mut all = found(dan).await;
    all.sort();
    let mut expected = vec![first.clone(), second];
    expected.sort();
    assert_eq!(all, expected);
    hide(here, ada, 2).await;
    assert_eq!(found(dan).await, [first]);
    assert_eq!(found(ada).await.len(), 2);
}
