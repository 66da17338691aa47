//! From the text behind a word to the fields of its form.

use super::super::Typing;
use super::split::{after_word, first_word, moment, range};
use super::{Slash, Verb};
use crate::duration::Duration;
use crate::milestone::Milestone;
use crate::word::Word;

type Fields = Vec<(&'static str, String)>;

/// # Errors
/// A sentence that says what is missing, and how it is written.
pub(super) fn read(verb: Verb, rest: &str, typing: &Typing) -> Result<Slash, String> {
    match verb {
        Verb::Severity => severity(rest),
        Verb::Status => status(rest, typing),
        Verb::Lead => lead(rest, typing),
        Verb::Milestone(milestone) => Ok(at(milestone, rest)),
        Verb::Impact => impact(rest, typing),
        Verb::Action => action(rest),
        Verb::Update => update(rest),
        Verb::Toil => toil(rest),
    }
}

fn plain(verb: Verb, fields: Fields) -> Slash {
    Slash { verb, fields, named: None }
}

fn owned(name: &'static str, text: &str) -> (&'static str, String) {
    (name, text.to_owned())
}

fn severity(rest: &str) -> Result<Slash, String> {
    let (word, comment) = value(rest);
    let severity = match word.to_lowercase().as_str() {
        "" => return Err("Which severity? Write /sev 2, or /sev none to take it away.".to_owned()),
        "none" | "unknown" => "",
        _ => word,
    };
    Ok(plain(Verb::Severity, vec![owned("severity", severity), owned("comment", comment)]))
}

fn status(rest: &str, typing: &Typing) -> Result<Slash, String> {
    let (word, comment) = value(rest);
    if word.is_empty() {
        return Err("Which status? Write /status monitoring, or /status monitoring at 14:05: \
                    and a comment."
            .to_owned());
    }
    let mut fields = vec![owned("status", word)];
    let timed = after_word(comment, &["at", "since"]).and_then(|rest| moment(rest, typing));
    let comment = timed.map_or(comment, |(at, comment)| {
        fields.push(owned("at", at));
        comment
    });
    fields.push(owned("comment", comment));
    Ok(plain(Verb::Status, fields))
}

/// The first word without its colon, and the comment behind it.
fn value(rest: &str) -> (&str, &str) {
    let (word, comment) = first_word(rest);
    (word.trim_end_matches(':'), comment.trim_start_matches(':').trim_start())
}

fn lead(rest: &str, typing: &Typing) -> Result<Slash, String> {
    let mut fields = vec![owned("role", "lead")];
    let timed = rest.rmatch_indices(" at ").find_map(|(end, found)| {
        let (at, left) = moment(rest.get(end + found.len()..)?, typing)?;
        left.is_empty().then_some((rest.get(..end)?, at))
    });
    let name = timed.map_or(rest, |(name, at)| {
        fields.push(owned("at", at));
        name
    });
    let name = name.trim().trim_start_matches('@').trim();
    let named = (!name.is_empty() && name != "me").then(|| owned("person", name));
    Ok(Slash { verb: Verb::Lead, fields, named })
}

/// Blank is now: the composer's own time, where one was typed.
fn at(milestone: Milestone, rest: &str) -> Slash {
    let mut fields = vec![owned("milestone", milestone.key())];
    let rest = after_word(rest, &["at"]).unwrap_or(rest).trim_start_matches(':').trim();
    if !rest.is_empty() {
        fields.push(owned("at", rest));
    }
    plain(Verb::Milestone(milestone), fields)
}

fn impact(rest: &str, typing: &Typing) -> Result<Slash, String> {
    for (word, milestone) in
        [("started", Milestone::ImpactStarted), ("ended", Milestone::ImpactEnded)]
    {
        let rest = after_word(rest, &[word]);
        // A service may be called so; a time behind it says that none is meant.
        if let Some(rest) = rest.filter(|rest| moment(rest, typing).is_some()) {
            return Ok(at(milestone, rest));
        }
    }
    let (service, rest) = service(rest, typing);
    if service.is_empty() {
        return Err("Which service? Write /impact checkout 30% 13:50-14:20, and words.".to_owned());
    }
    // The fraction stands before the time or behind it.
    let (before, rest) = share(rest);
    let found = range(rest, typing);
    let rest = found.as_ref().map_or(rest, |found| found.rest);
    let (fraction, words) = if before.is_empty() { share(rest) } else { (before, rest) };
    let mut fields = vec![owned("service", service), owned("fraction", fraction)];
    if let Some(found) = found {
        fields.push(("from", found.from));
        fields.extend(found.to.map(|to| ("to", to)));
    }
    fields.push(owned("words", words.trim_start_matches(':').trim_start()));
    Ok(plain(Verb::Impact, fields))
}

/// A name in quotes; else all words before a fraction or a time, else the first word.
fn service<'a>(rest: &'a str, typing: &Typing) -> (&'a str, &'a str) {
    if let Some((name, rest)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        return (name.trim(), rest.trim_start());
    }
    let line = rest.lines().next().unwrap_or_default();
    let starts = line
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && line.get(..*at).is_some_and(ends_blank))
        .map(|(at, _)| at);
    let found = starts.take(6).find(|at| {
        let rest = rest.get(*at..).unwrap_or_default();
        let timed = || {
            let word = first_word(rest).0;
            let begins = word.starts_with(|c: char| c.is_ascii_digit() || c == '~')
                || ["from", "since", "now", "yesterday", "today"].contains(&word);
            begins && range(rest, typing).is_some()
        };
        !share(rest).0.is_empty() || timed()
    });
    match found {
        Some(at) => (rest.get(..at).unwrap_or_default().trim(), rest.get(at..).unwrap_or_default()),
        None => first_word(rest),
    }
}

fn ends_blank(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

/// `30%`, `0.5 %`, `1/3`, and what follows.
fn share(rest: &str) -> (&str, &str) {
    let (word, after) = first_word(rest);
    let number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let ratio = word.split_once('/').is_some_and(|(a, b)| digits(a) && digits(b));
    if word.strip_suffix('%').is_some_and(number) || ratio {
        return (word, after);
    }
    match after.strip_prefix('%') {
        Some(after) if number(word) => {
            let end = rest.len() - after.len();
            (rest.get(..end).unwrap_or_default().trim(), after.trim_start())
        }
        _ => ("", rest),
    }
}

fn action(rest: &str) -> Result<Slash, String> {
    let (mut title, mut due, mut owner) = (rest.trim(), "", "");
    // Either may come first.
    for _ in 0..2 {
        if let Some((text, day)) = title.rsplit_once(" due ").filter(|(_, day)| is_day(day)) {
            (title, due) = (text.trim_end(), day.trim());
        } else if let Some((text, name)) = title.rsplit_once(" @").filter(|(_, name)| is_name(name))
        {
            (title, owner) = (text.trim_end(), name.trim());
        }
    }
    if title.is_empty() {
        return Err("What is to be done? Write /action and the words, then @owner and due \
                    2026-12-01 if you know them."
            .to_owned());
    }
    let fields = vec![owned("title", title), owned("due", due)];
    Ok(Slash {
        verb: Verb::Action,
        fields,
        named: (!owner.is_empty()).then(|| owned("owner", owner)),
    })
}

/// The longest beginning that is a length, and the words behind it.
fn toil(rest: &str) -> Result<Slash, String> {
    let blanks = rest.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    // As many words as a length may have: 2 hours and 10 minutes.
    let ends: Vec<usize> = blanks.take(8).collect();
    // `20 min` alone is a length without words.
    let bare = crate::toil::minutes(rest).is_ok();
    let found = ends.into_iter().rev().find_map(|end| {
        let (head, words) = (rest.get(..end)?, rest.get(end..)?.trim_start());
        let length = head.trim_end_matches([':', ',']);
        let read = crate::toil::minutes(length).is_ok() && !words.is_empty() && !bare;
        read.then(|| (length.to_owned(), words.trim_start_matches([':', ',']).trim_start()))
    });
    match found {
        Some((minutes, words)) if !words.is_empty() => {
            Ok(plain(Verb::Toil, vec![("minutes", minutes), owned("body", words)]))
        }
        _ => Err("How long, and what was it? Write /toil 20 min and the words.".to_owned()),
    }
}

/// One word that begins with a digit: whether it is a day, the form says.
fn is_day(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(char::is_whitespace)
}

/// The beginning of a name.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !text.contains('\n')
}

fn update(rest: &str) -> Result<Slash, String> {
    let (text, next) = promised(rest);
    if text.is_empty() {
        return Err("What shall stakeholders know? Write /update and the words, then next 30 min."
            .to_owned());
    }
    Ok(plain(Verb::Update, vec![owned("text", text), owned("next", next)]))
}

/// Splits off `next 30 min` or `[next 15:00]` at the end.
fn promised(rest: &str) -> (&str, &str) {
    let rest = rest.trim();
    let inner = rest.strip_suffix(']').unwrap_or(rest);
    let lower = inner.to_ascii_lowercase();
    let Some(at) = lower.rfind("next ") else {
        return (rest, "");
    };
    let before = inner.get(..at).unwrap_or_default();
    let next = inner.get(at + "next ".len()..).unwrap_or_default().trim();
    if !before.ends_with(|c: char| c.is_whitespace() || c == '[') || !is_time(next) {
        return (rest, "");
    }
    (before.trim_end().trim_end_matches('[').trim_end(), next)
}

fn is_time(text: &str) -> bool {
    let text = after_word(text, &["in", "at"]).unwrap_or(text);
    let text = after_word(text, &["tomorrow", "today"]).unwrap_or(text);
    let clock = text.split_once(':').is_some_and(|(hour, minute)| {
        hour.parse::<u8>().is_ok() && minute.starts_with(|c: char| c.is_ascii_digit())
    });
    clock || Duration::parse(text).is_ok()
}
