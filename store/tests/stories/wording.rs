//! Hints on wording are dismissed by nobody; names give way to roles.

use std::collections::BTreeMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::blameless::Rules;
use nofault_domain::command::Command;
use nofault_domain::command::postmortem::{BeginPostmortem, EditSection, PublishPostmortem};
use nofault_domain::command::response::TakeRole;
use nofault_domain::command::wording::{DismissHint, ReplaceNames};
use nofault_domain::naming::places;
use nofault_domain::number::IncidentNumber;
use nofault_store::incident::Incident;
use nofault_store::postmortem::{self, Section, connected, wording};
use nofault_store::{Failure, live};

use crate::here::{Here, id, status};

on_both!(
    a_dismissed_hint_stays_away_while_its_passage_stays,
    nobody_is_noted_with_a_dismissal,
    names_become_roles_in_new_revisions,
    a_section_that_changed_keeps_its_names,
);

/// The template that is shipped as the full one.
const FULL: &str = "00000000-0000-7000-8000-000000000001";

async fn begun(here: &Here, writer: Viewer) -> IncidentNumber {
    let number = here.declare(writer, "Slow").await;
    let begin = BeginPostmortem { incident: number.to_string(), template: FULL.to_owned() };
    here.send(writer, begin).await.unwrap();
    number
}

async fn write(here: &Here, writer: Viewer, key: &str, version: i64, body: &str) {
    let form = EditSection {
        incident: "INC-1".to_owned(),
        section: key.to_owned(),
        version: version.to_string(),
        body: body.to_owned(),
    };
    here.send(writer, form).await.unwrap();
}

async fn section(here: &Here, viewer: Viewer, key: &str) -> (Incident, Section) {
    let number = IncidentNumber::parse("INC-1").unwrap();
    let mut reader = here.reader().await;
    wording::writable(&mut reader.db(), viewer, number, key).await.unwrap()
}

/// The rules of the hints on a text, and each hint as it is dismissed.
async fn hints(here: &Here, viewer: Viewer, key: &str, text: &str) -> Vec<(String, String)> {
    let (incident, section) = section(here, viewer, key).await;
    let mut reader = here.reader().await;
    let rules = Rules::shipped();
    let hints =
        wording::hints(&mut reader.db(), &rules, incident.id, section.id, text).await.unwrap();
    hints.iter().map(|hint| (hint.rule.key.clone(), wording::key(hint))).collect()
}

async fn dismiss(here: &Here, viewer: Viewer, key: &str, hint: &str) -> Result<(), Failure> {
    let form = DismissHint {
        incident: "INC-1".to_owned(),
        section: key.to_owned(),
        hint: hint.to_owned(),
    };
    let dismissal = form.parse(&here.typing())?;
    wording::dismiss(&here.store, viewer, &dismissal).await.map(|_| ())
}

const TEXT: &str = "It was human error. We forgot to look.";

async fn a_dismissed_hint_stays_away_while_its_passage_stays(here: &Here) {
    let rosa = here.person("Rosa", Role::Responder).await;
    begun(here, rosa).await;
    let all = hints(here, rosa, "summary", TEXT).await;
    assert_eq!(
        all.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(),
        ["human-error", "omission"]
    );
    for _ in 0..2 {
        dismiss(here, rosa, "summary", &all[0].1).await.unwrap();
    }
    let rules = async |key: &str, text: &str| {
        hints(here, rosa, key, text).await.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert_eq!(rules("summary", TEXT).await, ["omission"]);
    // Blanks, markup and capitals do not make another passage; words and places do.
    assert_eq!(rules("summary", "It was\n*human*  ERROR.").await, [""; 0]);
    assert_eq!(rules("summary", "It was only human error.").await, ["human-error"]);
    assert_eq!(rules("impact", TEXT).await, ["human-error", "omission"]);
}

async fn nobody_is_noted_with_a_dismissal(here: &Here) {
    let rosa = here.person("Rosa", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    begun(here, rosa).await;
    let newest = async || live::newest(&mut here.reader().await.db()).await.unwrap();
    let (hint, before) = (hints(here, rosa, "summary", TEXT).await.remove(0).1, newest().await);
    assert_eq!(status(dismiss(here, vera, "summary", &hint).await), 403);
    assert_eq!(status(dismiss(here, rosa, "none", &hint).await), 404);
    assert_eq!(hints(here, rosa, "summary", TEXT).await.len(), 2);
    dismiss(here, rosa, "summary", &hint).await.unwrap();
    assert_eq!(hints(here, rosa, "summary", TEXT).await.len(), 1);
    assert_eq!(newest().await, before);
}

/// The form of the page, with every place ticked, as it is now.
async fn names(here: &Here, viewer: Viewer, role: &str) -> ReplaceNames {
    let number = IncidentNumber::parse("INC-1").unwrap();
    let incident = here.incident(viewer, number).await;
    let mut reader = here.reader().await;
    let mut db = reader.db();
    let people = connected(&mut db, incident.id).await.unwrap();
    let called: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let postmortem = postmortem::of_incident(&mut db, incident.id).await.unwrap().unwrap();
    let (mut sections, mut chosen, mut roles) = (Vec::new(), Vec::new(), BTreeMap::new());
    for section in postmortem.sections {
        sections.push(format!("{}:{}", section.key, section.version));
        for place in places(&section.body, &called) {
            let (person, range) = (&people[place.person], place.range);
            chosen.push(format!("{}:{}-{}:{}", section.key, range.start, range.end, person.id));
            let role = if role.is_empty() { person.proposed() } else { role };
            roles.insert(format!("role-{}", person.id), role.to_owned());
        }
    }
    ReplaceNames {
        incident: "INC-1".to_owned(),
        sections: sections.join(","),
        chosen: chosen.join(","),
        roles,
    }
}

async fn names_become_roles_in_new_revisions(here: &Here) {
    let rosa = here.person("Rosa", Role::Responder).await;
    let max = here.person("Max", Role::Responder).await;
    let zoe = here.person("Zoe", Role::Responder).await;
    begun(here, rosa).await;
    let lead = TakeRole {
        incident: "INC-1".to_owned(),
        role: "lead".to_owned(),
        person: id(rosa).to_string(),
        ..Default::default()
    };
    here.send(rosa, lead).await.unwrap();
    let text = "Rosa saw it, and `Rosa` in the log. Then Max and Rosa rolled back. Zoe slept.";
    write(here, max, "summary", 1, text).await;
    write(here, max, "impact", 1, "Nobody was reached.").await;
    let vera = here.person("Vera", Role::Viewer).await;
    let form = names(here, rosa, "").await;
    let again = ReplaceNames {
        incident: form.incident.clone(),
        sections: form.sections.clone(),
        chosen: form.chosen.clone(),
        roles: form.roles.clone(),
    };
    assert_eq!(status(here.send(vera, again).await), 403);
    let done = here.send(rosa, form).await.unwrap();
    assert_eq!(done.address, "/incidents/INC-1/postmortem");
    let (_, summary) = section(here, rosa, "summary").await;
    assert_eq!(
        summary.body,
        // Zoe had nothing to do with it as far as Nofault knows.
        "The incident lead saw it, and `Rosa` in the log. Then an engineer and the incident lead \
         rolled back. Zoe slept."
    );
    assert_eq!((summary.version, summary.editor.as_deref()), (3, Some("Rosa")));
    assert_eq!(section(here, zoe, "impact").await.1.version, 2);
    let publish =
        PublishPostmortem { incident: "INC-1".to_owned(), version: done.version.to_string() };
    here.send(rosa, publish).await.unwrap();
}

async fn a_section_that_changed_keeps_its_names(here: &Here) {
    let rosa = here.person("Rosa", Role::Responder).await;
    begun(here, rosa).await;
    write(here, rosa, "summary", 1, "Rosa saw it.").await;
    write(here, rosa, "impact", 1, "Rosa counted.").await;
    let form = names(here, rosa, "somebody").await;
    write(here, rosa, "impact", 2, "Rosa counted again.").await;
    assert_eq!(status(here.send(rosa, form).await), 409);
    // All or nothing.
    assert_eq!(section(here, rosa, "summary").await.1.body, "Rosa saw it.");
    // Nor is anything else than a name replaced.
    let mut form = names(here, rosa, "somebody").await;
    form.chosen = form.chosen.replace(":0-4:", ":0-5:");
    assert_eq!(status(here.send(rosa, form).await), 409);
    assert_eq!(section(here, rosa, "impact").await.1.body, "Rosa counted again.");
    here.send(rosa, names(here, rosa, "somebody").await).await.unwrap();
    assert_eq!(section(here, rosa, "impact").await.1.body, "Somebody counted again.");
}
