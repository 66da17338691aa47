//! Nothing of an incident is forgotten: each table that belongs to one, or to an action, stands in
//! the export, or it is said here why it does not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use http::StatusCode;
use nofault::clock;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::{SightAction, VerifyAction};
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::CommandId;
use nofault_domain::zone::Zone;
use nofault_store::{Perform, new_id, people};
use serde_json::Value;

use super::{INC, tell};
use crate::app::{TestApp, User};
use crate::imports::import;

/// (table, where something of its rows stands; `*` is any of a list)
const EXPORTED: [(&str, &str); 31] = [
    ("action", "actions.*.title"),
    ("action_closure", "actions.*.endings.*.reopened.by"),
    ("action_incident", "actions.*.sightings.*.incident"),
    ("attachment", "timeline.*.files.*.sha256"),
    ("comment", "postmortem.comments.*.passage"),
    ("entry", "timeline.*.moment.precision"),
    ("entry_deletion", "timeline.*.deleted.by"),
    ("factor", "factors.*.about"),
    ("impact", "impacts.*.service"),
    ("incident", "incident.title"),
    ("incident_change", "changes.*.number"),
    ("incident_factor", "factors.*.text"),
    ("incident_label", "labels.*"),
    ("incident_review", "review.said.reason"),
    ("incident_service", "services.*"),
    ("milestone", "milestones.*.moment.at"),
    ("postmortem", "postmortem.owner"),
    ("publication", "postmortem.publications.*.number"),
    ("publication_section", "postmortem.publications.*.sections.*.revision"),
    ("redaction", "redactions.*.reason"),
    ("review", "postmortem.reviews.*.ended.at"),
    ("reviewer", "postmortem.reviewers.*.approved.revision"),
    // The present texts, and those that were published.
    ("revision", "postmortem.publications.*.sections.*.text"),
    ("role_holding", "roles.*.person"),
    ("section", "postmortem.sections.*.title"),
    ("stakeholder_update", "updates.*.text"),
    ("stated_duration", "stated_durations.*.seconds"),
    ("toil", "timeline.*.toil.minutes"),
    ("verification", "actions.*.verifications.*.verdict"),
    // The same tables from the other side.
    ("action_incident", "seen_again.*.number"),
    ("verification", "actions.*.verifications.*.text"),
];

/// (reason, tables)
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "what it said before: read in its history, where a redaction reaches it",
        &["entry_revision", "impact_revision", "milestone_revision"],
    ),
    ("the record of who did what and when: never text, it stays with the installation", &["event"]),
    ("who may see it: asked of the installation each time, not of a file", &["incident_access"]),
    ("who wants to be told: their own matter", &["follow"]),
    ("that a hint on wording was dismissed: nothing about the incident", &["hint_dismissal"]),
    ("what the milestones say, made shorter for a report", &["duration_fact", "incident_fact"]),
    ("that a budget forgives what it spent: the budget's page says so", &["slo_exemption"]),
];

/// Each table with those that it refers to, as the migrations make them.
fn schema() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let sql: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap()).collect();
        for statement in sql.join("\n").split(';') {
            let words: Vec<&str> = statement
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .filter(|word| !word.is_empty())
                .collect();
            let ["CREATE" | "ALTER", "TABLE", name, ..] = words.as_slice() else { continue };
            let of = tables.entry((*name).to_owned()).or_default();
            let pairs = words.windows(2).filter(|pair| pair[0] == "REFERENCES");
            of.extend(pairs.map(|pair| pair[1].to_owned()));
        }
    }
    tables
}

/// Those that are, or hang on, an incident, an action or a factor.
fn belonging() -> BTreeSet<String> {
    let schema = schema();
    assert!(schema.len() > 40, "{schema:?}");
    let mut found: BTreeSet<String> =
        ["incident", "action", "factor"].map(str::to_owned).into_iter().collect();
    loop {
        let more: Vec<String> = schema
            .iter()
            .filter(|(name, of)| !found.contains(*name) && of.iter().any(|one| found.contains(one)))
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// What stands at such a place.
fn at<'a>(value: &'a Value, path: &[&str]) -> Vec<&'a Value> {
    match (path, value) {
        ([], Value::Null) => Vec::new(),
        ([], value) => vec![value],
        (["*", rest @ ..], Value::Array(all)) => all.iter().flat_map(|one| at(one, rest)).collect(),
        ([name, rest @ ..], value) => value.get(name).map_or_else(Vec::new, |one| at(one, rest)),
    }
}

async fn run<C>(app: &TestApp, form: C)
where
    C: Command,
    C::Parsed: Perform,
{
    let typing = Typing { now: clock::now(), zone: Zone::utc() };
    let parsed = form.parse(&typing).unwrap();
    app.store.run(Viewer::Operator, CommandId(new_id()), typing.now, parsed).await.unwrap();
}

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// INC-1 with something of all that it can have, INC-2 in which an idea of it came up again, and
/// INC-3 from a file.
async fn everything(app: &TestApp) -> User {
    let rosa = tell(app).await;
    let post = async |path: &str, form: &[(&str, &str)]| {
        let answer = rosa.post(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {}", answer.body);
    };
    let to = |path: &str| format!("{INC}{path}");
    let version = async |path: &str| hidden(&rosa.get(&to(path)).await.body, "version");
    let factor = [
        ("title", "No alert on queue depth"),
        ("category", "monitoring"),
        ("about", "Nobody is told."),
        ("note", "It filled for an hour."),
    ];
    post(&to("/factors"), &factor).await;
    let change = [("kind", "release"), ("service", "Web"), ("title", "4.2"), ("at", "now")];
    post("/changes", &change).await;
    post(&to("/causes"), &[("change", "CH-1")]).await;
    post(&to("/entries"), &[("body", "Moved data"), ("minutes", "30")]).await;
    post("/actions/A-1/factor", &[("version", "1"), ("factor", "F-1")]).await;
    post("/actions/A-1/completion", &[("version", "2"), ("note", "Wider")]).await;
    let verdict = VerifyAction {
        action: "A-1".to_owned(),
        version: "3".to_owned(),
        verdict: "did_not".to_owned(),
        note: "It filled again.".to_owned(),
        reopen: String::new(),
    };
    run(app, verdict).await;
    post("/actions/A-1/reopening", &[("version", "4")]).await;
    post(&to("/actions"), &[("title", "Shed load"), ("idea", "on")]).await;
    post("/incidents", &[("title", "Again")]).await;
    run(app, SightAction { action: "A-2".to_owned(), incident: "INC-2".to_owned() }).await;
    post(&to("/entries"), &[("body", "By mistake"), ("kind", "note")]).await;
    let page = rosa.get(INC).await.body;
    let entry = page[..page.find("By mistake").unwrap()].rsplit("id=\"e").next().unwrap();
    let entry = format!("/entries/e{}/deletion", entry.split('"').next().unwrap());
    post(&to(&entry), &[("version", "1")]).await;
    let (review, paper) = (version("/review").await, version("/postmortem").await);
    let said = [("version", &*review), ("level", "full"), ("reason", "The third in a month")];
    post(&to("/review"), &said).await;
    let me = {
        let mut reader = app.store.read().await.unwrap();
        let people = people::people(&mut reader.db(), Viewer::System).await.unwrap();
        people.iter().find(|person| person.name == "Rosa").unwrap().id.to_string()
    };
    post(&to("/postmortem/care"), &[("version", &*paper), ("owner", &*me)]).await;
    post(&to("/postmortem/reviewers"), &[("people", &*me)]).await;
    let comment = [("body", "Which one?"), ("passage", "a release")];
    post(&to("/postmortem/sections/summary/comments"), &comment).await;
    post(&to("/postmortem/review"), &[]).await;
    let paper = version("/postmortem").await;
    post(&to("/postmortem/approval"), &[("version", &*paper)]).await;
    post(&to("/postmortem/publication"), &[("version", &*paper)]).await;
    post(&to("/redactions"), &[("text", "One in four"), ("reason", "A figure")]).await;
    let file = b"title,began,lasted,labels\nDisk full,2024-01-01 10:00,3h,storage\n";
    let columns = [
        ("column", "title"),
        ("column", "impact_started_at"),
        ("column", "time_to_resolve"),
        ("column", "labels"),
        ("zone", "UTC"),
    ];
    import(&rosa, file, &columns).await;
    rosa
}

#[tokio::test]
async fn each_table_is_exported_or_left_out_with_a_reason() {
    let left_out: Vec<&str> = LEFT_OUT.iter().flat_map(|(_, tables)| *tables).copied().collect();
    let exported = EXPORTED.iter().map(|(table, _)| *table);
    let named: BTreeSet<String> =
        exported.clone().chain(left_out.iter().copied()).map(str::to_owned).collect();
    assert!(exported.clone().all(|table| !left_out.contains(&table)), "in both lists");
    assert_eq!(belonging(), named, "each table is exported, or it is said why it is not");

    let app = TestApp::start().await;
    let rosa = everything(&app).await;
    let mut exports = Vec::new();
    for number in 1..=3 {
        let answer = rosa.get(&format!("/incidents/INC-{number}/export.json")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        exports.push(answer.json());
    }
    for (table, path) in EXPORTED {
        let path: Vec<&str> = path.split('.').collect();
        let stands = exports.iter().any(|export| !at(export, &path).is_empty());
        assert!(stands, "{table}: nothing at {path:?} of {:#}", exports[0]);
    }
    // What was said about the draft is for those who write it.
    let vera = app.user("Vera", Role::Viewer).await;
    let hers = vera.get(super::EXPORT).await.json();
    assert_eq!(hers["postmortem"]["comments"], Value::Null);
    assert_eq!(hers["postmortem"]["as_published"], true);
    assert_eq!(exports[0]["postmortem"]["comments"][0]["text"], "Which one?");
    // A redaction reaches all of it.
    assert!(!exports[0].to_string().contains("One in four"));
    let secret = [("text", "filled"), ("reason", "A word")];
    rosa.post(&format!("{INC}/redactions"), &secret).await;
    let after = rosa.get(super::EXPORT).await;
    assert!(!after.body.contains("filled"), "{}", after.body);
    assert_eq!(after.json()["actions"][0]["verifications"][0]["text"], "It [redacted] again.");
    // A sighting in what one may not see is not told.
    app.hide(nofault_domain::number::IncidentNumber(2)).await;
    let after = rosa.get(super::EXPORT).await.json();
    assert_eq!(after["actions"][1]["title"], "Shed load");
    assert_eq!(after["actions"][1]["sightings"], serde_json::json!([]));
}
