//! Who may see an incident is managed by those who may.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::privacy::ChangePrivacy;
use nofault_domain::command::triage::MergeIncident;
use nofault_domain::number::IncidentNumber;
use nofault_store::incident;

use crate::here::{Here, id, refusal, status};

on_both!(
    declared_in_private_it_is_its_own,
    who_makes_it_private_stays_in,
    the_last_one_stays,
    somebody_unknown_is_refused,
    what_was_merged_into_it_follows,
);

async fn show(here: &Here, number: IncidentNumber, to: &[Viewer]) -> ChangePrivacy {
    let holders: Vec<_> = to.iter().map(|one| format!("person:{}", id(*one))).collect();
    ChangePrivacy {
        incident: number.to_string(),
        version: here.version(number).await,
        private: "yes".to_owned(),
        holders: holders.join(","),
        ..Default::default()
    }
}

async fn sees(here: &Here, viewer: Viewer, number: IncidentNumber) -> bool {
    let mut reader = here.reader().await;
    incident::by_number(&mut reader.db(), viewer, number).await.is_ok()
}

async fn declared_in_private_it_is_its_own(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    let form = DeclareIncident {
        title: "Breach".to_owned(),
        private: "on".to_owned(),
        ..Default::default()
    };
    here.send(ada, form).await.unwrap();
    let number = IncidentNumber(1);
    assert_eq!([sees(here, ada, number).await, sees(here, eve, number).await], [true, false]);
    let incident = here.incident(ada, number).await;
    let mut reader = here.reader().await;
    let named = incident::holders(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Ada"]);
}

async fn who_makes_it_private_stays_in(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let number = here.declare(ada, "Breach").await;
    here.send(ada, show(here, number, &[bo]).await).await.unwrap();
    assert_eq!([sees(here, ada, number).await, sees(here, bo, number).await], [true, true]);
    // Later she may leave it to him, and is led to what she may see.
    let left = here.send(ada, show(here, number, &[bo]).await).await.unwrap();
    assert_eq!(left.address, "/incidents");
    assert_eq!([sees(here, ada, number).await, sees(here, bo, number).await], [false, true]);
    assert_eq!(status(here.send(ada, show(here, number, &[ada]).await).await), 404);
    let open = ChangePrivacy { private: "no".to_owned(), ..show(here, number, &[]).await };
    here.send(bo, open).await.unwrap();
    assert!(sees(here, ada, number).await);
}

async fn the_last_one_stays(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Breach").await;
    here.send(ada, show(here, number, &[]).await).await.unwrap();
    let refused = refusal(here.send(ada, show(here, number, &[]).await).await);
    assert_eq!(refused.fields()[0].field, "holders");
    assert!(sees(here, ada, number).await);
}

async fn somebody_unknown_is_refused(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Breach").await;
    let mut form = show(here, number, &[ada]).await;
    form.holders += ",person:00000000-0000-7000-8000-000000000000";
    assert_eq!(refusal(here.send(ada, form).await).fields()[0].field, "holders");
    assert!(!here.incident(ada, number).await.private, "nothing of it was done");
}

async fn what_was_merged_into_it_follows(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let (one, two) = (here.declare(ada, "One").await, here.declare(ada, "Two").await);
    let form = MergeIncident {
        incident: two.to_string(),
        version: here.version(two).await,
        into: one.to_string(),
        ..Default::default()
    };
    here.send(ada, form).await.unwrap();
    assert_eq!(status(here.send(ada, show(here, two, &[]).await).await), 409);
    here.send(ada, show(here, one, &[]).await).await.unwrap();
    assert_eq!([sees(here, bo, one).await, sees(here, bo, two).await], [false, false]);
    assert!(sees(here, ada, two).await);
}
