//! A stream ends with its session, and with the server.

use std::time::Duration;

use nofault::accept;
use nofault_domain::access::Role;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::{Listening, declare};
use crate::app::{PASSWORD, TestApp, User};

async fn again(app: &TestApp, email: &str) -> User {
    let mut other = app.stranger();
    let signed_in = other.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    other.keep_cookie(&signed_in);
    other
}

#[tokio::test]
async fn signing_out_ends_the_streams_of_that_session_alone() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let phone = again(&app, "ada@example.org").await;
    let mut desk = Listening::open(&ada, None, "").await;
    let mut pocket = Listening::open(&phone, None, "").await;
    phone.post("/sign-out", &[]).await;
    assert_eq!(pocket.end().await, "signed-out");
    declare(&ada, "Slow").await;
    assert_eq!(desk.change().await.incident(), "INC-1");
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_streams() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let phone = again(&app, "ada@example.org").await;
    let mut desk = Listening::open(&ada, None, "").await;
    let mut pocket = Listening::open(&phone, None, "").await;
    let form = [("current", PASSWORD), ("password", "another four words")];
    ada.post("/profile/password", &form).await.assert_redirect("/profile?changed=password");
    assert_eq!(pocket.end().await, "signed-out");
    declare(&ada, "Slow").await;
    assert_eq!(desk.change().await.incident(), "INC-1");
}

#[tokio::test]
async fn who_is_deactivated_hears_nothing_more() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let bo = app.user("Bo", Role::Responder).await;
    let mut stream = Listening::open(&bo, None, "").await;
    let page = ada.get("/people").await.body;
    let forms: Vec<&str> = page.split("action=\"/people/").skip(1).collect();
    let bo_id = forms[1].split('"').next().unwrap();
    let form = [("version", "1"), ("role", "responder")];
    ada.post(&format!("/people/{bo_id}"), &form).await;
    assert_eq!(stream.end().await, "signed-out");
}

#[tokio::test]
async fn a_stop_ends_every_stream_at_once() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let mut first = Listening::open(&ada, None, "").await;
    let mut second = Listening::open(&ada, None, "").await;
    app.site.live.stop();
    assert_eq!(first.end().await, "stopping");
    assert_eq!(second.end().await, "stopping");
    let mut late = Listening::open(&ada, None, "").await;
    assert_eq!(late.end().await, "stopping");
}

#[tokio::test]
async fn a_server_ends_with_streams_open() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let site = app.site.clone();
    let serving = tokio::spawn(accept::serve(listener, app.router.clone(), async move {
        let _ = stopped.await;
        site.live.stop();
    }));
    let cookie = ada.cookie.clone().unwrap();
    let request = format!("GET /live HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n\r\n");
    let mut streams = Vec::new();
    for _ in 0..10 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut begin = [0; 12];
        stream.read_exact(&mut begin).await.unwrap();
        assert_eq!(&begin, b"HTTP/1.1 200");
        streams.push(stream);
    }
    // Connected, and silent.
    let _idle = TcpStream::connect(address).await.unwrap();
    stop.send(()).unwrap();
    // Requests that do not end are waited for ten seconds.
    tokio::time::timeout(Duration::from_secs(8), serving).await.unwrap().unwrap();
    for mut stream in streams {
        let mut rest = String::new();
        stream.read_to_string(&mut rest).await.unwrap();
        assert!(rest.contains("{\"why\":\"stopping\"}"), "{rest}");
    }
}
