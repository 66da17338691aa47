//! Toil: beside an entry, by a line, on its page; the actions that remove it; the report.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use serde_json::json;

use crate::app::{TestApp, User};

const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

const ENTRIES: &str = "/incidents/INC-1/entries";

/// Of Web, in March 2026: 30 minutes and 20, of which 30 could be automated.
async fn worked(rosa: &User) {
    let form = [
        ("title", "Slow"),
        ("services", "Web"),
        ("impact_started", "2026-03-02 10:00"),
        ("severity", "sev3"),
        ("zone", "UTC"),
    ];
    rosa.sends("/incidents", &form).await;
    let at = ("at", "2026-03-02 10:30");
    let form =
        [("body", "Moved data"), ("minutes", "30"), ("automatable", "on"), at, ("zone", "UTC")];
    rosa.sends(ENTRIES, &form).await;
    let line = [("body", "/toil 20 min restarted <pods>"), at, ("zone", "UTC")];
    rosa.sends(ENTRIES, &line).await;
}

#[tokio::test]
async fn toil_is_written_beside_an_entry_or_by_a_line() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    worked(&rosa).await;
    let page = rosa.get("/incidents/INC-1").await.plain();
    for text in [
        "30m of toil, could be automated",
        "restarted &lt;pods&gt;",
        "20m of toil</p>",
        "Minutes of toil",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    assert!(!page.contains("/toil 20 min restarted"), "{page}");
    let wrong = rosa.post(ENTRIES, &[("body", "Waited"), ("minutes", "soon")]).await;
    wrong.assert_page(INVALID, &["“soon” is no length", "Waited"]);
    let wrong = rosa.post(ENTRIES, &[("body", "/toil restarted")]).await;
    wrong.assert_page(INVALID, &["How long, and what was it?"]);
    let wrong = rosa.post(ENTRIES, &[("body", "/sev 2"), ("minutes", "20")]).await;
    wrong.assert_page(INVALID, &["A command keeps no link and no minutes"]);

    let page = rosa.get("/incidents/INC-1/entries/e2").await.plain();
    assert!(page.contains("Save the toil"), "{page}");
    let form =
        [("version", "1"), ("minutes", "25"), ("was_minutes", "20"), ("was_automatable", "")];
    rosa.sends("/incidents/INC-1/entries/e2/toil", &form).await;
    let wrong = [("version", "2"), ("minutes", "never"), ("was_minutes", "25")];
    let wrong = rosa.post("/incidents/INC-1/entries/e2/toil", &wrong).await;
    wrong.assert_page(INVALID, &["“never” is no length"]);
    let page = rosa.get("/incidents/INC-1").await.plain();
    assert!(page.contains("25m of toil</p>"), "{page}");
    let json = rosa.get("/incidents/INC-1/export.json").await.json();
    assert_eq!(json["timeline"][0]["toil"], json!({ "minutes": 30, "automatable": true }));
}

#[tokio::test]
async fn the_report_sums_it_and_tells_day_from_night() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vic = app.user("Vic", Role::Viewer).await;
    let page = vic.get("/reports/toil").await.plain();
    for text in ["Nobody wrote down toil.", "No action says that it removes toil."] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    worked(&rosa).await;
    // Monday, of 7 hours in working hours and 2 in the evening, by the home’s clock.
    for (milestone, at) in [("acknowledged", "2026-03-02 11:00"), ("resolved", "2026-03-02 20:00")]
    {
        let version = {
            let mut reader = app.store.read().await.unwrap();
            let viewer = nofault_domain::access::Viewer::System;
            let mut db = reader.db();
            let number = IncidentNumber(1);
            let found = nofault_store::incident::by_number(&mut db, viewer, number).await;
            found.unwrap().version.to_string()
        };
        if milestone == "resolved" {
            let form = [
                ("version", version.as_str()),
                ("status", "resolved"),
                ("at", at),
                ("zone", "UTC"),
            ];
            rosa.sends("/incidents/INC-1/status", &form).await;
        } else {
            let form = [("version", version.as_str()), ("at", at), ("zone", "UTC")];
            rosa.sends(&format!("/incidents/INC-1/milestones/{milestone}"), &form).await;
        }
    }
    rosa.sends("/incidents/INC-1/actions", &[("title", "Script it")]).await;
    let form = [("version", "1"), ("removes", "on"), ("was_removes", "")];
    rosa.sends("/actions/A-1/toil", &form).await;
    let page = rosa.get("/actions/A-1").await.plain();
    assert!(page.contains("Removes toil"), "{page}");
    assert_eq!(vic.post("/actions/A-1/toil", &form).await.status, StatusCode::FORBIDDEN);
    let page = vic.get("/reports/toil").await.plain();
    for text in [
        "2 entries tell of 50m of toil; 30m of it could be automated.",
        "2026-03",
        "A-1 Script it",
        "1 incident was responded to for 9h: ",
        "never by person",
    ] {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
    assert!(!page.contains("Rosa"), "{page}");
    let json = vic.get("/reports/toil.json?service=web").await.json();
    assert_eq!(json["services"][0]["total"]["minutes"], json!(50));
    let response = &json["response"];
    let parts = ["working_minutes", "evening_minutes", "night_minutes"];
    let parts = parts.map(|part| response[part].as_i64().unwrap());
    assert_eq!(parts.iter().sum::<i64>(), 540, "{response}");
    assert_eq!(parts[2], 0, "{response}");
    let csv = vic.get("/reports/toil.csv").await.body;
    assert!(csv.contains("\nWeb,2026-03,50,30,2,false\n"), "{csv}");
    let csv = vic.get("/reports/toil.csv?rows=response").await.body;
    assert!(csv.contains("\nnone,1,"), "{csv}");
    assert_eq!(vic.get("/reports/toil?by=fortnight").await.status, INVALID);

    app.hide(IncidentNumber(1)).await;
    for suffix in ["", "?private=1", ".json", ".json?private=1", ".csv?rows=response&private=1"] {
        let page = vic.get(&format!("/reports/toil{suffix}")).await.plain();
        for word in ["INC-1", "Script it", "2026-03", "50m", "for 9h", "none,1"] {
            assert!(!page.contains(word), "{suffix}: “{word}” is in {page}");
        }
    }
}
