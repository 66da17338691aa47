//! Changing teams, services, severities and the installation.

use nofault_domain::access::Role;
use nofault_domain::command::catalog::{Installation, Service, SeverityNaming, Team};
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Meaning;
use uuid::Uuid;

use super::{ADD_SERVICE, SERVICE_NAMED};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    TEAM_NAMED = "SELECT id FROM team WHERE name_key = $1";
    ADD_TEAM = "INSERT INTO team (id, name, name_key, version) VALUES ($1, $2, $3, 1)";
    SET_TEAM = "UPDATE team SET name = $2, name_key = $3, version = version + 1 \
        WHERE id = $1 AND version = $4";
    CLEAR_MEMBERS = "DELETE FROM team_member WHERE team_id = $1";
    ADD_MEMBER = "INSERT INTO team_member (team_id, person_id) SELECT $1, id FROM person WHERE id = $2 \
        ON CONFLICT DO NOTHING";
    SET_SERVICE = "UPDATE service SET name = $2, name_key = $3, team_id = $4, version = version + 1 \
        WHERE id = $1 AND version = $5";
    TEAM = "SELECT id FROM team WHERE id = $1";
    SET_SEVERITY = "UPDATE severity SET name = $2, meaning = $3, version = version + 1 \
        WHERE level = $1 AND version = $4";
    SET_INSTALLATION = "UPDATE installation SET name = $1, zone = $2, version = version + 1 \
        WHERE one = 1 AND version = $3";
}

impl Perform for Team {
    const NAME: &'static str = "save team";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (name, key) = (self.name.as_str(), self.name.key());
        let same: Option<(Uuid,)> = first!(&mut work.db, TEAM_NAMED, key.as_str())?;
        let taken = same.is_some_and(|(id,)| self.id.is_none_or(|(own, _)| own.0 != id));
        refuse(taken, "name", "There is a team of this name already.")?;
        let (id, version) = match self.id {
            None => {
                let id = new_id();
                change!(&mut work.db, ADD_TEAM, id, name, key)?;
                (id, 1)
            }
            Some((id, version)) => {
                let changed = change!(&mut work.db, SET_TEAM, id.0, name, key, version)?;
                current(changed, "team")?;
                (id.0, version + 1)
            }
        };
        change!(&mut work.db, CLEAR_MEMBERS, id)?;
        for member in &self.members {
            change!(&mut work.db, ADD_MEMBER, id, member.0)?;
        }
        work.event("team.saved", Subject::Team, id, version, None).await?;
        Ok(Outcome { id, address: format!("/teams#{id}"), version })
    }
}

impl Perform for Service {
    const NAME: &'static str = "save service";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (name, key) = (self.name.as_str(), self.name.key());
        let same: Option<(Uuid,)> = first!(&mut work.db, SERVICE_NAMED, key.as_str())?;
        let taken = same.is_some_and(|(id,)| self.id.is_none_or(|(own, _)| own.0 != id));
        refuse(taken, "name", "There is a service of this name already.")?;
        let team = self.team.map(|team| team.0);
        if let Some(team) = team {
            let known: Option<(Uuid,)> = first!(&mut work.db, TEAM, team)?;
            refuse(known.is_none(), "team", "That team is not known.")?;
        }
        let (id, version) = match self.id {
            None => {
                let id = new_id();
                change!(&mut work.db, ADD_SERVICE, id, name, key, team)?;
                (id, 1)
            }
            Some((id, version)) => {
                let changed = change!(&mut work.db, SET_SERVICE, id.0, name, key, team, version)?;
                current(changed, "service")?;
                (id.0, version + 1)
            }
        };
        work.event("service.saved", Subject::Service, id, version, None).await?;
        Ok(Outcome { id, address: format!("/services#{id}"), version })
    }
}

impl Perform for SeverityNaming {
    const NAME: &'static str = "name severity";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let level = self.severity.level();
        let meaning = self.meaning.map(Meaning::into_string).unwrap_or_default();
        let name = self.name.as_str();
        current(
            change!(&mut work.db, SET_SEVERITY, level, name, meaning, self.version)?,
            "severity",
        )?;
        done(work, "severity.named", Subject::Severity, self.version + 1).await
    }
}

impl Perform for Installation {
    const NAME: &'static str = "change installation";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (name, zone) = (self.name.as_str(), self.zone.name());
        current(
            change!(&mut work.db, SET_INSTALLATION, name, zone, self.version)?,
            "installation",
        )?;
        done(work, "installation.changed", Subject::Installation, self.version + 1).await
    }
}

/// Severities and the installation have no id of their own.
async fn done(
    work: &mut Work<'_>,
    event: &'static str,
    subject: Subject,
    version: i64,
) -> Result<Outcome, Failure> {
    let id = Uuid::nil();
    work.event(event, subject, id, version, None).await?;
    Ok(Outcome { id, address: "/settings".to_owned(), version })
}

fn refuse(wrong: bool, field: &str, message: &str) -> Result<(), Refusal> {
    if wrong { Err(Refusal::field(field, message)) } else { Ok(()) }
}

/// Nothing changed: the version was an old one.
fn current(changed: u64, what: &str) -> Result<(), Refusal> {
    if changed == 0 { Err(Refusal::stale(what)) } else { Ok(()) }
}
