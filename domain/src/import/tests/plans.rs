use super::*;
use crate::incident::Kind;
use crate::milestone::Milestone;
use crate::severity::Severity;
use crate::status::Status;

#[test]
fn a_full_row_is_understood() {
    let row = good(
        "reference,title,severity,status,kind,services,impact_started_at,resolved_at,labels,summary,time_to_repair\n\
         X-1,Disk full,sev-2,closed,near miss,\"api; web,API\",2024-03-31 00:30,2024-03-31T03:30+02:00,a|b,\"- one\n- two\",1d 5h 47m\n",
    );
    assert_eq!(
        (row.key.as_str(), row.status, row.kind),
        ("ref:X-1", Status::Closed, Kind::NearMiss)
    );
    assert_eq!(row.severity, Some(Severity::Sev2));
    assert_eq!(row.services.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["api", "web"]);
    assert_eq!(row.labels.len(), 2);
    assert_eq!(row.summary.as_ref().unwrap().as_str(), "- one\n- two");
    let at = |milestone| row.milestone(milestone).unwrap().at.rfc3339();
    assert_eq!(at(Milestone::ImpactStarted), "2024-03-31T00:30:00Z");
    assert_eq!(at(Milestone::Resolved), "2024-03-31T01:30:00Z");
    assert_eq!(row.stated.first().unwrap().1.micros(), 1787 * 60_000_000);
    assert!(row.warnings.is_empty(), "{:?}", row.warnings);
}

#[test]
fn a_title_alone_is_enough_and_a_person_is_told() {
    let row = good("title\nDisk full");
    assert_eq!((row.status, row.kind, row.severity), (Status::Resolved, Kind::Incident, None));
    assert!(row.warnings.join(" ").contains("in no period"));
}

#[test]
fn an_empty_status_is_resolved_only_where_something_says_so() {
    let status =
        |cells: &str| good(&format!("title,status,resolved_at,time_to_x\nA,{cells}\n")).status;
    assert_eq!(status(",,"), Status::Investigating);
    assert_eq!(status(",2024-01-01T00:00Z,"), Status::Resolved);
    assert_eq!(status("-,N/A,7h"), Status::Resolved);
    assert_eq!(status("declined,,"), Status::Declined);
}

#[test]
fn every_bad_cell_of_a_row_is_said() {
    let said = bad("title,severity,status,kind,detected_at,time_to_resolve\n\
         ,urgent,merged,outage,14:05,soon\n");
    assert_eq!(said.len(), 6, "{said:#?}");
    let said = said.join("\n");
    for part in [
        "column title",
        "“urgent”",
        "into which incident",
        "near_miss",
        "date with its year",
        "“soon”",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(said.lines().all(|line| line.starts_with("line 2")), "{said}");
}

#[test]
fn a_time_must_mean_the_same_tomorrow() {
    for given in [
        "now",
        "14:05",
        "5 min ago",
        "2005",
        "yesterday 14:05",
        "22025-03-18 09:36",
        "1405",
        "0001",
    ] {
        let said = bad(&format!("title,detected_at\nA,{given}\n")).join("\n");
        assert!(said.contains("date with its year"), "{given}: {said}");
    }
    assert!(bad("title,detected_at\nA,2024-13-40 10:00\n").len() == 1);
}

#[test]
fn a_time_keeps_its_zone_and_its_precision() {
    use crate::moment::Precision;
    let detected = |given: &str| {
        let row = good(&format!("title,detected_at\nA,{given}\n"));
        row.milestone(Milestone::Detected).unwrap().clone()
    };
    let london = detected("2020-08-04T13:30+01:00[Europe/London]");
    assert_eq!(
        (london.at.rfc3339().as_str(), london.zone.name()),
        ("2020-08-04T12:30:00Z", "Europe/London")
    );
    assert_eq!(london.precision, Precision::Minute);
    assert_eq!(detected("2020-08-04").precision, Precision::DAY);
    assert_eq!(detected("4 Aug 2020 13:30").at, detected("2020-08-04T13:30Z").at);
    for relative in ["today 14:05 ±2000", "14:05 on 03/04/2020", "2020-08-04 25:00"] {
        assert_eq!(bad(&format!("title,detected_at\nA,{relative}\n")).len(), 1, "{relative}");
    }
}

#[test]
fn a_text_with_the_delimiter_is_found() {
    let said = bad("title,status\nA, B and C,resolved\n");
    assert!(said.first().unwrap().contains("3 cells, the header 2"), "{said:?}");
    assert!(bad("title,status\nA\nB,closed,,\n").is_empty());
}

#[test]
fn oddities_are_flagged_and_not_refused() {
    let row = good(
        "title,impact_started_at,detected_at,resolved_at,status,time_to_resolve\n\
         A,2024-01-02T10:00Z,2024-01-02T09:00Z,2099-01-02T12:00Z,fixing,7h\n",
    );
    let said = row.warnings.join("\n");
    for part in ["detected is before impact started", "still to come", "fixing", "stated as 7h 0m"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn an_incident_is_its_reference_or_its_facts() {
    let key = |row: &str| good(&format!("title,severity,detected_at\n{row}\n")).key;
    let first = key("A,1,2024-01-01T10:00Z");
    assert_eq!(first, key(" A ,sev3,2024-01-01 11:00+01:00"));
    assert_ne!(first, key("A,1,2024-01-01T10:01Z"));
    assert_ne!(first, key("a,1,2024-01-01T10:00Z"));
}

#[test]
fn a_key_stands_once_in_a_file() {
    let said = bad("reference,title\nX,A\n\nX,B\nX,A\n,C\n,C\n");
    assert_eq!(said.len(), 3, "{said:#?}");
    assert!(said[0].starts_with("line 4, column reference, “X”: line 2 has this reference"));
    assert!(said[1].contains("the same as line 2"));
    assert!(said[2].contains("line 7, column title, “C”: the row is the same as line 6"));
    assert!(bad("title,kind\nA,drill\nA,incident\n")[0].contains("give both rows a reference"));
}
