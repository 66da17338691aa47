//! Actions: added, edited, ended by whoever owns them, opened again.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp};

/// The owner of this name, as the page's select has it.
fn owner(page: &Answer, name: &str) -> String {
    let end = page.body.find(&format!(">{name}</option>")).unwrap();
    let start = page.body[..end].rfind("value=\"").unwrap() + 7;
    page.body[start..end].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_team_shows_what_its_members_own_as_reports_count_it() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    app.user("Vic", Role::Viewer).await;
    let vics = owner(&ada.get("/actions/new").await, "Vic");
    let members = vics.strip_prefix("person:").unwrap();
    let team = [("name", "Search"), ("members", members)];
    let team = ada.island("/teams", &team).await.json();
    let team = format!("/teams/{}", team["id"].as_str().unwrap());
    ada.get(&team).await.assert_page(StatusCode::OK, &["Vic", "None."]);
    let late = [("title", "Alert on the queue"), ("owner", &vics), ("due", "2020-01-31")];
    ada.post("/actions", &late).await;
    ada.post("/actions", &[("title", "Of nobody")]).await;
    let page = ada.get(&team).await;
    page.assert_page(StatusCode::OK, &["Alert on the queue", "overdue by"]);
    assert!(page.text().contains(" · Vic") && !page.body.contains("Of nobody"), "{}", page.body);
    let json = ada.get("/reports/actions.json?team=Search").await.json();
    assert_eq!((&json["total"]["open"], &json["total"]["overdue"]), (&1.into(), &1.into()));
    ada.post("/actions/A-1/completion", &[("version", "1")]).await;
    assert!(!ada.get(&team).await.body.contains("Alert on the queue"));
}

#[tokio::test]
async fn the_owner_ends_an_action_whatever_their_role() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vic = app.user("Vic", Role::Viewer).await;
    let otto = app.user("Otto", Role::Viewer).await;
    rosa.post("/incidents", &[("title", "Checkout is slow")]).await;
    let form = rosa.get("/incidents/INC-1/actions/new").await;
    let vics = owner(&form, "Vic");
    assert!(vics.starts_with("person:"), "{vics}");
    let added = [("title", "Alert on the queue"), ("owner", &vics), ("due", "2020-01-31")];
    rosa.post("/incidents/INC-1/actions", &added).await.assert_redirect("/incidents/INC-1#A-1");
    assert_eq!(otto.get("/actions/new").await.status, StatusCode::FORBIDDEN);

    let says = ["Alert on the queue", "INC-1", "Vic", "overdue by"];
    vic.get("/actions?owner=mine&state=overdue").await.assert_page(StatusCode::OK, &says);
    let page = vic.get("/actions/A-1").await;
    page.assert_page(StatusCode::OK, &["(you, or a team of yours)", "Complete"]);
    let page = otto.get("/actions/A-1").await;
    assert!(!page.body.contains("Complete") && !page.body.contains("<h2>Edit"), "{}", page.body);
    let done = [("version", "1"), ("note", "It rings at 500")];
    let refused = otto.post("/actions/A-1/completion", &done).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    vic.post("/actions/A-1/completion", &done).await.assert_redirect("/actions/A-1");
    let says = ["Completed by Vic", "It rings at 500"];
    let page = vic.get("/actions/A-1").await;
    page.assert_page(StatusCode::OK, &says);
    // Owning it is enough to end it, and for nothing else.
    assert!(!page.body.contains("Reopen"), "{}", page.body);
    let reopening = [("version", "2")];
    let refused = vic.post("/actions/A-1/reopening", &reopening).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    rosa.get("/actions/A-1").await.assert_page(StatusCode::OK, &["Reopen"]);
    rosa.post("/actions/A-1/reopening", &reopening).await.assert_redirect("/actions/A-1");
    rosa.get("/actions/A-1").await.assert_page(StatusCode::OK, &["Before", "It rings at 500"]);
    let done = [("version", "3"), ("note", "It rings at 500")];
    vic.post("/actions/A-1/completion", &done).await.assert_redirect("/actions/A-1");
    rosa.get("/actions?state=ended").await.assert_page(StatusCode::OK, &["Alert on the queue"]);
}

#[tokio::test]
async fn declining_needs_its_reason() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/actions", &[("title", "Rewrite it")]).await.assert_redirect("/actions/A-1");
    let blank = rosa.post("/actions/A-1/refusal", &[("version", "1")]).await;
    blank.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Say why it will not be done"]);
    let why = [("version", "1"), ("note", "Too dear")];
    rosa.post("/actions/A-1/refusal", &why).await.assert_redirect("/actions/A-1");
    let says = ["Declined by Rosa", "Too dear"];
    rosa.get("/actions/A-1").await.assert_page(StatusCode::OK, &says);
    rosa.post("/actions/A-1/reopening", &[("version", "2")]).await.assert_redirect("/actions/A-1");
    rosa.get("/actions").await.assert_page(StatusCode::OK, &["Rewrite it", "everybody else’s"]);
}

#[tokio::test]
async fn an_overtaken_edit_keeps_both_texts() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/actions", &[("title", "First")]).await;
    let second = [("version", "1"), ("title", "Second"), ("state", "in_progress")];
    rosa.post("/actions/A-1", &second).await.assert_redirect("/actions/A-1");
    let late = rosa.post("/actions/A-1", &[("version", "1"), ("title", "Late one")]).await;
    let says = ["value=\"Late one\"", "Saved now", "Second", "name=\"version\" value=\"2\""];
    late.assert_page(StatusCode::CONFLICT, &says);
    let wrong = [("title", ""), ("due", "2026-02-30"), ("owner", "x")];
    let wrong = rosa.post("/actions", &wrong).await;
    let says = ["3 fields need another look", "2026-02-30"];
    wrong.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &says);
}

#[tokio::test]
async fn an_address_that_cannot_be_read_says_so() {
    let app = TestApp::start().await;
    let vic = app.user("Vic", Role::Viewer).await;
    let says = ["That owner is not known", "choose one of open, overdue, ended"];
    let answer = vic.get("/actions?owner=me&state=late").await;
    answer.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &says);
    for missing in ["/actions/A-9", "/actions/x", "/incidents/INC-9/actions/new"] {
        let status = vic.get(missing).await.status;
        assert!(matches!(status.as_u16(), 403 | 404), "{missing}: {status}");
    }
}
