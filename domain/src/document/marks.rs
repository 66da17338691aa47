//! Marks around the texts of the body: comments, which a reader of Markdown does not see. A
//! text may hold such lines itself, so a backslash goes into each line that begins as a mark.

use std::fmt;

use super::key::SectionKey;
use crate::number::{EntryNumber, UpdateNumber};

/// Which text stands behind a mark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The incident's.
    Summary,
    /// What the section says.
    Section(SectionKey),
    /// What the section said at this version.
    Earlier(SectionKey, i64),
    Entry(EntryNumber),
    Update(UpdateNumber),
}

const OPEN: &str = "<!--";
const END: &str = "<!-- end -->";
/// Of an entry, which is an item of a list.
const INDENT: &str = "  ";

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Summary => f.write_str("summary"),
            Self::Section(key) => write!(f, "section {key}"),
            Self::Earlier(key, version) => write!(f, "section {key} {version}"),
            Self::Entry(number) => write!(f, "entry {number}"),
            Self::Update(number) => write!(f, "update {number}"),
        }
    }
}

impl Mark {
    fn indent(&self) -> &'static str {
        if matches!(self, Self::Entry(_)) { INDENT } else { "" }
    }

    /// The mark that a line is.
    fn read(line: &str) -> Option<Self> {
        let named = line.trim_start_matches(' ').strip_prefix("<!-- ")?.strip_suffix(" -->")?;
        let words: Vec<&str> = named.split(' ').collect();
        let mark = match words[..] {
            ["summary"] => Self::Summary,
            ["section", key] => Self::Section(SectionKey::parse(key)?),
            ["section", key, version] => {
                Self::Earlier(SectionKey::parse(key)?, version.parse().ok()?)
            }
            ["entry", number] => Self::Entry(EntryNumber::parse(number)?),
            ["update", number] => Self::Update(UpdateNumber::parse(number)?),
            _ => return None,
        };
        // As it is written, and not otherwise.
        (line == format!("{}<!-- {mark} -->", mark.indent())).then_some(mark)
    }
}

/// The text between its marks, each line ended.
pub(super) fn put(out: &mut String, mark: &Mark, text: &str) {
    let indent = mark.indent();
    *out += &format!("{indent}<!-- {mark} -->\n");
    for line in text.split('\n').filter(|_| !text.is_empty()) {
        if !line.is_empty() {
            *out += indent;
        }
        *out += &escaped(line);
        out.push('\n');
    }
    *out += &format!("{indent}{END}\n");
}

/// Every text of a body by its mark, in its order; or the mark that is not ended.
pub(super) fn read(body: &str) -> Result<Vec<(Mark, String)>, Mark> {
    let mut texts = Vec::new();
    let mut lines = body.split('\n');
    while let Some(line) = lines.next() {
        let Some(mark) = Mark::read(line) else { continue };
        let end = format!("{}{END}", mark.indent());
        let mut text: Vec<String> = Vec::new();
        loop {
            match lines.next() {
                Some(line) if line == end => break,
                Some(line) => text.push(plain(line.strip_prefix(mark.indent()).unwrap_or(line))),
                None => return Err(mark),
            }
        }
        texts.push((mark, text.join("\n")));
    }
    Ok(texts)
}

/// Where a line has, behind its blanks, what begins a mark.
fn at(line: &str, what: &str) -> Option<usize> {
    let rest = line.trim_start_matches([' ', '\t']);
    rest.starts_with(what).then(|| line.len() - rest.len() + OPEN.len())
}

fn escaped(line: &str) -> String {
    match at(line, OPEN) {
        Some(at) => {
            let (head, tail) = line.split_at(at);
            format!("{head}\\{tail}")
        }
        None => line.to_owned(),
    }
}

fn plain(line: &str) -> String {
    match at(line, "<!--\\") {
        Some(at) => {
            let (head, tail) = line.split_at(at);
            format!("{head}{}", tail.strip_prefix('\\').unwrap_or(tail))
        }
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn round(mark: Mark, text: &str) {
        let mut out = String::from("# A\n\n");
        put(&mut out, &mark, text);
        out += "\nBetween.\n";
        put(&mut out, &Mark::Summary, "s");
        let read = read(&out).unwrap();
        assert_eq!(read, [(mark, text.to_owned()), (Mark::Summary, "s".to_owned())], "{out}");
    }

    #[test]
    fn a_text_may_hold_marks_itself() {
        let key = SectionKey::parse("impact").unwrap();
        for text in [
            "",
            "a",
            "\n\na\n",
            "<!-- end -->",
            "  <!-- end -->\n<!-- section impact -->\n\t<!--\\ end -->",
            "<!-- a\ncomment -->",
            "    <!--\\\\x",
            "   \n  x",
        ] {
            round(Mark::Section(key.clone()), text);
            round(Mark::Earlier(key.clone(), 3), text);
            round(Mark::Entry(EntryNumber(7)), text);
        }
    }

    #[test]
    fn a_mark_without_its_end_is_said() {
        assert_eq!(read("<!-- summary -->\na\n"), Err(Mark::Summary));
        assert_eq!(read("<!-- summary-->\n<!-- entry e7 -->\n"), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was(text in "([ \t]{0,3}(<!--|-->|\\\\| end|summary|entry e1|[a-zé]){0,4}\n?){0,6}") {
            round(Mark::Entry(EntryNumber(1)), &text);
            round(Mark::Earlier(SectionKey::from_title("x"), 1), &text);
        }
    }
}
