//! Signing in and out, and what is seen without.

use axum::body::Body;
use http::{Request, StatusCode, header};
use nofault_domain::access::Role;

use crate::app::{PASSWORD, TestApp};

#[tokio::test]
async fn without_a_session_only_the_doors_are_open() {
    let app = TestApp::start().await;
    app.user("Ada", Role::Administrator)
        .await
        .post("/incidents", &[("title", "Secret outage")])
        .await;
    let stranger = app.stranger();
    let answer = stranger.get("/incidents/INC-1?a=b").await;
    answer.assert_redirect("/sign-in?next=%2Fincidents%2FINC-1%3Fa%3Db");
    for path in ["/incidents", "/incidents/INC-1", "/nothing", "/reports/durations.json", "/people"]
    {
        let answer = stranger.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(!answer.body.contains("Secret"), "{path}");
    }
    assert_eq!(
        stranger.island("/incidents", &[("title", "x")]).await.status,
        StatusCode::UNAUTHORIZED
    );
    for path in ["/healthz", "/readyz"] {
        assert_eq!(stranger.get(path).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_kept() {
    let app = TestApp::start().await;
    let answer =
        app.stranger().post("/incidents/INC-1/entries", &[("body", "an hour <of> work")]).await;
    answer.assert_page(
        StatusCode::UNAUTHORIZED,
        &["an hour &lt;of&gt; work", "Send it again", "/incidents/INC-1/entries"],
    );
}

#[tokio::test]
async fn signing_in_and_out() {
    let app = TestApp::start().await;
    let mut ada = app.user("Ada", Role::Administrator).await;
    let first = ada.cookie.clone();
    let form = [("email", "ADA@example.org"), ("password", PASSWORD), ("next", "/incidents/new")];
    let answer = ada.post("/sign-in", &form).await;
    answer.assert_redirect("/incidents/new");
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.starts_with("nofault=")
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax")
    );
    ada.keep_cookie(&answer);
    assert_ne!(ada.cookie, first);
    assert_eq!(ada.get("/incidents").await.status, StatusCode::OK);
    ada.post("/sign-out", &[]).await.assert_redirect("/sign-in");
    assert_eq!(ada.get("/incidents").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn over_tls_the_cookie_is_of_the_host_alone() {
    let app = TestApp::at("https://nofault.example").await;
    let ada = app.user("Ada", Role::Administrator).await;
    let form = [("email", "ada@example.org"), ("password", PASSWORD)];
    let answer = ada.post("/sign-in", &form).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-nofault=")
            && cookie.contains("; Secure")
            && cookie.contains("Path=/")
    );
    assert!(answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
}

#[tokio::test]
async fn wrong_tries_say_the_same_and_have_to_wait() {
    let app = TestApp::start().await;
    app.user("Ada", Role::Administrator).await;
    let stranger = app.stranger();
    let wrong = "The e-mail or the password is not right.";
    for email in ["ada@example.org", "nobody@example.org"] {
        let answer =
            stranger.post("/sign-in", &[("email", email), ("password", "wrong wrong wrong")]).await;
        answer.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &[wrong, email]);
        assert!(!answer.body.contains("wrong wrong wrong"), "a password is not sent back");
    }
    let form = [("email", "ada@example.org"), ("password", "wrong wrong wrong")];
    for _ in 0..6 {
        stranger.post("/sign-in", &form).await;
    }
    let right = [("email", "ada@example.org"), ("password", PASSWORD)];
    stranger
        .post("/sign-in", &right)
        .await
        .assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Too many tries"]);
}

#[tokio::test]
async fn other_sites_cannot_post() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let request = Request::post("/incidents")
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = ada.send(request, Body::from("title=evil")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(ada.get("/incidents/INC-1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_one_time_link_works_once() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let answer = stranger.get("/welcome/0000").await;
    answer.assert_page(StatusCode::OK, &["This link no longer works"]);
    let form = [("name", "Eve"), ("email", "eve@example.org"), ("password", PASSWORD)];
    assert_eq!(stranger.post("/welcome/0000", &form).await.status, StatusCode::NOT_FOUND);
}
