use proptest::prelude::*;

use super::*;
use crate::zone::tests::{any_instant, any_zone};

fn at(text: &str) -> Instant {
    let stamp: jiff::Timestamp = text.parse().unwrap();
    Instant::from_micros(stamp.as_microsecond())
}

fn berlin() -> Zone {
    Zone::parse("Europe/Berlin").unwrap()
}

/// 14:30:20 in Berlin, where the clocks are an hour ahead of UTC.
const NOW: &str = "2026-11-23T13:30:20Z";

fn parse(text: &str) -> Result<Moment, MomentError> {
    Moment::parse(text, &berlin(), at(NOW), Source::Person)
}

#[track_caller]
fn reads(text: &str, instant: &str, precision: Precision) {
    let moment = parse(text).unwrap();
    assert_eq!(
        (moment.at.rfc3339(), moment.precision),
        (at(instant).rfc3339(), precision),
        "{text}"
    );
}

#[test]
fn times_near_now() {
    use Precision::{Exact, Minute, Minutes};
    reads(" Now ", NOW, Exact);
    reads("14:05", "2026-11-23T13:05:00Z", Minute);
    reads("14.05", "2026-11-23T13:05:00Z", Minute);
    reads("at 2:05 pm", "2026-11-23T13:05:00Z", Minute);
    reads("2pm", "2026-11-23T13:00:00Z", Minute);
    reads("14:05:30", "2026-11-23T13:05:30Z", Exact);
    reads("14:34", "2026-11-23T13:34:00Z", Minute);
    reads("14:36", "2026-11-22T13:36:00Z", Minute);
    reads("9:05", "2026-11-23T08:05:00Z", Minute);
    reads("yesterday 14:05", "2026-11-22T13:05:00Z", Minute);
    reads("14:05 yesterday", "2026-11-22T13:05:00Z", Minute);
    reads("today 23:00", "2026-11-23T22:00:00Z", Minute);
    reads("5 min ago", "2026-11-23T13:25:00Z", Minute);
    reads("5m ago", "2026-11-23T13:25:00Z", Minute);
    reads("an hour ago", "2026-11-23T12:30:00Z", Minute);
    reads("1h 30m ago", "2026-11-23T12:00:00Z", Minute);
    reads("3 days ago", "2026-11-20T13:30:00Z", Minute);
    reads("90 seconds ago", "2026-11-23T13:28:50Z", Exact);
    reads("~14:05", "2026-11-23T13:05:00Z", Minutes(15));
    reads("about 2 hours ago", "2026-11-23T11:30:00Z", Minutes(15));
    reads("ca. 14:05 +-30", "2026-11-23T13:05:00Z", Minutes(30));
    reads("14:05 ±2h", "2026-11-23T13:05:00Z", Minutes(120));
    reads("yesterday", "2026-11-22T11:00:00Z", Minutes(720));
}

#[test]
fn full_dates() {
    use Precision::{Exact, Minute, Minutes};
    let two_past = "2026-11-23T13:05:00Z";
    for text in [
        "2026-11-23 14:05",
        "2026-11-23T14:05",
        "2026/11/23, 14:05",
        "23 Nov 2026 14:05",
        "23rd November 2026 at 14:05",
        "Nov 23, 2026 14:05",
        "14:05 on 23. nov. 2026",
        "2026-11-23 14:05 CET",
        "2026-11-23 14:05+01:00",
        "2026-11-23 14:05 +0100",
        "2026-11-23 13:05 UTC",
        "2026-11-23T13:05Z",
        "2026-11-23 13:05 Europe/London",
        "2026-11-23T14:05+01:00[Europe/Berlin]",
        "2026-11-23T13:05Z[America/New_York]",
        "2026-11-23 08:05 UTC-5",
    ] {
        reads(text, two_past, Minute);
    }
    reads("2026-11-23T13:05:06.123456789Z", "2026-11-23T13:05:06.123456Z", Exact);
    reads("2026-11-23", "2026-11-23T11:00:00Z", Minutes(720));
    reads("~2026-11-23", "2026-11-23T11:00:00Z", Minutes(720));
    reads("2026-07-01 14:05 CEST", "2026-07-01T12:05:00Z", Minute);
    reads("2026-10-25 02:30 CEST", "2026-10-25T00:30:00Z", Minute);
    reads("2026-10-25 02:30 CET", "2026-10-25T01:30:00Z", Minute);
}

#[test]
fn a_named_zone_is_kept_and_an_offset_is_not() {
    let zone = |text: &str| parse(text).unwrap().zone.name().to_owned();
    assert_eq!(zone("14:05 Asia/Tokyo"), "Asia/Tokyo");
    assert_eq!(zone("14:05 utc"), "UTC");
    assert_eq!(zone("2026-11-23T13:05Z[America/New_York]"), "America/New_York");
    for text in ["14:05+09:00", "14:05Z", "14:05 CET", "now", "5 min ago"] {
        assert_eq!(zone(text), "Europe/Berlin", "{text}");
    }
}

#[test]
fn errors_say_what_is_understood() {
    use MomentError as E;
    assert_eq!(parse("  "), Err(E::Empty));
    for text in ["23/11/2026 14:05", "11.12.2026", "1/2/26"] {
        assert_eq!(parse(text), Err(E::DayOrMonth(text.to_owned())));
    }
    assert_eq!(parse("1405"), Err(E::NoColon("1405".to_owned())));
    for text in ["2026-02-30 14:05", "2026-13-01", "25:00", "14:60", "2026-11-23 24:00"] {
        assert_eq!(parse(text), Err(E::NoSuchTime(text.to_owned())));
    }
    for text in ["14:05 Europe/Atlantis", "14:05 XYZ"] {
        assert!(matches!(parse(text), Err(E::UnknownZone(_))), "{text}");
    }
    for text in ["14:05 ±", "14:05 ±0", "±x 14:05", "14:05 ±2 years"] {
        assert!(matches!(parse(text), Err(E::Spread(_))), "{text}");
    }
    for text in ["1969-12-31 14:05", "2201-01-01", "99999 weeks ago", "9999-12-31 23:59:59Z"] {
        assert_eq!(parse(text), Err(E::OutOfRange(text.to_owned())));
    }
    let elsewhere = parse("2026-11-23T14:05+02:00[Europe/Berlin]");
    assert!(matches!(elsewhere, Err(E::OtherOffset { .. })));
    for text in [
        "~",
        "about",
        "soon",
        "five min ago",
        "ago",
        "-5",
        "+01:00",
        "UTC",
        "14:05 14:06",
        "13:05 pm",
        "14:05 UTC CET",
        "2026-11-23 2026-11-24",
        "14:05+99:00",
        "2026-11-23T",
        "noon",
        "5 ago",
    ] {
        let error = parse(text).unwrap_err();
        assert!(error.to_string().contains("14:05"), "{text}: {error}");
    }
}

#[test]
fn a_moment_is_shown_with_its_zone() {
    let shown = |text: &str, zone: &str| parse(text).unwrap().shown_in(&Zone::parse(zone).unwrap());
    assert_eq!(shown("14:05", "Europe/Berlin"), "2026-11-23 14:05 CET");
    assert_eq!(shown("14:05:00", "UTC"), "2026-11-23 13:05 UTC");
    assert_eq!(shown("14:05:30", "UTC"), "2026-11-23 13:05:30 UTC");
    assert_eq!(shown("~14:05", "America/Sao_Paulo"), "~2026-11-23 10:05 UTC-03");
    assert_eq!(shown("14:05 ±30", "UTC"), "2026-11-23 13:05 UTC ± 30 min");
    assert_eq!(shown("2026-11-23", "Europe/Berlin"), "2026-11-23 12:00 CET ± 12 h");
    assert_eq!(show(at(NOW), &berlin()), "2026-11-23 14:30 CET");
    let fold = parse("2026-10-25 02:30 CET").unwrap();
    assert_eq!(fold.edit_text(), "2026-10-25 02:30 +01:00");
}

#[test]
fn a_time_that_the_clocks_skipped_is_not_guessed() {
    let skipped = parse("2026-03-29 02:30").unwrap_err().to_string();
    assert!(skipped.contains("went forward") && skipped.contains("Europe/Berlin"), "{skipped}");
    for there_was in ["2026-03-29 01:59", "2026-03-29 03:00", "2026-03-29 02:30 +01:00"] {
        assert!(parse(there_was).is_ok(), "{there_was}");
    }
}

fn any_precision() -> impl Strategy<Value = Precision> {
    prop_oneof![
        Just(Precision::Exact),
        Just(Precision::Minute),
        (1..=Precision::MOST_MINUTES).prop_map(Precision::Minutes),
        Just(Precision::ABOUT),
    ]
}

/// Any instant, or one of the hours in which the clocks of Berlin or Lord Howe go back.
fn any_at() -> impl Strategy<Value = Instant> {
    prop_oneof![
        any_instant(),
        (0..7_200_000_000_i64).prop_map(|micros| at("2026-10-25T00:00:00Z").plus_micros(micros)),
        (0..7_200_000_000_i64).prop_map(|micros| at("2026-04-04T14:00:00Z").plus_micros(micros)),
    ]
}

fn any_place() -> impl Strategy<Value = Zone> {
    let folded = prop::sample::select(&["Europe/Berlin", "Australia/Lord_Howe"][..]);
    prop_oneof![any_zone(), folded.prop_map(|name| Zone::parse(name).unwrap())]
}

proptest! {
    #[test]
    fn edit_text_leads_back(at in any_at(), precision in any_precision(), zone in any_place(), now in any_instant()) {
        let moment = Moment { at, precision, zone: zone.clone(), source: Source::Person };
        let back = Moment::parse(&moment.edit_text(), &zone, now, Source::Person).unwrap();
        let local = zone.local(at);
        let beyond = i64::from(local.second) * 1_000_000 + i64::from(local.micros);
        let kept = if precision == Precision::Minute { at.plus_micros(-beyond) } else { at };
        prop_assert_eq!(&back, &Moment { at: kept, ..moment });
        prop_assert_eq!(back.edit_text(), Moment { at: kept, ..back }.edit_text());
    }

    #[test]
    fn what_is_shown_is_understood(at in any_at(), zone in any_place(), now in any_instant()) {
        let back = Moment::parse(&show(at, &zone), &zone, now, Source::Person).unwrap();
        let local = zone.local(at);
        let beyond = i64::from(local.second) * 1_000_000 + i64::from(local.micros);
        prop_assert_eq!(back.at, at.plus_micros(-beyond));
        prop_assert_eq!(back.zone, zone);
    }

    #[test]
    fn a_time_alone_is_of_the_last_day(hour in 0..24_u8, minute in 0..60_u8, zone in any_zone(), now in any_instant()) {
        let read = Moment::parse(&format!("{hour}:{minute:02}"), &zone, now, Source::Person);
        let Ok(moment) = read else {
            prop_assert!(matches!(read, Err(MomentError::Skipped { .. })), "{read:?}");
            return Ok(());
        };
        let back = now.since(moment.at);
        prop_assert!((-300_000_000..=50 * 3_600_000_000).contains(&back), "{back}");
    }

    #[test]
    fn no_text_panics(
        any in any::<String>(),
        near in "[~±]?(now|today|yesterday|[0-9]{4}-[0-9]{2}-[0-9]{2})?[ t]?[0-9:.,]{0,9}[ +±-]?[0-9a-z:/\\[ ]{0,9}",
        zone in any_zone(),
        now in any::<i64>(),
    ) {
        for text in [any, near] {
            if let Ok(moment) = Moment::parse(&text, &zone, Instant::from_micros(now), Source::Person) {
                let _ = (moment.edit_text(), moment.shown_in(&zone));
            }
        }
    }
}

#[test]
fn what_is_typed_in_another_zone_is_the_same_moment() {
    let now = Instant::from_seconds(1_790_000_000);
    let zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Africa/Monrovia"];
    let texts = [
        "2026-03-01 14:05",
        "2025-10-26 02:30 +01:00",
        "~2026-03-01 14:05:07.25",
        "1971-03-01 14:05",
        "2026-03-01",
    ];
    for (from, to) in zones.iter().flat_map(|from| zones.iter().map(move |to| (from, to))) {
        let (from, to) = (Zone::parse(from).unwrap(), Zone::parse(to).unwrap());
        for text in texts {
            let moment = Moment::parse(text, &from, now, Source::Person).unwrap();
            let read = Moment::parse(&moment.typed_in(&to), &to, now, Source::Person).unwrap();
            assert_eq!((read.at, read.precision), (moment.at, moment.precision), "{text}");
        }
    }
}
