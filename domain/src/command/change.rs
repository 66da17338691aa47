//! Changes to services: recording one, correcting it, and naming it as a cause.

mod cause;

pub use cause::{CauseNaming, CauseRemoval, NameCause, RemoveCause};

use serde::Deserialize;

use super::incident::or_now;
use super::moves::moves;
use super::{Command, Typing, Was, version};
use crate::change::{ChangeKind, is_to_come};
use crate::evidence::Evidence;
use crate::id::ServiceId;
use crate::moment::{Moment, Source};
use crate::number::ChangeNumber;
use crate::period::Day;
use crate::refusal::{Checker, Refusal};
use crate::text::{Name, Title};
use crate::word::Word;
use crate::zone::Zone;

/// `POST /changes`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecordChange {
    pub kind: String,
    /// A service's name; a new one makes a new service.
    pub service: String,
    pub title: String,
    pub link: String,
    /// Blank is now.
    pub at: String,
    pub zone: String,
}

/// What a change says.
#[derive(Debug, Clone)]
pub struct ChangeContent {
    pub kind: ChangeKind,
    pub service: Name,
    pub title: Title,
    pub link: Option<Evidence>,
    pub moment: Moment,
}

#[derive(Debug)]
pub struct NewChange(pub ChangeContent);

impl Command for RecordChange {
    type Parsed = NewChange;

    fn parse(self, typing: &Typing) -> Result<NewChange, Refusal> {
        let mut checker = Checker::default();
        let content = self.content(or_now(&self.at), typing, &mut checker);
        checker.done(content.map(NewChange))
    }
}

impl RecordChange {
    fn content(&self, at: &str, typing: &Typing, checker: &mut Checker) -> Option<ChangeContent> {
        let kind = checker.take("kind", ChangeKind::parse(&self.kind));
        let service = checker.take("service", Name::parse(&self.service));
        let title = checker.take("title", Title::parse(&self.title));
        let link = checker.optional("link", &self.link, Evidence::parse);
        let zone = typing.zone(&self.zone, checker);
        let moment = zone.and_then(|zone| typing.moment("at", at, &zone, checker));
        if moment.as_ref().is_some_and(|moment| is_to_come(moment.at, typing.now)) {
            checker.add("at", "This is still to come: a change is recorded once it happened.");
        }
        let (kind, service, title) = (kind?, service?, title?);
        Some(ChangeContent { kind, service, title, link: link?, moment: moment? })
    }
}

/// `POST /changes/CH-1`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditChange {
    pub change: String,
    pub version: String,
    pub kind: String,
    pub service: String,
    pub title: String,
    pub link: String,
    pub at: String,
    pub zone: String,
    pub was_kind: Was,
    pub was_service: Was,
    pub was_title: Was,
    pub was_link: Was,
    pub was_at: Was,
}

#[derive(Debug)]
pub struct ChangeEdit {
    pub change: ChangeNumber,
    pub version: i64,
    pub content: ChangeContent,
    /// In which the form's time is read.
    pub zone: Zone,
    pub was: ChangeBefore,
}

/// What the form says it was opened with.
#[derive(Debug, Default)]
pub struct ChangeBefore {
    pub kind: Option<ChangeKind>,
    pub service: Option<Name>,
    pub title: Option<Title>,
    pub link: Option<Option<Evidence>>,
    pub moment: Option<Moment>,
}

impl Command for EditChange {
    type Parsed = ChangeEdit;

    fn parse(self, typing: &Typing) -> Result<ChangeEdit, Refusal> {
        let change = change(&self.change)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let zone = Zone::parse(&self.zone).unwrap_or_else(|_| typing.zone.clone());
        let moment = |text: &str| Moment::parse(text, &zone, typing.now, Source::Person);
        let was = ChangeBefore {
            kind: self.was_kind.read(ChangeKind::parse),
            service: self.was_service.read(Name::parse),
            title: self.was_title.read(Title::parse),
            link: self.was_link.optional(Evidence::parse),
            moment: self.was_at.read(moment),
        };
        let Self { kind, service, title, link, at, zone: typed, .. } = self;
        let fields = RecordChange { kind, service, title, link, at, zone: typed };
        let content = fields.content(&fields.at, typing, &mut checker);
        let parsed = (|| {
            let (version, content) = (version?, content?);
            Some(ChangeEdit { change, version, content, zone, was })
        })();
        checker.done(parsed)
    }
}

/// `POST /changes/CH-1/removal`: it was none, or is recorded twice. It stays readable and is
/// counted no more.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveChange {
    pub change: String,
    pub version: String,
}

#[derive(Debug)]
pub struct ChangeRemoval {
    pub change: ChangeNumber,
    pub version: i64,
}

impl Command for RemoveChange {
    type Parsed = ChangeRemoval;

    fn parse(self, _typing: &Typing) -> Result<ChangeRemoval, Refusal> {
        let change = change(&self.change)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| ChangeRemoval { change, version }))
    }
}

moves!(
    RemoveChange => ChangeRemoval:
    /// `POST /changes/CH-1/return`: it was one, after all.
    ReturnChange => ChangeReturn;
);

/// `POST /services/{id}/record`: since which day all its changes are recorded; blank is that
/// they are not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct KeepRecord {
    pub service: String,
    /// Of the service.
    pub version: String,
    pub since: String,
    pub was_since: Was,
}

#[derive(Debug)]
pub struct RecordKept {
    pub service: ServiceId,
    pub version: i64,
    pub since: Option<Day>,
    pub was: Option<Option<Day>>,
}

impl Command for KeepRecord {
    type Parsed = RecordKept;

    fn parse(self, typing: &Typing) -> Result<RecordKept, Refusal> {
        let unknown = |_| Refusal::NotFound("service");
        let service = uuid::Uuid::try_parse(self.service.trim()).map(ServiceId).map_err(unknown)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let since = checker.optional("since", &self.since, Day::parse);
        if since.flatten().is_some_and(|since| since > Day::of(typing.now, &typing.zone).next()) {
            checker.add("since", "This day is still to come: nobody can know that yet.");
        }
        let was = self.was_since.optional(Day::parse);
        let parsed = (|| Some(RecordKept { service, version: version?, since: since?, was }))();
        checker.done(parsed)
    }
}

fn change(given: &str) -> Result<ChangeNumber, Refusal> {
    ChangeNumber::parse(given).ok_or(Refusal::NotFound("change"))
}

#[cfg(test)]
mod tests;
