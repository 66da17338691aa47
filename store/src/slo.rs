//! SLOs, and what the budgets of services are spent by.

mod counts;
mod exempt;
mod hits;
mod import;
mod laid;
mod push;
mod rules;
mod save;
mod weights;

use nofault_domain::budget::{self, Policy, Promises, Target, Window};
use nofault_domain::id::{ServiceId, SloId, TeamId};
use nofault_domain::instant::Instant;
use nofault_domain::openslo::Written;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use uuid::Uuid;

use crate::failure::word;
use crate::{Db, Failure};

pub use counts::{CountRow, LISTED, counted, coverage, latest, uncounted};
pub use exempt::{Exempt, exempted, exemptions};
pub use hits::{Hit, Reading, hits, hits_of_all, on_record_since, service_on_record_since};
pub use import::{Standing, standings};
pub use laid::{Laid, laid};
pub use rules::{Large, large};
pub use save::may_change;
pub use weights::{Weighed, of_incident};
pub(crate) use weights::{budgets_of, budgets_of_ended, budgets_of_reviewed};

pub(crate) mod statements_of {
    pub(crate) use super::STATEMENTS as SLO;
    pub(crate) use super::counts::STATEMENTS as COUNTS;
    pub(crate) use super::exempt::STATEMENTS as EXEMPT;
    pub(crate) use super::hits::STATEMENTS as HITS;
    pub(crate) use super::import::STATEMENTS as IMPORT;
    pub(crate) use super::laid::STATEMENTS as LAID;
    pub(crate) use super::push::STATEMENTS as PUSH;
    pub(crate) use super::rules::STATEMENTS as RULES;
    pub(crate) use super::save::STATEMENTS as SAVE;
    pub(crate) use super::weights::STATEMENTS as WEIGHTS;
}

/// What a service promises.
#[derive(Debug, Clone)]
pub struct Slo {
    pub id: SloId,
    pub service: ServiceId,
    pub service_name: String,
    pub team: Option<TeamId>,
    /// Somebody else runs it: it is their promise.
    pub provider: bool,
    pub name: String,
    /// What it is about.
    pub promises: Promises,
    pub promise: budget::Slo,
    pub policy: Policy,
    /// The name of its object in the file of OpenSLO that it came from.
    pub object_name: Option<String>,
    pub created_at: Instant,
    pub retired_at: Option<Instant>,
    pub version: i64,
}

impl Slo {
    #[must_use]
    pub fn address(&self) -> String {
        address(self.id)
    }

    /// As a file of OpenSLO says it.
    #[must_use]
    pub fn written(&self) -> Written<'_> {
        Written {
            key: self.object_name.as_deref(),
            name: &self.name,
            service: &self.service_name,
            slo: &self.promise,
            policy: self.policy.as_str(),
        }
    }

    /// With its service: "Checkout: Availability".
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{}: {}", self.service_name, self.name)
    }
}

/// Where an SLO is shown.
#[must_use]
pub fn address(slo: SloId) -> String {
    format!("/slos/{slo}")
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    service_id: Uuid,
    service_name: String,
    team_id: Option<Uuid>,
    provider: bool,
    name: String,
    promises: String,
    target: i64,
    kind: String,
    days: Option<i64>,
    zone: String,
    policy: String,
    object_name: Option<String>,
    created_at: i64,
    retired_at: Option<i64>,
    version: i64,
}

impl TryFrom<Row> for Slo {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: SloId(row.id),
            service: ServiceId(row.service_id),
            service_name: row.service_name,
            team: row.team_id.map(TeamId),
            provider: row.provider,
            name: row.name,
            promises: word(&row.promises)?,
            promise: promise(row.target, &row.kind, row.days, &row.zone)?,
            policy: Policy::stored(row.policy),
            object_name: row.object_name,
            created_at: Instant::from_micros(row.created_at),
            retired_at: row.retired_at.map(Instant::from_micros),
            version: row.version,
        })
    }
}

/// As stored.
fn promise(target: i64, kind: &str, days: Option<i64>, zone: &str) -> Result<budget::Slo, Failure> {
    let days = days.map(|days| days.to_string()).unwrap_or_default();
    let window = Window::of(word(kind)?, &days).map_err(|_| Failure::damaged("window", days))?;
    let zone = Zone::parse(zone).map_err(|_| Failure::damaged("zone", zone))?;
    let target = Target::from_parts(target).ok_or_else(|| Failure::damaged("target", target))?;
    Ok(budget::Slo { target, window, zone })
}

macro_rules! slos {
    () => {
        "SELECT l.id, l.service_id, s.name AS service_name, s.team_id, s.provider, l.name, l.promises, l.target, \
         l.kind, l.days, l.zone, l.policy, l.object_name, l.created_at, l.retired_at, l.version FROM slo l \
         JOIN service s ON s.id = l.service_id"
    };
}

statements! {
    ALL = concat!(slos!(), " ORDER BY l.retired_at IS NOT NULL, COALESCE(s.tier, 5), s.name_key, l.name_key");
    OF_SERVICE = concat!(slos!(), " WHERE l.service_id = $1 ORDER BY l.retired_at IS NOT NULL, l.name_key");
    ONE = concat!(slos!(), " WHERE l.id = $1");
}

/// All of them: those that hold by what hangs on their services, then those retired.
///
/// # Errors
/// [`Failure::Database`].
pub async fn all(db: &mut Db<'_>) -> Result<Vec<Slo>, Failure> {
    let rows: Vec<Row> = all!(db, ALL)?;
    rows.into_iter().map(Slo::try_from).collect()
}

/// # Errors
/// [`Failure::Database`].
pub async fn of_service(db: &mut Db<'_>, service: ServiceId) -> Result<Vec<Slo>, Failure> {
    let rows: Vec<Row> = all!(db, OF_SERVICE, service.0)?;
    rows.into_iter().map(Slo::try_from).collect()
}

/// # Errors
/// Not found, where there is none of this id.
pub async fn one(db: &mut Db<'_>, id: SloId) -> Result<Slo, Failure> {
    let row: Option<Row> = first!(db, ONE, id.0)?;
    row.ok_or(Refusal::NotFound("SLO"))?.try_into()
}
