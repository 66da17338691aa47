//! Reports: the page, its files, and questions that cannot be answered.

use http::{StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{TestApp, User};

/// Two incidents of 2020, of an hour and of three, and one that is still open.
pub async fn three(rosa: &User) {
    for (title, start, end) in [
        ("Short", "2020-01-10 10:00", "2020-01-10 11:00"),
        ("Long", "2020-02-10 10:00", "2020-02-10 13:00"),
        ("Open", "2020-02-11 10:00", ""),
    ] {
        let form = [("title", title), ("impact_started", start), ("severity", "sev2")];
        let declared = rosa.post("/incidents", &form).await;
        let address = declared.headers[header::LOCATION].to_str().unwrap().to_owned();
        if !end.is_empty() {
            let form = [("version", "1"), ("status", "resolved"), ("at", end)];
            let done = rosa.post(&format!("{address}/status"), &form).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
    }
}

#[tokio::test]
async fn figures_stand_beside_what_they_stand_on() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.get("/reports/durations").await.assert_page(StatusCode::OK, &["Nothing to count"]);
    three(&rosa).await;
    let page = rosa.get("/reports/durations?period=2020-Q1").await;
    let says = [
        "often called MTTR",
        "resolved − impact started",
        "zone UTC",
        "3h 0m",
        "≥ ",
        "Still open: 1",
        "period=2020-Q1#incidents",
        "/incidents/INC-3",
        "<svg",
        "/reports/durations.csv?metric=time-to-resolve",
    ];
    page.assert_page(StatusCode::OK, &says);
    assert!(!page.body.contains("style="), "{}", page.body);

    let json = rosa.get("/reports/durations.json?by=quarter&severity=sev2").await.json();
    assert_eq!(json["metric"], "time-to-resolve");
    assert_eq!(json["definition"], "resolved − impact started");
    let period = &json["periods"][0];
    assert_eq!((&period["period"], &period["n"]), (&"2020-Q1".into(), &2.into()));
    assert_eq!(period["median_seconds"], 10800.0);
    assert_eq!(period["told"]["mean"]["at_least"], true);
    assert_eq!((&period["n_open"], &period["left_out"]), (&1.into(), &serde_json::json!({})));
    let none = rosa.get("/reports/durations.json?severity=sev1").await.json();
    assert_eq!(none["periods"], serde_json::json!([]));
    let csv = rosa.get("/reports/durations.csv?by=month&from=2020-02").await;
    assert!(csv.body.contains("\n2020-02,1,1,0,") && !csv.body.contains("2020-01"));
}

#[tokio::test]
async fn an_incident_of_which_only_the_title_is_known_is_open() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    let says = "1 is still open; say when its impact started.";
    let (home, durations) = ("/reports?from=2020&to=2099", "/reports/durations");
    for address in [home, durations] {
        let page = rosa.get(address).await;
        page.assert_page(StatusCode::OK, &[says, "href=\"/incidents/INC-1/milestones\""]);
        assert!(!page.body.contains("Of no incident is it known"), "{}", page.body);
    }
    let json = rosa.get("/reports/durations.json").await.json();
    assert_eq!(json["periods"][0]["left_out"], serde_json::json!({ "still_open": 1 }));
    // Once it is said, it is open in the figures, too.
    let form = [("version", "1"), ("impact_started", "60 min ago"), ("zone", "UTC")];
    let said = rosa.post("/incidents/INC-1/milestones", &form).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    for address in [home, durations] {
        let page = rosa.get(address).await;
        assert!(!page.body.contains("say when its"), "{}", page.body);
    }
    let json = rosa.get("/reports/durations.json").await.json();
    assert_eq!(
        (&json["total"]["n_open"], &json["total"]["left_out"]),
        (&1.into(), &serde_json::json!({}))
    );
    // What may not be seen is not told of.
    rosa.post("/incidents", &[("title", "Hidden")]).await.assert_redirect("/incidents/INC-2");
    app.hide(IncidentNumber(2)).await;
    for address in [home, durations] {
        let page = rosa
            .get(&format!("{address}{}private=1", if address == home { "&" } else { "?" }))
            .await;
        assert!(!page.body.contains("INC-2"), "{}", page.body);
        assert!(!page.body.contains("still open; say"), "{}", page.body);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_said() {
    let app = TestApp::start().await;
    let vic = app.user("Vic", Role::Viewer).await;
    for (query, says) in [
        ("by=fortnight", "choose one of week, month, quarter, half, year"),
        ("metric=time-to-laugh", "Known: time-to-detect"),
        ("service=zz", "No service is called “zz”"),
        ("from=2021&to=2020", "turn the two around"),
    ] {
        let page = vic.get(&format!("/reports/durations?{query}")).await;
        page.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &[says, "This address cannot be read"]);
        let json = vic.get(&format!("/reports/durations.json?{query}")).await;
        assert_eq!(json.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(json.json()["message"].as_str().unwrap().contains(says), "{}", json.body);
        let csv = vic.get(&format!("/reports/durations.csv?{query}")).await;
        csv.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &[says]);
    }
    let json = vic.get("/reports/actions.json?by=mood").await;
    assert_eq!(json.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.stranger().get("/reports/durations.json").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn actions_are_counted_by_what_is_asked() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.get("/reports/actions").await.assert_page(StatusCode::OK, &["No actions yet"]);
    rosa.post("/actions", &[("title", "=Late"), ("due", "2020-01-01")]).await;
    rosa.post("/actions", &[("title", "Done")]).await;
    rosa.post("/actions/A-2/completion", &[("version", "1")]).await;
    let page = rosa.get("/reports/actions?by=service").await;
    page.assert_page(StatusCode::OK, &["No service", "Of these overdue", "=Late", "Total"]);
    let json = rosa.get("/reports/actions.json?by=all").await.json();
    let (open, overdue, done) =
        (&json["total"]["open"], &json["total"]["overdue"], &json["total"]["done"]);
    assert_eq!((open, overdue, done), (&1.into(), &1.into(), &1.into()));
    let csv = rosa.get("/reports/actions.csv?rows=actions").await;
    assert!(csv.body.contains("'=Late") && csv.body.contains(",taken_on,"), "{}", csv.body);
    rosa.get("/reports").await.assert_page(StatusCode::OK, &["1 action is overdue"]);
}

#[tokio::test]
async fn what_is_done_and_what_is_declined_are_told_apart() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/actions", &[("title", "First")]).await;
    rosa.post("/actions/A-1/completion", &[("version", "1")]).await;
    let few = rosa.get("/reports/actions").await;
    few.assert_page(StatusCode::OK, &["Too few to say what becomes of them: it takes 5 at least."]);
    assert!(!few.body.contains("became-chart"));
    for title in ["Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"] {
        rosa.post("/actions", &[("title", title)]).await;
    }
    let declined = [("version", "1"), ("note", "Too dear")];
    let done = rosa.post("/actions/A-2/refusal", &declined).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = rosa.get("/reports/actions").await;
    let says = [
        "What becomes of them",
        "of the 7 actions are done and",
        "Share of actions done and declined, by days",
        "the dashed one declined; the rest is open",
        "stroke-dasharray=\"6 2\"",
        "What becomes of them as CSV",
    ];
    page.assert_page(StatusCode::OK, &says);
    let json = rosa.get("/reports/actions.json").await.json();
    let became = &json["became"];
    assert_eq!(
        (&became["n"], &became["done"], &became["declined"]),
        (&7.into(), &1.into(), &1.into())
    );
    let csv = rosa.get("/reports/actions.csv?rows=became").await;
    assert!(csv.body.starts_with("days,at_risk,done,done_low,"), "{}", csv.body);
}

#[tokio::test]
async fn each_report_says_how_it_is_found() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let methods = rosa.get("/reports/methods").await.body;
    for (page, section) in [("/reports/toil", "toil"), ("/reports/reviews", "reviews")] {
        let link = format!("href=\"/reports/methods#{section}\"");
        rosa.get(page).await.assert_page(StatusCode::OK, &[&link]);
        assert!(methods.contains(&format!("id=\"{section}\"")), "{section}");
    }
}
