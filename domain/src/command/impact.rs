//! What an incident affects: adding, correcting, ending, removing.

use serde::Deserialize;

use super::incident::or_now;
use super::{Command, Typing, impact, incident, version};
use crate::impact::{Fraction, Span};
use crate::instant::Instant;
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::number::{ImpactNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::{Name, Reason};
use crate::word::Word;
use crate::zone::Zone;

/// `POST /incidents/INC-1/impacts`: `from` may hold the end too, as in `13:50-14:20`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddImpact {
    pub incident: String,
    /// A service's name; a new one makes a new service.
    pub service: String,
    pub from: String,
    pub to: String,
    pub fraction: String,
    pub words: String,
    pub zone: String,
}

/// What an impact says.
#[derive(Debug, Clone)]
pub struct ImpactContent {
    pub service: Name,
    pub span: Span,
    /// None where it is not known.
    pub fraction: Option<Fraction>,
    pub words: Option<Reason>,
}

#[derive(Debug)]
pub struct NewImpact {
    pub incident: IncidentNumber,
    pub content: ImpactContent,
}

impl Command for AddImpact {
    type Parsed = NewImpact;

    fn parse(self, typing: &Typing) -> Result<NewImpact, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let content = self.content(or_now(&self.from), typing, &mut checker);
        checker.done(content.map(|content| NewImpact { incident, content }))
    }
}

impl AddImpact {
    fn content(&self, from: &str, typing: &Typing, checker: &mut Checker) -> Option<ImpactContent> {
        let service = checker.take("service", Name::parse(&self.service));
        let span = typing.zone(&self.zone, checker).and_then(|zone| {
            let span = Span::parse(from, &self.to, &zone, typing.now);
            let field = |about_start| if about_start { "from" } else { "to" };
            span.map_err(|error| checker.add(field(error.is_about_start()), error.to_string())).ok()
        });
        let fraction = checker.optional("fraction", &self.fraction, Fraction::parse);
        let words = checker.take("words", Reason::parse_optional(&self.words));
        Some(ImpactContent { service: service?, span: span?, fraction: fraction?, words: words? })
    }
}

/// `POST /incidents/INC-1/impacts/1`: what it said before stays.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditImpact {
    pub incident: String,
    pub impact: String,
    pub version: String,
    pub service: String,
    pub from: String,
    pub to: String,
    pub fraction: String,
    pub words: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct ImpactEdit {
    pub incident: IncidentNumber,
    pub impact: ImpactNumber,
    pub version: i64,
    pub content: ImpactContent,
    /// In which the form's times are read.
    pub zone: Zone,
}

impl Command for EditImpact {
    type Parsed = ImpactEdit;

    fn parse(self, typing: &Typing) -> Result<ImpactEdit, Refusal> {
        let (incident, impact) = (incident(&self.incident)?, impact(&self.impact)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let Self { service, from, to, fraction, words, zone, .. } = self;
        let read_in = Zone::parse(&zone).unwrap_or_else(|_| typing.zone.clone());
        let fields = AddImpact { service, from, to, fraction, words, zone, ..AddImpact::default() };
        let content = fields.content(&fields.from, typing, &mut checker);
        let parsed = (|| {
            let (version, content) = (version?, content?);
            Some(ImpactEdit { incident, impact, version, content, zone: read_in })
        })();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/impacts/1/end`: a blank time is now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndImpact {
    pub incident: String,
    pub impact: String,
    /// Without it, the impact is taken to go on still.
    pub version: String,
    pub at: String,
    pub zone: String,
}

/// When it ended is read only where it is known when it began.
#[derive(Debug)]
pub struct ImpactEnding {
    pub incident: IncidentNumber,
    pub impact: ImpactNumber,
    /// None where the form does not say which it saw.
    pub version: Option<i64>,
    typed: String,
    /// In which the form's time is read.
    pub zone: Zone,
    now: Instant,
}

impl Command for EndImpact {
    type Parsed = ImpactEnding;

    fn parse(self, typing: &Typing) -> Result<ImpactEnding, Refusal> {
        let (incident, impact) = (incident(&self.incident)?, impact(&self.impact)?);
        let mut checker = Checker::default();
        let seen = match self.version.trim() {
            "" => Some(None),
            given => version(given, &mut checker).map(Some),
        };
        let zone = typing.zone(&self.zone, &mut checker);
        if let Some(zone) = &zone {
            typing.moment("at", or_now(&self.at), zone, &mut checker);
        }
        let typed = or_now(&self.at).to_owned();
        let parsed = (|| {
            let (version, zone, now) = (seen?, zone?, typing.now);
            Some(ImpactEnding { incident, impact, version, typed, zone, now })
        })();
        checker.done(parsed)
    }
}

impl ImpactEnding {
    /// From its start to what was typed.
    ///
    /// # Errors
    /// The end is before the start, or still to come.
    pub fn span(&self, from: Moment) -> Result<Span, Refusal> {
        Span::ending(from, &self.typed, &self.zone, self.now)
            .map_err(|error| Refusal::field("at", error.to_string()))
    }
}

/// `POST /incidents/INC-1/impacts/1/removal`: it was none. Leaves who and when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveImpact {
    pub incident: String,
    pub impact: String,
    pub version: String,
}

#[derive(Debug)]
pub struct ImpactRemoval {
    pub incident: IncidentNumber,
    pub impact: ImpactNumber,
    pub version: i64,
}

impl Command for RemoveImpact {
    type Parsed = ImpactRemoval;

    fn parse(self, _typing: &Typing) -> Result<ImpactRemoval, Refusal> {
        let (incident, impact) = (incident(&self.incident)?, impact(&self.impact)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| ImpactRemoval { incident, impact, version }))
    }
}

/// `POST /incidents/INC-1/impacts/milestones`: a milestone that somebody typed gives
/// way to what the impacts say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TakeFromImpacts {
    pub incident: String,
    pub version: String,
    pub milestone: String,
}

#[derive(Debug)]
pub struct ImpactMilestone {
    pub incident: IncidentNumber,
    /// The incident's.
    pub version: i64,
    pub milestone: Milestone,
}

impl Command for TakeFromImpacts {
    type Parsed = ImpactMilestone;

    fn parse(self, _typing: &Typing) -> Result<ImpactMilestone, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let milestone = checker.take("milestone", Milestone::parse(&self.milestone));
        let of_impacts = [Milestone::ImpactStarted, Milestone::ImpactEnded];
        if milestone.is_some_and(|milestone| !of_impacts.contains(&milestone)) {
            checker.add("milestone", "The impacts say only when the impact started and ended.");
        }
        let parsed =
            (|| Some(ImpactMilestone { incident, version: version?, milestone: milestone? }))();
        checker.done(parsed)
    }
}
