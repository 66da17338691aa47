//! Roles, updates to stakeholders, the handover, the page for readers, following.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::command::response::PostUpdate;
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::CommandId;
use nofault_domain::zone::Zone;
use nofault_store::new_id;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const INC: &str = "/incidents/INC-1";

async fn declared(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    let form = [("title", "Slow checkout"), ("severity", "sev2"), ("services", "web")];
    rosa.post("/incidents", &form).await.assert_redirect(INC);
    rosa
}

#[track_caller]
fn says_nothing_of(answer: &Answer, texts: &[&str]) {
    for text in texts {
        assert!(!answer.body.contains(text), "“{text}” is in {}", answer.body);
    }
}

#[tokio::test]
async fn the_lead_is_taken_with_one_press_and_handed_over() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    app.user("Grace", Role::Viewer).await;
    rosa.get(INC).await.assert_page(OK, &["Nobody holds a role now", ">Take the lead<"]);
    let press = [("role", "lead"), ("instead_of", "nobody")];
    let door = "/incidents/INC-1/roles";
    rosa.post(door, &press).await.assert_redirect("/incidents/INC-1#roles");
    let page = rosa.get(INC).await;
    page.assert_page(OK, &["Incident lead", "<b>Rosa</b>", "Incident lead: Rosa"]);
    says_nothing_of(&page, &["Take the lead"]);
    // Somebody whose page was older is told, and keeps nothing to type again.
    let sam = app.user("Sam", Role::Responder).await;
    sam.get(INC).await.assert_page(OK, &["Take the lead from Rosa"]);
    let stale = sam.post(door, &press).await;
    stale.assert_page(StatusCode::CONFLICT, &["Rosa became incident lead meanwhile"]);
    let wrong = [("role", "lead"), ("person", "Grace"), ("at", "25:00"), ("zone", "UTC")];
    rosa.post(door, &wrong).await.assert_page(INVALID, &["25:00", "The calendar and the clock"]);
    let over = [("role", "lead"), ("other", "Grace")];
    rosa.post(door, &over).await.assert_redirect("/incidents/INC-1#roles");
    rosa.get(INC)
        .await
        .assert_page(OK, &["Incident lead: Rosa → Grace", "Take the lead from Grace"]);
    let page = rosa.get(door).await;
    page.assert_page(OK, &["handed over to Grace", "recorded by Rosa", "End it for Grace"]);
    let ending = page.body.split("action=\"").filter_map(|part| part.split('"').next());
    let ending = ending.filter(|action| action.ends_with("/end")).collect::<Vec<_>>();
    let [end] = ending[..] else { panic!("one can be ended: {ending:?}") };
    rosa.post(end, &[("at", "2020-01-01 10:00")])
        .await
        .assert_page(INVALID, &["give a later time", "2020-01-01 10:00"]);
    rosa.post(end, &[]).await.assert_redirect("/incidents/INC-1#roles");
    rosa.get(INC).await.assert_page(OK, &["Grace is no longer incident lead"]);
}

#[tokio::test]
async fn a_viewer_reads_the_roles_and_cannot_take_them() {
    let app = TestApp::start().await;
    declared(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let page = vera.get("/incidents/INC-1/roles").await;
    page.assert_page(OK, &["Nobody holds a role now"]);
    says_nothing_of(&page, &["Give the role"]);
    let form = [("role", "lead"), ("at", "14:05")];
    let refused = vera.post("/incidents/INC-1/roles", &form).await;
    refused.assert_page(StatusCode::FORBIDDEN, &["Only a responder", "14:05"]);
}

#[tokio::test]
async fn an_update_is_posted_edited_and_never_lost() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let door = "/incidents/INC-1/updates";
    let wrong = [("text", "We </textarea> look"), ("next", "soon"), ("zone", "UTC")];
    rosa.post(door, &wrong)
        .await
        .assert_page(INVALID, &["“soon” is no time", "We &lt;/textarea&gt; look"]);
    let form = [("text", "We look **into** it"), ("next", "30 min"), ("zone", "UTC")];
    rosa.post(door, &form).await.assert_redirect("/incidents/INC-1/updates#U-1");
    let page = rosa.get(door).await;
    page.assert_page(OK, &["<strong>into</strong>", "Next update promised for ", "value=\"30m\""]);
    rosa.get(INC)
        .await
        .assert_page(OK, &["Update U-1 to stakeholders", "Next update promised for "]);
    let first = "/incidents/INC-1/updates/U-1";
    let edit = |version, text| [("version", version), ("text", text)];
    rosa.post(first, &edit("1", "We found it"))
        .await
        .assert_redirect("/incidents/INC-1/updates#U-1");
    let stale = rosa.post(first, &edit("1", "My words")).await;
    let says = ["Saved now", "We found it", "My words", "name=\"version\" value=\"2\""];
    stale.assert_page(StatusCode::CONFLICT, &says);
    rosa.get(first).await.assert_page(OK, &["Revisions", "We look"]);
    rosa.get(door).await.assert_page(OK, &["edited"]);
    let vera = app.user("Vera", Role::Viewer).await;
    says_nothing_of(&vera.get(door).await, &["<textarea", "Edit U-1"]);
    let refused = vera.post(door, &[("text", "My view")]).await;
    refused.assert_page(StatusCode::FORBIDDEN, &["My view"]);
    rosa.get("/incidents/INC-1/updates/U-7").await.assert_page(StatusCode::NOT_FOUND, &[]);
}

/// Posted an hour ago, the next one promised for half an hour ago.
async fn late(app: &TestApp) {
    let now = nofault::clock::now().plus_micros(-3_600_000_000);
    let form = PostUpdate {
        incident: "INC-1".to_owned(),
        text: "We look into it".to_owned(),
        next: "30 min".to_owned(),
        zone: String::new(),
    };
    let parsed = form.parse(&Typing { now, zone: Zone::utc() }).unwrap();
    let operator = nofault_domain::access::Viewer::Operator;
    app.store.run(operator, CommandId(new_id()), now, parsed).await.unwrap();
}

#[tokio::test]
async fn a_late_update_is_said_wherever_somebody_looks() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    says_nothing_of(&rosa.get("/incidents").await, &["Update late"]);
    late(&app).await;
    for page in
        [INC, "/incidents/INC-1/updates", "/incidents/INC-1/reader", "/incidents/INC-1/handover"]
    {
        rosa.get(page).await.assert_page(OK, &["Update promised for ", "30m late"]);
    }
    rosa.get("/incidents").await.assert_page(OK, &["Update late"]);
    let version = rosa.get(INC).await;
    let version = version.body.split("name=\"version\" value=\"").nth(1).unwrap();
    let version = version.split('"').next().unwrap().to_owned();
    rosa.post("/incidents/INC-1/status", &[("version", &version), ("status", "resolved")])
        .await
        .assert_redirect(INC);
    for page in [INC, "/incidents/INC-1/updates", "/incidents/INC-1/reader", "/incidents"] {
        let page = rosa.get(page).await;
        page.assert_page(OK, &[]);
        says_nothing_of(&page, &["30m late", "Update late"]);
    }
}

#[tokio::test]
async fn a_reader_sees_what_it_means_and_not_how_it_is_worked_on() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    let entry = [("body", "Restarted web-3 twice"), ("kind", "action_taken")];
    rosa.post("/incidents/INC-1/entries", &entry).await.assert_redirect("/incidents/INC-1#e1");
    rosa.post("/incidents/INC-1/actions", &[("title", "Buy more disks")]).await;
    rosa.post("/incidents/INC-1/roles", &[("role", "lead")]).await;
    rosa.post("/incidents/INC-1/roles", &[("role", "scribe"), ("person", "Sybil")]).await;
    rosa.post("/incidents/INC-1/updates", &[("text", "Payments are slow")]).await;
    let vera = app.user("Vera", Role::Viewer).await;
    vera.get(INC).await.assert_page(OK, &["href=\"/incidents/INC-1/reader\""]);
    let page = vera.get("/incidents/INC-1/reader").await;
    let says =
        ["Slow checkout", "we are looking for the reason", "SEV2", "web", "Payments are slow"];
    page.assert_page(OK, &says);
    page.assert_page(OK, &["Led by", "Declared"]);
    says_nothing_of(&page, &["Restarted web-3", "Buy more disks", "Sybil", "Scribe"]);
    let follow = "/incidents/INC-1/follow";
    page.assert_page(OK, &["Nobody follows this yet", ">Follow<"]);
    vera.post(follow, &[("follow", "on"), ("page", "reader")])
        .await
        .assert_redirect("/incidents/INC-1/reader");
    let page = vera.get("/incidents/INC-1/reader").await;
    page.assert_page(OK, &["You follow this.", "Stop following"]);
    rosa.post("/incidents", &[("title", "Another")]).await.assert_redirect("/incidents/INC-2");
    let list = vera.get("/incidents?followed=on").await;
    list.assert_page(OK, &["Slow checkout", "1 incident"]);
    says_nothing_of(&list, &["Another"]);
    vera.post(follow, &[("follow", "")]).await.assert_redirect("/incidents/INC-1#follow");
    vera.get(INC).await.assert_page(OK, &["Nobody follows this yet"]);
}

#[tokio::test]
async fn a_handover_sorts_what_is_known_tried_and_believed() {
    let app = TestApp::start().await;
    let rosa = declared(&app).await;
    for (body, kind) in [
        ("Latency doubled", "observation"),
        ("Roll back to 4.1", "decision"),
        ("Restarted web-3", "action_taken"),
        ("It may be the cache", "hypothesis"),
        ("Coffee is out", "note"),
    ] {
        rosa.post("/incidents/INC-1/entries", &[("body", body), ("kind", kind)]).await;
    }
    let gone = "/incidents/INC-1/entries/e5/deletion";
    rosa.post(gone, &[("version", "1")]).await.assert_redirect("/incidents/INC-1#e5");
    rosa.post("/incidents/INC-1/actions", &[("title", "Buy more disks")]).await;
    rosa.post("/incidents/INC-1/roles", &[("role", "lead")]).await;
    let page = rosa.get("/incidents/INC-1/handover").await;
    page.assert_page(OK, &["Handover: Slow checkout", "<b>Rosa</b>", "Investigating", "Declared"]);
    says_nothing_of(&page, &["Coffee is out"]);
    let between = |from: &str, to: &str| {
        let rest = page.body.split(&format!("id=\"{from}\"")).nth(1).unwrap();
        rest.split(&format!("id=\"{to}\"")).next().unwrap().to_owned()
    };
    let known = between("known", "tried");
    assert!(known.contains("Latency doubled") && known.contains("Roll back to 4.1"), "{known}");
    assert!(known.contains("href=\"/incidents/INC-1#e1\""), "{known}");
    assert!(between("tried", "believed").contains("Restarted web-3"));
    assert!(between("believed", "next").contains("It may be the cache"));
    assert!(between("next", "last").contains("Buy more disks"));
}
