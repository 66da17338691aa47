//! Following through: lists, calendars of due dates, the digest, how long actions stay open.

use http::{StatusCode, header};
use nofault_domain::access::Role;

use crate::app::{TestApp, User};

/// The path of the address that is shown once.
async fn make(user: &User, whose: &str) -> String {
    let page = user.post("/profile/feeds", &[("whose", whose)]).await;
    page.assert_page(StatusCode::OK, &["Subscribe to this address"]);
    let start = page.body.find("http://nofault.test/feeds/").unwrap() + "http://nofault.test".len();
    page.body[start..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn a_calendar_is_read_without_a_session_until_it_is_revoked() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/actions", &[("title", "Alert, then act"), ("due", "2026-12-01")]).await;
    rosa.post("/incidents", &[("title", "Secret")]).await;
    let hidden = [("title", "Hidden one"), ("due", "2026-12-02")];
    rosa.post("/incidents/INC-1/actions", &hidden).await;
    let wrong = rosa.post("/profile/feeds", &[("whose", "yours")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (all, mine) = (make(&rosa, "all").await, make(&rosa, "mine").await);
    assert!(all.ends_with(".ics") && all.len() == "/feeds/.ics".len() + 64, "{all}");
    let guest = app.stranger();
    let calendar = guest.get(&all).await;
    let says = [
        "BEGIN:VCALENDAR\r\n",
        "SUMMARY:A-1 Alert\\, then act\r\n",
        "DTSTART;VALUE=DATE:20261201\r\n",
        "URL:http://nofault.test/actions/A-1\r\n",
        "Hidden one",
    ];
    calendar.assert_page(StatusCode::OK, &says);
    assert_eq!(calendar.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
    assert_eq!(calendar.headers[header::CACHE_CONTROL], "private");
    assert_eq!(calendar.headers[header::REFERRER_POLICY], "no-referrer");
    assert_eq!(guest.get(&all).await.body, calendar.body);
    assert!(!guest.get(&mine).await.body.contains("VEVENT"));
    // What its person may not see any more is gone from it.
    app.hide(nofault_domain::number::IncidentNumber(1)).await;
    assert!(!guest.get(&all).await.body.contains("Hidden one"));
    // The page lists it, and never its address.
    let page = rosa.get("/profile").await;
    page.assert_page(StatusCode::OK, &["All that I may see", "Revoke"]);
    let token = all.strip_prefix("/feeds/").unwrap().strip_suffix(".ics").unwrap();
    assert!(!page.body.contains(token));
    let start = page.body.find("/profile/feeds/").unwrap();
    let revoke = page.body[start..].split('"').next().unwrap().to_owned();
    let vic = app.user("Vic", Role::Viewer).await;
    assert_eq!(vic.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    rosa.post(&revoke, &[]).await.assert_redirect("/profile#calendars");
    assert_eq!(guest.get(&all).await.status, StatusCode::NOT_FOUND);
    assert_eq!(guest.get(&mine).await.status, StatusCode::OK);
    for none in ["/feeds/x.ics", "/feeds/.ics", &format!("/feeds/{token}")] {
        assert_eq!(guest.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn a_week_is_told_in_words() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let quiet = rosa.get("/digest?week=2020-W10").await;
    quiet.assert_page(StatusCode::OK, &["Week 2020-W10", "A quiet week", "2020-03-02"]);
    rosa.post("/incidents", &[("title", "Checkout is slow"), ("severity", "sev2")]).await;
    rosa.post("/actions", &[("title", "Late one"), ("due", "2020-01-01")]).await;
    let says = ["Incidents declared: 1", "INC-1 Checkout is slow (SEV2)", "Actions overdue: 1"];
    rosa.get("/digest").await.assert_page(StatusCode::OK, &says);
    let text = rosa.get("/digest.txt").await;
    text.assert_page(StatusCode::OK, &says);
    assert_eq!(text.headers[header::CONTENT_TYPE], "text/plain; charset=utf-8");
    assert!(text.body.contains("  http://nofault.test/incidents/INC-1\n"), "{}", text.body);
    app.hide(nofault_domain::number::IncidentNumber(1)).await;
    assert!(!rosa.get("/digest.txt?private=1").await.body.contains("Checkout"));
    for (week, says) in [("2026-47", "is no week"), ("9999-W01", "has not begun")] {
        for path in ["/digest", "/digest.txt"] {
            let answer = rosa.get(&format!("{path}?week={week}")).await;
            answer.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &[says]);
        }
    }
    assert_eq!(app.stranger().get("/digest.txt").await.status, StatusCode::SEE_OTHER);
    rosa.get("/reports").await.assert_page(StatusCode::OK, &["href=\"/digest\""]);
}

#[tokio::test]
async fn a_review_is_due_on_the_day_that_the_list_says() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for (number, started, end) in
        [(1, "2020-03-02 09:00", "2020-03-02 10:00"), (2, "15 min ago", "5 min ago")]
    {
        let form = [("title", "Slow"), ("severity", "sev1"), ("impact_started", started)];
        rosa.post("/incidents", &form).await.assert_redirect(&format!("/incidents/INC-{number}"));
        let form = [("version", "1"), ("status", "resolved"), ("at", end), ("zone", "UTC")];
        let done = rosa.post(&format!("/incidents/INC-{number}/status"), &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    let begun = rosa.post("/incidents/INC-1/postmortem", &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let calendar = app.stranger().get(&make(&rosa, "all").await).await;
    // Five working days after a Monday.
    let says = ["DTSTART;VALUE=DATE:20200309\r\n", "SUMMARY:Postmortem of INC-1 Slow\r\n"];
    calendar.assert_page(StatusCode::OK, &says);
    let list = rosa.get("/postmortems").await;
    list.assert_page(StatusCode::OK, &["2020-03-09", "INC-2"]);
    // The second one, which nobody began.
    let days: Vec<&str> = calendar.body.split("DTSTART;VALUE=DATE:").skip(1).collect();
    assert_eq!(days.len(), 2, "{}", calendar.body);
    let day = format!("{}-{}-{}", &days[1][..4], &days[1][4..6], &days[1][6..8]);
    assert!(list.body.contains(&day), "{day} {}", list.body);
    let says =
        ["Postmortems overdue: 1\nThose that somebody began, ", "INC-1 Slow (due 2020-03-09)"];
    rosa.get("/digest.txt").await.assert_page(StatusCode::OK, &says);
    app.hide(nofault_domain::number::IncidentNumber(1)).await;
    assert!(!rosa.get("/digest.txt?private=1").await.body.contains("Postmortems overdue"));
}

#[tokio::test]
async fn the_list_says_why_it_is_in_its_order() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for (title, priority, due) in
        [("Some day", "p4", ""), ("At once", "p0", ""), ("Was due", "p4", "2020-01-01")]
    {
        rosa.post("/actions", &[("title", title), ("priority", priority), ("due", due)]).await;
    }
    let page = rosa.get("/actions").await;
    let says = ["What hurts most stands first", "Open actions: overdue", "everybody else’s"];
    page.assert_page(StatusCode::OK, &says);
    let place = |title: &str| page.body.find(title).unwrap();
    assert!(place("Was due") < place("At once") && place("At once") < place("Some day"));
}

#[tokio::test]
async fn how_long_actions_stay_open_is_drawn_and_told() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for number in 1..=6 {
        rosa.post("/actions", &[("title", "Do"), ("priority", "p1")]).await;
        if number < 6 {
            let done = [("version", "1"), ("note", "Done")];
            rosa.post(&format!("/actions/A-{number}/completion"), &done).await;
        }
    }
    let page = rosa.get("/reports/actions").await;
    let says =
        ["How long they stay open", "still open", "class=\"chart curves\"", "<title", "<desc"];
    page.assert_page(StatusCode::OK, &says);
    assert!(!page.body.contains("style="));
    let json = rosa.get("/reports/actions.json").await.json();
    let all = &json["stays"][0];
    assert_eq!(
        (&all["priority"], &all["n"], &all["still_open"]),
        (&"all".into(), &6.into(), &1.into())
    );
    assert_eq!(json["stays"][1]["priority"], "p1");
    let csv = rosa.get("/reports/actions.csv?rows=stays").await;
    assert!(csv.body.starts_with("priority,days,at_risk,ended,share_still_open"), "{}", csv.body);
    assert!(csv.body.contains("\nall,"), "{}", csv.body);
}
