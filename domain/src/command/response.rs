//! Who does what in a response, and who follows it.

#[cfg(test)]
mod tests;
mod updates;

pub use updates::{EditUpdate, NewUpdate, PostUpdate, UpdateEdit};

use serde::Deserialize;
use uuid::Uuid;

use super::incident::or_now;
use super::{Command, Typing, incident};
use crate::duration::MINUTE;
use crate::id::{PersonId, RoleHoldingId};
use crate::incident::IncidentRole;
use crate::moment::Moment;
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::text::Name;
use crate::word::Word;

/// How far after now a role may change hands, in microseconds: clocks differ.
const AHEAD: i64 = 5 * MINUTE;

/// `POST /incidents/INC-1/roles`: takes a role over, or hands it to somebody.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TakeRole {
    pub incident: String,
    pub role: String,
    /// An id or a name, with or without `@`; blank is whoever sends it.
    pub person: String,
    /// A name, where the form offers people to choose from: stands for a blank `person`.
    pub other: String,
    pub at: String,
    pub zone: String,
    /// The holding that the form showed, or `nobody`; blank is whoever holds it.
    pub instead_of: String,
    /// As `instead_of`, of each role that a form showed which has the role to choose.
    pub instead_of_lead: String,
    pub instead_of_communications: String,
    pub instead_of_scribe: String,
}

impl TakeRole {
    /// Whom the form showed in the role: an id, `nobody` or blank.
    fn shown(&self, role: Option<IncidentRole>) -> &str {
        let of_role = match role {
            Some(IncidentRole::Lead) => &self.instead_of_lead,
            Some(IncidentRole::Communications) => &self.instead_of_communications,
            Some(IncidentRole::Scribe) => &self.instead_of_scribe,
            // Nobody is relieved.
            Some(IncidentRole::Responder) | None => "",
        };
        let alone = self.instead_of.trim();
        if alone.is_empty() { of_role.trim() } else { alone }
    }
}

#[derive(Debug)]
pub struct RoleTaking {
    pub incident: IncidentNumber,
    pub role: IncidentRole,
    pub person: Who,
    pub at: Moment,
    pub instead_of: Option<InsteadOf>,
}

/// A person as they were named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Me,
    Id(PersonId),
    /// Who is not known yet becomes known.
    Named(Name),
}

/// Whom the form showed in the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsteadOf {
    Nobody,
    Holding(RoleHoldingId),
}

impl Command for TakeRole {
    type Parsed = RoleTaking;

    fn parse(self, typing: &Typing) -> Result<RoleTaking, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let role = checker.take("role", IncidentRole::parse(&self.role));
        let person = who(&self.person, &self.other, &mut checker);
        let at = changes_hands(typing, &self.at, &self.zone, &mut checker);
        let instead_of = match self.shown(role) {
            "" => None,
            "nobody" => Some(InsteadOf::Nobody),
            id => Some(InsteadOf::Holding(holding(id)?)),
        };
        let parsed =
            (|| Some(RoleTaking { incident, role: role?, person: person?, at: at?, instead_of }))();
        checker.done(parsed)
    }
}

fn who(person: &str, other: &str, checker: &mut Checker) -> Option<Who> {
    let (person, other) = (person.trim(), other.trim());
    let (field, given) = match (person, other) {
        ("", "") => return Some(Who::Me),
        (person, "") => ("person", person),
        ("", other) => ("other", other),
        _ => {
            checker.add("other", "Choose somebody or write a name, not both.");
            return None;
        }
    };
    if let Ok(id) = Uuid::try_parse(given) {
        return Some(Who::Id(PersonId(id)));
    }
    let name = given.strip_prefix('@').unwrap_or(given);
    checker.take(field, Name::parse(name)).map(Who::Named)
}

/// Blank is now. A role is held, not planned: it changes hands now, or did before.
fn changes_hands(typing: &Typing, at: &str, zone: &str, checker: &mut Checker) -> Option<Moment> {
    let zone = typing.zone(zone, checker)?;
    let at = typing.moment("at", or_now(at), &zone, checker)?;
    if at.at.since(typing.now) > AHEAD {
        checker.add("at", "That is still to come: a role changes hands now, or did before.");
        return None;
    }
    Some(at)
}

fn holding(given: &str) -> Result<RoleHoldingId, Refusal> {
    Uuid::try_parse(given.trim()).map(RoleHoldingId).map_err(|_| Refusal::NotFound("role"))
}

/// `POST /incidents/INC-1/roles/HOLDING/end`: nobody follows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndRole {
    pub incident: String,
    pub holding: String,
    pub at: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct RoleEnd {
    pub incident: IncidentNumber,
    pub holding: RoleHoldingId,
    pub at: Moment,
}

impl Command for EndRole {
    type Parsed = RoleEnd;

    fn parse(self, typing: &Typing) -> Result<RoleEnd, Refusal> {
        let (incident, holding) = (incident(&self.incident)?, holding(&self.holding)?);
        let mut checker = Checker::default();
        let at = changes_hands(typing, &self.at, &self.zone, &mut checker);
        checker.done(at.map(|at| RoleEnd { incident, holding, at }))
    }
}

/// `POST /incidents/INC-1/follow`: `follow=on` begins, a blank one ends it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Follow {
    pub incident: String,
    pub follow: String,
    /// `reader`, where the button stood on the reader's page.
    pub page: String,
}

#[derive(Debug)]
pub struct Following {
    pub incident: IncidentNumber,
    pub follow: bool,
    pub from_reader: bool,
}

impl Command for Follow {
    type Parsed = Following;

    fn parse(self, _typing: &Typing) -> Result<Following, Refusal> {
        let incident = incident(&self.incident)?;
        let follow = match self.follow.trim() {
            "" => false,
            "on" => true,
            _ => return Err(Refusal::field("follow", "Say on to follow, nothing to stop.")),
        };
        Ok(Following { incident, follow, from_reader: self.page.trim() == "reader" })
    }
}
