//! Following through: what hurts most, calendars of due dates, a week in words.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::Command;
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction};
use nofault_domain::command::factor::{AddFactor, AnswerFactor};
use nofault_domain::command::feed::{MakeFeed, NewFeed, RevokeFeed};
use nofault_domain::command::incident::{ChangeStatus, DeclareIncident};
use nofault_domain::command::person::Departure;
use nofault_domain::command::postmortem::BeginPostmortem;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::command::reviewing::CareForPostmortem;
use nofault_domain::feed::Whose;
use nofault_domain::hurt::hurts;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::{Day, Week};
use nofault_domain::review::asked_since;
use nofault_domain::zone::Zone;
use nofault_store::action::{self, Owned, Part, Wanted};
use nofault_store::feed::{self, FeedMade};
use nofault_store::people::PasswordSet;
use nofault_store::postmortem::lists;
use nofault_store::week::week;

use crate::here::{Here, id, status};

on_both!(
    what_hurts_most_stands_first,
    a_calendar_shows_what_its_person_sees,
    a_calendar_ends_with_the_way_in,
    a_week_is_told_through_its_viewer,
    reviews_are_due_on_one_day_everywhere,
);

fn everything(most: i64) -> Wanted {
    Wanted { owned: Owned::ByAnybody, service: None, most }
}

async fn what_hurts_most_stands_first(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    for severity in ["sev3", "sev1"] {
        let form = DeclareIncident {
            title: "Late".to_owned(),
            severity: severity.to_owned(),
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
    }
    for incident in ["INC-1", "INC-2"] {
        let form = AddFactor {
            incident: incident.to_owned(),
            title: "No alert on queue depth".to_owned(),
            category: "monitoring".to_owned(),
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
    }
    let mut number = 0;
    for incident in ["", "INC-1", "INC-2"] {
        for priority in ["", "p0", "p3"] {
            for due in ["", "2020-01-01", "2099-01-01", "2020-06-01"] {
                let owner =
                    if number % 5 == 0 { format!("person:{}", id(ada)) } else { String::new() };
                let form = AddAction {
                    incident: incident.to_owned(),
                    title: "Do".to_owned(),
                    priority: priority.to_owned(),
                    due: due.to_owned(),
                    owner,
                    ..Default::default()
                };
                here.send(ada, form).await.unwrap();
                number += 1;
            }
        }
    }
    let answer = AnswerFactor {
        action: "A-24".to_owned(),
        version: "1".to_owned(),
        factor: "F-1".to_owned(),
        ..Default::default()
    };
    here.send(ada, answer).await.unwrap();

    let today = Day::parse("2026-11-24").unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let all = action::hurting(db, ada, &everything(100), false, today).await.unwrap();
    assert_eq!(all.len(), 36);
    assert_eq!(all.iter().find(|row| row.number.0 == 24).unwrap().times, 2);
    // SQL cuts where the order says: so both say the same.
    for most in 1..=20 {
        let few = action::hurting(db, ada, &everything(most), false, today).await.unwrap();
        for part in [Part::Mine, Part::Overdue, Part::Others] {
            let of = |rows: &[action::ListRow]| -> Vec<i64> {
                rows.iter().filter(|row| row.part == part).map(|row| row.number.0).collect()
            };
            let (whole, cut) = (of(&all), of(&few));
            let most = usize::try_from(most).unwrap().min(whole.len());
            assert_eq!(whole[..most], cut, "{part:?} {most}");
        }
    }
    for two in all.windows(2).filter(|two| two[0].part == two[1].part) {
        assert!(hurts(&action::hurt(&two[0]), today) < hurts(&action::hurt(&two[1]), today));
    }
    let late = action::hurting(db, ada, &everything(100), true, today).await.unwrap();
    assert_eq!(late.len(), 18);
    assert_eq!(action::overdue(db, ada, today).await.unwrap(), 18);
    let mine = Wanted { owned: Owned::ByMe, ..everything(100) };
    let mine = action::hurting(db, ada, &mine, false, today).await.unwrap();
    assert_eq!((mine.len(), mine[0].of, mine[0].part), (8, 8, Part::Mine));
    let none = Wanted { service: Some("nothing".to_owned()), ..everything(100) };
    assert!(action::hurting(db, ada, &none, false, today).await.unwrap().is_empty());
}

async fn hide(here: &Here, owner: Viewer, incident: i64) {
    let number = IncidentNumber(incident);
    let version = here.incident(owner, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(owner, privacy).await.unwrap();
}

async fn due(here: &Here, by: Viewer, incident: &str, title: &str, owner: Viewer) {
    let form = AddAction {
        incident: incident.to_owned(),
        title: title.to_owned(),
        due: "2026-12-01".to_owned(),
        owner: format!("person:{}", id(owner)),
        ..Default::default()
    };
    here.send(by, form).await.unwrap();
}

async fn read(here: &Here, token: &[u8]) -> Option<Vec<String>> {
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let (viewer, whose) = feed::by_token(db, token).await.ok()?;
    let due = feed::due_actions(db, viewer, whose).await.unwrap();
    assert!(feed::due_reviews(db, viewer, whose, here.now()).await.unwrap().is_empty());
    Some(due.into_iter().map(|one| one.title).collect())
}

async fn make(here: &Here, viewer: Viewer, whose: Whose, token: &[u8]) -> String {
    let made = FeedMade { feed: NewFeed { whose }, token_hash: token.to_vec() };
    here.run(viewer, made).await.unwrap().id.to_string()
}

async fn a_calendar_shows_what_its_person_sees(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    here.declare(ada, "Open").await;
    here.declare(ada, "Secret").await;
    hide(here, ada, 2).await;
    due(here, ada, "INC-1", "Of Vic", vic).await;
    due(here, ada, "INC-1", "Of Ada", ada).await;
    due(here, ada, "INC-2", "Hidden", ada).await;
    make(here, vic, Whose::All, b"vic all").await;
    make(here, ada, Whose::All, b"ada all").await;
    let mine = make(here, ada, Whose::Mine, b"ada mine").await;
    assert_eq!(read(here, b"vic all").await.unwrap(), ["Of Vic", "Of Ada"]);
    assert_eq!(read(here, b"ada all").await.unwrap(), ["Of Vic", "Of Ada", "Hidden"]);
    assert_eq!(read(here, b"ada mine").await.unwrap(), ["Of Ada", "Hidden"]);
    assert_eq!(read(here, b"nobody").await, None);
    // What ended is due no more.
    let done = CompleteAction(MoveAction {
        action: "A-2".to_owned(),
        version: "1".to_owned(),
        ..Default::default()
    });
    here.send(ada, done).await.unwrap();
    assert_eq!(read(here, b"ada mine").await.unwrap(), ["Hidden"]);
    // One's own alone.
    let revoke = || RevokeFeed { feed: mine.clone() };
    assert_eq!(status(here.send(vic, revoke()).await), 404);
    here.send(ada, revoke()).await.unwrap();
    assert_eq!(read(here, b"ada mine").await, None);
    assert_eq!(status(here.send(ada, revoke()).await), 404);
    assert!(read(here, b"ada all").await.is_some());
    let wrong = MakeFeed { whose: "everything".to_owned() };
    assert!(wrong.parse(&here.typing()).is_err());
}

async fn a_calendar_ends_with_the_way_in(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.person("Root", Role::Administrator).await;
    make(here, ada, Whose::All, b"one").await;
    let set = PasswordSet { person: id(ada), password_hash: "other".to_owned(), keep: None };
    here.run(ada, set).await.unwrap();
    assert_eq!(read(here, b"one").await, None);
    make(here, ada, Whose::All, b"two").await;
    assert_eq!(read(here, b"two").await.unwrap(), [""; 0]);
    here.run(Viewer::Operator, Departure { person: id(ada), version: 1 }).await.unwrap();
    assert_eq!(read(here, b"two").await, None);
    let feeds = feed::feeds(&mut here.reader().await.db(), id(ada)).await.unwrap();
    assert!(feeds.is_empty());
}

async fn a_week_is_told_through_its_viewer(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    here.declare(ada, "Open").await;
    here.declare(ada, "Secret").await;
    hide(here, ada, 2).await;
    due(here, ada, "INC-1", "Later", ada).await;
    due(here, ada, "INC-2", "Hidden", ada).await;
    let (now, zone) = (here.now(), Zone::utc());
    let this = Week::of(now, &zone);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    for (viewer, private, declared) in
        [(vic, false, 1), (vic, true, 1), (ada, false, 1), (ada, true, 2)]
    {
        let told = week(db, viewer, private, this, &zone, now).await.unwrap();
        assert_eq!(told.declared.all, declared, "{viewer:?} {private}");
        assert_eq!(told.declared.shown.len(), declared);
        assert!(!told.is_quiet() && told.so_far == Some(now));
    }
    let before = week(db, ada, true, this.previous(), &zone, now).await.unwrap();
    assert!(before.is_quiet() && before.sections().is_empty() && before.so_far.is_none());
    // In the week before it is due, and after it where nothing was done.
    let at = Week::parse("2026-W48").unwrap().start(&zone);
    let told = week(db, vic, false, Week::parse("2026-W48").unwrap(), &zone, at).await.unwrap();
    assert_eq!((told.due.all, told.overdue.all), (1, 0));
    let later = Week::parse("2026-W50").unwrap();
    let told = week(db, vic, false, later, &zone, later.start(&zone)).await.unwrap();
    assert_eq!((told.due.all, told.overdue.all), (0, 1));
}

/// INC-1 to INC-3 have ended with a full review: of the first nobody began one, the second has
/// the day that the policy sets, the third a typed one.
async fn reviews_are_due_on_one_day_everywhere(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    for number in 1..=3 {
        let form = DeclareIncident {
            title: format!("Slow {number}"),
            severity: "sev1".to_owned(),
            ..Default::default()
        };
        here.send(ada, form).await.unwrap();
        let number = IncidentNumber(number);
        let end = ChangeStatus {
            incident: number.to_string(),
            version: here.version(number).await,
            status: "resolved".to_owned(),
            ..Default::default()
        };
        here.send(ada, end).await.unwrap();
    }
    for incident in ["INC-2", "INC-3"] {
        let begin = BeginPostmortem { incident: incident.to_owned(), ..Default::default() };
        here.send(ada, begin).await.unwrap();
    }
    let care = CareForPostmortem {
        incident: "INC-3".to_owned(),
        version: "1".to_owned(),
        owner: id(bo).to_string(),
        due: "2026-11-30".to_owned(),
        ..Default::default()
    };
    here.send(ada, care).await.unwrap();
    hide(here, ada, 2).await;

    // 2026-11-18 is a Wednesday; the policy gives five working days.
    let due = async |viewer: Viewer, whose: Whose| -> Vec<(i64, String)> {
        let mut reader = here.reader().await;
        let found = feed::due_reviews(&mut reader.db(), viewer, whose, here.now()).await.unwrap();
        found.iter().map(|one| (one.incident.0, one.due.day.to_string())).collect()
    };
    let day = |number: i64, day: &str| (number, day.to_owned());
    let (policy, typed) = ("2026-11-25", "2026-11-30");
    let all = [day(1, policy), day(2, policy), day(3, typed)];
    assert_eq!(due(ada, Whose::All).await, all);
    assert_eq!(due(bo, Whose::All).await, [day(1, policy), day(3, typed)]);
    assert_eq!(due(bo, Whose::Mine).await, [day(3, typed)]);
    // As the list of postmortems has them.
    let (now, zone) = (here.now(), Zone::utc());
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let lists = lists(db, ada, now, asked_since(now)).await.unwrap();
    let mut listed: Vec<_> = lists.begun.iter().chain(&lists.unbegun).collect();
    listed.sort_by_key(|one| one.number);
    let listed: Vec<_> =
        listed.iter().map(|one| (one.number.0, one.due.unwrap().day.to_string())).collect();
    assert_eq!(listed, all);
    // The digest calls late what the list calls late: at the end of a week, what was due in it.
    for (at, private, late) in [
        ("2026-W47", true, vec![]),
        ("2026-W48", true, vec![1, 2]),
        ("2026-W48", false, vec![1]),
        ("2026-W49", false, vec![1, 3]),
    ] {
        let at = Week::parse(at).unwrap();
        let told = week(db, ada, private, at, &zone, at.next().start(&zone)).await.unwrap();
        let shown = &told.reviews_overdue.shown;
        let numbers: Vec<i64> = shown.iter().map(|one| one.incident.0).collect();
        assert_eq!(numbers, late, "{}", told.week);
        assert_eq!(told.reviews_overdue.all, late.len());
        assert!(shown.iter().all(|one| one.due.is_some()));
    }
}
