//! Templates and the review policy, as administrators change them.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::TestApp;

const OK: StatusCode = StatusCode::OK;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const LIGHT: &str = "/templates/00000000-0000-7000-8000-000000000002";

#[tokio::test]
async fn a_template_is_one_text() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.get("/settings").await.assert_page(OK, &["href=\"/templates\"", "href=\"/review-policy\""]);
    ada.get("/templates").await.assert_page(OK, &["Near miss", "Light reviews, kind near miss"]);
    let says = ["What happened", "## What happened {#summary}", "## What we learnt {#lessons}"];
    ada.get(LIGHT).await.assert_page(OK, &says);
    let wrong = [("name", "Short"), ("level", "light"), ("sections", "Say it")];
    let wrong = ada.post("/templates", &wrong).await;
    wrong.assert_page(INVALID, &["stands before the first section", "Say it"]);
    let new = [
        ("name", "Short"),
        ("level", "light"),
        ("kind", "drill"),
        ("sections", "## Was it good?\nSay it."),
    ];
    let made = ada.post("/templates", &new).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    ada.get("/templates")
        .await
        .assert_page(OK, &["Short", "Light reviews, kind drill", "Was it good?"]);
    ada.post("/incidents", &[("title", "Practice"), ("kind", "drill")]).await;
    let page = ada.get("/incidents/INC-1/postmortem").await;
    page.assert_page(OK, &["none: a drill", "Short (suits this incident)"]);
    ada.post("/incidents/INC-1/postmortem", &[]).await;
    ada.get("/incidents/INC-1/postmortem").await.assert_page(OK, &["Was it good?", "Say it."]);
}

#[tokio::test]
async fn only_administrators_change_them() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let page = rosa.get(LIGHT).await;
    page.assert_page(OK, &["What happened"]);
    assert!(!page.body.contains("name=\"sections\""), "{}", page.body);
    assert_eq!(rosa.get("/templates/new").await.status, StatusCode::FORBIDDEN);
    let form = [("version", "1"), ("name", "Mine"), ("level", "light"), ("sections", "## Mine")];
    for door in ["/templates", LIGHT] {
        rosa.post(door, &form).await.assert_page(StatusCode::FORBIDDEN, &["## Mine"]);
    }
    let archive = rosa.post(&format!("{LIGHT}/archive"), &[("version", "1")]).await;
    archive.assert_page(StatusCode::FORBIDDEN, &["Only an administrator"]);
    let policy = rosa.get("/review-policy").await;
    policy.assert_page(OK, &["Full: severity", "sev2"]);
    assert!(!policy.body.contains("name=\"full_severity\""), "{}", policy.body);
    assert_eq!(rosa.get("/templates/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_editors_are_shown_both_texts() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let form = |sections: &'static str| {
        [
            ("version", "1"),
            ("name", "Light"),
            ("level", "light"),
            ("position", "2"),
            ("sections", sections),
        ]
    };
    ada.post(LIGHT, &form("## One")).await.assert_redirect(LIGHT);
    let late = ada.post(LIGHT, &form("## Two")).await;
    let says =
        ["Both, side by side", "## One", "## Two", "name=\"version\" value=\"2\"", "Use mine"];
    late.assert_page(CONFLICT, &says);
    ada.post(&format!("{LIGHT}/archive"), &[("version", "2")]).await.assert_redirect("/templates");
    ada.get("/templates").await.assert_page(OK, &["Archived"]);
    let again = ada.post(&format!("{LIGHT}/archive"), &[("version", "3")]).await;
    again.assert_page(CONFLICT, &["It is archived already."]);
    let back = ada.post(&format!("{LIGHT}/restoration"), &[("version", "3")]).await;
    back.assert_redirect("/templates");
}

#[tokio::test]
async fn the_policy_decides() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.post("/incidents", &[("title", "Slow"), ("severity", "sev4")]).await;
    ada.get("/incidents/INC-1").await.assert_page(OK, &["none: no rule asks for a review"]);
    let door = "/review-policy";
    let form = |severity: &'static str, days: &'static str| {
        [("version", "1"), ("full_severity", severity), ("full_days", days), ("light_days", "10")]
    };
    let wrong = ada.post(door, &form("sev5", "soon")).await;
    wrong.assert_page(INVALID, &["Write how many days", "value=\"soon\""]);
    ada.post(door, &form("sev5", "3")).await.assert_redirect(door);
    ada.get("/incidents/INC-1").await.assert_page(OK, &["full: SEV4"]);
    let late = ada.post(door, &form("sev1", "3")).await;
    late.assert_page(CONFLICT, &["Full: severity", "name=\"version\" value=\"2\""]);
}
