use proptest::prelude::*;

use super::*;

const PEOPLE: [&str; 4] = ["Rosa Marin", "Max Weber", "Max Frisch", "Ann"];

fn found(text: &str) -> Vec<(usize, String)> {
    places(text, &PEOPLE).into_iter().map(|place| (place.person, place.name)).collect()
}

/// Every place replaced.
fn without(text: &str) -> String {
    let of = |place: Place| (place.range.clone(), place.replacement("the person on call"));
    let all: Vec<_> = places(text, &PEOPLE).into_iter().map(of).collect();
    replaced(text, &all)
}

#[test]
fn whole_names_and_first_ones_that_only_one_has() {
    assert_eq!(called(&["Rosa Marin", "Max Weber", "Max Frisch", "Al Bo"]).len(), 5);
    let text = "Rosa Marin and Rosa asked Max, Max Weber and @Ann.";
    let all = [(0, "Rosa Marin"), (0, "Rosa"), (1, "Max Weber"), (3, "@Ann")];
    assert_eq!(found(text), all.map(|(person, name)| (person, name.to_owned())));
    // Two people of one name are nobody in particular.
    assert!(places("Kim Lee", &["Kim Lee", "Kim Lee"]).is_empty());
}

#[test]
fn whole_words_alone() {
    for text in [
        "Rosalind",
        "rosa",
        "Rosa-Maria",
        "ann@example.org",
        "Ann.Weber@example.org",
        "Annual",
        "X_Ann",
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
    for text in [
        "Rosa’s",
        "(Rosa)",
        "Rosa.",
        "**Rosa**",
        "[Rosa](https://example.org)",
        "> Rosa",
        "Rosa/Bo",
    ] {
        assert_eq!(found(text).len(), 1, "{text}");
    }
}

#[test]
fn not_in_code_or_addresses() {
    let text = "`Rosa` [it](https://example.org/Rosa) https://example.org/Ann <https://e.org/Ann>\n\n    Rosa\n\n```\nAnn\n```";
    assert!(found(text).is_empty(), "{:?}", found(text));
}

#[test]
fn a_sentence_begins_large() {
    assert_eq!(
        without("Rosa’s alert rang. Ann saw it, and *Rosa\nMarin* rose."),
        "The person on call’s alert rang. The person on call saw it, and *the person on call* rose."
    );
}

#[test]
fn each_place_is_shown_in_its_sentence() {
    let all = places("It rang. Then **Rosa** looked at `x`. Done.", &PEOPLE);
    let [one] = all.as_slice() else { panic!("{all:?}") };
    let shown = (one.before.as_str(), one.name.as_str(), one.after.as_str(), one.begins);
    assert_eq!(shown, ("Then ", "Rosa", " looked at `x`.", false));
}

proptest! {
    #[test]
    fn no_name_is_left_and_nothing_else_is_changed(
        parts in prop::collection::vec(prop_oneof![
            Just("Rosa"), Just("Rosa Marin"), Just("Ann"), Just("Max Weber"), Just(" "), Just(". "),
            Just("\n"), Just("\n\n"), Just("`"), Just("* "), Just("> "), Just("é"), Just("x"), Just("**"), Just("https://e.org/")
        ], 0..24)
    ) {
        let text = parts.concat();
        let all = places(&text, &PEOPLE);
        let none: Vec<_> = all.iter().map(|place| (place.range.clone(), String::new())).collect();
        let mut left = String::new();
        let mut from = 0;
        for place in &all {
            prop_assert!(place.range.start >= from);
            left.push_str(text.get(from..place.range.start).unwrap());
            from = place.range.end;
        }
        left.push_str(text.get(from..).unwrap());
        prop_assert_eq!(replaced(&text, &none), left);
        let after = without(&text);
        prop_assert!(places(&after, &PEOPLE).is_empty(), "{} in {}", after, text);
    }

    #[test]
    fn nothing_is_replaced_by_nothing(text in any::<String>()) {
        prop_assert_eq!(replaced(&text, &[]), text);
    }
}
