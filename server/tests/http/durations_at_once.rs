//! Slices and metrics compared at once: one table, wider intervals, and why.

use http::{StatusCode, header};
use nofault_domain::access::Role;

use crate::app::{TestApp, User};
use crate::durations::lasted;

/// Twelve a month of two services, the one much shorter than before and the other as before; and
/// one of a third.
pub async fn past(rosa: &User) {
    for day in 1..=12_u32 {
        for (service, before, after) in [("web", 300 + day * 20, 20 + day), ("api", 60, 60)] {
            let services = [("services", service)];
            let from = format!("2020-01-{day:02} 10:00");
            lasted(rosa, "Before", &from, before + day, &services).await;
            let from = format!("2020-02-{day:02} 10:00");
            lasted(rosa, "After", &from, after + day, &services).await;
        }
    }
    lasted(rosa, "Once", "2020-02-19 10:00", 20, &[("services", "mail")]).await;
}

#[tokio::test]
async fn slices_and_metrics_are_compared_at_once() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    past(&rosa).await;
    let month = "by=month&source=moments&before=2020-01&after=2020-02";
    let page = rosa.get(&format!("/reports/durations?{month}&slice=service")).await;
    let says = [
        "From 2020-01 to 2020-02, one by one.",
        "if each of these 2 were told at 95 %",
        "So each is told at 97.5 %",
        "From 2020-01 to 2020-02 (97.5 %: 2 comparisons at once)",
        "<th scope=\"row\">api</th>",
        "<th scope=\"row\">mail</th>",
        "Not compared: fewer than 10 in a period",
        "Cannot tell: a difference of this size comes about by chance",
        "% shorter",
        "An incident of several counts in each.",
        "name=\"slice\"",
        "value=\"time-to-detect\"",
    ];
    page.assert_page(StatusCode::OK, &says);
    assert!(!page.body.contains("Among incidents of the same severity: "), "told twice");
    // The smallest change has its range, as how much lengths differ is not known exactly.
    let json = rosa.get(&format!("/reports/durations.json?{month}&slice=service")).await.json();
    let smallest = &json["compared_at_once"]["rows"][0]["change"]["smallest"];
    let [short, long, spans] = ["shorter", "longer", "shorter_range"].map(|name| &smallest[name]);
    let range = [1, 0].map(|end| spans[end].as_f64().unwrap());
    let (short, long) = (short.as_f64().unwrap(), long.as_f64().unwrap());
    let told = format!("≤ {short:.2} ({:.2} to {:.2}) or ≥ {long:.2} (", range[0], range[1]);
    assert!(page.body.contains(&told) && range[0] < range[1], "{told}: {}", page.body);

    // What was detected has no moment here: nothing of it is compared, and k is the same.
    let both = format!("{month}&slice=service&with=time-to-detect&with=time-to-mitigate");
    let page = rosa.get(&format!("/reports/durations?{both}")).await;
    page.assert_page(StatusCode::OK, &["<th scope=\"col\">Metric</th>", "2 comparisons at once"]);
    assert!(page.body.contains("value=\"time-to-mitigate\" checked"), "{}", page.body);
    let json = rosa.get(&format!("/reports/durations.json?{both}")).await.json();
    let found = &json["compared_at_once"];
    assert_eq!((&found["comparisons"], &found["confidence"]), (&2.into(), &0.975.into()));
    assert_eq!(found["rows"].as_array().unwrap().len(), 9);
    assert_eq!(
        (&found["rows"][0]["slice"], &found["rows"][0]["metric"]),
        (&"api".into(), &"time-to-resolve".into())
    );
    assert_eq!(found["rows"][0]["change"]["at_once"], 2);
    assert!(found["rows"][1]["change"].is_null() && json["compared"].is_null());
    let csv = rosa.get(&format!("/reports/durations.csv?{both}&rows=compared")).await;
    assert_eq!((csv.status, csv.body.lines().count()), (StatusCode::OK, 10));
    assert!(csv.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("compared"));
    assert!(csv.body.contains("\nservice,mail,time-to-resolve,"), "{}", csv.body);

    // A severity is a slice, too; and without slices the metrics are.
    let page = rosa.get(&format!("/reports/durations?{month}&slice=severity")).await;
    page.assert_page(StatusCode::OK, &["There is one comparison, told at 95 %.", "SEV2"]);
    let page = rosa.get(&format!("/reports/durations?{month}&with=time-to-detect")).await;
    page.assert_page(StatusCode::OK, &["There is one comparison", "Time to detect"]);
}

#[tokio::test]
async fn a_wrong_choice_of_slices_says_so() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    lasted(&rosa, "Slow", "2020-01-01 10:00", 20, &[]).await;
    let month = "by=month&before=2020-01&after=2020-02";
    for (more, says) in [
        ("&slice=person", "is no choice of slices: choose one of severity, service, team"),
        ("&with=time-to-nothing", "No metric is called “time-to-nothing”."),
        (
            "&with=time-to-a&with=time-to-b&with=time-to-c&with=time-to-d&with=time-to-e",
            "5 at most are compared at once",
        ),
    ] {
        let page = rosa.get(&format!("/reports/durations?{month}{more}")).await;
        page.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &[says]);
    }
    let csv = rosa.get(&format!("/reports/durations.csv?{month}&rows=compared")).await;
    assert_eq!(csv.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(csv.body.contains("of which slices"), "{}", csv.body);
}

/// What somebody may not see is in no slice, whoever asks.
#[tokio::test]
async fn nothing_hidden_is_in_a_slice() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let eve = app.user("Eve", Role::Administrator).await;
    let hidden = [("services", "vault"), ("private", "on")];
    lasted(&eve, "Known", "2020-01-01 10:00", 20, &[("services", "vault")]).await;
    lasted(&rosa, "Hidden", "2020-01-02 10:00", 20, &hidden).await;
    let asked = "by=month&before=2020-01&after=2020-02&slice=service";
    for (user, more, n) in
        [(&eve, "", 1), (&eve, "&private=1", 1), (&rosa, "", 1), (&rosa, "&private=1", 2)]
    {
        let json = user.get(&format!("/reports/durations.json?{asked}{more}")).await.json();
        let row = &json["compared_at_once"]["rows"][0];
        assert_eq!((&row["slice"], &row["durations"][0]), (&"vault".into(), &n.into()), "{more}");
    }
}
