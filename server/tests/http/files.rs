//! Files as evidence: sent with a form, served through the viewer, taken away; pins; pasted blocks.

use axum::body::Body;
use http::{Request, StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const ENTRIES: &str = "/incidents/INC-1/entries";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06";

/// As a browser sends a form with files.
pub async fn send(
    user: &User,
    to: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    send_as(user, to, "text/html", fields, files).await
}

async fn send_as(
    user: &User,
    to: &str,
    accept: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
    }
    for (name, bytes) in files {
        let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"";
        // What the sender calls it is not believed.
        let kind = "\"\r\ncontent-type: image/png\r\n\r\n";
        body.extend_from_slice(format!("{head}{name}{kind}").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    let request = Request::post(to)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    user.send(request, Body::from(body)).await
}

async fn declared(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    rosa
}

/// The addresses of the files on a page.
fn files(page: &Answer) -> Vec<String> {
    let parts = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found = parts.filter(|href| href.contains("/files/") && !href.ends_with("/redaction"));
    found.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_picture_is_shown_and_anything_else_is_saved() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let script =
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".as_slice();
    let sent = [("größe.png", PNG), ("evil.png", script), ("", b"".as_slice())];
    send(&rosa, ENTRIES, &[("body", "")], &sent).await.assert_redirect("/incidents/INC-1#e1");
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(OK, &["width=\"640\"", "height=\"480\"", "alt=\"größe.png\"", "evil.png"]);
    let [picture, other] = &files(&page)[..] else { panic!("{}", page.body) };

    let shown = rosa.get(picture).await;
    assert_eq!(
        (shown.status, &shown.headers[header::CONTENT_TYPE]),
        (OK, &"image/png".parse().unwrap())
    );
    let disposition = shown.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(disposition, "inline; filename=\"gr__e.png\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.png");
    let tag = shown.headers[header::ETAG].clone();
    let again = Request::get(picture).header(header::IF_NONE_MATCH, &tag);
    let again = rosa.send(again, Body::empty()).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));

    let saved = rosa.get(other).await;
    assert_eq!(saved.body.as_bytes(), script);
    assert_eq!(saved.headers[header::CONTENT_TYPE], "application/octet-stream");
    assert!(
        saved.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment;")
    );
    for answer in [shown, saved] {
        let has = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
        assert_eq!(has("x-content-type-options"), "nosniff");
        assert_eq!(has("cross-origin-resource-policy"), "same-origin");
        assert_eq!(has("cache-control"), "private, no-cache");
        let policy = has("content-security-policy");
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("script-src"), "{policy}");
    }
}

#[tokio::test]
async fn what_one_may_not_see_is_not_found() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    send(&rosa, ENTRIES, &[("body", "Shot")], &[("a.png", PNG)]).await;
    let file = files(&rosa.get("/incidents/INC-1").await).remove(0);
    assert_eq!(vera.get(&file).await.status, OK);
    rosa.post("/incidents", &[("title", "Other")]).await.assert_redirect("/incidents/INC-2");
    let elsewhere = rosa.get(&file.replace("INC-1", "INC-2")).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    app.hide(IncidentNumber(1)).await;
    let hidden = vera.get(&file).await;
    hidden.assert_page(StatusCode::NOT_FOUND, &["or you may not see it"]);
    let stranger = app.stranger().get(&file).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_press_is_logged_once_and_its_files_make_it_another() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let form = [("command", "019acb00-0000-7000-8000-000000000001"), ("body", "Shot")];
    for _ in 0..2 {
        send(&rosa, ENTRIES, &form, &[("a.png", PNG)]).await.assert_redirect("/incidents/INC-1#e1");
    }
    // Back, and another file chosen.
    send(&rosa, ENTRIES, &form, &[("a.log", b"x")]).await.assert_redirect("/incidents/INC-1#e2");
    let island =
        send_as(&rosa, ENTRIES, "application/json", &[("body", "")], &[("a.log", b"x")]).await;
    assert_eq!(island.json()["address"], "/incidents/INC-1#e3");
    let more = format!("{ENTRIES}/e3/files");
    send(&rosa, &more, &[], &[("b.log", b"y")]).await.assert_redirect("/incidents/INC-1#e3");
    send(&rosa, &more, &[], &[]).await.assert_page(INVALID, &["Choose a file first."]);
}

#[tokio::test]
async fn what_is_too_large_is_said_and_the_text_stays() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let large = vec![b'x'; 10 * 1024 * 1024 + 1];
    let body = [("body", "My words"), ("at", "14:05")];
    let refused = send(&rosa, ENTRIES, &body, &[("big.log", &large), ("a.png", PNG)]).await;
    let says = ["My words", "“big.log” is larger than 10 MiB", "Choose the files again"];
    refused.assert_page(INVALID, &says);
    let eleven = vec![("a.log", b"x".as_slice()); 11];
    send(&rosa, ENTRIES, &body, &eleven)
        .await
        .assert_page(INVALID, &["My words", "11 files; 10 fit"]);
    let json = send_as(&rosa, ENTRIES, "application/json", &body, &eleven).await;
    assert_eq!(json.json()["fields"][0]["field"], "file");
    // Other forms take no more than before.
    let title = "x".repeat(3 * 1024 * 1024);
    let other = rosa.post("/incidents", &[("title", &title)]).await;
    assert_eq!(other.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Nobody is signed in any more: what was typed is kept.
    let late = send(&app.stranger(), ENTRIES, &body, &[("a.png", PNG)]).await;
    late.assert_page(StatusCode::UNAUTHORIZED, &["My words"]);
    assert!(files(&rosa.get("/incidents/INC-1").await).is_empty());
}

#[tokio::test]
async fn a_file_is_removed_by_an_administrator_with_a_reason() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let ada = app.user("Ada", Role::Administrator).await;
    send(&rosa, ENTRIES, &[("body", "Shot")], &[("customer.png", PNG)]).await;
    let page = ada.get("/incidents/INC-1").await;
    let file = files(&page).remove(0);
    let removal = file.replace("/customer.png", "/redaction");
    page.assert_page(OK, &[&removal]);
    rosa.get(&removal).await.assert_page(StatusCode::FORBIDDEN, &["Not for you"]);
    rosa.post(&removal, &[("reason", "x")])
        .await
        .assert_page(StatusCode::FORBIDDEN, &["Only an administrator"]);
    ada.get(&removal).await.assert_page(OK, &["customer.png", "Remove the file"]);
    ada.post(&removal, &[("reason", " ")]).await.assert_page(INVALID, &["cannot be empty"]);
    let reason = [("reason", "A customer’s address is on it")];
    ada.post(&removal, &reason).await.assert_redirect("/incidents/INC-1#e1");
    assert_eq!(rosa.get(&file).await.status, StatusCode::NOT_FOUND);
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(OK, &["A file was removed by ", ">Ada<", "A customer’s address is on it"]);
    assert!(!page.body.contains("customer.png"), "{}", page.body);
}

#[tokio::test]
async fn a_key_moment_is_pinned_by_one_press_and_found_by_the_filter() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let evidence = "https://grafana.example/d/1?from=now";
    for (body, kind, evidence) in
        [("Looks slow", "observation", evidence), ("Roll back", "decision", "")]
    {
        let form = [("body", body), ("kind", kind), ("evidence", evidence)];
        rosa.post(ENTRIES, &form).await;
    }
    let bad = [("body", "Typed"), ("evidence", "javascript:alert(1)")];
    rosa.post(ENTRIES, &bad).await.assert_page(INVALID, &["Typed", "A link begins with https://"]);
    let pin = format!("{ENTRIES}/e2/pin");
    let on = [("version", "1"), ("pinned", "on")];
    rosa.post(&pin, &on).await.assert_redirect("/incidents/INC-1#e2");
    let twice = rosa.post(&pin, &on).await;
    twice.assert_page(StatusCode::CONFLICT, &["the entry is pinned now"]);
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(
        OK,
        &["grafana.example/d/1…", "noopener noreferrer", "Unpin e2: no key moment"],
    );
    let pinned = rosa.get("/incidents/INC-1?show=pinned").await;
    pinned.assert_page(OK, &["Roll back", "show=pinned"]);
    assert!(!pinned.body.contains("Looks slow"), "{}", pinned.body);
    let kinds = rosa.get("/incidents/INC-1?show=observation,hypothesis&order=oldest").await;
    kinds.assert_page(OK, &["Looks slow"]);
    assert!(!kinds.body.contains("Roll back"), "{}", kinds.body);
    rosa.get("/incidents/INC-1?show=note").await.assert_page(OK, &["is of this kind"]);
    rosa.get(&format!("{ENTRIES}/e2")).await.assert_page(OK, &["Revisions", "pinned</p>"]);
}

#[tokio::test]
async fn a_pasted_block_is_looked_at_and_logged_once() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let page = "/incidents/INC-1/paste";
    vera.get(page).await.assert_page(StatusCode::FORBIDDEN, &["Not for you"]);
    rosa.get(page).await.assert_page(OK, &["Look at the entries", "value=\"Europe/Berlin\""]);
    let text = "Copied from chat\n14:03 rosa: <b>slow</b>\n14:05:30 ben: on it";
    let mut form = vec![("text", text), ("day", "2026-03-01"), ("zone", "UTC"), ("kind", "note")];
    let preview = format!("{page}/preview");
    let says = [
        "2 entries",
        "2026-03-01 14:05:30",
        "<td class=\"said\">rosa: &lt;b&gt;slow",
        "Copied from chat",
        "name=\"at2\"",
    ];
    rosa.post(&preview, &form).await.assert_page(OK, &says);
    let bad = [("text", text), ("day", "soon"), ("zone", "UTC")];
    rosa.post(&preview, &bad).await.assert_page(INVALID, &["is no day", "Copied from chat"]);
    assert!(!rosa.get("/incidents/INC-1").await.body.contains("on it"));

    form.extend([
        ("at1", "2026-03-01 14:01"),
        ("at2", "half past"),
        ("chosen", "1"),
        ("chosen", "2"),
    ]);
    let refused = rosa.post(page, &form).await;
    refused
        .assert_page(INVALID, &["half past", "is no time", "2026-03-01 14:01", "Copied from chat"]);
    form.retain(|(name, _)| *name != "at2");
    form.push(("command", "019acb00-0000-7000-8000-000000000002"));
    for _ in 0..2 {
        rosa.post(page, &form).await.assert_redirect("/incidents/INC-1#e1");
    }
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(OK, &["id=\"e2\"", "2026-03-01 15:01", "2026-03-01 15:05"]);
    assert!(!page.body.contains("id=\"e3\""), "{}", page.body);
}
