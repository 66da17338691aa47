//! Ideas: written down, seen again, decided on; never told of to who may not see the incident.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
const IDEA: &str = "Ask from <outside>";
const SHOWN: &str = "Ask from &lt;outside&gt;";

/// What a person reads: Leptos marks the ends of texts.
#[track_caller]
fn says(page: &Answer, texts: &[&str]) {
    let plain = page.body.replace("<!>", "").replace("<!---->", "");
    for text in texts {
        assert!(plain.contains(text), "“{text}” is not in {plain}");
    }
}

async fn declared(app: &TestApp, many: usize) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    for number in 1..=many {
        rosa.post("/incidents", &[("title", &format!("Slow {number}"))]).await;
    }
    rosa
}

async fn suggest(user: &User, incident: i64, title: &str) {
    let door = format!("/incidents/INC-{incident}/actions");
    let answer = user.post(&door, &[("title", title), ("idea", "on")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn an_idea_is_written_down_seen_again_and_made_an_action() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 4).await;
    let vic = app.user("Vic", Role::Viewer).await;
    rosa.get("/actions/ideas").await.assert_page(OK, &["No ideas", "by the tick box"]);
    let empty = vic.get("/actions/ideas").await;
    assert!(empty.status == OK && !empty.body.contains("tick box"), "{}", empty.body);
    rosa.get("/incidents/INC-1/actions/new")
        .await
        .assert_page(OK, &["name=\"idea\" value=\"on\">", "An idea, not yet an action"]);
    let ticked = rosa.get("/actions/new?idea=1").await;
    ticked.assert_page(OK, &["name=\"idea\" value=\"on\" checked"]);
    // What was typed and ticked comes back with what is wrong.
    let wrong = [("title", IDEA), ("idea", "on"), ("due", "2027-01-31")];
    let wrong = rosa.post("/incidents/INC-1/actions", &wrong).await;
    let texts = ["due on no day until it is an action", "2027-01-31", "value=\"on\" checked"];
    wrong.assert_page(INVALID, &texts);
    suggest(&rosa, 1, IDEA).await;
    suggest(&rosa, 4, &"Very long ideas ".repeat(12)).await;
    rosa.get("/actions").await.assert_page(OK, &["No open actions", "href=\"/actions/ideas\""]);

    // Said at the idea, and at the incident.
    let page = rosa.get("/actions/A-1").await;
    says(&page, &["Seen in 1 incident<", "On no day: it is an idea", "INC-2 Slow 2\"></option>"]);
    assert!(!page.body.contains(">Complete<") && !page.body.contains("name=\"state\""));
    let door = "/actions/A-1/sightings";
    let wrong = rosa.post(door, &[("incident", "the slow one")]).await;
    wrong.assert_page(INVALID, &["Write its number, such as INC-9.", "value=\"the slow one\""]);
    rosa.post(door, &[("incident", "INC-2 Slow 2")]).await.assert_redirect("/actions/A-1");
    let page = rosa.get("/incidents/INC-3").await;
    says(&page, &["An idea would have helped here, too", "(seen in 2 incidents)</option>"]);
    let door = "/incidents/INC-3/sightings";
    let none = rosa.post(door, &[("action", "")]).await;
    none.assert_page(INVALID, &["Choose the idea.", "<details open"]);
    rosa.post(door, &[("action", "A-1")]).await.assert_redirect("/incidents/INC-3#A-1");
    let twice = rosa.post(door, &[("action", "A-1")]).await;
    twice.assert_page(INVALID, &["The idea names that incident already."]);
    says(&vic.get("/incidents/INC-3").await, &["Ideas seen before", SHOWN, "from ", ">INC-1</a>"]);
    let refused = vic.post(door, &[("action", "A-2")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    // What helps most often stands first; those who only read decide nothing.
    let page = rosa.get("/actions/ideas").await;
    let texts = [
        SHOWN,
        "Seen in 3 incidents",
        "INC-3 Slow 3",
        "href=\"/actions/A-1#adoption\"",
        "Very long",
    ];
    says(&page, &texts);
    assert!(page.body.find(SHOWN) < page.body.find("Very long"));
    let page = vic.get("/actions/ideas").await;
    says(&page, &["Seen in 3 incidents", "Seen in 1 incident<"]);
    assert!(!page.body.contains("#adoption"), "{}", page.body);
    let page = vic.get("/actions/A-1").await;
    assert!(!page.body.contains("/adoption\"") && !page.body.contains("/sightings\""));

    // Adoption asks what adding asks.
    let page = rosa.get("/actions/A-1").await;
    says(
        &page,
        &["action=\"/actions/A-1/adoption\"", "Blank with a priority", "Make it an action"],
    );
    let wrong = [("version", "1"), ("priority", "p1"), ("due", "2027-02-30")];
    let wrong = rosa.post("/actions/A-1/adoption", &wrong).await;
    wrong.assert_page(INVALID, &["value=\"2027-02-30\"", "value=\"p1\" selected"]);
    let right = [("version", "1"), ("priority", "p1"), ("due", "2027-01-31")];
    rosa.post("/actions/A-1/adoption", &right).await.assert_redirect("/actions/A-1");
    let page = rosa.get("/actions/A-1").await;
    says(&page, &["Seen in 3 incidents", "Complete", "2027-01-31", "named by Rosa"]);
    says(&rosa.get("/actions").await, &[SHOWN, "P1"]);
    assert!(!rosa.get("/actions/ideas").await.body.contains(SHOWN));

    // Who was slower is told, and keeps what they chose.
    let late = [("version", "1"), ("priority", "p3"), ("due", "2027-03-31")];
    let late = rosa.post("/actions/A-1/adoption", &late).await;
    late.assert_page(CONFLICT, &["You had chosen: P3, due 2027-03-31."]);
    let late = rosa.post("/actions/A-1/sightings", &[("incident", "INC-4")]).await;
    late.assert_page(CONFLICT, &["This is no idea any more", "You had written: “INC-4”."]);
}

#[tokio::test]
async fn an_idea_is_declined_with_its_reason() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 2).await;
    suggest(&rosa, 1, IDEA).await;
    rosa.post("/actions/A-1/sightings", &[("incident", "INC-2")]).await;
    let page = rosa.get("/actions/A-1").await;
    says(&page, &["It will not be done", "action=\"/actions/A-1/refusal\""]);
    let blank = rosa.post("/actions/A-1/refusal", &[("version", "1")]).await;
    blank.assert_page(INVALID, &["Say why it will not be done", "Make it an action"]);
    let why = [("version", "1"), ("note", "Too dear")];
    rosa.post("/actions/A-1/refusal", &why).await.assert_redirect("/actions/A-1");
    let page = rosa.get("/actions/A-1").await;
    says(&page, &["Declined by Rosa", "Too dear", "Seen in 2 incidents"]);
    rosa.get("/actions/ideas").await.assert_page(OK, &["No ideas"]);
    rosa.get("/actions?state=ended").await.assert_page(OK, &[SHOWN]);
    rosa.post("/actions/A-1/reopening", &[("version", "2")]).await.assert_redirect("/actions/A-1");
    says(&rosa.get("/actions/A-1").await, &["Make it an action", "Before", "Too dear"]);
    let done = rosa.post("/actions/A-1/completion", &[("version", "3")]).await;
    done.assert_page(CONFLICT, &["make it an action first"]);
}

#[tokio::test]
async fn a_private_incident_is_neither_named_nor_counted() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 2).await;
    rosa.post("/incidents", &[("title", "Stolen seals")]).await.assert_redirect("/incidents/INC-3");
    suggest(&rosa, 1, IDEA).await;
    suggest(&rosa, 3, "Count the seals").await;
    rosa.post("/actions/A-1/sightings", &[("incident", "INC-3")]).await;
    rosa.post("/actions/A-2/sightings", &[("incident", "INC-2")]).await;
    says(&rosa.get("/actions/ideas").await, &["INC-3 Stolen seals", "Count the seals"]);
    app.hide(IncidentNumber(3)).await;
    for path in [
        "/actions/ideas",
        "/actions/ideas?private=1",
        "/actions/A-1",
        "/actions/A-1?private=1",
        "/actions/new",
        "/incidents/INC-1",
        "/incidents/INC-2",
        "/incidents/INC-2/changes?after=0",
    ] {
        let page = rosa.get(path).await;
        assert_eq!(page.status, OK, "{path}");
        for secret in ["Stolen", "seals", "INC-3", "Private ones", "seen in 2"] {
            assert!(!page.body.contains(secret), "{path}: “{secret}” is in {}", page.body);
        }
    }
    says(&rosa.get("/actions/ideas").await, &["Seen in 1 incident<"]);
    says(&rosa.get("/actions/A-1").await, &["Seen in 1 incident<"]);
    // Hidden or not there: the same words.
    let hidden = rosa.post("/actions/A-1/sightings", &[("incident", "INC-3")]).await;
    hidden.assert_page(INVALID, &["There is no such incident."]);
    assert_eq!(rosa.post("/actions/A-2/adoption", &[("version", "1")]).await.status, 404);
    assert_eq!(rosa.post("/incidents/INC-3/sightings", &[("action", "A-1")]).await.status, 404);
}

#[tokio::test]
async fn who_may_see_a_private_incident_counts_it_by_a_filter() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 1).await;
    let secret = [("title", "Stolen seals"), ("private", "on")];
    rosa.post("/incidents", &secret).await;
    suggest(&rosa, 1, IDEA).await;
    let named = rosa.post("/actions/A-1/sightings", &[("incident", "INC-2")]).await;
    named.assert_redirect("/actions/A-1");
    let page = rosa.get("/actions/ideas").await;
    says(&page, &["Seen in 1 incident<", "INC-2 Stolen seals", ">Private<", "name=\"private\""]);
    says(&rosa.get("/actions/ideas?private=1").await, &["Seen in 2 incidents", "checked"]);
    let page = rosa.get("/actions/A-1").await;
    says(&page, &["Seen in 1 incident<", "listed, and not counted", "Count them"]);
    says(&rosa.get("/actions/A-1?private=1").await, &["Seen in 2 incidents", "Leave them out"]);
}

#[tokio::test]
async fn an_idea_is_nowhere_open_or_overdue() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 2).await;
    suggest(&rosa, 1, IDEA).await;
    let factor = [("title", "Nobody looked"), ("category", "monitoring")];
    rosa.post("/incidents/INC-1/factors", &factor).await;
    rosa.post("/incidents/INC-2/factors", &factor).await;
    let answer = [("version", "1"), ("factor", "F-1"), ("was_factor", "")];
    rosa.post("/actions/A-1/factor", &answer).await.assert_redirect("/actions/A-1");
    for path in ["/actions", "/actions?owner=mine", "/actions?state=overdue", "/digest.txt"] {
        let page = rosa.get(path).await;
        assert!(page.status == OK && !page.body.contains("Ask from"), "{path}: {}", page.body);
    }
    let page = rosa.get("/incidents/INC-1/handover").await;
    page.assert_page(OK, &["No open action."]);
    assert!(!page.body.contains("Ask from"), "{}", page.body);
    says(&rosa.get("/factors").await, &["no action"]);
    says(&rosa.get("/factors/F-1").await, &["A-1 Ask from", "class=\"status idea\""]);
    says(&rosa.get("/incidents/INC-2/factors").await, &["A-1</a> idea"]);
    says(&rosa.get("/incidents/INC-1").await, &[SHOWN, "class=\"status idea\""]);
    let report = rosa.get("/reports/actions").await;
    assert!(report.status == OK && !report.body.contains("id=\"stays\""), "{}", report.body);
    let json = rosa.get("/reports/actions.json").await.json();
    let total = &json["total"];
    assert_eq!((&total["open"], &total["ideas"]), (&0.into(), &1.into()), "{json}");
    assert!(json["actions"][0]["taken_on"].is_null(), "{json}");
    let json = rosa.get("/incidents/INC-1/export.json").await.json();
    assert_eq!(json["actions"][0]["state"], "idea", "{json}");
    rosa.post("/incidents/INC-1/postmortem", &[]).await;
    // There is no box to tick for what nobody is to do.
    let file = rosa.get("/incidents/INC-1/postmortem.md").await;
    file.assert_page(OK, &["- A-1 Ask from \\<outside>"]);
}
