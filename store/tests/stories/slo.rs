//! SLOs: who defines them, what counts against them and what does not, and what one large
//! incident asks for.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::Priority;
use nofault_domain::budget::{Asks, Kind, Promises, State, Window};
use nofault_domain::command::Was;
use nofault_domain::command::action::AddAction;
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::incident::{ChangeStatus, DeclareIncident};
use nofault_domain::command::postmortem::BeginPostmortem;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::command::slo::{
    ExemptIncident, MoveSlo, RetireSlo, ReturnSlo, SaveSlo, WithdrawExemption,
};
use nofault_domain::command::triage::MergeIncident;
use nofault_domain::id::{CommandId, ServiceId, SloId};
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::review::ReviewLevel;
use nofault_store::slo::{self, Hit, Reading, Slo};
use nofault_store::{new_id, postmortem, review};

use crate::here::{Here, id, refusal, status};
use crate::raw;

on_both!(
    an_slo_is_defined_edited_retired_and_taken_back,
    those_of_the_team_change_it_and_nobody_else,
    two_editors_of_an_slo_overwrite_nothing,
    what_came_to_nothing_and_what_is_private_is_not_counted,
    one_large_incident_asks_for_a_full_review,
    an_exemption_needs_an_impact_and_can_be_withdrawn,
    merging_gives_no_budget_back,
);

pub async fn service(here: &Here, name: &str, team: &str) -> ServiceId {
    let form = SaveService { name: name.to_owned(), team: team.to_owned(), ..Default::default() };
    ServiceId(here.send(Viewer::Operator, form).await.unwrap().id)
}

pub fn new(service: ServiceId) -> SaveSlo {
    SaveSlo {
        service: service.to_string(),
        name: "Availability".to_owned(),
        target: "99.9 %".to_owned(),
        window: "rolling".to_owned(),
        days: "30".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        policy: "Slow down.".to_owned(),
        ..Default::default()
    }
}

pub async fn one(here: &Here, slo: SloId) -> Slo {
    let mut reader = here.reader().await;
    slo::one(&mut reader.db(), slo).await.unwrap()
}

async fn an_slo_is_defined_edited_retired_and_taken_back(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let checkout = service(here, "Checkout", "").await;
    let press = CommandId(new_id());
    let made = here.send_as(press, eve, new(checkout)).await.unwrap();
    assert_eq!(here.send_as(press, eve, new(checkout)).await.unwrap(), made);
    let slo = SloId(made.id);
    assert_eq!(made.address, format!("/slos/{slo}"));
    let same =
        refusal(here.send(eve, SaveSlo { name: "availability".to_owned(), ..new(checkout) }).await);
    assert_eq!(same.fields()[0].field, "name");
    let unknown = SaveSlo { service: new_id().to_string(), ..new(checkout) };
    assert_eq!(refusal(here.send(eve, unknown).await).fields()[0].field, "service");
    let edit = SaveSlo {
        slo: slo.to_string(),
        version: "1".to_owned(),
        name: "Up".to_owned(),
        target: "99.5".to_owned(),
        window: "quarter".to_owned(),
        days: String::new(),
        policy: String::new(),
        ..new(checkout)
    };
    here.send(eve, edit).await.unwrap();
    let saved = one(here, slo).await;
    assert_eq!(saved.full_name(), "Checkout: Up");
    let promise = &saved.promise;
    assert_eq!((promise.target.parts(), promise.window), (995_000, Window::Quarter));
    assert_eq!(
        (promise.zone.name(), saved.policy.as_str(), saved.version),
        ("Europe/Berlin", "", 2)
    );
    let moving = |version: &str| MoveSlo { slo: slo.to_string(), version: version.to_owned() };
    assert_eq!(status(here.send(eve, RetireSlo(moving("1"))).await), 409);
    assert_eq!(status(here.send(eve, ReturnSlo(moving("2"))).await), 409);
    here.send(eve, RetireSlo(moving("2"))).await.unwrap();
    assert!(one(here, slo).await.retired_at.is_some());
    here.send(eve, ReturnSlo(moving("3"))).await.unwrap();
    let mut reader = here.reader().await;
    let all = slo::of_service(&mut reader.db(), checkout).await.unwrap();
    assert_eq!((all.len(), all[0].retired_at, all[0].version), (1, None, 4));
    let events = "SELECT COUNT(*) FROM event WHERE subject = 'slo'";
    assert_eq!(raw::number(&here.target, events).await, 4);
}

async fn those_of_the_team_change_it_and_nobody_else(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let members = format!("{},{}", id(ada), id(vic));
    let team = SaveTeam { name: "Payments".to_owned(), members, ..Default::default() };
    let team = here.send(Viewer::Operator, team).await.unwrap().id;
    let owned = service(here, "Checkout", &team.to_string()).await;
    let free = service(here, "Search", "").await;
    for (viewer, service) in [(bo, owned), (vic, owned), (vic, free)] {
        assert_eq!(status(here.send(viewer, new(service)).await), 403);
    }
    let slo = here.send(ada, new(owned)).await.unwrap().id.to_string();
    here.send(bo, new(free)).await.unwrap();
    let moving = || MoveSlo { slo: slo.clone(), version: "1".to_owned() };
    assert_eq!(status(here.send(bo, RetireSlo(moving())).await), 403);
    let edit = SaveSlo { slo: slo.clone(), version: "1".to_owned(), ..new(owned) };
    assert_eq!(status(here.send(bo, edit).await), 403);
    let exempt = ExemptIncident {
        slo: slo.clone(),
        exempt: "INC-1".to_owned(),
        reason: "The provider".to_owned(),
    };
    assert_eq!(status(here.send(bo, exempt).await), 403);
    here.send(ada, RetireSlo(moving())).await.unwrap();
}

async fn two_editors_of_an_slo_overwrite_nothing(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let checkout = service(here, "Checkout", "").await;
    let slo = here.send(eve, new(checkout)).await.unwrap().id.to_string();
    let opened = || SaveSlo {
        slo: slo.clone(),
        version: "1".to_owned(),
        was_name: Was::from("Availability"),
        was_target: Was::from("99.9 %"),
        was_window: Was::from("rolling"),
        was_days: Was::from("30"),
        was_zone: Was::from("Europe/Berlin"),
        was_policy: Was::from("Slow down."),
        ..new(checkout)
    };
    here.send(eve, SaveSlo { target: "99.5".to_owned(), ..opened() }).await.unwrap();
    let late = refusal(here.send(eve, SaveSlo { target: "99".to_owned(), ..opened() }).await);
    assert_eq!(late.status(), 409);
    // Fields that only one of both changed are theirs.
    here.send(eve, SaveSlo { days: "28".to_owned(), ..opened() }).await.unwrap();
    let saved = one(here, SloId(slo.parse().unwrap())).await;
    assert_eq!((saved.promise.target.parts(), saved.promise.window.days()), (995_000, Some(28)));
    // What it promises is as its name says, until somebody says otherwise; unsaid, it stays.
    assert_eq!(saved.promises, Promises::Availability);
    let (promises, was_promises) = ("other".to_owned(), Was::from("availability"));
    here.send(eve, SaveSlo { promises, was_promises, ..opened() }).await.unwrap();
    here.send(eve, opened()).await.unwrap();
    assert_eq!(one(here, saved.id).await.promises, Promises::Other);
    // A month has no days, so that the one and the other do not fit together.
    let month = SaveSlo { window: "month".to_owned(), days: String::new(), ..opened() };
    let nofault_domain::refusal::Refusal::Stale(conflict) = refusal(here.send(eve, month).await)
    else {
        panic!("both are shown")
    };
    let both: Vec<_> = conflict.fields.iter().filter(|one| one.both).map(|one| one.name).collect();
    assert_eq!((both, saved.promise.window.kind()), (vec!["days"], Kind::Rolling));
}

pub async fn hit(here: &Here, number: IncidentNumber, service: &str, minutes: (&str, &str)) {
    let add = AddImpact {
        incident: number.to_string(),
        service: service.to_owned(),
        from: format!("2026-11-10 {}", minutes.0),
        to: if minutes.1.is_empty() { String::new() } else { format!("2026-11-10 {}", minutes.1) },
        fraction: "all".to_owned(),
        ..Default::default()
    };
    here.send(Viewer::Operator, add).await.unwrap();
}

async fn hits(here: &Here, viewer: Viewer, service: ServiceId, private: bool) -> Vec<Hit> {
    let mut reader = here.reader().await;
    let asked = Reading { service, since: Instant::from_seconds(0), private };
    slo::hits(&mut reader.db(), viewer, asked).await.unwrap()
}

fn numbers(hits: &[Hit]) -> Vec<i64> {
    hits.iter().map(|hit| hit.piece.incident.0).collect()
}

async fn what_came_to_nothing_and_what_is_private_is_not_counted(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let checkout = service(here, "Checkout", "").await;
    let slo = here.send(ada, new(checkout)).await.unwrap().id;
    for title in ["Counts", "Private", "Canceled", "Merged", "Also counts"] {
        let number = here.declare(ada, title).await;
        hit(here, number, "Checkout", ("10:00", "10:10")).await;
    }
    let drill = DeclareIncident {
        title: "Drill".to_owned(),
        kind: "drill".to_owned(),
        ..Default::default()
    };
    here.send(ada, drill).await.unwrap();
    hit(here, IncidentNumber(6), "Checkout", ("10:00", "10:10")).await;
    hit(here, IncidentNumber(5), "Search", ("10:00", "10:10")).await;
    assert_eq!(numbers(&hits(here, bo, checkout, false).await), [1, 2, 3, 4, 5]);
    let cancel = ChangeStatus {
        incident: "INC-3".to_owned(),
        version: here.version(IncidentNumber(3)).await,
        status: "canceled".to_owned(),
        comment: "Nothing".to_owned(),
        ..Default::default()
    };
    here.send(ada, cancel).await.unwrap();
    let merge = MergeIncident {
        incident: "INC-4".to_owned(),
        version: here.version(IncidentNumber(4)).await,
        into: "INC-5".to_owned(),
        ..Default::default()
    };
    here.send(ada, merge).await.unwrap();
    let privacy = Privacy {
        incident: IncidentNumber(2),
        version: here.incident(ada, IncidentNumber(2)).await.version,
        holders: Some(Vec::new()),
        was: Default::default(),
    };
    here.run(ada, privacy).await.unwrap();
    // For everybody; who may see it asks for it, and nobody else gets it. What was merged counts
    // in the other.
    for (viewer, private, seen) in [
        (ada, false, vec![1, 5, 5]),
        (ada, true, vec![1, 2, 5, 5]),
        (bo, false, vec![1, 5, 5]),
        (bo, true, vec![1, 5, 5]),
    ] {
        let hits = hits(here, viewer, checkout, private).await;
        assert_eq!(numbers(&hits), seen);
        // All services at once say the same; one without an SLO has no budget.
        let mut reader = here.reader().await;
        let since = Instant::from_seconds(0);
        let all = slo::hits_of_all(&mut reader.db(), viewer, since, private).await.unwrap();
        assert_eq!(all.keys().collect::<Vec<_>>(), [&checkout]);
        assert_eq!(all[&checkout], hits.iter().map(|hit| hit.piece).collect::<Vec<_>>());
    }
    let promise = one(here, SloId(slo)).await.promise;
    let pieces: Vec<_> = hits(here, bo, checkout, true).await.iter().map(|hit| hit.piece).collect();
    let budget = promise.budget(&pieces, here.now());
    assert_eq!((budget.spent.to_string(), budget.state()), ("10m".to_owned(), State::Within));
    // Nor does an exemption tell of it, nor when the record begins.
    let exempt = ExemptIncident {
        slo: slo.to_string(),
        exempt: "INC-2".to_owned(),
        reason: "Secret".to_owned(),
    };
    assert_eq!(refusal(here.send(bo, exempt).await).fields()[0].field, "exempt");
    let exempt = ExemptIncident {
        slo: slo.to_string(),
        exempt: "INC-2".to_owned(),
        reason: "Secret".to_owned(),
    };
    here.send(ada, exempt).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert!(slo::exemptions(db, bo, SloId(slo), true).await.unwrap().is_empty());
    assert!(slo::exemptions(db, ada, SloId(slo), false).await.unwrap().is_empty());
    assert_eq!(slo::exemptions(db, ada, SloId(slo), true).await.unwrap().len(), 1);
    assert!(slo::exempted(db, bo, true).await.unwrap().is_empty());
    assert!(slo::exempted(db, ada, false).await.unwrap().is_empty());
    let exempted = slo::exempted(db, ada, true).await.unwrap();
    assert_eq!(exempted[&SloId(slo)].iter().collect::<Vec<_>>(), [&IncidentNumber(2)]);
    // INC-2 began before all others.
    let earlier = "UPDATE incident SET at = at - 1 WHERE number = 2".to_owned();
    assert_eq!(raw::change(&here.target, earlier).await, 1);
    let since = slo::on_record_since(db).await.unwrap().unwrap();
    assert_eq!(since.rfc3339(), "2026-11-10T10:00:00Z");
}

pub async fn reviewed(here: &Here) -> review::Review {
    let incident = here.incident(Viewer::Operator, IncidentNumber(1)).await;
    let mut reader = here.reader().await;
    review::of_incident(&mut reader.db(), &incident, here.now()).await.unwrap()
}

async fn one_large_incident_asks_for_a_full_review(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let checkout = service(here, "Checkout", "").await;
    let number = here.declare(ada, "Slow").await;
    hit(here, number, "Checkout", ("10:00", "10:10")).await;
    // Without an SLO nothing is known of a share, and nothing asked for.
    assert_eq!(reviewed(here).await.words(), "none: no rule asks for a review");
    let slo = here.send(ada, new(checkout)).await.unwrap().id.to_string();
    // 10 of 43.2 minutes.
    assert_eq!(reviewed(here).await.words(), "full: 23.1 % of the error budget spent");
    let large = async || {
        let mut reader = here.reader().await;
        slo::large(&mut reader.db(), ada, number).await.unwrap().unwrap()
    };
    let missing = async || large().await.missing(Asks::INSTALLATION);
    assert_eq!(missing().await, ["a full review is due", "it has no action of P0"]);
    let begin = BeginPostmortem { incident: "INC-1".to_owned(), ..Default::default() };
    here.send(ada, begin).await.unwrap();
    let action = |priority: &str| AddAction {
        incident: "INC-1".to_owned(),
        title: "Mend it".to_owned(),
        priority: priority.to_owned(),
        ..Default::default()
    };
    here.send(ada, action("p1")).await.unwrap();
    assert_eq!(large().await.gravest, Some(Priority::P1));
    let light = Asks { review: ReviewLevel::Light, action: Some(Priority::P2) };
    assert_eq!(large().await.missing(light), ["its review is not published"]);
    here.send(ada, action("p0")).await.unwrap();
    assert_eq!(missing().await, ["its review is not published"]);
    let mut reader = here.reader().await;
    let since = Instant::from_seconds(0);
    let lists = postmortem::lists(&mut reader.db(), ada, here.now(), since).await.unwrap();
    assert_eq!(lists.begun[0].review.assessed.level, ReviewLevel::Full);
    drop(reader);
    let exempt = ExemptIncident {
        slo: slo.clone(),
        exempt: "1".to_owned(),
        reason: "The cable was cut".to_owned(),
    };
    here.send(ada, exempt).await.unwrap();
    assert_eq!(reviewed(here).await.words(), "none: no rule asks for a review");
    let withdraw = WithdrawExemption { slo: slo.clone(), incident: "INC-1".to_owned() };
    here.send(ada, withdraw).await.unwrap();
    assert_eq!(reviewed(here).await.assessed.level, ReviewLevel::Full);
    // A retired one asks for nothing.
    here.send(ada, RetireSlo(MoveSlo { slo, version: "1".to_owned() })).await.unwrap();
    assert_eq!(reviewed(here).await.assessed.level, ReviewLevel::None);
}

async fn an_exemption_needs_an_impact_and_can_be_withdrawn(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let checkout = service(here, "Checkout", "").await;
    let slo = here.send(ada, new(checkout)).await.unwrap().id.to_string();
    let number = here.declare(ada, "Slow").await;
    let exempt = |reason: &str| ExemptIncident {
        slo: slo.clone(),
        exempt: "INC-1".to_owned(),
        reason: reason.to_owned(),
    };
    assert_eq!(refusal(here.send(ada, exempt(" ")).await).fields()[0].field, "reason");
    let none = refusal(here.send(ada, exempt("Cut")).await);
    assert_eq!(none.to_string(), "INC-1 has no impact on Checkout.");
    hit(here, number, "Checkout", ("10:00", "")).await;
    here.send(ada, exempt("Cut")).await.unwrap();
    assert_eq!(refusal(here.send(ada, exempt("Cut")).await).fields()[0].field, "exempt");
    let withdraw = || WithdrawExemption { slo: slo.clone(), incident: "INC-1".to_owned() };
    here.send(ada, withdraw()).await.unwrap();
    assert_eq!(status(here.send(ada, withdraw()).await), 409);
    here.send(ada, exempt("After all")).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let all = slo::exemptions(db, ada, SloId(slo.parse().unwrap()), false).await.unwrap();
    assert_eq!((all.len(), all[0].reason.as_str()), (1, "After all"));
    let open = hits(here, ada, checkout, false).await;
    assert!(!open[0].misses_its_end());
}

async fn merge(here: &Here, viewer: Viewer, from: i64, into: i64) {
    let merge = MergeIncident {
        incident: IncidentNumber(from).to_string(),
        version: here.version(IncidentNumber(from)).await,
        into: IncidentNumber(into).to_string(),
        ..Default::default()
    };
    here.send(viewer, merge).await.unwrap();
}

async fn becomes(here: &Here, viewer: Viewer, number: i64, status: &str) {
    let change = ChangeStatus {
        incident: IncidentNumber(number).to_string(),
        version: here.version(IncidentNumber(number)).await,
        status: status.to_owned(),
        comment: "So it is".to_owned(),
        ..Default::default()
    };
    here.send(viewer, change).await.unwrap();
}

async fn merging_gives_no_budget_back(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let checkout = service(here, "Checkout", "").await;
    let slo = SloId(here.send(ada, new(checkout)).await.unwrap().id);
    for minutes in [("10:00", "10:10"), ("10:20", "10:30"), ("10:40", "10:50")] {
        let number = here.declare(ada, "Slow").await;
        hit(here, number, "Checkout", minutes).await;
    }
    let drill = DeclareIncident {
        title: "Drill".to_owned(),
        kind: "drill".to_owned(),
        ..Default::default()
    };
    here.send(ada, drill).await.unwrap();
    hit(here, IncidentNumber(4), "Checkout", ("11:00", "11:30")).await;
    let promise = one(here, slo).await.promise;
    let charged = async |viewer: Viewer, private: bool| {
        let hits = hits(here, viewer, checkout, private).await;
        let pieces: Vec<_> = hits.iter().map(|hit| hit.piece).collect();
        let mut reader = here.reader().await;
        let since = Instant::from_seconds(0);
        let all = slo::hits_of_all(&mut reader.db(), viewer, since, private).await.unwrap();
        assert_eq!(all.get(&checkout).cloned().unwrap_or_default(), pieces);
        let spent = promise.budget(&pieces, here.now()).spent.to_string();
        (numbers(&hits), spent)
    };
    let says = |numbers: &[i64], spent: &str| (numbers.to_vec(), spent.to_owned());
    assert_eq!(charged(bo, false).await, says(&[1, 2, 3], "30m"));
    merge(here, ada, 1, 2).await;
    assert_eq!(charged(bo, false).await, says(&[2, 2, 3], "30m"));
    // What goes on in what goes on; and a drill stays one.
    merge(here, ada, 2, 3).await;
    merge(here, ada, 4, 3).await;
    assert_eq!(charged(bo, false).await, says(&[3, 3, 3], "30m"));
    let written: Vec<_> =
        hits(here, bo, checkout, false).await.iter().map(|hit| hit.written_in.0).collect();
    assert_eq!(written, [1, 2, 3]);
    let whole = here.incident(ada, IncidentNumber(3)).await;
    let mut reader = here.reader().await;
    let weighed = slo::of_incident(&mut reader.db(), whole.id, here.now()).await.unwrap();
    assert_eq!((weighed.len(), weighed[0].weight.cost.to_string()), (1, "30m".to_owned()));
    drop(reader);
    // An incident without an impact of its own is charged with what goes on in it.
    let fifth = here.declare(ada, "All of it").await;
    merge(here, ada, 3, fifth.0).await;
    assert_eq!(charged(bo, false).await, says(&[5, 5, 5], "30m"));
    let exempt = ExemptIncident {
        slo: slo.to_string(),
        exempt: "INC-5".to_owned(),
        reason: "Cut".to_owned(),
    };
    here.send(ada, exempt).await.unwrap();
    // Parted, each is charged with its own again.
    becomes(here, ada, 2, "investigating").await;
    assert_eq!(charged(bo, false).await, says(&[2, 2, 5], "30m"));
    becomes(here, ada, 1, "investigating").await;
    assert_eq!(charged(bo, false).await, says(&[1, 2, 5], "30m"));
    // Where the whole came to nothing its parts do; where it is private they are.
    becomes(here, ada, 5, "canceled").await;
    assert_eq!(charged(bo, false).await, says(&[1, 2], "20m"));
    becomes(here, ada, 5, "investigating").await;
    let privacy = Privacy {
        incident: IncidentNumber(5),
        version: here.incident(ada, IncidentNumber(5)).await.version,
        holders: Some(Vec::new()),
        was: Default::default(),
    };
    here.run(ada, privacy).await.unwrap();
    assert_eq!(charged(bo, true).await, says(&[1, 2], "20m"));
    assert_eq!(charged(ada, false).await, says(&[1, 2], "20m"));
    assert_eq!(charged(ada, true).await, says(&[1, 2, 5], "30m"));
    // Nor is a part seen that is private by itself, whatever the whole is.
    for (part, whole) in [("FALSE", "TRUE"), ("TRUE", "FALSE")] {
        let hidden = format!(
            "UPDATE incident SET private = CASE number WHEN 3 THEN {part} ELSE {whole} END \
             WHERE number IN (3, 5)"
        );
        assert_eq!(raw::change(&here.target, hidden).await, 2);
        assert_eq!(charged(bo, true).await, says(&[1, 2], "20m"));
    }
}
