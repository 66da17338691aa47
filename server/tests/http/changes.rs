//! What a browser that shows an incident fetches when something changed.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp, User};

const PAGE: &str = "/incidents/INC-1/changes";

/// What the page says after `before`, up to a quote.
fn said<'a>(answer: &'a Answer, before: &str) -> &'a str {
    let (_, after) = answer.body.split_once(before).unwrap();
    after.split_once('"').unwrap().0
}

/// The ids of the entries that changed, in their order.
fn entries(answer: &Answer) -> Vec<&str> {
    let (_, list) = answer.body.split_once("<ol id=\"changed\"").unwrap();
    let list = list.split_once("</ol>").unwrap().0;
    list.split("<li id=\"").skip(1).map(|item| item.split_once('"').unwrap().0).collect()
}

async fn since(user: &User, event: &str) -> Answer {
    let answer = user.get(&format!("{PAGE}?after={event}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer
}

/// The event up to which the page of the incident is true.
async fn seen(user: &User) -> String {
    let everything = since(user, "0").await;
    said(&everything, "data-event=\"").to_owned()
}

async fn log(user: &User, body: &str, at: &str) {
    let answer = user.post("/incidents/INC-1/entries", &[("body", body), ("at", at)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn begin(app: &TestApp) -> (User, User) {
    let rosa = app.user("Rosa", Role::Responder).await;
    let vera = app.user("Vera", Role::Viewer).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    log(&rosa, "First entry", "").await;
    log(&rosa, "Second entry", "").await;
    (rosa, vera)
}

#[tokio::test]
async fn only_changed_entries_come_with_every_other_part() {
    let app = TestApp::start().await;
    let (rosa, vera) = begin(&app).await;
    let before = seen(&vera).await;
    let nothing = since(&vera, &before).await;
    assert_eq!((entries(&nothing), said(&nothing, "data-event=\"")), (vec![], before.as_str()));
    for part in ["head", "summary", "facts", "order", "redacted"] {
        assert!(nothing.body.contains(&format!("id=\"{part}\"")), "{part}: {}", nothing.body);
    }

    log(&rosa, "Much **earlier**", "2026-01-05 14:05").await;
    let deletion = "/incidents/INC-1/entries/e1/deletion";
    rosa.post(deletion, &[("version", "1")]).await.assert_redirect("/incidents/INC-1#e1");
    let changed = since(&vera, &before).await;
    assert_eq!(entries(&changed), ["e3", "e1"]);
    changed.assert_page(
        StatusCode::OK,
        &["<strong>earlier</strong>", "Deleted by ", "data-at=\"1767", "data-number=\"3\""],
    );
    assert!(!changed.body.contains("First entry") && !changed.body.contains("Second entry"));
    assert_eq!(said(&changed, "data-news=\""), "1");
    assert_eq!(said(&since(&rosa, &before).await, "data-news=\""), "0");
    // Asked for again from there, nothing comes twice.
    let after = said(&changed, "data-event=\"").to_owned();
    assert_eq!(entries(&since(&vera, &after).await), Vec::<&str>::new());
}

#[tokio::test]
async fn a_status_brings_the_head_the_facts_and_its_entry() {
    let app = TestApp::start().await;
    let (rosa, vera) = begin(&app).await;
    let before = seen(&vera).await;
    let status = [("version", "1"), ("status", "fixing")];
    let answer = rosa.post("/incidents/INC-1/status", &status).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let changed = since(&vera, &before).await;
    assert_eq!(entries(&changed), ["e3"]);
    changed.assert_page(StatusCode::OK, &["Investigating → Fixing", "status fixing open"]);
}

#[tokio::test]
async fn the_page_says_from_where_to_ask_and_offers_a_refresh() {
    let app = TestApp::start().await;
    let (_, vera) = begin(&app).await;
    let event = seen(&vera).await;
    let page = vera.get("/incidents/INC-1").await;
    assert!(page.body.contains(&format!("data-event=\"{event}\"")), "{}", page.body);
    page.assert_page(StatusCode::OK, &["As of ", "<a href=\"/incidents/INC-1\">Refresh</a>"]);
}

#[tokio::test]
async fn what_one_may_not_see_is_not_found() {
    let app = TestApp::start().await;
    let (rosa, vera) = begin(&app).await;
    let event = seen(&vera).await;
    app.hide(IncidentNumber(1)).await;
    for user in [&rosa, &vera] {
        let answer = user.get(&format!("{PAGE}?after={event}")).await;
        answer.assert_page(StatusCode::NOT_FOUND, &["Not found"]);
        assert!(!answer.body.contains("First entry") && !answer.body.contains("Slow"));
    }
    let none = vera.get("/incidents/INC-7/changes?after=0").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let stranger = app.stranger().get(PAGE).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_offer_stays_whatever_else_changes() {
    let app = TestApp::start().await;
    let (rosa, vera) = begin(&app).await;
    log(&rosa, "The error rate is back to normal", "").await;
    let before = seen(&rosa).await;
    log(&rosa, "Coffee is out", "").await;
    let changed = since(&rosa, &before).await;
    assert_eq!(entries(&changed), ["e4"]);
    changed.assert_page(StatusCode::OK, &["Mitigated</strong> is not set", "<a href=\"#e3\">e3"]);
    assert!(!since(&vera, &before).await.body.contains("is not set"), "a viewer sets nothing");

    let page = rosa.get("/incidents/INC-1").await;
    let version = page.body.split("name=\"version\" value=\"").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    let status = [("version", version), ("status", "resolved")];
    let answer = rosa.post("/incidents/INC-1/status", &status).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let before = seen(&rosa).await;
    log(&rosa, "Lunch", "").await;
    let changed = since(&rosa, &before).await;
    assert_eq!(entries(&changed), ["e6"]);
    changed.assert_page(StatusCode::OK, &["is not set", "when it went to resolved"]);
}
