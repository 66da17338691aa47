//! One suggestion on the wording of one sentence.

use std::ops::Range;
use std::sync::Arc;

use super::prose::{NAMED, Prose, Read};
use super::rules::{Rule, Rules};
use crate::naming;

/// What a rule found, and where.
#[derive(Debug, Clone)]
pub struct Hint {
    pub rule: Arc<Rule>,
    /// In the source, in bytes.
    pub span: Range<usize>,
    /// The sentence without markup: up to what was found, that, and the rest.
    pub before: String,
    pub found: String,
    pub after: String,
    /// The whole sentence without markup.
    pub passage: String,
}

impl Hint {
    /// From and to, in characters of the source.
    #[must_use]
    pub fn characters(&self, text: &str) -> Range<usize> {
        let count = |to: usize| text.get(..to).map_or(0, |part| part.chars().count());
        count(self.span.start)..count(self.span.end)
    }
}

impl Rules {
    /// What there is to suggest on a text, in its order: at most one hint of a rule for each
    /// sentence, and one for the same words. `names` are of people of the incident.
    #[must_use]
    pub fn hints(&self, text: &str, names: &[&str]) -> Vec<Hint> {
        let mut prose = Prose::of(text, Read::Own);
        for (range, _) in naming::occurrences(prose.masked(), names) {
            prose.fill(range, NAMED);
        }
        let mut hints: Vec<Hint> = Vec::new();
        for sentence in prose.sentences() {
            let part = prose.masked().get(sentence.clone()).unwrap_or_default();
            let first = hints.len();
            for rule in self.all() {
                let Some(found) = rule.find(part) else { continue };
                let span = sentence.start + found.start..sentence.start + found.end;
                let known = hints.get(first..).unwrap_or_default();
                if known.iter().all(|hint| apart(&hint.span, &span)) {
                    hints.push(hint(text, &prose, &sentence, span, rule));
                }
            }
        }
        hints.sort_by_key(|hint| hint.span.start);
        hints
    }
}

fn hint(
    text: &str,
    prose: &Prose,
    sentence: &Range<usize>,
    span: Range<usize>,
    rule: &Arc<Rule>,
) -> Hint {
    Hint {
        rule: rule.clone(),
        before: prose.shown(text, sentence.start..span.start),
        found: prose.shown(text, span.clone()),
        after: prose.shown(text, span.end..sentence.end),
        passage: prose.shown(text, sentence.clone()),
        span,
    }
}

pub(super) fn apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start || other.end <= one.start
}
