//! Sections: comments, what they said before, what they mention.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{TestApp, User};
use crate::reports::three;

const OK: StatusCode = StatusCode::OK;
const PAGE: &str = "/incidents/INC-1/postmortem";
const SUMMARY: &str = "/incidents/INC-1/postmortem/sections/summary";
const COMMENTS: &str = "/incidents/INC-1/postmortem/sections/summary/comments";

async fn begun(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow")]).await.assert_redirect("/incidents/INC-1");
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    rosa
}

#[tokio::test]
async fn a_comment_is_answered_and_resolved_by_who_wrote_it() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    let omar = app.user("Omar", Role::Responder).await;
    let sasha = app.user("Sasha", Role::Responder).await;
    rosa.post(SUMMARY, &[("version", "1"), ("body", "The queue was\nfull of mails.")]).await;
    let comment = [("body", "How *full*?"), ("passage", "queue was full"), ("reply_to", "")];
    omar.post(COMMENTS, &comment).await.assert_redirect(&format!("{SUMMARY}#c1"));
    rosa.get(PAGE).await.assert_page(OK, &["1 open comment"]);
    let page = rosa.get(SUMMARY).await;
    page.assert_page(OK, &["How <em>full</em>?", "queue was full", "Omar"]);
    // Broken into other lines, the words are still there.
    assert!(!page.body.contains("(changed since)"), "{}", page.body);
    let answer = [("body", "To the brim"), ("reply_to", "c1")];
    rosa.post(COMMENTS, &answer).await.assert_redirect(&format!("{SUMMARY}#c2"));
    let resolution = "/incidents/INC-1/postmortem/comments/c1/resolution";
    let not_hers = sasha.post(resolution, &[("version", "1")]).await;
    not_hers.assert_page(StatusCode::FORBIDDEN, &["Whoever wrote the comment"]);
    omar.post(resolution, &[("version", "1")]).await.assert_redirect(&format!("{SUMMARY}#c1"));
    let late = rosa.post(resolution, &[("version", "1")]).await;
    late.assert_page(StatusCode::CONFLICT, &["the comment is resolved now"]);
    rosa.get(SUMMARY).await.assert_page(OK, &["Resolved: 1", "To the brim"]);
    // Who began the postmortem cares for it, too.
    rosa.post(resolution, &[("version", "2"), ("open", "yes")]).await;
    rosa.get(SUMMARY).await.assert_page(OK, &["How <em>full</em>?", "Resolve</button>"]);
    let empty = omar.post(COMMENTS, &[("body", " "), ("passage", "kept"), ("reply_to", "")]).await;
    empty.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["The text cannot be empty", "kept"]);
}

#[tokio::test]
async fn a_viewer_reads_no_comment() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    rosa.post(COMMENTS, &[("body", "Between us"), ("reply_to", "")]).await;
    let vera = app.user("Vera", Role::Viewer).await;
    for page in [PAGE, SUMMARY, "/incidents/INC-1/postmortem/sections/summary/history"] {
        let page = vera.get(page).await;
        assert!(!page.body.contains("Between us"), "{}", page.body);
    }
    let tried = vera.post(COMMENTS, &[("body", "Mine"), ("reply_to", "")]).await;
    tried.assert_page(StatusCode::FORBIDDEN, &["Mine"]);
    assert!(!tried.body.contains("Between us"), "{}", tried.body);
}

#[tokio::test]
async fn an_earlier_text_is_restored() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    let history = format!("{SUMMARY}/history");
    rosa.get(&history).await.assert_page(OK, &["Nothing was written yet"]);
    rosa.post(SUMMARY, &[("version", "1"), ("body", "The queue was full.")]).await;
    rosa.post(SUMMARY, &[("version", "2"), ("body", "The queue of mails was full.")]).await;
    let page = rosa.get(&history).await;
    page.assert_page(OK, &["<ins>of mails </ins>", "Version 3", "by ", "Restore this text"]);
    let restore = [("version", "3"), ("revision", "2")];
    let restoration = format!("{SUMMARY}/restoration");
    rosa.post(&restoration, &restore).await.assert_redirect(&format!("{PAGE}#summary"));
    rosa.get(&history).await.assert_page(OK, &["<del>of mails </del>", "Version 4"]);
    // On an old version, nothing is overwritten.
    let late = rosa.post(&restoration, &[("version", "3"), ("revision", "1")]).await;
    late.assert_page(StatusCode::CONFLICT, &["The queue was full."]);
    let none = rosa.post(&restoration, &[("version", "4"), ("revision", "9")]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_mentioned_stays_true_and_private() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    rosa.post("/incidents/INC-1/entries", &[("body", "Queue at 90 %")]).await;
    rosa.post("/incidents/INC-1/actions", &[("title", "Alert on depth")]).await;
    let hidden = [("title", "Secret matter"), ("private", "on")];
    let omar = app.user("Omar", Role::Responder).await;
    omar.post("/incidents", &hidden).await;
    let factor = |title| [("title", title), ("category", "monitoring")];
    rosa.post("/incidents/INC-1/factors", &factor("No alert on depth")).await;
    omar.post("/incidents/INC-2/factors", &factor("Secret cause")).await;
    let body = "See A-1, F-1, F-2 and INC-2.\n\nINC-1#e1\n\nA-1\n\nF-1\n\nF-2\n\nINC-1#picture";
    rosa.post(SUMMARY, &[("version", "1"), ("body", body)]).await;
    let page = rosa.get(PAGE).await;
    page.assert_page(OK, &["Queue at 90 %", "<a href=\"/actions/A-1\"", "INC-2."]);
    page.assert_page(OK, &["<a href=\"/factors/F-1\"", "Monitoring and alerting", "<p>F-2</p>"]);
    assert!(!page.body.contains("Secret"), "{}", page.body);
    rosa.get("/factors/F-1").await.assert_page(OK, &["No alert on depth"]);
    omar.get("/factors/F-2").await.assert_page(OK, &["Secret cause"]);
    rosa.post("/actions/A-1/completion", &[("version", "1"), ("note", "Built")]).await;
    rosa.get(PAGE).await.assert_page(OK, &["Done"]);
    let preview = rosa.post("/preview", &[("body", "See A-1 and INC-2")]).await;
    assert!(preview.body.contains("href=\"/actions/A-1\""), "{}", preview.body);
    assert!(!preview.body.contains("/incidents/INC-2"), "{}", preview.body);
}

#[tokio::test]
async fn key_moments_fill_the_timeline() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow"), ("severity", "sev1")]).await;
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    let entry = [("body", "# The disk was full\n\nMore."), ("pinned", "on")];
    rosa.post("/incidents/INC-1/entries", &entry).await;
    rosa.post("/incidents/INC-1/entries", &[("body", "Not so important")]).await;
    let page = rosa.get(PAGE).await;
    page.assert_page(OK, &["class=\"moments\"", "The disk was full"]);
    assert!(!page.body.contains("Not so important"), "{}", page.body);
}

#[tokio::test]
async fn a_report_is_quoted_by_its_address() {
    let app = TestApp::start().await;
    let rosa = begun(&app).await;
    three(&rosa).await;
    // Hers alone: not even she sees it in a figure that others read.
    let form = [("title", "Secret"), ("private", "on"), ("impact_started", "2020-01-20 10:00")];
    rosa.post("/incidents", &form).await.assert_redirect("/incidents/INC-5");
    let end = [("version", "1"), ("status", "resolved"), ("at", "2020-01-20 11:00")];
    assert_eq!(rosa.post("/incidents/INC-5/status", &end).await.status, StatusCode::SEE_OTHER);
    let lines = [
        "/reports/durations?by=quarter&private=1",
        "[By year](http://nofault.test/reports/durations?by=year&severity=sev2)",
        "/reports/durations?by=fortnight",
        "http://elsewhere.test/reports/durations?by=quarter&private=1",
        "In a line: /reports/durations?by=month",
    ];
    rosa.post(SUMMARY, &[("version", "1"), ("body", &lines.join("\n\n"))]).await;
    let page = rosa.get(PAGE).await;
    let says = [
        "2, the durations of 2020-Q1",
        "2, the durations of 2020:",
        "resolved − impact started",
        "private ones are left out",
        "id=\"durations-0-title\"",
        "id=\"durations-1-title\"",
        "<p>/reports/durations?by=fortnight</p>",
        "http://elsewhere.test/reports/durations?by=quarter&amp;private=1</a>",
    ];
    page.assert_page(OK, &says);
    assert_eq!(page.body.matches("class=\"chart strips\"").count(), 2, "{}", page.body);
    assert!(!page.body.contains("durations-2-title") && !page.body.contains("style="));
    // Counted anew at each reading, and what was hidden since is not counted.
    app.hide(nofault_domain::number::IncidentNumber(3)).await;
    rosa.get(PAGE).await.assert_page(OK, &["1, the durations of 2020-Q1"]);
}
