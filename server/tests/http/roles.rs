//! A role that changed hands while its form was open; whom a program relieved; who is named to
//! readers.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const ROLES: &str = "/incidents/INC-1/roles";
const INC: &str = "/incidents/INC-1";

async fn rosa(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect(INC);
    rosa
}

/// What the page's form holds in a hidden field.
#[track_caller]
fn hidden(page: &Answer, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let rest = page.body.split(&field).nth(1);
    rest.unwrap_or_else(|| panic!("no {name} in {}", page.body))
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn nobody_is_relieved_whom_the_form_did_not_show() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let sam = app.user("Sam", Role::Responder).await;
    app.user("Grace", Role::Viewer).await;
    let opened = rosa.get(ROLES).await;
    assert_eq!(hidden(&opened, "instead_of_lead"), "nobody");
    sam.post(ROLES, &[("role", "lead")]).await.assert_redirect("/incidents/INC-1#roles");
    let scribe = hidden(&opened, "instead_of_scribe");
    let give = async |lead: &str, role: &str| {
        let form = [
            ("role", role),
            ("other", "Grace"),
            ("at", "now"),
            ("instead_of_lead", lead),
            ("instead_of_scribe", scribe.as_str()),
        ];
        rosa.post(ROLES, &form).await
    };
    let stale = give("nobody", "lead").await;
    let says = [
        "Sam became incident lead meanwhile",
        "you chose Grace",
        "<dt>Yours</dt><dd>Grace</dd>",
        "<dt>Saved now</dt>",
        "Giving the role now relieves Sam.",
        // The choice is kept.
        "value=\"Grace\"",
        "<option value=\"lead\" selected",
    ];
    stale.assert_page(StatusCode::CONFLICT, &says);
    // Another role is another matter.
    give("nobody", "scribe").await.assert_redirect("/incidents/INC-1#roles");
    // Whoever was shown it decides.
    give(&hidden(&stale, "instead_of_lead"), "lead")
        .await
        .assert_redirect("/incidents/INC-1#roles");
    rosa.get(INC).await.assert_page(OK, &["Incident lead: Sam → Grace"]);
}

#[tokio::test]
async fn what_else_is_wrong_does_not_hide_who_was_seen() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let sam = app.user("Sam", Role::Responder).await;
    sam.post(ROLES, &[("role", "lead")]).await.assert_redirect("/incidents/INC-1#roles");
    let wrong = [("role", "lead"), ("at", "25:00"), ("instead_of_lead", "nobody")];
    let page = rosa.post(ROLES, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hidden(&page, "instead_of_lead"), "nobody");
}

#[tokio::test]
async fn a_program_hears_whom_it_relieved() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let sam = app.user("Sam", Role::Responder).await;
    let first = rosa.island(ROLES, &[("role", "lead")]).await;
    assert_eq!(first.status, OK, "{}", first.body);
    assert!(first.json().get("relieved").is_none(), "nobody led: {}", first.body);
    let over = sam.island(ROLES, &[("role", "lead")]).await;
    assert_eq!(over.json()["relieved"], "Rosa", "{}", over.body);
    let line = [
        ("command", "019acb00-0000-4000-8000-000000000001"),
        ("body", "/lead @rosa"),
        ("zone", "UTC"),
    ];
    // The same, however often it is asked.
    for _ in 0..2 {
        let back = rosa.island("/incidents/INC-1/entries", &line).await;
        assert_eq!(back.json()["relieved"], "Sam", "{}", back.body);
    }
    // Of responders there may be many.
    rosa.island(ROLES, &[("role", "responder")]).await;
    let second = sam.island(ROLES, &[("role", "responder")]).await;
    assert!(second.json().get("relieved").is_none(), "{}", second.body);
}

#[tokio::test]
async fn readers_are_told_no_name_but_the_leads() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let sam = app.user("Sammy", Role::Responder).await;
    rosa.post(ROLES, &[("role", "lead")]).await;
    sam.post("/incidents/INC-1/updates", &[("text", "Payments are slow")]).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let page = vera.get("/incidents/INC-1/reader").await;
    page.assert_page(OK, &["Payments are slow", "<dd>Rosa</dd>"]);
    assert!(!page.body.contains("Sammy"), "{}", page.body);
    // Inside, it is said.
    vera.get("/incidents/INC-1/updates").await.assert_page(OK, &["Sammy"]);
}
