//! People who leave, come back, are anonymised, or were two records of one person.

use serde::Deserialize;

use super::{Command, Typing, person, version};
use crate::id::PersonId;
use crate::refusal::{Checker, Refusal};

/// The body that leaving and coming back share.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MovePerson {
    pub person: String,
    pub version: String,
}

impl MovePerson {
    fn parse(&self) -> Result<(PersonId, i64), Refusal> {
        let person = person(&self.person)?;
        let mut checker = Checker::default();
        let parsed = version(&self.version, &mut checker).map(|version| (person, version));
        checker.done(parsed)
    }
}

/// `POST /people/{id}/departure`: may no longer sign in, and is offered nowhere.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct DeactivatePerson(pub MovePerson);

#[derive(Debug)]
pub struct Departure {
    pub person: PersonId,
    pub version: i64,
}

impl Command for DeactivatePerson {
    type Parsed = Departure;

    fn parse(self, _typing: &Typing) -> Result<Departure, Refusal> {
        self.0.parse().map(|(person, version)| Departure { person, version })
    }
}

/// `POST /people/{id}/return`.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct BringBackPerson(pub MovePerson);

#[derive(Debug)]
pub struct Return {
    pub person: PersonId,
    pub version: i64,
}

impl Command for BringBackPerson {
    type Parsed = Return;

    fn parse(self, _typing: &Typing) -> Result<Return, Refusal> {
        self.0.parse().map(|(person, version)| Return { person, version })
    }
}

/// `POST /people/{id}/anonymisation`: asks for the name, as it cannot be undone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnonymisePerson {
    pub person: String,
    pub version: String,
    pub name: String,
}

#[derive(Debug)]
pub struct Anonymisation {
    pub person: PersonId,
    pub version: i64,
    /// As typed: it must be the person's own.
    pub name: String,
}

impl Command for AnonymisePerson {
    type Parsed = Anonymisation;

    fn parse(self, _typing: &Typing) -> Result<Anonymisation, Refusal> {
        let person = person(&self.person)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let name = self.name.trim().to_owned();
        checker.done(version.map(|version| Anonymisation { person, version, name }))
    }
}

/// `POST /people/{id}/merge`: all that this record did is the other's from now on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MergePerson {
    pub person: String,
    pub version: String,
    /// The other record's id.
    pub into: String,
}

#[derive(Debug)]
pub struct PersonMerge {
    pub person: PersonId,
    pub version: i64,
    pub into: PersonId,
}

impl Command for MergePerson {
    type Parsed = PersonMerge;

    fn parse(self, _typing: &Typing) -> Result<PersonMerge, Refusal> {
        let this = person(&self.person)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let other = person(&self.into).map_err(|_| "Choose whose record it is.");
        let into = checker.take("into", other);
        if into == Some(this) {
            checker.add("into", "These are the same record.");
        }
        let parsed = (|| Some(PersonMerge { person: this, version: version?, into: into? }))();
        checker.done(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    #[test]
    fn a_record_is_not_merged_into_itself() {
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        let one = uuid::Uuid::from_u128(1).to_string();
        let form = |into: &str| MergePerson {
            person: one.clone(),
            version: "1".to_owned(),
            into: into.to_owned(),
        };
        for into in [one.as_str(), "", "Ada"] {
            assert_eq!(form(into).parse(&typing).unwrap_err().fields()[0].field, "into");
        }
        assert!(form(&uuid::Uuid::from_u128(2).to_string()).parse(&typing).is_ok());
    }
}
