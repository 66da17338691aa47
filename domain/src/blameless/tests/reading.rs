//! What is looked at, and what a hint says.

use proptest::prelude::*;

use crate::blameless::Rules;

fn keys(text: &str) -> Vec<String> {
    let hints = Rules::shipped().hints(text, &["Rosa Marin", "Rosa"]);
    hints.into_iter().map(|hint| hint.rule.key.clone()).collect()
}

#[test]
fn the_shipped_file_is_sound() {
    let rules = Rules::with("").unwrap();
    assert_eq!(rules.all().len(), Rules::shipped().all().len());
    assert!(rules.all().len() >= 9);
}

#[test]
fn evidence_is_exempt() {
    let said = "We should have tested this";
    assert_eq!(keys(said), ["counterfactual"]);
    for exempt in [
        format!("> {said}"),
        format!("`{said}`"),
        format!("```\n{said}\n```"),
        format!("    {said}"),
        format!("She wrote “{said}” at noon."),
        format!("She wrote \"{said}\" at noon."),
        format!("| At | What |\n|---|---|\n| 14:05 | {said} |"),
        "[a page](https://example.org/we-should-have-tested/human error)".to_owned(),
        "https://example.org/human-error".to_owned(),
        "<https://example.org/human-error>".to_owned(),
        "<p>human error</p>".to_owned(),
    ] {
        assert_eq!(keys(&exempt), [""; 0], "{exempt}");
    }
    // A mark that does not end quotes nothing.
    assert_eq!(keys(&format!("The 5\" disk: {said}")), ["counterfactual"]);
}

#[test]
fn markup_does_not_hide_words() {
    assert_eq!(keys("We **should** have\n[tested](https://example.org) it"), ["counterfactual"]);
    // But one block is not the next.
    assert_eq!(keys("- It was human\n- error"), [""; 0]);
}

#[test]
fn people_are_known_by_their_names() {
    assert_eq!(keys("Rosa Marin should have checked it."), ["counterfactual"]);
    assert_eq!(keys("Why did Rosa merge it?"), ["why"]);
    assert_eq!(keys("The cache should have expired."), [""; 0]);
    assert_eq!(keys("Why did Redis restart?"), [""; 0]);
}

#[test]
fn a_hint_says_where() {
    let text = "É. It was *human* error, in `prod`. Then nothing.";
    let hints = Rules::shipped().hints(text, &[]);
    let [hint] = hints.as_slice() else { panic!("{hints:?}") };
    assert_eq!(text.get(hint.span.clone()).unwrap(), "human* error");
    assert_eq!(hint.characters(text), 11..23);
    assert_eq!((hint.before.as_str(), hint.found.as_str()), ("It was ", "human error"));
    assert_eq!(hint.after, ", in `prod`.");
    assert_eq!(hint.passage, "It was human error, in `prod`.");
}

#[test]
fn a_sentence_gets_one_hint_of_a_rule_and_of_its_words() {
    assert_eq!(
        keys("Obviously human error, obviously. Obviously."),
        ["hindsight", "human-error", "hindsight"]
    );
    assert_eq!(keys("It should have been obvious."), ["hindsight"]);
}

proptest! {
    #[test]
    fn spans_stand_in_the_text(text in "([a-zé \\n.*_`>|“”\"#-]|human error|should have|we |seen){0,40}") {
        for hint in Rules::shipped().hints(&text, &["we"]) {
            let found = text.get(hint.span.clone());
            prop_assert!(found.is_some_and(|found| !found.is_empty()));
            prop_assert!(hint.passage.contains(&hint.found));
        }
    }

    #[test]
    fn nothing_in_code_is_found(text in "[a-z ]{0,30}") {
        let code = format!("```\n{text} human error\n```");
        prop_assert!(Rules::shipped().hints(&code, &[]).is_empty());
    }
}
