//! The pages beside the incident's own: they keep themselves true, say who else edits there,
//! and their forms are kept as drafts.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp, User};

const INC: &str = "/incidents/INC-1";

async fn rosa(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow"), ("services", "web")]).await.assert_redirect(INC);
    let impact = [("service", "web"), ("fraction", "30%")];
    assert_eq!(rosa.post("/incidents/INC-1/impacts", &impact).await.status, StatusCode::SEE_OTHER);
    let update = [("text", "We look into it"), ("next", "30 min")];
    rosa.post("/incidents/INC-1/updates", &update)
        .await
        .assert_redirect(&format!("{INC}/updates#U-1"));
    rosa.post("/incidents/INC-1/roles", &[("role", "lead")])
        .await
        .assert_redirect(&format!("{INC}#roles"));
    rosa.post("/incidents/INC-1/actions", &[("title", "Buy more disks")]).await;
    rosa.post("/incidents/INC-1/postmortem", &[]).await;
    rosa
}

/// What the page says in the first of these attributes; none where there is none.
fn attribute<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let (_, after) = answer.body.split_once(&format!("{name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

#[tokio::test]
async fn each_keeps_itself_true_and_offers_a_refresh() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    for (page, parts) in [
        ("reader", &["standing", "facts", "updates", "follow"][..]),
        ("updates", &["due", "told"]),
        ("roles", &["now", "held"]),
        ("impacts", &["flags", "all-impacts", "reached"]),
        ("handover", &["written", "handover"]),
    ] {
        let address = format!("{INC}/{page}");
        let answer = rosa.get(&address).await;
        answer.assert_page(
            StatusCode::OK,
            &["As of ", &format!("<a href=\"{address}\">Refresh</a>")],
        );
        assert_eq!(attribute(&answer, "data-own"), Some(&*address));
        assert!(attribute(&answer, "data-event").unwrap().parse::<i64>().unwrap() > 0, "{page}");
        for part in parts.iter().chain(&["head"]) {
            let tag = answer.body.split(&format!(" id=\"{part}\"")).nth(1);
            let tag = tag.unwrap_or_else(|| panic!("no {part} on {page}"));
            assert!(tag.split('>').next().unwrap().contains("data-live"), "{part} on {page}");
        }
    }
}

#[tokio::test]
async fn a_promise_says_when_to_look_again() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let now = nofault::clock::now().micros() / 1_000;
    for page in ["", "/updates", "/reader", "/handover"] {
        let answer = rosa.get(&format!("{INC}{page}")).await;
        let due: i64 = attribute(&answer, "data-due").unwrap().parse().unwrap();
        assert!((now..=now + 1_800_001).contains(&due), "{page}: {due}");
        assert!(due > now + 1_500_000, "{page}: {due}");
    }
    rosa.post("/incidents/INC-1/updates", &[("text", "It is found"), ("next", "none")]).await;
    for page in ["", "/updates", "/reader", "/handover"] {
        let answer = rosa.get(&format!("{INC}{page}")).await;
        assert_eq!(attribute(&answer, "data-due"), None, "{page}");
    }
}

#[tokio::test]
async fn where_one_edits_it_is_said_who_else_does() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let section = rosa.get(&format!("{INC}/postmortem")).await;
    let section = section.body.split("href=\"").map(|rest| rest.split('"').next().unwrap());
    let section = section.filter(|href| href.contains("/sections/")).map(str::to_owned).next();
    for page in [section.unwrap(), format!("{INC}/updates/U-1")] {
        let answer = rosa.get(&page).await;
        answer.assert_page(StatusCode::OK, &["live only-here", "id=\"live-here\""]);
        assert_eq!(attribute(&answer, "data-event"), None, "what one edits does not change");
        // The island's: which thing the page edits.
        assert!(answer.body.contains("subject"), "{}", answer.body);
    }
}

#[tokio::test]
async fn long_forms_are_kept_as_drafts() {
    let app = TestApp::start().await;
    let rosa = rosa(&app).await;
    let services = rosa.get("/services").await;
    let service = services.body.split("href=\"/services/").nth(1).unwrap();
    let service = format!("/services/{}", service.split('"').next().unwrap());
    for (page, action) in [
        ("/incidents/INC-1/updates", "/incidents/INC-1/updates"),
        ("/incidents/INC-1/updates/U-1", "/incidents/INC-1/updates/U-1"),
        ("/incidents/INC-1/impacts", "/incidents/INC-1/impacts"),
        ("/incidents/INC-1/impacts", "/incidents/INC-1/impacts/1"),
        ("/incidents/INC-1/actions/new", "/incidents/INC-1/actions"),
        ("/actions/new", "/actions"),
        ("/actions/A-1", "/actions/A-1"),
        ("/incidents/INC-1/milestones", "/incidents/INC-1/milestones"),
        ("/incidents/INC-1/merge", "/incidents/INC-1/merge"),
        ("/services", "/services"),
        (&service, &service),
    ] {
        let answer = rosa.get(page).await;
        let form = answer
            .body
            .split("<form ")
            .find(|form| form.split('>').next().unwrap().contains(&format!("action=\"{action}\"")));
        let form = form.unwrap_or_else(|| panic!("{action} is not on {page}: {}", answer.body));
        assert!(form.split('>').next().unwrap().contains("data-draft"), "{action} on {page}");
    }
}
