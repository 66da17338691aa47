//! Declaring and changing an incident.

use serde::Deserialize;

use super::{Command, Typing, incident, version};
use crate::incident::Kind;
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::severity::Severity;
use crate::status::Status;
use crate::text::{Label, Markdown, Name, Title, list};
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
}

#[derive(Debug)]
pub struct Declaration {
    pub title: Title,
    pub kind: Kind,
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

/// `POST /incidents/INC-1/status`: also reopens. On resolving, when impact started may be told.
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
            checker.add("status", "Merging is not possible yet.");
        }
        let zone = typing.zone(&self.zone, &mut checker);
        let at = zone
            .as_ref()
            .and_then(|zone| typing.moment("at", or_now(&self.at), zone, &mut checker));
        let started = zone.as_ref().and_then(|zone| {
            typing.optional_moment("impact_started", &self.impact_started, zone, &mut checker)
        });
        let comment = checker.take("comment", Markdown::parse_optional(&self.comment));
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
        let at = typing.moment("at", "now", &typing.zone, &mut checker);
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

/// `POST /incidents/INC-1/milestones`: all of them at once; a blank one is unset.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetMilestones {
    pub incident: String,
    pub version: String,
    pub zone: String,
    pub impact_started: String,
    pub detected: String,
    pub declared: String,
    pub acknowledged: String,
    pub mitigated: String,
    pub resolved: String,
    pub impact_ended: String,
}

#[derive(Debug)]
pub struct Milestones {
    pub incident: IncidentNumber,
    pub version: i64,
    pub moments: Vec<(Milestone, Option<Moment>)>,
}

impl Command for SetMilestones {
    type Parsed = Milestones;

    fn parse(self, typing: &Typing) -> Result<Milestones, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let zone = typing.zone(&self.zone, &mut checker);
        let moments = zone.as_ref().and_then(|zone| {
            let one = |milestone: Milestone| {
                let given = self.given(milestone);
                let moment = typing.optional_moment(milestone.key(), given, zone, &mut checker);
                moment.map(|moment| (milestone, moment))
            };
            // Every field is parsed, so that all errors show at once.
            let all: Vec<_> = Milestone::ALL.iter().copied().map(one).collect();
            all.into_iter().collect::<Option<Vec<_>>>()
        });
        let parsed = (|| Some(Milestones { incident, version: version?, moments: moments? }))();
        checker.done(parsed)
    }
}

impl SetMilestones {
    fn given(&self, milestone: Milestone) -> &str {
        match milestone {
            Milestone::ImpactStarted => &self.impact_started,
            Milestone::Detected => &self.detected,
            Milestone::Declared => &self.declared,
            Milestone::Acknowledged => &self.acknowledged,
            Milestone::Mitigated => &self.mitigated,
            Milestone::Resolved => &self.resolved,
            Milestone::ImpactEnded => &self.impact_ended,
        }
    }
}

/// `POST /incidents/INC-1`: title, kind, services, labels, summary.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeDetails {
    pub incident: String,
    pub version: String,
    pub title: String,
    pub kind: String,
    pub services: String,
    pub labels: String,
    pub summary: String,
}

#[derive(Debug)]
pub struct Details {
    pub incident: IncidentNumber,
    pub version: i64,
    pub title: Title,
    pub kind: Kind,
    pub services: Vec<Name>,
    pub labels: Vec<Label>,
    pub summary: Option<Markdown>,
}

impl Command for ChangeDetails {
    type Parsed = Details;

    fn parse(self, _typing: &Typing) -> Result<Details, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let title = checker.take("title", Title::parse(&self.title));
        let kind = checker.take("kind", Kind::parse(&self.kind));
        let services = checker.take("services", list(&self.services, Name::parse));
        let labels = checker.take("labels", list(&self.labels, Label::parse));
        let summary = checker.take("summary", Markdown::parse_optional(&self.summary));
        let parsed = (|| {
            Some(Details {
                incident,
                version: version?,
                title: title?,
                kind: kind?,
                services: services?,
                labels: labels?,
                summary: summary?,
            })
        })();
        checker.done(parsed)
    }
}

/// A blank time is now.
pub(super) fn or_now(given: &str) -> &str {
    if given.trim().is_empty() { "now" } else { given }
}
