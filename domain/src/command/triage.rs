//! Sorting incidents: one goes on in another, and one milestone is set as it was offered.

use serde::Deserialize;

use super::incident::{Milestones, or_now};
use super::{Command, Typing, incident, version};
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::text::Markdown;
use crate::word::Word;

/// `POST /incidents/INC-3/merge`: it goes on in another.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MergeIncident {
    pub incident: String,
    pub version: String,
    pub into: String,
    pub comment: String,
}

#[derive(Debug)]
pub struct Merge {
    pub incident: IncidentNumber,
    pub version: i64,
    pub into: IncidentNumber,
    pub comment: Option<Markdown>,
    pub at: Moment,
}

impl Command for MergeIncident {
    type Parsed = Merge;

    fn parse(self, typing: &Typing) -> Result<Merge, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let into = checker.take("into", other(&self.into, incident));
        let comment = checker.take("comment", Markdown::parse_optional(&self.comment));
        let at = typing.moment("at", "now", &typing.zone, &mut checker);
        let parsed = (|| {
            Some(Merge { incident, version: version?, into: into?, comment: comment?, at: at? })
        })();
        checker.done(parsed)
    }
}

/// As typed or as a suggestion puts it: `INC-1`, `1`, `INC-1 Checkout is slow`.
fn other(given: &str, this: IncidentNumber) -> Result<IncidentNumber, &'static str> {
    let first = given.split_whitespace().next().unwrap_or_default();
    match IncidentNumber::parse(first) {
        Some(number) if number == this => Err("It cannot go on in itself."),
        Some(number) => Ok(number),
        None => Err("Name the incident in which it goes on, such as INC-1."),
    }
}

/// `POST /incidents/INC-1/milestones/mitigated`: this one alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetMilestone {
    pub incident: String,
    pub milestone: String,
    pub version: String,
    pub at: String,
    pub zone: String,
}

impl Command for SetMilestone {
    type Parsed = Milestones;

    fn parse(self, typing: &Typing) -> Result<Milestones, Refusal> {
        let incident = incident(&self.incident)?;
        let milestone =
            Milestone::parse(&self.milestone).map_err(|_| Refusal::NotFound("milestone"))?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let zone = typing.zone(&self.zone, &mut checker);
        let at = zone
            .as_ref()
            .and_then(|zone| typing.moment("at", or_now(&self.at), zone, &mut checker));
        let parsed = (|| {
            let moments = vec![(milestone, Some(at?))];
            let were = Vec::new();
            Some(Milestones { incident, version: version?, moments, were, zone: zone? })
        })();
        checker.done(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn typing() -> Typing {
        Typing { now: Instant::from_seconds(1_795_000_000), zone: Zone::utc() }
    }

    fn merge(into: &str) -> Result<Merge, Refusal> {
        let (incident, version) = ("INC-3".to_owned(), "1".to_owned());
        let into = into.to_owned();
        MergeIncident { incident, version, into, ..Default::default() }.parse(&typing())
    }

    #[test]
    fn the_other_may_be_typed_or_chosen() {
        for given in ["INC-1", "1", " inc-1 Checkout is slow"] {
            assert_eq!(merge(given).unwrap().into, IncidentNumber(1), "{given}");
        }
        for given in ["", "Checkout", "INC-3", "3"] {
            assert_eq!(merge(given).unwrap_err().fields()[0].field, "into", "{given}");
        }
    }

    #[test]
    fn an_offer_sets_its_milestone_alone() {
        let form = |milestone: &str, at: &str| SetMilestone {
            incident: "INC-1".to_owned(),
            milestone: milestone.to_owned(),
            version: "4".to_owned(),
            at: at.to_owned(),
            zone: "Europe/Berlin".to_owned(),
        };
        let set = form("mitigated", "~2026-11-18 14:05").parse(&typing()).unwrap();
        let [(Milestone::Mitigated, Some(at))] = set.moments.as_slice() else {
            panic!("{set:?}");
        };
        assert_eq!(at.edit_text(), "~2026-11-18 14:05");
        assert_eq!(at.zone.name(), "Europe/Berlin");
        assert_eq!(form("lunch", "now").parse(&typing()).unwrap_err().status(), 404);
        // As everywhere where something is done, blank is now; a milestone is unset elsewhere.
        let set = form("mitigated", "").parse(&typing()).unwrap();
        assert_eq!(set.moments[0].1.as_ref().unwrap().at, typing().now);
    }
}
