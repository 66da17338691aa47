//! What is laid to a service that somebody else runs: by a change of it, by a factor that names
//! it, and by nothing that came to nothing or is hidden.

use std::collections::BTreeMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::budget::Frame;
use nofault_domain::command::catalog::SaveService;
use nofault_domain::command::change::{NameCause, RecordChange};
use nofault_domain::command::factor::AddFactor;
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::id::ServiceId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::service::Part;
use nofault_store::catalog;
use nofault_store::slo::{self, Laid};

use crate::here::Here;

on_both!(what_names_a_provider_is_laid_to_it);

async fn declare(here: &Here, ada: Viewer, title: &str, services: &str, kind: &str) {
    let [title, services, kind] = [title, services, kind].map(ToOwned::to_owned);
    here.send(ada, DeclareIncident { title, services, kind, ..Default::default() }).await.unwrap();
}

async fn factor(here: &Here, ada: Viewer, incident: i64, title: &str, category: &str, note: &str) {
    let [title, category, note] = [title, category, note].map(ToOwned::to_owned);
    let incident = format!("INC-{incident}");
    here.send(ada, AddFactor { incident, title, category, note, ..Default::default() })
        .await
        .unwrap();
}

/// Of all time.
async fn laid(here: &Here, viewer: Viewer, private: bool) -> Vec<(i64, Vec<Part>)> {
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let services = catalog::services(db).await.unwrap();
    let of = |name: &str| services.iter().find(|one| one.name == name).unwrap();
    let needed_by: [(ServiceId, usize); 1] = [(of("Shop").id, 1)];
    let frame = Frame { from: Instant::from_seconds(0), to: here.now().plus_micros(1) };
    let asked = Laid { service: of("Card pay"), needed_by: &needed_by, frame, private };
    let found: BTreeMap<_, _> = slo::laid(db, viewer, asked).await.unwrap();
    found.into_iter().map(|(number, parts)| (number.0, parts.into_iter().collect())).collect()
}

async fn what_names_a_provider_is_laid_to_it(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let provider = SaveService {
        name: "Card pay".to_owned(),
        provider: "on".to_owned(),
        ..Default::default()
    };
    here.send(Viewer::Operator, provider).await.unwrap();
    for (title, services, kind) in [
        ("Payments fail", "Shop", ""),    // 1: the note of its factor names it.
        ("Card pay is away", "Shop", ""), // 2: the title does, but no factor.
        ("Payments fail", "Card pay", ""), // 3: it is among the services.
        ("Card pay slow", "Blog", ""),    // 4: named, and nothing of it hurts who needs it.
        ("Orders fail", "Shop", ""),      // 5: by a change.
        ("Shop slow", "Shop, Card pay", ""), // 6: somebody said: nothing of it was hit.
        ("Drill", "Card pay", "drill"),   // 7
        ("Secret", "Shop", ""),           // 8: hidden.
        ("Cards pay, but late", "Shop", ""), // 9: these words are no name of it.
        ("Card pay is to blame", "Shop", ""), // 10: of another category.
    ] {
        declare(here, ada, title, services, kind).await;
    }
    for (incident, category, note) in [
        (1, "dependency", "It hung on “card pay”."),
        (3, "dependency", ""),
        (4, "dependency", "card pay"),
        (6, "dependency", "card pay"),
        (7, "dependency", ""),
        (8, "dependency", "Card-pay"),
        (9, "dependency", ""),
    ] {
        factor(here, ada, incident, "One way to be paid", category, note).await;
    }
    factor(here, ada, 10, "Card pay", "design", "Card pay").await;
    let none = AddImpact {
        incident: "INC-6".to_owned(),
        service: "Card pay".to_owned(),
        from: "2020-01-01 10:00".to_owned(),
        to: "2020-01-01 11:00".to_owned(),
        fraction: "0%".to_owned(),
        ..Default::default()
    };
    here.send(ada, none).await.unwrap();
    let change = RecordChange {
        kind: "release".to_owned(),
        service: "Card pay".to_owned(),
        title: "Version 7".to_owned(),
        ..Default::default()
    };
    here.send(ada, change).await.unwrap();
    for incident in ["INC-5", "INC-1"] {
        let (incident, change) = (incident.to_owned(), "CH-1".to_owned());
        here.send(ada, NameCause { incident, change }).await.unwrap();
    }
    let number = IncidentNumber(8);
    let version = here.incident(ada, number).await.version;
    let privacy =
        Privacy { incident: number, version, holders: Some(Vec::new()), was: Default::default() };
    here.run(ada, privacy).await.unwrap();
    let open = vec![
        (1, vec![Part::Change, Part::Factor]),
        (3, vec![Part::Factor]),
        (5, vec![Part::Change]),
    ];
    for (viewer, private) in [(ada, false), (bo, false), (bo, true)] {
        assert_eq!(laid(here, viewer, private).await, open);
    }
    let hidden = [&open[..], &[(8, vec![Part::Factor])]].concat();
    assert_eq!(laid(here, ada, true).await, hidden);
}
