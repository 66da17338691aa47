//! Counts: the page, its files, what is left out, and questions that cannot be answered.

use http::{StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn declare(user: &User, title: &str, kind: &str, started: &str) -> String {
    let form = [
        ("title", title),
        ("kind", kind),
        ("services", "Web"),
        ("severity", "sev2"),
        ("impact_started", started),
        ("zone", "UTC"),
    ];
    let answer = user.post("/incidents", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// One in January 2020, with which the record begins; three in March and two in April.
async fn six(rosa: &User) {
    for (title, started) in [
        ("First", "2020-01-10 10:00"),
        ("Second", "2020-03-02 10:00"),
        ("Third", "2020-03-12 10:00"),
        ("Fourth", "2020-03-22 10:00"),
        ("Fifth", "2020-04-02 10:00"),
        ("Sixth", "2020-04-03 10:00"),
    ] {
        declare(rosa, title, "incident", started).await;
    }
}

#[tokio::test]
async fn a_word_answers_and_every_figure_has_its_method() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.get("/reports/counts")
        .await
        .assert_page(OK, &["Nothing to count", "import past incidents"]);
    six(&rosa).await;
    let impact = [
        ("service", "Web"),
        ("from", "2020-04-30 22:00"),
        ("to", "2020-05-01 01:00"),
        ("fraction", "50%"),
        ("zone", "UTC"),
    ];
    let added = rosa.post("/incidents/INC-6/impacts", &impact).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);

    let page = rosa.get("/reports/counts?period=2020-04").await;
    assert_eq!(page.status, OK);
    let text = page.plain();
    for says in [
        "2 incidents began in 2020-04, 1 fewer than in 2020-03: cannot tell whether that is more than chance.",
        "2 incidents, 0.47 a week. If nothing changes, between 0.06 and 1.7 a week (95 %). This assumes independent incidents.",
        "5 in both together are too few to tell of a change: had all begun in one of the two, that could be chance.",
        "Impacts of 1 incident lasted 2h 0m. Weighted by how much was affected: 1h in which all was.",
        "<svg",
        "Which began in 2020-04",
        "/incidents/INC-5",
        "/reports/methods#how-many-incidents",
        "6 in these periods, each in the month in which its impact started",
        "period=2020-04&amp;before=2020-03",
        "On record since",
    ] {
        assert!(text.contains(says), "“{says}” is not in {text}");
    }
    assert!(!text.contains("style="), "{text}");
    let begins = rosa.get("/reports/counts?period=2020-02").await.plain();
    assert!(begins.contains("not compared with 2020-01, as the record begins in the earlier one"));

    let json = rosa.get("/reports/counts.json?period=2020-04&before=2020-03").await.json();
    assert_eq!(json["answer"]["period"]["count"], 2);
    assert_eq!(json["answer"]["change"]["verdict"], "cannot_tell");
    assert_eq!(json["periods"][3]["impact"]["seconds"], 7200.0);
    assert_eq!(json["periods"][4]["impact"]["seconds"], 3600.0);
    assert_eq!((&json["periods"][1]["count"], &json["zone"]), (&0.into(), &"UTC".into()));
    assert!(json["filters"].as_str().unwrap().starts_with("Counted are incidents that"));
    let csv = rosa.get("/reports/counts.csv?to=2020-04").await;
    assert_eq!(csv.body.lines().count(), 5);
    assert!(csv.body.contains("\n2020-03,3,31,true,0.677"), "{}", csv.body);
    let weeks = rosa.get("/reports/counts.csv?to=2020-04&rows=weeks").await;
    assert!(weeks.body.contains("\n2020-04,2020-04-01,7,true,2,UTC,"), "{}", weeks.body);
    let rows = rosa.get("/reports/counts.csv?rows=incidents").await;
    assert_eq!(rows.body.lines().count(), 7);
    let wrong = rosa.get("/reports/counts.csv?rows=days").await;
    wrong.assert_page(INVALID, &["choose periods, weeks or incidents"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_at_its_field_and_kept() {
    let app = TestApp::start().await;
    let vic = app.user("Vic", Role::Viewer).await;
    for (query, says, kept) in [
        (
            "by=fortnight",
            "choose one of week, month, quarter, half, year",
            "<option value=\"fortnight\" selected",
        ),
        ("period=2020-Q1", "2020-Q1 is no month, as the report is by month.", "value=\"2020-Q1\""),
        (
            "period=2020-01&before=2020-02",
            "2020-02 is not earlier than 2020-01",
            "value=\"2020-02\"",
        ),
        ("service=zz", "No service is called “zz”", "<option value=\"zz\" selected"),
        ("team=nobody", "No team is called “nobody”", "<option value=\"nobody\" selected"),
        ("from=%3Cb%3E&severity=9", "“&lt;b&gt;” is no period", "<option value=\"9\" selected"),
        ("private=yes", "“yes” is no choice for private", "Counts"),
    ] {
        let page = vic.get(&format!("/reports/counts?{query}")).await;
        assert_eq!(page.status, INVALID, "{query}");
        let text = page.text();
        assert!(text.contains(says) && text.contains(kept), "{query}: {text}");
        let json = vic.get(&format!("/reports/counts.json?{query}")).await;
        assert_eq!(json.status, INVALID, "{query}");
        let csv = vic.get(&format!("/reports/counts.csv?{query}")).await;
        assert_eq!(csv.status, INVALID, "{query}");
    }
    assert_eq!(app.stranger().get("/reports/counts.json").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_count_leaves_out_what_is_private_a_drill_or_came_to_nothing() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    six(&rosa).await;
    declare(&rosa, "Drill", "drill", "2020-04-04 10:00").await;
    declare(&rosa, "Nearly", "near_miss", "2020-04-05 10:00").await;
    let nothing = declare(&rosa, "Nothing", "incident", "2020-04-06 10:00").await;
    let form = [("version", "1"), ("status", "declined"), ("comment", "None.")];
    let declined = rosa.post(&format!("{nothing}/status"), &form).await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER, "{}", declined.body);
    app.hide(IncidentNumber(5)).await;
    let count = async |query: &str| {
        let json = rosa.get(&format!("/reports/counts.json?period=2020-04{query}")).await.json();
        json["answer"]["period"]["count"].clone()
    };
    assert_eq!(count("").await, 1);
    assert_eq!(count("&private=1").await, 1, "it is hidden from Rosa");
    assert_eq!(count("&kind=all").await, 2);
    assert_eq!(count("&kind=near-miss").await, 1);
    assert_eq!(count("&severity=sev1").await, 0);
    let page = rosa.get("/reports/counts?period=2020-04&private=1").await;
    assert!(!page.body.contains("INC-5") && !page.body.contains("Fifth"), "{}", page.body);
    let near = rosa.get("/reports/counts?period=2020-04&kind=near-miss").await.plain();
    assert!(near.contains("1 near miss began in 2020-04"), "{near}");
}

#[tokio::test]
async fn methods_have_a_page() {
    let app = TestApp::start().await;
    let vic = app.user("Vic", Role::Viewer).await;
    let page = vic.get("/reports/methods").await;
    let says = [
        "id=\"how-many-incidents\"",
        "Garwood’s",
        "id=\"budgets-formulas\"",
        "id=\"calibration\"",
        "geometric mean, t on logs",
    ];
    page.assert_page(OK, &says);
    assert!(!page.body.contains(".md"), "a link into the repository");
    assert_eq!(app.stranger().get("/reports/methods").await.status, StatusCode::SEE_OTHER);
}
