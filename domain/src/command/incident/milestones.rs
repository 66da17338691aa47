//! The moments of an incident, set all at once.

use serde::Deserialize;

use crate::command::{Command, Typing, Was, incident, version};
use crate::milestone::Milestone;
use crate::moment::{Moment, Source};
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::word::Word;
use crate::zone::Zone;

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
