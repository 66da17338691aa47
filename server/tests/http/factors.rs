//! Contributing factors: named, seen again, hidden with what is private, answered by actions.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const QUEUE: &str = "No alert on <queue> depth";

async fn declared(app: &TestApp, many: usize) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    for number in 1..=many {
        let to = format!("/incidents/INC-{number}");
        rosa.post("/incidents", &[("title", &format!("Slow {number}"))]).await.assert_redirect(&to);
    }
    rosa
}

async fn add(user: &User, incident: i64, title: &str) {
    let door = format!("/incidents/INC-{incident}/factors");
    let form = [("title", title), ("category", "monitoring"), ("note", "Nobody <b>looked</b>")];
    let answer = user.post(&door, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn what_came_back_is_seen_with_the_state_of_its_actions() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 3).await;
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(OK, &["Contributing factors", "None named yet.", "Name what contributed"]);
    add(&rosa, 1, QUEUE).await;
    rosa.post("/incidents/INC-1/actions", &[("title", "Alert on it"), ("due", "2020-01-31")]).await;
    rosa.post("/incidents/INC-1/actions", &[("title", "Look at it")]).await;
    let page = rosa.get("/actions/A-1").await;
    page.assert_page(
        OK,
        &["Factor that it answers", "F-1 No alert on &lt;queue&gt; depth</option>"],
    );
    for (action, version) in [("A-1", "1"), ("A-2", "1")] {
        let door = format!("/actions/{action}/factor");
        let answer = [("version", version), ("factor", "F-1"), ("was_factor", "")];
        rosa.post(&door, &answer).await.assert_redirect(&format!("/actions/{action}"));
    }
    rosa.post("/actions/A-2/completion", &[("version", "2")]).await.assert_redirect("/actions/A-2");
    let page = rosa.get("/actions/A-1").await;
    page.assert_page(OK, &["<dt>Answers</dt>", "href=\"/factors/F-1\""]);

    // Typed as it is known, and said.
    let same = [("title", "no alert on queue-depth")];
    let to = "/incidents/INC-2/factors?linked=F-1#F-1";
    rosa.post("/incidents/INC-2/factors", &same).await.assert_redirect(to);
    let page = rosa.get("/incidents/INC-2/factors?linked=F-1").await;
    page.assert_page(OK, &["F-1 has this title already", "also in ", "(1 earlier)"]);
    add(&rosa, 3, QUEUE).await;
    let page = rosa.get("/incidents/INC-3/postmortem").await;
    let says = [
        "Came back",
        "No alert on &lt;queue&gt; depth</a>, the 3rd time",
        "INC-1</a>’s actions: ",
        "A-1</a> open, overdue by ",
        "A-2</a> done",
        "Similar past incidents",
        "Same factor F-1",
    ];
    let plain = without_comments(&page.body);
    assert_eq!(page.status, OK);
    for text in says {
        assert!(plain.contains(text), "“{text}” is not in {plain}");
    }
    let page = rosa.get("/incidents/INC-1/postmortem").await;
    assert!(!page.body.contains("Came back"), "{}", page.body);

    let vic = app.user("Vic", Role::Viewer).await;
    let page = without_comments(&vic.get("/factors").await.body);
    for text in ["Monitoring and alerting", "in 3 incidents, last ", "1 open and 1 ended actions"] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    let page = without_comments(&vic.get("/factors/F-1").await.body);
    for text in [
        "Seen in 3 incidents.",
        "INC-2 Slow 2",
        "Nobody &lt;b&gt;looked&lt;/b&gt;",
        "A-1 Alert on it",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    assert!(!page.contains("id=\"edit\""), "{page}");
    vic.get("/reports").await.assert_page(OK, &["href=\"/factors\""]);
    vic.get("/factors?q=certificate").await.assert_page(OK, &["No factor has these words"]);
}

/// Leptos marks the ends of texts.
fn without_comments(body: &str) -> String {
    body.replace("<!>", "").replace("<!---->", "")
}

#[tokio::test]
async fn known_ones_are_suggested_as_one_types() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 3).await;
    add(&rosa, 1, QUEUE).await;
    add(&rosa, 2, QUEUE).await;
    let answer = rosa.get("/factors/suggestions?q=alert+queu").await;
    assert_eq!(answer.status, OK);
    let expected = serde_json::json!({ "factors": [{
        "number": "F-1",
        "title": QUEUE,
        "category": "monitoring",
        "label": "Monitoring and alerting",
        "incidents": 2,
        "seen": "Seen in 2 incidents: this would be the 3rd.",
    }] });
    assert_eq!(answer.json(), expected);
    for nothing in ["", "%25", "zebra"] {
        let answer = rosa.get(&format!("/factors/suggestions?q={nothing}")).await;
        assert_eq!(answer.json(), serde_json::json!({ "factors": [] }), "{nothing}");
    }
    // Without JavaScript: in the field's list, and by a search with buttons.
    let page = rosa.get("/incidents/INC-3/factors?q=queue").await;
    let says = ["<datalist id=\"known-factors\">", "this would be the 3rd.", "Add F-1"];
    page.assert_page(OK, &says);
    let chosen = [("factor", "F-1")];
    let to = "/incidents/INC-3/factors#F-1";
    rosa.post("/incidents/INC-3/factors", &chosen).await.assert_redirect(to);
    let again = rosa.post("/incidents/INC-3/factors", &chosen).await;
    again.assert_page(CONFLICT, &["among the incident’s factors already"]);
    let stranger = app.stranger().get("/factors/suggestions?q=queue").await;
    assert!(!stranger.body.contains("queue"), "{}", stranger.body);
}

#[tokio::test]
async fn a_rejected_factor_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 1).await;
    let form = [("title", "A full disk"), ("about", "It \"fills\""), ("note", "At night")];
    let refused = rosa.post("/incidents/INC-1/factors", &form).await;
    let says = ["This factor is new: choose its category.", "value=\"A full disk\"", "At night"];
    refused.assert_page(INVALID, &says);
    let vic = app.user("Vic", Role::Viewer).await;
    let refused = vic.post("/incidents/INC-1/factors", &form).await;
    refused.assert_page(StatusCode::FORBIDDEN, &["Only a responder may do this.", "At night"]);
    assert_eq!(rosa.get("/factors/F-1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_overtaken_edit_shows_both_texts() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 1).await;
    let bo = app.user("Bo", Role::Responder).await;
    add(&rosa, 1, "A full disk").await;
    let edit = |title| {
        let was = [("was_title", "A full disk"), ("was_category", "monitoring"), ("was_about", "")];
        let now = [("version", "1"), ("title", title), ("category", "capacity"), ("about", "")];
        [&now[..], &was[..]].concat()
    };
    bo.post("/factors/F-1", &edit("Disks fill unseen")).await.assert_redirect("/factors/F-1");
    let late = rosa.post("/factors/F-1", &edit("Nobody empties disks")).await;
    let says = [
        "Bo saved this",
        "To decide: Title.",
        "Disks fill unseen",
        "Nobody empties disks",
        "Use mine",
    ];
    late.assert_page(CONFLICT, &says);
    late.assert_page(CONFLICT, &["name=\"version\" value=\"2\""]);

    let door = "/incidents/INC-1/factors/F-1";
    let note = |note| [("version", "1"), ("note", note), ("was_note", "Nobody <b>looked</b>")];
    let to = "/incidents/INC-1/factors#F-1";
    bo.post(door, &note("By Bo")).await.assert_redirect(to);
    let late = rosa.post(door, &note("By Rosa")).await;
    late.assert_page(CONFLICT, &["Bo saved this", "By Bo", "By Rosa"]);
    let removal = format!("{door}/removal");
    bo.post(&removal, &[("version", "2")]).await.assert_redirect(to);
    let page = rosa.get("/incidents/INC-1/factors").await;
    page.assert_page(OK, &["Taken away", "Put F-1 back", "No contributing factor named yet"]);
    let late = rosa.post(door, &note("Too late")).await;
    late.assert_page(CONFLICT, &["Bo took this factor away meanwhile", "Too late"]);
    let back = format!("{door}/return");
    rosa.post(&back, &[("version", "3")]).await.assert_redirect(to);
    rosa.get("/incidents/INC-1").await.assert_page(OK, &["Disks fill unseen", "By Bo"]);
}

#[tokio::test]
async fn what_set_it_off_is_marked_by_one_press() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 1).await;
    let form = [("title", "A full disk"), ("category", "capacity"), ("trigger", "on")];
    let to = "/incidents/INC-1/factors#F-1";
    rosa.post("/incidents/INC-1/factors", &form).await.assert_redirect(to);
    add(&rosa, 1, QUEUE).await;
    let page = rosa.get("/incidents/INC-1/factors").await;
    let says = ["It set this incident off", "Unmark F-1 as the trigger", "Mark F-2 as the trigger"];
    page.assert_page(OK, &says);
    let plain = without_comments(&rosa.get("/incidents/INC-1").await.body);
    assert!(plain.contains("Capacity and load · trigger"), "{plain}");
    assert!(!plain.contains("Monitoring and alerting · trigger"), "{plain}");
    let plain = without_comments(&rosa.get("/factors/F-1").await.body);
    assert!(plain.contains("Its trigger"), "{plain}");
    let json = rosa.get("/incidents/INC-1/export.json").await.json();
    assert_eq!(json["factors"][0]["trigger"], true, "{json}");

    let door = "/incidents/INC-1/factors/F-1/trigger";
    let mark = |version, trigger| [("version", version), ("trigger", trigger)];
    rosa.post(door, &mark("1", "")).await.assert_redirect(to);
    let bo = app.user("Bo", Role::Responder).await;
    let late = bo.post(door, &mark("1", "on")).await;
    late.assert_page(CONFLICT, &["Rosa saved this"]);
    let twice = bo.post(door, &mark("2", "")).await;
    twice.assert_page(CONFLICT, &["F-1 is not marked as the trigger any more."]);
    let vic = app.user("Vic", Role::Viewer).await;
    assert_eq!(vic.post(door, &mark("2", "on")).await.status, StatusCode::FORBIDDEN);
    // A rejected form keeps the box as it was ticked.
    let refused = rosa.post("/incidents/INC-1/factors", &[("title", "x"), ("trigger", "on")]).await;
    assert_eq!(refused.status, INVALID);
    let check = refused.body.split("name=\"trigger\"").nth(3).unwrap();
    assert!(check.split('>').next().unwrap().contains("checked"), "{}", refused.body);
}

#[tokio::test]
async fn what_is_private_leaks_nowhere() {
    let app = TestApp::start().await;
    let rosa = declared(&app, 3).await;
    add(&rosa, 1, "The vault stood open").await;
    add(&rosa, 1, QUEUE).await;
    add(&rosa, 2, QUEUE).await;
    rosa.post("/incidents/INC-1/actions", &[("title", "Close the vault")]).await;
    let answer = [("version", "1"), ("factor", "F-2"), ("was_factor", "")];
    rosa.post("/actions/A-1/factor", &answer).await.assert_redirect("/actions/A-1");
    app.hide(IncidentNumber(1)).await;
    for path in [
        "/factors",
        "/factors?private=1",
        "/factors?q=vault&private=1",
        "/factors?q=queue&private=1",
        "/factors/F-2",
        "/factors/F-2?private=1",
        "/factors/suggestions?q=vault",
        "/factors/suggestions?q=queue",
        "/incidents/INC-2",
        "/incidents/INC-2/factors",
        "/incidents/INC-2/factors?q=vault",
        "/incidents/INC-2/postmortem",
        "/incidents/INC-3/factors?linked=F-1",
    ] {
        let page = rosa.get(path).await;
        assert_eq!(page.status, OK, "{path}");
        for word in ["The vault", "INC-1", "Close the vault", "Slow 1", "A-1"] {
            assert!(!page.body.contains(word), "“{word}” at {path}: {}", page.body);
        }
        assert!(!page.body.contains("Came back"), "{path}");
    }
    for missing in ["/factors/F-1", "/factors/F-9", "/factors/x"] {
        assert_eq!(rosa.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    // The title is free: another one is made, and nobody learns that there was one.
    let form = [("title", "The vault stood open"), ("category", "security")];
    let to = "/incidents/INC-3/factors#F-3";
    rosa.post("/incidents/INC-3/factors", &form).await.assert_redirect(to);
    let one = rosa.get("/factors/suggestions?q=queue").await.json();
    assert_eq!(one["factors"][0]["incidents"], 1);
}
