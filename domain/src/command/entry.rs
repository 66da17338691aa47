//! The timeline: logging, editing, deleting, redacting.

use serde::Deserialize;

use super::incident::or_now;
use super::{Command, Typing, entry, incident, version};
use crate::entry::EntryKind;
use crate::moment::Moment;
use crate::number::{EntryNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::{Markdown, Reason};
use crate::word::Word;

/// `POST /incidents/INC-1/entries`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LogEntry {
    pub incident: String,
    pub kind: String,
    pub body: String,
    pub at: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct NewEntry {
    pub incident: IncidentNumber,
    pub kind: EntryKind,
    pub body: Markdown,
    pub at: Moment,
}

impl Command for LogEntry {
    type Parsed = NewEntry;

    fn parse(self, typing: &Typing) -> Result<NewEntry, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let (kind, at) = content(typing, &self.kind, or_now(&self.at), &self.zone, &mut checker);
        let body = checker.take("body", Markdown::parse(&self.body));
        let parsed = (|| {
            Some(NewEntry {
                incident,
                kind: kind?.unwrap_or(EntryKind::Note),
                body: body?,
                at: at?,
            })
        })();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/entries/e7`: earlier texts stay as revisions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditEntry {
    pub incident: String,
    pub entry: String,
    pub version: String,
    pub kind: String,
    pub body: String,
    pub at: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct EntryEdit {
    pub incident: IncidentNumber,
    pub entry: EntryNumber,
    pub version: i64,
    pub kind: Option<EntryKind>,
    /// None where nothing was typed, which only a status change may say.
    pub body: Option<Markdown>,
    pub at: Moment,
}

impl Command for EditEntry {
    type Parsed = EntryEdit;

    fn parse(self, typing: &Typing) -> Result<EntryEdit, Refusal> {
        let (incident, entry) = (incident(&self.incident)?, entry(&self.entry)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let (kind, at) = content(typing, &self.kind, &self.at, &self.zone, &mut checker);
        let body = checker.take("body", Markdown::parse_optional(&self.body));
        let parsed = (|| {
            Some(EntryEdit {
                incident,
                entry,
                version: version?,
                kind: kind?,
                body: body?,
                at: at?,
            })
        })();
        checker.done(parsed)
    }
}

fn content(
    typing: &Typing,
    kind: &str,
    at: &str,
    zone: &str,
    checker: &mut Checker,
) -> (Option<Option<EntryKind>>, Option<Moment>) {
    let kind = checker.optional("kind", kind, EntryKind::parse);
    if kind == Some(Some(EntryKind::StatusChange)) {
        checker.add("kind", "A status change is logged by changing the status.");
    }
    let at = typing.zone(zone, checker).and_then(|zone| typing.moment("at", at, &zone, checker));
    (kind, at)
}

/// `POST /incidents/INC-1/entries/e7/deletion`: leaves who and when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeleteEntry {
    pub incident: String,
    pub entry: String,
    pub version: String,
}

#[derive(Debug)]
pub struct EntryDeletion {
    pub incident: IncidentNumber,
    pub entry: EntryNumber,
    pub version: i64,
}

impl Command for DeleteEntry {
    type Parsed = EntryDeletion;

    fn parse(self, _typing: &Typing) -> Result<EntryDeletion, Refusal> {
        let (incident, entry) = (incident(&self.incident)?, entry(&self.entry)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| EntryDeletion { incident, entry, version }))
    }
}

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
