//! Kept reports: numbered, read by everybody as far as they may see, removed by few.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::kept::{KeepReport, RemoveKept};
use nofault_domain::command::privacy::ChangePrivacy;
use nofault_domain::command::{Command, Typing};
use nofault_domain::instant::Instant;
use nofault_domain::number::{IncidentNumber, KeptNumber};
use nofault_domain::report::kept::Answer;
use nofault_domain::zone::Zone;
use nofault_store::report::kept::{self, ReportKept, Stand};
use nofault_store::{Failure, Outcome, live};

use crate::here::{Here, id, refusal, status};
use crate::raw;

on_both!(what_is_kept_is_read_as_it_was, what_became_private_is_not_named, who_kept_it_removes_it,);

const ADDRESS: &str = "/reports/toil?by=month&to=2026-11";

/// What a report of two incidents says.
pub fn report(address: &str, answer: &str) -> ReportKept {
    let form = KeepReport {
        address: address.to_owned(),
        title: "For the board".to_owned(),
        note: "Line 1\nLine 2".to_owned(),
    };
    let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
    ReportKept {
        keeping: form.parse(&typing).unwrap(),
        answer: Answer::parse(answer.to_owned()).unwrap(),
        stand: Stand { event: 7, at: Instant::from_seconds(1_700_000_000) },
    }
}

async fn remove(here: &Here, viewer: Viewer, number: &str) -> Result<Outcome, Failure> {
    here.send(viewer, RemoveKept { kept: number.to_owned() }).await
}

/// What it says to them.
async fn answer(here: &Here, viewer: Viewer, number: i64) -> Result<String, Failure> {
    let mut reader = here.reader().await;
    let found = kept::one(&mut reader.db(), viewer, KeptNumber(number)).await?;
    Ok(found.1.text().to_owned())
}

async fn what_is_kept_is_read_as_it_was(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    // Digits that are not all read back, and text that a statement might trip over.
    let says = r#"{"n":0.1000000000000000055511151231257827,"service":"It's “Web” \u0001"}"#;
    assert_eq!(status(here.run(vic, report(ADDRESS, says)).await), 403);
    let first = here.run(ada, report(ADDRESS, says)).await.unwrap();
    assert_eq!((first.address.as_str(), first.version), ("/reports/kept/KR-1", 1));
    here.run(ada, report("/reports/actions?by=team", "{}")).await.unwrap();

    let mut reader = here.reader().await;
    let all = kept::all(&mut reader.db()).await.unwrap();
    let numbers: Vec<_> = all.iter().map(|one| one.number.0).collect();
    assert_eq!(numbers, [2, 1]);
    let (one, _) = kept::one(&mut reader.db(), vic, KeptNumber(1)).await.unwrap();
    assert_eq!((one.title.as_str(), one.note.as_str()), ("For the board", "Line 1\nLine 2"));
    assert_eq!(one.address.to_string(), ADDRESS);
    assert_eq!(one.stand, Stand { event: 7, at: Instant::from_seconds(1_700_000_000) });
    assert_eq!(one.by, Some((id(ada), "Ada".to_owned())));
    assert_eq!([one.may_remove(ada), one.may_remove(vic)], [true, false]);
    let missing = kept::one(&mut reader.db(), ada, KeptNumber(3)).await;
    assert_eq!(status(missing), 404);

    // The newest event is the one that it was told by; it says nothing of what was kept.
    let stand = kept::stand(&mut reader.db(), here.now()).await.unwrap();
    assert_eq!(stand.event, live::newest(&mut reader.db()).await.unwrap());
    let events = live::events(&mut reader.db(), vic, 0, i64::MAX, 1000).await.unwrap();
    let told: Vec<_> = events.iter().filter(|event| event.subject == "kept_report").collect();
    assert_eq!(
        told.iter().map(|event| event.name.as_str()).collect::<Vec<_>>(),
        ["report.kept"; 2]
    );
    drop(reader);
    assert_eq!(answer(here, vic, 1).await.unwrap(), says);

    let refused = refusal(here.run(ada, report("/reports/toil?private=1", "{}")).await);
    assert!(refused.to_string().contains("private incidents cannot be kept"), "{refused}");
    let long = format!("\"{}\"", "x".repeat(2_000_000));
    let refused = refusal(here.run(ada, report(ADDRESS, &long)).await);
    assert_eq!((refused.status(), refused.fields()[0].field.as_str()), (422, "address"));
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM kept_report").await, 2);
}

async fn what_became_private_is_not_named(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    for title in ["Slow", "Breach"] {
        here.declare(ada, title).await;
    }
    let says = r#"{"n":2,"overdue":[{"due":"2026-01-01","incident":"INC-1"},{"due":"2026-02-02","incident":"INC-2"}],"undated":["INC-2"]}"#;
    here.run(bo, report(ADDRESS, says)).await.unwrap();
    assert_eq!(answer(here, eve, 1).await.unwrap(), says);
    let hide = ChangePrivacy {
        incident: "INC-2".to_owned(),
        version: here.version(IncidentNumber(2)).await,
        private: "yes".to_owned(),
        holders: format!("person:{}", id(ada)),
        ..Default::default()
    };
    here.send(ada, hide).await.unwrap();
    // Whoever kept it and administrators are no exception.
    let left = r#"{"n":2,"overdue":[{"due":"2026-01-01","incident":"INC-1"}],"undated":[]}"#;
    for viewer in [bo, eve] {
        assert_eq!(answer(here, viewer, 1).await.unwrap(), left);
    }
    assert_eq!(answer(here, ada, 1).await.unwrap(), says);
}

async fn who_kept_it_removes_it(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    for _ in 0..2 {
        here.run(ada, report(ADDRESS, "{}")).await.unwrap();
    }
    assert_eq!(status(remove(here, bo, "KR-1").await), 403);
    assert_eq!(remove(here, ada, "KR-1").await.unwrap().address, "/reports/kept");
    assert_eq!(status(remove(here, ada, "KR-1").await), 404);
    remove(here, eve, "KR-2").await.unwrap();
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM kept_report").await, 0);
    // A number that was told to others leads nowhere else.
    let third = here.run(bo, report(ADDRESS, "{}")).await.unwrap();
    assert_eq!(third.address, "/reports/kept/KR-3");
}
