//! “How are we doing?”: what each report says of one span, in a sentence or two. Nobody is
//! named, and nothing is told that its report does not tell.

mod ask;
mod back;
mod budgets;
mod headline;
#[cfg(test)]
mod tests;
mod through;

pub use ask::HomeAsked;
pub use back::{Back, CameBack};
pub use budgets::{Budgets, Standing};
pub use headline::Headline;
pub use through::Through;

use super::durations::{Counts, DurationsReport, LeftOut, Spans, unstarted};
use super::span::Span;
use super::toil::Sum;
use crate::statistics::change::{CannotTell, Method, UNSTRATIFIED, Verdict};
use crate::statistics::sample::LEAST;
use crate::toil::shown;
use crate::word::lower;

/// So many verdicts are told at once: whether there are more incidents or fewer, and whether they
/// take shorter or longer. Each is told at `1 − 0.05 / 2` (Bonferroni): with each at 95 %, 7 of 100
/// homes would tell of a change where nothing changed.
pub const AT_ONCE: usize = 2;

/// How long incidents of a span took, and whether that is shorter or longer than before it.
#[must_use]
pub fn lasting(report: &DurationsReport, spans: &Spans, span: Span) -> Vec<String> {
    let counts = &spans.after.counts;
    let open = unstarted(report.within(span)).len();
    let known = counts.n + counts.n_open > 0;
    let open_in_words = report.unstarted_in_words(open, known);
    let left_out = counts.left_out.iter().filter(|(reason, _)| **reason != LeftOut::StillOpen);
    let left_out: u64 = left_out.map(|(_, many)| many).sum();
    let more =
        (left_out > 0).then(|| format!("Of {left_out} more it is not known how long it took."));
    if !known {
        return match (open_in_words, left_out) {
            (Some(open), _) => [Some(open), more].into_iter().flatten().collect(),
            (None, 0) => vec!["There is no incident to measure.".to_owned()],
            (None, _) => vec!["Of no incident is it known how long it took.".to_owned()],
        };
    }
    let change = &spans.change;
    let verdict = lower(&change.verdict.to_string());
    let before = span.before().said();
    let mut words = match few(report, counts, span) {
        Some(few) => vec![few],
        None => vec![spans.after.told.median.to_string()],
    };
    words.extend(open_in_words);
    words.extend(more);
    let was = &spans.before.counts;
    words.push(match (was.n + was.n_open, was.left_out.is_empty()) {
        (0, true) => format!("No incident of {before} is on record to compare with."),
        (0, false) => {
            format!("Of {before} it is not known how long any took: nothing is compared.")
        }
        _ => format!("Compared with {before}: {verdict}."),
    });
    let told = !matches!(change.verdict, Verdict::CannotTell(_));
    if told && change.method == Method::Censored {
        words.push(UNSTRATIFIED.to_owned());
    }
    if change.verdict == Verdict::CannotTell(CannotTell::NotSure) {
        words.push(change.smallest_in_words());
    }
    words
}

/// What the percentages of some words mean, each that stands in them.
#[must_use]
pub fn sureness_in_words(words: &[String]) -> Vec<&'static str> {
    const EACH: [(&str, &str); 2] = [
        ("95 %", "“95 %” is how sure a range is: it misses once in 20 times."),
        ("97.5 %", "“97.5 %” is how sure a range is: it misses once in 40 times."),
    ];
    let stands = |share: &str| words.iter().any(|text| text.contains(&format!("({share}")));
    EACH.into_iter().filter(|(word, _)| stands(word)).map(|(_, says)| says).collect()
}

/// Of so few that “half of them” says nothing, from the shortest to the longest.
fn few(report: &DurationsReport, counts: &Counts, span: Span) -> Option<String> {
    let all = counts.n + counts.n_open;
    if all >= u64::try_from(LEAST).unwrap_or(u64::MAX) {
        return None;
    }
    let ended = report.within(span).flat_map(|period| &period.included);
    let shortest = ended.clone().min_by_key(|one| (one.duration, one.incident));
    let longest = ended.max_by_key(|one| (one.duration, one.incident));
    let mut words = match (shortest, longest, counts.n) {
        (Some(one), _, 1) => format!("The one that ended took {}.", one.shown()),
        (Some(shortest), Some(longest), many) => {
            let (shortest, longest) = (shortest.shown(), longest.shown());
            format!("The {many} that ended took between {shortest} and {longest}.")
        }
        _ => "None has ended yet.".to_owned(),
    };
    match counts.n_open {
        0 => {}
        1 => words.push_str(" 1 is still open."),
        many => words.push_str(&format!(" {many} are still open.")),
    }
    Some(words)
}

/// Toil of a span, and of the one before it.
#[must_use]
pub fn toil(now: &Sum, before: &Sum, called: &str) -> Vec<String> {
    let was = match before.minutes {
        0 => format!("Of {called} none is written down."),
        minutes => format!("Of {called} it is {}.", shown(minutes)),
    };
    if now.entries + before.entries == 0 { vec![now.in_words()] } else { vec![now.in_words(), was] }
}
