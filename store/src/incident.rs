//! Incidents: one of them whole, and the list. Changes stand beside, one file each.

mod brief;
mod declare;
mod details;
mod list;
mod merge;
mod milestones;
mod numbers;
mod parts;
mod privacy;
mod seen;
mod severity;
mod status;

pub use brief::Brief;
pub(crate) use brief::{BriefRow, brief};
pub(crate) use declare::NewIncident;
#[cfg(test)]
pub(crate) use list::texts;
pub use list::{COUNTED, Cursor, Filter, Item, Listing, PAGE, page};
pub use merge::{MergedPart, merged_into, merged_parts};
pub use milestones::{
    MilestoneNow, PastMilestone, impact_ended, milestone_history, milestones_now,
};
pub use numbers::numbers;
pub use parts::{Part, Parts};
pub use privacy::{Named, holders};
pub(crate) use seen::Seen;

use nofault_domain::access::Viewer;
use nofault_domain::id::IncidentId;
use nofault_domain::incident::{Entered, Kind};
use nofault_domain::instant::Instant;
use nofault_domain::metric::Metric;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{Moment, Precision, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::zone::Zone;
use uuid::Uuid;

use crate::failure::word;
use crate::work::Work;
use crate::{Db, Failure, visible};

pub(crate) mod statements_of {
    pub(crate) use super::declare::STATEMENTS as DECLARE;
    pub(crate) use super::details::STATEMENTS as DETAILS;
    pub(crate) use super::merge::STATEMENTS as MERGE;
    pub(crate) use super::milestones::STATEMENTS as MILESTONES;
    pub(crate) use super::numbers::STATEMENTS as NUMBERS;
    pub(crate) use super::parts::STATEMENTS as PARTS;
    pub(crate) use super::privacy::STATEMENTS as PRIVACY;
    pub(crate) use super::seen::STATEMENTS as SEEN;
    pub(crate) use super::severity::STATEMENTS as SEVERITY;
    pub(crate) use super::status::STATEMENTS as STATUS;
}

/// An incident without its timeline.
#[derive(Debug, Clone)]
pub struct Incident {
    pub id: IncidentId,
    pub number: IncidentNumber,
    pub title: String,
    pub summary: String,
    pub kind: Kind,
    pub status: Status,
    pub severity: Option<Severity>,
    pub severity_highest: Option<Severity>,
    pub entered: Entered,
    pub private: bool,
    pub home_zone: String,
    pub reference: Option<String>,
    /// Where it goes on, while its status is merged.
    pub merged_into: Option<IncidentId>,
    pub at: Instant,
    pub recorded_at: Instant,
    pub version: i64,
    pub parts: Parts,
}

impl Incident {
    #[must_use]
    pub fn address(&self) -> String {
        address(self.number)
    }
}

/// Where an incident is shown.
#[must_use]
pub fn address(number: IncidentNumber) -> String {
    format!("/incidents/{number}")
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    title: String,
    summary: String,
    kind: String,
    status: String,
    severity: Option<i64>,
    severity_highest: Option<i64>,
    entered: String,
    private: bool,
    home_zone: String,
    reference: Option<String>,
    merged_into: Option<Uuid>,
    at: i64,
    recorded_at: i64,
    version: i64,
    status_version: i64,
    severity_version: i64,
    details_version: i64,
    milestones_version: i64,
    access_version: i64,
}

impl TryFrom<Row> for Incident {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: IncidentId(row.id),
            number: IncidentNumber(row.number),
            title: row.title,
            summary: row.summary,
            kind: word(&row.kind)?,
            status: word(&row.status)?,
            severity: row.severity.and_then(Severity::from_level),
            severity_highest: row.severity_highest.and_then(Severity::from_level),
            entered: word(&row.entered)?,
            private: row.private,
            home_zone: row.home_zone,
            reference: row.reference,
            merged_into: row.merged_into.map(IncidentId),
            at: Instant::from_micros(row.at),
            recorded_at: Instant::from_micros(row.recorded_at),
            version: row.version,
            parts: Parts {
                status: row.status_version,
                severity: row.severity_version,
                details: row.details_version,
                milestones: row.milestones_version,
                access: row.access_version,
            },
        })
    }
}

statements! {
    BY_NUMBER = concat!("SELECT i.id, i.number, i.title, i.summary, i.kind, i.status, i.severity, \
        i.severity_highest, i.entered, i.private, i.home_zone, i.reference, i.merged_into, i.at, \
        i.recorded_at, i.version, i.status_version, i.severity_version, i.details_version, \
        i.milestones_version, i.access_version FROM incident i WHERE i.number = $3 AND ", visible!());
    CHANGED_SINCE = "SELECT COUNT(*) FROM event WHERE incident_id = $1 AND at > $2 AND name IN \
        ('incident.status_changed', 'incident.severity_changed', 'incident.milestones_set', \
        'incident.merged', 'impact.added', 'impact.edited', 'impact.ended', 'impact.removed') \
        AND COALESCE(person_id <> $3, TRUE)";
    SERVICES = "SELECT s.name FROM incident_service o JOIN service s ON s.id = o.service_id \
        WHERE o.incident_id = $1 ORDER BY s.name_key";
    LABELS = "SELECT label FROM incident_label WHERE incident_id = $1 ORDER BY label";
    MILESTONES = "SELECT name, at, precision, zone, source FROM milestone WHERE incident_id = $1";
    STATED = "SELECT metric, micros FROM stated_duration WHERE incident_id = $1 ORDER BY metric";
    SET_AT = "UPDATE incident SET at = COALESCE(\
        (SELECT m.at FROM milestone m WHERE m.incident_id = $1 AND m.name = 'impact_started'), \
        (SELECT m.at FROM milestone m WHERE m.incident_id = $1 AND m.name = 'declared'), \
        recorded_at) WHERE id = $1";
}

/// The incident of a number, where the viewer may see it.
///
/// # Errors
/// [`Failure::Refused`] with not found, the same for one that is hidden as for none.
pub async fn by_number(
    db: &mut Db<'_>,
    viewer: Viewer,
    number: IncidentNumber,
) -> Result<Incident, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<Row> = first!(db, BY_NUMBER, all, person, number.0)?;
    row.ok_or(Refusal::NotFound("incident"))?.try_into()
}

/// Whether others changed its status, severity, milestones or impacts after this.
///
/// # Errors
/// [`Failure::Database`].
pub async fn changed_since(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
    at: Instant,
) -> Result<bool, Failure> {
    let person = viewer.person().map(|person| person.0);
    let (changes,): (i64,) = one!(db, CHANGED_SINCE, incident.0, at.micros(), person)?;
    Ok(changes > 0)
}

/// The names of its services.
pub async fn services(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<String>, Failure> {
    let rows: Vec<(String,)> = all!(db, SERVICES, incident.0)?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

pub async fn labels(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<String>, Failure> {
    let rows: Vec<(String,)> = all!(db, LABELS, incident.0)?;
    Ok(rows.into_iter().map(|(label,)| label).collect())
}

/// The milestones that are set, in the order of the vocabulary.
pub async fn milestones(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Vec<(Milestone, Moment)>, Failure> {
    let rows: Vec<(String, i64, String, String, String)> = all!(db, MILESTONES, incident.0)?;
    let mut milestones = rows
        .into_iter()
        .map(|(name, at, precision, zone, source)| {
            Ok((word(&name)?, moment(at, &precision, &zone, &source)?))
        })
        .collect::<Result<Vec<(Milestone, Moment)>, Failure>>()?;
    milestones.sort_by_key(|(milestone, _)| *milestone);
    Ok(milestones)
}

/// Durations that a source stated, by metric.
pub async fn stated(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Vec<(Metric, nofault_domain::duration::Duration)>, Failure> {
    let rows: Vec<(String, i64)> = all!(db, STATED, incident.0)?;
    rows.into_iter()
        .map(|(metric, micros)| {
            let metric = Metric::parse(&metric).map_err(|_| Failure::damaged("metric", metric))?;
            Ok((metric, nofault_domain::duration::Duration::from_micros(micros)))
        })
        .collect()
}

pub(crate) fn moment(
    at: i64,
    precision: &str,
    zone: &str,
    source: &str,
) -> Result<Moment, Failure> {
    Ok(Moment {
        at: Instant::from_micros(at),
        precision: Precision::from_key(precision)
            .ok_or_else(|| Failure::damaged("precision", precision))?,
        zone: Zone::parse(zone).map_err(|_| Failure::damaged("zone", zone))?,
        source: word::<Source>(source)?,
    })
}

impl Work<'_> {
    /// After milestones changed: the moment by which the incident is listed and counted.
    pub(crate) async fn set_at(&mut self, incident: IncidentId) -> Result<(), Failure> {
        change!(&mut self.db, SET_AT, incident.0)?;
        Ok(())
    }
}

fn level(severity: Option<Severity>) -> Option<i64> {
    severity.map(Severity::level)
}
