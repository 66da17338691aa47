//! Impacts: each field alone; a start and an end that do not fit are decided together.

use nofault_domain::access::Role;
use nofault_domain::command::entry::Redact;
use nofault_domain::command::impact::{AddImpact, EditImpact, EndImpact, RemoveImpact};
use nofault_domain::zone::Zone;
use nofault_store::impact::{self, Impact};

use super::{INC, Two, conflict, fields, two};
use crate::here::Here;

on_both!(
    fields_of_an_impact_are_apart,
    an_end_before_the_start_is_decided,
    an_end_is_said_once,
    a_removal_sees_what_it_removes,
    what_was_redacted_of_an_impact_does_not_come_back,
);

const FROM: &str = "2026-11-01 10:00";

async fn added(here: &Here) -> Two {
    let two = two(here).await;
    let add = AddImpact {
        incident: INC.to_owned(),
        service: "Checkout".to_owned(),
        from: FROM.to_owned(),
        fraction: "30%".to_owned(),
        words: "Cards fail".to_owned(),
        zone: "UTC".to_owned(),
        ..Default::default()
    };
    here.send(two.ada, add).await.unwrap();
    two
}

fn edit(version: i64) -> EditImpact {
    EditImpact {
        incident: INC.to_owned(),
        impact: "1".to_owned(),
        version: version.to_string(),
        service: "Checkout".to_owned(),
        from: FROM.to_owned(),
        fraction: "30%".to_owned(),
        words: "Cards fail".to_owned(),
        zone: "UTC".to_owned(),
        ..Default::default()
    }
}

async fn impact(here: &Here, two: &Two) -> Impact {
    let id = here.incident(two.ada, two.number).await.id;
    impact::of_incident(&mut here.reader().await.db(), id).await.unwrap().remove(0)
}

async fn fields_of_an_impact_are_apart(here: &Here) {
    let two = added(here).await;
    here.send(two.grace, EditImpact { fraction: "50%".to_owned(), ..edit(1) }).await.unwrap();
    here.send(two.ada, EditImpact { words: "All cards fail".to_owned(), ..edit(1) }).await.unwrap();
    let said = impact(here, &two).await.said;
    assert_eq!(
        (said.fraction.unwrap().to_string().as_str(), said.words.as_str()),
        ("50%", "All cards fail")
    );
    let late =
        EditImpact { words: "Some cards fail".to_owned(), service: "Web".to_owned(), ..edit(1) };
    let late = conflict(here.send(two.grace, late).await);
    let expected =
        [("service", "Web", false), ("fraction", "50%", false), ("words", "Some cards fail", true)];
    assert_eq!(fields(&late), expected);
    assert_eq!((late.version, late.by.as_deref()), (3, Some("Ada")));
    assert_eq!(late.field("words").unwrap().theirs, "All cards fail");
    assert_eq!(impact(here, &two).await.said.service_name, "Checkout");
}

async fn an_end_before_the_start_is_decided(here: &Here) {
    let two = added(here).await;
    let ended = EditImpact { to: "2026-11-01 10:20".to_owned(), ..edit(1) };
    here.send(two.grace, ended).await.unwrap();
    let later = EditImpact { from: "2026-11-01 10:30".to_owned(), ..edit(1) };
    let late = conflict(here.send(two.ada, later).await);
    let expected = [("from", "2026-11-01 10:30", true), ("to", "2026-11-01 10:20", true)];
    assert_eq!(fields(&late), expected);
    assert!(!late.is_clean());
}

async fn an_end_is_said_once(here: &Here) {
    let two = added(here).await;
    let end = |version: &str, at: &str| EndImpact {
        incident: INC.to_owned(),
        impact: "1".to_owned(),
        version: version.to_owned(),
        at: at.to_owned(),
        zone: "UTC".to_owned(),
    };
    here.send(two.grace, EditImpact { fraction: "50%".to_owned(), ..edit(1) }).await.unwrap();
    // What else it says is in nobody's way.
    here.send(two.grace, end("1", "2026-11-01 10:40")).await.unwrap();
    for seen in ["2", ""] {
        let late = conflict(here.send(two.ada, end(seen, "2026-11-01 10:50")).await);
        let at = late.field("at").unwrap();
        assert_eq!(
            (at.mine.as_str(), at.theirs.as_str()),
            ("2026-11-01 10:50", "2026-11-01 10:40")
        );
        assert_eq!((late.version, late.by.as_deref()), (3, Some("Grace")));
    }
    // Who was shown both chooses.
    here.send(two.ada, end("3", "2026-11-01 10:50")).await.unwrap();
    let impact = impact(here, &two).await;
    let to = impact.said.span.to.unwrap().typed_in(&Zone::utc());
    assert_eq!((to.as_str(), impact.version), ("2026-11-01 10:50", 4));
}

async fn a_removal_sees_what_it_removes(here: &Here) {
    let two = added(here).await;
    here.send(two.grace, EditImpact { fraction: "50%".to_owned(), ..edit(1) }).await.unwrap();
    let remove = |version: &str| RemoveImpact {
        incident: INC.to_owned(),
        impact: "1".to_owned(),
        version: version.to_owned(),
    };
    let late = conflict(here.send(two.ada, remove("1")).await);
    assert_eq!((late.version, late.fields.len(), late.by.as_deref()), (2, 0, Some("Grace")));
    here.send(two.ada, remove("2")).await.unwrap();
}

async fn what_was_redacted_of_an_impact_does_not_come_back(here: &Here) {
    let two = added(here).await;
    let eve = here.person("Eve", Role::Administrator).await;
    let redact = Redact {
        incident: INC.to_owned(),
        text: "Cards".to_owned(),
        reason: "A name".to_owned(),
        ..Default::default()
    };
    here.send(eve, redact).await.unwrap();
    let late =
        conflict(here.send(two.ada, EditImpact { fraction: "50%".to_owned(), ..edit(1) }).await);
    assert!(late.field("words").unwrap().both);
    assert_eq!(impact(here, &two).await.said.words, "[redacted] fail");
}
