//! Teams, services, severities and the installation itself.

mod before;

pub use before::{InstallationBefore, ServiceBefore, SeverityBefore, TeamBefore};

use serde::Deserialize;

use super::{Command, Typing, Was, version};
use crate::id::{PersonId, ServiceId, TeamId};
use crate::refusal::{Checker, Refusal};
use crate::service::Tier;
use crate::severity::Severity;
use crate::text::{Markdown, Meaning, Name, list};
use crate::word::Word as _;
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
    pub was_name: Was,
    pub was_members: Was,
}

#[derive(Debug)]
pub struct Team {
    /// None makes a new one; else the version that was seen.
    pub id: Option<(TeamId, i64)>,
    pub name: Name,
    pub members: Vec<PersonId>,
    pub was: TeamBefore,
}

impl Command for SaveTeam {
    type Parsed = Team;

    fn parse(self, _typing: &Typing) -> Result<Team, Refusal> {
        let mut checker = Checker::default();
        let id = saved(&self.team, &self.version, "team", &mut checker)?;
        let name = checker.take("name", Name::parse(&self.name));
        let members = checker.take("members", people(&self.members));
        let was = self.before();
        let parsed = (|| {
            let id = id.map(|(id, version)| (TeamId(id), version));
            Some(Team { id, name: name?, members: members?, was })
        })();
        checker.done(parsed)
    }
}

fn people(given: &str) -> Result<Vec<PersonId>, &'static str> {
    let ids = given.split(',').filter(|id| !id.trim().is_empty());
    let ids: Result<Vec<_>, _> =
        ids.map(|id| uuid::Uuid::try_parse(id.trim()).map(PersonId)).collect();
    ids.map_err(|_| "One of the members is not known.")
}

fn team(given: &str) -> Result<TeamId, &'static str> {
    uuid::Uuid::try_parse(given.trim()).map(TeamId).map_err(|_| "That team is not known.")
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
    /// 1 to 4, or blank.
    pub tier: String,
    /// Anything where somebody else runs it.
    pub provider: String,
    pub about: String,
    /// Names of the services that it needs, separated by commas; a new name makes a new service.
    pub needs: String,
    pub was_name: Was,
    pub was_team: Was,
    pub was_tier: Was,
    pub was_provider: Was,
    pub was_about: Was,
    pub was_needs: Was,
}

#[derive(Debug)]
pub struct Service {
    /// None makes a new one; else the version that was seen.
    pub id: Option<(ServiceId, i64)>,
    pub name: Name,
    pub team: Option<TeamId>,
    pub tier: Option<Tier>,
    /// Somebody else runs it, inside or outside the company.
    pub provider: bool,
    pub about: Option<Markdown>,
    pub needs: Vec<Name>,
    pub was: ServiceBefore,
}

impl Command for SaveService {
    type Parsed = Service;

    fn parse(self, _typing: &Typing) -> Result<Service, Refusal> {
        let mut checker = Checker::default();
        let id = saved(&self.service, &self.version, "service", &mut checker)?;
        let name = checker.take("name", Name::parse(&self.name));
        let team = checker.optional("team", &self.team, team);
        let tier = checker.optional("tier", &self.tier, Tier::parse);
        let about = checker.take("about", Markdown::parse_optional(&self.about));
        let needs = checker.take("needs", list(&self.needs, Name::parse));
        let itself = |name: &Name| needs.iter().flatten().any(|one| one.key() == name.key());
        if name.as_ref().is_some_and(itself) {
            checker.add("needs", "A service does not need itself: leave its own name out.");
        }
        let was = self.before();
        let parsed = (|| {
            Some(Service {
                id: id.map(|(id, version)| (ServiceId(id), version)),
                name: name?,
                team: team?,
                tier: tier?,
                provider: !self.provider.trim().is_empty(),
                about: about?,
                needs: needs?,
                was,
            })
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
    pub was_name: Was,
    pub was_meaning: Was,
}

#[derive(Debug)]
pub struct SeverityNaming {
    pub severity: Severity,
    pub version: i64,
    pub name: Name,
    pub meaning: Option<Meaning>,
    pub was: SeverityBefore,
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
        let was = self.before();
        let parsed = (|| {
            let (version, name, meaning) = (version?, name?, meaning?);
            Some(SeverityNaming { severity, version, name, meaning, was })
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
    pub was_name: Was,
    pub was_zone: Was,
}

#[derive(Debug)]
pub struct Installation {
    pub version: i64,
    pub name: Name,
    pub zone: Zone,
    pub was: InstallationBefore,
}

impl Command for ChangeInstallation {
    type Parsed = Installation;

    fn parse(self, _typing: &Typing) -> Result<Installation, Refusal> {
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let name = checker.take("name", Name::parse(&self.name));
        let zone = checker.take("zone", Zone::parse(&self.zone));
        let was = self.before();
        let parsed = (|| Some(Installation { version: version?, name: name?, zone: zone?, was }))();
        checker.done(parsed)
    }
}
