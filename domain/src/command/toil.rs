//! Toil of an entry, and actions that remove it.

use std::convert::Infallible;

use serde::Deserialize;

use super::entry::ticked;
use super::{Command, Typing, Was, action, entry, incident, version};
use crate::number::{ActionNumber, EntryNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::toil::{Toil, minutes};

/// `POST /incidents/INC-1/entries/e7/toil`: blank minutes are none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeToil {
    pub incident: String,
    pub entry: String,
    /// Of the entry.
    pub version: String,
    pub minutes: String,
    pub automatable: String,
    pub was_minutes: Was,
    pub was_automatable: Was,
}

#[derive(Debug)]
pub struct ToilChange {
    pub incident: IncidentNumber,
    pub entry: EntryNumber,
    pub version: i64,
    pub minutes: Option<i64>,
    pub automatable: bool,
    pub was_minutes: Option<Option<i64>>,
    pub was_automatable: Option<bool>,
}

impl Command for ChangeToil {
    type Parsed = ToilChange;

    fn parse(self, _typing: &Typing) -> Result<ToilChange, Refusal> {
        let (incident, entry) = (incident(&self.incident)?, entry(&self.entry)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let typed = checker.optional("minutes", &self.minutes, minutes);
        let was_ticked = |text: &str| Ok::<_, Infallible>(ticked(text));
        let (was_minutes, was_automatable) =
            (self.was_minutes.optional(minutes), self.was_automatable.read(was_ticked));
        let automatable = ticked(&self.automatable);
        let parsed = (|| {
            Some(ToilChange {
                incident,
                entry,
                version: version?,
                minutes: typed?,
                automatable,
                was_minutes,
                was_automatable,
            })
        })();
        checker.done(parsed)
    }
}

/// What was typed beside an entry that is to be logged.
pub(super) fn beside(
    given: &str,
    automatable: &str,
    checker: &mut Checker,
) -> Option<Option<Toil>> {
    let minutes = checker.optional("minutes", given, minutes)?;
    let automatable = ticked(automatable);
    if minutes.is_none() && automatable {
        checker.add("minutes", "How many minutes could be automated? Say it here, or untick it.");
    }
    Some(minutes.map(|minutes| Toil { minutes, automatable }))
}

/// `POST /actions/A-1/toil`: it removes toil, or it does not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MarkToil {
    pub action: String,
    pub version: String,
    pub removes: String,
    pub was_removes: Was,
}

#[derive(Debug)]
pub struct ToilMark {
    pub action: ActionNumber,
    pub version: i64,
    pub removes: bool,
    pub was: Option<bool>,
}

impl Command for MarkToil {
    type Parsed = ToilMark;

    fn parse(self, _typing: &Typing) -> Result<ToilMark, Refusal> {
        let action = action(&self.action)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let was = self.was_removes.read(|text| Ok::<_, Infallible>(ticked(text)));
        let removes = ticked(&self.removes);
        checker.done(version.map(|version| ToilMark { action, version, removes, was }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::entry::LogEntry;
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn typing() -> Typing {
        Typing { now: Instant::from_seconds(1_795_000_000), zone: Zone::utc() }
    }

    fn logged(minutes: &str, automatable: &str) -> Result<Option<Toil>, Refusal> {
        let entry = LogEntry {
            incident: "INC-1".to_owned(),
            body: "Restarted the pods".to_owned(),
            minutes: minutes.to_owned(),
            automatable: automatable.to_owned(),
            ..Default::default()
        };
        entry.parse(&typing()).map(|entry| entry.toil)
    }

    #[test]
    fn an_entry_may_tell_of_toil() {
        assert_eq!(logged("", "").unwrap(), None);
        let toil = |minutes, automatable| Some(Toil { minutes, automatable });
        assert_eq!(logged("20", "").unwrap(), toil(20, false));
        assert_eq!(logged("1h", "on").unwrap(), toil(60, true));
        for (minutes, automatable) in [("soon", ""), ("", "on")] {
            let refused = logged(minutes, automatable).unwrap_err();
            assert_eq!(refused.fields()[0].field, "minutes");
        }
    }

    #[test]
    fn it_is_changed_and_taken_away() {
        let change = |minutes: &str| {
            let form = ChangeToil {
                incident: "INC-1".to_owned(),
                entry: "e2".to_owned(),
                version: "1".to_owned(),
                minutes: minutes.to_owned(),
                was_minutes: "20".into(),
                ..Default::default()
            };
            form.parse(&typing())
        };
        let parsed = change("").unwrap();
        assert_eq!((parsed.minutes, parsed.was_minutes), (None, Some(Some(20))));
        assert_eq!(parsed.was_automatable, None);
        assert!(change("none").is_err());
    }
}
