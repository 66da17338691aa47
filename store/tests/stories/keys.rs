//! Whether single keys and slashes mean something; and people by the beginning of a name.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::ChangeProfile;
use nofault_domain::command::catalog::SaveTeam;
use nofault_domain::command::triage::SetMilestone;
use nofault_domain::milestone::Milestone;
use nofault_store::people::{self, Named};

use crate::here::{Here, id, refusal};

on_both!(keys_are_switched_off_and_stay_off, a_beginning_names_one, a_milestone_alone_is_set);

async fn keys_are_switched_off_and_stay_off(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    people::start_session(&here.store, b"token", id(ada), here.now()).await.unwrap();
    let keys = async || {
        let session = people::session(&here.store, b"token", here.now()).await.unwrap();
        session.unwrap().keys
    };
    assert!(keys().await);
    for (keys_now, version, expected) in [("off", "1", false), ("", "2", false), ("on", "3", true)]
    {
        let form = ChangeProfile {
            version: version.to_owned(),
            name: "Ada".to_owned(),
            keys: keys_now.to_owned(),
            ..ChangeProfile::default()
        };
        here.send(ada, form).await.unwrap();
        assert_eq!(keys().await, expected, "after “{keys_now}”");
    }
}

async fn a_beginning_names_one(here: &Here) {
    let root = here.person("Root", Role::Administrator).await;
    let rosa = here.person("Rosa", Role::Responder).await;
    here.person("Rosalind100%", Role::Responder).await;
    let team = SaveTeam { name: "Ros team".to_owned(), ..SaveTeam::default() };
    here.send(root, team).await.unwrap();
    let named = async |beginning: &str, teams: bool| {
        let mut reader = here.reader().await;
        people::named(&mut reader.db(), beginning, teams).await
    };
    assert_eq!(named("ROSA", false).await.unwrap(), Named::Person(id(rosa).0));
    assert!(matches!(named("rosal", true).await.unwrap(), Named::Person(_)));
    assert!(matches!(named("ros t", true).await.unwrap(), Named::Team(_)));
    let several = refusal(named("ros", true).await).to_string();
    assert!(several.contains("Rosa, Rosalind100%, Ros team"), "{several}");
    for nobody in ["ros t", "%", "_osa", "\\", "Bo"] {
        let said = refusal(named(nobody, false).await).to_string();
        assert!(said.starts_with("Nobody’s name begins with"), "{said}");
    }
    let mut reader = here.reader().await;
    let names = people::names(&mut reader.db()).await.unwrap();
    assert_eq!(names, ["Root", "Rosa", "Rosalind100%"]);
}

async fn a_milestone_alone_is_set(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Slow").await;
    let set = async |milestone: &str, at: &str| {
        let form = SetMilestone {
            incident: number.to_string(),
            version: here.version(number).await,
            milestone: milestone.to_owned(),
            at: at.to_owned(),
            zone: "UTC".to_owned(),
        };
        here.send(ada, form).await.unwrap();
    };
    set("detected", "2020-03-01 14:05").await;
    set("mitigated", "2020-03-01 14:20").await;
    let incident = here.incident(Viewer::Operator, number).await;
    let mut reader = here.reader().await;
    let known = nofault_store::incident::milestones(&mut reader.db(), incident.id).await.unwrap();
    for wanted in [Milestone::Declared, Milestone::Detected, Milestone::Mitigated] {
        assert!(known.iter().any(|(milestone, _)| *milestone == wanted), "{wanted} is there");
    }
}
