//! The rules that are read from the policy of a budget: where they are refused, where their words
//! stand, and what they say is due.

use http::StatusCode;
use nofault::clock;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::budget::{Policy, Slo, Target, Window};
use nofault_domain::command::slo::{SloOf, SloSaving, SloWas};
use nofault_domain::id::{CommandId, ServiceId};
use nofault_domain::period::{By, Period};
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;
use nofault_store::{catalog, new_id};

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

const POLICY: &str = "- **Within budget:** ship *as planned*.
- Above 20 % spent: slow down.
- Over budget: stop.
- One incident above 15.5 %: a light review, with at least one action of P1.";

async fn service(app: &TestApp) -> ServiceId {
    let mut reader = app.store.read().await.unwrap();
    let all = catalog::services(&mut reader.db()).await.unwrap();
    all.iter().find(|one| one.name == "Checkout").unwrap().id
}

/// An incident that hit all of the checkout for so many minutes, and ended an hour ago.
async fn hit(user: &User, number: &str, minutes: u32) {
    user.post("/incidents", &[("title", number)]).await;
    let from = format!("{} min ago", 60 + minutes);
    let form =
        [("service", "Checkout"), ("from", &from), ("to", "60 min ago"), ("fraction", "all")];
    let added = user.post(&format!("/incidents/{number}/impacts"), &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
}

fn form<'a>(service: &'a str, policy: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("service", service),
        ("name", "Availability"),
        ("target", "99.9 %"),
        ("window", "rolling"),
        ("days", "30"),
        ("zone", "UTC"),
        ("policy", policy),
    ]
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_sentence() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    ada.post("/services", &[("name", "Checkout")]).await;
    let service = service(&app).await.to_string();
    ada.get(&format!("/slos/new?service={service}")).await.assert_page(
        OK,
        &["Above 75 % spent: risky changes wait", "is a rule that Nofault evaluates"],
    );
    let text = "Be kind.\n\nOne incident above 120 %: a full review.";
    let says = [
        "“One incident above 120 %: a full review.” needs a share above 0 %",
        "aria-invalid",
        "Be kind.\n\nOne incident above 120 %",
    ];
    ada.post("/slos", &form(&service, text)).await.assert_page(INVALID, &says);
    let made = ada.post("/slos", &form(&service, POLICY)).await;
    let slo = made.headers["location"].to_str().unwrap().to_owned();
    let twice = format!("{POLICY}\n- over budget: go on.");
    let mut edit = form("", &twice);
    edit.push(("version", "1"));
    let refused = ada.post(&slo, &edit).await;
    refused.assert_page(INVALID, &["“over budget: go on.” is there twice", "Above 20 % spent"]);
    ada.get(&slo).await.assert_page(OK, &["name=\"version\" value=\"1\""]);
}

#[tokio::test]
async fn the_words_of_the_rule_that_holds_stand_beside_the_state() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    // 10 of 43.2 minutes.
    hit(&ada, "INC-1", 10).await;
    let service = service(&app).await.to_string();
    let made = ada.post("/slos", &form(&service, POLICY)).await;
    let slo = made.headers["location"].to_str().unwrap().to_owned();
    let state = ["Within budget, above 20 % spent", "<p>Slow down.</p>"];
    for path in [&slo, "/reports/budgets", &format!("/services/{service}"), "/incidents/INC-1"] {
        let page = ada.get(path).await;
        page.assert_page(OK, &state);
        assert_eq!(page.body.matches("class=\"markdown means\"").count(), 1, "{path}");
    }
    // The home of the reports hides no step that is passed.
    let year = Period::of(clock::now(), &Zone::utc(), By::Year);
    let home = ada.get(&format!("/reports?by=year&from={year}&to={year}")).await;
    home.assert_page(OK, &state);
    home.assert_page(OK, &["Nearest to it: Checkout: Availability (23.1 %, above 20 % spent)."]);
    let says = [
        "of “Above 20 % spent”. Nothing is blocked; people decide.",
        "A graver rule holds: 23.1 % is spent.",
        "Does not hold: 23.1 % is spent.",
        "Holds now: 23.1 % is spent.",
        "Due is a light review, with at least one action of P1. Holds now:",
        "spent 23.1 % by itself: a light review is due; it has no action of P1 or a graver one.",
    ];
    ada.get(&slo).await.assert_page(OK, &says);
    let says_of_incident = [
        "light: 23.1 % of the error budget spent, its policy says above 15.5 %",
        "Its policy asks for a light review, with at least one action of P1, above 15.5 %: a light \
         review is due; it has no action of P1 or a graver one.",
    ];
    ada.get("/incidents/INC-1").await.assert_page(OK, &says_of_incident);
    let json = ada.get(&format!("{slo}/budget.json")).await.json();
    assert_eq!(json["rule"]["when"], "Above 20 % spent");
    assert_eq!(json["rule"]["means"], "slow down.");
    assert_eq!(json["policy"]["rules"].as_array().unwrap().len(), 4);
    assert!(json["policy"]["one_incident_from_of_budget"].is_null());
    let due = &json["incidents"][0]["due"];
    assert_eq!((&due["review"], &due["action"]), (&"light".into(), &"p1".into()));
    assert_eq!(due["missing"][0], "a light review is due");
    // What was due is done.
    let action = [("title", "Mend it"), ("priority", "p0")];
    ada.post("/incidents/INC-1/actions", &action).await;
    ada.get(&slo).await.assert_page(OK, &["spent 23.1 % by itself: a light review is due."]);
    // More is spent.
    hit(&ada, "INC-2", 50).await;
    let over = ada.get(&slo).await;
    over.assert_page(
        OK,
        &["Over budget", "<p>Stop.</p>", "A graver rule holds: 115.7 % is spent."],
    );
    let given = [("exempt", "INC-2"), ("reason", "The cable")];
    ada.post(&format!("{slo}/exemptions"), &given).await;
    let says = ["Over budget, exempt", "Holds now: 23.1 % is spent without what is exempt."];
    ada.get(&slo).await.assert_page(OK, &says);
}

#[tokio::test]
async fn a_policy_without_a_rule_says_that_the_installation_s_applies() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Administrator).await;
    hit(&ada, "INC-1", 10).await;
    let id = service(&app).await;
    // As it was stored before rules were read from it.
    let old = SloSaving {
        of: SloOf::New(id),
        name: Name::parse("Old").unwrap(),
        promises: None,
        slo: Slo {
            target: Target::parse("99.9 %").unwrap(),
            window: Window::Rolling(30),
            zone: Zone::utc(),
        },
        policy: Policy::stored("Over budget: stop.\n\nOne incident above many %: talk.".to_owned()),
        was: SloWas::default(),
    };
    let made = app.store.run(Viewer::System, CommandId(new_id()), clock::now(), old).await.unwrap();
    let says = [
        "Not understood",
        "“One incident above many %: talk.” begins like a rule",
        "that of the",
        "One incident of 20 % of the budget or more",
        "Due is a full review, with at least one action of P0. Holds now:",
        "spent 23.1 % by itself: a full review is due; it has no action of P0.",
        "The service failed less than its target allows.",
    ];
    ada.get(&made.address).await.assert_page(OK, &says);
    let says =
        "The review policy asks for a full review, with at least one action of P0, from 20 % on";
    ada.get("/incidents/INC-1").await.assert_page(OK, &[says]);
    let json = ada.get(&format!("{}/budget.json", made.address)).await.json();
    assert_eq!(json["policy"]["not_understood"][0], "One incident above many %: talk.");
    assert_eq!(json["policy"]["one_incident_from_of_budget"], 0.2);
    // Its other fields cannot be saved while it says what nobody evaluates.
    let mut edit = form("", "Over budget: stop.\n\nOne incident above many %: talk.");
    edit.push(("version", "1"));
    ada.post(&made.address, &edit).await.assert_page(INVALID, &["begins like a rule"]);
}
