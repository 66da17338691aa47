//! Names of people in a text, and roles in their place: “Rosa restarted it” becomes “The
//! on-call engineer restarted it”. Code and addresses stay as they are.

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::blameless::{Prose, Read};

/// A name of somebody, where it stands in a Markdown text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub range: Range<usize>,
    /// The index of the person.
    pub person: usize,
    /// Whether a sentence begins with it.
    pub begins: bool,
    /// Its sentence without markup: up to the name, the name, and the rest.
    pub before: String,
    pub name: String,
    pub after: String,
}

impl Place {
    /// What stands there once it is replaced, such as `The incident lead`.
    #[must_use]
    pub fn replacement(&self, role: &str) -> String {
        let mut letters = role.chars();
        match letters.next() {
            Some(first) if self.begins => first.to_uppercase().chain(letters).collect(),
            _ => role.to_owned(),
        }
    }
}

/// By what each of these people is called: the whole name, and the first one where nobody else
/// of them has it.
#[must_use]
pub fn called(people: &[&str]) -> Vec<(usize, String)> {
    let whole: Vec<String> =
        people.iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let mut called = Vec::new();
    for (index, name) in whole.iter().enumerate() {
        let own = first(name);
        let others = whole.iter().enumerate().filter(|(other, _)| *other != index);
        // A letter or two is no name: “J” of “J Doe”, “Al”, would be found where nobody is meant.
        let alone = own.chars().count() > 2 && others.clone().all(|(_, other)| first(other) != own);
        // Two people of one name are nobody in particular.
        if !name.is_empty() && others.clone().all(|(_, other)| other != name) {
            called.push((index, name.clone()));
        }
        if alone && own != *name {
            called.push((index, own));
        }
    }
    called
}

/// Where people are named in a Markdown text: as whole words, capital letters as in the name.
#[must_use]
pub fn places(text: &str, people: &[&str]) -> Vec<Place> {
    let prose = Prose::of(text, Read::Everything);
    let called = called(people);
    let names: Vec<&str> = called.iter().map(|(_, name)| name.as_str()).collect();
    let sentences = prose.sentences();
    let place = |(range, name): (Range<usize>, usize)| {
        let (person, _) = called.get(name)?;
        let sentence = sentences.iter().find(|one| one.contains(&range.start))?;
        Some(Place {
            person: *person,
            begins: range.start == sentence.start,
            before: prose.shown(text, sentence.start..range.start),
            name: prose.shown(text, range.clone()),
            after: prose.shown(text, range.end..sentence.end),
            range,
        })
    };
    occurrences(prose.masked(), &names).into_iter().filter_map(place).collect()
}

/// Each range of `text` (of bytes, apart, in any order, between characters) replaced by its words.
#[must_use]
pub fn replaced(text: &str, replacements: &[(Range<usize>, String)]) -> String {
    let mut sorted: Vec<_> = replacements.iter().collect();
    sorted.sort_by_key(|(range, _)| range.start);
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (range, words) in sorted {
        let Some(kept) = text.get(from..range.start) else { continue };
        out.push_str(kept);
        out.push_str(words);
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Where one of `names` stands as whole words, in order: the longest at each place, and which.
pub(crate) fn occurrences(text: &str, names: &[&str]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        for (at, _) in text.match_indices(name) {
            let end = at + name.len();
            let (before, after) = (text.get(..at), text.get(end..));
            if let (Some(before), Some(after)) = (before, after)
                && !goes_on(before.chars().rev())
                && !goes_on(after.chars())
            {
                // As one is called in a chat.
                found.push((at - usize::from(before.ends_with('@'))..end, index));
            }
        }
    }
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|(range, _)| {
        let first = range.start >= end;
        end = if first { range.end } else { end };
        first
    });
    found
}

/// Whether a word does not end here: another letter, or `-`, `.` or `@` and one.
fn goes_on(mut outward: impl Iterator<Item = char>) -> bool {
    match outward.next() {
        Some(c) if c.is_alphanumeric() || c == '_' => true,
        Some('-' | '.' | '@') => outward.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}
