//! OpenSLO in and out: the preview, what is refused, the confirmation, the files.

use http::{StatusCode, header};
use nofault_domain::access::Role;

use crate::app::{TestApp, User};
use crate::files;

const OK: StatusCode = StatusCode::OK;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;

fn document(name: &str, method: &str) -> String {
    format!(
        "---\napiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: {name}\n  displayName: Up & <fast>\n\
         spec:\n  service: shop\n  indicatorRef: x\n  timeWindow:\n    - duration: 1M\n      calendar:\n        \
         startTime: 2026-01-01 00:00:00\n        timeZone: Europe/Berlin\n  budgetingMethod: {method}\n  \
         objectives:\n    - targetPercent: 99.95\n"
    )
}

const ALERT: &str = "---\napiVersion: openslo/v1\nkind: AlertPolicy\nmetadata:\n  name: pager\n";

async fn slo(user: &User) -> String {
    let page = user.get("/reports/budgets").await;
    let mut link =
        page.body.split("href=\"/slos/").skip(1).map(|rest| rest.split('"').next().unwrap());
    let id = link.find(|id| id.len() == 36).unwrap().to_owned();
    format!("/slos/{id}")
}

#[tokio::test]
async fn a_file_is_looked_at_and_then_imported() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    ada.get("/reports/budgets").await.assert_page(OK, &["/slos/import"]);
    ada.get("/slos/import").await.assert_page(OK, &["Import SLOs from OpenSLO", "Look at it"]);
    let text = format!("{}{ALERT}", document("shop-up", "Occurrences"));
    let preview = ada.post("/slos/import/preview", &[("text", &text)]).await;
    let says = [
        "1 new, 0 already there, 0 refused",
        "New: Up &amp; &lt;fast&gt; of shop, a new service: 99.95 % over each calendar month in Europe/Berlin",
        "AlertPolicy pager",
        "Nofault sends no alerts",
        "line 9, spec.indicatorRef: the indicator is not evaluated",
        "Import 1 SLO",
    ];
    preview.assert_page(OK, &says);
    // Nothing is there yet.
    ada.get("/reports/budgets").await.assert_page(OK, &["No error budgets yet"]);
    // As a file it is the same.
    let file = files::send(
        &ada,
        "/slos/import/preview",
        &[("text", "")],
        &[("slos.yaml", text.as_bytes())],
    )
    .await;
    file.assert_page(OK, &["Import 1 SLO", "value=\"slos.yaml\""]);
    let confirmed = [("text", text.as_str()), ("file_name", "slos.yaml"), ("leave_out", "")];
    let done = ada.post("/slos/imports", &confirmed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let to = done.headers[header::LOCATION].to_str().unwrap();
    ada.get(to)
        .await
        .assert_page(OK, &["1 SLO imported from slos.yaml.", "shop: Up &amp; &lt;fast&gt;"]);
    let again = ada.post("/slos/import/preview", &[("text", &text)]).await;
    again.assert_page(OK, &["0 new, 1 already there", "There is nothing new in it"]);
    let other = text.replace("99.95", "99.9");
    let other = ada.post("/slos/import/preview", &[("text", &other)]).await;
    other.assert_page(OK, &["the file says otherwise: target."]);
    let done = ada.post("/slos/imports", &confirmed).await;
    let to = done.headers[header::LOCATION].to_str().unwrap();
    ada.get(to).await.assert_page(OK, &["0 SLOs imported", "1 SLO there already"]);
}

#[tokio::test]
async fn what_cannot_be_evaluated_is_refused_with_what_was_pasted() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    let text =
        format!("{}{}", document("shop-up", "Occurrences"), document("shop-slow", "Timeslices"));
    let preview = ada.post("/slos/import/preview", &[("text", &text)]).await;
    let says = [
        "1 new, 0 already there, 1 refused",
        "Refused",
        "spec.budgetingMethod: Timeslices cannot be evaluated",
        "Import 1 SLO, and leave out 1 refused",
        "name: shop-slow",
    ];
    preview.assert_page(OK, &says);
    // Who confirms without having been told is told.
    let blind = ada.post("/slos/imports", &[("text", &text)]).await;
    blind.assert_page(
        INVALID,
        &["Refused: line ", "Timeslices cannot be evaluated", "name: shop-slow"],
    );
    let told = ada.post("/slos/imports", &[("text", &text), ("leave_out", "on")]).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    for (text, says) in [
        ("", "Paste a file of OpenSLO"),
        ("a: [", "cannot be read as YAML"),
        ("a: 1\na: 2", "Line 2 says “a” a second time."),
    ] {
        let refused = ada.post("/slos/import/preview", &[("text", text)]).await;
        refused.assert_page(INVALID, &[says, text]);
        let refused = ada.post("/slos/imports", &[("text", text)]).await;
        refused.assert_page(INVALID, &[says]);
    }
    let binary =
        files::send(&ada, "/slos/import/preview", &[("text", "kept: 1")], &[("x", b"\xff\xfe")])
            .await;
    binary.assert_page(INVALID, &["It is no text in UTF-8.", "kept: 1", "id=\"file-error\""]);
    let large = vec![b'#'; 600 * 1024];
    let large = files::send(&ada, "/slos/import/preview", &[("text", "")], &[("x", &large)]).await;
    large.assert_page(INVALID, &["524288 fit"]);
    let vic = app.user("Vic", Role::Viewer).await;
    assert_eq!(vic.get("/slos/import").await.status, FORBIDDEN);
    assert_eq!(vic.post("/slos/import/preview", &[("text", "a: 1")]).await.status, FORBIDDEN);
    let refused = vic.post("/slos/imports", &[("text", &text), ("leave_out", "on")]).await;
    refused.assert_page(FORBIDDEN, &["Nothing was changed.", "shop-slow"]);
}

#[tokio::test]
async fn slos_are_files_of_openslo() {
    let app = TestApp::start().await;
    let ada = app.user("Ada", Role::Responder).await;
    ada.get("/slos/openslo.yaml").await.assert_page(OK, &["openslo/v1"]);
    let text = document("shop-up", "Occurrences");
    ada.post("/slos/imports", &[("text", &text)]).await;
    let slo = slo(&ada).await;
    let page = ada.get(&slo).await;
    page.assert_page(OK, &[&format!("{slo}/openslo.yaml")]);
    let says = [
        "kind: Service",
        "name: \"shop\"",
        "name: \"shop-up\"",
        "displayName: \"Up & <fast>\"",
        "duration: 1M",
        "timeZone: \"Europe/Berlin\"",
        "target: 0.9995",
        "budgetingMethod: Occurrences",
    ];
    let one = ada.get(&format!("{slo}/openslo.yaml")).await;
    one.assert_page(OK, &says);
    assert_eq!(one.headers[header::CONTENT_TYPE], "application/yaml; charset=utf-8");
    let all = ada.get("/slos/openslo.yaml").await;
    assert_eq!(all.body, one.body);
    let again = ada.post("/slos/import/preview", &[("text", &all.body)]).await;
    again.assert_page(OK, &["0 new, 1 already there, 0 refused"]);
    assert!(
        !again.body.contains("otherwise") && !again.body.contains("Not taken"),
        "{}",
        again.body
    );
    ada.post(&format!("{slo}/retirement"), &[("version", "1")]).await.assert_redirect(&slo);
    assert!(!ada.get("/slos/openslo.yaml").await.body.contains("shop-up"));
    ada.get(&format!("{slo}/openslo.yaml")).await.assert_page(OK, &["shop-up"]);
    for missing in
        ["/slos/none/openslo.yaml", "/slos/00000000-0000-7000-8000-000000000009/openslo.yaml"]
    {
        assert_eq!(ada.get(missing).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.stranger().get("/slos/openslo.yaml").await.status, StatusCode::SEE_OTHER);
}
