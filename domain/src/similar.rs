//! Which texts are alike: by the words in them, folded. No language is known: what says
//! nothing in English is passed over, and a plural is its singular.

mod incidents;
mod stop;

pub use incidents::{Candidate, Likeness, rank};

/// The words of a text in small letters, apostrophes taken away, in their order.
pub fn folded(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase))
        .map(String::from_iter)
        .filter(|word: &String| !word.is_empty())
}

/// What makes two titles the same: their words, whatever stands between them.
#[must_use]
pub fn key(title: &str) -> String {
    let words = folded(title).collect::<Vec<_>>().join(" ");
    if words.is_empty() { title.trim().to_lowercase() } else { words }
}

/// The words that say something, each once, in their order.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let says = |word: &String| {
        !stop::WORDS.contains(&word.as_str())
            && !word.chars().all(char::is_numeric)
            && (word.chars().count() > 1 || !word.is_ascii())
    };
    // Asked of both forms: the plural of a number, 90s, says no more than the number.
    once(folded(text).filter(says).map(singular).filter(says))
}

/// What somebody is looking for: the words that say something, else all of them.
#[must_use]
pub fn sought(typed: &str) -> Vec<String> {
    let saying = words(typed);
    if saying.is_empty() { once(folded(typed)) } else { saying }
}

/// How well a title fits what was typed: none where fewer than half of the words stand in it.
/// A word that is only begun counts less than a whole one.
#[must_use]
pub fn score(typed: &str, title: &str) -> Option<u32> {
    let sought = sought(typed);
    let title: Vec<String> = folded(title).collect();
    let one = |word: &String| -> u32 {
        let whole = |other: &&String| *other == word || singular((*other).clone()) == *word;
        if title.iter().any(|other| whole(&other)) {
            3
        } else if title.iter().any(|other| other.starts_with(word.as_str())) {
            2
        } else {
            0
        }
    };
    let points: Vec<u32> = sought.iter().map(one).collect();
    let found = points.iter().filter(|points| **points > 0).count();
    (found > 0 && found * 2 >= sought.len()).then(|| points.iter().sum())
}

fn once(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut all = Vec::new();
    for word in words {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

/// Without the s of a plural: queues, but not status, analysis or process.
fn singular(mut word: String) -> String {
    let plural = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if plural {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_that_read_alike_are_the_same() {
        assert_eq!(key("No alert on queue-depth."), key("  no ALERT on queue depth"));
        assert_eq!(key("Didn’t page"), "didnt page");
        assert_ne!(key("No alert on queue depth"), key("Alert on queue depth"));
        assert_eq!(key(" ?! "), "?!");
    }

    #[test]
    fn words_that_say_nothing_are_passed_over() {
        assert_eq!(
            words("The queues of the 3 mail queues: status 503"),
            ["queue", "mail", "status"]
        );
        assert_eq!(words("to be or not"), [""; 0]);
        assert_eq!(words("000s, the 1990s"), [""; 0]);
        assert_eq!(sought("no"), ["no"]);
    }

    #[test]
    fn what_is_typed_is_found_by_word_and_by_prefix() {
        let title = "No alert on queue depth";
        assert_eq!(score("alert queue", title), Some(6));
        assert_eq!(score("queues", title), Some(3));
        assert_eq!(score("al", title), Some(2));
        assert_eq!(score("depth of queue que", title), Some(8));
        assert!(score("alert missing for queue", title) > score("alert missing", title));
        for other in ["", "lert", "certificate", "alert certificate expired", "??"] {
            assert_eq!(score(other, title), None, "{other}");
        }
        assert_eq!(score("queue", "Queues run full"), Some(3));
    }

    proptest! {
        #[test]
        fn a_title_finds_itself_and_folding_twice_is_folding_once(title in any::<String>()) {
            prop_assert_eq!(key(&key(&title)), key(&title));
            if folded(&title).next().is_some() {
                prop_assert!(score(&title, &title).is_some(), "{}", title);
            }
        }

        #[test]
        fn no_word_says_nothing(text in "[a-z ’.0-9]{0,80}") {
            for word in words(&text) {
                prop_assert!(!word.is_empty() && !word.contains(' '));
                prop_assert!(!word.chars().all(char::is_numeric));
            }
        }
    }
}
