//! Sections of a postmortem.

use nofault_domain::command::postmortem::{BeginPostmortem, EditSection};
use nofault_store::{postmortem, timeline};

use super::{INC, conflict, two};
use crate::here::Here;

on_both!(sections_are_merged);

async fn sections_are_merged(here: &Here) {
    let two = two(here).await;
    here.send(two.ada, BeginPostmortem { incident: INC.to_owned(), ..Default::default() })
        .await
        .unwrap();
    let write = |version: i64, body: &str| EditSection {
        incident: INC.to_owned(),
        section: "summary".to_owned(),
        version: version.to_string(),
        body: body.to_owned(),
    };
    here.send(two.ada, write(1, "One\n\nTwo")).await.unwrap();
    here.send(two.grace, write(2, "One\n\nTwo\n\nThree")).await.unwrap();
    let late = conflict(here.send(two.ada, write(2, "Nothing\n\nTwo")).await);
    let body = late.field("body").unwrap();
    assert_eq!((body.merged.as_str(), body.clean), ("Nothing\n\nTwo\n\nThree", true));
    here.send(two.ada, write(late.version, &body.merged)).await.unwrap();
    let id = here.incident(two.ada, two.number).await.id;
    let mut reader = here.reader().await;
    let whole = postmortem::of_incident(&mut reader.db(), id).await.unwrap().unwrap();
    let section = whole.sections.iter().find(|section| section.key == "summary").unwrap();
    let texts = timeline::revisions(&mut reader.db(), section.id.0).await.unwrap();
    assert_eq!(texts.len(), 4, "every accepted text is in the history");
}
