//! What it affected, who did what, and what stakeholders were told.

use nofault_domain::id::IncidentId;
use nofault_domain::impact::Fraction;
use nofault_domain::incident::IncidentRole;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ImpactNumber, UpdateNumber};
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_store::{Db, Failure, impact, response};
use serde::Serialize;

use super::{Gone, Moment};

/// Without an end it goes on.
#[derive(Debug, Serialize)]
pub struct Impact {
    number: ImpactNumber,
    service: String,
    /// From 0 to 1; none where it is not known.
    fraction: Option<Fraction>,
    text: String,
    from: Moment,
    to: Option<Moment>,
    recorded_at: Instant,
    author: Option<String>,
    revision: i64,
    removed: Option<Gone>,
}

pub(super) async fn impacts(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Impact>, Failure> {
    let one = |one: impact::Impact| {
        let said = one.said;
        Impact {
            number: one.number,
            service: said.service_name,
            fraction: said.fraction,
            text: said.words,
            from: said.span.from.into(),
            to: said.span.to.map(Moment::from),
            recorded_at: said.recorded_at,
            author: said.author,
            revision: one.version,
            removed: one.removed.map(Gone::from),
        }
    };
    Ok(impact::of_incident(db, incident).await?.into_iter().map(one).collect())
}

/// Without an end they still are.
#[derive(Debug, Serialize)]
pub struct Role {
    role: IncidentRole,
    person: String,
    from: Moment,
    to: Option<Moment>,
    recorded_by: Option<String>,
    ended_by: Option<String>,
}

pub(super) async fn roles(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Role>, Failure> {
    let one = |holding: response::Holding| Role {
        role: holding.role,
        person: holding.name,
        from: holding.from.into(),
        to: holding.to.map(Moment::from),
        recorded_by: holding.recorded_by,
        ended_by: holding.ended_by,
    };
    Ok(response::holdings(db, incident).await?.into_iter().map(one).collect())
}

#[derive(Debug, Serialize)]
pub struct Update {
    number: UpdateNumber,
    at: Instant,
    status: Status,
    severity: Option<Severity>,
    author: Option<String>,
    text: String,
    /// When the next one was promised for.
    next_at: Option<Instant>,
    revision: i64,
}

/// In the order in which they were told.
pub(super) async fn updates(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Update>, Failure> {
    let one = |update: response::Update| Update {
        number: update.number,
        at: update.at,
        status: update.status,
        severity: update.severity,
        author: update.author,
        text: update.text,
        next_at: update.next.map(|next| next.at),
        revision: update.version,
    };
    Ok(response::updates(db, incident).await?.into_iter().rev().map(one).collect())
}
