//! "Did it work?", from the completion to the answer.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const LIST: &str = "/actions/verifications";

async fn add(user: &User, title: &str) {
    user.post("/actions", &[("title", title)]).await;
}

async fn complete(user: &User, action: &str, ask: &str) {
    let form = [("version", "1"), ("note", "It rings at 500"), ("verify_on", ask)];
    let address = format!("/actions/{action}");
    user.post(&format!("{address}/completion"), &form).await.assert_redirect(&address);
}

fn lacks(page: &Answer, text: &str) {
    assert!(!page.body.contains(text), "“{text}” in {}", page.body);
}

/// The field of this name, as it stands in the page.
fn input<'a>(page: &'a Answer, name: &str) -> &'a str {
    let at = page.body.find(&format!("name=\"{name}\"")).unwrap();
    let start = page.body[..at].rfind('<').unwrap();
    page.body[start..].split('>').next().unwrap()
}

#[tokio::test]
async fn a_completion_says_when_it_is_asked_and_the_list_asks() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let empty = rosa.get(LIST).await;
    let says = ["Nothing to ask today", "asked about 4 weeks after it was done"];
    empty.assert_page(OK, &says);
    for title in ["Alert on the queue", "Alert on the disk", "Alert on the clock"] {
        add(&rosa, title).await;
    }
    let page = rosa.get("/actions/A-1").await;
    page.assert_page(OK, &["Ask again on", "Whether it worked. Blank: never."]);
    let default = input(&page, "verify_on");
    assert!(default.contains("type=\"date\"") && default.contains("value=\"20"), "{default}");
    // What cannot be read comes back as it was typed.
    let form = [("version", "1"), ("note", "It rings"), ("verify_on", "soon")];
    let wrong = rosa.post("/actions/A-1/completion", &form).await;
    wrong.assert_page(WRONG, &["value=\"soon\"", "value=\"It rings\""]);
    complete(&rosa, "A-1", "2020-01-31").await;
    complete(&rosa, "A-2", "").await;
    complete(&rosa, "A-3", "2099-01-31").await;
    let says = ["It is time to say so: asked since", "2020-01-31", "Cannot tell yet"];
    rosa.get("/actions/A-1").await.assert_page(OK, &says);
    rosa.get("/actions/A-2").await.assert_page(OK, &["Nobody will be asked", "Answer now"]);
    rosa.get("/actions/A-3").await.assert_page(OK, &["To be asked on", "2099-01-31"]);
    let list = rosa.get(LIST).await;
    list.assert_page(
        OK,
        &["Everybody else’s", "Alert on the queue", "href=\"/actions/A-1#verify\""],
    );
    lacks(&list, "Alert on the disk");
    lacks(&list, "Alert on the clock");
    let says = ["1 done action waits for an answer", "href=\"/actions/verifications\""];
    rosa.get("/actions").await.assert_page(OK, &says);
}

#[tokio::test]
async fn an_answer_is_kept_and_what_is_wrong_with_it_comes_back() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    add(&rosa, "Alert on the queue").await;
    complete(&rosa, "A-1", "2020-01-31").await;
    let door = "/actions/A-1/verifications";
    let none = rosa.post(door, &[("version", "2"), ("note", "It rang")]).await;
    none.assert_page(WRONG, &["Choose one of the three", "value=\"It rang\""]);
    let yes = [("version", "2"), ("verdict", "worked"), ("note", "It rang"), ("reopen", "yes")];
    let wrong = rosa.post(door, &yes).await;
    wrong.assert_page(WRONG, &["Only what did not work is opened again", "value=\"It rang\""]);
    assert!(input(&wrong, "reopen").contains("checked"), "{}", input(&wrong, "reopen"));
    let late = rosa.post(door, &[("version", "1"), ("verdict", "worked"), ("note", "Mine")]).await;
    late.assert_page(StatusCode::CONFLICT, &["Nothing was overwritten.", "value=\"Mine\""]);
    let yes = [("version", "2"), ("verdict", "worked"), ("note", "It <rang> on Monday")];
    rosa.post(door, &yes).await.assert_redirect("/actions/A-1");
    let says = ["Yes, it worked: Rosa, ", "It &lt;rang", "Answer once more"];
    rosa.get("/actions/A-1").await.assert_page(OK, &says);
    rosa.get(LIST).await.assert_page(OK, &["Nothing to ask today"]);
}

#[tokio::test]
async fn a_no_opens_it_again_in_the_same_form() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    add(&rosa, "Alert on the queue").await;
    complete(&rosa, "A-1", "2020-01-31").await;
    let door = "/actions/A-1/verifications";
    let no = [("version", "2"), ("verdict", "did_not"), ("reopen", "yes")];
    let wrong = rosa.post(door, &no).await;
    wrong.assert_page(WRONG, &["Say what still goes wrong"]);
    let no = [("version", "2"), ("verdict", "did_not"), ("reopen", "yes"), ("note", "Silent")];
    let island = rosa.island(door, &no).await;
    assert_eq!((island.status, &island.json()["version"]), (OK, &4.into()));
    let page = rosa.get("/actions/A-1").await;
    let says =
        ["No, it did not: Rosa, ", "Silent", "Then it was opened again.", "reopened by Rosa"];
    page.assert_page(OK, &says);
    page.assert_page(OK, &["Complete or decline", "name=\"version\" value=\"4\""]);
    rosa.get("/actions").await.assert_page(OK, &["Alert on the queue", "Nothing to ask today"]);
    // Who was about to answer is told, and what they wrote is shown.
    let late = [("version", "2"), ("verdict", "worked"), ("note", "I heard it")];
    let late = rosa.post(door, &late).await;
    late.assert_page(StatusCode::CONFLICT, &["You had written: “I heard it”."]);
}

#[tokio::test]
async fn only_who_may_sees_asks_and_answers() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vic = app.user("Vic", Role::Viewer).await;
    rosa.post("/incidents", &[("title", "Vault is open")]).await;
    rosa.post("/incidents/INC-1/actions", &[("title", "Close the vault")]).await;
    complete(&rosa, "A-1", "2020-01-31").await;
    let page = vic.get("/actions/A-1").await;
    page.assert_page(OK, &["Did it work?", "asked since"]);
    lacks(&page, "name=\"verdict\"");
    let yes = [("version", "2"), ("verdict", "worked")];
    let door = "/actions/A-1/verifications";
    assert_eq!(vic.post(door, &yes).await.status, StatusCode::FORBIDDEN);
    vic.get(LIST).await.assert_page(OK, &["Close the vault", "Vault is open"]);
    app.hide(IncidentNumber(1)).await;
    let list = vic.get(LIST).await;
    list.assert_page(OK, &["Nothing to ask today"]);
    lacks(&list, "vault");
    lacks(&vic.get("/actions").await, "1 done action");
    assert_eq!(vic.post(door, &yes).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.stranger().get(LIST).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_digest_names_what_is_to_be_asked_this_week() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    add(&rosa, "Alert on the queue").await;
    let page = rosa.get("/actions/A-1").await;
    // The policy's day is four weeks away: the same weekday, so today is read off it.
    lacks(&rosa.get("/digest").await, "To be asked since this week");
    let today = nofault_domain::period::Day::parse(
        input(&page, "verify_on").split("value=\"").nth(1).unwrap().split('"').next().unwrap(),
    );
    let today = today.unwrap().plus(-28).to_string();
    complete(&rosa, "A-1", &today).await;
    let says = ["Did they work? To be asked since this week: 1", "A-1 Alert on the queue (done)"];
    rosa.get("/digest").await.assert_page(OK, &says);
    rosa.get("/digest.txt").await.assert_page(OK, &says);
    let yes = [("version", "2"), ("verdict", "worked")];
    rosa.post("/actions/A-1/verifications", &yes).await.assert_redirect("/actions/A-1");
    lacks(&rosa.get("/digest").await, "To be asked since this week");
}
