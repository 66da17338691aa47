//! The published postmortem as it is read: what it holds, and what it must not.

use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;

use crate::app::{TestApp, User};

const OK: StatusCode = StatusCode::OK;
const PAGE: &str = "/incidents/INC-2/postmortem";
const FACTOR: &str = "No alert on queue depth";

/// Two incidents with one factor; the second one’s postmortem is written and published.
async fn published(app: &TestApp) -> User {
    let rosa = app.user("Rosa", Role::Responder).await;
    let (first, title) = ("Letters arrive late", "Checkout says \"no\" & stops");
    for (number, title) in [(1, first), (2, title)] {
        rosa.post("/incidents", &[("title", title), ("severity", "sev2"), ("services", "mail")])
            .await
            .assert_redirect(&format!("/incidents/INC-{number}"));
        let factor = [("title", FACTOR), ("category", "monitoring")];
        let answer = rosa.post(&format!("/incidents/INC-{number}/factors"), &factor).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    for (number, title) in ["Alert on it", "Look at it", "Forget it"].into_iter().enumerate() {
        let form = [("title", title), ("due", "2020-01-31")];
        rosa.post("/incidents/INC-2/actions", &form).await;
        let door = format!("/actions/A-{}", number + 1);
        match title {
            "Look at it" => rosa.post(&format!("{door}/completion"), &note("We looked.")).await,
            "Forget it" => rosa.post(&format!("{door}/refusal"), &note("Too dear.")).await,
            _ => continue,
        }
        .assert_redirect(&door);
    }
    rosa.post(PAGE, &[]).await.assert_redirect(PAGE);
    write(&rosa, "1", "The queue filled up: <https://status.example.org/1>").await;
    rosa.post(&format!("{PAGE}/publication"), &[("version", "2")]).await.assert_redirect(PAGE);
    rosa
}

fn note(text: &'static str) -> [(&'static str, &'static str); 2] {
    [("version", "1"), ("note", text)]
}

async fn write(user: &User, version: &str, body: &str) {
    let form = [("version", version), ("body", body)];
    let to = format!("{PAGE}#summary");
    user.post(&format!("{PAGE}/sections/summary"), &form).await.assert_redirect(&to);
}

/// Leptos marks the ends of texts.
async fn read(user: &User, path: &str) -> String {
    let page = user.get(path).await;
    assert_eq!(page.status, OK, "{path}: {}", page.body);
    page.body.replace("<!>", "").replace("<!---->", "")
}

/// Each of them, one after the other.
#[track_caller]
fn in_order(page: &str, parts: &[&str]) {
    let mut rest = page;
    for part in parts {
        rest = match rest.split_once(part) {
            Some((_, rest)) => rest,
            None => panic!("“{part}” is missing, or too early, in {page}"),
        };
    }
}

#[tokio::test]
async fn it_holds_facts_picture_sections_actions_and_similar_ones() {
    let app = TestApp::start().await;
    published(&app).await;
    let vera = app.user("Vera", Role::Viewer).await;
    let page = read(&vera, PAGE).await;
    in_order(
        &page,
        &[
            "<title>Postmortem: Checkout says",
            "INC-2</a>",
            ">Postmortem</span>",
            "<h1>Checkout says \"no\" &amp; stops</h1>",
            "Severity</dt>",
            "SEV2",
            "Services</dt><dd>mail</dd>",
            "Published</dt>",
            "id=\"came-back\"",
            "id=\"picture\"",
            "<section id=\"summary\">",
            "<a data-bare href=\"https://status.example.org/1\"",
            "<section id=\"contributing-factors\">",
            "<div id=\"factors\" class=\"recorded\">",
            FACTOR,
            "<section id=\"actions\">",
            "<caption>As of <time",
            "Alert on it",
            "overdue by",
            "Open</span>",
            "Look at it",
            "We looked.",
            "Done</span>",
            "Forget it",
            "Too dear.",
            "Won’t do</span>",
            "<section id=\"similar\">",
            "INC-1 Letters arrive late",
            "Same factor F-1",
        ],
    );
    // Once, with what was written about it.
    assert_eq!(page.matches("id=\"factors\"").count(), 1, "{page}");
    // Nothing to write with.
    for word in ["Add an action", "Add or change factors", "class=\"edit\"", "guidance"] {
        assert!(!page.contains(word), "“{word}” in {page}");
    }
}

#[tokio::test]
async fn each_sheet_of_paper_says_which_text_it_is_of() {
    let app = TestApp::start().await;
    let rosa = published(&app).await;
    let named = "data-running=\"INC-2 Checkout says &quot;no&quot; &amp; stops · ";
    let page = read(&rosa, &format!("{PAGE}?published")).await;
    let head = page.split_once("<head").map_or("", |(head, _)| head);
    assert!(head.contains(&format!("{named}Published 2")), "{head}");
    assert!(head.contains("CET, publication 1\"") || head.contains("CEST, publication 1\""));
    write(&rosa, "2", "The queue was full.").await;
    let draft = format!("{named}Draft, changed since publication 1\"");
    assert!(read(&rosa, PAGE).await.contains(&draft));
    rosa.post(&format!("{PAGE}/publication"), &[("version", "4")]).await.assert_redirect(PAGE);
    let earlier = read(&rosa, &format!("{PAGE}/publications/1")).await;
    in_order(
        &earlier,
        &["publication 1, an earlier one\"", "This is an earlier publication.", "filled up"],
    );
    let latest = read(&rosa, &format!("{PAGE}/publications/2")).await;
    in_order(&latest, &["publication 2\"", "The queue was full."]);
    assert!(!latest.contains("an earlier one"), "{latest}");
    in_order(&read(&rosa, PAGE).await, &[", publication 2\"", "by Rosa, publication 2</dd>"]);
    in_order(&read(&rosa, "/incidents/INC-2").await, &["data-running=\"INC-2 Checkout", "<head"]);
}

#[tokio::test]
async fn a_private_incident_is_like_none() {
    let app = TestApp::start().await;
    let rosa = published(&app).await;
    app.hide(IncidentNumber(1)).await;
    let vera = app.user("Vera", Role::Viewer).await;
    for user in [&rosa, &vera] {
        for path in [PAGE.to_owned(), format!("{PAGE}/publications/1"), format!("{PAGE}.md")] {
            let page = read(user, &path).await;
            for word in ["INC-1", "Letters arrive late", "Similar past incidents", "Came back"] {
                assert!(!page.contains(word), "“{word}” at {path}: {page}");
            }
        }
    }
}
