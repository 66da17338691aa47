//! Two servers on one Postgres are live together.

use std::time::Duration;

use nofault_domain::access::Role;
use nofault_store::Target;
use serde_json::json;

use super::place::Database;
use super::presence::{here, say};
use super::{Listening, declare, log};
use crate::app::TestApp;

#[tokio::test]
async fn what_happens_through_one_is_told_by_the_other() {
    let database = Database::new().await;
    let target = Target::Postgres(database.url());
    let (one, other) = (TestApp::on(&target).await, TestApp::on(&target).await);
    let ada = one.user("Ada", Role::Responder).await;
    let bo = one.user("Bo", Role::Responder).await.at(&other);
    let mut stream = Listening::open(&bo, None, "").await;
    declare(&ada, "Slow").await;
    log(&bo, "INC-1", "From the other").await;
    log(&ada, "INC-1", "From this one").await;
    for name in ["incident.declared", "entry.logged", "entry.logged"] {
        assert_eq!(stream.change().await.name(), name);
    }
    // The other may only now begin to hear; what is repeated arrives.
    for turn in 0..200 {
        say(&ada, "tab", if turn % 2 == 0 { "summary" } else { "composer" }, "").await;
        tokio::time::sleep(Duration::from_millis(20)).await;
        if here(&bo).await != json!([]) {
            break;
        }
    }
    stream.of("presence").await;
    say(&ada, "tab", "entry:e1", "").await;
    say(&bo, "tab", "", "").await;
    let both = json!([["Ada", true, ["entry:e1"]], ["Bo", false, []]]);
    while here(&ada).await != both {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // Signed out through one, silent on the other.
    bo.at(&one).post("/sign-out", &[]).await;
    assert_eq!(stream.end().await, "signed-out");
    for app in [&one, &other] {
        app.site.live.stop();
        app.store.close().await;
    }
    database.remove().await;
}
