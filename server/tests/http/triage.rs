//! Sorting incidents, private ones, people who leave, offered milestones.

use http::StatusCode;
use leptos_axum::generate_route_list;
use nofault_app::routes::App;
use nofault_domain::access::Role;

use crate::app::{TestApp, User};

async fn version(user: &User, path: &str) -> String {
    let page = user.get(path).await.body;
    // Each form carries the version of what it changes: an incident's page has many.
    let form = page.split("id=\"status\"").last().unwrap();
    let rest = form.split("name=\"version\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn declining_says_who_and_why() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let form = [("title", "A blip"), ("triage", "on"), ("kind", "near_miss")];
    rosa.post("/incidents", &form).await.assert_redirect("/incidents/INC-1");
    rosa.get("/incidents/INC-1").await.assert_page(StatusCode::OK, &["Triage", "Near miss"]);
    let status = "/incidents/INC-1/status";
    let refused = rosa.post(status, &[("version", "1"), ("status", "declined")]).await;
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Say why", "aria-invalid"]);
    let form = [("version", "1"), ("status", "declined"), ("comment", "A test alert.")];
    rosa.post(status, &form).await.assert_redirect("/incidents/INC-1");
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(StatusCode::OK, &["<strong>Declined</strong>", " by Rosa, ", "A test alert."]);
    let top = page.body.split("id=\"timeline\"").next().unwrap();
    assert!(top.contains("A test alert."), "the reason stands above the timeline");
}

#[tokio::test]
async fn a_merged_incident_leads_to_the_other_and_back() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for title in ["Checkout is slow", "Payments time out"] {
        rosa.post("/incidents", &[("title", title)]).await;
    }
    let told = [("body", "Saw the queue grow"), ("at", "2020-01-01 00:00")];
    rosa.post("/incidents/INC-2/entries", &told).await;
    let merge = "/incidents/INC-2/merge";
    rosa.get(merge).await.assert_page(StatusCode::OK, &["INC-1 Checkout is slow"]);
    let seen = version(&rosa, merge).await;
    let wrong = [("version", seen.as_str()), ("into", "INC-9"), ("comment", "One queue")];
    let refused = rosa.post(merge, &wrong).await;
    refused
        .assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["There is no such incident", "One queue"]);
    let form = [("version", seen.as_str()), ("into", "INC-1"), ("comment", "One queue")];
    rosa.post(merge, &form).await.assert_redirect("/incidents/INC-1?from=INC-2#merged");

    rosa.get("/incidents/INC-2").await.assert_redirect("/incidents/INC-1?from=INC-2#merged");
    let page = rosa.get("/incidents/INC-1?from=INC-2").await;
    let says = [
        "was merged into this incident",
        "id=\"INC-2-e1\"",
        "from INC-2",
        "Saw the queue grow",
        "href=\"/incidents/INC-2/entries/e1\"",
        "Merged into this",
    ];
    page.assert_page(StatusCode::OK, &says);
    rosa.get("/incidents/INC-2/entries/e1").await.assert_page(StatusCode::OK, &["Saw the queue"]);
    rosa.get("/incidents").await.assert_page(StatusCode::OK, &["Merged into INC-1"]);

    let stay = "/incidents/INC-2?stay=1";
    rosa.get(stay).await.assert_page(StatusCode::OK, &["<strong>Merged</strong>", "One queue"]);
    let seen = version(&rosa, stay).await;
    let form = [("version", seen.as_str()), ("status", "investigating")];
    rosa.post("/incidents/INC-2/status", &form).await.assert_redirect("/incidents/INC-2");
    rosa.get("/incidents/INC-2").await.assert_page(StatusCode::OK, &["Payments time out"]);
    let page = rosa.get("/incidents/INC-1").await;
    assert!(!page.body.contains("Saw the queue grow"), "parted again");
}

#[tokio::test]
async fn a_milestone_is_set_by_one_press() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Search")]).await;
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(
        StatusCode::OK,
        &["<strong>Detected</strong> is not set", "when it was declared"],
    );
    let door = "/incidents/INC-1/milestones/detected";
    assert!(page.body.contains(&format!("action=\"{door}\"")), "{}", page.body);
    let field = |name: &str| {
        let offer = page.body.split(&format!("action=\"{door}\"")).nth(1).unwrap();
        let rest = offer.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (at, zone, seen) = (field("at"), field("zone"), field("version"));
    let form = [("at", at.as_str()), ("zone", zone.as_str()), ("version", seen.as_str())];
    rosa.post(door, &form).await.assert_redirect("/incidents/INC-1#milestones");
    let page = rosa.get("/incidents/INC-1").await;
    page.assert_page(StatusCode::OK, &["<dt>Detected</dt>"]);
    assert!(!page.body.contains("is not set"), "{}", page.body);
    rosa.post(door, &[("at", "1 h ago"), ("version", "1")])
        .await
        .assert_page(StatusCode::CONFLICT, &[]);
    assert_eq!(
        rosa.post("/incidents/INC-1/milestones/tea", &form).await.status,
        StatusCode::NOT_FOUND
    );
    // A viewer is offered nothing, and a change is told.
    let seen = version(&rosa, "/incidents/INC-1/milestones").await;
    rosa.post("/incidents/INC-1/milestones", &[("version", seen.as_str())]).await;
    let says = ["What they said before", "unset", "by Rosa, "];
    rosa.get("/incidents/INC-1/milestones").await.assert_page(StatusCode::OK, &says);
    let vera = app.user("Vera", Role::Viewer).await;
    assert!(!vera.get("/incidents/INC-1").await.body.contains("class=\"form offer\""));
}

/// A private incident with something of each kind.
async fn private(app: &TestApp) -> User {
    let ada = app.user("Ada", Role::Responder).await;
    // A private incident makes no name known.
    ada.post("/services", &[("name", "vault")]).await;
    let form = [("title", "Breach of the vault"), ("private", "on"), ("services", "vault")];
    ada.post("/incidents", &form).await.assert_redirect("/incidents/INC-1");
    ada.post("/incidents/INC-1/entries", &[("body", "Breach seen")]).await;
    ada.post("/incidents/INC-1/actions", &[("title", "Rotate for the breach")]).await;
    ada.post("/incidents/INC-1/postmortem", &[]).await;
    ada
}

#[tokio::test]
async fn who_may_see_it_is_managed_on_its_page() {
    let app = TestApp::start().await;
    let ada = private(&app).await;
    let bo = app.user("Bo", Role::Viewer).await;
    let page = "/incidents/INC-1/privacy";
    let shown = ada.get(page).await;
    shown.assert_page(StatusCode::OK, &["Private: only these", "Ada", "Bo"]);
    let tick = |name: &str| {
        let before = shown.body.split(&format!("<span>{name}</span>")).next().unwrap();
        let last = before.rsplit("value=\"person:").next().unwrap();
        format!("person:{}", last.split('"').next().unwrap())
    };
    let (both, seen) = (format!("{},{}", tick("Ada"), tick("Bo")), version(&ada, page).await);
    let nobody = [("version", seen.as_str()), ("private", "yes"), ("holders", "")];
    let refused = ada.post(page, &nobody).await;
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Nobody who can sign in would see it"]);
    let form = [("version", seen.as_str()), ("private", "yes"), ("holders", both.as_str())];
    ada.post(page, &form).await.assert_redirect(page);
    // A viewer among them reads who they are, and changes nothing.
    let read = bo.get(page).await;
    read.assert_page(StatusCode::OK, &["Private: only these"]);
    assert!(!read.body.contains("action=\"/incidents/INC-1/privacy\""));
    assert_eq!(bo.post(page, &form).await.status, StatusCode::FORBIDDEN);
}

/// Every page of the application, and the addresses beside them, with this incident's numbers.
fn addresses() -> Vec<String> {
    let numbers = [
        ("{incident}", "INC-1"),
        ("{entry}", "e1"),
        ("{action}", "A-1"),
        ("{section}", "summary"),
        ("{update}", "U-1"),
        ("{file}", "01a20acd-028a-7494-8176-c4db64b91d76"),
        ("{impact}", "1"),
    ];
    let pages = generate_route_list(App);
    let pages = pages.iter().map(|route| route.path().to_owned());
    let others = [
        "/reports/durations.csv?private=on",
        "/reports/durations.json?private=on",
        "/reports/actions.csv?private=on",
        "/reports/actions.json?private=on",
        "/incidents?q=vault",
        "/incidents?service=vault",
        "/incidents?followed=on",
        "/incidents/INC-1/changes?after=0",
        "/incidents/INC-1/presence",
        "/incidents/INC-1/files/01a20acd-028a-7494-8176-c4db64b91d76/a.png",
    ];
    let all = pages.chain(others.map(str::to_owned));
    all.map(|path| numbers.iter().fold(path, |path, (part, number)| path.replace(part, number)))
        .collect()
}

#[tokio::test]
async fn a_private_incident_is_nowhere_for_a_stranger() {
    let app = TestApp::start().await;
    let ada = private(&app).await;
    assert!(ada.get("/incidents").await.body.contains("Breach"), "who is named sees it");
    for stranger in
        [app.user("Dan", Role::Responder).await, app.user("Eve", Role::Administrator).await]
    {
        for path in addresses() {
            let answer = stranger.get(&path).await;
            let body = answer.body.to_lowercase();
            assert!(!body.contains("breach"), "{path} tells of it");
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
            if path.contains("INC-1") || path.contains("A-1") {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        for (door, form) in doors() {
            let answer = stranger.post(door, form).await;
            // Who may redact nothing is told so before it is looked for.
            let hidden = answer.status == StatusCode::NOT_FOUND
                || door.contains("redaction") && answer.status == StatusCode::FORBIDDEN;
            assert!(hidden, "{door}: {} {}", answer.status, answer.body);
            assert!(!answer.body.to_lowercase().contains("breach"), "{door} tells of it");
        }
    }
}

type Door = (&'static str, &'static [(&'static str, &'static str)]);

/// Each with what it would take from who may.
fn doors() -> Vec<Door> {
    vec![
        ("/incidents/INC-1", &[("version", "1"), ("title", "x"), ("kind", "incident")]),
        ("/incidents/INC-1/status", &[("version", "1"), ("status", "closed")]),
        ("/incidents/INC-1/severity", &[("version", "1"), ("severity", "sev1")]),
        ("/incidents/INC-1/milestones", &[("version", "1")]),
        ("/incidents/INC-1/milestones/detected", &[("version", "1"), ("at", "now")]),
        ("/incidents/INC-1/entries", &[("body", "x")]),
        ("/incidents/INC-1/entries/e1", &[("version", "1"), ("body", "x"), ("at", "now")]),
        ("/incidents/INC-1/entries/e1/deletion", &[("version", "1")]),
        ("/incidents/INC-1/entries/e1/pin", &[("version", "1"), ("pinned", "on")]),
        ("/incidents/INC-1/entries/e1/files", &[("version", "1")]),
        ("/incidents/INC-1/paste", &[("text", "14:05 x"), ("at0", "14:05"), ("row0", "on")]),
        ("/incidents/INC-1/paste/preview", &[("text", "14:05 x")]),
        ("/incidents/INC-1/presence", &[("tab", "a")]),
        ("/incidents/INC-1/roles", &[("role", "lead")]),
        ("/incidents/INC-1/updates", &[("text", "x")]),
        ("/incidents/INC-1/updates/U-1", &[("version", "1"), ("text", "x")]),
        ("/incidents/INC-1/follow", &[("follow", "on")]),
        ("/incidents/INC-1/impacts", &[("service", "vault"), ("from", "now")]),
        ("/incidents/INC-1/impacts/1", &[("version", "1"), ("service", "vault"), ("from", "now")]),
        ("/incidents/INC-1/impacts/1/end", &[("version", "1"), ("at", "now")]),
        ("/incidents/INC-1/impacts/1/removal", &[("version", "1")]),
        (
            "/incidents/INC-1/impacts/milestones",
            &[("version", "1"), ("milestone", "impact_started")],
        ),
        ("/incidents/INC-1/redactions", &[("text", "x"), ("reason", "x")]),
        ("/incidents/INC-1/postmortem", &[]),
        ("/incidents/INC-1/actions", &[("title", "x")]),
        ("/incidents/INC-1/merge", &[("version", "1"), ("into", "INC-2")]),
        ("/incidents/INC-1/privacy", &[("version", "1"), ("private", "no")]),
        ("/actions/A-1", &[("version", "1"), ("title", "x"), ("state", "open")]),
        ("/actions/A-1/completion", &[("version", "1")]),
    ]
}

#[tokio::test]
async fn a_person_leaves_comes_back_and_is_forgotten() {
    let app = TestApp::start().await;
    let eve = app.user("Eve", Role::Administrator).await;
    let bo = app.user("Bo", Role::Responder).await;
    bo.post("/incidents", &[("title", "Search")]).await;
    let people = eve.get("/people").await;
    let before = people.body.split(">Bo</a>").next().unwrap();
    let page = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let move_to = async |noun: &str, more: &[(&str, &str)]| {
        let seen = version(&eve, &page).await;
        let mut form = vec![("version", seen.as_str())];
        form.extend(more);
        eve.post(&format!("{page}/{noun}"), &form).await
    };
    eve.get(&page).await.assert_page(StatusCode::OK, &["They have left", "bo@example.org"]);
    assert_eq!(bo.get(&page).await.status, StatusCode::FORBIDDEN);
    move_to("departure", &[]).await.assert_redirect(&page);
    assert_eq!(bo.get("/incidents").await.status, StatusCode::SEE_OTHER, "signed out");
    eve.get("/people").await.assert_page(StatusCode::OK, &["id=\"left\""]);
    let page_of_teams = eve.get("/teams").await;
    assert!(!page_of_teams.body.contains("<span>Bo</span>"), "offered nowhere");
    move_to("return", &[]).await.assert_redirect(&page);
    let refused = move_to("anonymisation", &[("name", "Bob")]).await;
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Type the name as it stands", "Bob"]);
    move_to("anonymisation", &[("name", "Bo")]).await.assert_redirect(&page);
    eve.get(&page).await.assert_page(StatusCode::OK, &["Former member 1", "redaction"]);
    eve.get("/incidents/INC-1").await.assert_page(StatusCode::OK, &["Search"]);
}

#[tokio::test]
async fn a_merged_record_leads_to_the_one_that_stays() {
    let app = TestApp::start().await;
    let eve = app.user("Eve", Role::Administrator).await;
    for name in ["Ada", "Adele"] {
        app.user(name, Role::Responder).await;
    }
    let people = eve.get("/people").await;
    let page_of = |name: &str| {
        let before = people.body.split(&format!(">{name}</a>")).next().unwrap();
        before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let (one, other) = (page_of("Ada"), page_of("Adele"));
    let seen = version(&eve, &one).await;
    let merge = format!("{one}/merge");
    let none = eve.post(&merge, &[("version", seen.as_str()), ("into", "")]).await;
    none.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Choose whose record it is"]);
    let into = other.rsplit('/').next().unwrap();
    let form = [("version", seen.as_str()), ("into", into)];
    eve.post(&merge, &form).await.assert_redirect(&other);
    eve.get(&one).await.assert_redirect(&other);
}
