//! Templates: the shipped ones, changing them, and beginning a review from one.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::Was;
use nofault_domain::command::postmortem::BeginPostmortem;
use nofault_domain::command::template::{
    ArchiveTemplate, MoveTemplate, RestoreTemplate, SaveTemplate,
};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::postmortem::{self, Postmortem};
use nofault_store::template::{self, Template};

use crate::here::{Here, refusal, status};

on_both!(
    the_shipped_ones_are_rows,
    a_change_reaches_no_review_that_was_begun,
    two_editors_overwrite_nothing,
    one_stays_in_use,
);

async fn all(here: &Here) -> Vec<Template> {
    let mut reader = here.reader().await;
    template::all(&mut reader.db()).await.unwrap()
}

async fn named(here: &Here, name: &str) -> Template {
    all(here).await.into_iter().find(|one| one.name == name).unwrap()
}

async fn paper(here: &Here, number: i64) -> Postmortem {
    let incident = here.incident(Viewer::Operator, IncidentNumber(number)).await;
    let mut reader = here.reader().await;
    postmortem::of_incident(&mut reader.db(), incident.id).await.unwrap().unwrap()
}

/// The form of a template as it is opened.
fn opened(one: &Template) -> SaveTemplate {
    let position = one.scope.position.to_string();
    SaveTemplate {
        template: one.id.to_string(),
        version: one.version.to_string(),
        name: one.name.clone(),
        was_name: Was::from(one.name.as_str()),
        level: "light".to_owned(),
        was_level: Was::from("light"),
        position: position.clone(),
        was_position: Was::from(position.as_str()),
        sections: one.text(),
        was_sections: Was::from(one.text().as_str()),
        ..Default::default()
    }
}

async fn the_shipped_ones_are_rows(here: &Here) {
    let names: Vec<_> = all(here).await.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Near miss", "Full", "Light"]);
    let full = named(here, "Full").await;
    assert_eq!(full.sections.len(), 12);
    // What is shown in the form makes the same sections again.
    let drafted = nofault_domain::template::read(&full.text()).unwrap();
    assert_eq!(nofault_domain::template::keyed(drafted, &[]).unwrap(), full.sections);
}

async fn a_change_reaches_no_review_that_was_begun(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    for title in ["One", "Two", "Three"] {
        here.declare(ada, title).await;
    }
    let begin = |incident: &str, template: String| BeginPostmortem {
        incident: incident.to_owned(),
        template,
    };
    here.send(ada, begin("INC-1", String::new())).await.unwrap();
    let first = paper(here, 1).await;
    assert_eq!(first.template.as_ref().unwrap().1, "Light");
    assert_eq!(first.owner.as_ref().unwrap().1, "Ada");
    let light = named(here, "Light").await;
    let text = "## What we learnt\nFirst.\n\n## Story {#summary}\n\n## Next steps";
    let change = SaveTemplate { sections: text.to_owned(), ..opened(&light) };
    assert_eq!(
        status(here.send(ada, SaveTemplate { sections: text.to_owned(), ..opened(&light) }).await),
        403
    );
    here.send(eve, change).await.unwrap();
    let keys = |sections: Vec<String>| sections.join(" ");
    let changed = named(here, "Light").await;
    let shown = changed.sections.iter().map(|one| one.key.clone()).collect();
    assert_eq!(keys(shown), "lessons summary next-steps");
    here.send(ada, begin("INC-2", light.id.to_string())).await.unwrap();
    for (number, expected) in
        [(1, "summary contributing-factors lessons"), (2, "lessons summary next-steps")]
    {
        let sections = paper(here, number).await.sections;
        assert_eq!(keys(sections.into_iter().map(|one| one.key).collect()), expected);
    }
    let unknown = begin("INC-3", "00000000-0000-7000-8000-0000000000ff".to_owned());
    assert_eq!(refusal(here.send(ada, unknown).await).fields()[0].field, "template");
    let full = named(here, "Full").await;
    here.send(ada, begin("INC-3", full.id.to_string())).await.unwrap();
    assert_eq!(paper(here, 3).await.sections.len(), 12);
}

async fn two_editors_overwrite_nothing(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ida = here.person("Ida", Role::Administrator).await;
    let light = named(here, "Light").await;
    let with = |name: &str, text: &str| SaveTemplate {
        name: name.to_owned(),
        sections: text.to_owned(),
        ..opened(&light)
    };
    let (one, two) = (format!("{}\n\n## One", light.text()), format!("{}\n\n## Two", light.text()));
    here.send(eve, with("Light", &one)).await.unwrap();
    // Another field is no conflict; what the other saved stays.
    here.send(ida, with("Short", &light.text())).await.unwrap();
    let saved = all(here).await.into_iter().find(|one| one.id == light.id).unwrap();
    assert_eq!(
        (saved.name.as_str(), saved.text().as_str(), saved.version),
        ("Short", one.as_str(), 3)
    );
    let late = refusal(here.send(ida, with("Light", &two)).await);
    let Refusal::Stale(conflict) = late else { panic!("{late:?}") };
    let sections = conflict.field("sections").unwrap();
    assert!(sections.both && sections.theirs == one && sections.mine == two);
    assert_eq!((conflict.version, conflict.by.as_deref()), (3, Some("Ida")));
    let taken = SaveTemplate { name: "full".to_owned(), ..opened(&saved) };
    assert_eq!(refusal(here.send(eve, taken).await).fields()[0].field, "name");
    let wrong = SaveTemplate { sections: "No title".to_owned(), ..opened(&saved) };
    assert_eq!(refusal(here.send(eve, wrong).await).fields()[0].field, "sections");
}

async fn one_stays_in_use(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let of = |one: &Template| MoveTemplate {
        template: one.id.to_string(),
        version: one.version.to_string(),
    };
    let shipped = all(here).await;
    for one in &shipped[..2] {
        here.send(eve, ArchiveTemplate(of(one))).await.unwrap();
    }
    assert_eq!(status(here.send(eve, ArchiveTemplate(of(&shipped[2]))).await), 409);
    // The version is an old one.
    assert_eq!(status(here.send(eve, RestoreTemplate(of(&shipped[0]))).await), 409);
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "Slow").await;
    let archived =
        BeginPostmortem { incident: "INC-1".to_owned(), template: shipped[0].id.to_string() };
    assert_eq!(refusal(here.send(ada, archived).await).fields()[0].field, "template");
    let first = named(here, &shipped[0].name).await;
    here.send(eve, RestoreTemplate(of(&first))).await.unwrap();
    let used = all(here).await.into_iter().filter(|one| one.archived_at.is_none()).count();
    assert_eq!(used, 2);
}
