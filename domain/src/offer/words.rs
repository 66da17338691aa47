//! Whether somebody wrote that it is over.

const SAY_SO: [&str; 6] =
    ["recovered", "back to normal", "mitigated", "rolled back", "healthy again", "working again"];

/// Words that turn what follows into its opposite, or into a wish.
const DOUBT: [&str; 16] = [
    "not", "no", "never", "isn't", "hasn't", "haven't", "aren't", "wasn't", "cannot", "can't",
    "until", "once", "when", "if", "unless", "nothing",
];

/// How many words back such a one reaches.
const REACH: usize = 4;

/// Says plainly that the harm is over: no question, no negation, no condition. English alone.
#[must_use]
pub fn tells_of_recovery(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    sentences(&text).any(|sentence| !sentence.ends_with('?') && says_so(sentence))
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', ';', '\n']).map(str::trim)
}

fn says_so(sentence: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    SAY_SO.iter().any(|words| {
        sentence.match_indices(words).any(|(at, found)| {
            let (before, after) = (&sentence[..at], &sentence[at + found.len()..]);
            let whole = is_edge(before.chars().next_back()) && is_edge(after.chars().next());
            whole && !is_doubted(before)
        })
    })
}

fn is_doubted(before: &str) -> bool {
    let words = before.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.filter(|word| !word.is_empty()).rev();
    words.take(REACH).any(|word| DOUBT.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_words_are_understood() {
        for text in [
            "Checkout recovered",
            "Error rate is back to normal.",
            "Still looking. Rolled back to 4.1, all green",
            "MITIGATED: traffic moved away",
        ] {
            assert!(tells_of_recovery(text), "{text}");
        }
    }

    #[test]
    fn a_wish_a_question_and_a_denial_are_not() {
        for text in [
            "",
            "Has it recovered?",
            "Not yet mitigated",
            "It hasn’t recovered",
            "Wait until the queue is back to normal",
            "unrecovered",
            "Nothing is rolled back",
            "Recovering",
        ] {
            assert!(!tells_of_recovery(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let told = tells_of_recovery(&text);
            // A sentence of its own, whatever stands around it.
            prop_assert!(tells_of_recovery(&format!("{text}\nrecovered\n")), "{told}");
        }
    }
}
