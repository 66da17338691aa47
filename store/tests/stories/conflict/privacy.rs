//! Who may see an incident: names that both gave are merged, and nobody is shown it unseen.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::privacy::ChangePrivacy;
use nofault_store::incident;

use super::{INC, Two, conflict, fields, two};
use crate::here::{Here, id};

on_both!(
    names_of_both_are_kept,
    opening_it_beside_another_change_is_decided,
    a_name_beside_an_opening_is_decided,
    another_part_is_in_nobodys_way,
);

fn holders(all: &[Viewer]) -> String {
    all.iter().map(|one| format!("person:{}", id(*one))).collect::<Vec<_>>().join(",")
}

/// Of a form that was opened where the incident was private to these.
fn show(version: i64, private: &str, to: &[Viewer], was: &[Viewer]) -> ChangePrivacy {
    ChangePrivacy {
        incident: INC.to_owned(),
        version: version.to_string(),
        private: private.to_owned(),
        holders: holders(to),
        was_private: if was.is_empty() { "no" } else { "yes" }.into(),
        was_holders: holders(was).into(),
    }
}

async fn named(here: &Here, two: &Two) -> Vec<String> {
    let id = here.incident(two.ada, two.number).await.id;
    let all = incident::holders(&mut here.reader().await.db(), id).await.unwrap();
    all.into_iter().map(|one| one.name).collect()
}

async fn names_of_both_are_kept(here: &Here) {
    let two = two(here).await;
    let Two { ada, grace, .. } = two;
    let bo = here.person("Bo", Role::Responder).await;
    let cy = here.person("Cy", Role::Responder).await;
    let both = [ada, grace];
    here.send(ada, show(1, "yes", &both, &[])).await.unwrap();
    here.send(grace, show(2, "yes", &[ada, grace, bo], &both)).await.unwrap();
    let late = conflict(here.send(ada, show(2, "yes", &[ada, grace, cy], &both)).await);
    assert_eq!((late.version, late.by.as_deref(), late.is_clean()), (3, Some("Grace"), true));
    let field = late.field("holders").unwrap();
    let read = ["Ada, Cy, Grace", "Ada, Bo, Grace"].map(str::to_owned);
    assert_eq!(field.read, Some(read));
    assert_eq!(named(here, &two).await, ["Ada", "Bo", "Grace"], "nobody is shown it unseen");
    let again = ChangePrivacy {
        holders: field.merged.clone(),
        was_holders: field.theirs.as_str().into(),
        ..show(late.version, "yes", &[], &both)
    };
    here.send(ada, again).await.unwrap();
    assert_eq!(named(here, &two).await, ["Ada", "Bo", "Cy", "Grace"]);
    // Who changed nothing takes nobody away.
    here.send(grace, show(3, "yes", &[ada, grace, bo], &[ada, grace, bo])).await.unwrap();
    assert_eq!(named(here, &two).await.len(), 4);
}

async fn opening_it_beside_another_change_is_decided(here: &Here) {
    let two = two(here).await;
    let Two { ada, grace, .. } = two;
    let bo = here.person("Bo", Role::Responder).await;
    let both = [ada, grace];
    here.send(ada, show(1, "yes", &both, &[])).await.unwrap();
    here.send(grace, show(2, "yes", &[ada, grace, bo], &both)).await.unwrap();
    let late = conflict(here.send(ada, show(2, "no", &[], &both)).await);
    let private = late.field("private").unwrap();
    assert_eq!((private.both, private.clean, private.theirs.as_str()), (true, false, "yes"));
    assert!(here.incident(ada, two.number).await.private);
    here.send(ada, show(late.version, "no", &[], &both)).await.unwrap();
    assert!(!here.incident(ada, two.number).await.private);
}

async fn a_name_beside_an_opening_is_decided(here: &Here) {
    let two = two(here).await;
    let Two { ada, grace, .. } = two;
    let bo = here.person("Bo", Role::Responder).await;
    let both = [ada, grace];
    here.send(ada, show(1, "yes", &both, &[])).await.unwrap();
    here.send(grace, show(2, "no", &[], &both)).await.unwrap();
    let late = conflict(here.send(ada, show(2, "yes", &[ada, grace, bo], &both)).await);
    assert!(late.field("private").unwrap().both && !late.is_clean());
    let names: Vec<_> = fields(&late).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, ["private", "holders"]);
}

async fn another_part_is_in_nobodys_way(here: &Here) {
    let two = two(here).await;
    let Two { ada, grace, .. } = two;
    here.send(grace, super::details("1", "Search is slow", "", "")).await.unwrap();
    here.send(ada, show(1, "yes", &[ada, grace], &[])).await.unwrap();
    assert_eq!(named(here, &two).await, ["Ada", "Grace"]);
}
