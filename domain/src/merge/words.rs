//! How two texts differ by words, for reading: blanks and marks are tokens of their own.

use super::Change;
use super::lines::{hunks, numbered};

/// `after` with what went of `before`, in runs of one kind; joined without the removed runs
/// they are `after`, without the added ones `before`.
#[must_use]
pub fn word_changes(before: &str, after: &str) -> Vec<(Change, String)> {
    let (old, new) = (tokens(before), tokens(after));
    let [was, is] = numbered([&old, &new]);
    let (mut runs, mut at) = (Vec::new(), 0);
    for (gone, come) in hunks(&was, &is) {
        push(&mut runs, Change::Same, &new[at..come.start]);
        push(&mut runs, Change::Removed, &old[gone]);
        at = come.end;
        push(&mut runs, Change::Added, &new[come]);
    }
    push(&mut runs, Change::Same, &new[at..]);
    runs
}

fn push(runs: &mut Vec<(Change, String)>, change: Change, tokens: &[&str]) {
    if !tokens.is_empty() {
        runs.push((change, tokens.concat()));
    }
}

/// Words, runs of blanks, and everything else by itself.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        '\n' => 0,
        c if c.is_alphanumeric() || c == '_' => 1,
        c if c.is_whitespace() => 2,
        _ => 3,
    };
    let (mut tokens, mut start) = (Vec::new(), 0);
    let mut last = None;
    for (at, c) in text.char_indices() {
        let now = kind(c);
        if at > start && (last != Some(now) || matches!(now, 0 | 3)) {
            tokens.push(&text[start..at]);
            start = at;
        }
        last = Some(now);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn without(runs: &[(Change, String)], change: Change) -> String {
        runs.iter().filter(|(kind, _)| *kind != change).map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn a_word_is_changed_and_the_rest_stays() {
        let runs = word_changes("The queue was full.", "The queue of mails was full!");
        let shown: Vec<_> = runs.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(
            shown,
            [
                (Change::Same, "The queue "),
                (Change::Added, "of mails "),
                (Change::Same, "was full"),
                (Change::Removed, "."),
                (Change::Added, "!"),
            ]
        );
        assert_eq!(word_changes("", ""), []);
        assert_eq!(word_changes("", "é 1"), [(Change::Added, "é 1".to_owned())]);
    }

    proptest! {
        #[test]
        fn both_texts_are_in_it(before in "[a-c .\\n]{0,40}", after in "\\PC{0,40}") {
            let runs = word_changes(&before, &after);
            prop_assert_eq!(without(&runs, Change::Removed), after);
            prop_assert_eq!(without(&runs, Change::Added), before);
        }
    }
}
