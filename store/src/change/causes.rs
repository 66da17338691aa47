//! Which changes caused an incident, and which may have.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::change::suspected;
use nofault_domain::command::change::{CauseNaming, CauseRemoval};
use nofault_domain::event::Subject;
use nofault_domain::id::{ChangeId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;

use super::{Change, Row, by_number, changes};
use crate::incident::{self, Brief, BriefRow, Incident, brief};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, visible};

statements! {
    OF_INCIDENT = changes!(" JOIN incident_change l ON l.change_id = c.id \
        WHERE l.incident_id = $1 AND l.removed_at IS NULL ORDER BY c.at, c.number");
    SUGGESTED = changes!(" WHERE c.removed_at IS NULL AND c.at BETWEEN $2 AND $3 \
        AND c.service_id IN (SELECT o.service_id FROM incident_service o WHERE o.incident_id = $1) \
        AND NOT EXISTS (SELECT 1 FROM incident_change l WHERE l.change_id = c.id \
        AND l.incident_id = $1 AND l.removed_at IS NULL) ORDER BY c.at DESC, c.number DESC LIMIT $4");
    STARTED = "SELECT COALESCE((SELECT m.at FROM milestone m WHERE m.incident_id = $1 \
        AND m.name = 'impact_started'), i.at) FROM incident i WHERE i.id = $1";
    CAUSED = concat!("SELECT ", brief!(), " FROM incident_change l JOIN incident i ON i.id = l.incident_id \
        WHERE l.change_id = $3 AND l.removed_at IS NULL AND ", visible!(),
        " ORDER BY i.at DESC, i.number DESC LIMIT $4");
    NAME = "INSERT INTO incident_change (incident_id, change_id, at, by_person) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (incident_id, change_id) \
        DO UPDATE SET at = excluded.at, by_person = excluded.by_person, removed_at = NULL, \
        removed_by = NULL";
    REMOVE = "UPDATE incident_change SET removed_at = $3, removed_by = $4 \
        WHERE incident_id = $1 AND change_id = $2 AND removed_at IS NULL";
}

/// The changes that caused an incident which the caller has read through its viewer, the first
/// one first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_incident(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Change>, Failure> {
    let rows: Vec<Row> = all!(db, OF_INCIDENT, incident.0)?;
    rows.into_iter().map(Change::try_from).collect()
}

/// Changes of its services in the day before its impact started (before it began, where that is
/// unknown), without those that are named already; the last one first, at most `most`.
///
/// # Errors
/// [`Failure::Database`].
pub async fn suggested(
    db: &mut Db<'_>,
    incident: IncidentId,
    most: i64,
) -> Result<Vec<Change>, Failure> {
    let (started,): (i64,) = one!(&mut *db, STARTED, incident.0)?;
    let (from, to) = suspected(Instant::from_micros(started));
    let rows: Vec<Row> = all!(db, SUGGESTED, incident.0, from.micros(), to.micros(), most)?;
    rows.into_iter().map(Change::try_from).collect()
}

/// What a change caused, as far as the viewer may see it: the latest `most`.
///
/// # Errors
/// [`Failure::Database`].
pub async fn caused(
    db: &mut Db<'_>,
    viewer: Viewer,
    change: ChangeId,
    most: i64,
) -> Result<Vec<Brief>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<BriefRow> = all!(db, CAUSED, all, person, change.0, most)?;
    rows.into_iter().map(Brief::try_from).collect()
}

impl Perform for CauseNaming {
    const NAME: &'static str = "name cause";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let unknown = format!("No change has the number {}.", self.change);
        let change = match by_number(&mut work.db, self.change).await {
            Err(Failure::Refused(Refusal::NotFound(_))) => {
                return Err(Refusal::field("change", unknown).into());
            }
            found => found?,
        };
        if change.removed.is_some() {
            let gone = format!("{} was removed: it is no change.", change.number);
            return Err(Refusal::field("change", gone).into());
        }
        let named = of_incident(&mut work.db, incident.id).await?;
        if named.iter().any(|one| one.id == change.id) {
            let there = format!("{} is named already: “{}”.", change.number, change.title);
            return Err(Refusal::Conflict(there).into());
        }
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, NAME, incident.id.0, change.id.0, at, by)?;
        work.cause_event("change.named", &incident, &change).await
    }
}

impl Perform for CauseRemoval {
    const NAME: &'static str = "remove cause";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.0.incident).await?;
        let change = by_number(&mut work.db, self.0.change).await?;
        let (at, by) = (work.now.micros(), work.person());
        if change!(&mut work.db, REMOVE, incident.id.0, change.id.0, at, by)? == 0 {
            let gone = format!("{} is not among the causes.", change.number);
            return Err(Refusal::Conflict(gone).into());
        }
        work.cause_event("change.unnamed", &incident, &change).await
    }
}

impl Work<'_> {
    async fn cause_event(
        &mut self,
        event: &'static str,
        incident: &Incident,
        change: &Change,
    ) -> Result<Outcome, Failure> {
        let (id, version) = (change.id.0, change.version);
        self.event(event, Subject::Change, id, version, Some(incident.id)).await?;
        Ok(Outcome { id, address: format!("{}#causes", incident.address()), version })
    }
}
