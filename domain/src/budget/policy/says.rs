//! What is said of a sentence that begins like a rule and is none.

use std::fmt;

/// Such a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its begin.
    pub sentence: String,
    pub why: Why,
}

/// What is wrong, and how to write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error(
        "begins like a rule, and its condition cannot be read. Write “Within budget:”, “Above 75 % \
         spent:”, “Over budget:” or “One incident above 20 % of the budget:”, or begin it otherwise"
    )]
    Condition,
    #[error(
        "begins like a rule. Write a colon and a blank after the condition, or begin it otherwise"
    )]
    Colon,
    #[error("needs a share above 0 % and below 100 %; above all of it is “Over budget:”")]
    Step,
    #[error("needs a share above 0 %, and not above 100 %")]
    One,
    #[error("says nothing after its colon: write what it means")]
    Nothing,
    #[error("is there twice: one condition has one rule")]
    Twice,
    #[error(
        "does not say what is due so that Nofault can read it. Write “a full review” or “a light \
         review” after the colon, and where an action is due “, with at least one action of P0”. \
         What else is to be said is a sentence of its own"
    )]
    Due,
}

/// The longest begin that is quoted.
const MOST: usize = 90;

impl Unread {
    pub(super) fn new(sentence: &str, why: Why) -> Self {
        let mut shown: String = sentence.chars().take(MOST).collect();
        if shown.len() < sentence.len() {
            shown.push('…');
        }
        Self { sentence: shown, why }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” {}.", self.sentence, self.why)
    }
}

pub(super) fn all(unread: &[Unread]) -> String {
    unread.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
