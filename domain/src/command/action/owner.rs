//! Who owns an action.

use crate::id::{PersonId, TeamId};

/// A person or a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerId {
    Person(PersonId),
    Team(TeamId),
}

impl OwnerId {
    /// As a form's select sends it: `person:<id>` or `team:<id>`.
    ///
    /// # Errors
    /// A sentence, where it is neither.
    pub fn parse(given: &str) -> Result<Self, &'static str> {
        let id = |text: &str| uuid::Uuid::try_parse(text).map_err(|_| UNKNOWN);
        match given.trim().split_once(':') {
            Some(("person", rest)) => Ok(Self::Person(PersonId(id(rest)?))),
            Some(("team", rest)) => Ok(Self::Team(TeamId(id(rest)?))),
            _ => Err(UNKNOWN),
        }
    }
}

const UNKNOWN: &str = "That owner is not known: choose a person or a team from the list.";

impl std::fmt::Display for OwnerId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Team(id) => write!(f, "team:{id}"),
        }
    }
}
