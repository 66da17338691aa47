//! Impacts: which services an incident affected, by how much, from when to when.

mod change;
mod milestones;
mod revise;
mod settle;

use nofault_domain::access::Viewer;
use nofault_domain::id::{ImpactId, IncidentId, ServiceId};
use nofault_domain::impact::{Fraction, Span};
use nofault_domain::instant::Instant;
use nofault_domain::number::{ImpactNumber, IncidentNumber};
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::incident::moment;
use crate::{Db, Failure, visible};

pub(crate) mod statements_of {
    pub(crate) use super::change::STATEMENTS as CHANGE;
    pub(crate) use super::milestones::STATEMENTS as MILESTONES;
    pub(crate) use super::revise::STATEMENTS as REVISE;
}

/// A service was affected. Without an end it still is.
#[derive(Debug, Clone)]
pub struct Impact {
    pub id: ImpactId,
    pub number: ImpactNumber,
    pub said: Said,
    pub version: i64,
    /// When and by whom it was removed; it then counts no more.
    pub removed: Option<(Instant, Option<String>)>,
}

/// What an impact says, or said at an earlier version.
#[derive(Debug, Clone)]
pub struct Said {
    pub service: ServiceId,
    pub service_name: String,
    /// None where it is not known.
    pub fraction: Option<Fraction>,
    pub words: String,
    pub span: Span,
    pub recorded_at: Instant,
    pub author: Option<String>,
}

/// An impact that goes on, and the incident that it is of.
#[derive(Debug, Clone)]
pub struct Open {
    pub incident: IncidentNumber,
    pub title: String,
    pub fraction: Option<Fraction>,
    pub words: String,
    pub since: Instant,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    service_id: Uuid,
    service_name: String,
    fraction: Option<i64>,
    words: String,
    from_at: i64,
    from_precision: String,
    from_zone: String,
    from_source: String,
    to_at: Option<i64>,
    to_precision: Option<String>,
    to_zone: Option<String>,
    to_source: Option<String>,
    recorded_at: i64,
    author: Option<String>,
    version: i64,
    removed_at: Option<i64>,
    removed_by: Option<String>,
}

impl TryFrom<Row> for Impact {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let to = match (row.to_at, row.to_precision, row.to_zone, row.to_source) {
            (Some(at), Some(precision), Some(zone), Some(source)) => {
                Some(moment(at, &precision, &zone, &source)?)
            }
            _ => None,
        };
        let from = moment(row.from_at, &row.from_precision, &row.from_zone, &row.from_source)?;
        let said = Said {
            service: ServiceId(row.service_id),
            service_name: row.service_name,
            fraction: row.fraction.and_then(Fraction::from_millionths),
            words: row.words,
            span: Span { from, to },
            recorded_at: Instant::from_micros(row.recorded_at),
            author: row.author,
        };
        Ok(Self {
            id: ImpactId(row.id),
            number: ImpactNumber(row.number),
            said,
            version: row.version,
            removed: row.removed_at.map(|at| (Instant::from_micros(at), row.removed_by)),
        })
    }
}

macro_rules! impacts {
    () => {
        "SELECT m.id, m.number, m.service_id, s.name AS service_name, m.fraction, m.words, \
         m.from_at, m.from_precision, m.from_zone, m.from_source, m.to_at, m.to_precision, \
         m.to_zone, m.to_source, m.recorded_at, p.name AS author, m.version, m.removed_at, \
         r.name AS removed_by FROM impact m JOIN service s ON s.id = m.service_id \
         LEFT JOIN person p ON p.id = m.recorded_by LEFT JOIN person r ON r.id = m.removed_by \
         WHERE m.incident_id = $1"
    };
}

statements! {
    OF_INCIDENT = concat!(impacts!(), " ORDER BY m.from_at, m.number");
    ONE = concat!(impacts!(), " AND m.number = $2");
    // Columns that an earlier version has not are those of none.
    EARLIER = "SELECT v.impact_id AS id, m.number, v.service_id, s.name AS service_name, v.fraction, \
        v.words, v.from_at, v.from_precision, v.from_zone, v.from_source, v.to_at, v.to_precision, \
        v.to_zone, v.to_source, v.recorded_at, p.name AS author, v.version, m.removed_at, \
        p.name AS removed_by FROM impact_revision v JOIN impact m ON m.id = v.impact_id \
        JOIN service s ON s.id = v.service_id LEFT JOIN person p ON p.id = v.recorded_by \
        WHERE m.incident_id = $1 ORDER BY m.number, v.version DESC";
    OPEN = concat!("SELECT i.number, i.title, m.fraction, m.words, m.from_at FROM impact m \
        JOIN incident i ON i.id = m.incident_id WHERE m.service_id = $3 AND m.to_at IS NULL \
        AND m.removed_at IS NULL AND ", counts!("i"), " AND ", visible!(),
        " ORDER BY m.from_at, i.number");
}

/// The impacts of an incident that the caller has read through its viewer, by their start;
/// the removed ones too.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_incident(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Impact>, Failure> {
    let rows: Vec<Row> = all!(db, OF_INCIDENT, incident.0)?;
    rows.into_iter().map(Impact::try_from).collect()
}

/// As [`of_incident`], without the removed ones.
///
/// # Errors
/// [`Failure::Database`].
pub async fn standing(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Impact>, Failure> {
    let mut impacts = of_incident(db, incident).await?;
    impacts.retain(|impact| impact.removed.is_none());
    Ok(impacts)
}

/// # Errors
/// Not found, where the incident has no such impact.
pub async fn one(
    db: &mut Db<'_>,
    incident: IncidentId,
    number: ImpactNumber,
) -> Result<Impact, Failure> {
    let row: Option<Row> = first!(db, ONE, incident.0, number.0)?;
    row.ok_or(Refusal::NotFound("impact"))?.try_into()
}

/// What the impacts of an incident said before, each with its version, newest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn earlier(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Vec<(ImpactNumber, i64, Said)>, Failure> {
    let rows: Vec<Row> = all!(db, EARLIER, incident.0)?;
    let one = |row: Row| Impact::try_from(row).map(|was| (was.number, was.version, was.said));
    rows.into_iter().map(one).collect()
}

/// The impacts on a service that go on, of the incidents that the viewer may see: in a drill
/// nothing is affected.
///
/// # Errors
/// [`Failure::Database`].
pub async fn open(
    db: &mut Db<'_>,
    viewer: Viewer,
    service: ServiceId,
) -> Result<Vec<Open>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64, String, Option<i64>, String, i64)> =
        all!(db, OPEN, all, person, service.0)?;
    let open =
        |(incident, title, fraction, words, since): (i64, String, Option<i64>, String, i64)| Open {
            incident: IncidentNumber(incident),
            title,
            fraction: fraction.and_then(Fraction::from_millionths),
            words,
            since: Instant::from_micros(since),
        };
    Ok(rows.into_iter().map(open).collect())
}
