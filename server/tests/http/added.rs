//! What is said of an action beside its form, and once after it was added.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp};

const OK: StatusCode = StatusCode::OK;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn lacks(page: &Answer, text: &str) {
    assert!(!page.body.contains(text), "“{text}” in {}", page.body);
}

#[tokio::test]
async fn a_due_day_of_the_policy_is_said_before_and_after() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Checkout is slow")]).await;
    let hint = "Blank: 2 weeks for P0, 4 weeks for P1, 8 weeks for P2; else no day.";
    for page in ["/actions/new", "/incidents/INC-1/actions/new"] {
        rosa.get(page).await.assert_page(OK, &[hint]);
    }
    let urgent = [("title", "Alert on the queue"), ("priority", "p0")];
    let added = rosa.post("/incidents/INC-1/actions", &urgent).await;
    added.assert_redirect("/incidents/INC-1?added=A-1#A-1");
    let page = rosa.get("/incidents/INC-1?added=A-1").await;
    page.assert_page(OK, &["A-1 is added. Due ", ", 2 weeks for a P0."]);
    lacks(&rosa.get("/incidents/INC-1").await, "is added.");
    rosa.post("/actions", &urgent).await.assert_redirect("/actions/A-2?added=A-2#A-2");
    let page = rosa.get("/actions/A-2?added=A-2").await;
    page.assert_page(OK, &["A-2 is added. Due ", ", 2 weeks for a P0."]);
    lacks(&rosa.get("/actions/A-2?added=A-1").await, "is added.");
    // What was typed needs no explanation, and a program is answered as ever.
    let typed = [("title", "Alert"), ("priority", "p0"), ("due", "2099-01-31")];
    rosa.post("/actions", &typed).await.assert_redirect("/actions/A-3");
    assert_eq!(rosa.island("/actions", &urgent).await.json()["address"], "/actions/A-4");
}

#[tokio::test]
async fn a_hint_on_the_wording_is_beside_the_field_and_blocks_nothing() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vic = app.user("Vic", Role::Viewer).await;
    let vague = "This can go on for ever";
    // The form that comes back for another reason says it, too.
    let form = [("title", "Improve monitoring"), ("due", "2026-02-30")];
    let back = rosa.post("/actions", &form).await;
    back.assert_page(WRONG, &[vague, "value=\"Improve monitoring\""]);
    let form = [("title", "Improve monitoring")];
    rosa.post("/actions", &form).await.assert_redirect("/actions/A-1?added=A-1#A-1");
    let page = rosa.get("/actions/A-1?added=A-1").await;
    page.assert_page(OK, &["A-1 is added.", vague, "or leave it as it is."]);
    let page = rosa.get("/actions/A-1").await;
    assert_eq!(page.body.matches(vague).count(), 1, "{}", page.body);
    assert_eq!(vic.get("/actions/A-1").await.body.matches(vague).count(), 1);
    // An edit that is refused has the hint of what was typed, not of what was saved.
    let form = [("version", "1"), ("title", "Be more careful"), ("due", "x"), ("state", "open")];
    let back = rosa.post("/actions/A-1", &form).await;
    back.assert_page(WRONG, &["Care cannot be finished"]);
    lacks(&back, vague);
    let form = [("version", "1"), ("title", "Page at 500"), ("state", "open")];
    rosa.post("/actions/A-1", &form).await.assert_redirect("/actions/A-1");
    lacks(&rosa.get("/actions/A-1").await, vague);
}
