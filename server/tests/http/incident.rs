//! What is changed on an incident's own pages: entries, milestones, details, redactions.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn with_entry(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    let entry = [("body", "Saw hunter22"), ("at", "~2026-03-01 14:10"), ("zone", "UTC")];
    rosa.post("/incidents/INC-1/entries", &entry).await.assert_redirect("/incidents/INC-1#e1");
    rosa
}

const E1: &str = "/incidents/INC-1/entries/e1";

#[tokio::test]
async fn an_entry_is_edited_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let rosa = with_entry(&app).await;
    // Typed in UTC, edited in the zone of the reader, who is in Berlin.
    let says = ["~2026-03-01 15:10", "value=\"Europe/Berlin\"", "Saw hunter22"];
    rosa.get(E1).await.assert_page(OK, &says);
    let edit = |version, body, at| [("version", version), ("body", body), ("at", at)];
    let first = edit("1", "Second text", "2026-03-01 14:12");
    rosa.post(E1, &first).await.assert_redirect("/incidents/INC-1#e1");
    let stale = rosa.post(E1, &edit("1", "Third text", "2026-03-01 14:12")).await;
    let says = ["Saved now", "Second text", "Third text", "name=\"version\" value=\"2\""];
    stale.assert_page(StatusCode::CONFLICT, &says);
    // What is not taken for another reason still knows what it saw.
    let wrong = rosa.post(E1, &edit("1", "Third text", "25:00")).await;
    wrong.assert_page(INVALID, &["Third text", "25:00", "name=\"version\" value=\"1\""]);
    rosa.get(E1).await.assert_page(OK, &["Revisions", "Saw hunter22"]);
}

#[tokio::test]
async fn a_deleted_entry_is_a_trace_and_its_text_the_administrators() {
    let app = TestApp::start().await;
    let rosa = with_entry(&app).await;
    let ada = app.user("Ada", Role::Administrator).await;
    let deletion = format!("{E1}/deletion");
    rosa.post(&deletion, &[("version", "1")]).await.assert_redirect("/incidents/INC-1#e1");
    let page = rosa.get(E1).await;
    page.assert_page(OK, &["Deleted by "]);
    assert!(!page.body.contains("hunter22"), "{}", page.body);
    ada.get(E1).await.assert_page(OK, &["Deleted by "]);
    let late = [("version", "1"), ("body", "Late text"), ("at", "2026-03-01 14:10")];
    rosa.post(E1, &late)
        .await
        .assert_page(StatusCode::CONFLICT, &["Late text", "deleted meanwhile"]);
}

#[tokio::test]
async fn a_viewer_reads_and_keeps_what_was_typed_in_vain() {
    let app = TestApp::start().await;
    with_entry(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let page = vera.get(E1).await;
    page.assert_page(OK, &["Saw hunter22"]);
    assert!(!page.body.contains("<textarea"), "{}", page.body);
    let edit = [("version", "1"), ("body", "My words"), ("at", "2026-03-01 14:10")];
    vera.post(E1, &edit)
        .await
        .assert_page(StatusCode::FORBIDDEN, &["My words", "Only a responder"]);
    for page in ["milestones", "details", "redactions/new"] {
        let answer = vera.get(&format!("/incidents/INC-1/{page}")).await;
        answer.assert_page(StatusCode::FORBIDDEN, &["Not for you"]);
    }
}

#[tokio::test]
async fn milestones_are_read_in_the_zone_of_the_form_and_flagged_out_of_order() {
    let app = TestApp::start().await;
    let rosa = with_entry(&app).await;
    let page = "/incidents/INC-1/milestones";
    let bad =
        [("version", "1"), ("zone", "UTC"), ("detected", "soon"), ("resolved", "2026-03-01 15:00")];
    rosa.post(page, &bad).await.assert_page(INVALID, &["“soon” is no time", "2026-03-01 15:00"]);
    let old = [("version", "99"), ("zone", "UTC"), ("detected", "2026-03-01 13:07")];
    let old = rosa.post(page, &old).await;
    old.assert_page(StatusCode::CONFLICT, &["Saved now", "2026-03-01 13:07"]);
    let set = [
        ("version", "1"),
        ("zone", "UTC"),
        ("impact_started", "2026-03-01 14:00 ±30 min"),
        ("detected", "2026-03-01 13:00"),
    ];
    rosa.post(page, &set).await.assert_redirect("/incidents/INC-1#milestones");
    let says =
        ["“Detected” is before “Impact started”", "2026-03-01 15:00 ± 30 min", "2026-03-01 14:00"];
    rosa.get(page).await.assert_page(OK, &says);
}

#[tokio::test]
async fn details_are_changed_against_the_version_seen() {
    let app = TestApp::start().await;
    let rosa = with_entry(&app).await;
    let details = |version, title, services| {
        [("version", version), ("title", title), ("kind", "incident"), ("services", services)]
    };
    rosa.post("/incidents/INC-1", &details("1", "Slower", "web, api"))
        .await
        .assert_redirect("/incidents/INC-1");
    rosa.get("/incidents/INC-1/details").await.assert_page(OK, &["Slower", "api, web"]);
    let stale = rosa.post("/incidents/INC-1", &details("1", "Mine", "db")).await;
    stale.assert_page(StatusCode::CONFLICT, &["Mine", "Slower", "Saved now"]);
    let empty = rosa.post("/incidents/INC-1", &details("2", " ", "db")).await;
    empty.assert_page(INVALID, &["The title cannot be empty.", "value=\"db\""]);
}

#[tokio::test]
async fn a_text_is_redacted_everywhere_by_an_administrator() {
    let app = TestApp::start().await;
    let rosa = with_entry(&app).await;
    let ada = app.user("Ada", Role::Administrator).await;
    let door = "/incidents/INC-1/redactions";
    let form = [("text", "hunter22"), ("reason", "A password")];
    rosa.post(door, &form).await.assert_page(StatusCode::FORBIDDEN, &["administrator may do this"]);
    ada.post(door, &[("text", "hu"), ("reason", "")])
        .await
        .assert_page(INVALID, &["at least three characters"]);
    ada.post(door, &form).await.assert_redirect("/incidents/INC-1#redactions");
    let page = ada.get(E1).await;
    page.assert_page(OK, &["Saw [redacted]"]);
    assert!(!page.body.contains("hunter22"), "{}", page.body);
    ada.get(&format!("{door}/new")).await.assert_page(OK, &["text in 1 place", "A password"]);
    ada.post(door, &[("entry", "e1"), ("reason", "")])
        .await
        .assert_page(INVALID, &["Redact the text of e1"]);
    ada.post(door, &[("entry", "e1"), ("reason", "All of it")])
        .await
        .assert_redirect("/incidents/INC-1#redactions");
    assert!(!ada.get(E1).await.body.contains("Saw"));
    ada.get(&format!("{door}/new?entry=e9"))
        .await
        .assert_page(StatusCode::NOT_FOUND, &["no such timeline entry"]);
}
