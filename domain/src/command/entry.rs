//! The timeline: logging, editing, deleting.

mod redact;
#[cfg(test)]
mod tests;

pub use redact::{REDACTED, Redact, Redacted, Redaction};

use serde::{Deserialize, Deserializer};

use super::incident::or_now;
use super::{Command, Typing, Was, entry, incident, version};
use crate::entry::EntryKind;
use crate::evidence::Evidence;
use crate::file::{NewFile, SentFile};
use crate::moment::{Moment, Source};
use crate::number::{EntryNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::Markdown;
use crate::toil::Toil;
use crate::word::Word;
use crate::zone::Zone;

/// `POST /incidents/INC-1/entries`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LogEntry {
    pub incident: String,
    pub kind: String,
    pub body: String,
    pub at: String,
    pub zone: String,
    /// The address of what shows it.
    pub evidence: String,
    /// `on`: a key moment.
    pub pinned: String,
    /// Of toil, and whether it could be automated (`on`).
    pub minutes: String,
    pub automatable: String,
    /// What came with the form.
    #[serde(skip)]
    pub files: Vec<SentFile>,
}

#[derive(Debug)]
pub struct NewEntry {
    pub incident: IncidentNumber,
    pub kind: EntryKind,
    /// None where nothing was typed, which only an entry with a file may say.
    pub body: Option<Markdown>,
    pub at: Moment,
    pub evidence: Option<Evidence>,
    pub pinned: bool,
    pub toil: Option<Toil>,
    pub files: Vec<NewFile>,
}

impl Command for LogEntry {
    type Parsed = NewEntry;

    fn parse(self, typing: &Typing) -> Result<NewEntry, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let (kind, at) = content(typing, &self.kind, or_now(&self.at), &self.zone, &mut checker);
        let body = if self.files.is_empty() {
            checker.take("body", Markdown::parse(&self.body)).map(Some)
        } else {
            checker.take("body", Markdown::parse_optional(&self.body))
        };
        let evidence = checker.optional("evidence", &self.evidence, Evidence::parse);
        let toil = super::toil::beside(&self.minutes, &self.automatable, &mut checker);
        let files = checker.take("file", NewFile::parse_all(&self.files));
        let parsed = (|| {
            Some(NewEntry {
                incident,
                kind: kind?.unwrap_or(EntryKind::Note),
                body: body?,
                at: at?,
                evidence: evidence?,
                pinned: ticked(&self.pinned),
                toil: toil?,
                files: files?,
            })
        })();
        checker.done(parsed)
    }

    fn attach(&mut self, files: Vec<SentFile>) {
        self.files = files;
    }
}

/// A box of that name is ticked; a hidden field of the same name may say that there is a box.
pub(super) fn ticked(given: &str) -> bool {
    given.split(',').any(|one| one.trim() == "on")
}

/// A field that was there, even if blank.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    String::deserialize(deserializer).map(Some)
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
    /// Without the field it stays; blank takes it away.
    #[serde(deserialize_with = "given")]
    pub evidence: Option<String>,
    /// Without the field it stays.
    #[serde(deserialize_with = "given")]
    pub pinned: Option<String>,
    pub was_kind: Was,
    pub was_at: Was,
}

#[derive(Debug)]
pub struct EntryEdit {
    pub incident: IncidentNumber,
    pub entry: EntryNumber,
    pub version: i64,
    pub kind: Option<EntryKind>,
    /// None where nothing was typed, which only a status change or an entry with a file may say.
    pub body: Option<Markdown>,
    pub at: Moment,
    /// None leaves it.
    pub evidence: Option<Option<Evidence>>,
    /// None leaves it.
    pub pinned: Option<bool>,
    /// In which the form's times are read.
    pub zone: Zone,
    pub was_kind: Option<EntryKind>,
    pub was_at: Option<Moment>,
}

impl Command for EditEntry {
    type Parsed = EntryEdit;

    fn parse(self, typing: &Typing) -> Result<EntryEdit, Refusal> {
        let (incident, entry) = (incident(&self.incident)?, entry(&self.entry)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let (kind, at) = content(typing, &self.kind, &self.at, &self.zone, &mut checker);
        let body = checker.take("body", Markdown::parse_optional(&self.body));
        let evidence = match &self.evidence {
            None => Some(None),
            Some(given) => checker.optional("evidence", given, Evidence::parse).map(Some),
        };
        let zone = Zone::parse(&self.zone).unwrap_or_else(|_| typing.zone.clone());
        let was_at = |text: &str| Moment::parse(text, &zone, typing.now, Source::Person);
        let (was_kind, was_at) = (self.was_kind.read(EntryKind::parse), self.was_at.read(was_at));
        let parsed = (|| {
            Some(EntryEdit {
                incident,
                entry,
                version: version?,
                kind: kind?,
                body: body?,
                at: at?,
                evidence: evidence?,
                pinned: self.pinned.as_deref().map(ticked),
                zone,
                was_kind,
                was_at,
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
