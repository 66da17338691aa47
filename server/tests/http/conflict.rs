//! Two people save the same thing: the second is shown both, and chooses.

mod doors;
mod form;
mod table;

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp, User};

const CONFLICT: StatusCode = StatusCode::CONFLICT;
const E1: &str = "/incidents/INC-1/entries/e1";
const AT: &str = "2026-03-01 14:10";

async fn two(app: &TestApp) -> (User, User) {
    let (ada, grace) =
        (app.user("Ada", Role::Responder).await, app.user("Grace", Role::Responder).await);
    ada.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    let entry = [("body", "One\nTwo\nThree"), ("at", AT), ("zone", "UTC")];
    ada.post("/incidents/INC-1/entries", &entry).await.assert_redirect("/incidents/INC-1#e1");
    (ada, grace)
}

fn edit<'a>(version: &'a str, body: &'a str) -> [(&'a str, &'a str); 5] {
    [("version", version), ("body", body), ("at", AT), ("was_at", AT), ("zone", "UTC")]
}

/// The text of the first text area that is a field of this name.
fn text_area(page: &Answer, name: &str) -> String {
    let (_, rest) = page.body.split_once(&format!("name=\"{name}\"")).unwrap();
    let (text, _) = rest.split_once('>').unwrap().1.split_once("</textarea>").unwrap();
    text.trim_start_matches('\n').replace("&lt;", "<").replace("&gt;", ">")
}

/// The fields of the form behind a button, as a browser sends them.
fn form_of(page: &Answer, button: &str) -> Vec<(String, String)> {
    let (before, _) = page.body.split_once(&format!("{button}</button>")).unwrap();
    let (_, form) = before.rsplit_once("<form ").unwrap();
    let inputs = form.split("<input ").skip(1);
    let attribute = |input: &str, name: &str| {
        let (_, rest) = input.split_once(&format!("{name}=\"")).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().replace("&amp;", "&")
    };
    inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

async fn press(user: &User, path: &str, form: &[(String, String)]) -> Answer {
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    user.post(path, &form).await
}

#[tokio::test]
async fn what_does_not_touch_stands_together_and_is_looked_over() {
    let app = TestApp::start().await;
    let (ada, grace) = two(&app).await;
    grace.post(E1, &edit("1", "One\nTwo\nThree, by Grace")).await;
    let late = ada.post(E1, &edit("1", "One, by Ada\nTwo\nThree")).await;
    let says = [
        " saved this ",
        "The form holds what you wrote and what is saved, together",
        "name=\"version\" value=\"2\"",
        "Yours",
        "Saved now",
        "<ins>One, by Ada\n</ins>",
        "<del>Three\n</del>",
        "<ins>Three, by Grace\n</ins>",
    ];
    late.assert_page(CONFLICT, &says);
    assert!(late.body.contains("Grace"));
    let merged = text_area(&late, "body");
    assert_eq!(merged, "One, by Ada\nTwo\nThree, by Grace");
    ada.post(E1, &edit("2", &merged)).await.assert_redirect("/incidents/INC-1#e1");
    ada.get(E1).await.assert_page(StatusCode::OK, &["Version 3", "One, by Ada"]);
}

#[tokio::test]
async fn what_touches_is_marked_and_one_may_choose() {
    let app = TestApp::start().await;
    let (ada, grace) = two(&app).await;
    grace.post(E1, &edit("1", "Grace & Co")).await;
    let late = ada.post(E1, &edit("1", "Ada <3 & \"me\"")).await;
    late.assert_page(CONFLICT, &["To decide: Text.", "Use mine", "Keep what is saved"]);
    let merged = text_area(&late, "body").replace("&amp;", "&");
    assert!(merged.contains("<<<<<<< yours\nAda <3"), "{merged}");
    assert!(merged.contains("\nGrace & Co\n>>>>>>> end"), "{merged}");
    // Left as it is, it is not taken, and nothing of it is lost.
    let marked = ada.post(E1, &edit("2", &merged)).await;
    let says = ["mark where both of you wrote", "&lt;&lt;&lt;&lt;&lt;&lt;&lt; yours"];
    marked.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &says);

    let mine: Vec<_> = form_of(&late, "Use mine")
        .into_iter()
        .map(|(name, value)| (name, value.replace("&lt;", "<").replace("&quot;", "\"")))
        .collect();
    press(&ada, E1, &mine).await.assert_redirect("/incidents/INC-1#e1");
    let page = ada.get(E1).await;
    page.assert_page(StatusCode::OK, &["Version 3", "Grace &amp; Co"]);
    assert_eq!(text_area(&page, "body").replace("&amp;", "&"), "Ada <3 & \"me\"");
    // The same button after somebody else again: it is a choice between what was shown.
    grace.post(E1, &edit("3", "Grace again")).await;
    let again: Vec<_> = mine.into_iter().filter(|(name, _)| name != "command").collect();
    press(&ada, E1, &again).await.assert_page(CONFLICT, &["Grace again"]);
}

#[tokio::test]
async fn fields_that_only_one_changed_are_kept_from_both() {
    let app = TestApp::start().await;
    let (ada, grace) = two(&app).await;
    let form = |title, labels| {
        let was = [("was_title", "Slow"), ("was_kind", "incident"), ("was_labels", "")];
        let now = [("version", "1"), ("title", title), ("kind", "incident"), ("labels", labels)];
        [&now[..], &was[..]].concat()
    };
    grace.post("/incidents/INC-1", &form("Slower", "")).await.assert_redirect("/incidents/INC-1");
    ada.post("/incidents/INC-1", &form("Slow", "cache")).await.assert_redirect("/incidents/INC-1");
    ada.get("/incidents/INC-1").await.assert_page(StatusCode::OK, &["Slower", "cache"]);
    let late = grace.post("/incidents/INC-1", &form("Slowest", "")).await;
    late.assert_page(CONFLICT, &["To decide: Title.", "Taken over from what is saved: Labels."]);
    let shown = ["value=\"Slowest\"", "name=\"was_title\" value=\"Slower\"", "value=\"cache\""];
    late.assert_page(CONFLICT, &shown);
    press(&grace, "/incidents/INC-1", &form_of(&late, "Use mine"))
        .await
        .assert_redirect("/incidents/INC-1");
    ada.get("/incidents/INC-1").await.assert_page(StatusCode::OK, &["Slowest", "cache"]);
}

#[tokio::test]
async fn another_milestone_and_another_part_are_no_conflict() {
    let app = TestApp::start().await;
    let (ada, grace) = two(&app).await;
    let door = "/incidents/INC-1/milestones";
    let to = "/incidents/INC-1#milestones";
    let page = ada.get(door).await;
    let opened = form_of(&page, "Save the milestones");
    let with = |name: &str, at: &str| {
        let mut form = opened.clone();
        form.retain(|(field, _)| field != "command" && field != name);
        form.push((name.to_owned(), at.to_owned()));
        form
    };
    press(&grace, door, &with("detected", "2026-03-01 13:00")).await.assert_redirect(to);
    press(&ada, door, &with("mitigated", "2026-03-01 14:00")).await.assert_redirect(to);
    let status = [("version", "1"), ("status", "fixing")];
    ada.post("/incidents/INC-1/status", &status).await.assert_redirect("/incidents/INC-1");
    let late = press(&ada, door, &with("detected", "2026-03-01 13:30")).await;
    late.assert_page(CONFLICT, &["To decide: Detected.", "2026-03-01 13:00", "2026-03-01 13:30"]);
    late.assert_page(CONFLICT, &["name=\"mitigated\" value=\"2026-03-01 14:00\""]);
}

#[tokio::test]
async fn a_program_gets_both_and_the_merge() {
    let app = TestApp::start().await;
    let (ada, grace) = two(&app).await;
    grace.post(E1, &edit("1", "One\nTwo\nThree, by Grace")).await;
    let late = ada.island(E1, &edit("1", "One, by Ada\nTwo\nThree")).await;
    assert_eq!(late.status, CONFLICT);
    let json = late.json();
    let conflict = &json["conflict"];
    assert_eq!((&conflict["version"], &conflict["by"]), (&2.into(), &"Grace".into()));
    assert!(conflict["at"].as_str().unwrap().ends_with('Z'));
    let expected = serde_json::json!([{
        "name": "body",
        "mine": "One, by Ada\nTwo\nThree",
        "theirs": "One\nTwo\nThree, by Grace",
        "merged": "One, by Ada\nTwo\nThree, by Grace",
        "clean": true,
        "both": true,
    }]);
    assert_eq!(conflict["fields"], expected);
    assert!(json["message"].as_str().unwrap().starts_with("Grace saved this"));
}

#[tokio::test]
async fn a_viewer_learns_nothing_from_a_conflict() {
    let app = TestApp::start().await;
    let (_, grace) = two(&app).await;
    grace.post(E1, &edit("1", "Secret")).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let late = vera.island(E1, &edit("1", "Mine")).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert!(!late.body.contains("Secret"), "{}", late.body);
}
