//! Who may see an incident: everybody, or the people and teams named.

use serde::Deserialize;

use super::action::OwnerId;
use super::{Command, Typing, Was, incident, version};
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};

/// `POST /incidents/INC-1/privacy`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangePrivacy {
    pub incident: String,
    pub version: String,
    /// `yes` for those named alone, `no` for everybody.
    pub private: String,
    /// `person:<id>` and `team:<id>`, separated by commas, as a form's boxes send them.
    pub holders: String,
    pub was_private: Was,
    pub was_holders: Was,
}

/// Makes an incident private to some, or open to all.
#[derive(Debug)]
pub struct Privacy {
    pub incident: IncidentNumber,
    pub version: i64,
    /// None opens it to everybody.
    pub holders: Option<Vec<OwnerId>>,
    pub was: PrivacyBefore,
}

/// What the form was opened with, where it says so.
#[derive(Debug, Default)]
pub struct PrivacyBefore {
    pub private: Option<bool>,
    pub holders: Option<Vec<OwnerId>>,
}

impl Command for ChangePrivacy {
    type Parsed = Privacy;

    fn parse(self, _typing: &Typing) -> Result<Privacy, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let private = checker.take("private", yes_or_no(&self.private));
        let holders = checker.take("holders", holders(&self.holders));
        let was = PrivacyBefore {
            private: self.was_private.read(yes_or_no),
            holders: self.was_holders.read(self::holders),
        };
        let parsed = (|| {
            let (version, holders) = (version?, private?.then_some(holders?));
            Some(Privacy { incident, version, holders, was })
        })();
        checker.done(parsed)
    }
}

fn yes_or_no(given: &str) -> Result<bool, &'static str> {
    match given.trim() {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("Say whether it is open to everybody or private."),
    }
}

fn holders(given: &str) -> Result<Vec<OwnerId>, &'static str> {
    given.split(',').filter(|one| !one.trim().is_empty()).map(OwnerId::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PersonId, TeamId};
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn parse(private: &str, holders: &str) -> Result<Privacy, Refusal> {
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        let form = ChangePrivacy {
            incident: "INC-1".to_owned(),
            version: "1".to_owned(),
            private: private.to_owned(),
            holders: holders.to_owned(),
            ..Default::default()
        };
        form.parse(&typing)
    }

    #[test]
    fn boxes_name_people_and_teams() {
        let (ada, trust) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
        let privacy = parse("yes", &format!("person:{ada}, team:{trust}")).unwrap();
        let named = [OwnerId::Person(PersonId(ada)), OwnerId::Team(TeamId(trust))];
        assert_eq!(privacy.holders.unwrap(), named);
        assert!(parse("yes", "").unwrap().holders.unwrap().is_empty());
    }

    #[test]
    fn who_opens_it_names_nobody() {
        let ada = uuid::Uuid::from_u128(1);
        assert!(parse("no", &format!("person:{ada}")).unwrap().holders.is_none());
    }

    #[test]
    fn it_is_never_opened_by_a_damaged_form() {
        for (private, holders) in [("", ""), ("maybe", ""), ("yes", "person:ada"), ("yes", "Ada")] {
            assert_eq!(parse(private, holders).unwrap_err().status(), 422, "{private} {holders}");
        }
    }
}
