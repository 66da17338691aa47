//! Conditions and what is due, word by word: what can be read in two ways is not read.

use super::Asks;
use super::says::Why;
use crate::action::Priority;
use crate::review::{ReviewLevel, parse_percent};
use crate::word::Word;

/// What stands before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Within,
    Spent(i64),
    Over,
    One(i64),
}

const ALL: i64 = 1_000_000;

/// Small letters, `%` as a word of its own, no commas.
pub fn words(text: &str) -> Vec<String> {
    // A comma between digits is a point.
    let text = text.to_lowercase().replace(", ", " ").replace('%', " % ");
    let word = |word: &str| if word == "percent" { "%".to_owned() } else { word.to_owned() };
    text.split_whitespace().map(word).collect()
}

/// None where these words before a colon, or of a sentence without one, are for people.
pub fn condition(words: &[String], colon: bool) -> Option<Result<Condition, Why>> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let read = match words.as_slice() {
        ["within", budget @ ..] if is_budget(budget) => Ok(Condition::Within),
        ["over", budget @ ..] if is_budget(budget) => Ok(Condition::Over),
        ["above", share, "%", spent @ ..] if spent.is_empty() || is_spent(spent) => step(share),
        [share, "%", spent @ ..] if is_spent(spent) => step(share),
        ["one", "incident", "above", share, "%", of @ ..] if of.is_empty() || is_of(of) => {
            one(share)
        }
        other if begins_like_a_rule(other, colon) => Err(Why::Condition),
        _ => return None,
    };
    // Without a colon only what has a figure says something that would not be done.
    match read {
        Ok(Condition::Within | Condition::Over) if !colon => None,
        _ if !colon => Some(Err(Why::Colon)),
        read => Some(read),
    }
}

fn step(share: &str) -> Result<Condition, Why> {
    let parts = parse_percent(share).ok_or(Why::Condition)?;
    (1..ALL).contains(&parts).then_some(Condition::Spent(parts)).ok_or(Why::Step)
}

fn one(share: &str) -> Result<Condition, Why> {
    let parts = parse_percent(share).ok_or(Why::Condition)?;
    (1..=ALL).contains(&parts).then_some(Condition::One(parts)).ok_or(Why::One)
}

/// What comes after “the error budget”, with or without the first two words.
fn after_budget<'w, 's>(words: &'w [&'s str]) -> Option<&'w [&'s str]> {
    let words = match words {
        ["the" | "a" | "an" | "its" | "our", rest @ ..] => rest,
        other => other,
    };
    match words {
        ["error", "budget", rest @ ..] | ["budget", rest @ ..] => Some(rest),
        _ => None,
    }
}

fn is_budget(words: &[&str]) -> bool {
    after_budget(words).is_some_and(<[_]>::is_empty)
}

fn is_of(words: &[&str]) -> bool {
    words.split_first().is_some_and(|(of, budget)| *of == "of" && is_budget(budget))
}

fn is_spent(words: &[&str]) -> bool {
    match words {
        ["spent"] => true,
        [budget @ .., "spent"] | budget => is_of(budget),
    }
}

/// A reader would take it for one.
fn begins_like_a_rule(words: &[&str], colon: bool) -> bool {
    let of_budget =
        |rest: &[&str]| matches!(rest, ["of", budget @ ..] if after_budget(budget).is_some());
    match words {
        ["within" | "over", rest @ ..] if after_budget(rest).is_some() => colon,
        ["above", _, "%", "spent", ..] => true,
        ["above", _, "%", rest @ ..] => colon || of_budget(rest),
        [_, "%", rest @ ..] => rest.first() == Some(&"spent") || (colon && of_budget(rest)),
        ["one", "incident", "above" | "over", ..] => true,
        _ => incident(words),
    }
}

/// “Any incident that costs 20 % of the budget …”
fn incident(words: &[&str]) -> bool {
    let article =
        |word: &&&str| matches!(**word, "a" | "an" | "any" | "each" | "every" | "one" | "single");
    let articles = words.iter().take_while(article).count();
    match words.get(articles..) {
        Some(["incident", rest @ ..]) if articles > 0 => {
            let above = matches!(rest.first(), Some(&("above" | "over" | "beyond")));
            rest.contains(&"%") && (above || rest.contains(&"budget"))
        }
        _ => false,
    }
}

/// What is due, of the first sentence after the colon. None where it cannot be read to its end.
pub fn asks(sentence: &str) -> Option<Asks> {
    let words = words(sentence.trim_end_matches(['.', '!', ';', ' ']));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (review, rest) = match without(&words, &["a"]) {
        ["full", "review", rest @ ..] => (ReviewLevel::Full, rest),
        ["light", "review", rest @ ..] => (ReviewLevel::Light, rest),
        _ => return None,
    };
    let rest = without(rest, &["is", "due"]);
    if rest.is_empty() {
        return Some(Asks { review, action: None });
    }
    let rest = match rest {
        ["and", "with", rest @ ..] | ["and" | "with", rest @ ..] => rest,
        _ => return None,
    };
    let (priority, rest) = match without(rest, &["at", "least"]) {
        ["one" | "an" | "a" | "1", "action", "of", priority, rest @ ..]
        | ["one" | "an" | "a" | "1", priority, "action", rest @ ..] => (priority, rest),
        _ => return None,
    };
    let rest = without(without(rest, &["or", "graver"]), &["is", "due"]);
    let action = Priority::ALL.iter().copied().find(|one| one.key() == *priority)?;
    without(rest, &["are", "due"]).is_empty().then_some(Asks { review, action: Some(action) })
}

fn without<'w, 's>(words: &'w [&'s str], first: &[&str]) -> &'w [&'s str] {
    if words.starts_with(first) { words.get(first.len()..).unwrap_or_default() } else { words }
}
