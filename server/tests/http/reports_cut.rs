//! The actions report, of some actions only.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp};

const OK: StatusCode = StatusCode::OK;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn lacks(page: &Answer, text: &str) {
    assert!(!page.body.contains(text), "“{text}” in {}", page.body);
}

#[tokio::test]
async fn the_actions_report_is_cut_by_priority_service_and_team() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.post("/teams", &[("name", "Search")]).await;
    let form = [("title", "Slow"), ("services", "Web & Co")];
    rosa.post("/incidents", &form).await.assert_redirect("/incidents/INC-1");
    // Below five at risk nothing is told: of ten, the fifth is.
    for number in 1..=10 {
        let urgent = [("title", "Urgent one"), ("priority", "p0"), ("due", "2099-01-31")];
        rosa.post("/actions", &urgent).await;
        let done = [("version", "1"), ("note", "Done")];
        rosa.post(&format!("/actions/A-{number}/completion"), &done).await;
    }
    rosa.post("/incidents/INC-1/actions", &[("title", "Of the web")]).await;
    let form = rosa.get("/actions/new").await;
    let end = form.body.find(">Search</option>").unwrap();
    let start = form.body[..end].rfind("value=\"").unwrap() + 7;
    let team = form.body[start..end].trim_end_matches('"').to_owned();
    rosa.post("/actions", &[("title", "Of the team"), ("owner", &team)]).await;

    let all = rosa.get("/reports/actions").await;
    all.assert_page(OK, &["Half of the 12 actions", "Any priority", "Any service", "Any team"]);
    lacks(&all, "Only actions");
    let page = rosa.get("/reports/actions?priority=p0").await;
    let says = ["Only actions of P0.", "Half of the 10 actions of P0", "Urgent one"];
    page.assert_page(OK, &says);
    for other in ["Of the web", "Of the team", "All actions</th>"] {
        lacks(&page, other);
    }
    page.assert_page(OK, &["<option value=\"p0\" selected", "priority=p0&amp;rows=stays"]);
    let page = rosa.get("/reports/actions?service=web+%26+co&priority=none").await;
    page.assert_page(OK, &["Only actions without a priority and of the service web &amp; co."]);
    page.assert_page(OK, &["Of the web", "Too few to say"]);
    lacks(&page, "Urgent one");
    let page = rosa.get("/reports/actions?team=Search").await;
    page.assert_page(OK, &["Only actions of the team Search.", "Of the team"]);
    lacks(&page, "Of the web");
    let none = rosa.get("/reports/actions?team=Search&priority=p4").await;
    none.assert_page(OK, &["Nothing matches", "Show all actions"]);

    let json = rosa.get("/reports/actions.json?priority=p0").await.json();
    assert_eq!(json["stays"].as_array().unwrap().len(), 1);
    let said = (&json["stays"][0]["priority"], &json["stays"][0]["n"], &json["total"]["done"]);
    assert_eq!(said, (&"p0".into(), &10.into(), &10.into()));
    assert_eq!(json["filter"]["priority"], "p0");
    let csv = rosa.get("/reports/actions.csv?rows=actions&service=Web+%26+Co").await;
    assert_eq!(csv.body.lines().count(), 2, "{}", csv.body);
    for (query, says) in [
        ("priority=p9", "choose one of"),
        ("service=Mail", "No service is called “Mail”. Known: Web"),
        ("team=Nobody", "No team is called “Nobody”. Known: Search."),
    ] {
        rosa.get(&format!("/reports/actions?{query}")).await.assert_page(WRONG, &[says]);
        let json = rosa.get(&format!("/reports/actions.json?{query}")).await;
        assert_eq!(json.status, WRONG, "{query}");
    }
    // What may not be seen is in no cut.
    app.hide(IncidentNumber(1)).await;
    let hidden = rosa.get("/reports/actions?service=Web+%26+Co&private=1").await;
    hidden.assert_page(OK, &["Nothing matches"]);
    lacks(&hidden, "Of the web");
}
