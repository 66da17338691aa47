//! The impacts that spend a service's budgets. Private incidents are left out for everybody,
//! until somebody who may see them asks for them.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::budget::Piece;
use nofault_domain::id::ServiceId;
use nofault_domain::impact::Fraction;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ImpactNumber, IncidentNumber};
use nofault_domain::status::Status;
use uuid::Uuid;

use crate::failure::word;
use crate::id::made_at;
use crate::{Db, Failure, visible};

/// An impact on the service.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Of the incident in which it counts.
    pub piece: Piece,
    /// The incident on whose page it stands, which may have been merged into that one.
    pub written_in: IncidentNumber,
    pub impact: ImpactNumber,
    pub title: String,
    pub status: Status,
    pub private: bool,
}

impl Hit {
    /// The incident is over, and nobody said when this ended.
    #[must_use]
    pub fn misses_its_end(&self) -> bool {
        self.piece.to.is_none() && !self.status.is_open()
    }
}

/// What is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub service: ServiceId,
    /// What ended before is left out.
    pub since: Instant,
    /// With those of private incidents that the viewer may see.
    pub private: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    incident: i64,
    written_in: i64,
    number: i64,
    title: String,
    status: String,
    private: bool,
    fraction: Option<i64>,
    from_at: i64,
    to_at: Option<i64>,
}

/// SQL: of the impacts whose ids `$chosen` has, those `h` that count in the incident `i`, in which
/// the one goes on that they are written in; with private ones where `$private` says so. That
/// incident is found first for all of them: else Postgres reads every incident for a hundred.
macro_rules! charged {
    ($chosen:literal, $columns:literal, $private:literal) => {
        concat!(
            "WITH chosen (id) AS (",
            $chosen,
            "), hit AS MATERIALIZED (SELECT m.service_id, m.number, m.fraction, m.from_at, m.to_at, \
             p.number AS written_in, ",
            goes_on!("p"),
            " AS whole FROM chosen o JOIN impact m ON m.id = o.id \
             JOIN incident p ON p.id = m.incident_id WHERE p.kind <> 'drill' AND (NOT p.private OR ",
            $private,
            ") AND ",
            visible!("p"),
            ") SELECT ",
            $columns,
            " FROM hit h JOIN incident i ON i.id = h.whole WHERE ",
            counts!("i"),
            " AND (NOT i.private OR ",
            $private,
            ") AND ",
            visible!(),
            " ORDER BY h.from_at, i.number, h.written_in, h.number"
        )
    };
}

/// SQL: the incident `i` is on record, private ones where `$3` says so; merging moves no
/// beginning.
macro_rules! recorded {
    () => {
        concat!(
            "(NOT i.private OR $3) AND i.kind <> 'drill' \
             AND i.status NOT IN ('declined', 'canceled') AND ",
            visible!()
        )
    };
}

statements! {
    HITS = charged!("SELECT o.id FROM impact o WHERE o.service_id = $3 \
        AND o.removed_at IS NULL AND o.to_at > $4 UNION ALL SELECT o.id FROM impact o \
        WHERE o.service_id = $3 AND o.removed_at IS NULL AND o.to_at IS NULL",
        "i.number AS incident, h.written_in, h.number, i.title, i.status, i.private, h.fraction, \
        h.from_at, h.to_at", "$5");
    // Of every service that has an SLO: as many statements as services would be many.
    HITS_OF_ALL = charged!("SELECT o.id FROM slo l JOIN impact o \
        ON o.service_id = l.service_id WHERE l.retired_at IS NULL AND o.removed_at IS NULL \
        AND o.to_at > $4 UNION SELECT o.id FROM slo l JOIN impact o ON o.service_id = l.service_id \
        WHERE l.retired_at IS NULL AND o.removed_at IS NULL AND o.to_at IS NULL",
        "h.service_id, i.number, h.fraction, h.from_at, h.to_at", "$3");
    // A private one gives nothing away, not even by when it was; merging moves no beginning.
    SERVICE_SINCE = concat!("SELECT (SELECT MIN(i.at) FROM incident i WHERE ", recorded!(), "), \
        (SELECT MIN(m.from_at) FROM impact m JOIN incident i ON i.id = m.incident_id \
        WHERE m.service_id = $4 AND m.removed_at IS NULL AND ", recorded!(), ")");
    SINCE = "SELECT MIN(i.at) FROM incident i WHERE NOT i.private AND i.kind <> 'drill' \
        AND i.status NOT IN ('declined', 'canceled')";
}

/// By their start. Drills, and what was declined or canceled, are none; what was merged counts
/// in the incident in which it goes on.
///
/// # Errors
/// [`Failure::Database`].
pub async fn hits(db: &mut Db<'_>, viewer: Viewer, asked: Reading) -> Result<Vec<Hit>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (service, since) = (asked.service.0, asked.since.micros());
    let rows: Vec<Row> = all!(db, HITS, all, person, service, since, asked.private)?;
    let hit = |row: Row| {
        let at = Instant::from_micros;
        let piece = Piece {
            incident: IncidentNumber(row.incident),
            from: at(row.from_at),
            to: row.to_at.map(at),
            fraction: row.fraction.and_then(Fraction::from_millionths),
        };
        let (impact, status) = (ImpactNumber(row.number), word(&row.status)?);
        let written_in = IncidentNumber(row.written_in);
        Ok(Hit { piece, written_in, impact, title: row.title, status, private: row.private })
    };
    rows.into_iter().map(hit).collect()
}

/// Its service, incident, fraction, begin and end.
type PieceRow = (Uuid, i64, Option<i64>, i64, Option<i64>);

/// What spends the budgets of all services that have an SLO which holds, since then.
///
/// # Errors
/// [`Failure::Database`].
pub async fn hits_of_all(
    db: &mut Db<'_>,
    viewer: Viewer,
    since: Instant,
    private: bool,
) -> Result<HashMap<ServiceId, Vec<Piece>>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<PieceRow> = all!(db, HITS_OF_ALL, all, person, private, since.micros())?;
    let mut hits: HashMap<ServiceId, Vec<Piece>> = HashMap::new();
    for (service, incident, fraction, from, to) in rows {
        hits.entry(ServiceId(service)).or_default().push(Piece {
            incident: IncidentNumber(incident),
            from: Instant::from_micros(from),
            to: to.map(Instant::from_micros),
            fraction: fraction.and_then(Fraction::from_millionths),
        });
    }
    Ok(hits)
}

/// When the first incident happened that everybody sees: what was before, nobody knows.
///
/// # Errors
/// [`Failure::Database`].
pub async fn on_record_since(db: &mut Db<'_>) -> Result<Option<Instant>, Failure> {
    let (at,): (Option<i64>,) = one!(db, SINCE)?;
    Ok(at.map(Instant::from_micros))
}

/// From when on the impacts on a service are on record: since the first incident, and since the
/// service was made or first hit. With `private`, as far as the viewer may see them, too.
///
/// # Errors
/// [`Failure::Database`].
pub async fn service_on_record_since(
    db: &mut Db<'_>,
    viewer: Viewer,
    service: ServiceId,
    private: bool,
) -> Result<Option<Instant>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (first, hit): (Option<i64>, Option<i64>) =
        one!(db, SERVICE_SINCE, all, person, private, service.0)?;
    let hit = hit.map(Instant::from_micros);
    let own = made_at(service.0).into_iter().chain(hit).min();
    Ok(first.map(Instant::from_micros).map(|first| own.map_or(first, |own| own.max(first))))
}
