//! Lines of the composer that come late, or twice, or to an incident that goes on elsewhere.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp, User};

const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const OK: StatusCode = StatusCode::OK;
const ENTRIES: &str = "/incidents/INC-1/entries";

async fn two(app: &TestApp) -> (User, User) {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    (rosa, app.user("Sam", Role::Responder).await)
}

/// Written an hour ago, and sent now.
async fn late(user: &User, text: &str) -> Answer {
    user.island(ENTRIES, &[("body", text), ("zone", "UTC"), ("waited", "3600")]).await
}

#[track_caller]
fn refused(answer: &Answer, why: &str) {
    answer.assert_page(INVALID, &[why]);
    assert_eq!(answer.json()["fields"][0]["field"], "body", "{}", answer.body);
}

#[tokio::test]
async fn a_line_does_not_part_what_was_merged() {
    let app = TestApp::start().await;
    let (rosa, sam) = two(&app).await;
    sam.post("/incidents", &[("title", "Slower")]).await.assert_redirect("/incidents/INC-2");
    let merge = [("version", "1"), ("into", "INC-2")];
    let merged = sam.post("/incidents/INC-1/merge", &merge).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
    let why = "INC-1 was merged and goes on in INC-2";
    for line in ["/status fixing", "/sev 2", "/detected 10:00", "/update We look", "/lead"] {
        refused(&late(&rosa, line).await, why);
        // Nor does one that did not wait: its page was older.
        refused(&rosa.island(ENTRIES, &[("body", line), ("zone", "UTC")]).await, why);
    }
    let plain = rosa.post(ENTRIES, &[("body", "/status fixing"), ("zone", "UTC")]).await;
    plain.assert_page(INVALID, &[why, "/status fixing"]);
    let list = rosa.get("/incidents").await;
    list.assert_page(OK, &["Merged"]);
    // An entry is read in both.
    let entry = rosa.island(ENTRIES, &[("body", "Seen here, too")]).await;
    assert_eq!(entry.status, OK, "{}", entry.body);
}

#[tokio::test]
async fn a_line_that_was_done_is_done_however_late_its_answer() {
    let app = TestApp::start().await;
    let (rosa, sam) = two(&app).await;
    let lines = ["/status fixing", "/action Alarm @ros", "/impact web 10%", "/update We look"];
    rosa.post("/services", &[("name", "web")]).await;
    let send = async |number: usize, line: &str, waited: &str| {
        let command = format!("019acb00-0000-4000-8000-00000000000{number}");
        let form =
            [("command", command.as_str()), ("body", line), ("zone", "UTC"), ("waited", waited)];
        rosa.island(ENTRIES, &form).await
    };
    let mut first = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let answer = send(number, line, "60").await;
        assert_eq!(answer.status, OK, "{line}: {}", answer.body);
        first.push(answer.json());
    }
    // Meanwhile the world went on: the status, who is called so, what the service is called.
    let severity = [("body", "/sev 2"), ("zone", "UTC")];
    assert_eq!(sam.island(ENTRIES, &severity).await.status, OK);
    app.user("Rosalind", Role::Responder).await;
    let services = rosa.get("/services").await.body;
    let web = services.split("href=\"/services/").nth(1).and_then(|rest| rest.get(..36)).unwrap();
    let renamed = [("version", "1"), ("name", "front")];
    let renamed = rosa.post(&format!("/services/{web}"), &renamed).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.body);
    for (number, line) in lines.iter().enumerate() {
        let again = send(number, line, "120").await;
        assert_eq!((again.status, again.json()), (OK, first[number].clone()), "{line}");
    }
    // It is another's id for somebody else.
    let stolen = [
        ("command", "019acb00-0000-4000-8000-000000000000"),
        ("body", "/status fixing"),
        ("zone", "UTC"),
    ];
    assert_ne!(sam.island(ENTRIES, &stolen).await.status, OK);
}

#[tokio::test]
async fn a_late_update_is_looked_at_again() {
    let app = TestApp::start().await;
    let (rosa, sam) = two(&app).await;
    // Nothing happened since: it is posted.
    assert_eq!(late(&rosa, "/update We look into it").await.status, OK);
    // Whoever posted the newer one, even herself on another device.
    refused(&late(&rosa, "/update We still look").await, "another update was posted meanwhile");
    refused(&late(&sam, "/update We look").await, "another update was posted meanwhile");
    let app = TestApp::start().await;
    let (rosa, sam) = two(&app).await;
    assert_eq!(sam.island(ENTRIES, &[("body", "/status resolved")]).await.status, OK);
    refused(&late(&rosa, "/update We look").await, "the incident was changed meanwhile");
    let updates = rosa.get("/incidents/INC-1/updates").await;
    updates.assert_page(OK, &["No updates yet"]);
    // Looked at again, it is sent.
    assert_eq!(rosa.island(ENTRIES, &[("body", "/update It is over")]).await.status, OK);
}

#[tokio::test]
async fn a_late_line_does_not_overwrite_impacts_and_hands() {
    let app = TestApp::start().await;
    let (rosa, sam) = two(&app).await;
    assert_eq!(sam.island(ENTRIES, &[("body", "/lead")]).await.status, OK);
    refused(&late(&rosa, "/lead").await, "somebody took or gave up a role meanwhile");
    // Her own press on another device is no reason.
    assert_eq!(late(&sam, "/status fixing").await.status, OK);
    let impact = [("service", "web"), ("from", "10 min ago")];
    let added = sam.post("/incidents/INC-1/impacts", &impact).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    refused(&late(&rosa, "/resolved").await, "the incident was changed meanwhile");
}

#[tokio::test]
async fn a_command_drops_no_link_and_no_key_moment() {
    let app = TestApp::start().await;
    let (rosa, _) = two(&app).await;
    for (beside, value) in [("evidence", "https://a.example/chart"), ("pinned", ",on")] {
        let form = [("body", "/sev 2"), ("zone", "UTC"), (beside, value)];
        refused(&rosa.island(ENTRIES, &form).await, "A command keeps no link");
        let plain = rosa.post(ENTRIES, &form).await;
        plain.assert_page(INVALID, &["A command keeps no link", "/sev 2"]);
    }
    let link = rosa.post(ENTRIES, &[("body", "/sev 2"), ("evidence", "https://a.example/c")]).await;
    link.assert_page(INVALID, &["https://a.example/c"]);
    rosa.get("/incidents/INC-1").await.assert_page(OK, &["No severity"]);
}
