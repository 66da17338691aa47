//! Declaring an incident, changing its status and severity.

mod details;
mod milestones;

pub use details::{ChangeDetails, Details, DetailsBefore};
pub use milestones::{Milestones, SetMilestones};

use serde::Deserialize;

use super::{Command, Typing, incident, version};
use crate::incident::Kind;
use crate::moment::Moment;
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::severity::Severity;
use crate::status::Status;
use crate::text::{Markdown, Name, Title, list};
use crate::word::Word;
use crate::zone::Zone;

/// `POST /incidents`: a title is enough.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeclareIncident {
    pub title: String,
    pub kind: String,
    pub severity: String,
    pub services: String,
    pub impact_started: String,
    pub summary: String,
    pub zone: String,
    /// `on`: whether it is an incident at all is not sure yet.
    pub triage: String,
    /// `on`: only who declares it sees it, until they name others.
    pub private: String,
}

#[derive(Debug)]
pub struct Declaration {
    pub title: Title,
    pub kind: Kind,
    pub status: Status,
    pub private: bool,
    pub severity: Option<Severity>,
    pub services: Vec<Name>,
    pub impact_started: Option<Moment>,
    pub summary: Option<Markdown>,
    pub zone: Zone,
}

impl Command for DeclareIncident {
    type Parsed = Declaration;

    fn parse(self, typing: &Typing) -> Result<Declaration, Refusal> {
        let mut checker = Checker::default();
        let title = checker.take("title", Title::parse(&self.title));
        let kind = checker.optional("kind", &self.kind, Kind::parse);
        let severity = checker.optional("severity", &self.severity, Severity::parse_loose);
        let services = checker.take("services", list(&self.services, Name::parse));
        let zone = typing.zone(&self.zone, &mut checker);
        let started = zone.as_ref().and_then(|zone| {
            typing.optional_moment("impact_started", &self.impact_started, zone, &mut checker)
        });
        let summary = checker.take("summary", Markdown::parse_optional(&self.summary));
        let parsed = (|| {
            Some(Declaration {
                title: title?,
                kind: kind?.unwrap_or(Kind::Incident),
                status: if self.triage == "on" { Status::Triage } else { Status::Investigating },
                private: self.private == "on",
                severity: severity?,
                services: services?,
                impact_started: started?,
                summary: summary?,
                zone: zone?,
            })
        })();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/status`: also reopens, and parts a merged one again. Declining and
/// canceling ask for a comment. On resolving, when impact started may be told.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeStatus {
    pub incident: String,
    pub version: String,
    pub status: String,
    pub at: String,
    pub impact_started: String,
    pub comment: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct StatusChange {
    pub incident: IncidentNumber,
    pub version: i64,
    pub status: Status,
    pub at: Moment,
    pub impact_started: Option<Moment>,
    pub comment: Option<Markdown>,
}

impl Command for ChangeStatus {
    type Parsed = StatusChange;

    fn parse(self, typing: &Typing) -> Result<StatusChange, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let status = checker.take("status", Status::parse(&self.status));
        if status == Some(Status::Merged) {
            checker.add("status", "Merging asks into which incident: use its own form.");
        }
        let zone = typing.zone(&self.zone, &mut checker);
        let at = zone
            .as_ref()
            .and_then(|zone| typing.moment("at", or_now(&self.at), zone, &mut checker));
        let started = zone.as_ref().and_then(|zone| {
            typing.optional_moment("impact_started", &self.impact_started, zone, &mut checker)
        });
        let comment = checker.take("comment", Markdown::parse_optional(&self.comment));
        if comment == Some(None) && status.is_some_and(Status::needs_reason) {
            checker.add("comment", "Say why: the reason then stands at the top of the incident.");
        }
        let parsed = (|| {
            Some(StatusChange {
                incident,
                version: version?,
                status: status?,
                at: at?,
                impact_started: started?,
                comment: comment?,
            })
        })();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/severity`: a blank severity takes it away.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeSeverity {
    pub incident: String,
    pub version: String,
    pub severity: String,
    pub comment: String,
    pub at: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct SeverityChange {
    pub incident: IncidentNumber,
    pub version: i64,
    pub severity: Option<Severity>,
    pub comment: Option<Markdown>,
    pub at: Moment,
}

impl Command for ChangeSeverity {
    type Parsed = SeverityChange;

    fn parse(self, typing: &Typing) -> Result<SeverityChange, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let severity = checker.optional("severity", &self.severity, Severity::parse_loose);
        let comment = checker.take("comment", Markdown::parse_optional(&self.comment));
        let zone = typing.zone(&self.zone, &mut checker);
        let at = zone.and_then(|zone| typing.moment("at", or_now(&self.at), &zone, &mut checker));
        let parsed = (|| {
            Some(SeverityChange {
                incident,
                version: version?,
                severity: severity?,
                comment: comment?,
                at: at?,
            })
        })();
        checker.done(parsed)
    }
}

/// A blank time is now.
pub(super) fn or_now(given: &str) -> &str {
    if given.trim().is_empty() { "now" } else { given }
}
