//! Error budgets: the pages that say them, the forms that define them, and who sees what.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_store::catalog;

use crate::app::{Answer, TestApp, User};

const OK: StatusCode = StatusCode::OK;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// An incident that hit the checkout, from and until so many minutes ago.
async fn hit(user: &User, number: &str, title: &str, minutes: (u32, u32), fraction: &str) {
    user.post("/incidents", &[("title", title)])
        .await
        .assert_redirect(&format!("/incidents/{number}"));
    let (from, to) = (format!("{} min ago", minutes.0), format!("{} min ago", minutes.1));
    let form = [("service", "Checkout"), ("from", &from), ("to", &to), ("fraction", fraction)];
    let added = user.post(&format!("/incidents/{number}/impacts"), &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
}

async fn service(app: &TestApp) -> String {
    called(app, "Checkout").await
}

async fn called(app: &TestApp, name: &str) -> String {
    let mut reader = app.store.read().await.unwrap();
    let all = catalog::services(&mut reader.db()).await.unwrap();
    all.iter().find(|one| one.name == name).unwrap().id.to_string()
}

fn form<'a>(service: &'a str, target: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("service", service),
        ("name", "Availability"),
        ("target", target),
        ("window", "rolling"),
        ("days", "30"),
        ("zone", "Europe/Berlin"),
        ("policy", "Releases **stop**."),
    ]
}

/// Its address.
async fn define(user: &User, service: &str, target: &str) -> String {
    let made = user.post("/slos", &form(service, target)).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    made.headers["location"].to_str().unwrap().to_owned()
}

#[track_caller]
fn assert_silent(answer: &Answer, texts: &[&str]) {
    assert_eq!(answer.status, OK, "{}", answer.body);
    for text in texts {
        assert!(!answer.body.contains(text), "“{text}” is in {}", answer.body);
    }
}

#[tokio::test]
async fn a_budget_says_what_was_spent_by_what() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    ada.get("/reports").await.assert_page(OK, &["href=\"/reports/budgets\""]);
    ada.get("/reports/budgets").await.assert_page(OK, &["No error budgets yet"]);
    // Without a service there is nothing to choose from, and a way to one.
    let none = ada.get("/slos/new").await;
    none.assert_page(OK, &["No services yet", "href=\"/services#new\""]);
    assert_silent(&none, &["Choose one"]);
    // All that is wrong with one is said at once, and what was typed stays.
    let wrong = ada.post("/slos", &form("", "100")).await;
    let says =
        ["No services yet", "Choose the service", "leaves no budget at all: any", "value=\"100\""];
    wrong.assert_page(INVALID, &says);
    hit(&ada, "INC-1", "Slow", (120, 110), "all").await;
    let service = service(&app).await;
    let of_service = format!("/services/{service}");
    let new = format!("/slos/new?service={service}");
    ada.get(&of_service).await.assert_page(OK, &["Nobody said yet how much of it may fail.", &new]);
    ada.get(&new).await.assert_page(OK, &["Define an SLO", "Within budget: releases", "selected"]);
    let slo = define(&ada, &service, "99.9").await;
    let says = [
        "Checkout: Availability",
        "Within budget",
        "43m 12s",
        "10m (23.1 %)",
        "33m 12s",
        "INC-1 Slow",
        "If nothing more happens",
        "it takes 6 whole windows on record",
        "would spend 10m (23.1 % of the budget), and leave 23m 12s.",
        "spent 23.1 % by itself: a full review is due; it has no action of P0.",
        "<strong>stop</strong>",
        "What each incident spent of the budget",
        "An estimate",
        "No incident is exempt.",
    ];
    ada.get(&slo).await.assert_page(OK, &says);
    let says = [
        "Cost",
        "23.1 % of the error budget: 10m of 43m 12s.",
        "The review policy asks for a full review, with at least one action of P0, from 20 % on",
        "Now: Within budget.",
        "full: 23.1 % of the error budget spent",
    ];
    ada.get("/incidents/INC-1").await.assert_page(OK, &says);
    let says = ["Error budgets", "Within budget", "23.1 %", "33m 12s", &slo];
    ada.get(&of_service).await.assert_page(OK, &says);
    let says = ["The error budget is not overspent.", "Checkout: Availability", "the last 30 days"];
    ada.get("/reports/budgets").await.assert_page(OK, &says);
    let json = ada.get(&format!("{slo}/budget.json")).await.json();
    assert_eq!(json["spent"]["micros_ppm"], "600000000000000");
    assert_eq!(json["budget"]["seconds_of_all"], 2592.0);
    assert_eq!((&json["state"], &json["estimate"]), (&"within".into(), &true.into()));
    assert_eq!(json["incidents"][0]["incident"], "INC-1");
    assert_eq!(json["recovery"].as_array().unwrap().len(), 4);
    for missing in
        ["/slos/none", "/slos/00000000-0000-7000-8000-000000000009", "/slos/none/budget.json"]
    {
        assert_eq!(ada.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    assert_eq!(ada.get(&format!("{slo}?private=2")).await.status, INVALID);
    assert_eq!(
        app.stranger().get(&format!("{slo}/budget.json")).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn overspent_and_exempt_is_said() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    hit(&ada, "INC-1", "Cable cut", (120, 60), "all").await;
    hit(&ada, "INC-2", "Half of it", (80, 70), "").await;
    let slo = define(&ada, &service(&app).await, "99.9").await;
    let says = [
        "Over budget",
        "Nothing is blocked; people decide.",
        "−16m 48s",
        "Below nothing",
        "is within its budget again from",
        "INC-2 impact 1",
        "how much of it is not known; counted as all",
        "At least",
    ];
    ada.get(&slo).await.assert_page(OK, &says);
    ada.get("/reports/budgets")
        .await
        .assert_page(OK, &["The error budget is overspent.", "138.9 %"]);
    let exemptions = format!("{slo}/exemptions");
    let wrong = ada.post(&exemptions, &[("exempt", "INC-9"), ("reason", "The cable")]).await;
    wrong.assert_page(INVALID, &["There is no such incident", "INC-9", "The cable"]);
    let given = [("exempt", "INC-1"), ("reason", "Somebody else’s cable")];
    ada.post(&exemptions, &given).await.assert_redirect(&format!("{slo}#policy"));
    let says =
        ["Over budget, exempt", "Somebody else’s cable", "Held against it", "(exempt)", "hollow"];
    ada.get(&slo).await.assert_page(OK, &says);
    ada.get("/incidents/INC-1").await.assert_page(OK, &["It is exempt from the policy."]);
    let withdrawal = format!("{slo}/exemptions/INC-1/withdrawal");
    ada.post(&withdrawal, &[]).await.assert_redirect(&format!("{slo}#policy"));
    let again = ada.post(&withdrawal, &[]).await;
    again.assert_page(CONFLICT, &["It is not exempt any more."]);
}

#[tokio::test]
async fn a_rejected_form_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.post("/services", &[("name", "Checkout")]).await;
    let service = service(&app).await;
    let all = ada.post("/slos", &form(&service, "100 %")).await;
    all.assert_page(INVALID, &["leaves no budget at all", "value=\"100 %\"", "Releases **stop**."]);
    let mut month = form(&service, "99");
    month[3] = ("window", "month");
    ada.post("/slos", &month).await.assert_page(INVALID, &["leave the days blank", "value=\"30\""]);
    let slo = define(&ada, &service, "99.9").await;
    let edit = |target: &'static str| {
        let mut fields = form("", target);
        fields.extend([("version", "1"), ("was_target", "99.9 %")]);
        fields
    };
    ada.post(&slo, &edit("99.5")).await.assert_redirect(&slo);
    let late = ada.post(&slo, &edit("99")).await;
    late.assert_page(CONFLICT, &["99.5 %", "Saved now", "name=\"version\" value=\"2\""]);
    let late = ada.post(&format!("{slo}/retirement"), &[("version", "1")]).await;
    late.assert_page(CONFLICT, &["Nothing was overwritten."]);
    ada.post(&format!("{slo}/retirement"), &[("version", "2")]).await.assert_redirect(&slo);
    ada.get(&slo).await.assert_page(OK, &["Retired", "Count it again"]);
    ada.get("/reports/budgets").await.assert_page(OK, &["No error budgets yet", "Retired"]);
    ada.post(&format!("{slo}/return"), &[("version", "3")]).await.assert_redirect(&slo);
}

#[tokio::test]
async fn those_of_the_team_change_it() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let vic = app.user("Vic", Role::Viewer).await;
    ada.post("/teams", &[("name", "Payments")]).await;
    let mut reader = app.store.read().await.unwrap();
    let team = catalog::teams(&mut reader.db()).await.unwrap()[0].id.to_string();
    drop(reader);
    ada.post("/services", &[("name", "Checkout"), ("team", &team)]).await;
    let service = service(&app).await;
    let refused = rosa.post("/slos", &form(&service, "99.9")).await;
    refused.assert_page(FORBIDDEN, &["those of the owning team", "Releases **stop**."]);
    let slo = define(&ada, &service, "99.9").await;
    for reader in [&rosa, &vic] {
        let page = reader.get(&slo).await;
        page.assert_page(OK, &["Within budget", "Nothing is spent"]);
        assert_silent(&page, &["name=\"target\"", "/retirement", "/exemptions\""]);
    }
    assert_eq!(vic.get("/slos/new").await.status, FORBIDDEN);
    let refused = rosa.post(&format!("{slo}/retirement"), &[("version", "1")]).await;
    refused.assert_page(FORBIDDEN, &["Nothing was changed."]);
}

#[tokio::test]
async fn a_private_incident_leaks_into_no_budget() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    hit(&ada, "INC-1", "Public one", (200, 190), "all").await;
    hit(&ada, "INC-2", "Secret breach", (120, 60), "all").await;
    let service = service(&app).await;
    let slo = define(&ada, &service, "99.9").await;
    let given = [("exempt", "INC-2"), ("reason", "Secret reason")];
    ada.post(&format!("{slo}/exemptions"), &given).await.assert_redirect(&format!("{slo}#policy"));
    app.hide(IncidentNumber(2)).await;
    let hidden = ["INC-2", "Secret", "138.9 %", "162 %", "1h 10m"];
    for path in [
        slo.clone(),
        format!("{slo}?private=1"),
        format!("{slo}/budget.json"),
        format!("{slo}/budget.json?private=1"),
        "/reports/budgets".to_owned(),
        "/reports/budgets?private=1".to_owned(),
        format!("/services/{service}"),
    ] {
        let answer = ada.get(&path).await;
        assert_silent(&answer, &hidden);
        // What everybody sees is there.
        let says = if path.contains("json") { "INC-1" } else { "23.1 %" };
        assert!(answer.body.contains(says), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn who_may_see_a_private_incident_adds_it_by_the_filter() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    hit(&ada, "INC-1", "Public one", (200, 190), "all").await;
    hit(&ada, "INC-2", "Secret breach", (120, 110), "all").await;
    let slo = define(&ada, &service(&app).await, "99.9").await;
    let private = [("version", "1"), ("private", "yes"), ("holders", "")];
    let form = ada.get("/incidents/INC-2/privacy").await;
    let version = form.body.split("name=\"version\" value=\"").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    let private = [("version", version), private[1], private[2]];
    let hidden = ada.post("/incidents/INC-2/privacy", &private).await;
    assert_eq!(hidden.status, StatusCode::SEE_OTHER, "{}", hidden.body);
    assert_silent(&ada.get(&slo).await, &["Secret breach", "46.3 %"]);
    let says = ["Secret breach", "20m (46.3 %)", "checked", "budget.json?private=1"];
    ada.get(&format!("{slo}?private=1")).await.assert_page(OK, &says);
    let page = ada.get("/incidents/INC-2").await;
    page.assert_page(OK, &["the budgets that everybody sees leave it out", "23.1 %"]);
}

#[tokio::test]
async fn nothing_is_told_of_what_is_not_on_record_or_of_what_is_over() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    let day = async |service: &str| {
        let mut form = form(service, "99.9");
        form[4] = ("days", "1");
        let made = ada.post("/slos", &form).await;
        made.headers["location"].to_str().unwrap().to_owned()
    };
    // Twenty days ago; a minute is within a day’s budget.
    hit(&ada, "INC-1", "Old", (28_800, 28_799), "all").await;
    let checkout = day(&service(&app).await).await;
    let replayed = "of the last 12 windows what happened";
    ada.get(&checkout).await.assert_page(OK, &[replayed]);
    let json = ada.get(&format!("{checkout}/budget.json")).await.json();
    assert_eq!((&json["replayed_windows"], &json["replayed_exceeding"]), (&12.into(), &0.into()));
    // A service that is new has no windows, however old the installation.
    ada.post("/services", &[("name", "Search")]).await;
    let search = called(&app, "Search").await;
    let fresh = day(&search).await;
    let page = ada.get(&fresh).await;
    page.assert_page(OK, &["it takes 6 whole windows on record", "fewer of this service"]);
    assert_silent(&page, &["of the last"]);
    let json = ada.get(&format!("{fresh}/budget.json")).await.json();
    assert_eq!(json["replayed_windows"], serde_json::Value::Null);
    let availability = format!("/services/{search}/availability");
    let page = ada.get(&format!("{availability}?from=2020-01-01&to=2020-01-31")).await;
    page.assert_page(OK, &["There is no record of these days: that of Search begins at"]);
    assert_silent(&page, &["100 %", "exactly"]);
    let says = ["On record since", "No record", "is on record since then.", "without a record"];
    ada.get(&availability).await.assert_page(OK, &says);
    // Where nothing remains, each of twelve windows would exceed it.
    hit(&ada, "INC-2", "Down", (30, 20), "all").await;
    let page = ada.get(&checkout).await;
    page.assert_page(OK, &["Over budget", "the budget is over already"]);
    assert_silent(&page, &["of the last"]);
    let json = ada.get(&format!("{checkout}/budget.json")).await.json();
    assert_eq!(json["replayed_exceeding"], serde_json::Value::Null);
}

#[tokio::test]
async fn availability_is_told_day_by_day() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.post("/incidents", &[("title", "Slow")]).await;
    let impact = [
        ("service", "Checkout"),
        ("from", "2026-03-28 23:00 UTC"),
        ("to", "2026-03-29 01:00 UTC"),
        ("fraction", "50%"),
    ];
    let added = ada.post("/incidents/INC-1/impacts", &impact).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    // With it the record begins.
    ada.post("/incidents", &[("title", "Before")]).await;
    let before = [
        ("service", "Checkout"),
        ("from", "2026-02-10 10:00 UTC"),
        ("to", "2026-02-10 10:10 UTC"),
        ("fraction", "50%"),
    ];
    let added = ada.post("/incidents/INC-2/impacts", &before).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = format!("/services/{}/availability", service(&app).await);
    let days = format!("{page}?from=2026-03-28&to=2026-03-30");
    // The installation’s days are those of its zone.
    let says = [
        "98.6111 % of Checkout was there",
        "failed for 1h",
        "2 of 3 days had an impact",
        "97.9166 %",
        "Days with an impact",
        "What was lost, day by day",
    ];
    ada.get(&days).await.assert_page(OK, &says);
    let before = format!("{page}?from=2026-03-01&to=2026-03-27");
    ada.get(&before).await.assert_page(OK, &["100 %: no impact on Checkout"]);
    let early = ada.get(&format!("{page}?from=2026-02-08&to=2026-02-11")).await;
    let says = ["On record since", "2026-02-08 to 2026-02-09", "No record", "1 of 2 days had"];
    early.assert_page(OK, &says);
    ada.get(&format!("{page}?from=2999-01-01&to=2999-01-02"))
        .await
        .assert_page(OK, &["None of these days"]);
    for wrong in ["?from=2026-03-02&to=2026-03-01", "?from=soon", "?from=2020-01-01", "?private=x"]
    {
        assert_eq!(ada.get(&format!("{page}{wrong}")).await.status, INVALID, "{wrong}");
    }
    app.hide(IncidentNumber(1)).await;
    for query in ["", "&private=1"] {
        let hidden = ada.get(&format!("{days}{query}")).await;
        assert_silent(&hidden, &["98.6111", "Days with an impact"]);
    }
    assert_eq!(ada.get("/services/none/availability").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn providers_limit_what_needs_them() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.post("/services", &[("name", "Checkout"), ("provider", "on")]).await;
    ada.post("/services", &[("name", "Mail"), ("provider", "on")]).await;
    ada.post("/services", &[("name", "Shop"), ("needs", "Checkout, Mail")]).await;
    let id = async |name: &str| called(&app, name).await;
    let shop = format!("/services/{}", id("Shop").await);
    ada.get(&shop)
        .await
        .assert_page(OK, &["Limited by providers", "How far they limit it is not known."]);
    define(&ada, &id("Checkout").await, "99.9").await;
    // How fast it answers limits nobody.
    let checkout = id("Checkout").await;
    let mut latency = form(&checkout, "90");
    latency.retain(|(field, _)| *field != "name");
    latency.push(("name", "Latency"));
    let made = ada.post("/slos", &latency).await;
    let slo = made.headers["location"].to_str().unwrap().to_owned();
    let says = "<option value=\"other\" selected>Something else, such as how fast it answers";
    ada.get(&slo).await.assert_page(OK, &["What it promises", says]);
    let unsaid = ["<option value=\"\">As its name says</option>"];
    ada.get("/slos/new").await.assert_page(OK, &unsaid);
    let says =
        ["it cannot promise more than 99.9 %", "promised 99.9 %", "promised no availability"];
    let page = ada.get(&shop).await;
    page.assert_page(OK, &says);
    assert_silent(&page, &["independent"]);
    define(&ada, &id("Mail").await, "99.5").await;
    let says = [
        "cannot promise more than 99.5 %",
        "If their failures are independent, all of them together are there 99.4005 % of the time.",
    ];
    ada.get(&shop).await.assert_page(OK, &says);
    // Before the window: with it the record begins.
    hit(&ada, "INC-1", "Old", (60_000, 59_990), "all").await;
    hit(&ada, "INC-2", "Slow", (120, 110), "all").await;
    // Of nothing of it: that is no failure.
    hit(&ada, "INC-3", "Quiet", (120, 110), "0%").await;
    let page = ada.get("/reports/budgets").await;
    page.assert_page(OK, &["A provider had a part in", "INC-2</a> (impact)"]);
    assert_silent(&page, &["INC-3"]);
    let says = ["Promised and observed", "99.9 %", "99.9768 % (the last 30 days)", "INC-2"];
    ada.get(&format!("/services/{}", id("Checkout").await)).await.assert_page(OK, &says);
    // Nobody knows what the other did before it was written down.
    let says = [
        "Providers",
        "99.9768 %",
        "Shop",
        "a provider’s promise",
        "100 % (the last 30 days, on record since ",
    ];
    ada.get("/reports/budgets").await.assert_page(OK, &says);
    app.hide(IncidentNumber(2)).await;
    let page = ada.get("/reports/budgets?private=1").await;
    assert_silent(&page, &["99.9768", "INC-2"]);
}

#[tokio::test]
async fn the_list_is_of_a_service_or_a_team() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    hit(&ada, "INC-1", "Checkout slow", (90, 30), "10%").await;
    define(&ada, &service(&app).await, "99.9").await;
    for address in ["/reports/budgets", "/reports/budgets?service=checkout"] {
        ada.get(address).await.assert_page(OK, &["Checkout: Availability", "Keep this report"]);
    }
    let unknown = ada.get("/reports/budgets?service=Chekout&private=1").await;
    unknown.assert_page(INVALID, &["“Chekout”", "Known: Checkout", "value=\"Chekout\"", "checked"]);
    // The home asks for the same.
    let home = ada.get("/reports?service=Checkout").await;
    home.assert_page(OK, &["/reports/budgets?service=Checkout"]);
    let form = [("name", "Search"), ("team", "")];
    let made = ada.post("/services", &form).await;
    assert!(made.status.is_redirection(), "{}", made.body);
    let none = ada.get("/reports/budgets?service=Search").await;
    none.assert_page(OK, &["Nothing matches", "Show all budgets"]);
}
