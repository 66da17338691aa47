//! One command through its doors: a form, an island; taken, refused, repeated, outdated.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::TestApp;

#[tokio::test]
async fn a_title_is_enough_to_declare() {
    let app = TestApp::start().await;
    let responder = app.user("Rosa", Role::Responder).await;
    responder
        .post("/incidents", &[("title", "Checkout is slow")])
        .await
        .assert_redirect("/incidents/INC-1");
    let page = responder.get("/incidents/INC-1").await;
    page.assert_page(StatusCode::OK, &["Checkout is slow", "INC-1", "Investigating", "Declared"]);
    responder
        .get("/incidents")
        .await
        .assert_page(StatusCode::OK, &["Checkout is slow", "1 incident"]);
}

#[tokio::test]
async fn a_rejected_form_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let responder = app.user("Rosa", Role::Responder).await;
    let form = [
        ("title", ""),
        ("impact_started", "half past <b>"),
        ("summary", "Long story"),
        ("severity", "sev2"),
    ];
    let answer = responder.post("/incidents", &form).await;
    answer.assert_page(
        StatusCode::UNPROCESSABLE_ENTITY,
        &[
            "The title cannot be empty.",
            "half past &lt;b&gt;",
            "Long story",
            "2 fields need another look",
        ],
    );
    assert!(answer.body.contains(r#"<option value="sev2" selected"#), "{}", answer.body);

    let answer = responder.island("/incidents", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields: Vec<_> =
        answer.json()["fields"].as_array().unwrap().iter().map(|f| f["field"].clone()).collect();
    assert_eq!(fields, ["title", "impact_started"]);
}

#[tokio::test]
async fn a_double_tap_declares_once() {
    let app = TestApp::start().await;
    let responder = app.user("Rosa", Role::Responder).await;
    let form = [("title", "Twice"), ("command", "01900000-0000-7000-8000-000000000001")];
    responder.post("/incidents", &form).await.assert_redirect("/incidents/INC-1");
    responder.post("/incidents", &form).await.assert_redirect("/incidents/INC-1");
    let repeated = responder.island("/incidents", &form).await;
    assert_eq!(repeated.json()["address"], "/incidents/INC-1");
    assert_eq!(responder.get("/incidents/INC-2").await.status, StatusCode::NOT_FOUND);

    let other = app.user("Otto", Role::Responder).await;
    assert_eq!(other.post("/incidents", &form).await.status, StatusCode::CONFLICT);
    let damaged = [("title", "Twice"), ("command", "x")];
    assert_eq!(other.post("/incidents", &damaged).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn going_back_and_typing_something_else_loses_nothing() {
    let app = TestApp::start().await;
    let responder = app.user("Rosa", Role::Responder).await;
    let id = ("command", "01900000-0000-7000-8000-000000000001");
    responder.post("/incidents", &[("title", "One"), id]).await.assert_redirect("/incidents/INC-1");
    responder.post("/incidents", &[("title", "Two"), id]).await.assert_redirect("/incidents/INC-2");
    responder.post("/incidents", &[("title", "One"), id]).await.assert_redirect("/incidents/INC-1");
}

#[tokio::test]
async fn an_old_version_gets_409_and_loses_nothing() {
    let app = TestApp::start().await;
    let responder = app.user("Rosa", Role::Responder).await;
    responder.post("/incidents", &[("title", "Search")]).await;
    let fix = [("version", "1"), ("status", "fixing"), ("comment", "we know")];
    responder.post("/incidents/INC-1/status", &fix).await.assert_redirect("/incidents/INC-1");
    let late = [("version", "1"), ("status", "monitoring"), ("comment", "typed in vain?")];
    let answer = responder.post("/incidents/INC-1/status", &late).await;
    answer.assert_page(StatusCode::CONFLICT, &["typed in vain?", "Rosa saved this ", "Fixing"]);
}

#[tokio::test]
async fn a_viewer_reads_and_changes_nothing() {
    let app = TestApp::start().await;
    let (responder, viewer) =
        (app.user("Rosa", Role::Responder).await, app.user("Vera", Role::Viewer).await);
    responder.post("/incidents", &[("title", "Search")]).await;
    let page = viewer.get("/incidents/INC-1").await;
    page.assert_page(StatusCode::OK, &["Search"]);
    assert!(!page.body.contains("composer"), "a viewer is shown no form");
    let answer = viewer.post("/incidents/INC-1/entries", &[("body", "hello")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = viewer.post("/incidents", &[("title", "Mine")]).await;
    answer.assert_page(StatusCode::FORBIDDEN, &["Only a responder may do this"]);
}

#[tokio::test]
async fn what_is_typed_breaks_out_of_nothing() {
    let app = TestApp::start().await;
    let responder = app.user("Rosa", Role::Responder).await;
    let evil = "</textarea></title>'\"><script>alert(1)</script>";
    let form = [("title", evil), ("summary", evil), ("services", evil), ("impact_started", evil)];
    let rejected = responder.post("/incidents", &form).await;
    assert_eq!(rejected.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = [("title", evil), ("summary", evil), ("services", evil)];
    responder.post("/incidents", &taken).await.assert_redirect("/incidents/INC-1");
    responder.post("/incidents/INC-1/entries", &[("body", evil)]).await;
    let refused = responder.post("/incidents/INC-1/entries", &[("body", evil), ("at", evil)]).await;
    let pages = [
        rejected,
        refused,
        responder.get("/incidents/INC-1").await,
        responder.get("/incidents").await,
    ];
    for page in pages {
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    }
}

#[tokio::test]
async fn entries_are_markdown_that_cannot_harm() {
    let app = TestApp::start().await;
    let responder = app.user("Rosa", Role::Responder).await;
    responder.post("/incidents", &[("title", "Search")]).await;
    let body = "**bold** <script>alert(1)</script> [x](javascript:alert(1))";
    responder
        .post("/incidents/INC-1/entries", &[("body", body)])
        .await
        .assert_redirect("/incidents/INC-1#e1");
    let page = responder.get("/incidents/INC-1").await;
    page.assert_page(StatusCode::OK, &["<strong>bold</strong>", "&lt;script&gt;alert(1)"]);
    assert!(!page.body.contains("href=\"javascript"), "{}", page.body);
    let preview = responder.post("/preview", &[("body", body)]).await;
    preview.assert_page(StatusCode::OK, &["<strong>bold</strong>"]);
}
