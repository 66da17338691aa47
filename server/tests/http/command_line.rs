//! The program itself, beside the data: what it prints.

use std::process::Output;

use nofault_domain::access::Role;
use nofault_store::Target;
use serde_json::Value;

use crate::app::TestApp;
use crate::durations_at_once::past;
use crate::live::place::Folder;

/// Runs it on this database.
pub async fn nofault(target: &Target, arguments: &[&str]) -> Output {
    let database = match target {
        Target::Sqlite(path) => format!("sqlite:{}", path.display()),
        Target::Postgres(url) => url.clone(),
    };
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_nofault"));
    command.args(["--database-url", &database]).args(arguments).output().await.unwrap()
}

/// What it printed, then what it complained of.
pub fn said(output: &Output) -> String {
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    said.concat()
}

#[track_caller]
fn assert_says(output: &Output, success: bool, says: &[&str]) {
    let text = said(output);
    assert_eq!(output.status.success(), success, "{text}");
    for one in says {
        assert!(text.contains(one), "“{one}” is not in {text}");
    }
}

#[tokio::test]
async fn periods_slices_and_metrics_are_compared() {
    let folder = Folder::new();
    let target = Target::Sqlite(folder.file("nofault.db"));
    let app = TestApp::on(&target).await;
    past(&app.user("Rosa", Role::Responder).await).await;
    app.site.live.stop();
    app.store.close().await;
    let report = ["report", "durations", "--by", "month", "--source", "moments"];
    let ask = async |more: &[&str]| nofault(&target, &[&report, more].concat()).await;

    let slices = ["--after", "2020-02", "--slice", "service"];
    let says = [
        "From 2020-01 to 2020-02, one by one.",
        "So each is told at 97.5 %",
        "service  n in 2020-01  n in 2020-02  times as long",
        "\nmail ",
        "Not compared: fewer than 10 in a period",
        "Cannot tell: a difference of this size comes about by chance",
        "% shorter",
        "An incident of several counts in each.",
    ];
    assert_says(&ask(&slices).await, true, &says);
    let metrics = ["--with", "time-to-detect", "--with", "time-to-mitigate"];
    let both = [&slices[..], &metrics].concat();
    let text = ask(&both).await;
    assert_says(&text, true, &["\napi      time-to-resolve ", "time-to-detect"]);
    let json: Value =
        serde_json::from_slice(&ask(&[&both[..], &["--json"]].concat()).await.stdout).unwrap();
    assert_eq!(json["compared_at_once"]["comparisons"], 2);
    assert_eq!(json["compared_at_once"]["rows"].as_array().unwrap().len(), 9);
    let csv = said(&ask(&[&both[..], &["--csv"]].concat()).await);
    assert!(csv.starts_with("slice_by,slice,metric,"), "{csv}");
    assert_eq!(csv.lines().count(), 10);
    // Without slices: the two periods.
    let says = ["From 2020-01 to 2020-02: ", "- Among incidents of the same severity: "];
    assert_says(&ask(&["--before", "2020-01"]).await, true, &says);
    let csv = said(&ask(&["--before", "2020-01", "--csv"]).await);
    assert!(csv.starts_with("period,n,"), "{csv}");

    // What cannot be answered is not passed over.
    let periods = "Say which, such as --before";
    assert_says(&ask(&["--slice", "team"]).await, false, &[periods]);
    assert_says(&ask(&["--with", "time-to-detect"]).await, false, &[periods]);
    let wrong = ["--after", "2020-02", "--slice", "person"];
    assert_says(&ask(&wrong).await, false, &["choose one of severity, service, team"]);
    let wrong = ["--after", "2020-02", "--with", "time-to-nothing"];
    assert_says(&ask(&wrong).await, false, &["No metric is called “time-to-nothing”."]);
}
