//! An incident as a file and as a folder: everything about it, and nothing that one may not see.

mod whole;

use std::path::Path;

use http::{StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_store::Target;
use serde_json::Value;

use crate::app::{TestApp, User};
use crate::command_line::{nofault, said};
use crate::files::send;
use crate::live::place::{Database, Folder};

const EXPORT: &str = "/incidents/INC-1/export.json";
const INC: &str = "/incidents/INC-1";
const LOG: &[u8] = b"pool exhausted at web-3";

/// Something of each kind.
async fn tell(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Administrator).await;
    let form = [
        ("title", "Checkout is slow"),
        ("severity", "2"),
        ("services", "checkout"),
        ("impact_started", "2020-01-01 10:00 ±30 min"),
        ("zone", "Europe/Berlin"),
        ("summary", "Cards are declined."),
    ];
    rosa.post("/incidents", &form).await.assert_redirect(INC);
    let post = async |path: &str, form: &[(&str, &str)]| {
        let answer = rosa.post(&format!("{INC}{path}"), form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {}", answer.body);
    };
    let impact = [
        ("service", "checkout"),
        ("from", "2020-01-01 10:05"),
        ("to", "2020-01-01 11:05"),
        ("fraction", "25%"),
        ("words", "One in four"),
    ];
    post("/impacts", &impact).await;
    post("/roles", &[("role", "lead")]).await;
    post("/updates", &[("text", "We are on it.")]).await;
    post("/actions", &[("title", "Widen the pool")]).await;
    post("/postmortem", &[]).await;
    let section = [("version", "1"), ("body", "It began with a release.")];
    post("/postmortem/sections/summary", &section).await;
    let entry = [
        ("body", "The pool is full"),
        ("at", "2020-01-01 10:10"),
        ("zone", "Europe/Berlin"),
        ("kind", "hypothesis"),
        ("evidence", "https://graphs.example.org/1"),
        ("pinned", "on"),
    ];
    let files = [("../größe.log", LOG), ("other.log", b"another one".as_slice())];
    let sent = send(&rosa, &format!("{INC}/entries"), &entry, &files).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    rosa
}

fn entry<'a>(export: &'a Value, text: &str) -> &'a Value {
    let all = export["timeline"].as_array().unwrap();
    all.iter().find(|entry| entry["text"] == text).unwrap()
}

#[tokio::test]
async fn everything_about_it_is_in_the_file() {
    let app = TestApp::start().await;
    let rosa = tell(&app).await;
    rosa.get(INC).await.assert_page(StatusCode::OK, &["href=\"/incidents/INC-1/export.json\""]);
    let answer = rosa.get(EXPORT).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let disposition = &answer.headers[header::CONTENT_DISPOSITION];
    assert_eq!(disposition, "attachment; filename=\"INC-1.json\"");
    let export = answer.json();
    assert_eq!((&export["format"], &export["version"]), (&"nofault.incident".into(), &1.into()));
    assert_eq!(export["address"], "http://nofault.test/incidents/INC-1");
    let facts = &export["incident"];
    assert_eq!(facts["title"], "Checkout is slow");
    assert_eq!(
        (&facts["severity"], &facts["home_zone"]),
        (&"sev2".into(), &"Europe/Berlin".into())
    );
    assert_eq!(export["services"], serde_json::json!(["checkout"]));
    let started = &export["milestones"][0];
    let moment = serde_json::json!({
        "at": "2020-01-01T09:00:00Z", "precision": "±30", "zone": "Europe/Berlin", "source": "person"
    });
    assert_eq!((&started["name"], &started["moment"]), (&"impact_started".into(), &moment));
    let impact = &export["impacts"][0];
    assert_eq!((&impact["fraction"], &impact["text"]), (&0.25.into(), &"One in four".into()));
    assert_eq!(impact["to"]["at"], "2020-01-01T10:05:00Z");
    let lead = &export["roles"][0];
    assert_eq!((&lead["role"], &lead["person"]), (&"lead".into(), &"Rosa".into()));
    assert_eq!(export["updates"][0]["text"], "We are on it.");
    assert_eq!(export["actions"][0]["title"], "Widen the pool");
    assert_eq!(export["postmortem"]["sections"][0]["text"], "It began with a release.");
    assert_eq!(export["merged_parts"], serde_json::json!([]));
    // Who took a role stands there by name.
    let changes = export["timeline"].as_array().unwrap().iter().map(|entry| &entry["change"]);
    assert!(changes.into_iter().any(|change| change["field"] == "lead" && change["to"] == "Rosa"));
    let entry = entry(&export, "The pool is full");
    assert_eq!((&entry["kind"], &entry["pinned"]), (&"hypothesis".into(), &true.into()));
    assert_eq!(entry["evidence"], "https://graphs.example.org/1");
    let file = &entry["files"][0];
    assert_eq!((&file["name"], &file["size"]), (&"größe.log".into(), &LOG.len().into()));
    let hash = file["sha256"].as_str().unwrap();
    assert_eq!(hash.len(), 64);
    assert_eq!(file["path"], format!("files/{}-größe.log", &hash[..16]));
    let address = file["address"].as_str().unwrap().strip_prefix("http://nofault.test").unwrap();
    assert_eq!(rosa.get(address).await.body.as_bytes(), LOG);
}

#[tokio::test]
async fn what_one_may_not_see_is_not_exported() {
    let app = TestApp::start().await;
    let rosa = tell(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    assert_eq!(app.stranger().get(EXPORT).await.status, StatusCode::SEE_OTHER, "to the sign-in");
    let form = [("text", "pool"), ("reason", "A name")];
    let redacted = rosa.post(&format!("{INC}/redactions"), &form).await;
    assert_eq!(redacted.status, StatusCode::SEE_OTHER, "{}", redacted.body);
    // Published, then written on: who does not write reads what was published.
    let version = rosa.get(&format!("{INC}/postmortem")).await.body;
    let version = version.split("name=\"version\" value=\"").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    rosa.post(&format!("{INC}/postmortem/publication"), &[("version", version)]).await;
    let section = rosa.get(&format!("{INC}/postmortem/sections/summary")).await.body;
    let section = section.split("name=\"version\" value=\"").nth(1).unwrap();
    let form = [("version", section.split('"').next().unwrap()), ("body", "Not yet said.")];
    rosa.post(&format!("{INC}/postmortem/sections/summary"), &form).await;
    let (own, hers) = (rosa.get(EXPORT).await, vera.get(EXPORT).await);
    assert_eq!(hers.status, StatusCode::OK, "{}", hers.body);
    for answer in [&own, &hers] {
        assert!(!answer.body.contains("pool"), "{}", answer.body);
        assert_eq!(answer.json()["redactions"][0]["reason"], "A name");
    }
    let first = |answer: &Value| answer["postmortem"]["sections"][0]["text"].clone();
    assert_eq!(first(&own.json()), "Not yet said.");
    assert_eq!(first(&hers.json()), "It began with a release.");
    app.hide(IncidentNumber(1)).await;
    let (hidden, none) = (vera.get(EXPORT).await, vera.get("/incidents/INC-9/export.json").await);
    assert_eq!((hidden.status, none.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(hidden.body, none.body, "hidden is as none");
}

async fn folders(target: Target) {
    let app = TestApp::on(&target).await;
    let rosa = tell(&app).await;
    rosa.post("/incidents", &[("title", "Another")]).await.assert_redirect("/incidents/INC-2");
    app.hide(IncidentNumber(2)).await;
    let page = rosa.get(INC).await.body;
    let other = page.split("/files/").find(|rest| rest.contains("/other.log")).unwrap();
    let removal = format!("{INC}/files/{}/redaction", other.split('/').next().unwrap());
    rosa.post(&removal, &[("reason", "Names in it")]).await.assert_redirect(&format!("{INC}#e3"));
    app.site.live.stop();
    app.store.close().await;
    let out = Folder::new();
    let to = out.path().join("deep/out");
    let to = to.to_str().unwrap();

    let done = nofault(&target, &["export", "incident", "inc-1", "--to", to]).await;
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("incident.json and 1 file (23 bytes)"), "{}", said(&done));
    let folder = Path::new(to).join("INC-1");
    let json: Value =
        serde_json::from_slice(&std::fs::read(folder.join("incident.json")).unwrap()).unwrap();
    let files = entry(&json, "The pool is full")["files"].as_array().unwrap();
    let path = files[0]["path"].as_str().unwrap();
    assert_eq!(std::fs::read(folder.join(path)).unwrap(), LOG);
    // The removed one has left its trace alone.
    assert_eq!((&files[1]["path"], &files[1]["sha256"]), (&Value::Null, &Value::Null));
    assert_eq!(files[1]["removed"]["reason"], "Names in it");
    assert_eq!(std::fs::read_dir(folder.join("files")).unwrap().count(), 1);

    // Nothing is overwritten, and then nothing else is written either.
    std::fs::write(folder.join("incident.json"), "mine").unwrap();
    for what in [&["incident", "INC-1"][..], &["all"]] {
        let arguments = [&["export"], what, &["--to", to]].concat();
        let refused = nofault(&target, &arguments).await;
        assert!(!refused.status.success());
        assert!(said(&refused).contains("is there already"), "{}", said(&refused));
    }
    assert_eq!(std::fs::read(folder.join("incident.json")).unwrap(), b"mine");
    assert!(!Path::new(to).join("INC-2").exists());
    let none = nofault(&target, &["export", "incident", "INC-9", "--to", to]).await;
    assert!(!none.status.success() && said(&none).contains("no such incident"), "{}", said(&none));

    // All of them, the private ones too: the operator holds the data.
    let all = out.path().join("all");
    let done = nofault(&target, &["export", "all", "--to", all.to_str().unwrap()]).await;
    assert!(said(&done).contains("Exported 2 incidents with 1 file"), "{}", said(&done));
    assert!(all.join("INC-2/incident.json").is_file() && !all.join("INC-2/files").exists());
}

#[tokio::test]
async fn folders_are_written_on_sqlite() {
    let folder = Folder::new();
    folders(Target::Sqlite(folder.file("nofault.db"))).await;
}

#[tokio::test]
async fn folders_are_written_on_postgres() {
    let database = Database::new().await;
    folders(Target::Postgres(database.url())).await;
    database.remove().await;
}
