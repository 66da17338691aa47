//! Of any text, and of any rules.

use proptest::prelude::*;

use super::*;
use crate::word::Word;

fn any_rule() -> impl Strategy<Value = (When, String)> {
    let action = prop::option::of(prop::sample::select(Priority::ALL));
    let review = prop::sample::select(&ReviewLevel::WRITTEN[..]);
    let one = (1..=1_000_000_i64, review, action)
        .prop_map(|(share, review, action)| When::One(share, Asks { review, action }));
    let step = (1..1_000_000_i64).prop_map(When::Spent);
    let when = prop_oneof![Just(When::Within), Just(When::Over), step, one];
    (when, "[a-z][a-z ,äß]{0,30}[a-z]\\.")
}

/// Pieces of which rules, and what looks like them, are made.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Over budget".to_owned()),
        Just("One incident above ".to_owned()),
        Just("20 %".to_owned()),
        Just(" of the budget".to_owned()),
        Just("Above ".to_owned()),
        Just(" spent".to_owned()),
        Just(": ".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n- ".to_owned()),
        Just("\n  - ".to_owned()),
        Just("**".to_owned()),
        Just("a full review".to_owned()),
        ".{0,6}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn rules_come_back_from_their_text(
        all in prop::collection::vec(any_rule(), 0..6),
        between in prop::sample::select(vec!["\n\n", "\n", "\n\n- "]),
        marks in prop::sample::select(vec!["", "**", "_"]),
    ) {
        let mut kept: Vec<(When, String)> = Vec::new();
        for (when, means) in all {
            let share = |when: When| (std::mem::discriminant(&when), when.parts());
            if !kept.iter().any(|(other, _)| share(*other) == share(when)) {
                kept.push((when, means));
            }
        }
        let written: Vec<_> = kept.iter().map(|(when, means)| {
            let due = if let When::One(_, asks) = when { format!("{asks}. ") } else { String::new() };
            (format!("{marks}{when}:{marks} {due}{means}"), format!("{due}{means}"))
        }).collect();
        let text = written.iter().fold("Be kind.".to_owned(), |text, (one, _)| text + between + one);
        let policy = Policy::parse(&text).unwrap();
        let back: Vec<_> = policy.rules().iter().map(|rule| (rule.when, &rule.means)).collect();
        let there: Vec<_> = kept.iter().zip(&written).map(|((when, _), (_, means))| (*when, means)).collect();
        prop_assert_eq!(back, there, "{}", text);
        prop_assert_eq!(Policy::stored(policy.as_str().to_owned()), policy);
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![any_text(), any::<String>()]) {
        let stored = Policy::stored(text.clone());
        match Policy::parse(&text) {
            Ok(policy) => prop_assert!(policy.unread().is_empty()),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
        for rule in stored.rules() {
            prop_assert!(!rule.means.is_empty());
        }
        for unread in stored.unread() {
            prop_assert!(unread.to_string().ends_with('.'));
        }
    }
}
