//! Saving SLOs, retiring them, taking them back.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::budget::{self, Policy, Promises, Target, Window};
use nofault_domain::command::slo::{SloMove, SloOf, SloRetirement, SloReturn, SloSaving, SloWas};
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::{ServiceId, TeamId};
use nofault_domain::refusal::Refusal;
use nofault_domain::text::{Markdown, Name};
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use uuid::Uuid;

use super::{Slo, address, one};
use crate::conflict::Alone;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, catalog, new_id};

statements! {
    NAMED = "SELECT id FROM slo WHERE service_id = $1 AND name_key = $2";
    INSERT = "INSERT INTO slo (id, service_id, name, name_key, target, kind, days, zone, policy, \
        promises, created_at, created_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    SET = "UPDATE slo SET name = $2, name_key = $3, target = $4, kind = $5, days = $6, zone = $7, \
        policy = $8, promises = $9, version = version + 1 WHERE id = $1";
    SET_RETIRED = "UPDATE slo SET retired_at = $2, version = version + 1 WHERE id = $1";
    MEMBER = "SELECT person_id FROM team_member WHERE team_id = $1 AND person_id = $2";
}

/// Whether the viewer may change the SLOs of a service of this team: administrators may, and
/// responders of the team; of a service without a team, every responder.
///
/// # Errors
/// [`Failure::Database`].
pub async fn may_change(
    db: &mut Db<'_>,
    viewer: Viewer,
    team: Option<TeamId>,
) -> Result<bool, Failure> {
    if viewer.has(Role::Administrator) {
        return Ok(true);
    }
    let person = viewer.person().filter(|_| viewer.has(Role::Responder));
    match (person, team) {
        (Some(_), None) => Ok(true),
        (None, _) => Ok(false),
        (Some(person), Some(team)) => {
            let member: Option<(Uuid,)> = first!(db, MEMBER, team.0, person.0)?;
            Ok(member.is_some())
        }
    }
}

/// # Errors
/// [`Refusal::Forbidden`].
pub(super) fn allowed(may: bool) -> Result<(), Refusal> {
    let who = "Only administrators, and those of the owning team who respond, may do this. \
        Nothing was changed.";
    if may { Ok(()) } else { Err(Refusal::Forbidden(who.to_owned())) }
}

impl Perform for SloSaving {
    const NAME: &'static str = "save SLO";

    /// Whether they may is asked where the service is known.
    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let promises = self.promises.unwrap_or_else(|| Promises::named(self.name.as_str()));
        let (name, slo, policy) = (self.name, self.slo, self.policy);
        let mut content = Content { name, promises, slo, policy };
        let (id, service, saved) = match self.of {
            SloOf::New(service) => {
                allowed_at(work, service).await?;
                (new_id(), service, None)
            }
            SloOf::Saved(id, seen) => {
                let saved = one(&mut work.db, id).await?;
                allowed(may_change(&mut work.db, work.viewer, saved.team).await?)?;
                content.promises = self.promises.unwrap_or(saved.promises);
                content = together(work, seen, content, self.was, &saved).await?;
                (id.0, saved.service, Some(saved.version))
            }
        };
        let key = content.name.key();
        let same: Option<(Uuid,)> = first!(&mut work.db, NAMED, service.0, key.as_str())?;
        if same.is_some_and(|(other,)| other != id) {
            let taken = "The service has an SLO of this name already.";
            return Err(Refusal::field("name", taken).into());
        }
        content.write(work, id, service, saved.is_none()).await?;
        let version = saved.map_or(1, |version| version + 1);
        work.event("slo.saved", Subject::Slo, id, version, None).await?;
        Ok(Outcome { id, address: address(nofault_domain::id::SloId(id)), version })
    }
}

async fn allowed_at(work: &mut Work<'_>, service: ServiceId) -> Result<(), Failure> {
    let all = catalog::services(&mut work.db).await?;
    let unknown = || Refusal::field("service", "That service is not known.");
    let team = all.iter().find(|one| one.id == service).ok_or_else(unknown)?.team;
    Ok(allowed(may_change(&mut work.db, work.viewer, team).await?)?)
}

pub(super) struct Content {
    pub name: Name,
    pub promises: Promises,
    pub slo: budget::Slo,
    pub policy: Policy,
}

impl Content {
    pub(super) async fn write(
        &self,
        work: &mut Work<'_>,
        id: Uuid,
        service: ServiceId,
        new: bool,
    ) -> Result<(), Failure> {
        let budget::Slo { target, window, zone } = &self.slo;
        let (name, key, target) = (self.name.as_str(), self.name.key(), target.parts());
        let (kind, days, zone) = (window.kind().key(), window.days(), zone.name());
        let policy = self.policy.as_str();
        let promises = self.promises.key();
        if new {
            let (at, by, of) = (work.now.micros(), work.person(), service.0);
            change!(
                &mut work.db,
                INSERT,
                id,
                of,
                name,
                key,
                target,
                kind,
                days,
                zone,
                policy,
                promises,
                at,
                by
            )?;
        } else {
            change!(&mut work.db, SET, id, name, key, target, kind, days, zone, policy, promises)?;
        }
        Ok(())
    }
}

/// What was typed together with what is saved, where nobody would be overwritten.
async fn together(
    work: &mut Work<'_>,
    seen: i64,
    mine: Content,
    was: SloWas,
    saved: &Slo,
) -> Result<Content, Failure> {
    let part = saved.version;
    let mut form = Comparison::new(seen, part);
    let name = {
        let was = was.name.as_ref().map(Name::as_str);
        let of = form.three(was, part, mine.name.as_str(), saved.name.as_str());
        form.line("name", "Name", &of)
    };
    let of = form.three(was.promises, part, mine.promises, saved.promises);
    let promises = form.word("promises", "What it promises", &of);
    let of = form.three(was.target, part, mine.slo.target, saved.promise.target);
    let target = form.value("target", "Target", &of, Target::to_string, Target::to_string);
    let (own, theirs) = (mine.slo.window, saved.promise.window);
    let of = form.three(was.kind, part, own.kind(), theirs.kind());
    let kind = form.word("window", "Window", &of);
    let days = {
        let (own, theirs) = (days(own), days(theirs));
        let of = form.three(was.days.as_deref(), part, own.as_str(), theirs.as_str());
        form.line("days", "Days", &of)
    };
    let window = Window::of(kind, &days);
    let of = form.three(was.zone, part, mine.slo.zone, saved.promise.zone.clone());
    let read = |zone: &Zone| zone.name().to_owned();
    let zone = form.value("zone", "Time zone", &of, read, read);
    let text = |policy: &Option<Markdown>| policy.as_ref().map_or("", Markdown::as_str).to_owned();
    let was_policy = was.policy.as_ref().map(text);
    let (own, theirs) = (mine.policy.as_str(), saved.policy.as_str());
    let of = form.three(was_policy.as_deref(), part, own, theirs);
    let policy = form.text("policy", "Policy", &of);
    work.settled(form, Alone { subject: saved.id.0, version: part, events: "slo." }).await?;
    let window = window.map_err(|error| Refusal::field("days", error.to_string()))?;
    Ok(Content {
        name: Name::parse(&name).unwrap_or(mine.name),
        promises,
        slo: budget::Slo { target, window, zone },
        policy: Policy::parse(&policy)
            .map_err(|error| Refusal::field("policy", error.to_string()))?,
    })
}

fn days(window: Window) -> String {
    window.days().map(|days| days.to_string()).unwrap_or_default()
}

impl Perform for SloRetirement {
    const NAME: &'static str = "retire SLO";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let slo = current(work, &self.0).await?;
        if slo.retired_at.is_some() {
            return Err(Refusal::Conflict("It is retired already.".to_owned()).into());
        }
        moved(work, &slo, Some(work.now.micros()), "slo.retired").await
    }
}

impl Perform for SloReturn {
    const NAME: &'static str = "return SLO";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let slo = current(work, &self.0).await?;
        if slo.retired_at.is_none() {
            return Err(Refusal::Conflict("It holds already.".to_owned()).into());
        }
        moved(work, &slo, None, "slo.returned").await
    }
}

async fn current(work: &mut Work<'_>, asked: &SloMove) -> Result<Slo, Failure> {
    let slo = one(&mut work.db, asked.slo).await?;
    allowed(may_change(&mut work.db, work.viewer, slo.team).await?)?;
    let (subject, version) = (slo.id.0, slo.version);
    work.unchanged(asked.version, Alone { subject, version, events: "slo." }).await?;
    Ok(slo)
}

async fn moved(
    work: &mut Work<'_>,
    slo: &Slo,
    at: Option<i64>,
    event: &'static str,
) -> Result<Outcome, Failure> {
    let (id, version) = (slo.id.0, slo.version + 1);
    change!(&mut work.db, SET_RETIRED, id, at)?;
    work.event(event, Subject::Slo, id, version, None).await?;
    Ok(Outcome { id, address: slo.address(), version })
}
