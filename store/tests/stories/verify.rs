//! "Did it work?", asked some time after an action was done.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::{ActionState, Verdict};
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction, VerifyAction};
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::{Command as _, Typing};
use nofault_domain::id::CommandId;
use nofault_domain::instant::Instant;
use nofault_domain::number::ActionNumber;
use nofault_domain::period::{Day, Week};
use nofault_domain::zone::Zone;
use nofault_store::action::{self, Action, PastClosure, Verification};
use nofault_store::new_id;
use nofault_store::week::week;

use crate::here::{Here, id, refusal, status};

on_both!(
    it_is_asked_when_its_day_has_come,
    a_no_opens_it_again_with_its_reason,
    an_answer_is_about_what_it_saw,
    whoever_owns_it_answers_and_opens_nothing,
    a_private_one_is_asked_about_by_those_who_see_it,
    a_week_names_what_is_to_be_asked,
);

/// The day on which these stories happen.
const TODAY: &str = "2026-11-18";
/// Four weeks later, as the policy says.
const THEN: &str = "2026-12-16";

async fn add(here: &Here, by: Viewer, incident: &str, owner: Option<Viewer>) {
    let form = AddAction {
        incident: incident.to_owned(),
        title: "Alert on the queue".to_owned(),
        owner: owner.map_or_else(String::new, |owner| format!("person:{}", id(owner))),
        ..Default::default()
    };
    here.send(by, form).await.unwrap();
}

/// None: the form says nothing of it.
async fn complete(here: &Here, by: Viewer, action: &str, version: &str, ask: Option<&str>) {
    let form = CompleteAction(MoveAction {
        action: action.to_owned(),
        version: version.to_owned(),
        verify_on: ask.map_or_else(Default::default, Into::into),
        ..Default::default()
    });
    here.send(by, form).await.unwrap();
}

fn answer(action: &str, version: &str, verdict: &str, note: &str) -> VerifyAction {
    VerifyAction {
        action: action.to_owned(),
        version: version.to_owned(),
        verdict: verdict.to_owned(),
        note: note.to_owned(),
        ..Default::default()
    }
}

/// The numbers of those to be asked about; both ways of counting them say the same.
async fn asked(here: &Here, viewer: Viewer, day: &str) -> Vec<i64> {
    let day = Day::parse(day).unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let found = action::to_verify(db, viewer, day).await.unwrap();
    let waiting = action::waiting(db, viewer, day).await.unwrap();
    assert_eq!(usize::try_from(waiting).unwrap(), found.len());
    found.iter().map(|one| one.number.0).collect()
}

async fn read(here: &Here, number: i64) -> (Action, Vec<Verification>, Vec<PastClosure>) {
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let action = action::by_number(db, Viewer::Operator, ActionNumber(number)).await.unwrap();
    let answers = action::verifications(db, action.id).await.unwrap();
    let past = action::closures(db, action.id).await.unwrap();
    (action, answers, past)
}

async fn it_is_asked_when_its_day_has_come(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    for _ in 0..3 {
        add(here, ada, "", None).await;
    }
    complete(here, ada, "A-1", "1", None).await;
    complete(here, ada, "A-2", "1", Some("")).await;
    complete(here, ada, "A-3", "1", Some(TODAY)).await;
    assert_eq!(asked(here, ada, "2026-11-17").await, [0_i64; 0]);
    assert_eq!(asked(here, ada, TODAY).await, [3]);
    assert_eq!(asked(here, ada, "2026-12-15").await, [3]);
    assert_eq!(asked(here, ada, THEN).await, [3, 1]);

    // Who cannot tell is asked again.
    here.send(ada, answer("A-3", "2", "unclear", "It was quiet")).await.unwrap();
    let (action, answers, _) = read(here, 3).await;
    assert_eq!(action.closure.unwrap().verify_on.unwrap().to_string(), THEN);
    assert_eq!((answers.len(), answers[0].verdict, answers[0].holds), (1, Verdict::Unclear, true));
    assert_eq!(asked(here, ada, TODAY).await, [0_i64; 0]);
    assert_eq!(asked(here, ada, THEN).await, [1, 3]);
    here.send(ada, answer("A-3", "3", "worked", "It rang on Monday")).await.unwrap();
    here.send(ada, answer("A-1", "2", "did_not", "")).await.unwrap();
    assert_eq!(asked(here, ada, "2027-12-31").await, [0_i64; 0]);
    let (action, answers, _) = read(here, 3).await;
    assert_eq!((action.state, action.version, answers.len()), (ActionState::Done, 4, 2));
    let said = (answers[1].note.as_str(), answers[1].by.as_deref());
    assert_eq!(said, ("It rang on Monday", Some("Ada")));
}

async fn a_no_opens_it_again_with_its_reason(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    add(here, ada, "", None).await;
    complete(here, ada, "A-1", "1", Some(TODAY)).await;
    let no = || VerifyAction {
        reopen: "yes".to_owned(),
        ..answer("A-1", "2", "did_not", "It rang for nobody")
    };
    let command = CommandId(new_id());
    let first = here.send_as(command, ada, no()).await.unwrap();
    let again = here.send_as(command, ada, no()).await.unwrap();
    assert_eq!((first.version, again.version, first.id), (4, 4, again.id));
    let (action, answers, past) = read(here, 1).await;
    assert_eq!((action.state, action.version), (ActionState::Open, 4));
    assert!(action.closure.is_none());
    assert_eq!((answers.len(), answers[0].verdict), (1, Verdict::DidNot));
    assert_eq!((answers[0].note.as_str(), answers[0].holds), ("It rang for nobody", false));
    assert_eq!(past[0].reopened.as_ref().unwrap().1.as_deref(), Some("Ada"));
    assert_eq!(asked(here, ada, THEN).await, [0_i64; 0]);
    // The next completion is asked about anew.
    complete(here, ada, "A-1", "4", Some(TODAY)).await;
    assert_eq!(asked(here, ada, TODAY).await, [1]);
    here.send(ada, answer("A-1", "5", "worked", "")).await.unwrap();
    let (_, answers, _) = read(here, 1).await;
    assert_eq!(answers.iter().map(|one| one.holds).collect::<Vec<_>>(), [false, true]);
}

async fn an_answer_is_about_what_it_saw(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    add(here, ada, "", None).await;
    // Nothing was done yet.
    assert_eq!(status(here.send(ada, answer("A-1", "1", "worked", "")).await), 409);
    complete(here, ada, "A-1", "1", Some(TODAY)).await;
    here.send(ada, answer("A-1", "2", "unclear", "")).await.unwrap();
    assert_eq!(status(here.send(ada, answer("A-1", "2", "worked", "")).await), 409);
    let wrong = refusal(here.send(ada, answer("A-1", "3", "", "")).await);
    assert_eq!(wrong.fields()[0].field, "verdict");
    assert_eq!(status(here.send(ada, answer("A-9", "1", "worked", "")).await), 404);
    let (_, answers, _) = read(here, 1).await;
    assert_eq!(answers.len(), 1, "what was refused is not kept");
}

async fn whoever_owns_it_answers_and_opens_nothing(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let otto = here.person("Otto", Role::Viewer).await;
    add(here, ada, "", Some(vic)).await;
    complete(here, vic, "A-1", "1", Some(TODAY)).await;
    assert_eq!(status(here.send(otto, answer("A-1", "2", "worked", "")).await), 403);
    let no = VerifyAction { reopen: "yes".to_owned(), ..answer("A-1", "2", "did_not", "Silent") };
    assert_eq!(status(here.send(vic, no).await), 403);
    let (action, answers, _) = read(here, 1).await;
    assert_eq!((action.version, answers.len()), (2, 0), "nothing was changed");
    here.send(vic, answer("A-1", "2", "did_not", "Silent")).await.unwrap();
    assert_eq!(read(here, 1).await.0.state, ActionState::Done);
}

async fn secret(here: &Here, by: Viewer) {
    let form = DeclareIncident {
        title: "Secret".to_owned(),
        private: "on".to_owned(),
        ..Default::default()
    };
    here.send(by, form).await.unwrap();
}

async fn named(here: &Here, viewer: Viewer, private: bool, of: &str, now: Instant) -> Vec<i64> {
    let (of, zone) = (Week::parse(of).unwrap(), Zone::utc());
    let mut reader = here.reader().await;
    let told = week(&mut reader.db(), viewer, private, of, &zone, now).await.unwrap();
    assert_eq!(told.to_verify.all, told.to_verify.shown.len());
    told.to_verify.shown.iter().map(|one| one.number.0).collect()
}

async fn a_private_one_is_asked_about_by_those_who_see_it(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Administrator).await;
    secret(here, ada).await;
    add(here, ada, "INC-1", None).await;
    complete(here, ada, "A-1", "1", Some(TODAY)).await;
    assert_eq!(asked(here, ada, TODAY).await, [1]);
    assert_eq!(asked(here, bo, TODAY).await, [0_i64; 0]);
    assert_eq!(status(here.send(bo, answer("A-1", "2", "worked", "")).await), 404);
    let now = here.now();
    for (viewer, private, expected) in
        [(ada, false, vec![]), (ada, true, vec![1]), (bo, false, vec![]), (bo, true, vec![])]
    {
        assert_eq!(named(here, viewer, private, "2026-W47", now).await, expected);
    }
}

async fn a_week_names_what_is_to_be_asked(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let days = ["2026-11-15", TODAY, "2026-11-20", TODAY];
    for (number, day) in (1..).zip(days) {
        add(here, ada, "", None).await;
        complete(here, ada, &format!("A-{number}"), "1", Some(day)).await;
    }
    let now = here.now();
    // The week before has no more to say, and a day that is to come has not come.
    assert_eq!(named(here, ada, false, "2026-W47", now).await, [2, 4]);
    here.send(ada, answer("A-4", "2", "worked", "")).await.unwrap();
    assert_eq!(named(here, ada, false, "2026-W47", here.now()).await, [2]);
    // At its end, what was answered after it was to be asked still.
    let later = Instant::from_seconds(1_796_000_000);
    let typing = Typing { now: later, zone: Zone::utc() };
    let late = answer("A-2", "2", "worked", "").parse(&typing).unwrap();
    here.store.run(ada, CommandId(new_id()), later, late).await.unwrap();
    assert_eq!(named(here, ada, false, "2026-W47", later).await, [2, 3]);
}
