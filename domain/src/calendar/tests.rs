use proptest::prelude::*;

use super::*;

fn due(summary: &str) -> AllDay {
    AllDay {
        uid: "action-1@nofault".to_owned(),
        day: Day::parse("2026-12-31").unwrap(),
        made: Instant::from_seconds(1_795_393_800),
        version: 3,
        summary: summary.to_owned(),
        about: String::new(),
        url: "https://nofault.test/actions/A-1?a=1,2;3".to_owned(),
    }
}

/// What a reader of RFC 5545 makes of a calendar: its lines unfolded, as names and values.
fn read(text: &str) -> Vec<(String, String)> {
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.strip_suffix("\r\n").unwrap().split("\r\n");
    let pair =
        |line: &str| line.split_once(':').map(|(key, value)| (key.to_owned(), value.to_owned()));
    lines.map(|line| pair(line).unwrap()).collect()
}

fn unescaped(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next().unwrap() {
                'n' => text.push('\n'),
                other => text.push(other),
            },
            (letter, false) => text.push(letter),
        }
    }
    text
}

#[test]
fn a_day_is_an_event_of_a_whole_day() {
    let text = calendar("Nofault: mine", &[due("A-1 Alert, then; act\\now")]);
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Nofault//Due dates//EN\r\n\
        CALSCALE:GREGORIAN\r\nX-WR-CALNAME:Nofault: mine\r\n\
        REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nBEGIN:VEVENT\r\nUID:action-1@nofault\r\n\
        DTSTAMP:20261123T003000Z\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20261231\r\n\
        DTEND;VALUE=DATE:20270101\r\nSUMMARY:A-1 Alert\\, then\\; act\\\\now\r\n\
        URL:https://nofault.test/actions/A-1?a=1,2;3\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
        END:VCALENDAR\r\n";
    assert_eq!(text, expected);
}

#[test]
fn a_line_break_begins_no_line_of_its_own() {
    let text = calendar("x", &[due("Evil\r\nATTENDEE:mailto:x@example.org\nURL:y\rEND:VEVENT")]);
    let keys: Vec<_> = read(&text).into_iter().map(|(key, _)| key).collect();
    assert!(!keys.iter().any(|key| key == "ATTENDEE"), "{keys:?}");
    assert_eq!(keys.iter().filter(|key| *key == "URL").count(), 1);
    assert_eq!(keys.iter().filter(|key| *key == "END").count(), 2);
}

proptest! {
    #[test]
    fn no_line_is_longer_than_75_bytes_and_all_is_read_back(summary in any::<String>(), about in "\\PC{0,200}", long in "[é€𝄞a]{0,200}") {
        let one = AllDay { about: about.clone(), ..due(&format!("{summary}{long}")) };
        let text = calendar("Nofault", std::slice::from_ref(&one));
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{line:?}");
            // What is left of bare breaks would begin a line.
            prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
        let pairs = read(&text);
        let value = |key: &str| pairs.iter().find(|(name, _)| name == key).map(|(_, value)| unescaped(value));
        let kept = one.summary.replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = kept.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        prop_assert_eq!(value("SUMMARY"), Some(kept));
        prop_assert_eq!(value("DESCRIPTION"), (!about.is_empty()).then_some(about));
        prop_assert_eq!(calendar("Nofault", &[one]), text);
    }

    #[test]
    fn a_character_is_never_torn(text in any::<String>()) {
        let mut folded = String::new();
        line(&mut folded, "SUMMARY", &escaped(&text));
        // Each physical line is valid by itself, and unfolding gives the value back.
        prop_assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", escaped(&text)));
    }
}
