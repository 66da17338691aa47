use super::*;
use proptest::prelude::*;

#[test]
fn durations_as_people_print_them() {
    for (given, minutes) in [
        ("7h", 420),
        ("33h 15m", 1995),
        ("1d 5h 47m", 1787),
        ("19 hours 43 minutes.", 1183),
        ("45 min", 45),
        ("45 min.", 45),
        ("1 hour, 20 minutes and 60 seconds", 81),
        ("1 hr. 20 mins.", 80),
        ("90m", 90),
        ("2 weeks", 20_160),
        ("1.5h", 90),
        ("1h30", 90),
        ("1H 30", 90),
        ("1h30m", 90),
        ("01:30:00", 90),
        ("673:34:00", 40_414),
        ("PT1H30M", 90),
        ("P1DT2H", 1560),
        ("P2W", 20_160),
        ("pt0s", 0),
        ("0h 07m", 7),
        ("\u{a0}2h\u{a0}5m ", 125),
    ] {
        assert_eq!(Duration::parse(given), Ok(Duration::from_minutes(minutes)), "{given}");
    }
    assert_eq!(Duration::parse("PT1.5S"), Ok(Duration::from_micros(1_500_000)));
    assert_eq!(Duration::parse("00:00:01.25"), Ok(Duration::from_micros(1_250_000)));
}

#[test]
fn what_could_mean_something_else_is_refused() {
    for given in [
        "<1m",
        "~2h",
        "1h 1h",
        "30m 1h",
        "1,5h",
        "1h5",
        "1h 60",
        "30m 10",
        "1h and",
        "h",
        "1h,",
        "1 month",
        "p",
        "pt",
        "p1m",
        "pt1h1h",
        "1:60:00",
        "01:5:00",
        "1:2:3:4",
        "h 1",
        "7h (support hours)",
    ] {
        let error = Duration::parse(given).unwrap_err();
        assert!(!matches!(error, DurationError::Empty), "{given}");
        assert!(error.to_string().contains(given), "{given}");
    }
    let kind = |given: &str| Duration::parse(given).unwrap_err();
    assert_eq!(kind(" "), DurationError::Empty);
    assert!(matches!(kind("90"), DurationError::NoUnit { .. }));
    assert!(matches!(kind("1:30"), DurationError::TwoReadings { .. }));
    assert!(matches!(kind("-5m"), DurationError::Negative { .. }));
    assert!(matches!(kind("999999999999h"), DurationError::TooLong { .. }));
    assert!(matches!(kind(&format!("{}h", "9".repeat(99))), DurationError::TooLong { .. }));
}

proptest! {
    #[test]
    fn no_text_panics(any in any::<String>(), near in "[-0-9:.,ptdhmsw ]{0,24}") {
        for given in [any, near] {
            if let Ok(duration) = Duration::parse(&given) {
                prop_assert!(duration >= Duration::ZERO);
            }
        }
    }
}
