//! The zone of the place where it happened: kept from the declaration, changed with the details.

use nofault_domain::access::Role;
use nofault_domain::command::incident::{ChangeDetails, DeclareIncident};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;

use crate::here::{Here, refusal};

on_both!(the_home_zone_is_changed_with_the_details);

const NUMBER: IncidentNumber = IncidentNumber(1);

fn form(version: &str, title: &str, zone: &str) -> ChangeDetails {
    ChangeDetails {
        incident: "INC-1".to_owned(),
        version: version.to_owned(),
        title: title.to_owned(),
        kind: "incident".to_owned(),
        home_zone: zone.to_owned(),
        was_title: "Slow".into(),
        was_kind: "incident".into(),
        was_services: "".into(),
        was_labels: "".into(),
        was_home_zone: "Europe/Berlin".into(),
        ..Default::default()
    }
}

async fn the_home_zone_is_changed_with_the_details(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let grace = here.person("Grace", Role::Responder).await;
    let (title, zone) = ("Slow".to_owned(), "Europe/Berlin".to_owned());
    here.send(ada, DeclareIncident { title, zone, ..Default::default() }).await.unwrap();
    let zone = async || here.incident(ada, NUMBER).await.home_zone;
    assert_eq!(zone().await, "Europe/Berlin");
    // A form without the field leaves it; a zone that is none is refused at its field.
    here.send(ada, form("1", "Slow", "")).await.unwrap();
    assert_eq!(zone().await, "Europe/Berlin");
    let wrong = refusal(here.send(ada, form("2", "Slow", "Berlin")).await);
    assert_eq!(wrong.fields()[0].field, "home_zone");
    here.send(ada, form("2", "Slow", "America/New_York")).await.unwrap();
    assert_eq!(zone().await, "America/New_York");
    // Who changes something else on an old page does not put the old zone back.
    here.send(grace, form("2", "Slower", "Europe/Berlin")).await.unwrap();
    let now = here.incident(ada, NUMBER).await;
    assert_eq!((now.title.as_str(), now.home_zone.as_str()), ("Slower", "America/New_York"));
    // Who chooses another is asked.
    let late = ChangeDetails { was_title: "Slower".into(), ..form("2", "Slower", "Asia/Tokyo") };
    let Refusal::Stale(conflict) = refusal(here.send(grace, late).await) else {
        panic!("no conflict");
    };
    let field = conflict.field("home_zone").unwrap();
    assert_eq!((field.mine.as_str(), field.theirs.as_str()), ("Asia/Tokyo", "America/New_York"));
    assert!(field.both && !field.clean);
    assert_eq!(zone().await, "America/New_York");
}
