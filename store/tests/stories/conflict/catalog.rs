//! Services, teams, severities, the installation: each field alone.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::catalog::{ChangeInstallation, NameSeverity, SaveService, SaveTeam};
use nofault_domain::id::{ServiceId, TeamId};
use nofault_domain::service::Tier;
use nofault_domain::severity::Severity;
use nofault_store::catalog::{self, Service, Team};

use super::{conflict, fields};
use crate::here::{Here, id, refusal, status};

on_both!(
    fields_of_a_service_are_apart,
    a_service_does_not_come_to_need_itself,
    members_of_a_team_are_merged,
    what_severities_are_called_is_not_overwritten,
    the_installation_is_not_overwritten,
);

async fn administrators(here: &Here) -> (Viewer, Viewer) {
    let ada = here.person("Ada", Role::Administrator).await;
    (ada, here.person("Grace", Role::Administrator).await)
}

/// As the form sends it where nothing was touched.
fn service(id: ServiceId) -> SaveService {
    SaveService {
        service: id.to_string(),
        version: "1".to_owned(),
        name: "Checkout".to_owned(),
        about: "What\n\nWhere".to_owned(),
        needs: "Web".to_owned(),
        was_name: "Checkout".into(),
        was_team: "".into(),
        was_tier: "".into(),
        was_provider: "".into(),
        was_about: "What\n\nWhere".into(),
        was_needs: "Web".into(),
        ..Default::default()
    }
}

async fn with_service(here: &Here, ada: Viewer) -> ServiceId {
    let form =
        SaveService { service: String::new(), ..service(ServiceId(nofault_store::new_id())) };
    ServiceId(here.send(ada, form).await.unwrap().id)
}

async fn saved(here: &Here, id: ServiceId) -> Service {
    let all = catalog::services(&mut here.reader().await.db()).await.unwrap();
    all.into_iter().find(|one| one.id == id).unwrap()
}

async fn fields_of_a_service_are_apart(here: &Here) {
    let (ada, grace) = administrators(here).await;
    let id = with_service(here, ada).await;
    let hers = SaveService {
        tier: "1".to_owned(),
        provider: "on".to_owned(),
        needs: "Web, Search".to_owned(),
        about: "What\n\nWhere it runs".to_owned(),
        ..service(id)
    };
    here.send(grace, hers).await.unwrap();
    here.send(ada, SaveService { name: "Pay".to_owned(), ..service(id) }).await.unwrap();
    let now = saved(here, id).await;
    assert_eq!((now.name.as_str(), now.tier, now.provider), ("Pay", Some(Tier::One), true));
    assert_eq!((now.about.as_str(), now.version), ("What\n\nWhere it runs", 3));
    let late = SaveService {
        name: "Cash".to_owned(),
        tier: "2".to_owned(),
        needs: "Web, Mail".to_owned(),
        about: "What it does\n\nWhere".to_owned(),
        ..service(id)
    };
    let late = conflict(here.send(grace, late).await);
    let expected = [
        ("name", "Cash", true),
        ("tier", "2", true),
        ("provider", "on", false),
        ("needs", "Search, Web, Mail", true),
        ("about", "What it does\n\nWhere it runs", true),
    ];
    assert_eq!(fields(&late), expected);
    assert_eq!((late.version, late.by.as_deref()), (3, Some("Ada")));
    let open: Vec<_> = late.fields.iter().filter(|one| !one.clean).map(|one| one.name).collect();
    assert_eq!(open, ["name", "tier"], "what is made of both is only looked over");
    let none = SaveService { service: nofault_store::new_id().to_string(), ..service(id) };
    assert_eq!(status(here.send(ada, none).await), 404);
}

async fn a_service_does_not_come_to_need_itself(here: &Here) {
    let (ada, grace) = administrators(here).await;
    let id = with_service(here, ada).await;
    here.send(grace, SaveService { name: "Gate".to_owned(), ..service(id) }).await.unwrap();
    let needs = SaveService { needs: "Web, gate".to_owned(), ..service(id) };
    assert_eq!(refusal(here.send(ada, needs).await).fields()[0].field, "needs");
}

async fn members_of_a_team_are_merged(here: &Here) {
    let (ada, grace) = administrators(here).await;
    let bo = here.person("Bo", Role::Responder).await;
    let of =
        |all: &[Viewer]| all.iter().map(|one| id(*one).to_string()).collect::<Vec<_>>().join(",");
    let new = SaveTeam { name: "Search".to_owned(), members: of(&[ada]), ..Default::default() };
    let team = TeamId(here.send(ada, new).await.unwrap().id);
    let form = |name: &str, members: &[Viewer]| SaveTeam {
        team: team.to_string(),
        version: "1".to_owned(),
        name: name.to_owned(),
        members: of(members),
        was_name: "Search".into(),
        was_members: of(&[ada]).into(),
    };
    let now = async || -> Team {
        let all = catalog::teams(&mut here.reader().await.db()).await.unwrap();
        all.into_iter().find(|one| one.id == team).unwrap()
    };
    here.send(grace, form("Search", &[ada, grace])).await.unwrap();
    here.send(ada, form("Finding", &[ada])).await.unwrap();
    let names: Vec<_> = now().await.members.into_iter().map(|(_, name)| name).collect();
    assert_eq!(
        (now().await.name.as_str(), names),
        ("Finding", vec!["Ada".to_owned(), "Grace".to_owned()])
    );
    let late = conflict(here.send(grace, form("Search", &[bo])).await);
    let members = late.field("members").unwrap();
    let read = ["Bo", "Ada, Grace"].map(str::to_owned);
    assert_eq!((members.read.clone(), members.both, members.clean), (Some(read), true, true));
    // Ada goes, as he said, and Grace stays, as she did.
    let mut merged: Vec<_> = members.merged.split(", ").collect();
    merged.sort_unstable();
    let mut expected = [id(bo).to_string(), id(grace).to_string()];
    expected.sort_unstable();
    assert_eq!(merged, expected);
    assert_eq!(
        (late.field("name").unwrap().merged.as_str(), late.by.as_deref()),
        ("Finding", Some("Ada"))
    );
    let again = SaveTeam {
        version: late.version.to_string(),
        members: members.merged.clone(),
        was_members: members.theirs.as_str().into(),
        ..form("Finding", &[])
    };
    here.send(grace, again).await.unwrap();
    assert_eq!(now().await.members.len(), 2);
}

async fn what_severities_are_called_is_not_overwritten(here: &Here) {
    let (ada, grace) = administrators(here).await;
    let all = catalog::severities(&mut here.reader().await.db()).await.unwrap();
    let was = all.iter().find(|one| one.severity == Severity::Sev2).unwrap().clone();
    let form = |severity: &str, name: &str, meaning: &str| NameSeverity {
        severity: severity.to_owned(),
        version: "1".to_owned(),
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        was_name: was.name.as_str().into(),
        was_meaning: was.meaning.as_str().into(),
    };
    here.send(grace, form("sev2", &was.name, "Many are hit.")).await.unwrap();
    here.send(ada, form("sev1", "Worst", "All are hit.")).await.unwrap();
    here.send(ada, form("sev2", "Bad", &was.meaning)).await.unwrap();
    let late = conflict(here.send(grace, form("sev2", "Big", "Some are hit.")).await);
    assert_eq!(fields(&late), [("name", "Big", true), ("meaning", "Some are hit.", true)]);
    assert_eq!(late.field("meaning").unwrap().theirs, "Many are hit.");
    assert_eq!((late.version, late.by.as_deref()), (3, Some("Ada")));
}

async fn the_installation_is_not_overwritten(here: &Here) {
    let (ada, grace) = administrators(here).await;
    let form = |name: &str, zone: &str| ChangeInstallation {
        version: "1".to_owned(),
        name: name.to_owned(),
        zone: zone.to_owned(),
        was_name: "Nofault".into(),
        was_zone: "UTC".into(),
    };
    here.send(grace, form("Nofault", "Europe/Paris")).await.unwrap();
    here.send(ada, form("Acme", "UTC")).await.unwrap();
    let now = catalog::installation(&mut here.reader().await.db()).await.unwrap();
    assert_eq!((now.name.as_str(), now.zone.name(), now.version), ("Acme", "Europe/Paris", 3));
    let late = conflict(here.send(grace, form("Apex", "Europe/Rome")).await);
    assert_eq!(fields(&late), [("name", "Apex", true), ("zone", "Europe/Rome", true)]);
    assert_eq!(late.by.as_deref(), Some("Ada"));
}
