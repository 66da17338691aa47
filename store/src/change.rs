//! Changes to services: recorded by a form or from a file, and named as causes of incidents.
//!
//! Everybody sees changes, as they see services. What one caused is seen by whoever sees the
//! incident, and counted without private ones.

mod causes;
mod edit;
mod facts;
mod import;
mod keep;
mod list;
mod record;

pub use causes::{caused, of_incident, suggested};
pub use facts::{facts, records};
pub use import::{ChangesBatch, existing};
pub use keep::recorded_since;
pub use list::{Asked, Before, Listed, latest, listed};

use nofault_domain::change::ChangeKind;
use nofault_domain::id::{ChangeId, ServiceId};
use nofault_domain::instant::Instant;
use nofault_domain::moment::Moment;
use nofault_domain::number::ChangeNumber;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::failure::word;
use crate::incident::moment;
use crate::{Db, Failure};

pub(crate) mod statements_of {
    pub(crate) use super::causes::STATEMENTS as CAUSES;
    pub(crate) use super::edit::STATEMENTS as EDIT;
    pub(crate) use super::facts::STATEMENTS as FACTS;
    pub(crate) use super::import::STATEMENTS as IMPORT;
    pub(crate) use super::keep::STATEMENTS as KEEP;
    pub(crate) use super::list::STATEMENTS as LIST;
    pub(crate) use super::record::STATEMENTS as RECORD;
}

/// A release or another change to a service.
#[derive(Debug, Clone)]
pub struct Change {
    pub id: ChangeId,
    pub number: ChangeNumber,
    pub kind: ChangeKind,
    pub service: ServiceId,
    pub service_name: String,
    pub title: String,
    /// An address, or nothing.
    pub link: String,
    pub moment: Moment,
    pub recorded_at: Instant,
    pub author: Option<String>,
    pub version: i64,
    /// When and by whom it was removed; it then counts no more.
    pub removed: Option<(Instant, Option<String>)>,
}

impl Change {
    #[must_use]
    pub fn address(&self) -> String {
        address(self.number)
    }
}

/// Where a change is shown.
#[must_use]
pub fn address(number: ChangeNumber) -> String {
    format!("/changes/{number}")
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    kind: String,
    service_id: Uuid,
    service_name: String,
    title: String,
    link: String,
    at: i64,
    precision: String,
    zone: String,
    source: String,
    recorded_at: i64,
    author: Option<String>,
    version: i64,
    removed_at: Option<i64>,
    remover: Option<String>,
}

impl TryFrom<Row> for Change {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: ChangeId(row.id),
            number: ChangeNumber(row.number),
            kind: word(&row.kind)?,
            service: ServiceId(row.service_id),
            service_name: row.service_name,
            title: row.title,
            link: row.link,
            moment: moment(row.at, &row.precision, &row.zone, &row.source)?,
            recorded_at: Instant::from_micros(row.recorded_at),
            author: row.author,
            version: row.version,
            removed: row.removed_at.map(|at| (Instant::from_micros(at), row.remover)),
        })
    }
}

/// SQL: changes `c`, joined to what is read with them and to `$joined`.
macro_rules! changes {
    ($joined:expr) => {
        concat!(
            "SELECT c.id, c.number, c.kind, c.service_id, s.name AS service_name, c.title, c.link, \
             c.at, c.precision, c.zone, c.source, c.recorded_at, p.name AS author, c.version, \
             c.removed_at, r.name AS remover FROM change c JOIN service s ON s.id = c.service_id \
             LEFT JOIN person p ON p.id = c.recorded_by LEFT JOIN person r ON r.id = c.removed_by",
            $joined
        )
    };
}
use changes;

statements! {
    BY_NUMBER = changes!(" WHERE c.number = $1");
}

/// # Errors
/// Not found.
pub async fn by_number(db: &mut Db<'_>, number: ChangeNumber) -> Result<Change, Failure> {
    let row: Option<Row> = first!(db, BY_NUMBER, number.0)?;
    row.ok_or(Refusal::NotFound("change"))?.try_into()
}
