//! Text that a person typed: trimmed, bounded, without control characters.

/// Why a text cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("{what} cannot be empty.")]
    Empty { what: &'static str },
    #[error("{what} is {chars} characters long; {most} fit.")]
    TooLong { what: &'static str, chars: usize, most: usize },
}

macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident, $what:literal, $most:literal, $clean:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters that fit.
            pub const MOST: usize = $most;

            /// # Errors
            /// [`TextError`] when nothing is left after trimming, or too much.
            pub fn parse(given: &str) -> Result<Self, TextError> {
                let text = $clean(given);
                let chars = text.chars().count();
                if chars == 0 {
                    Err(TextError::Empty { what: $what })
                } else if chars > Self::MOST {
                    Err(TextError::TooLong { what: $what, chars, most: Self::MOST })
                } else {
                    Ok(Self(text))
                }
            }

            /// None where nothing was typed.
            ///
            /// # Errors
            /// [`TextError`] when it is too long.
            pub fn parse_optional(given: &str) -> Result<Option<Self>, TextError> {
                if $clean(given).is_empty() { Ok(None) } else { Self::parse(given).map(Some) }
            }

            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }

            #[must_use]
            pub fn into_string(self) -> String { self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    )+};
}

texts!(
    /// A line that names a thing: an incident, an action.
    Title, "The title", 300, line;
    /// The name of a person, team or service.
    Name, "The name", 100, line;
    /// What a severity means.
    Meaning, "The meaning", 500, line;
    /// A word that groups incidents.
    Label, "The label", 60, line;
    /// The number or name that another system gave.
    Reference, "The reference", 200, line;
    /// Where counts come from.
    Origin, "The source", 200, line;
    /// By what a file of OpenSLO names an object.
    ObjectName, "The name", 255, line;
    /// The words of a text that a comment is about.
    Passage, "The passage", 2000, line;
    /// Why something was declined or redacted.
    Reason, "The reason", 2000, block;
    /// A word on how something had its part.
    Note, "The note", 2000, block;
    /// What something is, in Markdown.
    About, "The description", 10_000, block;
    /// Markdown as it was typed.
    Markdown, "The text", 100_000, block;
);

impl Name {
    /// What makes two names the same: small letters, single spaces.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// Words of a comma-separated list, each once, in the order typed.
///
/// # Errors
/// The error of the first that cannot be taken.
pub fn list<T: PartialEq>(
    given: &str,
    parse: impl Fn(&str) -> Result<T, TextError>,
) -> Result<Vec<T>, TextError> {
    let mut all = Vec::new();
    for part in given.split([',', ';', '\n']).filter(|part| !part.trim().is_empty()) {
        let one = parse(part)?;
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Ok(all)
}

/// One line: every run of white space is one blank, control characters go.
fn line(given: &str) -> String {
    given
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Many lines: line ends become `\n`, control characters but tab go, trailing blanks go.
fn block(given: &str) -> String {
    let text = given.replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    text.trim_end().trim_start_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(Title::parse("  a\u{0} b\n c ").unwrap().as_str(), "a b c");
        assert!(Title::parse(" \n").is_err());
        assert!(Title::parse(&"x".repeat(301)).is_err());
    }

    #[test]
    fn a_list_keeps_each_name_once() {
        let names = list(" api, web ;api,,", Name::parse).unwrap();
        assert_eq!(names.iter().map(Name::as_str).collect::<Vec<_>>(), ["api", "web"]);
    }

    proptest! {
        #[test]
        fn parsing_twice_is_parsing_once(given in any::<String>()) {
            if let Ok(text) = Markdown::parse(&given) {
                prop_assert_eq!(Markdown::parse(text.as_str()).unwrap(), text);
            }
            if let Ok(title) = Title::parse(&given) {
                prop_assert_eq!(Title::parse(title.as_str()).unwrap(), title);
            }
        }
    }
}
