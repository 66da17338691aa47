//! Slash commands: an entry whose text begins with a slash and a known word does
//! what a form does. The word says which form; the text behind it is taken apart
//! into that form's fields, which its own command then parses, with its own rule.
//!
//! Grammar, of the text's very beginning: `/word rest`. Any other word is text, and
//! so is what follows a second slash: `//sev 2` says “/sev 2”.

mod read;
mod split;
#[cfg(test)]
mod tests;
mod verb;

pub use verb::{HELP, Help, Verb};

use super::Typing;
use crate::refusal::Refusal;

/// What a text of the composer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Words to log, as they stand.
    Text,
    /// Words to log: these, without the slash that said so.
    Escaped(String),
    Command(Slash),
}

/// A form, filled in by a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slash {
    pub verb: Verb,
    /// The form's fields and what was typed for them.
    pub fields: Vec<(&'static str, String)>,
    /// The field that holds a person (or a team), and the beginning of the name.
    pub named: Option<(&'static str, String)>,
}

impl Said {
    /// # Errors
    /// [`Refusal::Invalid`] at `body`, where a known word is followed by what its form
    /// cannot be filled from.
    pub fn read(text: &str, typing: &Typing) -> Result<Self, Refusal> {
        let Some(line) = text.strip_prefix('/') else {
            return Ok(Self::Text);
        };
        if line.starts_with('/') {
            return Ok(Self::Escaped(line.to_owned()));
        }
        let word = line.split(char::is_whitespace).next().unwrap_or_default();
        let Some((verb, glued)) = Verb::of(word) else {
            return Ok(Self::Text);
        };
        let rest = line.get(word.len() - glued.len()..).unwrap_or_default().trim();
        read::read(verb, rest, typing).map(Self::Command).map_err(|why| Refusal::field("body", why))
    }
}
