//! The home of the reports: answers in words for one span, with what stands behind them, and
//! nothing of what is private or a drill.

use http::{StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use serde_json::json;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Leptos marks the ends of texts.
#[track_caller]
fn plain(answer: &Answer) -> String {
    answer.plain()
}

#[track_caller]
fn says(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
}

async fn post(user: &User, door: &str, form: &[(&str, &str)]) -> String {
    let answer = user.post(door, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{door}: {}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

async fn incident(user: &User, title: &str, kind: &str, service: &str, hours: [&str; 2]) {
    let form = [
        ("title", title),
        ("kind", kind),
        ("services", service),
        ("impact_started", hours[0]),
        ("severity", "sev2"),
        ("zone", "UTC"),
    ];
    let address = post(user, "/incidents", &form).await;
    let form = [("version", "1"), ("status", "resolved"), ("at", hours[1]), ("zone", "UTC")];
    post(user, &format!("{address}/status"), &form).await;
}

/// One incident of September and three of October 2026, one of them of Mail; a drill; an action
/// that is overdue; a factor that came back; Web belongs to the team Shop.
async fn autumn(app: &TestApp) -> User {
    let ada = app.user("Ada", Role::Administrator).await;
    let team = ada.island("/teams", &[("name", "Shop")]).await.json();
    let team = team["id"].as_str().unwrap();
    post(&ada, "/services", &[("name", "Web"), ("team", team)]).await;
    for (title, kind, service, hours) in [
        ("Early", "incident", "Web", ["2026-09-10 10:00", "2026-09-10 11:00"]),
        ("Slow", "incident", "Web", ["2026-10-10 10:00", "2026-10-10 12:00"]),
        ("Down <now>", "incident", "Web", ["2026-10-12 10:00", "2026-10-12 14:00"]),
        ("Late mail", "incident", "Mail", ["2026-10-20 10:00", "2026-10-20 13:00"]),
        ("Fire drill", "drill", "Web", ["2026-10-21 10:00", "2026-10-21 11:00"]),
    ] {
        incident(&ada, title, kind, service, hours).await;
    }
    post(&ada, "/incidents/INC-2/actions", &[("title", "Mend it"), ("due", "2026-10-31")]).await;
    for number in [1, 2] {
        let form = [("title", "No canary"), ("category", "change")];
        post(&ada, &format!("/incidents/INC-{number}/factors"), &form).await;
    }
    ada
}

#[tokio::test]
async fn nothing_is_told_where_there_is_nothing() {
    let app = TestApp::start().await;
    let vic = app.user("Vic", Role::Viewer).await;
    let page = plain(&vic.get("/reports").await);
    says(&page, &["How are we doing?", "Nothing to tell yet", "href=\"/reports/durations\""]);
    let json = vic.get("/reports.json?from=2026-10").await.json();
    assert_eq!(
        json["headline"],
        "In October 2026 no incident began; nothing is on record of September 2026 to compare \
         with. Today no action is overdue."
    );
    assert_eq!(app.stranger().get("/reports.json").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_month_is_told_in_words() {
    let app = TestApp::start().await;
    let ada = autumn(&app).await;
    let page = plain(&ada.get("/reports?from=2026-10").await);
    says(
        &page,
        &[
            "October 2026, compared with September 2026",
            "In October 2026 3 incidents began",
            "3 incidents began in 2026-10",
            "No impact is written down.",
            "; how often they come is not compared, as the record begins in September 2026",
            "; there are too few to tell whether they take longer.",
            "Today 1 action is overdue.",
            "The 3 that ended took between 2h 0m and 4h 0m.",
            "fewer than 10 comparable incidents ended in one of the periods",
            "so each is told at 97.5 %, and both together at 95 %.",
            "those with one end (“or more”) of 97.5 %",
            "No service has an SLO, so there is no error budget.",
            "No change is recorded.",
            "1 contributing factor came back: “No canary” for the 2nd time.",
            "1 action is open today, and it is overdue.",
            "None ended in October 2026.",
            "Nobody wrote down toil.",
            "INC-3 Down &lt;now&gt;",
            "A-1 Mend it",
            "4h 0m",
            "<svg",
            "href=\"/reports?by=month&amp;from=2026-09&amp;to=2026-09\"",
            "from=2026-11&amp;to=2026-11",
            "from=2026-09&amp;to=2026-10&amp;before=2026-09&amp;after=2026-10\">Durations",
            "/reports/toil?by=month&amp;from=2026-10&amp;to=2026-10",
        ],
    );
    // The record begins on 10 September: of the week before it nothing is known.
    says(&page, &["<th scope=\"row\">2026-09-08</th>"]);
    for absent in ["Fire drill", "INC-1 Early", "style=", "2026-09-01</th>"] {
        assert!(!page.contains(absent), "“{absent}” is in {page}");
    }
    let first = ada.get("/reports.json?from=2026-09").await.json();
    assert_eq!(
        first["headline"],
        "In September 2026 1 incident began; nothing is on record of August 2026 to compare with. \
         Today 1 action is overdue."
    );
    assert_eq!(
        first["answers"][2]["words"][1],
        "No incident of August 2026 is on record to compare with."
    );
    // Every length, and the last whole month where nothing is asked for.
    for query in ["", "?by=week", "?by=quarter", "?from=2026-H2", "?from=2026-W41&to=2026-W43"] {
        assert_eq!(ada.get(&format!("/reports{query}")).await.status, OK, "{query}");
    }
    let json = ada.get("/reports.json?from=2026-Q4").await.json();
    assert_eq!((&json["span"], &json["over"]), (&json!("2026-Q4"), &json!(false)));
    let json = ada.get("/reports.json?from=2026-09&to=2026-10").await.json();
    assert_eq!(json["before"], json!("2026-07 to 2026-08"));
    assert_eq!(json["counts"]["period"]["count"], 4);
    assert_eq!(json["durations"]["after"]["n"], 4);
}

#[tokio::test]
async fn a_team_and_a_service_are_told_of_alone() {
    let app = TestApp::start().await;
    let ada = autumn(&app).await;
    for (query, incidents, open) in
        [("team=shop", 2, 0), ("service=WEB", 2, 1), ("service=Mail", 1, 0)]
    {
        let json = ada.get(&format!("/reports.json?from=2026-10&{query}")).await.json();
        assert_eq!(json["counts"]["period"]["count"], incidents, "{query}");
        assert_eq!(json["durations"]["after"]["n"], incidents, "{query}");
        assert_eq!(json["through"]["actions"]["open"], open, "{query}");
    }
    let page = plain(&ada.get("/reports?from=2026-10&team=Shop").await);
    says(&page, &["of the services of the team Shop", "team=Shop&amp;from=2026-09", "INC-2 Slow"]);
    assert!(!page.contains("Late mail"), "{page}");
    // Their pages take the same question.
    for report in ["durations", "changes", "factors", "reviews", "toil", "actions"] {
        let page = ada.get(&format!("/reports/{report}?team=Shop")).await;
        page.assert_page(OK, &["<option value=\"Shop\" selected"]);
        let page = ada.get(&format!("/reports/{report}?team=Nobody")).await;
        page.assert_page(INVALID, &["No team is called “Nobody”. Known: Shop."]);
    }
    // Whose figures these are stands beside them.
    let page = ada.get("/reports/durations?team=Shop&from=2026-10&source=moments&period=2026-Q4");
    let page = plain(&page.await);
    for says in [
        "Counted are incidents of the services of the team Shop that are not in triage",
        "Listed are periods from 2026-10 on. A duration is what its moments give",
    ] {
        // Above the picture, and with what each figure stands on.
        assert_eq!(page.matches(says).count(), 3, "“{says}” in {page}");
    }
    let page = plain(&ada.get("/reports/counts?team=Shop&from=2026-10").await);
    says(&page, &["of the services of the team Shop", "Listed are periods from 2026-10 on."]);
    let factors = ada.get("/reports/factors.json?team=Shop&from=2026-10&to=2026-10").await.json();
    assert_eq!(factors["incidents"], 2);
}

#[tokio::test]
async fn what_cannot_be_asked_is_said() {
    let app = TestApp::start().await;
    let vic = app.user("Vic", Role::Viewer).await;
    for (query, says) in [
        ("by=fortnight", "choose one of week, month, quarter, half, year"),
        ("from=2026-13", "write a week as 2020-W07"),
        ("from=2026-W02&to=2026-03", "Write both as weeks"),
        ("from=2026&to=2025", "turn the two around"),
        ("service=Nope", "No service is called “Nope”"),
        ("team=Nope", "No team is called “Nope”"),
        ("private=yes", "is no choice for private"),
    ] {
        // What was typed stands in its field, beside what is wrong with it.
        let page = vic.get(&format!("/reports?{query}")).await;
        page.assert_page(INVALID, &[says, "How are we doing?", "aria-label=\"What is told of\""]);
        let typed = query.split(['=', '&']).nth(1).unwrap();
        let kept = page.body.contains(&format!("value=\"{typed}\""));
        assert_eq!(kept, !query.contains("by=") && typed != "yes", "{query}");
        let json = vic.get(&format!("/reports.json?{query}")).await;
        assert_eq!(json.status, INVALID, "{query}");
    }
}

#[tokio::test]
async fn what_is_private_is_in_no_answer() {
    let app = TestApp::start().await;
    let ada = autumn(&app).await;
    let form = [("title", "Secret hole"), ("category", "security")];
    for number in [1, 2] {
        post(&ada, &format!("/incidents/INC-{number}/factors"), &form).await;
    }
    app.hide(IncidentNumber(2)).await;
    for query in ["", "&private=1"] {
        let page = plain(&ada.get(&format!("/reports?from=2026-10{query}")).await);
        for secret in ["INC-2", "Slow", "Mend it", "Secret hole", "No canary"] {
            assert!(!page.contains(secret), "“{secret}” is in {page}");
        }
        says(&page, &["In October 2026 2 incidents began", "Today no action is overdue."]);
        let json = ada.get(&format!("/reports.json?from=2026-10{query}")).await.json();
        assert_eq!(json["counts"]["period"]["count"], 2);
        assert_eq!(json["durations"]["after"]["n"], 2);
    }
}

#[tokio::test]
async fn budgets_that_were_promised_later_are_left_out() {
    let app = TestApp::start().await;
    let ada = autumn(&app).await;
    let id = {
        let mut reader = app.store.read().await.unwrap();
        let all = nofault_store::catalog::services(&mut reader.db()).await.unwrap();
        all.iter().find(|one| one.name == "Web").unwrap().id.to_string()
    };
    let slo = [
        ("service", id.as_str()),
        ("name", "Availability"),
        ("target", "99.9 %"),
        ("window", "rolling"),
        ("days", "30"),
        ("zone", "UTC"),
    ];
    post(&ada, "/slos", &slo).await;
    let page = plain(&ada.get("/reports?from=2026-10").await);
    says(
        &page,
        &[
            "Today the error budget is not overspent. Today 1 action is overdue.",
            "On 2026-10-31 no SLO was defined yet. 1 SLO was defined after that, and is left out.",
        ],
    );
    assert!(!page.contains("Error budgets on"), "{page}");
    let json = ada.get("/reports.json?from=2026-10").await.json();
    assert_eq!(json["budgets"][0]["defined_later"], 1);
    assert_eq!(json["budgets"][0]["standing"], json!([]));
    assert_eq!(json["budgets"][1]["standing"][0]["slo"], "Web: Availability");
}
