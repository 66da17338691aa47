//! The name of a section in addresses and marks.

use std::fmt;

/// Small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionKey(String);

/// The most characters of a key.
const MOST: usize = 60;

impl SectionKey {
    /// None where it is no key.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let plain =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
        let fits = (1..=MOST).contains(&given.len()) && given.bytes().all(plain);
        fits.then(|| Self(given.to_owned()))
    }

    /// That of a title: its words with hyphens between them; `section` where none has a letter
    /// that an address can hold.
    #[must_use]
    pub fn from_title(title: &str) -> Self {
        let plain = title.to_lowercase().replace(['’', '\''], "");
        let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
        let mut key = String::new();
        for word in words.filter(|word| !word.is_empty()) {
            if key.len() + word.len() + 5 > MOST {
                break;
            }
            if !key.is_empty() {
                key.push('-');
            }
            key.push_str(word);
        }
        Self(if key.is_empty() { "section".to_owned() } else { key })
    }

    /// The same with a number behind it.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        let head: String = self.0.chars().take(MOST - 8).collect();
        Self(format!("{head}-{number}"))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SectionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_gives_its_words() {
        let key = |title| SectionKey::from_title(title).to_string();
        assert_eq!(key("What’s next? (Part 2)"), "whats-next-part-2");
        assert_eq!(key("復旧"), "section");
        for bad in ["", "A", "a b", "-->", "é", "a\nb"] {
            assert_eq!(SectionKey::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_title_gives_a_key(title in any::<String>(), number in 2..9999_usize) {
            let key = SectionKey::from_title(&title);
            prop_assert_eq!(SectionKey::parse(key.as_str()), Some(key.clone()));
            let second = key.numbered(number);
            prop_assert_eq!(SectionKey::parse(second.as_str()), Some(second));
        }
    }
}
