//! Hints on the title of an action: whether it is actionable, specific and bounded. Advice, never
//! more. After "Site Reliability Engineering", chapter 15, and "The Site Reliability Workbook",
//! chapter 10, "Postmortem Culture".
//!
//! Rather silent than wrong: what goes on for ever in itself ("improve", "investigate") gets no
//! hint where it says of what. Measured on real actions in `docs/blameless.md`.

mod rules;
#[cfg(test)]
mod tests;

use rules::*;

/// Why a title may lead nowhere, and how it could read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    pub reason: &'static str,
    pub example: &'static str,
}

impl Hint {
    /// As one sentence beside a field.
    #[must_use]
    pub fn text(self) -> String {
        format!("{} For example: {}.", self.reason, self.example)
    }
}

/// The hint on a title, if there is one to give.
#[must_use]
pub fn hint(title: &str) -> Option<Hint> {
    let text = plain(title);
    let text = text.as_str();
    if NONE.contains(&text) {
        return Some(NOTHING);
    }
    if starts(text, CAREFUL).is_some() || TELLING.iter().any(|telling| text.contains(telling)) {
        return Some(CARE);
    }
    if starts(text, TICKETS).is_some_and(|about| starts(about, NO_TICKETS).is_none()) {
        return Some(TICKET);
    }
    if starts(text, ASKING).is_some_and(|about| starts(about, NO_QUESTIONS).is_none()) {
        return Some(QUESTION);
    }
    if tells(text) {
        return Some(HAPPENED);
    }
    if starts(text, SHAPELESS).is_some() {
        return Some(NO_DOING);
    }
    if starts(text, UNDECIDED).is_some() {
        return Some(UNDECIDED_HINT);
    }
    if let Some(rest) = starts(text, ENDLESS) {
        return only_fields(rest).then_some(VAGUE);
    }
    if let Some(rest) = starts(text, WANDERING) {
        return (!asks(rest)).then_some(OPEN_END);
    }
    if let Some(rest) = starts(text, SEARCHES) {
        let bare = rest.split_whitespace().count() <= 2 || starts(rest, CHOICES).is_some();
        return (bare && !asks(rest) && !is_named(title)).then_some(OPEN_END);
    }
    // One or two words that are the name of a field, such as "monitoring".
    let words = text.split_whitespace().count();
    (words <= 3 && !text.is_empty() && only_fields(text)).then_some(NO_DOING)
}

/// In small letters, without markup, the addresses of links, and what stands around it.
fn plain(title: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(title.len()), title);
    while let Some((before, after)) = rest.split_once("](") {
        text.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text.retain(|c| !matches!(c, '[' | ']' | '*' | '{' | '}'));
    let text = text.trim_start_matches(['-', '“', '"', ' ']).trim_end_matches(['.', '!', ' ']);
    let text = text.to_lowercase().replace('’', "'");
    if text.is_empty() { title.trim().to_lowercase() } else { text }
}

/// "We have switched", "The team then raised"; not "We have to".
fn tells(text: &str) -> bool {
    let past = |about: &str| starts(about, &["to", "no"]).is_none();
    if let Some(about) = begins(text, "as part of") {
        return ["we have", "we had", "has been", "have been"]
            .iter()
            .any(|past| about.contains(past));
    }
    starts(text, TELLS).is_some_and(past)
}

/// "… if", "… why", "… whether" is a question that can be answered.
fn asks(rest: &str) -> bool {
    rest.split_whitespace().any(|word| {
        matches!(word, "if" | "why" | "whether" | "how" | "which" | "what" | "where" | "when")
    })
}

/// Something in it can be pointed at.
fn is_named(title: &str) -> bool {
    title.contains(['"', '“', '`', '#']) || title.chars().any(|c| c.is_ascii_digit())
}

/// What follows the first of these beginnings that the text has.
fn starts<'a>(text: &'a str, with: &[&str]) -> Option<&'a str> {
    with.iter().find_map(|with| begins(text, with))
}

/// What follows a beginning of whole words.
fn begins<'a>(text: &'a str, with: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(with)?;
    (rest.is_empty() || rest.starts_with([' ', ',', ':', '?']))
        .then(|| rest.trim_start_matches([' ', ',', ':']))
}

fn only_fields(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c == ',' || c == '/')
        .filter(|word| !word.is_empty())
        .all(|word| FIELDS.contains(&word) || EMPTY.contains(&word))
}
