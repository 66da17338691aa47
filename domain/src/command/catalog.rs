//! Teams, services, severities and the installation itself.

use serde::Deserialize;

use super::{Command, Typing, version};
use crate::id::{PersonId, ServiceId, TeamId};
use crate::refusal::{Checker, Refusal};
use crate::severity::Severity;
use crate::text::{Meaning, Name};
use crate::zone::Zone;

/// `POST /teams` (no `team`) and `POST /teams/{id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SaveTeam {
    pub team: String,
    pub version: String,
    pub name: String,
    /// Ids of people, separated by commas.
    pub members: String,
}

#[derive(Debug)]
pub struct Team {
    /// None makes a new one; else the version that was seen.
    pub id: Option<(TeamId, i64)>,
    pub name: Name,
    pub members: Vec<PersonId>,
}

impl Command for SaveTeam {
    type Parsed = Team;

    fn parse(self, _typing: &Typing) -> Result<Team, Refusal> {
        let mut checker = Checker::default();
        let id = saved(&self.team, &self.version, "team", &mut checker)?;
        let name = checker.take("name", Name::parse(&self.name));
        let members: Result<Vec<_>, _> = self
            .members
            .split(',')
            .filter(|id| !id.trim().is_empty())
            .map(|id| uuid::Uuid::try_parse(id.trim()).map(PersonId))
            .collect();
        let members =
            checker.take("members", members.map_err(|_| "One of the members is not known."));
        let parsed = (|| {
            let id = id.map(|(id, version)| (TeamId(id), version));
            Some(Team { id, name: name?, members: members? })
        })();
        checker.done(parsed)
    }
}

/// `POST /services` (no `service`) and `POST /services/{id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SaveService {
    pub service: String,
    pub version: String,
    pub name: String,
    /// The owning team's id, or blank.
    pub team: String,
}

#[derive(Debug)]
pub struct Service {
    /// None makes a new one; else the version that was seen.
    pub id: Option<(ServiceId, i64)>,
    pub name: Name,
    pub team: Option<TeamId>,
}

impl Command for SaveService {
    type Parsed = Service;

    fn parse(self, _typing: &Typing) -> Result<Service, Refusal> {
        let mut checker = Checker::default();
        let id = saved(&self.service, &self.version, "service", &mut checker)?;
        let name = checker.take("name", Name::parse(&self.name));
        let team = checker.optional("team", &self.team, |given| {
            uuid::Uuid::try_parse(given).map(TeamId).map_err(|_| "That team is not known.")
        });
        let parsed = (|| {
            let id = id.map(|(id, version)| (ServiceId(id), version));
            Some(Service { id, name: name?, team: team? })
        })();
        checker.done(parsed)
    }
}

fn saved(
    id: &str,
    seen: &str,
    what: &'static str,
    checker: &mut Checker,
) -> Result<Option<(uuid::Uuid, i64)>, Refusal> {
    if id.trim().is_empty() {
        return Ok(None);
    }
    let id = uuid::Uuid::try_parse(id.trim()).map_err(|_| Refusal::NotFound(what))?;
    Ok(version(seen, checker).map(|version| (id, version)))
}

/// `POST /settings/severities/SEV1`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NameSeverity {
    pub severity: String,
    pub version: String,
    pub name: String,
    pub meaning: String,
}

#[derive(Debug)]
pub struct SeverityNaming {
    pub severity: Severity,
    pub version: i64,
    pub name: Name,
    pub meaning: Option<Meaning>,
}

impl Command for NameSeverity {
    type Parsed = SeverityNaming;

    fn parse(self, _typing: &Typing) -> Result<SeverityNaming, Refusal> {
        let severity =
            Severity::parse_loose(&self.severity).map_err(|_| Refusal::NotFound("severity"))?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let name = checker.take("name", Name::parse(&self.name));
        let meaning = checker.take("meaning", Meaning::parse_optional(&self.meaning));
        let parsed = (|| {
            Some(SeverityNaming { severity, version: version?, name: name?, meaning: meaning? })
        })();
        checker.done(parsed)
    }
}

/// `POST /settings`: the installation's name, and the zone in which reports cut periods.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeInstallation {
    pub version: String,
    pub name: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct Installation {
    pub version: i64,
    pub name: Name,
    pub zone: Zone,
}

impl Command for ChangeInstallation {
    type Parsed = Installation;

    fn parse(self, _typing: &Typing) -> Result<Installation, Refusal> {
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let name = checker.take("name", Name::parse(&self.name));
        let zone = checker.take("zone", Zone::parse(&self.zone));
        let parsed = (|| Some(Installation { version: version?, name: name?, zone: zone? }))();
        checker.done(parsed)
    }
}
