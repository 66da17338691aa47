//! Incidents that are not held against a team, each with its reason. Figures still hold them.

use std::collections::{BTreeSet, HashMap};

use nofault_domain::access::Viewer;
use nofault_domain::command::slo::{Exemption, ExemptionWithdrawal};
use nofault_domain::event::Subject;
use nofault_domain::id::SloId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use super::save::{allowed, may_change};
use super::{address, one};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id, visible};

/// An incident that is exempt from a budget's policy.
#[derive(Debug, Clone)]
pub struct Exempt {
    pub incident: IncidentNumber,
    pub title: String,
    pub reason: String,
    pub at: Instant,
    pub by: Option<String>,
}

statements! {
    EXEMPTIONS = concat!("SELECT i.number, i.title, x.reason, x.at, p.name FROM slo_exemption x \
        JOIN incident i ON i.id = x.incident_id LEFT JOIN person p ON p.id = x.by_person \
        WHERE x.slo_id = $3 AND x.withdrawn_at IS NULL AND (NOT i.private OR $4) AND ", visible!(),
        " ORDER BY x.at DESC, i.number DESC");
    EXEMPTED = concat!("SELECT x.slo_id, i.number FROM slo_exemption x \
        JOIN incident i ON i.id = x.incident_id WHERE x.withdrawn_at IS NULL \
        AND (NOT i.private OR $3) AND ", visible!());
    HOLDS = "SELECT id FROM slo_exemption WHERE slo_id = $1 AND incident_id = $2 AND withdrawn_at IS NULL";
    HIT = "WITH RECURSIVE part (id) AS (SELECT i.id FROM incident i WHERE i.id = $1 UNION \
        SELECT n.id FROM part o JOIN incident n ON n.merged_into = o.id) \
        SELECT m.id FROM part o JOIN impact m ON m.incident_id = o.id WHERE m.service_id = $2 \
        AND m.removed_at IS NULL LIMIT 1";
    EXEMPT = "INSERT INTO slo_exemption (id, slo_id, incident_id, reason, at, by_person, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 1)";
    WITHDRAW = "UPDATE slo_exemption SET withdrawn_at = $2, withdrawn_by = $3, version = version + 1 \
        WHERE id = $1";
}

/// Those that hold, the latest first; with `private`, those of private incidents that the
/// viewer may see, too.
///
/// # Errors
/// [`Failure::Database`].
pub async fn exemptions(
    db: &mut Db<'_>,
    viewer: Viewer,
    slo: SloId,
    private: bool,
) -> Result<Vec<Exempt>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64, String, String, i64, Option<String>)> =
        all!(db, EXEMPTIONS, all, person, slo.0, private)?;
    let exempt = |(number, title, reason, at, by): (i64, String, String, i64, Option<String>)| {
        Exempt { incident: IncidentNumber(number), title, reason, at: Instant::from_micros(at), by }
    };
    Ok(rows.into_iter().map(exempt).collect())
}

/// The incidents that are exempt from each SLO, as [`exemptions`] has them.
///
/// # Errors
/// [`Failure::Database`].
pub async fn exempted(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<HashMap<SloId, BTreeSet<IncidentNumber>>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(Uuid, i64)> = all!(db, EXEMPTED, all, person, private)?;
    let mut exempted: HashMap<SloId, BTreeSet<IncidentNumber>> = HashMap::new();
    for (slo, incident) in rows {
        exempted.entry(SloId(slo)).or_default().insert(IncidentNumber(incident));
    }
    Ok(exempted)
}

impl Perform for Exemption {
    const NAME: &'static str = "exempt incident";

    /// Whether they may is asked where the service is known.
    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let slo = one(&mut work.db, self.slo).await?;
        allowed(may_change(&mut work.db, work.viewer, slo.team).await?)?;
        let incident = match incident::by_number(&mut work.db, work.viewer, self.incident).await {
            Err(Failure::Refused(Refusal::NotFound(_))) => {
                let unknown = "There is no such incident, or you may not see it.";
                return Err(Refusal::field("exempt", unknown).into());
            }
            found => found?,
        };
        let hit: Option<(Uuid,)> = first!(&mut work.db, HIT, incident.id.0, slo.service.0)?;
        if hit.is_none() {
            let none = format!("{} has no impact on {}.", incident.number, slo.service_name);
            return Err(Refusal::field("exempt", none).into());
        }
        let holds: Option<(Uuid,)> = first!(&mut work.db, HOLDS, slo.id.0, incident.id.0)?;
        if holds.is_some() {
            let already = format!("{} is exempt already.", incident.number);
            return Err(Refusal::field("exempt", already).into());
        }
        let (id, at, by) = (new_id(), work.now.micros(), work.person());
        let reason = self.reason.as_str();
        change!(&mut work.db, EXEMPT, id, slo.id.0, incident.id.0, reason, at, by)?;
        let subject = slo.id.0;
        work.event("slo.incident_exempted", Subject::Slo, subject, slo.version, Some(incident.id))
            .await?;
        Ok(Outcome { id, address: format!("{}#policy", address(slo.id)), version: 1 })
    }
}

impl Perform for ExemptionWithdrawal {
    const NAME: &'static str = "withdraw exemption";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let slo = one(&mut work.db, self.slo).await?;
        allowed(may_change(&mut work.db, work.viewer, slo.team).await?)?;
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let holds: Option<(Uuid,)> = first!(&mut work.db, HOLDS, slo.id.0, incident.id.0)?;
        let Some((id,)) = holds else {
            let gone = "It is not exempt any more.";
            return Err(Refusal::Conflict(gone.to_owned()).into());
        };
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, WITHDRAW, id, at, by)?;
        let subject = slo.id.0;
        work.event(
            "slo.exemption_withdrawn",
            Subject::Slo,
            subject,
            slo.version,
            Some(incident.id),
        )
        .await?;
        Ok(Outcome { id, address: format!("{}#policy", address(slo.id)), version: 2 })
    }
}
