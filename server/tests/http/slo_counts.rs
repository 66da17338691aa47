//! Good and total: pushed by a form and by programs, shown in place of the estimate.

use axum::body::Body;
use http::{Request, StatusCode, header};
use nofault::clock;
use nofault_domain::access::Role;
use nofault_domain::instant::Instant;
use nofault_store::catalog;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
const CONFLICT: StatusCode = StatusCode::CONFLICT;

/// The address of an SLO of 99.9 % over the last 30 days, and of its service.
async fn promised(app: &TestApp, user: &User) -> (String, String) {
    user.post("/services", &[("name", "Checkout")]).await;
    let mut reader = app.store.read().await.unwrap();
    let service = catalog::services(&mut reader.db()).await.unwrap()[0].id.to_string();
    let form = [
        ("service", service.as_str()),
        ("name", "Availability"),
        ("target", "99.9"),
        ("window", "rolling"),
        ("days", "30"),
        ("zone", "Europe/Berlin"),
    ];
    let made = user.post("/slos", &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    (made.headers[header::LOCATION].to_str().unwrap().to_owned(), format!("/services/{service}"))
}

/// So many days before the hour that begins.
fn ago(days: i64) -> String {
    let hour = clock::now().seconds() / 3600 * 3600;
    Instant::from_seconds(hour - days * 86_400).rfc3339()
}

fn daily(from: i64, to: i64, good: i64) -> String {
    let row = |day: i64| format!("{},{},{good},100000\n", ago(day), ago(day - 1));
    format!("from,to,good,total\n{}", (to + 1..=from).rev().map(row).collect::<String>())
}

async fn json(user: &User, to: &str, body: &str) -> Answer {
    let request = Request::post(to)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/json");
    user.send(request, Body::from(body.to_owned())).await
}

#[tokio::test]
async fn counts_take_the_place_of_the_estimate_where_they_cover_the_window() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let (slo, service) = promised(&app, &ada).await;
    let says = ["Nothing was counted in this window", "as impacts say it", "Push good and total"];
    ada.get(&slo).await.assert_page(OK, &says);
    let rows = daily(27, 0, 99_950);
    let form = [("rows", rows.as_str()), ("source", "http <requests>")];
    ada.post(&format!("{slo}/counts"), &form).await.assert_redirect(&format!("{slo}#counts"));
    let says =
        ["Counts cover 27 of 30 days: the estimate is shown.", "http &lt;requests&gt;", "99,950"];
    ada.get(&slo).await.assert_page(OK, &says);
    let read = ada.get(&format!("{slo}/budget.json")).await.json();
    assert_eq!((&read["source"], &read["estimate"]), (&"impacts".into(), &true.into()));
    assert_eq!(read["counts"]["good"], serde_json::Value::Null);
    // What is left, as a program pushes it: one row, and rows.
    let one = format!(r#"{{"from":"{}","to":"{}","good":99950,"total":100000}}"#, ago(28), ago(27));
    let done = json(&ada, &format!("{slo}/counts"), &one).await;
    assert_eq!(done.status, OK, "{}", done.body);
    let rest = serde_json::json!({ "rows": daily(30, 28, 99_950), "source": "prometheus" });
    let done = json(&ada, &format!("{slo}/counts"), &rest.to_string()).await;
    assert_eq!(done.json()["address"], format!("{slo}#counts"));
    // 50 of 100,000 are half of 0.1 %.
    let says = [
        "Counts cover all 30 days of the window until ",
        "they are shown in place of the estimate.",
        "impacts say of nothing since",
        "The budget, as it was counted",
        "21m 36s (50 %)",
        "1,500 of 3,000,000 were not good",
        "Estimated",
        "0s (0 %)",
        "Counts do not tell one incident from another",
        "When what was counted leaves the window is not told either",
        "what was counted, 21m 36s (50 %), belongs to no incident.",
        "Within budget",
        "The latest 20 rows",
    ];
    ada.get(&slo).await.assert_page(OK, &says);
    let read = ada.get(&format!("{slo}/budget.json")).await.json();
    assert_eq!((&read["source"], &read["estimate"]), (&"counts".into(), &false.into()));
    assert_eq!(read["spent"]["micros_ppm"], "1296000000000000");
    assert_eq!(
        (&read["spent_estimated"]["micros_ppm"], &read["spent_of_budget"]),
        (&"0".into(), &0.5.into())
    );
    assert_eq!(
        (&read["counts"]["good"], &read["counts"]["covered_seconds"]),
        (&"2998500".into(), &2_592_000.into())
    );
    for list in ["/reports/budgets", &service] {
        ada.get(list)
            .await
            .assert_page(OK, &["50 % (counted)", "21m 36s", "counted until ", "estimated since"]);
    }
    // The same interval again replaces: twice what may fail.
    let worse = daily(30, 0, 99_800);
    ada.post(&format!("{slo}/counts"), &[("rows", worse.as_str())])
        .await
        .assert_redirect(&format!("{slo}#counts"));
    ada.get(&slo).await.assert_page(OK, &["Over budget", "(200 %)", "−43m 12s"]);
    ada.get("/reports/budgets").await.assert_page(OK, &["The error budget is overspent."]);
    // An incident that is exempt is taken from what was counted by its estimate.
    ada.post("/incidents", &[("title", "Cable cut")]).await.assert_redirect("/incidents/INC-1");
    let hit = [
        ("service", "Checkout"),
        ("from", "120 min ago"),
        ("to", "60 min ago"),
        ("fraction", "all"),
    ];
    ada.post("/incidents/INC-1/impacts", &hit).await;
    let exempt = [("exempt", "INC-1"), ("reason", "The cable")];
    ada.post(&format!("{slo}/exemptions"), &exempt).await.assert_redirect(&format!("{slo}#policy"));
    let says = ["Over budget, exempt", "26m 24s (61.1 %)", "1h (138.9 %)", "1h 26m 24s (200 %)"];
    ada.get(&slo).await.assert_page(OK, &says);
}

/// What comes, and what spent it, are told of the state that is shown.
#[tokio::test]
async fn nothing_is_promised_beyond_what_is_left_of_what_was_counted() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let (slo, _) = promised(&app, &ada).await;
    ada.post("/incidents", &[("title", "Cable cut")]).await.assert_redirect("/incidents/INC-1");
    let hit = [
        ("service", "Checkout"),
        ("from", "130 min ago"),
        ("to", "120 min ago"),
        ("fraction", "all"),
    ];
    ada.post("/incidents/INC-1/impacts", &hit).await;
    let leaves = ", and leave 23m 12s.";
    ada.get(&slo).await.assert_page(OK, &["10m (23.1 %)", "33m 12s", leaves]);
    // 120 of 100,000 are more than the 0.1 % that may fail.
    let rows = daily(30, 0, 99_880);
    ada.post(&format!("{slo}/counts"), &[("rows", rows.as_str())])
        .await
        .assert_redirect(&format!("{slo}#counts"));
    let page = ada.get(&slo).await;
    let says = [
        "Over budget",
        "51m 50s (120 %)",
        "−8m 38s",
        "All incidents, estimated",
        "Counted, belongs to no incident",
        "No incident  96.9 %",
        "would spend 10m (23.1 % of the budget): it is over already, and would then be over by 18m 38s.",
        "not said: the budget is over already",
    ];
    page.assert_page(OK, &says);
    for promised in ["and leave", "within its budget again", "it gets back", "is spent now"] {
        assert!(!page.body.contains(promised), "{promised}");
    }
    let read = ada.get(&format!("{slo}/budget.json")).await.json();
    assert_eq!(read["recovery"], serde_json::Value::Null);
    // Where less was counted than incidents are charged with, that is said as well.
    let rows = daily(30, 0, 99_990);
    ada.post(&format!("{slo}/counts"), &[("rows", rows.as_str())])
        .await
        .assert_redirect(&format!("{slo}#counts"));
    let says = ["4m 19s (10 %)", "Estimated, but not counted", "−5m 40s", "and leave 28m 52s."];
    ada.get(&slo).await.assert_page(OK, &says);
}

/// The window is told in its own zone, by its name; all else in that of who reads.
#[tokio::test]
async fn a_page_has_one_zone_but_for_the_window() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let (_, service) = promised(&app, &ada).await;
    let form = [
        ("service", service.trim_start_matches("/services/")),
        ("name", "By month"),
        ("target", "99.9"),
        ("window", "month"),
        ("days", ""),
        ("zone", "Asia/Tokyo"),
    ];
    let made = ada.post("/slos", &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let slo = made.headers[header::LOCATION].to_str().unwrap();
    let rows = daily(1, 0, 99_950);
    ada.post(&format!("{slo}/counts"), &[("rows", rows.as_str())])
        .await
        .assert_redirect(&format!("{slo}#counts"));
    let page = ada.get(slo).await;
    let says = [
        "From ",
        " 00:00 JST (Asia/Tokyo) until ",
        "The next window begins at ",
        "JST (Asia/Tokyo), with all of its budget.",
        "What was pushed",
    ];
    page.assert_page(OK, &says);
    let times = |what: &str| page.body.matches(what).count();
    assert_eq!((times(" JST"), times(" JST (Asia/Tokyo)")), (3, 3), "{}", page.body);
    assert_eq!(times("UTC</time>"), 0, "who reads is in Berlin: {}", page.body);
}

#[tokio::test]
async fn what_was_counted_is_not_forgiven_by_what_happened_since() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let (slo, _) = promised(&app, &ada).await;
    // Twice what may fail, until yesterday.
    let rows = daily(31, 1, 99_800);
    ada.post(&format!("{slo}/counts"), &[("rows", rows.as_str())])
        .await
        .assert_redirect(&format!("{slo}#counts"));
    ada.post("/incidents", &[("title", "Cable cut")]).await.assert_redirect("/incidents/INC-1");
    let hit =
        [("service", "Checkout"), ("from", "50 min ago"), ("to", "1 min ago"), ("fraction", "all")];
    ada.post("/incidents/INC-1/impacts", &hit).await;
    let exempt = [("exempt", "INC-1"), ("reason", "The cable")];
    ada.post(&format!("{slo}/exemptions"), &exempt).await.assert_redirect(&format!("{slo}#policy"));
    for page in [&slo, "/reports/budgets"] {
        let page = ada.get(page).await;
        page.assert_page(OK, &["Over budget"]);
        assert!(!page.body.contains("Over budget, exempt"), "{}", page.body);
    }
    // What happened since is said apart, as an estimate.
    let says = [
        "Held against it",
        "1h 26m 24s (200 %)",
        "2h 15m 24s (313.4 %)",
        "of it 49m are what impacts say since, an estimate",
        "Estimated",
        "49m (113.4 %)",
        "estimated since.",
    ];
    ada.get(&slo).await.assert_page(OK, &says);
    let read = ada.get(&format!("{slo}/budget.json")).await.json();
    assert_eq!(read["counted_until"], ago(1));
    assert_eq!(read["spent_since_counted"]["seconds_of_all"], 2940.0);
}

#[tokio::test]
async fn an_outage_since_the_last_count_does_not_wait_for_the_next() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let (slo, _) = promised(&app, &ada).await;
    let rows = daily(31, 1, 100_000);
    ada.post(&format!("{slo}/counts"), &[("rows", rows.as_str())])
        .await
        .assert_redirect(&format!("{slo}#counts"));
    ada.get(&slo).await.assert_page(OK, &["Within budget", "0s (0 %)"]);
    ada.post("/incidents", &[("title", "Down")]).await.assert_redirect("/incidents/INC-1");
    let hit =
        [("service", "Checkout"), ("from", "50 min ago"), ("to", "1 min ago"), ("fraction", "all")];
    ada.post("/incidents/INC-1/impacts", &hit).await;
    let says = ["Over budget", "Counted until ", "estimated since", "49m (113.4 %)", "−5m 48s"];
    let page = ada.get(&slo).await;
    page.assert_page(OK, &says);
    assert!(!page.body.contains("So much more may fail"));
    let read = ada.get(&format!("{slo}/budget.json")).await.json();
    assert_eq!(read["state"], "over");
    let says = ["The error budget is overspent.", "counted until ", "113.4 % (counted)"];
    ada.get("/reports/budgets").await.assert_page(OK, &says);
}

#[tokio::test]
async fn what_cannot_be_counted_is_refused_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let (slo, _) = promised(&app, &ada).await;
    let counts = format!("{slo}/counts");
    let rows = daily(3, 0, 5);
    ada.post(&counts, &[("rows", &rows)]).await.assert_redirect(&format!("{slo}#counts"));
    let overlap = format!("from,to,good,total\n{},{},1,2\n", ago(5), ago(2));
    let refused = ada.post(&counts, &[("rows", &overlap), ("source", "Typed here")]).await;
    refused.assert_page(
        INVALID,
        &["Nothing was taken: an instant is counted once.", &ago(5), "Typed here"],
    );
    let bad = "from,to,good,total\n2026-01-01,2026-01-02,9,8\n";
    let refused = ada.post(&counts, &[("rows", bad)]).await;
    refused.assert_page(INVALID, &["Line 2, column good, “9”: it is more than the total, 8.", bad]);
    let future = format!(r#"{{"from":"{}","to":"{}","good":1,"total":1}}"#, ago(1), ago(-2));
    let refused = json(&ada, &counts, &future).await;
    assert_eq!(refused.status, INVALID);
    assert_eq!(refused.json()["fields"][0]["field"], "to");
    // A program that names no kind of answer is told in JSON as well.
    let sent = async |body: &str, accept: &str| {
        let mut request = Request::post(&counts)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json");
        if !accept.is_empty() {
            request = request.header(header::ACCEPT, accept);
        }
        ada.send(request, Body::from(body.to_owned())).await
    };
    for accept in ["", "*/*"] {
        let refused = sent(&future, accept).await;
        assert_eq!(
            (refused.status, &refused.json()["fields"][0]["field"]),
            (INVALID, &"to".into())
        );
        let unread = sent("{", accept).await;
        assert_eq!(unread.status, StatusCode::BAD_REQUEST);
        assert_eq!(unread.json()["message"], "The body is no JSON object of texts.");
    }
    sent(&future, "text/html").await.assert_page(INVALID, &["Push good and total"]);
    let page = ada.get(&slo).await;
    let removal = page.body.split("/counts/").nth(1).unwrap().split('"').next().unwrap();
    let removal = format!("{counts}/{removal}");
    let vic = app.user("Vic", Role::Viewer).await;
    let seen = vic.get(&slo).await;
    seen.assert_page(OK, &["What was pushed"]);
    assert!(!seen.body.contains("/removal") && !seen.body.contains("Push good and total"));
    assert_eq!(vic.post(&removal, &[]).await.status, FORBIDDEN);
    let refused = vic.post(&counts, &[("rows", &rows)]).await;
    refused.assert_page(FORBIDDEN, &["Nothing was changed.", &ago(3)]);
    ada.post(&removal, &[]).await.assert_redirect(&format!("{slo}#counts"));
    ada.post(&removal, &[])
        .await
        .assert_page(CONFLICT, &["That row of counts is not there any more."]);
}
