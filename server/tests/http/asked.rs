//! What a report cannot be asked: its page keeps the form with what was typed, and says at each
//! field what is wrong.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_store::catalog;

use crate::app::TestApp;

const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const PERIODS: [&str; 7] = [
    "/reports",
    "/reports/durations",
    "/reports/counts",
    "/reports/toil",
    "/reports/changes",
    "/reports/factors",
    "/reports/reviews",
];

/// The field beneath which this stands.
fn field<'a>(text: &'a str, says: &str) -> Option<&'a str> {
    let (before, _) = text.split_once(says)?;
    let label = &before[before.rfind("<label")?..];
    (!label.contains("</label>")).then_some(label)
}

#[tokio::test]
async fn every_report_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow"), ("services", "Web")]).await;
    let mut asked = Vec::new();
    for path in PERIODS {
        asked.push((path, "from=foo&team=Nobody", "“foo” is no period", "from", "value=\"foo\""));
        asked.push((path, "to=2020&from=2021", "turn the two around", "to", "value=\"2020\""));
        let kept = "<option value=\"Nobody\" selected";
        asked.push((path, "team=Nobody", "No team is called “Nobody”", "team", kept));
        let kept = "<option value=\"Mail\" selected";
        asked.push((path, "service=Mail&to=2026", "No service is called “Mail”", "service", kept));
    }
    let (durations, changes, actions) =
        ("/reports/durations", "/reports/changes", "/reports/actions");
    let both = "before=2026-10&after=2026-08&by=month";
    let odd = "<option value=\"p9\" selected";
    asked.extend([
        (durations, both, "2026-08 is not later than 2026-10", "after", "value=\"2026-10\""),
        (
            durations,
            "metric=time-to-x",
            "Known: time-to-detect",
            "metric",
            "<option value=\"time-to-x\" selected",
        ),
        (durations, "version=x&period=2020", "“x” is no version", "version", "value=\"2020\""),
        (
            durations,
            "by=month&after=2020-Q1&with=time-to-detect",
            "is no month",
            "after",
            "value=\"time-to-detect\" checked",
        ),
        (changes, "settled=abc", "“abc” is no number of days", "settled", "value=\"abc\""),
        (changes, "kind=mood&settled=9", "choose one of", "kind", "value=\"9\""),
        (actions, "priority=p9", "choose one of", "priority", odd),
        (
            actions,
            "team=Nobody&by=owner",
            "No team is called “Nobody”",
            "team",
            "<option value=\"owner\" selected",
        ),
    ]);
    for (path, query, says, name, kept) in asked {
        let page = rosa.get(&format!("{path}?{query}")).await;
        assert_eq!(page.status, INVALID, "{path}?{query}: {}", page.body);
        let text = page.text();
        let at = field(&text, says).unwrap_or_else(|| panic!("{path}?{query}: {says}: {text}"));
        assert!(at.contains(&format!("name=\"{name}\"")), "{path}?{query}: {at}");
        assert!(at.contains("aria-invalid=\"true\""), "{path}?{query}: {at}");
        assert!(text.contains(kept), "{path}?{query}: {kept}: {text}");
        assert!(text.contains("what is wrong stands at each field above"), "{path}?{query}");
    }
    // All that is wrong is said at once, and what has no field that shows it stands beneath.
    let text = rosa.get("/reports/toil?service=Mail&team=Nobody").await.text();
    let text = &text;
    assert!(
        ["Mail", "Nobody"].iter().all(|name| field(text, &format!("is called “{name}”")).is_some())
    );
    let private = rosa.get("/reports/toil?private=yes&from=2020").await;
    private.assert_page(
        INVALID,
        &["value=\"2020\"", "</form><p class=\"error\">“yes” is no choice for private"],
    );
}

#[tokio::test]
async fn days_of_a_service_are_kept_and_an_unknown_service_is_not_found() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow"), ("services", "Web")]).await;
    let mut reader = app.store.read().await.unwrap();
    let service = catalog::services(&mut reader.db()).await.unwrap().remove(0);
    let address = format!("{}/availability", service.address());
    for (query, says, name, kept) in [
        (
            "from=2026-11-20&to=2026-11-01",
            "The last day is before the first.",
            "to",
            "type=\"date\" name=\"from\" value=\"2026-11-20\"",
        ),
        ("from=soon&to=2026-11-01", "soon", "from", "type=\"text\" name=\"from\" value=\"soon\""),
    ] {
        let page = rosa.get(&format!("{address}?{query}")).await;
        page.assert_page(INVALID, &["Availability of Web", kept]);
        let text = page.text();
        let errors = &text[text.find("<strong class=\"error\">").unwrap()..];
        assert!(errors.split_once("</strong>").unwrap().0.contains(says), "{errors}");
        let before = &text[..text.len() - errors.len()];
        assert!(before[before.rfind("<input").unwrap()..].contains(&format!("name=\"{name}\"")));
    }
    for wrong in ["x", "00000000-0000-0000-0000-000000000000"] {
        let page = rosa.get(&format!("/services/{wrong}/availability?from=soon")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}
