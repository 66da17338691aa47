//! The rules, as their file says them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::hint::apart;

const SHIPPED: &str = include_str!("rules.toml");

/// A file that cannot be taken, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RulesError(String);

/// What a kind of wording is called, why it is worth another look, and what to write instead.
#[derive(Debug)]
pub struct Rule {
    pub key: String,
    pub finds: String,
    pub reason: String,
    /// Where one can read more.
    pub source: String,
    pub rewrite: String,
    pattern: Regex,
    /// What it finds over the same words takes the hint back.
    unless: Option<Regex>,
}

impl Rule {
    /// The first place in a sentence.
    pub(super) fn find(&self, sentence: &str) -> Option<Range<usize>> {
        let holds = |found: &Range<usize>| {
            let mut except = self.unless.iter().flat_map(|unless| unless.find_iter(sentence));
            except.all(|except| apart(&except.range(), found))
        };
        self.pattern.find_iter(sentence).map(|found| found.range()).find(holds)
    }
}

/// Every rule that holds here.
#[derive(Debug, Clone, Default)]
pub struct Rules(Vec<Arc<Rule>>);

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    words: BTreeMap<String, Vec<String>>,
    rule: Vec<Written>,
}

/// Of a rule that is known, what it changes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    key: String,
    finds: Option<String>,
    reason: Option<String>,
    source: Option<String>,
    rewrite: Option<String>,
    patterns: Option<Vec<String>>,
    unless: Option<Vec<String>>,
    off: bool,
}

impl Rules {
    /// Those that Nofault comes with. A test says that they can be read.
    #[must_use]
    pub fn shipped() -> Self {
        static RULES: LazyLock<Rules> =
            LazyLock::new(|| File::read(SHIPPED).and_then(|file| file.rules()).unwrap_or_default());
        RULES.clone()
    }

    /// The shipped ones, with what an operator’s file adds, changes and switches off.
    ///
    /// # Errors
    /// [`RulesError`], with the line or the rule.
    pub fn with(own: &str) -> Result<Self, RulesError> {
        let mut file = File::read(SHIPPED)?;
        let own = File::read(own)?;
        file.words.extend(own.words);
        for rule in own.rule {
            match file.rule.iter_mut().find(|known| known.key == rule.key) {
                Some(known) => known.change(rule),
                None => file.rule.push(rule),
            }
        }
        file.rules()
    }

    #[must_use]
    pub fn all(&self) -> &[Arc<Rule>] {
        &self.0
    }

    /// Whether there is a rule of this key.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.0.iter().any(|rule| rule.key == key)
    }
}

impl File {
    fn read(text: &str) -> Result<Self, RulesError> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let why = error.message().lines().next().unwrap_or_default().to_owned();
            RulesError(format!("line {}: {why}", before.matches('\n').count() + 1))
        })
    }

    fn rules(self) -> Result<Rules, RulesError> {
        let Self { words, rule } = self;
        let on = rule.into_iter().filter(|rule| !rule.off);
        on.map(|rule| rule.compiled(&words).map(Arc::new)).collect::<Result<_, _>>().map(Rules)
    }
}

impl Written {
    fn change(&mut self, by: Self) {
        let Self { key: _, finds, reason, source, rewrite, patterns, unless, off } = by;
        self.finds = finds.or_else(|| self.finds.take());
        self.reason = reason.or_else(|| self.reason.take());
        self.source = source.or_else(|| self.source.take());
        self.rewrite = rewrite.or_else(|| self.rewrite.take());
        self.patterns = patterns.or_else(|| self.patterns.take());
        self.unless = unless.or_else(|| self.unless.take());
        self.off = off;
    }

    fn compiled(self, words: &BTreeMap<String, Vec<String>>) -> Result<Rule, RulesError> {
        let key = self.key.trim().to_owned();
        if key.is_empty() || key.len() > 60 {
            return Err(RulesError("each rule needs a key of at most 60 letters".to_owned()));
        }
        let text = |given: Option<String>, what: &str| {
            let given = given.unwrap_or_default().trim().to_owned();
            if given.is_empty() {
                return Err(RulesError(format!("the rule “{key}” has no {what}")));
            }
            Ok(given)
        };
        let pattern = any(&key, &self.patterns.unwrap_or_default(), words)?
            .ok_or_else(|| RulesError(format!("the rule “{key}” has no patterns")))?;
        Ok(Rule {
            finds: text(self.finds, "finds")?,
            reason: text(self.reason, "reason")?,
            source: text(self.source, "source")?,
            rewrite: text(self.rewrite, "rewrite")?,
            pattern,
            unless: any(&key, &self.unless.unwrap_or_default(), words)?,
            key,
        })
    }
}

/// One for all of them; none where there are none.
fn any(
    key: &str,
    written: &[String],
    words: &BTreeMap<String, Vec<String>>,
) -> Result<Option<Regex>, RulesError> {
    let each: Vec<String> = written.iter().map(|one| spelled(one, words)).collect();
    if let Ok(all) = build(&each.join("|")) {
        if !all.is_match("") && !all.is_match("q 0") {
            return Ok((!each.is_empty()).then_some(all));
        }
        if each.is_empty() {
            return Ok(None);
        }
    }
    // One of them is not right: say which.
    for (written, one) in written.iter().zip(&each) {
        let why = match build(one) {
            Ok(built) if built.is_match("") || built.is_match("q 0") => "finds everything".into(),
            Ok(_) => continue,
            Err(error) => {
                let why = error.to_string();
                let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ");
                format!("is no pattern: {why}")
            }
        };
        return Err(RulesError(format!("the rule “{key}”: “{written}” {why}")));
    }
    Err(RulesError(format!("the rule “{key}” has more patterns than fit")))
}

fn build(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(1 << 22).build()
}

/// A pattern with its words and blanks, between the edges of words.
fn spelled(written: &str, words: &BTreeMap<String, Vec<String>>) -> String {
    let mut whole = written.to_owned();
    // Words may be made of words.
    for _ in 0..2 {
        for (word, any) in words {
            whole = whole.replace(&format!("{{{word}}}"), &format!("(?:{})", any.join("|")));
        }
    }
    // Of plain letters: the whole of Unicode takes a hundred times as much memory.
    let whole = blanks(&whole.replace("{name}", "_{2,}").replace(r"\w", "[a-z0-9_]"));
    let edge = |at: bool| if at { r"(?-u:\b)" } else { "" };
    let (first, last) = (edge(!written.starts_with('^')), edge(!written.ends_with(['$', ' '])));
    format!("{first}(?:{whole}){last}")
}

/// A blank is any white space.
fn blanks(pattern: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_u32);
    let mut letters = pattern.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => {
                out.push(c);
                out.extend(letters.next());
                continue;
            }
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            ' ' => {
                out.push_str(if depth > 0 { r"\s" } else { r"(?:\s+)" });
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}
