//! Which of an incident’s factors set it off.

use serde::Deserialize;

use crate::command::entry::ticked;
use crate::command::{Command, Typing, factor, incident, version};
use crate::number::{FactorNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};

/// `POST /incidents/INC-1/factors/F-1/trigger`: it set this incident off; not ticked, it did not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MarkTrigger {
    pub incident: String,
    pub factor: String,
    pub version: String,
    pub trigger: String,
}

#[derive(Debug)]
pub struct TriggerMark {
    pub incident: IncidentNumber,
    pub factor: FactorNumber,
    pub version: i64,
    pub trigger: bool,
}

impl Command for MarkTrigger {
    type Parsed = TriggerMark;

    fn parse(self, _typing: &Typing) -> Result<TriggerMark, Refusal> {
        let (incident, factor) = (incident(&self.incident)?, factor(&self.factor)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let trigger = ticked(&self.trigger);
        checker.done(version.map(|version| TriggerMark { incident, factor, version, trigger }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    #[test]
    fn a_box_that_is_not_ticked_marks_no_trigger() {
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        let mark = |trigger: &str| {
            let [incident, factor, version, trigger] =
                ["INC-1", "F-7", "2", trigger].map(ToOwned::to_owned);
            MarkTrigger { incident, factor, version, trigger }.parse(&typing).unwrap().trigger
        };
        assert_eq!(["on", "", " "].map(mark), [true, false, false]);
    }
}
