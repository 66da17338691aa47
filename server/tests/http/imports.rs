//! Import in the browser: upload, map, preview, confirm.

use axum::body::Body;
use http::{Request, StatusCode, header};
use nofault_domain::access::Role;

use crate::app::{Answer, TestApp, User};

async fn upload(user: &User, file: &[u8]) -> Answer {
    let mut body =
        b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
            .to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::post("/imports")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    user.send(request, Body::from(body)).await
}

fn mapping(uploaded: &Answer) -> String {
    assert_eq!(uploaded.status, StatusCode::SEE_OTHER, "{}", uploaded.body);
    uploaded.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// All of it, at once.
pub async fn import(user: &User, file: &[u8], columns: &[(&str, &str)]) {
    let page = mapping(&upload(user, file).await);
    mapping(&user.post(&page.replace("/mapping", "/confirmation"), columns).await);
}

const FILE: &[u8] = b"title,began\nDisk full,2024-01-01 10:00\nCertificate,2024-01-02 10:00\n";
const COLUMNS: [(&str, &str); 3] =
    [("column", "title"), ("column", "impact_started_at"), ("zone", "UTC")];

#[tokio::test]
async fn a_file_goes_in_once() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let page = mapping(&upload(&rosa, FILE).await);
    let confirmation = page.replace("/mapping", "/confirmation");
    rosa.get(&page).await.assert_page(StatusCode::OK, &["began", "No field has this name"]);
    let query = serde_urlencoded::to_string(COLUMNS).unwrap();
    let says = ["2 new, 0 already there, 0 with an error", "Import 2 incidents"];
    rosa.get(&format!("{page}?{query}")).await.assert_page(StatusCode::OK, &says);

    let mut form = COLUMNS.to_vec();
    form.push(("command", "019acb00-0000-7000-8000-000000000001"));
    let done = rosa.post(&confirmation, &form).await;
    let batch = mapping(&done);
    rosa.get(&batch).await.assert_page(StatusCode::OK, &["2 incidents were created", "Disk full"]);
    // A double tap gives the first answer; another press finds the file gone.
    rosa.post(&confirmation, &form).await.assert_redirect(&batch);
    assert_eq!(rosa.post(&confirmation, &COLUMNS).await.status, StatusCode::NOT_FOUND);

    let again = mapping(&upload(&rosa, FILE).await);
    let says = ["0 new, 2 already there", "Already there as", "nothing is to be imported"];
    rosa.get(&format!("{again}?{query}")).await.assert_page(StatusCode::OK, &says);
}

#[tokio::test]
async fn one_bad_cell_keeps_the_file_out() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let page = mapping(&upload(&rosa, b"title,began\nA,2024-01-01\nB,yesterday\n").await);
    let refused = rosa.post(&page.replace("/mapping", "/confirmation"), &COLUMNS).await;
    let says = ["1 new, 0 already there, 1 with an error", "<td>3</td><td>began</td>"];
    refused.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &says);
    rosa.get("/incidents").await.assert_page(StatusCode::OK, &["No incidents yet"]);
}

#[tokio::test]
async fn what_is_no_csv_is_said_in_a_sentence() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let large = vec![b'a'; 21 << 20];
    for (file, says) in [
        (&b""[..], "The file is empty."),
        (b"title\nA\xe9\n", "Line 2 is not UTF-8"),
        (&large, "20 MiB"),
    ] {
        upload(&rosa, file).await.assert_page(StatusCode::UNPROCESSABLE_ENTITY, &[says]);
    }
    rosa.post("/imports", &[("command", "")])
        .await
        .assert_page(StatusCode::UNPROCESSABLE_ENTITY, &["Choose a CSV or Markdown file first."]);
}

#[tokio::test]
async fn a_file_is_its_senders() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let otto = app.user("Otto", Role::Administrator).await;
    let vic = app.user("Vic", Role::Viewer).await;
    let page = mapping(&upload(&rosa, FILE).await);
    assert_eq!(otto.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(vic.get(&page).await.status, StatusCode::FORBIDDEN);
    assert_eq!(upload(&vic, FILE).await.status, StatusCode::FORBIDDEN);
    assert_eq!(vic.get("/imports/new").await.status, StatusCode::FORBIDDEN);
}

/// The first five durations of `domain/tests/moj.rs`, as `docs/examples/moj.py` writes them; their
/// moments are ours, at the edges of the quarters that they are listed in.
const LISTED: &str = "reference,title,status,impact_started_at,declared_at,time_to_repair,time_to_resolve
a,First,closed,,2020-01-01T00:00+00:00[Europe/London],16m,22m
b,Second,closed,2020-03-31T23:59+01:00[Europe/London],2020-04-02T10:00+01:00[Europe/London],36m,46m
c,Third,closed,2020-02-25T10:00+00:00[Europe/London],2020-02-25T10:30+00:00[Europe/London],4h 9m,7h
d,Fourth,closed,2020-04-01T01:00+01:00[Europe/London],2020-04-01T01:10+01:00[Europe/London],30m,5h 9m
e,Fifth,closed,,2020-07-01T00:59+01:00[Europe/London],5h 8m,9h 16m
";

#[tokio::test]
async fn what_is_imported_is_in_the_quarter_that_it_began_in() {
    let app = TestApp::start().await;
    let rosa = app.user("Rosa", Role::Responder).await;
    let (head, _) = LISTED.split_once('\n').unwrap();
    let mut columns: Vec<_> = head.split(',').map(|field| ("column", field)).collect();
    columns.push(("zone", "Europe/London"));
    import(&rosa, LISTED.as_bytes(), &columns).await;
    let periods = async |report: &str| {
        let json = rosa.get(&format!("/reports/{report}&by=quarter&to=2020-Q4")).await.json();
        json["periods"].as_array().unwrap().clone()
    };
    // Cut in UTC: 01:00 of 1 April in London is midnight, and 00:59 of 1 July still June.
    for (metric, means) in [("repair", [6020.0, 10_140.0]), ("resolve", [9760.0, 25_950.0])] {
        let found = periods(&format!("durations.json?metric=time-to-{metric}")).await;
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                (one["period"].as_str().unwrap(), one["n"].clone(), one["mean_seconds"].clone())
            })
            .collect();
        let expected = [("2020-Q1", 3, means[0]), ("2020-Q2", 2, means[1])];
        assert_eq!(found, expected.map(|(quarter, n, mean)| (quarter, n.into(), mean.into())));
    }
    let counts = periods("counts.json?").await;
    let counts: Vec<_> =
        counts.iter().map(|one| (one["count"].clone(), one["by_declared"].clone())).collect();
    assert_eq!(counts[..2], [(3.into(), 1.into()), (2.into(), 1.into())]);
    // One by its impact, one by when it was declared; the third of the first quarter was declared
    // in the second.
    let incidents = rosa.get("/reports/durations.json?period=2020-Q2").await.json();
    let incidents = incidents["incidents"]["included"].as_array().unwrap().clone();
    let declared = |one: &serde_json::Value| one["by_declared"].as_bool().unwrap();
    assert_eq!(incidents.iter().map(declared).collect::<Vec<_>>(), [false, true]);
}
