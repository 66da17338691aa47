//! How much of a review an incident gets: by rule, or as somebody chose.

use nofault_domain::access::Role;
use nofault_domain::command::Was;
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::incident::{ChangeSeverity, ChangeStatus};
use nofault_domain::command::review::{ChangeReviewLevel, ChangeReviewPolicy};
use nofault_domain::number::IncidentNumber;
use nofault_domain::review::ReviewLevel;
use nofault_store::review::{self, Review};

use crate::here::{Here, refusal, status};

on_both!(
    the_rules_say_why,
    somebody_chooses_another_level,
    the_policy_is_changed_by_administrators
);

const INC: &str = "INC-1";

async fn reviewed(here: &Here, number: i64) -> Review {
    let incident =
        here.incident(nofault_domain::access::Viewer::Operator, IncidentNumber(number)).await;
    let mut reader = here.reader().await;
    review::of_incident(&mut reader.db(), &incident, here.now()).await.unwrap()
}

async fn the_rules_say_why(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Slow").await;
    assert_eq!(reviewed(here, 1).await.words(), "none: no rule asks for a review");
    let severity = ChangeSeverity {
        incident: INC.to_owned(),
        version: here.version(number).await,
        severity: "sev1".to_owned(),
        ..Default::default()
    };
    here.send(ada, severity).await.unwrap();
    // The highest that it held counts.
    let severity = ChangeSeverity {
        incident: INC.to_owned(),
        version: here.version(number).await,
        severity: "sev4".to_owned(),
        ..Default::default()
    };
    here.send(ada, severity).await.unwrap();
    assert_eq!(reviewed(here, 1).await.words(), "full: SEV1");
    let impact = AddImpact {
        incident: INC.to_owned(),
        service: "shop".to_owned(),
        from: "2026-11-10 08:00".to_owned(),
        to: "2026-11-10 13:20".to_owned(),
        ..Default::default()
    };
    here.send(ada, impact).await.unwrap();
    assert_eq!(reviewed(here, 1).await.words(), "full: SEV1; impact lasted 5h 20m");
    let to = ChangeStatus {
        incident: INC.to_owned(),
        version: here.version(number).await,
        status: "canceled".to_owned(),
        comment: "Twice the same".to_owned(),
        ..Default::default()
    };
    here.send(ada, to).await.unwrap();
    assert_eq!(reviewed(here, 1).await.words(), "none: canceled");
}

async fn somebody_chooses_another_level(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    here.declare(ada, "Slow").await;
    let choose = |version: &str, level: &str, reason: &str| ChangeReviewLevel {
        incident: INC.to_owned(),
        version: version.to_owned(),
        level: level.to_owned(),
        reason: reason.to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(vera, choose("1", "full", "x")).await), 403);
    let without = refusal(here.send(ada, choose("1", "full", " ")).await);
    assert_eq!(without.fields()[0].field, "reason");
    here.send(ada, choose("1", "full", "The third in a month")).await.unwrap();
    let review = reviewed(here, 1).await;
    assert_eq!(review.words(), "full: The third in a month");
    assert_eq!(review.assessed.level, ReviewLevel::None);
    assert_eq!(review.said.as_ref().unwrap().by.as_deref(), Some("Ada"));
    // Who did not see it overwrites nothing.
    let late = refusal(here.send(bo, choose("1", "light", "A small one")).await);
    assert_eq!(late.status(), 409);
    // Of a field that only one of both changed, that change stays.
    let lost = ChangeReviewLevel {
        data_lost: "yes".to_owned(),
        was_level: Was::from(""),
        was_reason: Was::from(""),
        was_data_lost: Was::from("no"),
        ..choose("1", "", "")
    };
    here.send(bo, lost).await.unwrap();
    let review = reviewed(here, 1).await;
    assert_eq!(review.words(), "full: The third in a month");
    assert_eq!(review.assessed.words(), "full: data was lost");
    // As the rules say, again.
    let back = ChangeReviewLevel {
        data_lost: "yes".to_owned(),
        ..choose(&here.version(IncidentNumber(1)).await, "", "")
    };
    here.send(ada, back).await.unwrap();
    assert_eq!(reviewed(here, 1).await.words(), "full: data was lost");
}

async fn the_policy_is_changed_by_administrators(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    let mut reader = here.reader().await;
    let shipped = review::policy(&mut reader.db()).await.unwrap();
    drop(reader);
    assert_eq!(shipped.rules.texts()[0].2, "sev2");
    let form = |version: i64, changes: &[(&str, &str)]| {
        let mut fields = std::collections::BTreeMap::new();
        for (name, _, text) in shipped.rules.texts() {
            fields.insert(format!("was_{name}"), text.clone());
            fields.insert(name.to_owned(), text);
        }
        for (name, text) in changes {
            fields.insert((*name).to_owned(), (*text).to_owned());
        }
        fields.insert("version".to_owned(), version.to_string());
        ChangeReviewPolicy(fields)
    };
    let sev1 = [("full_severity", "sev1")];
    assert_eq!(status(here.send(ada, form(1, &sev1)).await), 403);
    here.send(eve, form(1, &sev1)).await.unwrap();
    // Another field of the same old form: both stay.
    here.send(eve, form(1, &[("full_budget", "30 %")])).await.unwrap();
    let late = refusal(here.send(eve, form(1, &[("full_severity", "sev3")])).await);
    assert_eq!(late.status(), 409);
    let mut reader = here.reader().await;
    let policy = review::policy(&mut reader.db()).await.unwrap();
    assert_eq!(policy.version, 3);
    assert_eq!(policy.rules.full_budget, Some(300_000));
    assert_eq!(policy.rules.texts()[0].2, "sev1");
    assert_eq!(policy.rules.due, shipped.rules.due);
    let wrong = refusal(here.send(eve, form(3, &[("full_days", "soon")])).await);
    assert_eq!(wrong.fields()[0].field, "full_days");
}
