//! The file of an operator.

use crate::blameless::Rules;

fn found(rules: &Rules, text: &str) -> Vec<String> {
    rules.hints(text, &[]).into_iter().map(|hint| hint.rule.key.clone()).collect()
}

const OWN: &str = r#"
[words]
place = ['Springfield', 'Shelbyville']

[[rule]]
key = "place"
finds = "A town"
reason = "Towns did nothing."
source = "The style guide"
rewrite = "Name the data centre."
patterns = ['{place} (?:is|was) down']
"#;

#[test]
fn it_adds() {
    let rules = Rules::with(OWN).unwrap();
    assert_eq!(found(&rules, "Springfield was down: human error."), ["place", "human-error"]);
    assert!(rules.knows("place") && !Rules::shipped().knows("place"));
}

#[test]
fn it_changes_and_switches_off() {
    let own = "[[rule]]\nkey = \"human-error\"\nreason = \"Ours.\"\n\n[[rule]]\nkey = \"root-cause\"\noff = true";
    let rules = Rules::with(own).unwrap();
    let hints = rules.hints("The root cause was human error.", &[]);
    let [hint] = hints.as_slice() else { panic!("{hints:?}") };
    assert_eq!((hint.rule.key.as_str(), hint.rule.reason.as_str()), ("human-error", "Ours."));
    assert!(!hint.rule.source.is_empty());
}

#[test]
fn what_is_wrong_is_said() {
    let rule = |field: &str| OWN.replace("finds = \"A town\"", field);
    for (own, says) in [
        ("[[rule]]\nkey = ".to_owned(), "line 2: "),
        ("[[rule]]\nkey = \"x\"\ncolour = \"red\"".to_owned(), "line 3: unknown field"),
        ("[[rule]]\nfinds = \"x\"".to_owned(), "each rule needs a key"),
        (rule(""), "the rule “place” has no finds"),
        (OWN.replace("['{place} (?:is|was) down']", "[]"), "has no patterns"),
        (OWN.replace("(?:is|was)", "(is"), "is no pattern"),
        (OWN.replace("{place} (?:is|was) down", "(?:down)?$"), "finds everything"),
    ] {
        let error = Rules::with(&own).unwrap_err().to_string();
        assert!(error.contains(says) && !error.contains('\n'), "{error}");
    }
}
