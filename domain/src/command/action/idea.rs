//! Ideas: seen again in other incidents, and made actions.

use serde::Deserialize;

use super::super::{Command, Typing, Was, action, incident, version};
use super::OwnerId;
use crate::action::Priority;
use crate::number::{ActionNumber, IncidentNumber};
use crate::period::Day;
use crate::refusal::{Checker, Refusal};
use crate::word::Word;

/// `POST /actions/A-1/sightings`, and `POST /incidents/INC-1/sightings`: it would have helped
/// in that incident, too.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SightAction {
    /// Its number; what follows it, such as its title, is passed over.
    pub action: String,
    /// Likewise.
    pub incident: String,
}

#[derive(Debug)]
pub struct ActionSighting {
    pub action: ActionNumber,
    pub incident: IncidentNumber,
}

impl Command for SightAction {
    type Parsed = ActionSighting;

    fn parse(self, _typing: &Typing) -> Result<ActionSighting, Refusal> {
        let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
        if self.action.trim().is_empty() {
            return Err(Refusal::field("action", "Choose the idea."));
        }
        let action = action(&first(&self.action))?;
        let incident = incident(&first(&self.incident))
            .map_err(|_| Refusal::field("incident", "Write its number, such as INC-9."))?;
        Ok(ActionSighting { action, incident })
    }
}

/// `POST /actions/A-1/adoption`: the idea is an action from now on. A due date left blank with
/// a priority is as the policy says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AdoptAction {
    pub action: String,
    pub version: String,
    /// Not sent: as of the idea.
    pub priority: Was,
    /// Likewise.
    pub owner: Was,
    pub due: String,
}

#[derive(Debug)]
pub struct ActionAdoption {
    pub action: ActionNumber,
    pub version: i64,
    /// None: as of the idea.
    pub priority: Option<Option<Priority>>,
    /// Likewise.
    pub owner: Option<Option<OwnerId>>,
    pub due: Option<Day>,
}

impl Command for AdoptAction {
    type Parsed = ActionAdoption;

    fn parse(self, _typing: &Typing) -> Result<ActionAdoption, Refusal> {
        let action = action(&self.action)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let priority = match self.priority.sent() {
            None => Some(None),
            Some(typed) => checker.optional("priority", typed, Priority::parse).map(Some),
        };
        let owner = match self.owner.sent() {
            None => Some(None),
            Some(typed) => checker.optional("owner", typed, OwnerId::parse).map(Some),
        };
        let due = checker.optional("due", &self.due, Day::parse);
        let parsed = (|| {
            let (version, priority, owner, due) = (version?, priority?, owner?, due?);
            Some(ActionAdoption { action, version, priority, owner, due })
        })();
        checker.done(parsed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::command::action::AddAction;
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn typing() -> Typing {
        Typing { now: Instant::from_seconds(1_795_393_800), zone: Zone::utc() }
    }

    fn sight(action: &str, incident: &str) -> Result<ActionSighting, Refusal> {
        let (action, incident) = (action.to_owned(), incident.to_owned());
        SightAction { action, incident }.parse(&typing())
    }

    fn at(refused: Refusal) -> Vec<String> {
        refused.fields().iter().map(|error| error.field.clone()).collect()
    }

    #[test]
    fn a_number_is_read_with_what_follows_it() {
        for (action, incident) in [("A-3", "INC-9"), (" a-3 Alert on it", "inc-9 Slow, too ")] {
            let read = sight(action, incident).unwrap();
            assert_eq!((read.action, read.incident), (ActionNumber(3), IncidentNumber(9)));
        }
        assert_eq!(at(sight("", "INC-9").unwrap_err()), ["action"]);
        assert_eq!(at(sight("A-3", "the slow one").unwrap_err()), ["incident"]);
        assert_eq!(at(sight("A-3", "").unwrap_err()), ["incident"]);
        assert_eq!(sight("x", "INC-9").unwrap_err().status(), 404);
    }

    #[test]
    fn what_is_not_sent_stays_as_the_idea_has_it() {
        let form = || AdoptAction {
            action: "A-3".to_owned(),
            version: "2".to_owned(),
            ..Default::default()
        };
        let none = form().parse(&typing()).unwrap();
        assert_eq!((none.version, none.priority, none.owner, none.due), (2, None, None, None));
        let blank = AdoptAction { priority: "".into(), owner: "".into(), ..form() };
        let blank = blank.parse(&typing()).unwrap();
        assert_eq!((blank.priority, blank.owner), (Some(None), Some(None)));
        let said = AdoptAction { priority: "p1".into(), due: "2027-01-31".to_owned(), ..form() };
        let said = said.parse(&typing()).unwrap();
        assert_eq!(said.priority, Some(Some(Priority::P1)));
        assert_eq!(said.due.map(|due| due.to_string()).as_deref(), Some("2027-01-31"));
        let wrong = AdoptAction {
            version: "no".to_owned(),
            priority: "p9".into(),
            owner: "x".into(),
            due: "2026-02-30".to_owned(),
            ..form()
        };
        let refused = at(wrong.parse(&typing()).unwrap_err());
        assert_eq!(refused, ["version", "priority", "owner", "due"]);
    }

    #[test]
    fn an_idea_is_due_on_no_day() {
        let form = |idea: &str, due: &str| {
            let (title, idea, due) = ("Alert on it".to_owned(), idea.to_owned(), due.to_owned());
            AddAction { title, idea, due, ..Default::default() }.parse(&typing())
        };
        assert_eq!(at(form("on", "2027-01-31").unwrap_err()), ["due"]);
        assert!(form("on", "").unwrap().idea);
        assert!(!form("", "2027-01-31").unwrap().idea);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(action in ".{0,12}", incident in ".{0,12}") {
            if let Err(refused) = sight(&action, &incident) {
                prop_assert!(matches!(refused.status(), 404 | 422));
            }
        }

        #[test]
        fn every_number_is_read_back(action in 1_i64..1_000_000, incident in 1_i64..1_000_000) {
            let (action, incident) = (ActionNumber(action), IncidentNumber(incident));
            let read = sight(&action.to_string(), &format!("{incident} {action}")).unwrap();
            prop_assert_eq!((read.action, read.incident), (action, incident));
        }
    }
}
