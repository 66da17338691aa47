//! Changing teams, services, severities and the installation.

use nofault_domain::access::Role;
use nofault_domain::command::catalog::{Installation, Service, SeverityNaming, Team};
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;
use nofault_domain::service::Tier;
use nofault_domain::text::Name;
use uuid::Uuid;

use super::{ADD_SERVICE, SERVICE_NAMED, service_named, settle};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    TEAM_NAMED = "SELECT id FROM team WHERE name_key = $1";
    ADD_TEAM = "INSERT INTO team (id, name, name_key, version) VALUES ($1, $2, $3, 1)";
    SET_TEAM = "UPDATE team SET name = $2, name_key = $3, version = version + 1 WHERE id = $1";
    // Who has left is not offered by the form, and may come back.
    CLEAR_MEMBERS = "DELETE FROM team_member WHERE team_id = $1 \
        AND person_id IN (SELECT p.id FROM person p WHERE p.left_at IS NULL)";
    ADD_MEMBER = "INSERT INTO team_member (team_id, person_id) SELECT $1, id FROM person WHERE id = $2 \
        ON CONFLICT DO NOTHING";
    SET_SERVICE = "UPDATE service SET name = $2, name_key = $3, version = version + 1 WHERE id = $1";
    DESCRIBE = "UPDATE service SET team_id = $2, tier = $3, provider = $4, about = $5 WHERE id = $1";
    CLEAR_NEEDS = "DELETE FROM service_dependency WHERE service_id = $1";
    ADD_NEED = "INSERT INTO service_dependency (service_id, depends_on_id) VALUES ($1, $2) \
        ON CONFLICT DO NOTHING";
    TEAM = "SELECT id FROM team WHERE id = $1";
    SET_SEVERITY = "UPDATE severity SET name = $2, meaning = $3, version = version + 1 WHERE level = $1";
    SET_INSTALLATION = "UPDATE installation SET name = $1, zone = $2, version = version + 1 WHERE one = 1";
}

impl Perform for Team {
    const NAME: &'static str = "save team";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let wanted = match self.id {
            None => self,
            Some(at) => settle::team(work, at, self).await?,
        };
        let (name, key) = (wanted.name.as_str(), wanted.name.key());
        let same: Option<(Uuid,)> = first!(&mut work.db, TEAM_NAMED, key.as_str())?;
        let taken = same.is_some_and(|(id,)| wanted.id.is_none_or(|(own, _)| own.0 != id));
        refuse(taken, "name", "There is a team of this name already.")?;
        let (id, version) = match wanted.id {
            None => {
                let id = new_id();
                change!(&mut work.db, ADD_TEAM, id, name, key)?;
                (id, 1)
            }
            Some((id, version)) => {
                change!(&mut work.db, SET_TEAM, id.0, name, key)?;
                (id.0, version + 1)
            }
        };
        let seen = work.seen_through(id).await?;
        change!(&mut work.db, CLEAR_MEMBERS, id)?;
        for member in &wanted.members {
            change!(&mut work.db, ADD_MEMBER, id, member.0)?;
        }
        if let Some(why) = work.unseen(seen).await? {
            return Err(Refusal::field("members", why).into());
        }
        work.event("team.saved", Subject::Team, id, version, None).await?;
        Ok(Outcome { id, address: format!("/teams/{id}"), version })
    }
}

impl Perform for Service {
    const NAME: &'static str = "save service";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let wanted = match self.id {
            None => self,
            Some(at) => settle::service(work, at, self).await?,
        };
        let (name, key) = (wanted.name.as_str(), wanted.name.key());
        let same: Option<(Uuid,)> = first!(&mut work.db, SERVICE_NAMED, key.as_str())?;
        let taken = same.is_some_and(|(id,)| wanted.id.is_none_or(|(own, _)| own.0 != id));
        refuse(taken, "name", "There is a service of this name already.")?;
        // One renamed it to what the other says that it needs.
        let itself = wanted.needs.iter().any(|one| one.key() == key);
        refuse(itself, "needs", "A service does not need itself: leave its own name out.")?;
        let team = wanted.team.map(|team| team.0);
        if let Some(team) = team {
            let known: Option<(Uuid,)> = first!(&mut work.db, TEAM, team)?;
            refuse(known.is_none(), "team", "That team is not known.")?;
        }
        let (id, version) = match wanted.id {
            None => {
                let id = new_id();
                change!(&mut work.db, ADD_SERVICE, id, name, key, None::<Uuid>)?;
                (id, 1)
            }
            Some((id, version)) => {
                change!(&mut work.db, SET_SERVICE, id.0, name, key)?;
                (id.0, version + 1)
            }
        };
        let (tier, provider) = (wanted.tier.map(Tier::level), wanted.provider);
        let about = wanted.about.as_ref().map_or("", |about| about.as_str());
        change!(&mut work.db, DESCRIBE, id, team, tier, provider, about)?;
        needs(work, id, &wanted.needs).await?;
        work.event("service.saved", Subject::Service, id, version, None).await?;
        Ok(Outcome { id, address: format!("/services/{id}"), version })
    }
}

/// The services that it needs, from now on; they are made by being named.
async fn needs(work: &mut Work<'_>, id: Uuid, names: &[Name]) -> Result<(), Failure> {
    change!(&mut work.db, CLEAR_NEEDS, id)?;
    for name in names {
        let needed = service_named(work, name).await?;
        change!(&mut work.db, ADD_NEED, id, needed.0)?;
    }
    Ok(())
}

impl Perform for SeverityNaming {
    const NAME: &'static str = "name severity";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let wanted = settle::severity(work, self).await?;
        let level = wanted.severity.level();
        let meaning = wanted.meaning.as_ref().map_or("", |meaning| meaning.as_str());
        change!(&mut work.db, SET_SEVERITY, level, wanted.name.as_str(), meaning)?;
        let (id, version) = (settle::severity_id(level), wanted.version + 1);
        done(work, "severity.named", (Subject::Severity, id), version).await
    }
}

impl Perform for Installation {
    const NAME: &'static str = "change installation";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let wanted = settle::installation(work, self).await?;
        let (name, zone) = (wanted.name.as_str(), wanted.zone.name());
        change!(&mut work.db, SET_INSTALLATION, name, zone)?;
        let (subject, version) = ((Subject::Installation, Uuid::nil()), wanted.version + 1);
        done(work, "installation.changed", subject, version).await
    }
}

/// Severities and the installation have no id of their own in the database.
async fn done(
    work: &mut Work<'_>,
    event: &'static str,
    (subject, id): (Subject, Uuid),
    version: i64,
) -> Result<Outcome, Failure> {
    work.event(event, subject, id, version, None).await?;
    Ok(Outcome { id, address: "/settings".to_owned(), version })
}

fn refuse(wrong: bool, field: &str, message: &str) -> Result<(), Refusal> {
    if wrong { Err(Refusal::field(field, message)) } else { Ok(()) }
}
