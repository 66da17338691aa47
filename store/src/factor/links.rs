//! A factor in an incident: the factors of one, and the incidents of one.

use nofault_domain::access::Viewer;
use nofault_domain::factor::Category;
use nofault_domain::id::{FactorId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::number::FactorNumber;
use uuid::Uuid;

use crate::failure::word;
use crate::incident::{Brief, BriefRow, brief};
use crate::{Db, Failure, visible};

/// A factor of an incident.
#[derive(Debug, Clone)]
pub struct Link {
    pub id: Uuid,
    pub factor: FactorId,
    pub number: FactorNumber,
    pub title: String,
    pub category: Category,
    /// How it contributed to this incident.
    pub note: String,
    /// It set this incident off.
    pub trigger: bool,
    pub at: Instant,
    pub by: Option<String>,
    /// When and by whom it was taken away; it then counts no more.
    pub removed: Option<(Instant, Option<String>)>,
    /// In how many incidents it stood before this one. Private ones are left out.
    pub earlier: i64,
    pub version: i64,
}

/// An incident of a factor.
#[derive(Debug, Clone)]
pub struct Stood {
    pub incident: Brief,
    pub note: String,
    pub trigger: bool,
}

statements! {
    LINKS = concat!("SELECT l.id, f.id AS factor_id, f.number, f.title, f.category, l.note, \
        l.is_trigger, l.at, p.name AS author, l.removed_at, r.name AS removed_by, (SELECT COUNT(*) FROM incident_factor o \
        JOIN incident e ON e.id = o.incident_id WHERE o.factor_id = f.id AND o.removed_at IS NULL \
        AND o.incident_id <> l.incident_id AND (e.at, e.number) < (n.at, n.number) AND NOT e.private \
        AND ", counts!("e"), ") AS earlier, l.version FROM incident_factor l \
        JOIN factor f ON f.id = l.factor_id JOIN incident n ON n.id = l.incident_id \
        LEFT JOIN person p ON p.id = l.by_person LEFT JOIN person r ON r.id = l.removed_by \
        WHERE l.incident_id = $3 AND ", seen!(), " ORDER BY l.at, f.number");
    INCIDENTS = concat!("SELECT ", brief!(), ", l.note, l.is_trigger FROM incident_factor l JOIN incident i ON i.id = l.incident_id \
        WHERE l.factor_id = $3 AND l.removed_at IS NULL AND ", visible!(),
        " ORDER BY i.at DESC, i.number DESC LIMIT $4");
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    factor_id: Uuid,
    number: i64,
    title: String,
    category: String,
    note: String,
    is_trigger: bool,
    at: i64,
    author: Option<String>,
    removed_at: Option<i64>,
    removed_by: Option<String>,
    earlier: i64,
    version: i64,
}

/// The factors of an incident, in the order in which they were added; the removed ones too.
/// Those that the viewer may not see elsewhere any more are not among the removed ones.
///
/// # Errors
/// [`Failure::Database`].
pub async fn links(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Vec<Link>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, LINKS, all, person, incident.0)?;
    let link = |row: Row| {
        Ok(Link {
            id: row.id,
            factor: FactorId(row.factor_id),
            number: FactorNumber(row.number),
            title: row.title,
            category: word(&row.category)?,
            note: row.note,
            trigger: row.is_trigger,
            at: Instant::from_micros(row.at),
            by: row.author,
            removed: row.removed_at.map(|at| (Instant::from_micros(at), row.removed_by)),
            earlier: row.earlier,
            version: row.version,
        })
    };
    rows.into_iter().map(link).collect()
}

#[derive(sqlx::FromRow)]
struct StoodRow {
    #[sqlx(flatten)]
    incident: BriefRow,
    note: String,
    is_trigger: bool,
}

/// The incidents of a factor that the viewer may see, the latest `most` of them.
///
/// # Errors
/// [`Failure::Database`].
pub async fn incidents(
    db: &mut Db<'_>,
    viewer: Viewer,
    factor: FactorId,
    most: i64,
) -> Result<Vec<Stood>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<StoodRow> = all!(db, INCIDENTS, all, person, factor.0, most)?;
    let stood = |StoodRow { incident, note, is_trigger }: StoodRow| {
        Ok(Stood { incident: incident.try_into()?, note, trigger: is_trigger })
    };
    rows.into_iter().map(stood).collect()
}
