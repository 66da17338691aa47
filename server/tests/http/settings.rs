//! People, teams, services, the profile and what holds for the installation.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{PASSWORD, TestApp};

#[tokio::test]
async fn an_invitation_shows_its_link_once() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let form = [
        ("command", "019acb00-0000-7000-8000-000000000001"),
        ("name", "Bo"),
        ("email", "bo@example.org"),
        ("role", "responder"),
    ];
    let first = ada.post("/invitations", &form).await;
    first.assert_page(StatusCode::OK, &["http://nofault.test/welcome/", "Hand this link to Bo"]);
    let second = ada.post("/invitations", &form).await;
    second.assert_page(StatusCode::OK, &["its link was shown then", "bo@example.org"]);
    assert!(!second.body.contains("/welcome/"), "{}", second.body);
    let says = ["bo@example.org", "That is no e-mail address"];
    let wrong = ada.post("/invitations", &[("name", "Cy"), ("email", "cy")]).await;
    wrong.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &says);
}

#[tokio::test]
async fn only_administrators_change_what_holds_for_all() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for page in ["/settings", "/people", "/teams"] {
        let shown = rosa.get(page).await;
        shown.assert_page(StatusCode::OK, &["</h1>"]);
        assert!(!shown.body.contains(&format!("action=\"{page}")), "{}", shown.body);
    }
    let form = [
        ("version", "1"),
        ("name", "Q"),
        ("zone", "UTC"),
        ("email", "q@example.org"),
        ("role", "viewer"),
    ];
    for door in ["/settings", "/settings/severities/sev1", "/teams", "/invitations", "/example"] {
        assert_eq!(rosa.post(door, &form).await.status, StatusCode::FORBIDDEN, "{door}");
    }
    rosa.post("/services", &[("name", "Checkout")]).await;
    rosa.get("/services").await.assert_page(StatusCode::OK, &["Checkout"]);
}

#[tokio::test]
async fn an_old_version_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let save = |name: &'static str| [("version", "1"), ("name", name), ("zone", "Europe/Paris")];
    ada.post("/settings", &save("Acme")).await.assert_redirect("/settings");
    let says = ["value=\"Apex\"", "Saved now", "Acme", "name=\"version\" value=\"2\""];
    ada.post("/settings", &save("Apex")).await.assert_page(StatusCode::CONFLICT, &says);
}

#[tokio::test]
async fn a_password_needs_the_present_one_and_ends_other_sessions() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let mut other = app.stranger();
    let form = [("email", "rosa@example.org"), ("password", PASSWORD)];
    let signed_in = other.post("/sign-in", &form).await;
    other.keep_cookie(&signed_in);
    let change = |current: &'static str| [("current", current), ("password", "another four words")];
    let wrong = rosa.post("/profile/password", &change("not my password")).await;
    wrong.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["That is not your present password."]);
    assert!(!wrong.body.contains("another four words"));
    let done = rosa.post("/profile/password", &change(PASSWORD)).await;
    done.assert_redirect("/profile?changed=password");
    let says = ["Your password is changed", "Europe/Berlin"];
    rosa.get("/profile?changed=password").await.assert_page(StatusCode::OK, &says);
    assert_eq!(other.get("/profile").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let page = ada.get("/people").await.body;
    let id = page.split("action=\"/people/").nth(1).unwrap().split('"').next().unwrap();
    let form = [("version", "1"), ("role", "viewer"), ("active", "on")];
    let refused = ada.post(&format!("/people/{id}"), &form).await;
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["This is the last administrator"]);
}
