use super::*;
use proptest::prelude::*;

/// Any zone of the table.
pub(crate) fn any_zone() -> impl Strategy<Value = Zone> {
    let names: &'static [String] = {
        static NAMES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(Zone::names);
        &NAMES
    };
    prop::sample::select(names).prop_map(|name| Zone::parse(&name).unwrap())
}

/// Any instant of 1971 to 2199, to the microsecond.
pub(crate) fn any_instant() -> impl Strategy<Value = Instant> {
    (31_622_400_000_000_i64..7_226_582_400_000_000).prop_map(Instant::from_micros)
}

#[test]
fn names_are_known_in_any_case() {
    assert_eq!(Zone::parse(" europe/london ").unwrap().name(), "Europe/London");
    assert_eq!(Zone::parse("utc").unwrap(), Zone::utc());
    assert!(Zone::names().len() > 400);
    for bad in ["", "London", "+01:00", "Etc/Unknown", "../etc/passwd", "é"] {
        let error = Zone::parse(bad).unwrap_err();
        assert!(error.to_string().contains("Europe/London"), "{bad}");
    }
}

#[test]
fn clocks_go_back_and_forward() {
    let berlin = Zone::parse("Europe/Berlin").unwrap();
    let fold = berlin.instant(2026, 10, 25, 2, 30, 0).unwrap();
    assert_eq!(fold.rfc3339(), "2026-10-25T00:30:00Z");
    assert_eq!(berlin.local(fold).abbreviation, "CEST");
    assert!(berlin.is_ambiguous(fold));
    let gap = berlin.instant(2026, 3, 29, 2, 30, 0).unwrap();
    assert_eq!((berlin.local(gap).hour, berlin.local(gap).offset_minutes), (3, 120));
    assert_eq!(berlin.instant(2026, 2, 29, 0, 0, 0), None);
    assert_eq!(berlin.instant(99_999, 1, 1, 0, 0, 0), None);
}

proptest! {
    #[test]
    fn a_local_time_leads_back(zone in any_zone(), at in any_instant()) {
        let l = zone.local(at);
        let back = zone.instant(l.year, l.month, l.day, l.hour, l.minute, l.second).unwrap();
        let whole = at.plus_micros(-i64::from(l.micros));
        prop_assert!(back == whole || zone.is_ambiguous(at) && back < whole);
    }

    #[test]
    fn no_instant_and_no_name_panics(zone in any_zone(), micros in any::<i64>(), name in any::<String>()) {
        let _ = zone.local(Instant::from_micros(micros));
        let _ = Zone::parse(&name);
    }
}
