//! Files of an entry: attached later, and taken away.

use serde::Deserialize;

use super::{Command, Typing, entry, incident};
use crate::file::{NewFile, SentFile};
use crate::id::AttachmentId;
use crate::number::{EntryNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::Reason;

/// `POST /incidents/INC-1/entries/e7/files`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AttachFiles {
    pub incident: String,
    pub entry: String,
    /// What came with the form.
    #[serde(skip)]
    pub files: Vec<SentFile>,
}

#[derive(Debug)]
pub struct NewFiles {
    pub incident: IncidentNumber,
    pub entry: EntryNumber,
    /// One at least.
    pub files: Vec<NewFile>,
}

impl Command for AttachFiles {
    type Parsed = NewFiles;

    fn parse(self, _typing: &Typing) -> Result<NewFiles, Refusal> {
        let (incident, entry) = (incident(&self.incident)?, entry(&self.entry)?);
        if self.files.is_empty() {
            return Err(Refusal::field("file", "Choose a file first."));
        }
        let mut checker = Checker::default();
        let files = checker.take("file", NewFile::parse_all(&self.files));
        checker.done(files.map(|files| NewFiles { incident, entry, files }))
    }

    fn attach(&mut self, files: Vec<SentFile>) {
        self.files = files;
    }
}

/// `POST /incidents/INC-1/files/ID/redaction`: who, when and why stays.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RedactFile {
    pub incident: String,
    pub file: String,
    pub reason: String,
}

#[derive(Debug)]
pub struct FileRedaction {
    pub incident: IncidentNumber,
    pub file: AttachmentId,
    pub reason: Reason,
}

/// The file that an address names.
///
/// # Errors
/// Not found, where it is no id.
pub fn file(given: &str) -> Result<AttachmentId, Refusal> {
    uuid::Uuid::try_parse(given).map(AttachmentId).map_err(|_| Refusal::NotFound("file"))
}

impl Command for RedactFile {
    type Parsed = FileRedaction;

    fn parse(self, _typing: &Typing) -> Result<FileRedaction, Refusal> {
        let (incident, file) = (incident(&self.incident)?, file(&self.file)?);
        let mut checker = Checker::default();
        let reason = checker.take("reason", Reason::parse(&self.reason));
        checker.done(reason.map(|reason| FileRedaction { incident, file, reason }))
    }
}
