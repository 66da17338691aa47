//! Impacts: what was hit, how the milestones follow, what depends on it, who sees it.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::entry::Redact;
use nofault_domain::command::impact::{
    AddImpact, EditImpact, EndImpact, RemoveImpact, TakeFromImpacts,
};
use nofault_domain::command::incident::{DeclareIncident, SetMilestones};
use nofault_domain::command::privacy::Privacy;
use nofault_domain::id::ServiceId;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{Moment, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::service::Tier;
use nofault_store::impact::{self, Impact};
use nofault_store::{catalog, incident};

use crate::here::{Here, refusal, status};
use crate::raw;

on_both!(
    an_impact_is_added_corrected_ended_and_removed,
    the_milestones_follow_until_somebody_types_them,
    what_was_said_of_an_impact_is_redacted,
    a_circle_of_services_ends,
    a_hidden_incident_has_no_impact,
);

const INC: &str = "INC-1";

fn add(service: &str, from: &str, to: &str) -> AddImpact {
    AddImpact {
        incident: INC.to_owned(),
        service: service.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        fraction: "1/3".to_owned(),
        words: "Answered 500".to_owned(),
        ..Default::default()
    }
}

async fn impacts(here: &Here) -> Vec<Impact> {
    let id = here.incident(Viewer::Operator, IncidentNumber(1)).await.id;
    let mut reader = here.reader().await;
    impact::of_incident(&mut reader.db(), id).await.unwrap()
}

async fn milestone(here: &Here, wanted: Milestone) -> Option<Moment> {
    let id = here.incident(Viewer::Operator, IncidentNumber(1)).await.id;
    let mut reader = here.reader().await;
    let all = incident::milestones(&mut reader.db(), id).await.unwrap();
    all.into_iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment)
}

async fn an_impact_is_added_corrected_ended_and_removed(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let number = here.declare(ada, "Checkout is slow").await;
    assert_eq!(status(here.send(vic, add("checkout", "2026-11-01 10:00", "")).await), 403);
    here.send(ada, add("Checkout", "2026-11-01 10:00", "")).await.unwrap();
    // Naming it creates it, and the incident lists it.
    let id = here.incident(ada, number).await.id;
    let mut reader = here.reader().await;
    assert_eq!(incident::services(&mut reader.db(), id).await.unwrap(), ["Checkout"]);
    drop(reader);
    let edit = |version: &str, fraction: &str| EditImpact {
        incident: INC.to_owned(),
        impact: "1".to_owned(),
        version: version.to_owned(),
        service: "checkout".to_owned(),
        from: "2026-11-01 10:00".to_owned(),
        fraction: fraction.to_owned(),
        ..Default::default()
    };
    here.send(ada, edit("1", "50%")).await.unwrap();
    assert_eq!(status(here.send(ada, edit("1", "60%")).await), 409);
    let end = |at: &str| EndImpact {
        incident: INC.to_owned(),
        impact: "1".to_owned(),
        at: at.to_owned(),
        ..Default::default()
    };
    let early = refusal(here.send(ada, end("2026-11-01 09:00")).await);
    assert_eq!(early, Refusal::field("at", "The end is before the start."));
    here.send(ada, end("10:40")).await.unwrap();
    assert_eq!(status(here.send(ada, end("10:50")).await), 409);
    let [one] = &impacts(here).await[..] else { panic!("one impact") };
    assert_eq!((one.version, one.said.fraction.map(|f| f.millionths())), (3, Some(500_000)));
    let to = one.said.span.to.clone().unwrap();
    assert_eq!(to.at.rfc3339(), "2026-11-01T10:40:00Z");
    let mut reader = here.reader().await;
    let earlier = impact::earlier(&mut reader.db(), id).await.unwrap();
    let fractions: Vec<_> = earlier
        .iter()
        .map(|(_, version, said)| (*version, said.fraction.map(|f| f.to_string())))
        .collect();
    assert_eq!(fractions, [(2, Some("50%".to_owned())), (1, Some("33%".to_owned()))]);
    drop(reader);
    let remove =
        RemoveImpact { incident: INC.to_owned(), impact: "1".to_owned(), version: "3".to_owned() };
    here.send(ada, remove).await.unwrap();
    let [one] = &impacts(here).await[..] else { panic!("its trace stays") };
    assert_eq!(one.removed.as_ref().unwrap().1.as_deref(), Some("Ada"));
    assert_eq!(status(here.send(ada, edit("4", "60%")).await), 409);
    assert!(milestone(here, Milestone::ImpactStarted).await.is_none());
    let events = "SELECT COUNT(*) FROM event WHERE subject = 'impact'";
    assert_eq!(raw::number(&here.target, events).await, 4);
}

async fn the_milestones_follow_until_somebody_types_them(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Checkout is slow").await;
    let at = async |wanted| milestone(here, wanted).await.map(|moment| moment.at.rfc3339());
    here.send(ada, add("checkout", "~2026-11-01 10:00", "2026-11-01 11:00")).await.unwrap();
    let started = milestone(here, Milestone::ImpactStarted).await.unwrap();
    assert_eq!((started.source, started.precision.key().as_str()), (Source::System, "±15"));
    assert_eq!(at(Milestone::ImpactEnded).await.as_deref(), Some("2026-11-01T11:00:00Z"));
    // Another one goes on, so that it has not ended.
    here.send(ada, add("search", "2026-11-01 09:30", "")).await.unwrap();
    assert_eq!(at(Milestone::ImpactStarted).await.as_deref(), Some("2026-11-01T09:30:00Z"));
    assert_eq!(at(Milestone::ImpactEnded).await, None);
    let counted = here.incident(ada, number).await.at.rfc3339();
    assert_eq!(counted, "2026-11-01T09:30:00Z");
    let typed = SetMilestones {
        incident: INC.to_owned(),
        version: here.version(number).await,
        impact_started: "2026-11-01 09:00".to_owned(),
        ..Default::default()
    };
    here.send(ada, typed).await.unwrap();
    here.send(ada, add("search", "2026-11-01 08:00", "2026-11-01 08:10")).await.unwrap();
    assert_eq!(at(Milestone::ImpactStarted).await.as_deref(), Some("2026-11-01T09:00:00Z"));
    let take = async |milestone: &str| TakeFromImpacts {
        incident: INC.to_owned(),
        version: here.version(number).await,
        milestone: milestone.to_owned(),
    };
    here.send(ada, take("impact_started").await).await.unwrap();
    assert_eq!(at(Milestone::ImpactStarted).await.as_deref(), Some("2026-11-01T08:00:00Z"));
    assert_eq!(status(here.send(ada, take("impact_ended").await).await), 409);
    assert_eq!(status(here.send(ada, take("detected").await).await), 422);
}

async fn what_was_said_of_an_impact_is_redacted(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    here.declare(eve, "Checkout is slow").await;
    let secret = "Tok_en%5f";
    let said = |words: &str| AddImpact {
        words: format!("{words} {secret}"),
        ..add("checkout", "2026-11-01 10:00", "")
    };
    here.send(eve, said("with")).await.unwrap();
    let AddImpact { incident, service, from, words, .. } = said("again");
    let edit = EditImpact {
        incident,
        impact: "1".to_owned(),
        version: "1".to_owned(),
        service,
        from,
        words,
        ..Default::default()
    };
    here.send(eve, edit).await.unwrap();
    let redact = Redact {
        incident: INC.to_owned(),
        text: secret.to_owned(),
        reason: "A token".to_owned(),
        ..Default::default()
    };
    here.send(eve, redact).await.unwrap();
    let texts = raw::texts(&here.target).await;
    assert!(texts.iter().all(|(_, text)| !text.contains(secret)), "{texts:?}");
    let [one] = &impacts(here).await[..] else { panic!("one impact") };
    // A form opened before cannot bring it back.
    assert_eq!((one.said.words.as_str(), one.version), ("again [redacted]", 3));
}

async fn service(here: &Here, name: &str, needs: &str) -> ServiceId {
    let mut reader = here.reader().await;
    let known = catalog::services(&mut reader.db()).await.unwrap();
    drop(reader);
    let known = known.iter().find(|one| one.name == name);
    let form = SaveService {
        service: known.map(|one| one.id.to_string()).unwrap_or_default(),
        version: known.map(|one| one.version.to_string()).unwrap_or_default(),
        name: name.to_owned(),
        tier: "2".to_owned(),
        provider: "on".to_owned(),
        about: "What it is".to_owned(),
        needs: needs.to_owned(),
        ..Default::default()
    };
    ServiceId(here.send(Viewer::Operator, form).await.unwrap().id)
}

async fn a_circle_of_services_ends(here: &Here) {
    let database = service(here, "database", "web").await;
    service(here, "api", "database").await;
    let web = service(here, "web", "api").await;
    service(here, "desk", "web, elsewhere").await;
    let form = DeclareIncident {
        title: "Database is down".to_owned(),
        services: "database, api".to_owned(),
        ..Default::default()
    };
    here.send(Viewer::Operator, form).await.unwrap();
    let incident = here.incident(Viewer::Operator, IncidentNumber(1)).await;
    let mut reader = here.reader().await;
    let reach = catalog::may_reach(&mut reader.db(), incident.id).await.unwrap();
    let names: Vec<_> = reach.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["desk", "web"]);
    let edges = catalog::dependencies(&mut reader.db()).await.unwrap();
    assert!(edges.contains(&(database, web)) && edges.len() == 5);
    let all = catalog::services(&mut reader.db()).await.unwrap();
    let saved = all.iter().find(|one| one.id == web).unwrap();
    let said = (saved.tier, saved.provider, saved.about.as_str());
    assert_eq!(said, (Some(Tier::Two), true, "What it is"));
    drop(reader);
    let itself =
        SaveService { name: "Loop".to_owned(), needs: "loop".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(Viewer::Operator, itself).await), 422);
    service(here, "desk", "").await;
    let mut reader = here.reader().await;
    assert_eq!(catalog::dependencies(&mut reader.db()).await.unwrap().len(), 3);
}

async fn a_hidden_incident_has_no_impact(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let number = here.declare(ada, "Breach").await;
    let team = SaveTeam { name: "Payments".to_owned(), ..Default::default() };
    let team = here.send(Viewer::Operator, team).await.unwrap().id;
    let owned =
        SaveService { name: "checkout".to_owned(), team: team.to_string(), ..Default::default() };
    let service = ServiceId(here.send(ada, owned).await.unwrap().id);
    here.send(ada, add("checkout", "2026-11-01 10:00", "")).await.unwrap();
    let seen = async |viewer| {
        let mut reader = here.reader().await;
        let db = &mut reader.db();
        let open = impact::open(db, viewer, service).await.unwrap().len();
        let counts = catalog::open_counts(db, viewer).await.unwrap().len();
        let team = nofault_domain::id::TeamId(team);
        (open, counts, catalog::open_of_team(db, viewer, team).await.unwrap().len())
    };
    assert_eq!(seen(bo).await, (1, 1, 1));
    let version = here.incident(ada, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(ada, privacy).await.unwrap();
    assert_eq!(seen(bo).await, (0, 0, 0));
    // A shared count leaves it out for everybody; lists show it to who may see it.
    assert_eq!(seen(ada).await, (1, 0, 1));
    assert_eq!(status(here.send(bo, add("checkout", "2026-11-01 10:00", "")).await), 404);
    let end = EndImpact { incident: INC.to_owned(), impact: "1".to_owned(), ..Default::default() };
    assert_eq!(status(here.send(bo, end).await), 404);
}
