//! The name of a file, as it may be shown and saved.

use std::fmt;

/// One line without folders, control characters or such as turn the direction of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

/// The most characters that are kept.
const MOST: usize = 120;

impl FileName {
    /// Whatever was sent becomes a name: `C:\shots\a.png` is `a.png`, nothing is `file`.
    #[must_use]
    pub fn of(given: &str) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let plain: String = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let name = words.join(" ");
        match name.as_str() {
            "" | "." | ".." => Self("file".to_owned()),
            _ => Self(shortened(&name)),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Such as make `exe.png` of `gnp.exe`.
fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Its beginning, and its ending, which says what it is.
fn shortened(name: &str) -> String {
    let all: Vec<char> = name.chars().collect();
    if all.len() <= MOST {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.chars().count() <= 10 { format!(".{ending}") } else { String::new() };
    let room = MOST - ending.chars().count() - 1;
    let head: String = all.iter().take(room).collect();
    format!("{head}…{ending}")
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
