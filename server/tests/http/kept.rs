//! Kept reports: what one said stays, and what differs is told with both figures.

use http::{StatusCode, header};
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Leptos marks the ends of texts.
#[track_caller]
fn plain(answer: &Answer) -> String {
    answer.plain()
}

#[track_caller]
fn assert_says(page: &str, says: &[&str]) {
    for text in says {
        assert!(page.contains(text), "“{text}” is not in {page}");
    }
}

async fn post(user: &User, door: &str, form: &[(&str, &str)]) -> String {
    let answer = user.post(door, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{door}: {}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// Of 10 February 2026, from ten o’clock on.
async fn lasted(user: &User, title: &str, until: &str) -> String {
    let form = [
        ("title", title),
        ("services", "Web"),
        ("impact_started", "2026-02-10 10:00"),
        ("severity", "sev2"),
        ("zone", "UTC"),
    ];
    let address = post(user, "/incidents", &form).await;
    let form = [("version", "1"), ("status", "resolved"), ("at", until), ("zone", "UTC")];
    post(user, &format!("{address}/status"), &form).await;
    address
}

async fn keep(user: &User, address: &str) -> String {
    post(user, "/reports/kept", &[("address", address), ("title", "For the board")]).await
}

/// The value of the form’s hidden address, as the page of a report has it.
async fn offered(user: &User, page: &str) -> String {
    let page = plain(&user.get(page).await);
    let (_, form) = page.split_once("action=\"/reports/kept\"").unwrap();
    let (_, value) = form.split_once("name=\"address\" value=\"").unwrap();
    value.split('"').next().unwrap().replace("&amp;", "&")
}

#[tokio::test]
async fn what_differs_is_told_with_both_figures() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vera = app.user("Vera", Role::Viewer).await;
    rosa.get("/reports/kept").await.assert_page(OK, &["Nothing is kept yet"]);
    lasted(&rosa, "Slow", "2026-02-10 10:50").await;
    let page = "/reports/durations?by=month&to=2026-02&service=Web";
    let address = offered(&rosa, page).await;
    assert!(address.starts_with("/reports/durations?metric=time-to-resolve&by=month"), "{address}");
    let form = [
        ("address", address.as_str()),
        ("title", "Durations: time to resolve, Web"),
        ("note", "For the <board>"),
    ];
    let kept = post(&rosa, "/reports/kept", &form).await;
    assert_eq!(kept, "/reports/kept/KR-1");
    let page = plain(&vera.get(&kept).await);
    let says = [
        "<h1>Durations: time to resolve, Web</h1>",
        "Nothing differs: today it says the same.",
        "For the &lt;board&gt;",
        " by Rosa",
        "up to event ",
        "<th scope=\"row\">Median</th><td class=\"number\">50m</td><td class=\"number\">50m</td>",
        "href=\"/reports/durations?metric=time-to-resolve&amp;by=month",
    ];
    assert_says(&page, &says);
    assert!(!page.contains("Remove what was kept"), "a viewer removes nothing");

    let longer = [
        ("version", "2"),
        ("impact_started", "2026-02-10 10:00"),
        ("resolved", "2026-02-10 10:55"),
        ("zone", "UTC"),
    ];
    post(&rosa, "/incidents/INC-1/milestones", &longer).await;
    lasted(&rosa, "Slower", "2026-02-10 10:55").await;
    let page = plain(&vera.get(&kept).await);
    let says = [
        "Median, 2026-02: 50m then, 55m today",
        "Known to their end, 2026-02: 1 then, 2 today",
        "1 incident more, counted, 2026-02: <a href=\"/incidents/INC-2\">INC-2 Slower</a>",
        "<a href=\"/incidents/INC-1\">INC-1 Slow</a>, counted, 2026-02: lasted 50m then, 55m today",
        "<th scope=\"row\">Median</th><td class=\"number\">50m</td><td class=\"number\"><strong>55m</strong></td><td>differs</td>",
    ];
    assert_says(&page, &says);
    assert!(!page.contains("Nothing differs"), "{page}");

    let json = vera.get(&format!("{kept}/answer.json")).await.json();
    assert_eq!((&json["kept"], &json["report"]), (&"KR-1".into(), &"durations".into()));
    assert_eq!(json["answer"]["total"]["median_seconds"], 3000.0);
    assert_eq!(json["answer"]["behind"][0]["included"][0]["incident"], "INC-1");
    assert!(json["event"].as_i64().unwrap() > 0);
    let says = ["Durations: time to resolve, Web", "KR-1", "Durations", " by Rosa"];
    assert_says(&plain(&vera.get("/reports/kept").await), &says);
    assert_says(&plain(&vera.get("/reports").await), &["href=\"/reports/kept\""]);
    // A definition that is another one since is the first thing to know.
    let eve = app.user("Eve", Role::Administrator).await;
    let edit = [("version", "1"), ("from", "declared"), ("to", "resolved")];
    post(&eve, "/settings/metrics/time-to-resolve", &edit).await;
    let page = plain(&vera.get(&kept).await);
    assert_says(&page, &["Version of the definition: 1 then, 2 today"]);
    assert!(page.find("Version of the definition") < page.find("Median, 2026-02"), "{page}");
}

/// What one may not see is named on neither side, whoever kept it.
#[tokio::test]
async fn nothing_hidden_is_read_from_what_was_kept() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    lasted(&rosa, "Slow", "2026-02-10 10:50").await;
    lasted(&rosa, "Hidden breach", "2026-02-10 13:07").await;
    let kept = keep(&rosa, "/reports/durations?by=month&period=2026-02").await;
    app.hide(IncidentNumber(2)).await;
    let both = [kept.clone(), format!("{kept}/answer.json")];
    for address in &both {
        let answer = rosa.get(address).await;
        assert_eq!(answer.status, OK, "{address}");
        for hidden in ["INC-2", "Hidden breach"] {
            assert!(!answer.body.contains(hidden), "{hidden} is in {address}: {}", answer.body);
        }
    }
    assert_says(&plain(&rosa.get(&kept).await), &["Known to their end, 2026-02: 2 then, 1 today"]);

    // One of one’s own is not kept either: others would read its figures.
    let private = "/reports/durations?by=month&private=1";
    rosa.get(private).await.assert_page(OK, &["A report with private incidents cannot be kept"]);
    let form = [("address", private), ("title", "Mine"), ("note", "")];
    let refused = rosa.post("/reports/kept", &form).await;
    refused.assert_page(INVALID, &["A report with private incidents cannot be kept"]);
    let owners =
        rosa.post("/reports/kept", &[("address", "/reports/actions?by=owner"), ("title", "X")]);
    owners.await.assert_page(INVALID, &["names of people are not"]);
    assert_eq!(rosa.get("/reports/kept/KR-2").await.status, StatusCode::NOT_FOUND);
}

/// An SLO of Web; its address.
async fn slo(eve: &User) -> String {
    let new = plain(&eve.get("/slos/new").await);
    let (before, _) = new.split_once(">Web</option>").unwrap();
    let service = before.rsplit("value=\"").next().unwrap().split('"').next().unwrap();
    let form = [
        ("service", service),
        ("name", "Availability"),
        ("target", "99.9"),
        ("window", "rolling"),
        ("days", "30"),
        ("zone", "UTC"),
        ("policy", ""),
    ];
    post(eve, "/slos", &form).await
}

#[tokio::test]
async fn every_report_is_kept_from_its_page() {
    let app = TestApp::start().await;
    let eve = app.user("Eve", Role::Administrator).await;
    lasted(&eve, "Slow", "2026-02-10 10:50").await;
    post(&eve, "/incidents", &[("title", "Goes on"), ("services", "Web")]).await;
    let entry = [("body", "Moved data"), ("minutes", "30"), ("automatable", "on")];
    post(&eve, "/incidents/INC-1/entries", &entry).await;
    let factor = [("title", "No alert"), ("category", "monitoring")];
    for number in [1, 2] {
        post(&eve, &format!("/incidents/INC-{number}/factors"), &factor).await;
    }
    let change = [
        ("kind", "release"),
        ("service", "Web"),
        ("title", "Web v4.2"),
        ("at", "2026-02-10 09:00"),
    ];
    post(&eve, "/changes", &change).await;
    post(&eve, "/incidents/INC-1/causes", &[("change", "CH-1")]).await;
    post(&eve, "/actions", &[("title", "Mend it"), ("due", "2026-01-01")]).await;
    // It goes on: what it spends grows by the second, and the kept window does not.
    let impact = [("service", "Web"), ("from", "2 h ago"), ("fraction", "all")];
    post(&eve, "/incidents/INC-2/impacts", &impact).await;
    let budget = slo(&eve).await;
    assert_says(&plain(&eve.get(&budget).await), &["/reports/methods#budgets-formulas"]);
    let services = plain(&eve.get("/services").await);
    let (before, _) = services.split_once(">Web</a>").unwrap();
    let service = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    let availability = format!("{service}/availability");
    let pages = [
        ("/reports/changes", "<th scope=\"row\">Changes, failed</th><td class=\"number\">1</td>"),
        ("/reports/factors", "monitoring: incidents"),
        ("/reports/toil", "<th scope=\"row\">Toil</th><td class=\"number\">30m</td>"),
        ("/reports/reviews", "<th scope=\"row\">Asked for</th>"),
        ("/reports/actions", "<th scope=\"row\">Overdue</th><td class=\"number\">1</td>"),
        (budget.as_str(), "<th scope=\"row\">Spent</th><td class=\"number\">2h"),
        (
            "/reports/counts?by=month&period=2026-02",
            "<th scope=\"row\">Incidents</th><td class=\"number\">1</td>",
        ),
        ("/reports?from=2026-02&team=", "<h3>How many incidents?</h3>"),
        ("/reports/budgets", "<th scope=\"row\">Over budget</th><td class=\"number\">1</td>"),
        (
            availability.as_str(),
            "<th scope=\"row\">Impacts without an end</th><td class=\"number\">1</td>",
        ),
    ];
    for (place, (page, says)) in pages.into_iter().enumerate() {
        let kept = keep(&eve, &offered(&eve, page).await).await;
        assert_eq!(kept, format!("/reports/kept/KR-{}", place + 1), "{page}");
        let page = plain(&eve.get(&kept).await);
        assert_says(&page, &["Nothing differs: today it says the same.", says]);
        for text in ["Moved data", "Mend it", "No alert", "Goes on", "v4.2"] {
            let json = eve.get(&format!("{kept}/answer.json")).await;
            assert!(!json.body.contains(text), "{text} was kept: {}", json.body);
        }
    }
    let more =
        [("service", "Web"), ("from", "30 min ago"), ("to", "20 min ago"), ("fraction", "all")];
    post(&eve, "/incidents/INC-1/impacts", &more).await;
    let page = plain(&eve.get("/reports/kept/KR-6").await);
    assert_says(
        &page,
        &[
            "1 incident more: <a href=\"/incidents/INC-1\">INC-1 Slow</a>",
            "about the time up to then",
        ],
    );
    for kept in ["KR-9", "KR-10"] {
        let page = plain(&eve.get(&format!("/reports/kept/{kept}")).await);
        assert_says(&page, &["Nothing differs", "about the time up to then"]);
    }
    // What is held to its period stays, when a service has another name.
    let page = plain(&eve.get("/reports/kept/KR-3").await);
    assert_says(&page, &["was not over then"]);
}

/// The month that was over then, with its words as they were.
#[tokio::test]
async fn how_we_were_doing_is_kept() {
    let app = TestApp::start().await;
    let eve = app.user("Eve", Role::Administrator).await;
    lasted(&eve, "Slow", "2026-02-10 10:50").await;
    for number in 1..=2 {
        if number == 2 {
            lasted(&eve, "Slow again", "2026-02-10 10:40").await;
        }
        let factor = [("title", "Ada’s key"), ("category", "monitoring")];
        post(&eve, &format!("/incidents/INC-{number}/factors"), &factor).await;
    }
    let page = "/reports?by=month&to=2026-02&service=Web";
    let address = offered(&eve, page).await;
    assert_eq!(address, "/reports?by=month&service=Web&from=2026-02&to=2026-02");
    assert_says(&plain(&eve.get(page).await), &["value=\"How are we doing? February 2026, Web\""]);
    // Without an address of a time it is the last month that was over.
    let last = keep(&eve, "/reports").await;
    let json = eve.get(&format!("{last}/answer.json")).await.json();
    assert_eq!(json["report"], "home");
    let held = json["address"].as_str().unwrap();
    assert!(held.contains("by=month&from=") && held.contains("&to="), "{held}");

    let kept = keep(&eve, &address).await;
    let page = plain(&eve.get(&kept).await);
    let says = [
        "Nothing differs: today it says the same.",
        "<h2>What it said then</h2>",
        "In February 2026 2 incidents began",
        "The 2 that ended took between 40m and 50m.",
        "1 contributing factor came back.",
        "href=\"/reports?by=month&amp;service=Web&amp;from=2026-02&amp;to=2026-02\"",
    ];
    assert_says(&page, &says);
    assert!(!page.contains("was not over then"), "{page}");
    let json = eve.get(&format!("{kept}/answer.json")).await;
    assert!(!json.body.contains("Ada’s key"), "{}", json.body);
    lasted(&eve, "Found later", "2026-02-10 10:20").await;
    let page = plain(&eve.get(&kept).await);
    let says = [
        "Incidents, How many incidents: 2 then, 3 today",
        "1 incident more: <a href=\"/incidents/INC-3\">INC-3 Found later</a>",
        // As it was.
        "In February 2026 2 incidents began",
    ];
    assert_says(&page, &says);
    // What became private since is named to nobody who may not see it.
    app.hide(IncidentNumber(2)).await;
    let page = plain(&eve.get(&kept).await);
    assert!(!page.contains("INC-2"), "{page}");
    let private = eve.post("/reports/kept", &[("address", "/reports?private=1"), ("title", "X")]);
    private.await.assert_page(INVALID, &["A report with private incidents cannot be kept"]);
}

#[tokio::test]
async fn what_cannot_be_kept_comes_back_with_what_was_typed() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vera = app.user("Vera", Role::Viewer).await;
    lasted(&rosa, "Slow", "2026-02-10 10:50").await;
    let address = "/reports/toil?by=month";
    let form = [("address", address), ("title", " "), ("note", "For the <board>")];
    let refused = rosa.post("/reports/kept", &form).await;
    let says = [
        "<h1>Toil report</h1>",
        "The title cannot be empty.",
        "For the &lt;board&gt;",
        "<details open",
    ];
    refused.assert_page(INVALID, &says);
    let form = [("address", address), ("title", "X")];
    let refused = vera.post("/reports/kept", &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!vera.get(address).await.body.contains("Keep this report"));
    for other in
        ["/incidents", "https://evil.example/reports/toil", "", "/reports/toil?by=fortnight"]
    {
        let form = [("address", other), ("title", "X")];
        let refused = rosa.post("/reports/kept", &form).await;
        assert_eq!(refused.status, INVALID, "{other}: {}", refused.body);
        let refused = rosa.island("/reports/kept", &form).await;
        assert_eq!(refused.status, INVALID, "{other}: {}", refused.body);
    }
    rosa.get("/reports/kept").await.assert_page(OK, &["Nothing is kept yet"]);

    // A press that is sent again keeps one.
    let command = "01939f2e-0000-7000-8000-000000000001";
    let form = [("address", address), ("title", "X"), ("command", command)];
    for _ in 0..2 {
        assert_eq!(post(&rosa, "/reports/kept", &form).await, "/reports/kept/KR-1");
    }
    assert_eq!(rosa.get("/reports/kept/KR-2").await.status, StatusCode::NOT_FOUND);
    let door = "/reports/kept/KR-1/removal";
    assert_eq!(vera.post(door, &[]).await.status, StatusCode::FORBIDDEN);
    assert_says(&plain(&rosa.get("/reports/kept/KR-1").await), &["Remove what was kept"]);
    rosa.post(door, &[]).await.assert_redirect("/reports/kept");
    assert_eq!(rosa.get("/reports/kept/KR-1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(rosa.get("/reports/kept/KR-1/answer.json").await.status, StatusCode::NOT_FOUND);
    // What it asked for may be gone, too.
    let kept = keep(&rosa, "/reports/toil?by=month&service=Web").await;
    let services = plain(&rosa.get("/services").await);
    let (before, _) = services.split_once(">Web</a>").unwrap();
    let service = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let eve = app.user("Eve", Role::Administrator).await;
    post(&eve, &service, &[("version", "1"), ("name", "Shop")]).await;
    let says =
        ["The same question has no answer today", "No service is called “Web”", "All figures"];
    assert_says(&plain(&rosa.get(&kept).await), &says);
}
