use super::*;
use proptest::prelude::*;

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn at(text: &str) -> Instant {
    Moment::parse(text, &Zone::utc(), Instant::from_seconds(0), Source::Person).unwrap().at
}

/// A Monday in Berlin, 14:20 there.
fn now() -> Instant {
    at("2026-11-23 13:20:27")
}

fn read(text: &str) -> Result<Option<Instant>, PromiseError> {
    Promise::parse(text, &zone("Europe/Berlin"), now()).map(|promise| promise.map(|p| p.at))
}

#[test]
fn what_people_write_is_understood() {
    for (text, expected) in [
        ("30 min", "2026-11-23 13:50:27"),
        ("in 30 minutes", "2026-11-23 13:50:27"),
        ("In an hour", "2026-11-23 14:20:27"),
        ("half an hour", "2026-11-23 13:50:27"),
        ("within 2 h", "2026-11-23 15:20:27"),
        ("1h30", "2026-11-23 14:50:27"),
        ("in 01:30:00", "2026-11-23 14:50:27"),
        ("PT45M", "2026-11-23 14:05:27"),
        ("15:00", "2026-11-23 14:00"),
        ("at 15:00", "2026-11-23 14:00"),
        ("3pm", "2026-11-23 14:00"),
        ("14:21", "2026-11-23 13:21"),
        ("14:20", "2026-11-24 13:20"),
        ("9:00", "2026-11-24 08:00"),
        ("15:00 UTC", "2026-11-23 15:00"),
        ("today 18:00", "2026-11-23 17:00"),
        ("tomorrow 9:00", "2026-11-24 08:00"),
        ("Tomorrow, 23:30", "2026-11-24 22:30"),
        ("2026-11-25 10:00", "2026-11-25 09:00"),
        ("2026-11-25T10:00:00Z", "2026-11-25 10:00"),
    ] {
        assert_eq!(read(text), Ok(Some(at(expected))), "{text}");
    }
    for none in ["", "  ", "none", "None", "no", "-"] {
        assert_eq!(read(none), Ok(None), "{none}");
    }
}

#[test]
fn what_cannot_be_promised_is_said() {
    let passed = |text: &str| Err(PromiseError::Passed(text.to_owned()));
    for text in ["now", "5 min ago", "0 min", "today 9:00", "2026-11-23 14:00", "yesterday 9:00"] {
        assert_eq!(read(text), passed(text), "{text}");
    }
    assert_eq!(read("tomorrow"), Err(PromiseError::NoTime("tomorrow".to_owned())));
    assert_eq!(read("2029-01-01 9:00"), Err(PromiseError::TooFar("2029-01-01 9:00".to_owned())));
    assert_eq!(read("soon"), Err(PromiseError::NotUnderstood("soon".to_owned())));
    for (text, says) in [("30", "30m"), ("25:00", "no “25:00”"), ("in 1:30", "1h 30m")] {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains(says), "{text}: {error}");
    }
}

#[test]
fn the_next_one_is_found_where_clocks_change() {
    let berlin = zone("Europe/Berlin");
    for (now, text, expected) in [
        // Back an hour on 25 October 2026, forward on 29 March 2026.
        ("2026-10-24 13:30", "15:00", "2026-10-25 14:00"),
        ("2026-10-24 12:30", "15:00", "2026-10-24 13:00"),
        ("2026-03-28 13:30", "15:00", "2026-03-28 14:00"),
        ("2026-03-28 14:30", "15:00", "2026-03-29 13:00"),
        ("2026-10-24 22:30", "tomorrow 9:00", "2026-10-26 08:00"),
        // The day after has no 2:41.
        ("2026-03-28 00:30", "2:41", "2026-03-28 01:41"),
    ] {
        let promise = Promise::parse(text, &berlin, at(now)).unwrap().unwrap();
        assert_eq!(promise.at, at(expected), "{text} at {now}");
    }
}

#[test]
fn it_is_late_from_then_on() {
    let promise = Promise::parse("30 min", &Zone::utc(), now()).unwrap().unwrap();
    assert_eq!(promise.late_by(promise.at), None);
    let later = promise.at.plus_micros(12 * MINUTE);
    assert_eq!(promise.late_by(later), Some(Duration::from_minutes(12)));
}

/// In seconds. No moment lies before 1970, so that its first day has none before.
const DAY: i64 = 86_400;

proptest! {
    #[test]
    fn whatever_is_typed_is_answered(text in "\\PC{0,40}") {
        if let Ok(Some(at)) = read(&text) {
            prop_assert!(at > now());
        }
    }

    #[test]
    fn a_time_of_the_day_is_the_next_one(seconds in DAY..2_000_000_000_i64, minute in 0..1440_i64) {
        let (zone, now) = (zone("Europe/Berlin"), Instant::from_seconds(seconds));
        let text = format!("{}:{:02}", minute / 60, minute % 60);
        let shown = |at: Instant| {
            let local = zone.local(at);
            i64::from(local.hour) * 60 + i64::from(local.minute)
        };
        match Promise::parse(&text, &zone, now) {
            // The longest day has 25 hours.
            Ok(Some(Promise { at, .. })) => prop_assert!(
                at > now && at.since(now) <= 25 * HOUR && shown(at) == minute,
                "{text} at {now:?} is {at:?}"
            ),
            // Where clocks go forward, a day lacks an hour: no clock shows that time.
            answer => {
                let is_skipped = matches!(answer, Err(PromiseError::Moment(MomentError::Skipped { .. })));
                let ahead = (1..=24 * 60).map(|minutes| now.plus_micros(minutes * MINUTE));
                prop_assert!(
                    is_skipped && ahead.map(shown).all(|shown| shown != minute),
                    "{text} at {now:?} is {answer:?}"
                );
            }
        }
    }
}
