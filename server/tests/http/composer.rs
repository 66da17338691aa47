//! The composer's form without JavaScript and as the island's queue sends it: slash
//! commands, and what waited for a network.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::moment::{Moment, Source};

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const DOOR: &str = "/incidents/INC-1/entries";
const PAGE: &str = "/incidents/INC-1";

async fn rosa(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect(PAGE);
    rosa
}

async fn says(user: &User, text: &str) -> crate::app::Answer {
    user.post(DOOR, &[("body", text), ("zone", "Europe/Berlin"), ("kind", "note"), ("at", "")])
        .await
}

#[tokio::test]
async fn a_line_does_what_the_form_does() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    says(&rosa, "/sev 2: cards, too").await.assert_redirect(PAGE);
    says(&rosa, "/status monitoring at 2026-03-01 14:05: rolled back").await.assert_redirect(PAGE);
    says(&rosa, "/detected 2026-03-01 13:07 UTC")
        .await
        .assert_redirect("/incidents/INC-1#milestones");
    let page = rosa.get(PAGE).await;
    let said = [
        "no severity → SEV2",
        "cards, too",
        "Investigating → Monitoring",
        "rolled back",
        "2026-03-01 14:05 CET",
        // Read in UTC, shown in Berlin.
        "2026-03-01 14:07 CET",
    ];
    page.assert_page(OK, &said);
    says(&rosa, "/action Alarm on queue depth @rosa due 2026-12-01")
        .await
        .assert_redirect("/incidents/INC-1#A-1");
    rosa.get("/actions/A-1").await.assert_page(OK, &["Alarm on queue depth", "Rosa", "2026-12-01"]);
}

#[tokio::test]
async fn what_it_cannot_do_comes_back_at_the_text() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    for (text, why) in [
        ("/sev 9", "“9” is no severity"),
        ("/sev", "Which severity?"),
        ("/status sleeping", "“sleeping” is no status"),
        ("/status investigating", "It is already Investigating"),
        ("/detected soon", "“soon” is no time"),
        ("/action Alarm due 2026-13-01", "“2026-13-01” is no day"),
        ("/action Alarm @nobody", "Nobody’s name begins with “nobody”"),
    ] {
        let answer = says(&rosa, text).await;
        assert_eq!(answer.status, INVALID, "{text}: {}", answer.body);
        let shown = answer.body.split("id=\"composer-body-error\"").nth(1).unwrap_or_default();
        assert!(shown.split("</p>").next().unwrap().contains(why), "{text}: {shown:.200}");
        assert!(answer.body.contains(text), "{text} is kept");
    }
    let json = rosa.island(DOOR, &[("body", "/sev 9")]).await;
    assert_eq!(json.json()["fields"][0]["field"], "body");
    // The time that stood beside the text is wrong at its own field.
    let beside = rosa.island(DOOR, &[("body", "/detected"), ("at", "soon")]).await;
    assert_eq!(beside.json()["fields"][0]["field"], "at");
    let page = rosa.get(PAGE).await;
    assert!(!page.body.contains("id=\"e1\""), "nothing was logged: {}", page.body);
}

#[tokio::test]
async fn a_beginning_of_several_names_is_asked_back() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    app.user("Rosalind", Role::Responder).await;
    app.user("Ada_Lovelace", Role::Responder).await;
    let vague = says(&rosa, "/action Alarm @ROSAL").await;
    vague.assert_redirect("/incidents/INC-1#A-1");
    let vague = says(&rosa, "/action Alarm @ros").await;
    vague.assert_page(INVALID, &["may be Rosa, Rosalind"]);
    // A whole name wins over a longer one; an underscore is no wildcard.
    says(&rosa, "/action Alarm @rosa").await.assert_redirect("/incidents/INC-1#A-2");
    says(&rosa, "/action Alarm @r_s").await.assert_page(INVALID, &["Nobody’s name"]);
    says(&rosa, "/action Alarm @ada_l").await.assert_redirect("/incidents/INC-1#A-3");
}

#[tokio::test]
async fn anything_else_is_text() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    for (number, (typed, logged)) in [
        ("/etc/passwd was read", "/etc/passwd was read"),
        ("//sev 2 is what I typed", "/sev 2 is what I typed"),
        ("we set\n/sev 2", "/sev 2"),
    ]
    .into_iter()
    .enumerate()
    {
        let to = format!("/incidents/INC-1#e{}", number + 1);
        says(&rosa, typed).await.assert_redirect(&to);
        rosa.get(PAGE).await.assert_page(OK, &[logged]);
    }
    let page = rosa.get(PAGE).await;
    assert!(page.body.contains("No severity") && !page.body.contains("//sev 2"), "{}", page.body);
}

#[tokio::test]
async fn who_may_not_change_may_not_by_a_slash() {
    let app = TestApp::start().await;
    rosa(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let refused = vera.island(DOOR, &[("body", "/sev 1")]).await;
    refused.assert_page(StatusCode::FORBIDDEN, &["Only a responder"]);
    assert_eq!(says(&vera, "/sev 1").await.status, StatusCode::FORBIDDEN);
    let other = vera.post("/incidents/INC-9/entries", &[("body", "/sev 1")]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn with_keys_off_a_slash_is_a_letter() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let profile = |keys: &'static str, version: &'static str| {
        [("version", version), ("name", "Rosa"), ("zone", "Europe/Berlin"), ("keys", keys)]
    };
    rosa.get(PAGE).await.assert_page(OK, &["class=\"commands\"", "id=\"keys\""]);
    rosa.post("/profile", &profile("off", "1")).await.assert_redirect("/profile");
    says(&rosa, "/sev 2").await.assert_redirect("/incidents/INC-1#e1");
    says(&rosa, "//sev 2").await.assert_redirect("/incidents/INC-1#e2");
    let page = rosa.get(PAGE).await;
    page.assert_page(OK, &["No severity", "<p>//sev 2</p>"]);
    assert!(!page.body.contains("class=\"commands\"") && !page.body.contains("id=\"keys\""));
    // A form that says nothing of them leaves them as they are.
    let form = [("version", "2"), ("name", "Rosa"), ("zone", "Europe/Berlin")];
    rosa.post("/profile", &form).await.assert_redirect("/profile");
    rosa.get("/profile").await.assert_page(OK, &["<option value=\"off\" selected"]);
    rosa.post("/profile", &profile("on", "3")).await.assert_redirect("/profile");
    says(&rosa, "/sev 2").await.assert_redirect(PAGE);
}

const ID: (&str, &str) = ("command", "019acb00-0000-4000-8000-000000000001");

#[tokio::test]
async fn what_waited_is_logged_once_at_the_time_it_was_written() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let entry = |waited: &'static str| {
        [ID, ("body", "We fail over"), ("at", "5 min ago"), ("waited", waited)]
    };
    let first = rosa.island(DOOR, &entry("3600")).await;
    assert_eq!(first.json()["address"], "/incidents/INC-1#e1", "{}", first.body);
    // The answer was lost: the next try has waited longer.
    let again = rosa.island(DOOR, &entry("3660")).await;
    assert_eq!(again.json()["address"], "/incidents/INC-1#e1", "{}", again.body);
    let page = rosa.get(PAGE).await;
    assert!(!page.body.contains("id=\"e2\""), "{}", page.body);
    // An hour and five minutes before it was recorded.
    let times: Vec<i64> = page
        .body
        .split("id=\"e1\"")
        .nth(1)
        .unwrap()
        .split("datetime=\"")
        .skip(1)
        .take(2)
        .map(|rest| seconds(&rest[..19]))
        .collect();
    let between = times[1] - times[0];
    assert!((3900..3960).contains(&between), "{between} s in {}", page.body);
}

/// An instant of the page, to the second.
fn seconds(rfc3339: &str) -> i64 {
    let (zone, now) = (nofault_domain::zone::Zone::utc(), nofault::clock::now());
    Moment::parse(rfc3339, &zone, now, Source::Person).unwrap().at.seconds()
}

#[tokio::test]
async fn what_one_person_wrote_is_not_sent_as_another() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let vera = app.user("Vera", Role::Responder).await;
    let page = rosa.get("/incidents/INC-1").await.body;
    let person =
        page.split("data-writer=\"").nth(1).and_then(|rest| rest.get(..36)).unwrap().to_owned();
    let entry = [ID, ("body", "Mine"), ("writer", person.as_str())];
    let other = vera.island(DOOR, &entry).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED, "{}", other.body);
    assert!(other.body.contains("Somebody else is signed in"), "{}", other.body);
    let own = rosa.island(DOOR, &entry).await;
    assert_eq!(own.json()["address"], "/incidents/INC-1#e1");
    assert_eq!(app.stranger().island(DOOR, &entry).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_same_line_pressed_twice_is_done_once() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let line = [ID, ("body", "/status fixing"), ("zone", "UTC")];
    for _ in 0..2 {
        rosa.post(DOOR, &line).await.assert_redirect(PAGE);
    }
    let page = rosa.get(PAGE).await.body;
    assert_eq!(page.matches("Investigating → Fixing").count(), 1, "{page}");
}

#[tokio::test]
async fn a_line_whose_answer_was_lost_is_answered_however_late_it_is_sent_again() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let line = |waited| [ID, ("body", "/sev 2"), ("zone", "UTC"), ("waited", waited)];
    let first = rosa.island(DOOR, &line("0")).await;
    assert_eq!(first.status, OK, "{}", first.body);
    let sam = app.user("Sam", Role::Responder).await;
    says(&sam, "/status fixing").await.assert_redirect(PAGE);
    let again = rosa.island(DOOR, &line("60")).await;
    assert_eq!((again.status, again.json()), (OK, first.json()), "{}", again.body);
    // Another line that waited as long is asked about.
    let other = [("body", "/sev 3"), ("zone", "UTC"), ("waited", "60")];
    let other = rosa.island(DOOR, &other).await;
    assert_eq!(other.status, INVALID, "{}", other.body);
}
