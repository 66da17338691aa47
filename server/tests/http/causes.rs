//! Changes: recorded by form and from a file, named as causes, hidden with what is private.

use axum::body::Body;
use http::{Request, StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const CONFLICT: StatusCode = StatusCode::CONFLICT;

async fn record(user: &User, service: &str, title: &str, at: &str) {
    let form =
        [("kind", "release"), ("service", service), ("title", title), ("at", at), ("zone", "UTC")];
    let answer = user.post("/changes", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn declare(user: &User, title: &str, service: &str) {
    let form = [
        ("title", title),
        ("services", service),
        ("impact_started", "2026-03-01 12:00"),
        ("zone", "UTC"),
    ];
    let answer = user.post("/incidents", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn a_change_is_recorded_and_named_as_a_cause() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vic = app.user("Vic", Role::Viewer).await;
    rosa.get("/changes").await.assert_page(OK, &["No change recorded yet", "Record a change"]);
    assert_eq!(vic.get("/changes/new").await.status, StatusCode::FORBIDDEN);
    rosa.get("/changes/new?service=Web").await.assert_page(OK, &["value=\"Web\""]);
    let wrong = [("kind", "party"), ("service", "Web"), ("title", "<b>4.2"), ("link", "x")];
    let page = rosa.post("/changes", &wrong).await;
    page.assert_page(INVALID, &["2 fields need another look.", "value=\"&lt;b&gt;4.2\""]);
    record(&rosa, "Web", "Web <4.2>", "2026-03-01 11:50").await;
    record(&rosa, "Mail", "Mail 7", "2026-03-01 11:55").await;
    declare(&rosa, "Slow", "Web").await;

    // Suggested on the incident’s page, with a button; another by its number.
    let page = rosa.get("/incidents/INC-1").await.plain();
    assert!(page.contains("Web &lt;4.2&gt;</a>") && page.contains("Name CH-1"), "{page}");
    assert!(!page.contains("Name CH-2"), "{page}");
    let chosen = [("change", "CH-1")];
    let done = rosa.post("/incidents/INC-1/causes", &chosen).await;
    done.assert_redirect("/incidents/INC-1#causes");
    let again = rosa.post("/incidents/INC-1/causes", &chosen).await;
    again.assert_page(CONFLICT, &["CH-1 is named already"]);
    let unknown = rosa.post("/incidents/INC-1/causes", &[("change", "CH-9")]).await;
    unknown.assert_page(INVALID, &["No change has the number CH-9.", "value=\"CH-9\""]);
    assert_eq!(vic.post("/incidents/INC-1/causes", &[("change", "2")]).await.status, 403);
    rosa.post("/incidents/INC-1/causes", &[("change", "ch-2")]).await;

    let page = vic.get("/incidents/INC-1").await.plain();
    assert!(page.contains("Changes that caused it") && page.contains("/changes/CH-2"), "{page}");
    assert!(!page.contains("Take CH-2 away"), "{page}");
    let page = vic.get("/changes/CH-1").await.plain();
    for text in ["What it caused", "INC-1 Slow", "by Rosa", "CH-1"] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    assert!(!page.contains("id=\"edit\""), "{page}");
    let page = vic.get("/changes").await.plain();
    assert!(page.contains(" · caused 1 incident"), "{page}");
    vic.get("/changes?service=Post").await.assert_page(OK, &["No change matches"]);
    assert_eq!(vic.get("/changes/CH-3").await.status, StatusCode::NOT_FOUND);

    let json = rosa.get("/incidents/INC-1/export.json").await.json();
    let change = &json["changes"][0];
    assert_eq!((&change["number"], &change["kind"]), (&"CH-1".into(), &"release".into()));
    assert_eq!(change["moment"]["at"], "2026-03-01T11:50:00Z");

    let gone = rosa.post("/incidents/INC-1/causes/CH-2/removal", &[]).await;
    gone.assert_redirect("/incidents/INC-1#causes");
    let page = rosa.get("/incidents/INC-1").await.plain();
    assert!(!page.contains("Take CH-2 away") && page.contains("Take CH-1 away"), "{page}");
}

#[tokio::test]
async fn a_mention_leads_to_the_change() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    record(&rosa, "Web", "Web 4.2", "2026-03-01 11:50").await;
    declare(&rosa, "Slow", "Web").await;
    rosa.post("/incidents/INC-1/postmortem", &[]).await;
    let section = "/incidents/INC-1/postmortem/sections/summary";
    let edit = [("version", "1"), ("body", "It was CH-1, not CH-2.\n\nCH-1"), ("was_body", "")];
    let saved = rosa.post(section, &edit).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = rosa.get("/incidents/INC-1/postmortem").await.plain();
    assert!(page.contains("<a href=\"/changes/CH-1\""), "{page}");
    assert!(page.contains("not CH-2."), "{page}");
    assert!(page.contains("class=\"quoted one\""), "{page}");
}

#[tokio::test]
async fn a_change_says_nothing_of_what_is_private() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    record(&rosa, "Web", "Web 4.2", "2026-03-01 11:50").await;
    declare(&rosa, "Breach", "Web").await;
    rosa.post("/incidents/INC-1/causes", &[("change", "CH-1")]).await;
    app.hide(IncidentNumber(1)).await;
    for path in ["/changes", "/changes/CH-1", "/services", "/changes?service=Web"] {
        let page = rosa.get(path).await;
        assert_eq!(page.status, OK);
        let page = page.plain();
        for word in ["Breach", "INC-1", "caused 1"] {
            assert!(!page.contains(word), "{path}: “{word}” is in {page}");
        }
    }
    for door in ["/incidents/INC-1/causes", "/incidents/INC-1/causes/CH-1/removal"] {
        let answer = rosa.post(door, &[("change", "CH-1")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{door}");
    }
}

async fn upload(user: &User, file: &str) -> Answer {
    let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
    let request = Request::post("/changes/imports")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    user.send(request, Body::from(format!("{head}{file}\r\n--x--\r\n"))).await
}

fn leads(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_of_changes_goes_in_once() {
    const FILE: &str = "service,title,at,kind,who\n\
        Web,4.2,2026-03-01 10:00,release,x\nMail,Limit,2026-03-02 10:00,config,y\n";
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vic = app.user("Vic", Role::Viewer).await;
    assert_eq!(upload(&vic, FILE).await.status, StatusCode::FORBIDDEN);
    rosa.get("/changes/import").await.assert_page(OK, &["Columns that are understood"]);
    let page = leads(&upload(&rosa, FILE).await);
    let says = [
        "2 new, 0 already there, 0 with an error",
        "Import 2 changes",
        "no field has this name: who",
    ];
    rosa.get(&page).await.assert_page(OK, &says);
    assert_eq!(vic.get(&page).await.status, StatusCode::FORBIDDEN);
    let door = format!("{page}/confirmation");
    let form = [("zone", "UTC"), ("command", "019acb00-0000-7000-8000-000000000001")];
    let done = leads(&rosa.post(&door, &form).await);
    let page = rosa.get(&done).await.plain();
    assert!(page.contains("2 changes were recorded from a.csv."), "{page}");
    // A double tap gives the first answer; another press finds the file gone.
    rosa.post(&door, &form).await.assert_redirect(&done);
    assert_eq!(rosa.post(&door, &[("zone", "UTC")]).await.status, StatusCode::NOT_FOUND);

    let again = leads(&upload(&rosa, FILE).await);
    let says = ["0 new, 2 already there", "Already there as", "nothing is to be imported"];
    rosa.get(&again).await.assert_page(OK, &[]);
    let page = rosa.get(&format!("{again}?zone=UTC")).await.plain();
    for text in says {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    let bad = leads(&upload(&rosa, "service,title,at\nWeb,4.4,soon\n").await);
    rosa.get(&bad).await.assert_page(OK, &["Nothing can be imported while a cell is bad"]);
    let refused = rosa.post(&format!("{bad}/confirmation"), &[("zone", "UTC")]).await;
    refused.assert_page(INVALID, &["1 with an error", "soon"]);
    let none = leads(&upload(&rosa, "service,title\nWeb,4.4\n").await);
    rosa.get(&none).await.assert_page(OK, &["no column “at”"]);
}
