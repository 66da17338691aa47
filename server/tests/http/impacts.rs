//! Impacts on their page and on the incident's; services, teams, the picture.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const PAGE: &str = "/incidents/INC-1/impacts";
const BACK: &str = "/incidents/INC-1#impacts";

async fn declared(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    rosa
}

const CHECKOUT: [(&str, &str); 5] = [
    ("service", "Checkout"),
    ("from", "2025-03-01 13:50-14:20"),
    ("fraction", "30%"),
    ("words", "Cards <b>refused</b>"),
    ("zone", "UTC"),
];

#[tokio::test]
async fn an_impact_is_seen_on_the_incident_and_drawn() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    // Only one moment is known: there is nothing to draw.
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(OK, &["<div id=\"picture\" data-live", "Add an impact"]);
    rosa.post(PAGE, &CHECKOUT).await.assert_redirect(BACK);
    let page = rosa.get("/incidents/INC-1").await;
    let says = [
        "<figure id=\"picture\"",
        "Checkout · 30%",
        "Checkout affected, 30%: Cards &lt;b&gt;refused&lt;/b&gt;",
        "2025-03-01 14:50",
        "Impact started",
        "Impact ended",
    ];
    page.assert_page(OK, &says);
    assert!(!page.body.contains(" style="), "the policy allows no inline style");
}

#[tokio::test]
async fn a_rejected_impact_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let form = [
        ("service", ""),
        ("from", "2025-03-01 14:00"),
        ("to", "2025-03-01 13:00"),
        ("fraction", "0.3"),
    ];
    let says = [
        "The name cannot be empty",
        "The end is before the start",
        "“0.3” of what?",
        "value=\"2025-03-01 13:00\"",
    ];
    rosa.post(PAGE, &form).await.assert_page(INVALID, &says);
    rosa.post(PAGE, &CHECKOUT).await.assert_redirect(BACK);
    let edit = |version, words| {
        [
            ("version", version),
            ("service", "Checkout"),
            ("from", "2025-03-01 13:50"),
            ("words", words),
            ("zone", "UTC"),
        ]
    };
    let one = format!("{PAGE}/1");
    rosa.post(&one, &edit("1", "First")).await.assert_redirect(BACK);
    let stale = rosa.post(&one, &edit("1", "Second")).await;
    stale.assert_page(
        StatusCode::CONFLICT,
        &["value=\"Second\"", "Saved now", "First", "name=\"version\" value=\"2\""],
    );
    let late =
        rosa.post(&format!("{one}/end"), &[("at", "2025-03-01 13:00"), ("zone", "UTC")]).await;
    late.assert_page(INVALID, &["The end is before the start", "value=\"2025-03-01 13:00\""]);
    rosa.post(&format!("{one}/end"), &[("at", "14:40"), ("zone", "UTC")])
        .await
        .assert_redirect(BACK);
    rosa.get(PAGE).await.assert_page(OK, &["What it said before", "Version 1: Checkout, 30%"]);
    rosa.post(&format!("{one}/removal"), &[("version", "3")]).await.assert_redirect(BACK);
    rosa.get(PAGE).await.assert_page(OK, &["Removed by "]);
    let gone = rosa.post(&one, &edit("3", "In vain")).await;
    gone.assert_page(StatusCode::CONFLICT, &["In vain", "removed this impact meanwhile"]);
    assert_eq!(
        rosa.post(&format!("{PAGE}/9"), &edit("1", "x")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_typed_milestone_wins_until_it_is_taken_from_the_impacts() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let typed = [("version", "1"), ("zone", "UTC"), ("impact_started", "2025-03-01 13:45")];
    rosa.post("/incidents/INC-1/milestones", &typed)
        .await
        .assert_redirect("/incidents/INC-1#milestones");
    rosa.post(PAGE, &CHECKOUT).await.assert_redirect(BACK);
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(OK, &["“Impact started” says ", "Take 14:50 from the impacts"]);
    let version = page.body.split("impacts/milestones").nth(1).unwrap();
    let version = version.split("name=\"version\" value=\"").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    let take = [("version", version), ("milestone", "impact_started")];
    rosa.post(&format!("{PAGE}/milestones"), &take).await.assert_redirect(BACK);
    let page = rosa.get("/incidents/INC-1").await;
    assert!(!page.body.contains("from the impacts"), "{}", page.body);
}

#[tokio::test]
async fn a_viewer_reads_and_changes_nothing() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    rosa.post(PAGE, &CHECKOUT).await.assert_redirect(BACK);
    let vera = app.user("Vera", Role::Viewer).await;
    let page = vera.get(PAGE).await;
    page.assert_page(OK, &["Checkout", "30%"]);
    assert!(!page.body.contains("Add the impact") && !page.body.contains("/removal"));
    let answer = vera.post(PAGE, &CHECKOUT).await;
    answer.assert_page(StatusCode::FORBIDDEN, &["2025-03-01 13:50-14:20"]);
}

#[tokio::test]
async fn services_say_what_they_need_and_what_needs_them() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let ada = app.user("Ada", Role::Administrator).await;
    let team = ada.island("/teams", &[("name", "Payments")]).await.json();
    let team = team["id"].as_str().unwrap().to_owned();
    let gateway = [("name", "Gateway"), ("tier", "1"), ("provider", "on"), ("team", team.as_str())];
    let gateway = rosa.island("/services", &gateway).await.json();
    let address = gateway["address"].as_str().unwrap().to_owned();
    rosa.post("/services", &[("name", "Checkout"), ("needs", "Gateway")]).await;
    rosa.post("/services", &[("name", "Web"), ("needs", "Checkout")]).await;
    let hit = [("service", "Gateway"), ("from", "2025-03-01 13:50"), ("zone", "UTC")];
    rosa.post(PAGE, &hit).await.assert_redirect(BACK);
    let says =
        ["1: without it nothing works", "A provider", "Affected now", "INC-1 Slow", "2 steps away"];
    rosa.get(&address).await.assert_page(OK, &says);
    rosa.get("/services").await.assert_page(OK, &["Open incidents of Gateway: 1", "Payments"]);
    rosa.get("/incidents/INC-1").await.assert_page(OK, &["May reach: ", "Web"]);
    rosa.get(&format!("/teams/{team}")).await.assert_page(OK, &["Gateway", "INC-1 Slow"]);
    let change = [("version", "1"), ("name", "Gate"), ("needs", "gate")];
    rosa.post(&address, &change)
        .await
        .assert_page(INVALID, &["does not need itself", "value=\"Gate\""]);
    let change = [("version", "9"), ("name", "Gate")];
    rosa.post(&address, &change).await.assert_page(StatusCode::CONFLICT, &["Saved now", "Gateway"]);
    for unknown in ["/services/x", "/teams/019acb00-0000-7000-8000-000000000001"] {
        assert_eq!(rosa.get(unknown).await.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}
