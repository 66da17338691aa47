//! Taking a text out of an incident, wherever it stands.

use serde::Deserialize;

use crate::command::{Command, Typing, entry, incident};
use crate::number::{EntryNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::Reason;

/// `POST /incidents/INC-1/redactions`: a text, wherever it stands in the incident,
/// or the whole text of one entry in all its revisions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Redact {
    pub incident: String,
    pub entry: String,
    pub text: String,
    pub reason: String,
}

#[derive(Debug)]
pub struct Redaction {
    pub incident: IncidentNumber,
    pub what: Redacted,
    pub reason: Reason,
}

#[derive(Debug)]
pub enum Redacted {
    /// Every place in the incident where this stands.
    Text(String),
    /// All that an entry ever said.
    Entry(EntryNumber),
}

/// What stands in the place of a redacted text.
pub const REDACTED: &str = "[redacted]";

impl Command for Redact {
    type Parsed = Redaction;

    fn parse(self, _typing: &Typing) -> Result<Redaction, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let reason = checker.take("reason", Reason::parse(&self.reason));
        let text = self.text.trim().replace("\r\n", "\n");
        let what = if !self.entry.trim().is_empty() {
            Some(Redacted::Entry(entry(&self.entry)?))
        } else if text.chars().count() < 3 {
            checker.add("text", "Give the exact text to remove, at least three characters of it.");
            None
        } else if REDACTED.contains(&text) {
            checker.add("text", "That is the mark that stands in the place of redacted text.");
            None
        } else {
            Some(Redacted::Text(text))
        };
        let contains = |reason: &Reason| matches!(&what, Some(Redacted::Text(text)) if reason.as_str().contains(text.as_str()));
        if reason.as_ref().is_some_and(contains) {
            checker
                .add("reason", "The reason is kept and shown: it must not hold the text itself.");
        }
        let parsed = (|| Some(Redaction { incident, what: what?, reason: reason? }))();
        checker.done(parsed)
    }
}
