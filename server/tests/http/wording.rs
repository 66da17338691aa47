//! Hints on wording, and names that give way to roles, as a browser sees them.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const PAGE: &str = "/incidents/INC-1/postmortem";
const SUMMARY: &str = "/incidents/INC-1/postmortem/sections/summary";
const HINTS: &str = "/incidents/INC-1/postmortem/sections/summary/hints";
const DISMISSALS: &str = "/incidents/INC-1/postmortem/sections/summary/dismissals";
const NAMES: &str = "/incidents/INC-1/postmortem/names";
const PREVIEW: &str = "/incidents/INC-1/postmortem/names/preview";

async fn written(app: &TestApp, body: &str) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    rosa.post(SUMMARY, &[("version", "1"), ("body", body)]).await;
    rosa
}

/// The value of the attribute that follows `before`.
fn value<'a>(page: &'a Answer, before: &str) -> &'a str {
    let (_, rest) = page.body.split_once(before).expect("it is on the page");
    let (_, rest) = rest.split_once("value=\"").expect("with a value");
    rest.split('"').next().expect("that ends")
}

#[tokio::test]
async fn a_section_shows_its_hints_until_they_are_dismissed() {
    let app = TestApp::start().await;
    let rosa =
        written(&app, "It was <b>human error</b>. Rosa should have checked.\n\n> Obviously").await;
    let page = rosa.get(SUMMARY).await;
    page.assert_page(
        OK,
        &[
            "2 suggestions on wording",
            "It was &lt;b&gt;<mark>human error</mark>",
            "<mark>Rosa should have checked</mark>.",
            "Sidney Dekker",
            "Check wording",
            "Dismiss for good",
        ],
    );
    let hint = value(&page, "name=\"hint\"").to_owned();
    rosa.post(DISMISSALS, &[("hint", &hint)]).await.assert_redirect(&format!("{SUMMARY}#hints"));
    let page = rosa.get(SUMMARY).await;
    page.assert_page(OK, &["1 suggestion on wording"]);
    assert!(!page.body.contains("<mark>human error"), "{}", page.body);
    // The island asks for the page, and takes this part of it.
    page.assert_page(OK, &["id=\"hints-said\" role=\"status\"", "data-form=\"section-form\""]);
    assert!(page.body.contains(&format!("data-hints=\"{HINTS}\"")), "{}", page.body);
    // Who only reads is not bothered, and cannot ask.
    let vera = app.user("Vera", Role::Viewer).await;
    for (address, form) in [(HINTS, [("body", "human error")]), (DISMISSALS, [("hint", &hint)])] {
        let refused = vera.post(address, &form).await;
        refused.assert_page(StatusCode::FORBIDDEN, &["Only a responder may do this."]);
        assert!(!refused.body.contains("should have checked"), "{}", refused.body);
    }
}

#[tokio::test]
async fn what_is_typed_is_checked_and_not_saved() {
    let app = TestApp::start().await;
    let rosa = written(&app, "Saved words.").await;
    rosa.get(SUMMARY).await.assert_page(OK, &["Saved words."]);
    let typed = [("version", "2"), ("body", "Careless <typing>.")];
    let page = rosa.post(HINTS, &typed).await;
    page.assert_page(
        OK,
        &[
            "1 suggestion on wording",
            "not saved",
            "Careless &lt;typing&gt;.</textarea>",
            "name=\"version\" value=\"2\"",
            "data-draft=\"refused\"",
        ],
    );
    // A dismissal leaves in the form what is not saved.
    let hint = value(&page, "name=\"hint\"").to_owned();
    let page = rosa.post(DISMISSALS, &[typed[0], typed[1], ("hint", &hint)]).await;
    page.assert_page(OK, &["No suggestions on wording", "Careless &lt;typing&gt;.</textarea>"]);
    assert!(!rosa.get(SUMMARY).await.body.contains("Careless"));
    rosa.post(SUMMARY, &typed).await.assert_redirect(&format!("{PAGE}#summary"));
    let saved = rosa.get(SUMMARY).await;
    assert!(!saved.body.contains("on wording"), "{}", saved.body);
    for wrong in ["", "human-error:0", &hint.replace("character", "nothing")] {
        let answer = rosa.post(DISMISSALS, &[typed[0], ("body", "Typed."), ("hint", wrong)]).await;
        answer.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Typed.</textarea>"]);
    }
}

#[tokio::test]
async fn an_island_gets_a_list() {
    let app = TestApp::start().await;
    let rosa = written(&app, "Saved words.").await;
    let answer = rosa.island(HINTS, &[("body", "É. It was human error.")]).await;
    assert_eq!(answer.status, OK, "{}", answer.body);
    let list = answer.json();
    assert_eq!(list.as_array().unwrap().len(), 1);
    let hint = &list[0];
    assert_eq!((hint["start"].as_u64(), hint["end"].as_u64()), (Some(10), Some(21)));
    assert_eq!(
        (hint["rule"].as_str(), hint["passage"].as_str()),
        (Some("human-error"), Some("It was human error."))
    );
    assert!(
        ["reason", "source", "rewrite"].iter().all(|key| !hint[*key].as_str().unwrap().is_empty())
    );
    let dismissed = rosa.island(DISMISSALS, &[("hint", hint["hint"].as_str().unwrap())]).await;
    assert_eq!(dismissed.status, OK);
    let rest = rosa.island(HINTS, &[("body", "É. It was human error.")]).await;
    assert_eq!(rest.json(), serde_json::json!([]));
    let none =
        rosa.island("/incidents/INC-1/postmortem/sections/none/hints", &[("body", "x")]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_private_postmortem_is_checked_by_nobody_else() {
    let app = TestApp::start().await;
    let rosa = written(&app, "human error").await;
    app.hide(nofault_domain::number::IncidentNumber(1)).await;
    for (address, form) in
        [(HINTS, [("body", "x")]), (NAMES, [("chosen", "")]), (PREVIEW, [("sections", "")])]
    {
        assert_eq!(rosa.post(address, &form).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let hint = format!("human-error:{}", "0a".repeat(32));
    assert_eq!(rosa.post(DISMISSALS, &[("hint", &hint)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(rosa.get(NAMES).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn names_give_way_to_roles() {
    let app = TestApp::start().await;
    let rosa = written(&app, "Rosa looked, and then Rosa <slept>. `Rosa` stays.").await;
    rosa.get(PAGE).await.assert_page(OK, &["href=\"/incidents/INC-1/postmortem/names\""]);
    let page = rosa.get(NAMES).await;
    page.assert_page(
        OK,
        &[
            "In place of Rosa",
            "value=\"an engineer\"",
            "<del>Rosa</del> <ins>An engineer</ins> looked",
            "Rosa looked, and then <del>Rosa</del> <ins>an engineer</ins> &lt;slept&gt;.",
        ],
    );
    assert_eq!(page.body.matches("name=\"chosen\"").count(), 2);
    let first = value(&page, "name=\"chosen\"").to_owned();
    let role = format!("role-{}", first.rsplit(':').next().unwrap());
    let form = |word: &'static str, chosen: &str| {
        vec![
            ("sections".to_owned(), "summary:2".to_owned()),
            ("chosen".to_owned(), chosen.to_owned()),
            (role.clone(), word.to_owned()),
        ]
    };
    let post = async |address: &str, form: Vec<(String, String)>| {
        let form: Vec<_> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        rosa.post(address, &form).await
    };
    let page = post(PREVIEW, form("the scribe", &first)).await;
    page.assert_page(OK, &["<ins>The scribe</ins>", "<ins>the scribe</ins>"]);
    assert_eq!(page.body.matches(" checked").count(), 1, "{}", page.body);
    post(NAMES, form("", &first))
        .await
        .assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Write what stands"]);
    post(NAMES, form("x", ""))
        .await
        .assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Tick at least one"]);
    post(NAMES, form("the scribe", &first)).await.assert_redirect(PAGE);
    rosa.get(PAGE).await.assert_page(OK, &["The scribe looked, and then Rosa &lt;slept&gt;."]);
    let late = post(NAMES, form("the scribe", &first)).await;
    late.assert_page(
        StatusCode::CONFLICT,
        &["was changed while you looked", "value=\"the scribe\""],
    );
    let vera = app.user("Vera", Role::Viewer).await;
    vera.get(NAMES).await.assert_page(StatusCode::FORBIDDEN, &["Not for you"]);
    let vain = vera.post(NAMES, &[("sections", "summary:3"), ("chosen", &first)]).await;
    assert!(!vain.body.contains("looked"), "{}", vain.body);
    rosa.post(SUMMARY, &[("version", "3"), ("body", "Nobody.")]).await;
    rosa.get(NAMES).await.assert_page(OK, &["Nobody is named"]);
}
