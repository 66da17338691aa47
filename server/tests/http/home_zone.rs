//! The incident's home zone, among its facts and in its details.

use http::StatusCode;
use nofault_domain::access::Role;

use crate::app::TestApp;

const DETAILS: &str = "/incidents/INC-1/details";

#[tokio::test]
async fn it_stands_among_the_facts_and_is_changed_with_the_details() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    rosa.post("/incidents", &[("title", "Slow"), ("zone", "America/New_York")]).await;
    let facts = "<dt>Home zone</dt><dd>America/New_York</dd>";
    rosa.get("/incidents/INC-1").await.assert_page(StatusCode::OK, &[facts]);
    let form = rosa.get(DETAILS).await;
    form.assert_page(StatusCode::OK, &["name=\"home_zone\"", "value=\"America/New_York\""]);
    let send = async |zone: &str| {
        let form = [("title", "Slow"), ("kind", "incident"), ("version", "1"), ("home_zone", zone)];
        rosa.post("/incidents/INC-1", &form).await
    };
    let refused = send("Gotham").await;
    let says = ["Gotham", "is no time zone", "aria-invalid"];
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &says);
    send("Asia/Tokyo").await.assert_redirect("/incidents/INC-1");
    let facts = "<dt>Home zone</dt><dd>Asia/Tokyo</dd>";
    rosa.get("/incidents/INC-1").await.assert_page(StatusCode::OK, &[facts]);
    // From a page of before: both are shown, nothing is overwritten.
    let late = send("Europe/Paris").await;
    late.assert_page(StatusCode::CONFLICT, &["Europe/Paris", "Asia/Tokyo", "Home zone"]);
    rosa.get("/incidents/INC-1").await.assert_page(StatusCode::OK, &[facts]);
}
