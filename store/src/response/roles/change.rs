//! Taking a role over, handing it on, ending it. The holdings of a role that one person has at
//! a time never overlap.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::response::{InsteadOf, RoleEnd, RoleTaking};
use nofault_domain::event::Subject;
use nofault_domain::id::{IncidentId, PersonId, RoleHoldingId};
use nofault_domain::incident::IncidentRole;
use nofault_domain::moment::{Moment, Source, show};
use nofault_domain::refusal::Refusal;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use uuid::Uuid;

use super::{Holding, holdings};
use crate::failure::word;
use crate::incident::Incident;
use crate::timeline::Change;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident, new_id, visible};

statements! {
    INSERT = "INSERT INTO role_holding (id, incident_id, role, person_id, from_at, from_precision, \
        from_zone, from_source, recorded_at, recorded_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    HELD_IN = "SELECT DISTINCT i.id, i.status FROM role_holding h JOIN incident i \
        ON i.id = h.incident_id WHERE h.person_id = $1 AND h.to_at IS NULL";
    RELIEVED = concat!("SELECT p.name FROM role_holding h JOIN incident i ON i.id = h.incident_id \
        JOIN role_holding b ON b.incident_id = h.incident_id AND b.role = h.role AND b.id <> h.id \
        AND b.to_at = h.from_at JOIN person p ON p.id = b.person_id \
        WHERE h.id = $3 AND h.role <> 'responder' AND b.recorded_at <= h.recorded_at AND ",
        visible!(), " ORDER BY b.recorded_at DESC, b.id DESC LIMIT 1");
    END = "UPDATE role_holding SET to_at = $2, to_precision = $3, to_zone = $4, to_source = $5, \
        ended_by = $6, version = version + 1 WHERE id = $1";
}

/// Who gave up the role as this holding began: by the same moment, as the history tells it.
///
/// # Errors
/// [`Failure::Database`].
pub async fn relieved_by(
    db: &mut Db<'_>,
    viewer: Viewer,
    holding: RoleHoldingId,
) -> Result<Option<String>, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<(String,)> = first!(db, RELIEVED, all, person, holding.0)?;
    Ok(row.map(|(name,)| name))
}

impl Perform for RoleTaking {
    const NAME: &'static str = "take role";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let (person, name) = work.meant(&self.person, self.at.at, incident.private).await?;
        let all = holdings(&mut work.db, incident.id).await?;
        let of_role = |holding: &&Holding| {
            holding.role == self.role && (self.role.is_single() || holding.person == person)
        };
        let own: Vec<&Holding> = all.iter().filter(of_role).collect();
        let former = relieved(&own, &self, (person, &name))?;
        if let Some(former) = former {
            work.end_holding(incident.id, former, &self.at).await?;
        }
        let id = new_id();
        let (at, recorded_at, by) = (&self.at, work.now.micros(), work.person());
        change!(
            &mut work.db,
            INSERT,
            id,
            incident.id.0,
            self.role.key(),
            person.0,
            at.at.micros(),
            at.precision.key(),
            at.zone.name(),
            at.source.key(),
            recorded_at,
            by
        )?;
        let from = former.map(|former| former.person);
        work.log_change(incident.id, told(self.role, from, Some(person)), at, None).await?;
        work.event("role.taken", Subject::RoleHolding, id, 1, Some(incident.id)).await?;
        Ok(Outcome { id, address: address(&incident), version: 1 })
    }
}

impl Perform for RoleEnd {
    const NAME: &'static str = "end role";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let all = holdings(&mut work.db, incident.id).await?;
        let holding = all.iter().find(|holding| holding.id == self.holding);
        let holding = holding.ok_or(Refusal::NotFound("role"))?;
        if let Some(to) = &holding.to {
            let when = show(to.at, &self.at.zone);
            let message = format!("{} has not held this role since {when}.", holding.name);
            return Err(Refusal::Conflict(message).into());
        }
        if self.at.at < holding.from.at {
            return Err(too_early(holding, &self.at).into());
        }
        work.end_holding(incident.id, holding, &self.at).await?;
        let change = told(holding.role, Some(holding.person), None);
        work.log_change(incident.id, change, &self.at, None).await?;
        let version = holding.version + 1;
        Ok(Outcome { id: holding.id.0, address: address(&incident), version })
    }
}

impl Work<'_> {
    /// Whoever leaves gives up the roles that they hold, from now on. Of an incident that is over
    /// it stays as it was: they held it to its end.
    pub(crate) async fn end_roles_of(&mut self, person: PersonId) -> Result<(), Failure> {
        let held: Vec<(Uuid, String)> = all!(&mut self.db, HELD_IN, person.0)?;
        for (incident, status) in held {
            let incident = IncidentId(incident);
            if !word::<Status>(&status)?.is_open() {
                continue;
            }
            let all = holdings(&mut self.db, incident).await?;
            for holding in all.iter().filter(|one| one.person == person && one.to.is_none()) {
                // Clocks differ: it may begin a little later.
                let at = self.now.max(holding.from.at);
                let at = Moment::exact(at, Zone::utc(), Source::System);
                self.end_holding(incident, holding, &at).await?;
                let change = told(holding.role, Some(person), None);
                self.log_change(incident, change, &at, None).await?;
            }
        }
        Ok(())
    }

    async fn end_holding(
        &mut self,
        incident: IncidentId,
        holding: &Holding,
        at: &Moment,
    ) -> Result<(), Failure> {
        let by = self.person();
        change!(
            &mut self.db,
            END,
            holding.id.0,
            at.at.micros(),
            at.precision.key(),
            at.zone.name(),
            at.source.key(),
            by
        )?;
        let version = holding.version + 1;
        self.event("role.ended", Subject::RoleHolding, holding.id.0, version, Some(incident)).await
    }
}

/// Whose holding ends as this one begins. `own` are those of the same role, by their beginning.
fn relieved<'a>(
    own: &[&'a Holding],
    taking: &RoleTaking,
    (person, chosen): (PersonId, &str),
) -> Result<Option<&'a Holding>, Refusal> {
    let (at, role) = (&taking.at, taking.role);
    let present = own.iter().copied().find(|holding| holding.to.is_none());
    if let Some(present) = present {
        let since = show(present.from.at, &at.zone);
        if present.person == person {
            let message = format!("{} has been {} since {since}.", present.name, said(role));
            return Err(Refusal::field("person", message));
        }
        let other = match taking.instead_of {
            None => false,
            Some(InsteadOf::Nobody) => true,
            Some(InsteadOf::Holding(seen)) => seen != present.id,
        };
        if other {
            return Err(Refusal::Conflict(format!(
                "{} became {} meanwhile, at {since}; you chose {chosen}. Nothing was changed: decide \
                 who it is to be.",
                present.name,
                said(role)
            )));
        }
        if at.at < present.from.at {
            return Err(too_early(present, at));
        }
    }
    let ends = |holding: &&&Holding| holding.to.as_ref().is_some_and(|to| to.at > at.at);
    if let Some(past) = own.iter().rev().find(ends) {
        let until = past.to.as_ref().map_or(past.from.at, |to| to.at);
        let until = show(until, &at.zone);
        let message = format!("{} was {} until {until}: give a later time.", past.name, said(role));
        return Err(Refusal::field("at", message));
    }
    Ok(present)
}

fn too_early(holding: &Holding, at: &Moment) -> Refusal {
    let since = show(holding.from.at, &at.zone);
    let (name, role) = (&holding.name, said(holding.role));
    Refusal::field("at", format!("{name} has been {role} since {since}: give a later time."))
}

/// Within a sentence.
fn said(role: IncidentRole) -> String {
    role.label().to_lowercase()
}

/// People by their ids, so that who is renamed or anonymised is so on the timeline too.
fn told(role: IncidentRole, from: Option<PersonId>, to: Option<PersonId>) -> Change {
    let id = |person: Option<PersonId>| person.map_or_else(String::new, |id| id.to_string());
    Change { field: role.field(), from: id(from), to: id(to) }
}

fn address(incident: &Incident) -> String {
    format!("{}#roles", incident.address())
}
