//! The reports on changes, factors and reviews: figures beside what they stand on, files of the
//! same question, and nothing of what is private.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use serde_json::json;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn incident(user: &User, title: &str, service: &str, from: &str, to: &str) -> String {
    let form = [
        ("title", title),
        ("services", service),
        ("impact_started", from),
        ("severity", "sev2"),
        ("zone", "UTC"),
    ];
    let address = user.sends("/incidents", &form).await;
    if !to.is_empty() {
        let form = [("version", "1"), ("status", "resolved"), ("at", to), ("zone", "UTC")];
        user.sends(&format!("{address}/status"), &form).await;
    }
    address
}

async fn change(user: &User, service: &str, title: &str, at: &str) {
    let form =
        [("kind", "release"), ("service", service), ("title", title), ("at", at), ("zone", "UTC")];
    user.sends("/changes", &form).await;
}

/// Four changes of Web in early 2026, of which two failed; one of Mail, which failed, too.
async fn changes(rosa: &User) {
    for (service, at) in [
        ("Web", "2026-01-10 10:00"),
        ("Web", "2026-01-20 10:00"),
        ("Web", "2026-02-10 10:00"),
        ("Web", "2026-02-20 10:00"),
        ("Mail", "2026-02-21 10:00"),
    ] {
        change(rosa, service, &format!("{service} of {at}"), at).await;
    }
    incident(rosa, "One", "Web", "2026-01-10 10:30", "2026-01-10 12:00").await;
    incident(rosa, "Two", "Web", "2026-02-20 10:30", "").await;
    incident(rosa, "Three", "Mail", "2026-02-21 10:30", "2026-02-21 14:00").await;
    for (incident, change) in [(1, "CH-1"), (2, "CH-4"), (3, "CH-5")] {
        rosa.sends(&format!("/incidents/INC-{incident}/causes"), &[("change", change)]).await;
    }
}

/// Since this day Web says that all of its changes are recorded.
async fn keep(rosa: &User, since: &str) {
    let services = rosa.get("/services").await;
    let at = services.body.find("<a href=\"/services/").unwrap();
    let links = services.body[at..].split("<a href=\"").map(|rest| rest.split('"').next().unwrap());
    for link in links.filter(|link| link.starts_with("/services/")) {
        if rosa.get(link).await.body.contains("<h1>Web</h1>") {
            let form = [("version", "1"), ("since", since), ("was_since", "")];
            rosa.sends(&format!("{link}/record"), &form).await;
            return;
        }
    }
    panic!("no Web in {}", services.body);
}

#[tokio::test]
async fn a_rate_needs_a_complete_list() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let page = rosa.get("/reports/changes").await.plain();
    assert!(page.contains("No change to count"), "{page}");
    changes(&rosa).await;
    let page = rosa.get("/reports/changes").await.plain();
    for text in [
        "No rate: 5 changes are recorded, but nobody said that these are all.",
        "Half of the 3 failed changes are recovered from within 4h 0m.",
        "1 of them is still open, and counts with its time so far.",
        "They are too few to say how sure that is: it takes 6.",
        "failed changes ÷ all changes of services whose list is complete",
        "No service says that all of its changes are recorded",
        "dora.dev",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    keep(&rosa, "2026-01-15").await;
    let page = rosa.get("/reports/changes?by=month").await.plain();
    for text in [
        "1 of 3 changes failed: 33.3 %.",
        "All changes are recorded of: Web since 2026-01-15.",
        "Mail: 1 change, nobody said that these are all",
        "Web: 1 change before 2026-01-15",
        "Every failed change",
        "/incidents/INC-2",
        // Beside the sentence on all that failed: why the rate has fewer.
        "2 of the 3 that failed are not in the change fail rate above: nobody said that all \
         changes of that service were recorded by then.",
        "Failed of these",
        "of all failed",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    assert!(!page.contains("style="), "{page}");

    let json = rosa.get("/reports/changes.json?by=month&service=web").await.json();
    let total = &json["total"];
    assert_eq!((&total["recorded"], &total["counted"]), (&json!(4), &json!(3)));
    assert_eq!((&total["failed"], &total["open"]), (&json!(1), &json!(1)));
    assert_eq!(json["periods"][0]["of"], "2026-02");
    assert_eq!(json["failed"][0]["incidents"], json!(["INC-2"]));
    let csv = rosa.get("/reports/changes.csv").await.body;
    assert!(csv.contains("\nall,,5,3,1,0,0.333"), "{csv}");
    let csv = rosa.get("/reports/changes.csv?rows=failed&kind=release").await.body;
    assert!(csv.contains("\nCH-5,") && csv.contains(",INC-3,false,done,14400"), "{csv}");
    rosa.get("/reports/changes?settled=never").await.assert_page(INVALID, &["never"]);
    assert_eq!(rosa.get("/reports/changes.json?service=Nope").await.status, INVALID);
    assert_eq!(rosa.get("/reports/changes.csv?rows=x").await.status, INVALID);
}

#[tokio::test]
async fn categories_are_counted_over_time() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let page = rosa.get("/reports/factors").await.plain();
    assert!(page.contains("No incident to count"), "{page}");
    changes(&rosa).await;
    for incident in [1, 2] {
        let form = [("title", "No <canary>"), ("category", "change")];
        rosa.sends(&format!("/incidents/INC-{incident}/factors"), &form).await;
    }
    rosa.sends("/incidents/INC-1/actions", &[("title", "Add a canary")]).await;
    rosa.sends("/actions/A-1/factor", &[("version", "1"), ("factor", "F-1"), ("was_factor", "")])
        .await;
    let page = rosa.get("/reports/factors?by=month").await.plain();
    for text in [
        "Factors are named of 2 of 3 incidents. Most often “Change and release” stands in 2 incidents.",
        "2026-01",
        "No &lt;canary&gt;</a>",
        "in 2 incidents, last ",
        "A-1</a> open",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    // February, in which nothing of Web was, and what runs still: none is left out.
    for text in [
        "2026-02",
        "Nobody said yet what set off the 3 incidents.",
        "2<span class=\"about\"> (0.2 to 7.2)",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    let mark = [("version", "1"), ("trigger", "on")];
    rosa.sends("/incidents/INC-2/factors/F-1/trigger", &mark).await;
    let page = rosa.get("/reports/factors?by=month&to=2026-12").await.plain();
    for text in [
        "What set them off is said of 1 of 3 incidents; of 2 nobody said it.",
        "How many incidents each category set off",
        "Nobody said it",
        "0<span class=\"about\"> (0 to 3.7)",
        ", so far</th>",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    let json = rosa.get("/reports/factors.json").await.json();
    assert_eq!(
        (&json["with_trigger"], &json["total_triggers"][1]["incidents"]),
        (&json!(1), &json!(1))
    );
    let hidden = rosa.get("/reports/factors.json?service=mail").await.json();
    assert_eq!(hidden["with_trigger"], 0);
    let json = rosa.get("/reports/factors.json?service=mail").await.json();
    assert_eq!((&json["incidents"], &json["with_factors"]), (&json!(1), &json!(0)));
    let csv = rosa.get("/reports/factors.csv?by=year").await.body;
    assert!(csv.contains("\n2026,change,2,"), "{csv}");
    assert_eq!(rosa.get("/reports/factors?by=fortnight").await.status, INVALID);
}

#[tokio::test]
async fn reviews_are_due_late_and_published() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    changes(&rosa).await;
    rosa.sends("/incidents/INC-1/postmortem", &[]).await;
    let form = [("version", "1"), ("body", "It was slow."), ("was_body", "")];
    rosa.sends("/incidents/INC-1/postmortem/sections/summary", &form).await;
    let page = rosa.get("/incidents/INC-1/postmortem").await.body;
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap();
    let form = [("version", version.split('"').next().unwrap())];
    rosa.sends("/incidents/INC-1/postmortem/publication", &form).await;
    rosa.sends("/incidents/INC-1/actions", &[("title", "Mend"), ("due", "2026-01-31")]).await;
    let page = rosa.get("/reports/reviews?by=year").await.plain();
    for text in [
        "2 reviews were asked for: 1 is published, 1 of them late, 1 is overdue, 0 are in time still.",
        "Half of the 2 reviews are published within ",
        "1 of them is not published yet, and counts with its time so far.",
        "<th scope=\"row\">2026, so far</th>",
        "INC-3 Three",
        "not begun",
        "1 action is open today, and it is overdue.",
        "Reviews report",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    let json = rosa.get("/reports/reviews.json?service=Mail").await.json();
    assert_eq!((&json["total"]["asked"], &json["total"]["overdue"]), (&json!(1), &json!(1)));
    assert_eq!(
        (&json["overdue"][0]["incident"], &json["actions"]["open"]),
        (&json!("INC-3"), &json!(0))
    );
    let csv = rosa.get("/reports/reviews.csv?by=year").await.body;
    assert!(csv.contains("\n2026,2,1,1,1,1,0,"), "{csv}");
}

#[tokio::test]
async fn what_is_private_is_in_no_figure() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    changes(&rosa).await;
    keep(&rosa, "2026-01-01").await;
    rosa.sends("/incidents/INC-1/factors", &[("title", "A hole"), ("category", "security")]).await;
    let paths = ["/reports/changes", "/reports/factors", "/reports/reviews"];
    let words = ["INC-1", "Security", "2 of 4 changes failed"];
    let mut before = String::new();
    for path in paths {
        before.push_str(&rosa.get(path).await.plain());
    }
    assert!(words.iter().all(|word| before.contains(word)), "{before}");
    app.hide(IncidentNumber(1)).await;
    for path in paths {
        for suffix in ["", "?private=1", ".json", ".json?private=1", ".csv", ".csv?private=1"] {
            let answer = rosa.get(&format!("{path}{suffix}")).await;
            assert_eq!(answer.status, OK, "{path}{suffix}");
            let page = answer.plain();
            for word in words {
                assert!(!page.contains(word), "{path}{suffix}: “{word}” is in {page}");
            }
        }
    }
    // Its change is a change like any other: it did not fail.
    let json = rosa.get("/reports/changes.json?service=Web").await.json();
    assert_eq!((&json["total"]["counted"], &json["total"]["failed"]), (&json!(4), &json!(1)));
    let json = rosa.get("/reports/reviews.json").await.json();
    assert_eq!(json["total"]["asked"], json!(1));
    let json = rosa.get("/reports/factors.json").await.json();
    assert_eq!((&json["incidents"], &json["with_factors"]), (&json!(2), &json!(0)));
}
