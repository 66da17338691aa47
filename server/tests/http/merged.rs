//! Every page of a merged incident leads on, and every entry of it is found where it is read.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const PAGES: [&str; 6] = ["reader", "handover", "updates", "roles", "impacts", "postmortem"];

async fn merge(user: &User, number: u32, into: &str) {
    let path = format!("/incidents/INC-{number}/merge");
    let page = user.get(&path).await.body;
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap();
    let form = [("version", version.split('"').next().unwrap()), ("into", into)];
    let merged = user.post(&path, &form).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
}

/// INC-2 in INC-1, each with an entry of theirs; INC-3 beside them.
async fn merged(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    for title in ["Checkout is slow", "Payments time out", "Mail is late"] {
        rosa.post("/incidents", &[("title", title), ("impact_started", "30 min ago")]).await;
    }
    for (number, body, kind) in [
        (1, "Restarted web-3", "action_taken"),
        (2, "Drained the queue", "action_taken"),
        (2, "The queue is the cause", "decision"),
    ] {
        let path = format!("/incidents/INC-{number}/entries");
        let entry = [("body", body), ("kind", kind), ("pinned", "on"), ("at", "10 min ago")];
        let logged = rosa.post(&path, &entry).await;
        assert_eq!(logged.status, StatusCode::SEE_OTHER, "{}", logged.body);
    }
    rosa.post("/incidents/INC-2/updates", &[("text", "Payments are slow.")]).await;
    merge(&rosa, 2, "INC-1").await;
    rosa
}

#[tokio::test]
async fn its_pages_lead_to_the_same_of_the_other() {
    let app = TestApp::start().await;
    let rosa = merged(&app).await;
    for page in PAGES {
        let there = format!("/incidents/INC-1/{page}?from=INC-2");
        rosa.get(&format!("/incidents/INC-2/{page}")).await.assert_redirect(&there);
        let own = format!("/incidents/INC-2/{page}?stay=1");
        let says = ["was merged into this incident", &format!("href=\"{own}\"")];
        rosa.get(&there).await.assert_page(OK, &says);
        let on = format!("href=\"/incidents/INC-1/{page}\"");
        rosa.get(&own).await.assert_page(OK, &["INC-2 was merged", &on]);
        // Whoever comes by themselves is told nothing.
        let plain = rosa.get(&format!("/incidents/INC-1/{page}")).await;
        assert!(plain.status == OK && !plain.body.contains("was merged into this incident"));
        // Nor is a number believed that is no part of it.
        let other = rosa.get(&format!("/incidents/INC-1/{page}?from=INC-3")).await;
        assert!(!other.body.contains("Mail is late"), "{}", other.body);
    }
    // A form that was not taken stays with what was typed.
    let form = [("role", "lead"), ("at", "after tea")];
    let refused = rosa.post("/incidents/INC-2/roles", &form).await;
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["value=\"after tea\""]);
    rosa.get("/incidents/INC-2/updates?stay=1").await.assert_page(OK, &["Payments are slow."]);
}

#[tokio::test]
async fn its_entries_are_found_where_they_are_read() {
    let app = TestApp::start().await;
    let rosa = merged(&app).await;
    let handover = rosa.get("/incidents/INC-1/handover").await;
    let says = ["Restarted web-3", "Drained the queue", "href=\"/incidents/INC-1#INC-2-e1\""];
    handover.assert_page(OK, &says);
    // On its own page each entry leads there, and the page that was led to lists them.
    let own = rosa.get("/incidents/INC-2?stay=1").await;
    own.assert_page(OK, &["href=\"/incidents/INC-1#INC-2-e2\"", "now in INC-1"]);
    let led = rosa.get("/incidents/INC-1?from=INC-2").await;
    led.assert_page(OK, &["where they stand now", "href=\"#INC-2-e2\"", "id=\"INC-2-e2\""]);
    assert!(!led.body.contains("now in INC-1"), "{}", led.body);
    let timeline = "href=\"/incidents/INC-1#INC-2-e1\"";
    rosa.get("/incidents/INC-2/entries/e1").await.assert_page(OK, &[timeline]);
    // The picture has its key moments.
    let picture = led.body.split("id=\"picture\"").nth(1).unwrap();
    let picture = picture.split("</figure>").next().unwrap();
    assert!(picture.contains("INC-2-e2: The queue is the cause"), "{picture}");
}

#[tokio::test]
async fn a_chain_leads_to_its_end() {
    let app = TestApp::start().await;
    let rosa = merged(&app).await;
    merge(&rosa, 1, "INC-3").await;
    let there = "/incidents/INC-1/roles?from=INC-2";
    rosa.get("/incidents/INC-2/roles").await.assert_redirect(there);
    rosa.get(there).await.assert_redirect("/incidents/INC-3/roles?from=INC-2");
    let last = "/incidents/INC-3?from=INC-2#merged";
    rosa.get("/incidents/INC-1?from=INC-2").await.assert_redirect(last);
    rosa.get("/incidents/INC-3?from=INC-2").await.assert_page(OK, &["href=\"#INC-2-e1\""]);
    let own = rosa.get("/incidents/INC-2?stay=1").await;
    own.assert_page(OK, &["href=\"/incidents/INC-3#INC-2-e1\""]);
    // Hidden are all of them together.
    app.hide(IncidentNumber(3)).await;
    for hidden in ["/incidents/INC-2/roles", there, "/incidents/INC-2?stay=1"] {
        assert_eq!(rosa.get(hidden).await.status, StatusCode::NOT_FOUND, "{hidden}");
    }
}
