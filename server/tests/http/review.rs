//! How much of a review; from draft over review to publication, and the list of all.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
const PAGE: &str = "/incidents/INC-1/postmortem";
const WAY: &str = "/incidents/INC-1/postmortem#_way";
const SUMMARY: &str = "/incidents/INC-1/postmortem/sections/summary";

fn at(noun: &str) -> String {
    format!("{PAGE}/{noun}")
}

/// INC-1 of SEV1, resolved, its postmortem begun and its summary written.
async fn written(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow"), ("severity", "sev1")])
        .await
        .assert_redirect("/incidents/INC-1");
    let resolved = [("version", "1"), ("status", "resolved")];
    rosa.post("/incidents/INC-1/status", &resolved).await.assert_redirect("/incidents/INC-1");
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    write(&rosa, "1", "It was slow.").await;
    rosa
}

async fn write(user: &User, version: &str, body: &str) {
    let form = [("version", version), ("body", body)];
    user.post(SUMMARY, &form).await.assert_redirect("/incidents/INC-1/postmortem#summary");
}

/// The value of the box or option of this name on the page.
fn value_of(page: &Answer, name: &str) -> String {
    let (before, _) = page.body.split_once(name).unwrap();
    let (_, value) = before.rsplit_once("value=\"").unwrap();
    value.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_level_has_its_reason_and_can_be_changed_with_one() {
    let app = TestApp::start().await;
    let rosa = written(&app).await;
    for page in ["/incidents/INC-1", PAGE, "/incidents/INC-1/review"] {
        rosa.get(page).await.assert_page(OK, &["full: SEV1"]);
    }
    let door = "/incidents/INC-1/review";
    rosa.get(door).await.assert_page(OK, &["Not known: how long its impact lasted"]);
    let without = rosa.post(door, &[("version", "2"), ("level", "light")]).await;
    without.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Say why: somebody will ask."]);
    let with = [("version", "2"), ("level", "light"), ("reason", "A false alarm & no more")];
    rosa.post(door, &with).await.assert_redirect(door);
    let says = ["light: A false alarm &amp; no more", "By rule it would be ", "Rosa"];
    rosa.get(door).await.assert_page(OK, &says);
    let late = [("version", "2"), ("level", "none"), ("reason", "Nobody saw it")];
    let late = rosa.post(door, &late).await;
    late.assert_page(
        CONFLICT,
        &["Both, side by side", "Nobody saw it", "A false alarm &amp; no more"],
    );
    let vera = app.user("Vera", Role::Viewer).await;
    let page = vera.get(door).await;
    assert!(!page.body.contains("name=\"reason\""), "{}", page.body);
    let refused = vera.post(door, &[("version", "3"), ("level", "none"), ("reason", "Mine")]).await;
    refused.assert_page(StatusCode::FORBIDDEN, &["Mine"]);
}

#[tokio::test]
async fn a_reviewer_approves_and_later_edits_are_told() {
    let app = TestApp::start().await;
    let rosa = written(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let page = rosa.get(PAGE).await;
    page.assert_page(
        OK,
        &["as the policy says", "Nobody was asked to review it.", "Ask for a review"],
    );
    let id = value_of(&page, "<span>Vera</span>");
    rosa.post(&at("reviewers"), &[("people", &id)]).await.assert_redirect(WAY);
    rosa.post(&at("review"), &[]).await.assert_redirect(WAY);
    rosa.post(&at("review"), &[]).await.assert_page(CONFLICT, &["It is in review already."]);
    let asked = vera.get("/postmortems").await;
    asked.assert_page(OK, &["Reviews asked of me", "In review since ", "Slow"]);
    let page = vera.get(PAGE).await;
    page.assert_page(OK, &["In review", "Approve this version"]);
    let early = vera.post(&at("approval"), &[("version", "1")]).await;
    early.assert_page(CONFLICT, &["It was changed while you were reading"]);
    let none = rosa.post(&at("approval"), &[("version", "2")]).await;
    none.assert_page(StatusCode::FORBIDDEN, &["Only a reviewer of this postmortem"]);
    vera.post(&at("approval"), &[("version", "2")]).await.assert_redirect(WAY);
    let page = rosa.get(PAGE).await;
    page.assert_page(OK, &[" approved ", "Vera named as reviewer", "Review asked for"]);
    assert!(!page.body.contains("You may publish it all the same."), "{}", page.body);
    let list = vera.get("/postmortems").await;
    assert!(!list.body.contains("Reviews asked of me"), "{}", list.body);
    write(&rosa, "2", "It was very slow.").await;
    let says = ["approved an earlier version", "Not approved as it stands by Vera."];
    rosa.get(PAGE).await.assert_page(OK, &says);
    rosa.post(&at("draft"), &[]).await.assert_redirect(WAY);
    rosa.get(PAGE).await.assert_page(OK, &["Back to draft", "Ask for a review"]);
    // Who reviews it reads what is written now; everybody else what was published.
    rosa.post(&at("publication"), &[("version", "3")]).await.assert_redirect(PAGE);
    write(&rosa, "3", "It was slow for an hour.").await;
    vera.get(PAGE).await.assert_page(OK, &["It was slow for an hour."]);
    rosa.post(&at(&format!("reviewers/{id}/removal")), &[]).await.assert_redirect(WAY);
    let page = vera.get(PAGE).await;
    page.assert_page(OK, &["It was very slow."]);
    assert!(!page.body.contains("It was slow for an hour."), "{}", page.body);
    rosa.get(PAGE).await.assert_page(OK, &["Nobody was asked to review it."]);
}

#[tokio::test]
async fn every_publication_stays_readable() {
    let app = TestApp::start().await;
    let rosa = written(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    rosa.post(&at("publication"), &[("version", "2")]).await.assert_redirect(PAGE);
    let first = at("publications/1");
    let page = vera.get(&first).await;
    page.assert_page(OK, &["It was slow.", "Publication 1, "]);
    assert!(!page.body.contains("earlier publication"), "{}", page.body);
    write(&rosa, "2", "It was very slow.").await;
    rosa.post(&at("publication"), &[("version", "4")]).await.assert_redirect(PAGE);
    let page = vera.get(&first).await;
    page.assert_page(OK, &["It was slow.", "Read the newest one, number 2"]);
    vera.get(&at("publications/2")).await.assert_page(OK, &["It was very slow."]);
    vera.get(PAGE)
        .await
        .assert_page(OK, &["Publication 1", "Publication 2", "Published, number 2"]);
    for none in ["publications/3", "publications/0", "publications/x"] {
        let page = vera.get(&at(none)).await;
        page.assert_page(StatusCode::NOT_FOUND, &["no such publication"]);
    }
    app.hide(nofault_domain::number::IncidentNumber(1)).await;
    assert_eq!(vera.get(&first).await.status, StatusCode::NOT_FOUND);
    let list = vera.get("/postmortems").await;
    list.assert_page(OK, &["No postmortems yet"]);
}

#[tokio::test]
async fn owner_and_due_date_are_kept_when_somebody_was_faster() {
    let app = TestApp::start().await;
    let rosa = written(&app).await;
    app.user("Bo", Role::Responder).await;
    let page = rosa.get(PAGE).await;
    let bo = value_of(&page, ">Bo</option>");
    let rosas = value_of(&page, ">Rosa</option>");
    // As if nobody had owned it when the form was opened.
    let care = |owner: &str, due: &str| {
        let [owner, due, nobody, none] = [owner, due, "", ""].map(str::to_owned);
        let version = "2".to_owned();
        [
            ("version", version),
            ("owner", owner),
            ("was_owner", nobody),
            ("due", due),
            ("was_due", none),
        ]
    };
    let send = async |form: [(&'static str, String); 5]| {
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        rosa.post(&at("care"), &form).await
    };
    send(care(&bo, "2020-01-01")).await.assert_redirect(WAY);
    rosa.get(PAGE).await.assert_page(OK, &["overdue by ", "2020-01-01"]);
    let late = send(care(&rosas, "2020-01-02")).await;
    let says = ["To decide: ", "2020-01-02", "2020-01-01", "<p>Bo</p>"];
    late.assert_page(CONFLICT, &says);
    let wrong = send(care(&bo, "soon")).await;
    wrong.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["is no day", "value=\"soon\""]);
}

#[tokio::test]
async fn the_list_says_what_is_overdue_and_what_nobody_began() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.get("/postmortems").await.assert_page(OK, &["No postmortems yet", ">Postmortems</a>"]);
    rosa.post("/incidents", &[("title", "Grave"), ("severity", "sev1")]).await;
    let open = rosa.get("/postmortems").await;
    assert!(!open.body.contains("Grave"), "it has not ended: {}", open.body);
    rosa.post("/incidents/INC-1/status", &[("version", "1"), ("status", "resolved")]).await;
    let page = rosa.get("/postmortems").await;
    page.assert_page(OK, &["To begin: ended, and no review yet", "Grave", "Not begun"]);
    let mine = rosa.get("/postmortems?whose=mine").await;
    mine.assert_page(OK, &["Nothing here is yours"]);
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    rosa.get("/postmortems?whose=mine").await.assert_page(OK, &["Drafts", "Grave"]);
    let due = [("version", "1"), ("due", "2020-01-01")];
    rosa.post(&at("care"), &due).await.assert_redirect(WAY);
    rosa.get("/postmortems").await.assert_page(OK, &["Overdue", "overdue by "]);
    let wrong = rosa.get("/postmortems?whose=x").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}
