//! What the text of a policy says is due: on the incident's page and in lists alike.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::Priority;
use nofault_domain::budget::{Asks, When};
use nofault_domain::command::action::AddAction;
use nofault_domain::command::incident::ChangeStatus;
use nofault_domain::command::slo::{ExemptIncident, SaveSlo};
use nofault_domain::id::SloId;
use nofault_domain::instant::Instant;
use nofault_domain::review::ReviewLevel;
use nofault_store::{postmortem, slo};

use crate::here::{Here, refusal};
use crate::raw;
use crate::slo::{hit, new, one, reviewed, service};

on_both!(the_text_of_the_policy_says_what_is_due);

/// What is asked for after the one incident, by its page and by the list.
async fn asked(here: &Here, ada: Viewer) -> String {
    let mut reader = here.reader().await;
    let since = Instant::from_seconds(0);
    let lists = postmortem::lists(&mut reader.db(), ada, here.now(), since).await.unwrap();
    drop(reader);
    let words = reviewed(here).await.words();
    let listed: Vec<_> = lists.unbegun.iter().map(|one| one.review.words()).collect();
    assert_eq!(listed, if words.starts_with("none") { vec![] } else { vec![words.clone()] });
    words
}

async fn the_text_of_the_policy_says_what_is_due(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let checkout = service(here, "Checkout", "").await;
    let number = here.declare(ada, "Slow").await;
    hit(here, number, "Checkout", ("10:00", "10:10")).await;
    let resolve = ChangeStatus {
        incident: number.to_string(),
        version: here.version(number).await,
        status: "resolved".to_owned(),
        comment: "Mended".to_owned(),
        ..Default::default()
    };
    here.send(ada, resolve).await.unwrap();
    let slo = SloId(here.send(ada, new(checkout)).await.unwrap().id);
    let write = async |policy: &str| {
        let version = one(here, slo).await.version.to_string();
        let policy = policy.to_owned();
        here.send(ada, SaveSlo { slo: slo.to_string(), version, policy, ..new(checkout) }).await
    };
    // 23.1 % were spent. A policy without such a rule leaves it to the installation.
    let spent = "23.1 % of the error budget spent";
    assert_eq!(asked(here, ada).await, format!("full: {spent}"));
    write("One incident above 30 % of the budget: a full review.").await.unwrap();
    assert_eq!(asked(here, ada).await, "none: no rule asks for a review");
    write("- **One incident above 23 %:** a light review, with one action of P2.").await.unwrap();
    let own = "its policy says above 23 %";
    assert_eq!(asked(here, ada).await, format!("light: {spent}, {own}"));
    let rule = one(here, slo).await.policy.rules()[0].when;
    let asks = Asks { review: ReviewLevel::Light, action: Some(Priority::P2) };
    assert_eq!(rule, When::One(230_000, asks));
    // What cannot be read is refused where it stands, and nothing is changed.
    let wrong = refusal(write("One incident above much of the budget: a full review.").await);
    assert_eq!((wrong.status(), wrong.fields()[0].field.as_str()), (422, "policy"));
    let missing = async || {
        let mut reader = here.reader().await;
        slo::large(&mut reader.db(), ada, number).await.unwrap().unwrap().missing(asks)
    };
    let action = "it has no action of P2 or a graver one";
    assert_eq!(missing().await, ["a light review is due", action]);
    let action = |priority: &str| AddAction {
        incident: "INC-1".to_owned(),
        title: format!("Mend {priority}"),
        priority: priority.to_owned(),
        ..Default::default()
    };
    here.send(ada, action("p3")).await.unwrap();
    assert_eq!(missing().await.len(), 2);
    here.send(ada, action("p1")).await.unwrap();
    assert_eq!(missing().await, ["a light review is due"]);
    // One of a service that asks for more is heard; its exemption is, too.
    let search = service(here, "Search", "").await;
    hit(here, number, "Search", ("10:00", "10:10")).await;
    let policy = "One incident above 5 %: a full review.".to_owned();
    let other = here.send(ada, SaveSlo { policy, ..new(search) }).await.unwrap().id.to_string();
    assert_eq!(asked(here, ada).await, format!("full: {spent}, its policy says above 5 %"));
    let (exempt, reason) = ("INC-1".to_owned(), "The cable".to_owned());
    here.send(ada, ExemptIncident { slo: other.clone(), exempt, reason }).await.unwrap();
    assert_eq!(asked(here, ada).await, format!("light: {spent}, {own}"));
    // One that was stored before it was read loads, and leaves it to the installation.
    let old = "UPDATE slo SET policy = 'One incident above much: a full review.'";
    assert_eq!(raw::change(&here.target, old.to_owned()).await, 2);
    let policy = one(here, slo).await.policy;
    assert_eq!((policy.rules().len(), policy.unread().len()), (0, 1));
    assert_eq!(asked(here, ada).await, format!("full: {spent}"));
}
