//! Spans at both ends of what a calendar holds: each report answers, in memory that it has.

use nofault_domain::access::Role;

use crate::app::TestApp;

#[tokio::test]
async fn no_year_stops_a_report() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;

    let form = [("title", "Down"), ("services", "Web"), ("impact_started", "1971-01-01 10:00")];
    let declared = rosa.post("/incidents", &form).await;
    assert!(declared.status.is_redirection(), "{}", declared.body);
    for (by, first, second, last) in [
        ("week", "0001-W01", "0001-W05", "9999-W52"),
        ("month", "0001-01", "0002-03", "9999-12"),
        ("quarter", "0001-Q1", "0002-Q1", "9999-Q4"),
        ("year", "0001", "0002", "9999"),
    ] {
        let mut addresses = Vec::new();
        for [one, other] in [[first, second], [second, first], [first, last], [last, first]] {
            for slice in ["", "&slice=service"] {
                addresses
                    .push(format!("/reports/durations?by={by}&before={one}&after={other}{slice}"));
                addresses.push(format!("/reports/durations?by={by}&after={one}{slice}"));
            }
            for report in ["", "/durations", "/toil", "/reviews", "/factors", "/counts"] {
                addresses.push(format!("/reports{report}?by={by}&from={one}&to={other}"));
                addresses.push(format!("/reports{report}?by={by}&from={one}"));
                addresses.push(format!("/reports{report}?by={by}&to={one}"));
            }
            addresses.push(format!("/reports/changes?by={by}&from={one}&to={other}"));
        }
        for address in addresses {
            let answer = rosa.get(&address).await;
            let status = answer.status.as_u16();
            assert!(status == 200 || status == 422, "{address}: {status}");
        }
    }
}
