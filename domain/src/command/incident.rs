//! Declaring and changing an incident.

use serde::Deserialize;

use super::{Command, Typing, Was, incident, version};
use crate::incident::Kind;
use crate::milestone::Milestone;
use crate::moment::{Moment, Source};
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
    pub was_impact_started: Was,
    pub was_detected: Was,
    pub was_declared: Was,
    pub was_acknowledged: Was,
    pub was_mitigated: Was,
    pub was_resolved: Was,
    pub was_impact_ended: Was,
}

#[derive(Debug)]
pub struct Milestones {
    pub incident: IncidentNumber,
    pub version: i64,
    pub moments: Vec<(Milestone, Option<Moment>)>,
    /// What the form was opened with, where it says so.
    pub were: Vec<(Milestone, Option<Moment>)>,
    /// In which the form's times are read.
    pub zone: Zone,
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
        let were = zone.as_ref().map(|zone| self.were(zone, typing));
        let parsed = (|| {
            let (moments, were, zone) = (moments?, were?, zone?);
            Some(Milestones { incident, version: version?, moments, were, zone })
        })();
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

    fn were(&self, zone: &Zone, typing: &Typing) -> Vec<(Milestone, Option<Moment>)> {
        let read = |text: &str| Moment::parse(text, zone, typing.now, Source::Person);
        let one = |milestone: &Milestone| Some((*milestone, self.was(*milestone).optional(read)?));
        Milestone::ALL.iter().filter_map(one).collect()
    }

    fn was(&self, milestone: Milestone) -> &Was {
        match milestone {
            Milestone::ImpactStarted => &self.was_impact_started,
            Milestone::Detected => &self.was_detected,
            Milestone::Declared => &self.was_declared,
            Milestone::Acknowledged => &self.was_acknowledged,
            Milestone::Mitigated => &self.was_mitigated,
            Milestone::Resolved => &self.was_resolved,
            Milestone::ImpactEnded => &self.was_impact_ended,
        }
    }
}

/// `POST /incidents/INC-1`: title, kind, services, labels, home zone, summary. A blank home zone
/// stays what it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeDetails {
    pub incident: String,
    pub version: String,
    pub title: String,
    pub kind: String,
    pub services: String,
    pub labels: String,
    pub home_zone: String,
    pub summary: String,
    pub was_title: Was,
    pub was_kind: Was,
    pub was_services: Was,
    pub was_labels: Was,
    pub was_home_zone: Was,
}

#[derive(Debug)]
pub struct Details {
    pub incident: IncidentNumber,
    pub version: i64,
    pub title: Title,
    pub kind: Kind,
    pub services: Vec<Name>,
    pub labels: Vec<Label>,
    /// None where the form has none: it stays.
    pub home_zone: Option<Zone>,
    pub summary: Option<Markdown>,
    pub was: DetailsBefore,
}

/// What the form was opened with, where it says so; the summary is in the revisions.
#[derive(Debug, Default)]
pub struct DetailsBefore {
    pub title: Option<Title>,
    pub kind: Option<Kind>,
    pub services: Option<Vec<Name>>,
    pub labels: Option<Vec<Label>>,
    pub home_zone: Option<Zone>,
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
        let home_zone = checker.optional("home_zone", &self.home_zone, Zone::parse);
        let summary = checker.take("summary", Markdown::parse_optional(&self.summary));
        let was = DetailsBefore {
            title: self.was_title.read(Title::parse),
            kind: self.was_kind.read(Kind::parse),
            services: self.was_services.read(|text| list(text, Name::parse)),
            labels: self.was_labels.read(|text| list(text, Label::parse)),
            home_zone: self.was_home_zone.read(Zone::parse),
        };
        let parsed = (|| {
            Some(Details {
                incident,
                version: version?,
                title: title?,
                kind: kind?,
                services: services?,
                labels: labels?,
                home_zone: home_zone?,
                summary: summary?,
                was,
            })
        })();
        checker.done(parsed)
    }
}

/// A blank time is now.
pub(super) fn or_now(given: &str) -> &str {
    if given.trim().is_empty() { "now" } else { given }
}
