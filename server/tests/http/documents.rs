//! Postmortems as Markdown in the browser: downloaded, uploaded, looked at, confirmed.

use axum::body::Body;
use http::{Request, StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const PAGE: &str = "/incidents/INC-1/postmortem";
const FILE: &str = "/incidents/INC-1/postmortem.md";

async fn upload(user: &User, name: &str, file: &str) -> Answer {
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{file}\r\n--x--\r\n"
    );
    let request = Request::post("/imports")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    user.send(request, Body::from(body)).await
}

fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

async fn written(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Disk <full>")]).await.assert_redirect("/incidents/INC-1");
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    let summary = format!("{PAGE}/sections/summary");
    rosa.post(&summary, &[("version", "1"), ("body", "It was full.\r\n\r\n<!-- end -->")]).await;
    rosa
}

#[tokio::test]
async fn it_goes_from_one_place_to_another() {
    let (app, other) = (TestApp::start().await, TestApp::start().await);
    let rosa = written(&app).await;
    rosa.get(PAGE).await.assert_page(OK, &["href=\"/incidents/INC-1/postmortem.md\">Markdown</a>"]);
    let file = rosa.get(FILE).await;
    assert_eq!(file.status, OK);
    let header = |name| file.headers[name].to_str().unwrap();
    assert_eq!(header(header::CONTENT_DISPOSITION), "attachment; filename=\"INC-1-disk-full.md\"");
    assert_eq!(header(header::CONTENT_TYPE), "text/markdown; charset=utf-8");
    assert!(file.body.starts_with("+++\nformat = \"nofault-postmortem-1\"\n"), "{}", file.body);

    let ada = other.user("Ada", Role::Responder).await;
    let page = to(&upload(&ada, "INC-1-disk-full.md", &file.body).await);
    assert!(page.ends_with("/postmortem"), "{page}");
    let says = ["It becomes INC-1, as in the file.", "Disk &lt;full&gt;", "Import this postmortem"];
    ada.get(&page).await.assert_page(OK, &says);
    let form = [("command", "019acb00-0000-7000-8000-000000000001"), ("zone", "UTC")];
    let batch = to(&ada.post(&page, &form).await);
    ada.get(&batch).await.assert_page(OK, &["1 incident was created.", "Disk &lt;full&gt;"]);
    // A double tap gives the first answer; another press finds the file gone.
    ada.post(&page, &form).await.assert_redirect(&batch);
    assert_eq!(ada.post(&page, &[("zone", "UTC")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get(FILE).await.body, file.body);
    ada.get(PAGE).await.assert_page(OK, &["It was full."]);

    let again = to(&upload(&ada, "again.md", &file.body).await);
    let page = ada.get(&again).await;
    page.assert_page(OK, &["It is already there as ", "Nothing of it is changed."]);
    assert!(!page.body.contains("Import this postmortem"), "{}", page.body);
}

#[tokio::test]
async fn who_may_not_see_it_finds_nothing() {
    let app = TestApp::start().await;
    let rosa = written(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    // Nothing is published: there is nothing to take home, and no link to it.
    vera.get(FILE).await.assert_page(StatusCode::NOT_FOUND, &["Not found"]);
    assert!(!vera.get(PAGE).await.body.contains("postmortem.md"));
    rosa.post(&format!("{PAGE}/publication"), &[("version", "2")]).await.assert_redirect(PAGE);
    let summary = format!("{PAGE}/sections/summary");
    rosa.post(&summary, &[("version", "2"), ("body", "Secret words")]).await;
    let public = vera.get(FILE).await;
    public.assert_page(OK, &["It was full."]);
    assert!(!public.body.contains("Secret words"), "{}", public.body);
    rosa.get(FILE).await.assert_page(OK, &["Secret words", "It was full."]);
    app.hide(IncidentNumber(1)).await;
    rosa.get(FILE).await.assert_page(StatusCode::NOT_FOUND, &["Not found"]);
    assert_eq!(app.stranger().get(FILE).await.status, StatusCode::SEE_OTHER);
    rosa.get("/incidents/INC-9/postmortem.md")
        .await
        .assert_page(StatusCode::NOT_FOUND, &["Not found"]);
}

const THEIRS: &str = "# Queue full\n\nIntro.\n\n## Timeline\n\n### 2024-07-01 14:03\n\nAlert\n\n## Next steps\n\n- Buy more\n";

#[tokio::test]
async fn one_of_others_is_looked_at_in_its_zone() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    // Known by its content, whatever its name.
    let page = to(&upload(&rosa, "2024-07-01-queue.txt", THEIRS).await);
    let says =
        ["It becomes an incident with the next number.", "Timeline: 1", "Buy more", "Intro."];
    rosa.get(&page).await.assert_page(OK, &says);
    let zoned = rosa.get(&format!("{page}?zone=Europe/London")).await;
    zoned.assert_page(OK, &["value=\"Europe/London\"", "2024-07-01T13:03:00Z"]);
    let wrong = rosa.get(&format!("{page}?zone=Moon")).await;
    wrong.assert_page(OK, &["“Moon” is no time zone"]);
    let refused = rosa.post(&page, &[("zone", "Moon")]).await;
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["“Moon” is no time zone"]);
    let otto = app.user("Otto", Role::Administrator).await;
    assert_eq!(otto.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(otto.post(&page, &[]).await.status, StatusCode::NOT_FOUND);
    let vera = app.user("Vera", Role::Viewer).await;
    assert_eq!(vera.get(&page).await.status, StatusCode::FORBIDDEN);
    to(&rosa.post(&page, &[("zone", "Europe/London")]).await);
    rosa.get(PAGE).await.assert_page(OK, &["Intro.", "Buy more"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_at_the_file() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let ours = "+++\nformat = \"nofault-postmortem-1\"\ntitle = \"A\"\n+++\n";
    for (file, says) in [(ours, "The front matter cannot be read"), (" ", "The file is empty.")] {
        let answer = upload(&rosa, "a.md", file).await;
        answer.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &[says, "id=\"file-error\""]);
    }
}
