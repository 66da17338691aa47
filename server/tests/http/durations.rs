//! Durations: what stands behind a figure, metrics that are defined anew, two periods compared,
//! and nothing of what somebody may not see.

use http::{StatusCode, header};
use nofault_domain::access::Role;

use crate::app::{TestApp, User};

/// An incident that lasted so, with its detection ten minutes after it began; its address.
pub async fn lasted(
    user: &User,
    title: &str,
    from: &str,
    minutes: u32,
    more: &[(&str, &str)],
) -> String {
    let mut form = vec![("title", title), ("impact_started", from), ("severity", "sev2")];
    form.extend(more);
    let declared = user.post("/incidents", &form).await;
    assert_eq!(declared.status, StatusCode::SEE_OTHER, "{}", declared.body);
    let address = declared.headers[header::LOCATION].to_str().unwrap().to_owned();
    let (day, clock) = from.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    let all = hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap() + minutes;
    let end = format!("{day} {:02}:{:02}", all / 60, all % 60);
    let form = [("version", "1"), ("status", "resolved"), ("at", end.as_str())];
    let done = user.post(&format!("{address}/status"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    address
}

#[tokio::test]
async fn a_figure_opens_to_what_it_stands_on() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for (day, minutes) in (1..=7).zip([10, 20, 30, 40, 50, 60, 70]) {
        let from = format!("2020-02-{day:02} 10:00");
        lasted(&rosa, "Slow", &from, minutes, &[]).await;
    }
    let page = rosa.get("/reports/durations?severity=sev2&period=2020-Q1").await;
    let says = [
        "Behind the figures of 2020-Q1",
        "Half of them take longer than 40m.",
        "the true figure lies between 10m and 1h 10m (95 %)",
        "No 90th percentile: fewer than 10.",
        "resolved − impact started (version 1)",
        "7 known to their end, of these 0 stated and 7 from moments; 0 still open",
        "whose highest severity was SEV2",
        "metric=time-to-resolve&amp;by=quarter&amp;kind=incident&amp;source=stated-first&amp;version=1",
        "Its incidents as CSV",
        "That is the worst case, and no interval.",
        "All periods together",
        "(10m to 1h 10m)",
        "between two ends in 19 of 20 cases, beyond the only one in 39 of 40",
    ];
    page.assert_page(StatusCode::OK, &says);
    let json = rosa.get("/reports/durations.json?period=2020-Q1").await.json();
    assert_eq!(json["definition_version"], 1);
    assert_eq!(json["incidents"]["included"].as_array().unwrap().len(), 7);
    assert_eq!(json["incidents"]["included"][0]["seconds"], 600.0);
    assert_eq!(json["periods"][0]["told"]["median"]["high_seconds"], 4200.0);
    // The files say, too, of what they are and how sure.
    let asked = "severity=sev2&from=2020-Q1";
    let json = rosa.get(&format!("/reports/durations.json?{asked}")).await.json();
    assert_eq!((&json["severity"], &json["from"]), (&"sev2".into(), &"2020-Q1".into()));
    assert!(json["filters"].as_str().unwrap().contains("whose highest severity was SEV2"));
    let csv = rosa.get(&format!("/reports/durations.csv?{asked}")).await;
    assert!(csv.body.contains("\n2020-Q1,7,0,0,2400,false,2400,600,4200,,,,"), "{}", csv.body);
    assert!(csv.body.ends_with(",sev2,,,incident,false,2020-Q1,\n"), "{}", csv.body);
    let csv = rosa.get("/reports/durations.csv?period=2020-Q1&rows=incidents").await;
    assert!(csv.body.contains("\nINC-1,counted,sev2,600,"), "{}", csv.body);
    assert_eq!(csv.body.lines().count(), 8);
}

/// A minute to the minute may be none, or two.
#[tokio::test]
async fn what_is_not_told_from_zero_is_shown_so() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for (day, minutes) in (1..=11).zip([1, 1, 1, 1, 1, 1, 1, 40, 50, 60, 70]) {
        lasted(&rosa, "Short", &format!("2020-02-{day:02} 10:00"), minutes, &[]).await;
    }
    let page = rosa.get("/reports/durations?source=moments").await;
    let says = [
        "&lt; 1m</text>",
        "stands at the left, apart from the axis.",
        "Half of them take less than 1m.",
        "between &lt; 1m and 1h 0m (95 %)",
        // Of all periods together, and every figure that there is.
        "median 0s to 2m, 90th percentile 59m to 1h 1m. That is the worst case, and no interval.",
    ];
    page.assert_page(StatusCode::OK, &says);
    assert!(!page.body.contains("longer than 0s") && !page.body.contains("(0s to"));
}

#[tokio::test]
async fn a_metric_is_defined_anew_and_the_old_figure_stays() {
    let app = TestApp::start().await;
    let eve = app.user("Eve", Role::Administrator).await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let incident = lasted(&rosa, "Slow", "2020-02-01 10:00", 60, &[]).await;
    let form = [
        ("version", "2"),
        ("impact_started", "2020-02-01 10:00"),
        ("detected", "2020-02-01 10:20"),
        ("resolved", "2020-02-01 11:00"),
    ];
    let set = rosa.post(&format!("{incident}/milestones"), &form).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);

    let new = [("name", "Time to mend"), ("from", "impact_started"), ("to", "resolved")];
    assert_eq!(rosa.post("/settings/metrics", &new).await.status, StatusCode::FORBIDDEN);
    let added = eve.post("/settings/metrics", &new).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    assert_eq!(added.headers[header::LOCATION], "/settings/metrics/time-to-mend");
    let again = eve.post("/settings/metrics", &new).await;
    again.assert_page(
        StatusCode::UNPROCESSABLE_ENTITY,
        &["There is a metric of this name already", "value=\"Time to mend\""],
    );
    let same = [("version", "1"), ("from", "resolved"), ("to", "resolved")];
    let same = eve.post("/settings/metrics/time-to-mend", &same).await;
    same.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["that is always zero"]);
    let edit = [("version", "1"), ("from", "detected"), ("to", "resolved")];
    let edited = eve.post("/settings/metrics/time-to-mend", &edit).await;
    assert_eq!(edited.status, StatusCode::SEE_OTHER, "{}", edited.body);

    let page = rosa.get("/settings/metrics/time-to-mend").await;
    let says = ["Resolved − detected", "Version 2", "Version 1", "by Eve"];
    page.assert_page(StatusCode::OK, &says);
    assert!(!page.body.contains("<h2>Change it"), "a responder is offered no change");
    rosa.get("/settings/metrics").await.assert_page(StatusCode::OK, &["Time to mend", "(MTTR)"]);
    let of = async |query: &str| {
        let json = rosa.get(&format!("/reports/durations.json?metric=time-to-mend{query}")).await;
        let json = json.json();
        (json["definition_version"].clone(), json["total"]["mean_seconds"].clone())
    };
    assert_eq!(of("").await, (2.into(), 2400.0.into()));
    assert_eq!(of("&version=1").await, (1.into(), 3600.0.into()));
    let page = rosa.get("/reports/durations?metric=time-to-mend&version=1").await;
    page.assert_page(StatusCode::OK, &["Version 1 of the definition", "resolved − impact started"]);
    let none = rosa.get("/reports/durations?metric=time-to-mend&version=9").await;
    none.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Known: 2, 1."]);
    // What is compared beside it is held to its version, too.
    let beside = "/reports/durations?before=2020-Q1&after=2020-Q2&with=time-to-mend";
    let link = |version| format!("with=time-to-mend.{version}");
    let page = rosa.get(beside).await;
    page.assert_page(StatusCode::OK, &[&link(2), "value=\"time-to-mend\" checked"]);
    let page = rosa.get(&format!("{beside}.1")).await;
    let held =
        ["value=\"time-to-mend.1\" checked", "<th scope=\"row\">Time to mend (version 1)</th>"];
    page.assert_page(StatusCode::OK, &[&link(1), held[0], held[1]]);
    assert!(!page.body.contains(&link(2)), "{}", page.body);
    let none = rosa.get(&format!("{beside}.9")).await;
    let says = ["No version is called “9”. Known: 2, 1.", "value=\"time-to-mend.9\" checked"];
    none.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &says);
    // It stands on the incident, as it is defined now.
    rosa.get(&incident).await.assert_page(StatusCode::OK, &["Time to mend", "40m"]);
}

#[tokio::test]
async fn two_periods_are_compared_in_words() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for day in 1..=9_u32 {
        let before = format!("2020-01-{day:02} 10:00");
        lasted(&rosa, "Long", &before, 300 + day * 20, &[]).await;
        let after = format!("2020-02-{day:02} 10:00");
        lasted(&rosa, "Short", &after, 20 + day, &[]).await;
    }
    let month = "/reports/durations?by=month&source=moments";
    rosa.get(month).await.assert_page(StatusCode::OK, &["Change between two periods"]);
    let page = rosa.get(&format!("{month}&before=2020-01&after=2020-02")).await;
    let says = [
        "From 2020-01 to 2020-02: at least 9",
        "% shorter.",
        "2020-01: 9 incidents, 2020-02: 9 incidents",
        "Among incidents of the same severity: 0.0",
        "Whatever their severity: 0.0",
    ];
    page.assert_page(StatusCode::OK, &says);
    let json = format!("{}&after=2020-02", month.replace("durations?", "durations.json?"));
    let json = rosa.get(&json).await.json();
    assert_eq!(json["compared"]["before"], "2020-01");
    assert!(json["compared"]["change"]["verdict"]["shorter"]["at_least"].as_f64().unwrap() > 0.9);
    let few = rosa.get(&format!("{month}&before=2020-02&after=2020-03")).await;
    few.assert_page(StatusCode::OK, &["cannot tell: no severity has incidents in both"]);
    let wrong = rosa.get(&format!("{month}&after=2020-Q1")).await;
    wrong.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["2020-Q1 is no month"]);
}

#[tokio::test]
async fn what_is_listed_does_not_change_what_is_compared() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    // How much lengths differ is taken from the months before, as two have too few.
    for (month, minutes) in [("2019-11", 60), ("2019-12", 90), ("2020-01", 100), ("2020-02", 50)] {
        for day in 1..=9_u32 {
            let from = format!("{month}-{day:02} 10:00");
            lasted(&rosa, "Slow", &from, minutes + day * 7, &[]).await;
        }
    }
    let compared = "before=2020-01&after=2020-02";
    let of = async |query: &str| {
        let json = rosa.get(&format!("/reports/durations.json?by=month&{query}")).await.json();
        let periods = json["periods"].as_array().unwrap().len();
        (json["compared"].clone(), json["compared_at_once"].clone(), periods)
    };
    for more in ["", "&slice=severity"] {
        let whole = of(&format!("{compared}{more}")).await;
        let alone = of(&format!("{compared}{more}&from=2020-02&to=2020-02")).await;
        assert_eq!((whole.2, alone.2), (4, 1));
        assert_eq!((&whole.0, &whole.1), (&alone.0, &alone.1));
        let change = if more.is_empty() { &alone.0 } else { &alone.1["rows"][0] };
        let change = &change["change"];
        assert_eq!(change["n"], serde_json::json!([9, 9]));
        assert_eq!(change["smallest"]["from_history"], true);
    }
}

/// With an open one severities are not compared each with itself, and the page says so.
#[tokio::test]
async fn open_ones_are_compared_whatever_their_severity() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    for day in 1..=9_u32 {
        let at = |month| format!("2020-{month:02}-{day:02} 10:00");
        lasted(&rosa, "Before", &at(1), 30 + day * 20, &[]).await;
        lasted(&rosa, "After", &at(2), 20 + day, &[]).await;
    }
    let goes_on = [("title", "Goes on"), ("impact_started", "2020-02-20 10:00")];
    let declared = rosa.post("/incidents", &goes_on).await;
    assert_eq!(declared.status, StatusCode::SEE_OTHER, "{}", declared.body);
    let asked = "/reports/durations?by=month&source=moments&before=2020-01&after=2020-02";
    let page = rosa.get(asked).await;
    let says = [
        "Whatever their severity, since some are open: ",
        "). A changed mix of severities can cause this.",
    ];
    page.assert_page(StatusCode::OK, &says);
    assert!(!page.body.contains("Among incidents of the same severity"), "{}", page.body);
    assert_eq!(page.body.matches("Whatever their severity").count(), 1, "told twice");
    let page = rosa.get(&format!("{asked}&with=time-to-detect")).await;
    page.assert_page(StatusCode::OK, &["Where some are open it is of all together, whatever"]);
}

/// What somebody may not see stands in no figure of theirs, in no list and in no file.
#[tokio::test]
async fn nothing_hidden_is_in_a_number() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let eve = app.user("Eve", Role::Administrator).await;
    lasted(&rosa, "Seen by all", "2020-02-01 10:00", 60, &[]).await;
    let private = [("private", "on")];
    lasted(&rosa, "Hidden breach", "2020-02-02 10:00", 600, &private).await;
    lasted(&rosa, "Only a drill", "2020-02-03 10:00", 600, &[("kind", "drill")]).await;
    let declined = lasted(&rosa, "Declined it was", "2020-02-04 10:00", 600, &[]).await;
    let form = [("version", "2"), ("status", "declined"), ("comment", "It was none.")];
    let done = rosa.post(&format!("{declined}/status"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    for query in ["", "&private=1"] {
        let everything = [
            format!("/reports/durations?period=2020-Q1&kind=all{query}"),
            format!("/reports/durations?period=2020-Q1&after=2020-Q1{query}"),
            format!("/reports/durations.json?period=2020-Q1&kind=all{query}"),
            format!("/reports/durations.csv?kind=all{query}"),
            format!("/reports/durations.csv?period=2020-Q1&rows=incidents&kind=all{query}"),
        ];
        for address in everything {
            let answer = eve.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            let body = answer.body;
            let hidden = [
                "Hidden",
                "Only a drill",
                "Declined it",
                "INC-2",
                "INC-3",
                "INC-4",
                "10h 0m",
                "36000",
            ];
            for hidden in hidden {
                assert!(!body.contains(hidden), "{hidden} is in {address}: {body}");
            }
        }
        let json = format!("/reports/durations.json?kind=all{query}");
        assert_eq!(eve.get(&json).await.json()["total"]["n"], 1, "{json}");
    }
    // A file of nothing is no answer.
    for rows in ["incidents", "incidents&period=1999-Q1", "people"] {
        let address = format!("/reports/durations.csv?rows={rows}");
        assert_eq!(eve.get(&address).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
    // Who may see it leaves it out, too, unless they ask for it.
    let json = "/reports/durations.json?period=2020-Q1";
    assert_eq!(rosa.get(json).await.json()["total"]["n"], 1);
    let with = rosa.get(&format!("{json}&private=1")).await.json();
    assert_eq!(with["total"]["n"], 2);
    let page = rosa.get("/reports/durations?period=2020-Q1&private=1").await;
    page.assert_page(StatusCode::OK, &["Hidden breach", "those private ones that you may see"]);
}
