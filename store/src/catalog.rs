//! Teams, services, severities and the installation: small tables.

mod dependency;
mod save;
mod settle;

use nofault_domain::id::{PersonId, ServiceId, TeamId};
use nofault_domain::refusal::Refusal;
use nofault_domain::service::Tier;
use nofault_domain::severity::Severity;
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;
use uuid::Uuid;

use crate::work::Work;
use crate::{Db, Failure, new_id};

pub(crate) use dependency::STATEMENTS as DEPENDENCY_STATEMENTS;
pub use dependency::{Ongoing, dependencies, may_reach, open_counts, open_of_team, touched};
pub(crate) use save::STATEMENTS as SAVE_STATEMENTS;
pub(crate) use settle::STATEMENTS as SETTLE_STATEMENTS;

#[derive(Debug, Clone)]
pub struct Installation {
    pub name: String,
    pub zone: Zone,
    pub version: i64,
}

#[derive(Debug, Clone)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub version: i64,
    pub members: Vec<(PersonId, String)>,
}

#[derive(Debug, Clone)]
pub struct Service {
    pub id: ServiceId,
    pub name: String,
    pub team: Option<TeamId>,
    pub tier: Option<Tier>,
    /// Somebody else runs it.
    pub provider: bool,
    /// Markdown.
    pub about: String,
    pub version: i64,
}

impl Service {
    #[must_use]
    pub fn address(&self) -> String {
        format!("/services/{}", self.id)
    }
}

#[derive(Debug, Clone)]
pub struct SeverityName {
    pub severity: Severity,
    pub name: String,
    pub meaning: String,
    pub version: i64,
}

statements! {
    INSTALLATION = "SELECT name, zone, version FROM installation WHERE one = 1";
    TEAMS = "SELECT id, name, version FROM team ORDER BY name_key";
    MEMBERS = "SELECT m.team_id, p.id, p.name FROM team_member m JOIN person p ON p.id = m.person_id \
        WHERE p.left_at IS NULL ORDER BY p.name_key, p.id";
    SERVICES = "SELECT id, name, team_id, tier, provider, about, version FROM service ORDER BY name_key";
    SEVERITIES = "SELECT level, name, meaning, version FROM severity ORDER BY level";
    SERVICE_NAMED = "SELECT id FROM service WHERE name_key = $1";
    ADD_SERVICE = "INSERT INTO service (id, name, name_key, team_id, version) VALUES ($1, $2, $3, $4, 1)";
    TEAMS_OF = "SELECT team_id FROM team_member WHERE person_id = $1";
}

/// # Errors
/// [`Failure::Damaged`], where the stored zone is no longer known.
pub async fn installation(db: &mut Db<'_>) -> Result<Installation, Failure> {
    let (name, zone, version): (String, String, i64) = one!(db, INSTALLATION)?;
    let zone = Zone::parse(&zone).map_err(|_| Failure::damaged("zone", zone))?;
    Ok(Installation { name, zone, version })
}

/// # Errors
/// [`Failure::Database`].
pub async fn teams(db: &mut Db<'_>) -> Result<Vec<Team>, Failure> {
    let rows: Vec<(Uuid, String, i64)> = all!(&mut *db, TEAMS)?;
    let members: Vec<(Uuid, Uuid, String)> = all!(&mut *db, MEMBERS)?;
    let team = |(id, name, version)| {
        let own = members.iter().filter(|(team, ..)| *team == id);
        let members = own.map(|(_, person, name)| (PersonId(*person), name.clone())).collect();
        Team { id: TeamId(id), name, version, members }
    };
    Ok(rows.into_iter().map(team).collect())
}

/// # Errors
/// [`Failure::Database`].
pub async fn teams_of(db: &mut Db<'_>, person: PersonId) -> Result<Vec<TeamId>, Failure> {
    let rows: Vec<(Uuid,)> = all!(db, TEAMS_OF, person.0)?;
    Ok(rows.into_iter().map(|(id,)| TeamId(id)).collect())
}

type ServiceRow = (Uuid, String, Option<Uuid>, Option<i64>, bool, String, i64);

/// # Errors
/// [`Failure::Database`].
pub async fn services(db: &mut Db<'_>) -> Result<Vec<Service>, Failure> {
    let rows: Vec<ServiceRow> = all!(db, SERVICES)?;
    let service = |(id, name, team, tier, provider, about, version): ServiceRow| Service {
        id: ServiceId(id),
        name,
        team: team.map(TeamId),
        tier: tier.and_then(Tier::from_level),
        provider,
        about,
        version,
    };
    Ok(rows.into_iter().map(service).collect())
}

/// # Errors
/// [`Failure::Damaged`], where a level is none of the five.
pub async fn severities(db: &mut Db<'_>) -> Result<Vec<SeverityName>, Failure> {
    let rows: Vec<(i64, String, String, i64)> = all!(db, SEVERITIES)?;
    rows.into_iter()
        .map(|(level, name, meaning, version)| {
            let severity =
                Severity::from_level(level).ok_or_else(|| Failure::damaged("severity", level))?;
            Ok(SeverityName { severity, name, meaning, version })
        })
        .collect()
}

/// The service that an incident names in a field of a form, or a new one. Everybody sees the
/// names of services: in a private incident none is made.
pub(crate) async fn service_of(
    work: &mut Work<'_>,
    name: &Name,
    private: bool,
    field: &'static str,
) -> Result<ServiceId, Failure> {
    let known: Option<(Uuid,)> = first!(&mut work.db, SERVICE_NAMED, name.key())?;
    if private && known.is_none() {
        let unknown = format!(
            "No service is called “{name}”. The incident is private, and everybody sees the names \
             of services: add it on the page of services first if its name gives nothing away, \
             or leave it out."
        );
        return Err(Refusal::field(field, unknown).into());
    }
    service_named(work, name).await
}

/// The service of this name, or a new one.
pub(crate) async fn service_named(work: &mut Work<'_>, name: &Name) -> Result<ServiceId, Failure> {
    let known: Option<(Uuid,)> = first!(&mut work.db, SERVICE_NAMED, name.key())?;
    if let Some((id,)) = known {
        return Ok(ServiceId(id));
    }
    let id = new_id();
    change!(&mut work.db, ADD_SERVICE, id, name.as_str(), name.key(), None::<Uuid>)?;
    Ok(ServiceId(id))
}
