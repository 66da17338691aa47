//! Which addresses are reports, and what holds them to their time.

use super::*;
use proptest::prelude::*;

#[test]
fn only_a_report_is_kept() {
    let slo = "/slos/01939f2e-0000-7000-8000-000000000001";
    let service = "/services/01939f2e-0000-7000-8000-000000000002/availability?from=2026-01-01";
    for known in [
        "/reports/durations?by=month&service=Web+%26+shop",
        "/reports/actions",
        "/reports/budgets?private=1",
        "/reports?by=month&team=Search",
        slo,
        service,
    ] {
        assert_eq!(Address::parse(known).unwrap().to_string(), known);
    }
    for other in [
        "",
        "/reports/",
        "/reports/home",
        "/reports/availability",
        "/reports/kept",
        "/reports/budget",
        "/reports/durations/",
        "/reports/Durations",
        "/incidents/INC-1",
        "/slos/1",
        "/services",
        "/services/01939f2e-0000-7000-8000-000000000002",
        "/services/1/availability",
        "https://evil.example/reports/durations",
        "//evil.example",
        "javascript:alert(1)",
    ] {
        assert_eq!(Address::parse(other), Err(NoReport), "{other}");
    }
}

#[test]
fn what_goes_on_is_held_to_the_present_period() {
    let (utc, at) = (Zone::utc(), Instant::from_seconds(1_795_000_000));
    let pinned = |given: &str| Address::parse(given).unwrap().pinned(at, &utc);
    for (given, held) in [
        ("/reports/toil?by=month", "/reports/toil?by=month&to=2026-11"),
        ("/reports/toil?by=year&to=", "/reports/toil?by=year&to=2026"),
        ("/reports/toil?by=month&to=2026-01", "/reports/toil?by=month&to=2026-01"),
        ("/reports/counts?by=month", "/reports/counts?by=month&to=2026-11&period=2026-10"),
        (
            "/reports/counts?by=month&to=2026-03",
            "/reports/counts?by=month&to=2026-03&period=2026-03",
        ),
        (
            "/reports/counts?by=month&period=2026-11",
            "/reports/counts?by=month&period=2026-11&to=2026-11",
        ),
        // The last month that was over then, and one that was asked for by itself.
        ("/reports?team=Search", "/reports?by=month&team=Search&from=2026-10&to=2026-10"),
        ("/reports?by=quarter", "/reports?by=quarter&from=2026-Q3&to=2026-Q3"),
        ("/reports?to=2026-W47", "/reports?by=week&from=2026-W47&to=2026-W47"),
        // The last thirty days.
        (
            "/services/01939f2e-0000-7000-8000-000000000002/availability",
            "/services/01939f2e-0000-7000-8000-000000000002/availability?from=2026-10-20&to=2026-11-18",
        ),
        // By team, or by nothing: as it stands.
        ("/reports/actions?by=team", "/reports/actions?by=team"),
    ] {
        assert_eq!(pinned(given).to_string(), held);
    }
    let unfinished = |given| pinned(given).unfinished(at, &utc).map(|one| one.to_string());
    assert_eq!(unfinished("/reports/toil?by=month"), Some("2026-11".to_owned()));
    assert_eq!(unfinished("/reports/toil?by=month&to=2026-10"), None);
    assert_eq!(unfinished("/reports?from=2026-11"), Some("2026-11".to_owned()));
    assert_eq!(unfinished("/reports"), None);
    assert_eq!(unfinished("/reports/actions?by=team"), None);
}

proptest! {
    #[test]
    fn an_address_is_read_back(pairs in prop::collection::vec((any::<String>(), any::<String>()), 0..4)) {
        let address = Address { report: Report::Toil, of: Of::Everything, pairs };
        prop_assert_eq!(Address::parse(&address.to_string()).unwrap(), address);
    }
}
