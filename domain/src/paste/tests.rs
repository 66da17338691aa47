use super::*;
use crate::moment::{Precision, Source};
use proptest::prelude::*;

fn berlin() -> Zone {
    Zone::parse("Europe/Berlin").unwrap()
}

/// 2026-11-23 22:00 in Berlin.
fn now() -> Instant {
    Instant::from_seconds(1_795_467_600)
}

fn on(day: &str, text: &str) -> Pasted {
    read(text, Some(Day::parse(day).unwrap()), &berlin(), now()).unwrap()
}

/// The time in UTC, or nothing, and the text of each row.
fn told(text: &str) -> Vec<(String, String)> {
    let pasted = on("2026-11-23", text);
    let at = |row: &Row| row.at.as_ref().map_or(String::new(), |moment| moment.at.rfc3339());
    pasted.rows.iter().map(|row| (at(row), row.text.clone())).collect()
}

#[track_caller]
fn assert_told(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(at, said)| ((*at).to_owned(), (*said).to_owned())).collect();
    assert_eq!(told(text), expected, "{text}");
}

const T1403: &str = "2026-11-23T13:03:00Z";
const T140322: &str = "2026-11-23T13:03:22Z";

#[test]
fn chat_lines_are_understood() {
    assert_told("14:03 rosa: checkout is slow", &[(T1403, "rosa: checkout is slow")]);
    assert_told("[14:03] rosa: slow", &[(T1403, "rosa: slow")]);
    assert_told("[14:03:22] <rosa> slow", &[(T140322, "<rosa> slow")]);
    assert_told("(14:03) slow", &[(T1403, "slow")]);
    assert_told("- 14:03 – slow", &[(T1403, "slow")]);
    assert_told("2:03 PM: slow", &[(T1403, "slow")]);
    assert_told("2:03\u{202f}p.m. slow", &[(T1403, "slow")]);
    assert_told("13:03 UTC slow", &[(T1403, "slow")]);
    assert_told("[23.11.26, 14:03:22] Rosa: slow", &[(T140322, "Rosa: slow")]);
    assert_told("[23.11. 14:03] Rosa: slow", &[(T1403, "Rosa: slow")]);
}

#[test]
fn log_lines_are_understood() {
    for line in [
        "2026-11-23T13:03:22.123Z ERROR full",
        "2026-11-23 14:03:22,123 ERROR full",
        "[2026-11-23T14:03:22.123+01:00] ERROR full",
        "2026/11/23 14:03:22.123 ERROR full",
        "2026-11-23 08:03:22.123456 -0500 ERROR full",
    ] {
        let [(at, said)] = &told(line)[..] else { panic!("{line}") };
        assert!(at.starts_with("2026-11-23T13:03:22.123"), "{line}: {at}");
        assert_eq!(said, "ERROR full", "{line}");
    }
    assert_told("Nov 23 14:03:22 web1 sshd[1]: no", &[(T140322, "web1 sshd[1]: no")]);
    assert_told("<34>Nov 23 14:03:22 web1 su: no", &[(T140322, "web1 su: no")]);
    assert_told("[Mon Nov 23 14:03:22 2026] [error] no", &[(T140322, "[error] no")]);
    let access = "10.0.0.1 - - [23/Nov/2026:14:03:22 +0100] \"GET / HTTP/1.1\" 502";
    assert_told(access, &[(T140322, access)]);
    let json = r#"{"level":"error","time":"2026-11-23T13:03:22Z","msg":"no"}"#;
    assert_told(json, &[(T140322, json)]);
    assert_told("web_1 | 2026-11-23T13:03:22Z no", &[(T140322, "web_1 | 2026-11-23T13:03:22Z no")]);
}

#[test]
fn a_chat_that_puts_the_name_above_is_understood() {
    let slack = "Rosa Diaz  2:03 PM\ncheckout is slow\nsince the deploy\n\nBen  2:05 PM\non it";
    let expected = [
        (T1403, "Rosa Diaz: checkout is slow\nsince the deploy"),
        ("2026-11-23T13:05:00Z", "Ben: on it"),
    ];
    assert_told(slack, &expected);
    assert_told(
        "Rosa Diaz\n  2:03 PM\ncheckout is slow",
        &[(T1403, "Rosa Diaz: checkout is slow")],
    );
    assert_told("rosa, 14:03\nslow", &[(T1403, "rosa: slow")]);
    assert_told("Rosa — Today at 14:03\nslow", &[(T1403, "Rosa: slow")]);
    // The half of the day is said once.
    let short = "Rosa  2:03 PM\nslow\n2:04\nslower";
    assert_told(short, &[(T1403, "Rosa: slow"), ("2026-11-23T13:04:00Z", "slower")]);
}

#[test]
fn what_has_no_time_belongs_to_the_line_before() {
    let trace =
        "Preamble\n14:03:22 boom\njava.lang.Error: x\n\tat a.B.c(D.java:10)\n  12:30 x\n\n14:04 ok";
    let said = "boom\n\n```\njava.lang.Error: x\n\tat a.B.c(D.java:10)\n  12:30 x\n```";
    let expected = [("", "Preamble"), (T140322, said), ("2026-11-23T13:04:00Z", "ok")];
    assert_told(trace, &expected);
    // A sentence with a time at its end is no name.
    assert_told(
        "14:03 a\nIt began at 14:01\nsays Ben",
        &[(T1403, "a\nIt began at 14:01\nsays Ben")],
    );
    assert_told("nothing\nhere", &[("", "nothing\nhere")]);
    for no in ["10:8080 x", "3:1 against", "25:00 x", "14:60 x", "14:03abc", "2026-13-01 x"] {
        assert_eq!(told(no)[0].0, "", "{no}");
    }
}

#[test]
fn midnight_begins_a_new_day() {
    let days = |text: &str| -> Vec<String> {
        told(text).into_iter().map(|(at, _)| at.get(..16).unwrap().to_owned()).collect()
    };
    let over = days("23:50 a\n23:59 b\n00:01 c\n00:00 late\n08:00 d\n00:10 next");
    let expected = [
        "2026-11-23T22:50",
        "2026-11-23T22:59",
        "2026-11-23T23:01",
        "2026-11-23T23:00",
        "2026-11-24T07:00",
        "2026-11-23T23:10",
    ];
    assert_eq!(over, expected);
    // A date says it better, and the times after it are on its day.
    let dated = days("23:50 a\n2026-11-30 10:00 b\n11:00 c");
    assert_eq!(dated, ["2026-11-23T22:50", "2026-11-30T09:00", "2026-11-30T10:00"]);
    // The nearest year.
    let new_year = on("2027-01-01", "Dec 31 23:59:00 a");
    assert_eq!(new_year.rows[0].at.as_ref().unwrap().at.rfc3339(), "2026-12-31T22:59:00Z");
}

#[test]
fn without_a_day_nothing_is_in_the_future() {
    let day = |text: &str| read(text, None, &berlin(), now()).unwrap().day.to_string();
    assert_eq!(day("21:00 a\n22:04 b"), "2026-11-23");
    assert_eq!(day("23:50 a\n00:10 b"), "2026-11-22");
}

#[test]
fn a_moment_says_how_exact_it_is_and_where_it_is_from() {
    let pasted = on("2026-11-23", "14:03 a\n14:03:22.5 b");
    let moments: Vec<_> = pasted.rows.iter().map(|row| row.at.clone().unwrap()).collect();
    assert_eq!(moments[0].precision, Precision::Minute);
    assert_eq!(moments[1].precision, Precision::Exact);
    assert_eq!(moments[1].at.micros() % 1_000_000, 500_000);
    assert!(moments.iter().all(|m| m.source == Source::Import && m.zone == berlin()));
}

#[test]
fn what_does_not_fit_is_said() {
    let refused = |text: &str| read(text, None, &berlin(), now()).unwrap_err();
    assert_eq!(refused(" \n"), PasteError::Empty);
    assert_eq!(refused(&"x".repeat(MOST_CHARS + 1)), PasteError::TooLong(MOST_CHARS + 1));
    assert_eq!(refused(&"14:03 a\n".repeat(501)), PasteError::TooMany(501));
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{4})?",
        "(Jan|Feb|Nov) [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}( [0-9]{4})?",
        "[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{0,4}",
        "\\[[0-9]{2}/Nov/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}\\]",
        "[A-Za-z@]{1,8}",
        Just("\n".to_owned()),
        Just("  ".to_owned()),
        Just(" PM".to_owned()),
        "[\\[\\](),|—–-]",
    ]
}

proptest! {
    #[test]
    fn no_line_is_lost(pieces in proptest::collection::vec(piece(), 0..30)) {
        let text = pieces.concat();
        if let Ok(pasted) = read(&text, None, &berlin(), now()) {
            let whole = text.replace("\r\n", "\n").replace('\r', "\n");
            let raw: Vec<_> = pasted.rows.iter().map(|row| row.raw.as_str()).collect();
            prop_assert_eq!(raw.join("\n"), whole);
            // All that stands before the first time is one row, and every other row has a time.
            prop_assert!(pasted.rows.iter().skip(1).all(|row| row.at.is_some()));
        }
    }

    #[test]
    fn a_time_in_the_form_of_its_row_is_the_same(
        hour in 0..24_u8, minute in 0..60_u8, second in 0..60_u8, exact in any::<bool>()
    ) {
        let clock = format!("{hour:02}:{minute:02}");
        let clock = if exact { format!("{clock}:{second:02}") } else { clock };
        let pasted = on("2026-10-25", &format!("{clock} x"));
        let at = pasted.rows[0].at.clone().unwrap();
        let again = Moment::parse(&at.edit_text(), &berlin(), now(), Source::Import).unwrap();
        prop_assert_eq!(again, at);
    }
}
