//! Closed vocabularies: one list says the stored word, the shown word and the
//! order, so that no second vocabulary can grow.

/// What was given is none of the words of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is no {what}: choose one of {choices}")]
pub struct UnknownWord {
    pub what: &'static str,
    pub given: String,
    pub choices: String,
}

/// A closed vocabulary: `ALL` in its order, `key` as stored and in addresses,
/// `label` as shown.
pub trait Word: Copy + Eq + Sized + 'static {
    const WHAT: &'static str;
    const ALL: &'static [Self];
    fn key(self) -> &'static str;
    fn label(self) -> &'static str;

    /// Accepts the key or the label, in any case, with spaces, `-` or `_` alike.
    ///
    /// # Errors
    /// [`UnknownWord`] names the choices.
    fn parse(given: &str) -> Result<Self, UnknownWord> {
        let wanted = fold(given);
        Self::ALL
            .iter()
            .copied()
            .find(|word| fold(word.key()) == wanted || fold(word.label()) == wanted)
            .ok_or_else(|| UnknownWord {
                what: Self::WHAT,
                given: given.trim().to_owned(),
                choices: Self::ALL.iter().map(|word| word.key()).collect::<Vec<_>>().join(", "),
            })
    }
}

fn fold(text: &str) -> String {
    text.trim().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A sentence’s words within another sentence: its first letter is small.
#[must_use]
pub fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What stands at the begin of a sentence: its first letter is a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Declares an enum that is a [`Word`].
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $key:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $crate::word::Word for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn key(self) -> &'static str { match self { $(Self::$variant => $key,)+ } }
            fn label(self) -> &'static str { match self { $(Self::$variant => $label,)+ } }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::word::Word::label(*self))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::word::Word::key(*self))
            }
        }
    };
}
