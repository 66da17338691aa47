//! A postmortem from its beginning to its second publication.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const PAGE: &str = "/incidents/INC-1/postmortem";
const SUMMARY: &str = "/incidents/INC-1/postmortem/sections/summary";
const PUBLICATION: &str = "/incidents/INC-1/postmortem/publication";

async fn begun(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    rosa.get(PAGE).await.assert_page(OK, &["Begin the postmortem"]);
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    rosa
}

#[tokio::test]
async fn it_is_begun_once() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    let says = ["Somebody began this postmortem meanwhile", "What contributed"];
    rosa.post(PAGE, &[]).await.assert_page(StatusCode::CONFLICT, &says);
    let vera = app.user("Vera", Role::Viewer).await;
    vera.get(PAGE).await.assert_page(OK, &["Draft", "Nothing is written yet."]);
    vera.post(PUBLICATION, &[("version", "1")])
        .await
        .assert_page(StatusCode::FORBIDDEN, &["Only a responder may do this."]);
}

#[tokio::test]
async fn two_writers_of_a_section_overwrite_nothing() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    let to = "/incidents/INC-1/postmortem#summary";
    rosa.post(SUMMARY, &[("version", "1"), ("body", "# First\n\n<b>x</b>")])
        .await
        .assert_redirect(to);
    let late = rosa.post(SUMMARY, &[("version", "1"), ("body", "Mine")]).await;
    let says = ["Saved now", "# First", "Mine", "name=\"version\" value=\"2\""];
    late.assert_page(StatusCode::CONFLICT, &says);
    rosa.post(SUMMARY, &[("version", "2"), ("body", "Both")]).await.assert_redirect(to);
    rosa.get(SUMMARY).await.assert_page(OK, &["What it said before"]);
    let history = rosa.get(&format!("{SUMMARY}/history")).await;
    history.assert_page(OK, &["Version 3", "&lt;b&gt;x&lt;/b&gt;"]);
    let none = rosa.get("/incidents/INC-1/postmortem/sections/none").await;
    none.assert_page(StatusCode::NOT_FOUND, &["no such section"]);
    let vera = app.user("Vera", Role::Viewer).await;
    vera.get(SUMMARY).await.assert_page(StatusCode::FORBIDDEN, &["Not for you"]);
    let vain = vera.post(SUMMARY, &[("version", "3"), ("body", "My words")]).await;
    vain.assert_page(StatusCode::FORBIDDEN, &["My words"]);
}

#[tokio::test]
async fn viewers_read_what_was_published() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let nothing = rosa.post(PUBLICATION, &[("version", "1")]).await;
    nothing.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Nothing is written yet: a summary"]);
    rosa.post(SUMMARY, &[("version", "1"), ("body", "Published words")]).await;
    let old = rosa.post(PUBLICATION, &[("version", "1")]).await;
    old.assert_page(StatusCode::CONFLICT, &["Published words", "name=\"version\" value=\"2\""]);
    rosa.post(PUBLICATION, &[("version", "2")]).await.assert_redirect(PAGE);
    rosa.post(SUMMARY, &[("version", "2"), ("body", "Later words")]).await;
    rosa.get(PAGE).await.assert_page(OK, &["Later words", "Changed since publication"]);
    let published = format!("{PAGE}?published");
    rosa.get(&published).await.assert_page(OK, &["Published words", "This is the published text."]);
    let page = vera.get(PAGE).await;
    page.assert_page(OK, &["Published words", "Published</dt>"]);
    assert!(!page.body.contains("Later words"), "{}", page.body);
    // Nor by way of a form that is refused.
    for form in [&[][..], &[("version", "1"), ("body", "x")], &[("version", "3")]] {
        let refused = vera.post(SUMMARY, form).await;
        assert!(!refused.body.contains("Later words"), "{}", refused.body);
    }
    rosa.post(PUBLICATION, &[("version", "4")]).await.assert_redirect(PAGE);
    vera.get(PAGE).await.assert_page(OK, &["Later words"]);
}
