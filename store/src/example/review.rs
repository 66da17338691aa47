//! How the shop reviews: who owns a postmortem, who reads it, when it is due.

use nofault_domain::command::action::OwnerId;
use nofault_domain::command::review::{ReviewLevelChange, ReviewSaid, ReviewWas};
use nofault_domain::command::reviewing::{PostmortemCare, ReviewAsking};
use nofault_domain::event::Subject;
use nofault_domain::id::PersonId;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::review::{DataLost, ReviewLevel};
use nofault_domain::text::Reason;

use super::clock::day;
use super::shop::{Shop, Who};
use super::tell::taken;
use crate::Failure;
use crate::incident::{self, Incident};
use crate::postmortem::{self, Postmortem};
use crate::work::{Perform, Work};

/// What happens to a postmortem beside its writing.
pub(super) struct Way {
    /// A level other than by rule, with its reason.
    pub level: Option<(ReviewLevel, &'static str)>,
    pub owner: Who,
    /// Days before now (negative is still to come); none is as the policy says.
    pub due: Option<i64>,
    pub readers: &'static [Reader],
    pub in_review: bool,
}

/// Somebody who is asked for a review.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// Who fills the installation.
    You,
    Approves(Who),
}

impl Way {
    pub(super) const PLAIN: Self =
        Self { level: None, owner: Who::Nobody, due: None, readers: &[], in_review: false };
}

/// Before it is begun: the level decides on the template.
pub(super) async fn say_level(
    work: &mut Work<'_>,
    number: IncidentNumber,
    way: &Way,
) -> Result<(), Failure> {
    let Some((level, reason)) = way.level else { return Ok(()) };
    let version = incident::by_number(&mut work.db, work.viewer, number).await?.version;
    let reason = Some(taken(Reason::parse(reason))?);
    let said = ReviewSaid { level: Some(level), reason, data_lost: DataLost::No };
    let change = ReviewLevelChange { incident: number, version, said, was: ReviewWas::default() };
    change.perform(work).await.map(drop)
}

/// After it is written.
pub(super) async fn go(
    work: &mut Work<'_>,
    number: IncidentNumber,
    way: &Way,
    shop: &Shop,
    now: nofault_domain::instant::Instant,
) -> Result<(), Failure> {
    let (incident, written) = present(work, number).await?;
    let person = |who| match shop.owner(who) {
        Some(OwnerId::Person(person)) => Some(person),
        _ => None,
    };
    let due = way.due.map(|days| taken(Day::parse(&day(now, days)))).transpose()?;
    let owner = person(way.owner);
    if owner.is_some() || due.is_some() {
        let version = written.version;
        let (was_owner, was_due) = (None, None);
        let care = PostmortemCare { incident: number, version, owner, was_owner, due, was_due };
        care.perform(work).await?;
    }
    for reader in way.readers {
        let reader = match reader {
            Reader::You => work.viewer.person(),
            Reader::Approves(who) => person(*who),
        };
        if let Some(reader) = reader {
            work.name_reviewer(written.id, reader).await?;
        }
    }
    if way.in_review {
        ReviewAsking { incident: number }.perform(work).await?;
    }
    for reader in way.readers {
        if let Reader::Approves(who) = reader {
            approve(work, &incident, person(*who)).await?;
        }
    }
    Ok(())
}

async fn approve(
    work: &mut Work<'_>,
    incident: &Incident,
    who: Option<PersonId>,
) -> Result<(), Failure> {
    let (_, written) = present(work, incident.number).await?;
    let Some(reviewer) = who.and_then(|who| written.reviewer(who)) else { return Ok(()) };
    work.approve(reviewer, written.version).await?;
    let (id, version, of) = (written.id.0, written.version, Some(incident.id));
    work.event("postmortem.approved", Subject::Postmortem, id, version, of).await
}

async fn present(
    work: &mut Work<'_>,
    number: IncidentNumber,
) -> Result<(Incident, Postmortem), Failure> {
    let incident = incident::by_number(&mut work.db, work.viewer, number).await?;
    let written = postmortem::of_incident(&mut work.db, incident.id).await?;
    Ok((incident, written.ok_or(Refusal::NotFound("postmortem"))?))
}
