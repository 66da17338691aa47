use proptest::prelude::*;

use super::*;
use crate::instant::Instant;
use crate::milestone::Milestone;
use crate::word::Word;
use crate::zone::Zone;

/// 2026-11-23 14:30:20 in Berlin.
fn typing() -> Typing {
    let now = Instant::from_seconds(1_795_440_620);
    Typing { now, zone: Zone::parse("Europe/Berlin").unwrap() }
}

fn read(text: &str) -> Slash {
    match Said::read(text, &typing()) {
        Ok(Said::Command(slash)) => slash,
        other => panic!("{text}: {other:?}"),
    }
}

/// What a form would be filled with: `field=value`, the blank ones left out.
fn filled(text: &str) -> String {
    let slash = read(text);
    let named = slash.named.map(|(field, name)| (field, format!("@{name}")));
    let all = slash.fields.into_iter().chain(named).filter(|(_, value)| !value.is_empty());
    all.map(|(field, value)| format!("{field}={value}")).collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn fills(text: &str, fields: &str) {
    assert_eq!(filled(text), fields, "{text}");
}

#[track_caller]
fn refuses(text: &str, says: &str) {
    let refusal = Said::read(text, &typing()).unwrap_err();
    assert!(refusal.to_string().contains(says), "{text}: {refusal}");
    assert_eq!(refusal.fields()[0].field, "body");
}

#[test]
fn severity_and_status() {
    fills("/sev 2", "severity=2");
    fills("/SEV2: cards too", "severity=2 | comment=cards too");
    fills("/severity sev1 it spreads", "severity=sev1 | comment=it spreads");
    fills("/sev none", "");
    refuses("/sev", "Which severity");
    fills("/status monitoring", "status=monitoring");
    fills("/status monitoring: all calm", "status=monitoring | comment=all calm");
    fills("/status monitoring at 14:05", "status=monitoring | at=14:05");
    fills("/status fixing at 14:05: rolled back", "status=fixing | at=14:05 | comment=rolled back");
    fills("/status fixing at 14:05 rolled back", "status=fixing | at=14:05 | comment=rolled back");
    fills("/status fixing at last", "status=fixing | comment=at last");
    fills("/status fixing\nfirst\nsecond", "status=fixing | comment=first\nsecond");
    refuses("/status ", "Which status");
}

#[test]
fn people() {
    fills("/lead @ada", "role=lead | person=@ada");
    fills("/lead Ada Lovelace", "role=lead | person=@Ada Lovelace");
    fills("/lead @ada at 14:05", "role=lead | at=14:05 | person=@ada");
    fills("/lead @ada at home", "role=lead | person=@ada at home");
    fills("/lead", "role=lead");
    fills("/lead me", "role=lead");
}

#[test]
fn milestones_by_their_words() {
    fills("/detected 14:05", "milestone=detected | at=14:05");
    fills("/Impact-Started yesterday 23:10", "milestone=impact_started | at=yesterday 23:10");
    fills("/impact started 13:50", "milestone=impact_started | at=13:50");
    fills("/resolved", "milestone=resolved");
    for milestone in Milestone::ALL {
        let word = format!("/{}", milestone.key());
        assert_eq!(read(&word).verb, Verb::Milestone(*milestone));
        assert!(HELP.iter().any(|help| help.word == word), "{word} is not explained");
    }
}

#[test]
fn toil() {
    fills("/toil 20 min restarted the pods", "minutes=20 min | body=restarted the pods");
    fills("/toil 20 restarted 3 pods", "minutes=20 | body=restarted 3 pods");
    fills(
        "/toil 2 hours and 10 minutes moved data",
        "minutes=2 hours and 10 minutes | body=moved data",
    );
    fills("/toil 1h 30m: moved data", "minutes=1h 30m | body=moved data");
    for nothing in ["/toil", "/toil 20 min", "/toil restarted the pods"] {
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        assert!(Said::read(nothing, &typing).is_err(), "{nothing}");
    }
}

#[test]
fn impacts() {
    fills("/impact checkout", "service=checkout");
    fills("/impact checkout 30%", "service=checkout | fraction=30%");
    fills(
        "/impact checkout 30% 13:50-14:20",
        "service=checkout | fraction=30% | from=13:50 | to=14:20",
    );
    fills(
        "/impact payment gateway 0.5 % since 13:50: cards only",
        "service=payment gateway | fraction=0.5 % | from=13:50 | words=cards only",
    );
    fills(
        "/impact \"web 2\" 13:50 to 14:20 1/3 slow",
        "service=web 2 | fraction=1/3 | from=13:50 | to=14:20 | words=slow",
    );
    fills(
        "/impact web 2026-11-20 13:50 – 14:20 slow",
        "service=web | from=2026-11-20 13:50 | to=2026-11-20 14:20 | words=slow",
    );
    fills("/impact web yesterday 23:50-00:10", "service=web | from=yesterday 23:50 | to=00:10");
    fills("/impact started", "service=started");
    refuses("/impact", "Which service");
}

#[test]
fn actions() {
    fills("/action Alarm on queue depth", "title=Alarm on queue depth");
    fills("/action Alarm @ada due 2026-12-01", "title=Alarm | due=2026-12-01 | owner=@ada");
    fills("/action Alarm due 2026-12-01 @Ada L", "title=Alarm | due=2026-12-01 | owner=@Ada L");
    fills("/action Stop retries due to load", "title=Stop retries due to load");
    fills("/action Write to a@example.org", "title=Write to a@example.org");
    refuses("/action", "What is to be done");
}

#[test]
fn updates() {
    fills("/update We fail over. next 30 min", "text=We fail over. | next=30 min");
    fills("/update We fail over [next 15:00]", "text=We fail over | next=15:00");
    fills("/update One\n\nTwo\nnext in 1 hour", "text=One\n\nTwo | next=in 1 hour");
    fills("/update We try the next 3 hosts", "text=We try the next 3 hosts");
    fills("/update İ next 30 min", "text=İ | next=30 min");
    refuses("/update", "What shall stakeholders know");
}

#[test]
fn everything_else_is_text() {
    for text in [
        "",
        "/",
        "sev 2",
        " /sev 2",
        "/etc/passwd was read",
        "/status/health is red",
        "/severe",
        "/re/solved",
        "see\n/sev 2",
        "/ sev 2",
        "/sev2nd",
    ] {
        assert_eq!(Said::read(text, &typing()).unwrap(), Said::Text, "{text}");
    }
    assert_eq!(Said::read("//sev 2", &typing()).unwrap(), Said::Escaped("/sev 2".to_owned()));
}

proptest! {
    #[test]
    fn no_text_panics(word in "(sev|status|lead|impact|action|update|detected|x)?", rest in any::<String>()) {
        let _ = Said::read(&format!("/{word} {rest}"), &typing());
        let _ = Said::read(&format!("/{word}{rest}"), &typing());
    }

    /// Close to what people type.
    #[test]
    fn no_line_panics(rest in "((@ada|30%|13:50|-|–| |to|due|next|due 2026-12-01|ß|\"|:|at) ?){0,8}") {
        for word in ["sev", "status", "lead", "impact", "action", "update", "detected"] {
            let _ = Said::read(&format!("/{word} {rest}"), &typing());
        }
    }

    #[test]
    fn whatever_is_escaped_is_text(text in any::<String>()) {
        let escaped = Said::read(&format!("//{text}"), &typing()).unwrap();
        prop_assert_eq!(escaped, Said::Escaped(format!("/{text}")));
    }

    #[test]
    fn what_no_word_begins_is_text(text in "[^/].*") {
        prop_assert_eq!(Said::read(&text, &typing()).unwrap(), Said::Text);
    }
}
