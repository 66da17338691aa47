//! The edges: headers, sizes, what is not there, what cannot be read.

use axum::body::Body;
use http::{Request, StatusCode, header};
use nofault_domain::access::Role;

use crate::app::TestApp;

#[tokio::test]
async fn every_answer_carries_its_policy() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let mut nonces = Vec::new();
    for path in ["/incidents", "/incidents/new", "/nothing", "/sign-in", "/healthz"] {
        let answer = ada.get(path).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{policy}"
        );
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        for script in answer.body.split("<script").skip(1) {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: {script}");
        }
        assert!(!answer.body.contains(" style="), "{path} has an inline style");
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(!nonces.contains(&nonce), "a nonce is used once");
        nonces.push(nonce);
    }
}

#[tokio::test]
async fn what_is_not_there_is_404_with_a_way_on() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    for path in
        ["/nothing", "/incidents/INC-7", "/incidents/what", "/incidents/INC-99999999999999999999"]
    {
        ada.get(path)
            .await
            .assert_page(StatusCode::NOT_FOUND, &["Not found", "Go to the incidents"]);
    }
    let entry = [("body", "x")];
    assert_eq!(ada.post("/incidents/INC-7/entries", &entry).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn bad_input_is_an_answer_and_no_panic() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.post("/incidents", &[("title", "Search")]).await;
    let form = || {
        Request::post("/incidents")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    };
    let large = vec![b'a'; 3 * 1024 * 1024];
    assert_eq!(ada.send(form(), Body::from(large)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    for body in ["title=%ff%fe", "%", "title=a&title=b", "=&=&="] {
        let answer = ada.send(form(), Body::from(body)).await;
        assert!(!answer.status.is_server_error(), "{body}: {}", answer.status);
    }
    let json = Request::post("/incidents").header(header::CONTENT_TYPE, "application/json");
    assert_eq!(ada.send(json, Body::from("[")).await.status, StatusCode::BAD_REQUEST);
    for query in [
        "status=x",
        "severity=9",
        "from=yesterday",
        "older=1.2.3",
        "older=x",
        "q=%25_%5c'%22",
        "page=%00",
    ] {
        let answer = ada.get(&format!("/incidents?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
    }
    ada.get("/incidents?status=x")
        .await
        .assert_page(StatusCode::OK, &["Not understood, and left out: status=x"]);
}
